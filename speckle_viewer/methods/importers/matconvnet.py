"""Reading DnCNN and FFDNet from MatConvNet's ``.mat`` files."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from scipy.io import loadmat
from torch import Tensor

from speckle_viewer.errors import MethodError
from speckle_viewer.methods.importers.layout import Layout
from speckle_viewer.methods.importers.state_dict import is_ffdnet, usual_width

_KNOWN = {"conv", "relu", "concat", "SubP", "loss"}

_QUARTERS = [0, 2, 1, 3]
"""MATLAB counts the pixels of a 2×2 block downwards first; PyTorch's pixel-shuffle to the right."""


def read_matconvnet(path: Path) -> Layout:
    """The convolutions of ``net.layers``, and the network that they make up.

    Filters are height × width × in × out, and correlate as PyTorch's do. A file holds numbers and
    text: SciPy runs nothing of it.

    Raises
    ------
    MethodError
        If the file cannot be read, or has layers that are not DnCNN's or FFDNet's.
    """
    tensors: dict[str, Tensor] = {}
    names: list[str] = []
    for number, layer in enumerate(_layers(path), 1):
        kind, name = _kind(layer), f"net.layers{{{number}}}"
        if kind not in _KNOWN:
            raise MethodError(
                f"{path.name} has a layer of type {kind!r} ({name}), which is not read here; "
                "merge norms into the convolutions first (vl_simplenn_mergebnorm)."
            )
        if kind == "conv":
            names.append(name)
            tensors |= _convolution(path, name, layer)
    first, last = f"{names[0]}.filters", f"{names[-1]}.filters"
    arguments: dict[str, Any] = {"depth": len(names), "width": usual_width(tensors.values())}
    if is_ffdnet(tensors[first]):
        network = "FFDNet"
        _count_to_the_right(tensors, first, last, f"{names[-1]}.biases")
    else:
        network, arguments = "DnCNN", arguments | {"norm": False}

    def name_in_file(own: str) -> str:
        _, index, part = own.split(".")
        return f"{names[int(index) // 2]}.{'filters' if part == 'weight' else 'biases'}"

    return Layout("MatConvNet", network, arguments, tensors, name_in_file)


def _layers(path: Path) -> list[Any]:
    try:
        content = loadmat(path, struct_as_record=False)
    except NotImplementedError as error:  # HDF5 under the same ending
        raise MethodError(
            f"{path.name} is a MATLAB file of version 7.3; save it again with "
            "save(file, 'net', '-v7')."
        ) from error
    except Exception as error:  # a damaged file fails in every way there is
        raise MethodError(
            f"{path} cannot be read as a MATLAB file; copy it again from where it came from."
        ) from error
    try:
        layers = [cell[0, 0] for cell in content["net"][0, 0].layers.ravel()]
    except (KeyError, IndexError, TypeError, AttributeError):
        layers = []
    if not any(_kind(layer) == "conv" for layer in layers):
        raise MethodError(f"{path.name} holds no network: it needs net.layers with convolutions.")
    return layers


def _kind(layer: Any) -> str:
    kind = np.ravel(getattr(layer, "type", ""))
    return str(kind[0]) if kind.size else ""


def _convolution(path: Path, name: str, layer: Any) -> dict[str, Tensor]:
    try:
        filters, biases = (np.asarray(part, np.float32) for part in layer.weights.ravel()[:2])
    except (AttributeError, TypeError, ValueError) as error:
        raise MethodError(
            f"{path.name} has a convolution ({name}) without weights {{filters, biases}}."
        ) from error
    # MATLAB drops last dimensions of one: a single output, and a single input before it.
    filters = filters.reshape(*filters.shape, *[1] * (4 - filters.ndim)).transpose(3, 2, 0, 1)
    biases = biases.ravel() if biases.size else np.zeros(len(filters), np.float32)
    return {
        f"{name}.filters": torch.from_numpy(filters.copy()),
        f"{name}.biases": torch.from_numpy(biases.copy()),
    }


def _count_to_the_right(tensors: dict[str, Tensor], first: str, *last: str) -> None:
    """Order the quarters of the image as PyTorch does, where there are four."""
    if tensors[first].shape[1] == 5:
        tensors[first] = tensors[first][:, [*_QUARTERS, 4]]
    for name in last:
        if len(tensors[name]) == 4:
            tensors[name] = tensors[name][_QUARTERS]
