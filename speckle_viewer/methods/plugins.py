"""Methods of others: model files that are added, beside packages that are installed."""

import hashlib
from pathlib import Path

from speckle_viewer import paths
from speckle_viewer.errors import MethodError
from speckle_viewer.methods.card import Card
from speckle_viewer.methods.failures import reason
from speckle_viewer.methods.registry import check_id
from speckle_viewer.whole_file import write_whole

WARNING = (
    "A plug-in is code that runs with your rights: a package or a torch.export file can do "
    "whatever you can, and a TorchScript file can read and write your files; an ONNX file only "
    "computes, though it too may abuse a fault of the library that reads it. "
    "Add only what comes from people whom you trust."
)
"""What a user has to be told before a plug-in or a model file is added."""


def add_plugin(file: Path, method: str) -> Card:
    """Make a model file into a method, in the folder of the user's weights.

    Runs the file's code: show the `WARNING` first.

    Parameters
    ----------
    file
        Saved with ``torch.jit.save`` or ``torch.export.save``, or ONNX. It takes an image
        (1, 1, H, W) float32 in [0, 1] and gives one of the same size, or the noise to subtract.
        What sizes it takes is tried.
    method
        The id under which the method will be listed.

    Returns
    -------
    Card
        It says which file the method came from, and what it needs.

    Raises
    ------
    MethodError
        If the id is taken or impossible, or the file is no such model or cannot be opened here.
    """
    kind, data = check_plugin(file, method)
    card = _card(file.name, method, kind, data)
    from speckle_viewer.methods.model_files import stored_beside  # imports torch

    card_file = paths.user_weights_folder() / f"{method}.json"
    try:
        write_whole(stored_beside(card_file, card.network["class"]), data)
        write_whole(card_file, card.to_json().encode())
    except OSError as error:
        raise MethodError(f"{card_file.parent} cannot be written to ({error.strerror}).") from error
    return card


def check_plugin(file: Path, method: str) -> tuple[str, bytes]:
    """Which kind of model a file is, and its bytes; runs none of its code.

    Raises
    ------
    MethodError
        If the id is taken or impossible, or the file cannot be read or is no model file.
    """
    check_id(method)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise MethodError(f"{file} cannot be read ({error.strerror}).") from error
    from speckle_viewer.methods.model_files import kind_of  # imports torch

    return kind_of(file.name, data), data


def _card(name: str, method: str, kind: str, data: bytes) -> Card:
    """The card of a model file, which is opened and tried."""
    from speckle_viewer.methods.model_files import open_model  # imports torch
    from speckle_viewer.methods.needs import find_needs

    hashed = hashlib.sha256(data).hexdigest()
    try:
        model = open_model(kind, data)
        needs = find_needs(model)
    except Exception as error:
        raise MethodError(
            f"{name} ({kind}) cannot be used as a method, image in and image out: {reason(error)}."
        ) from error
    return Card(
        id=method,
        title=Path(name).stem,
        paper="",
        shows="What a model of somebody else does.",
        burst=1,
        evidence=(),
        parameters=model.parameters,
        training="Not by this project: a model file that was added.",
        licence="That of the file, which does not state it.",
        network={"class": kind, "arguments": needs},
        sha256=hashed,
        source={"file": name, "sha256": hashed, "kind": kind},
    )
