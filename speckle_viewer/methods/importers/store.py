"""Weights of others, stored as methods of our own."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import safetensors.torch

from speckle_viewer import paths
from speckle_viewer.errors import MethodError
from speckle_viewer.methods.about import about
from speckle_viewer.methods.card import Card
from speckle_viewer.methods.controls import controls_of
from speckle_viewer.methods.importers.checkpoint import read_checkpoint
from speckle_viewer.methods.importers.layout import Layout, fitted
from speckle_viewer.methods.importers.matconvnet import read_matconvnet
from speckle_viewer.methods.importers.state_dict import layout_of
from speckle_viewer.methods.network_method import build
from speckle_viewer.methods.registry import check_id
from speckle_viewer.whole_file import write_whole


def import_weights(file: Path, method: str) -> Card:
    """Make published weights into a method, in the folder of the user's weights.

    Parameters
    ----------
    file
        ``.safetensors``, ``.mat`` of MatConvNet, or a checkpoint of PyTorch. Its layout is
        detected, but for weights of this project: those have their card beside them.
    method
        The id under which the method will be listed.

    Returns
    -------
    Card
        It says which file the weights came from.

    Raises
    ------
    MethodError
        If the id is taken or impossible, the file cannot be read safely, its layout is unknown,
        or a tensor does not fit the network.
    """
    check_id(method)
    try:
        source_hash = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise MethodError(f"{file} cannot be read ({error.strerror}).") from error
    card, layout = _described(file)
    network = build(card)
    weights = safetensors.torch.save(fitted(layout, network))
    card = replace(
        card,
        id=method,
        parameters=sum(p.numel() for p in network.parameters()),
        controls=card.controls or controls_of(layout.network, layout.arguments),
        source={"file": file.name, "sha256": source_hash, "layout": layout.name},
        sha256=hashlib.sha256(weights).hexdigest(),
    )
    folder = paths.user_weights_folder()
    try:
        write_whole(folder / f"{method}.safetensors", weights)
        write_whole(folder / f"{method}.json", card.to_json().encode())
    except OSError as error:
        raise MethodError(f"{folder} cannot be written to ({error.strerror}).") from error
    return card


def _described(file: Path) -> tuple[Card, Layout]:
    """The layout of a file, and the card beside it, or else one made from the layout."""
    if file.suffix.lower() == ".mat":
        layout = read_matconvnet(file)
        return _card(file, layout), layout
    tensors, beside = read_checkpoint(file), file.with_suffix(".json")
    if not beside.is_file():
        layout = layout_of(file, tensors)
        return _card(file, layout), layout
    card = Card.read(beside)
    build(card)  # or a sentence about what is wrong with the card
    network, arguments = card.network["class"], card.network["arguments"]
    return card, Layout("this project", network, arguments, tensors, str)


def _card(file: Path, layout: Layout) -> Card:
    kind = about(layout.network, layout.arguments)
    bias_free = layout.arguments.get("bias") is False
    network: dict[str, Any] = {"class": layout.network, "arguments": dict(layout.arguments)}
    return Card(
        id="",
        title=f"{layout.network}{', bias-free' if bias_free else ''} ({file.stem})",
        paper=kind.paper,
        shows=kind.shows,
        burst=1,
        evidence=kind.evidence,
        parameters=0,
        training="Not by this project: published weights, imported.",
        licence="That of the imported file, which does not state it.",
        network=network,
    )
