"""How a file names the tensors of a network, and whether they fit it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from speckle_viewer.errors import MethodError


@dataclass(frozen=True)
class Layout:
    """The tensors of a file, and the network that they belong to.

    Attributes
    ----------
    name
        Whose layout it is.
    network, arguments
        Class of the network and what to build it with, as in a card.
    tensors
        By their names in the file, in the shapes and units of the network.
    name_in_file
        From the network's name of a tensor to the file's.
    """

    name: str
    network: str
    arguments: Mapping[str, Any]
    tensors: Mapping[str, Tensor]
    name_in_file: Callable[[str], str]


def fitted(layout: Layout, network: nn.Module) -> dict[str, Tensor]:
    """The state of ``network`` from the tensors of a file, float32.

    Raises
    ------
    MethodError
        That names the first tensor, in the network's order, that is missing, of another shape or
        not finite; or else the first one that the network has no place for.
    """
    left, state = dict(layout.tensors), {}
    for own_name, own in network.state_dict().items():
        if own_name.endswith("num_batches_tracked"):  # of training only, and not always kept
            state[own_name] = own
            continue
        name = layout.name_in_file(own_name)
        given = left.pop(name, None)
        if given is None:
            raise _misfit(layout, f"the tensor {name} is missing")
        if given.shape != own.shape:
            shapes = f"{_shape(given)} instead of {_shape(own)}"
            raise _misfit(layout, f"the tensor {name} is {shapes}")
        state[own_name] = given.detach().float().contiguous()
        if not torch.isfinite(state[own_name]).all():
            raise _misfit(layout, f"the tensor {name} holds values that are not finite")
    if left:
        raise _misfit(layout, f"there is no place for the tensor {next(iter(left))}")
    return state


def _misfit(layout: Layout, what: str) -> MethodError:
    return MethodError(
        f"These weights, in the layout of {layout.name}, do not fit {layout.network}: {what}."
    )


def _shape(tensor: Tensor) -> str:
    return "×".join(map(str, tensor.shape)) or "a single number"
