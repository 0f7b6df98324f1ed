"""The Jacobian of a method on a small part of a frame, and what it keeps of the image there.

A bias-free method is f(y) = A y; its singular value decomposition A = U S Vᵀ says that it
projects the image onto the right singular vectors, weighs each by its singular value and puts it
back as a left one (Mohan, Kadkhodaie, Simoncelli and Fernandez-Granda, ICLR 2020, section 5).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from speckle_viewer.evidence.equivalent import Crop, Function, difference, within

Array = NDArray[np.float32]

MARGIN = 16
"""Pixels around the part that the method sees besides, unless told otherwise."""

LARGEST = 64
"""Rows and columns of the part, at most: its Jacobian has 4096² numbers then, 64 MiB."""

_MOST = 1 << 25  # numbers in a Jacobian, 128 MiB: what a burst makes of too large a part is refused
_AT_ONCE = 64  # rows at a time on a GPU; on a CPU one by one is faster


@dataclass(frozen=True)
class Part:
    """A rectangle of the frame: ``height`` × ``width`` pixels from (``top``, ``left``)."""

    top: int
    left: int
    height: int
    width: int

    @classmethod
    def around(cls, row: int, column: int, size: int, shape: tuple[int, int]) -> "Part":
        """``size`` × ``size`` pixels around one, moved into the frame where it ends."""
        height, width = (min(size, n) for n in shape)
        top = min(max(row - height // 2, 0), shape[0] - height)
        return cls(top, min(max(column - width // 2, 0), shape[1] - width), height, width)

    @property
    def pixels(self) -> int:
        """How many it has."""
        return self.height * self.width


@dataclass(frozen=True, eq=False)
class Modes:
    """The singular value decomposition of a Jacobian of n outputs, the largest value first.

    Attributes
    ----------
    values
        (n,): by how much each pattern of the input is passed on.
    outputs
        (n, h, w): the left singular vectors, of norm one: what is made of the pattern.
    inputs
        (n, N, h, w): the right singular vectors, of norm one: the patterns, over N frames.
    """

    values: Array
    outputs: Array
    inputs: Array

    @property
    def effective_dimension(self) -> float:
        """Σ σ²: in how many dimensions noise is passed on, each counted as far as it is.

        White noise of variance s² leaves the method with the total variance s² · Σ σ² (Mohan et
        al., section 5): n for the identity, 1 for the mean of all n pixels put everywhere.
        """
        return float(np.square(self.values, dtype=np.float64).sum())


def jacobian(
    function: Function,
    burst: Tensor,
    part: Part,
    *,
    margin: int = MARGIN,
    multiple: int = 1,
    by_differences: bool = False,
    check: Callable[[], None] = lambda: None,
    progress: Callable[[float], None] = lambda done: None,
) -> Array:
    """∂ output / ∂ input within a part of the frame: (h·w, N, h, w), row-major outputs.

    Parameters
    ----------
    function, burst, multiple
        As for `speckle_viewer.evidence.equivalent.equivalent_kernel`.
    margin
        Pixels around the part that the method sees: they shape how it weighs those inside, but
        their own weights are left out.
    by_differences
        For a function that cannot be differentiated: column by column, each of them how the image
        changes as one pixel becomes a grey level brighter or darker.
    check
        Called before each row or column; raises to stop.
    progress
        Called with the share that is done.

    Raises
    ------
    ValueError
        If the part is empty, lies outside the frame or is too large.
    """
    _refuse(part, burst)
    crop, inside = _crop_around(part, margin, multiple, (burst.shape[-2], burst.shape[-1]))
    seen, part_of_it = burst[..., *crop].detach().clone(), within(function, crop)
    found = np.empty((part.pixels, len(burst), part.height, part.width), np.float32)
    fill = _fill_columns if by_differences else _fill_rows
    for done in fill(found, part_of_it, seen, inside, check):
        progress(done)
    return found


def _crop_around(
    part: Part, margin: int, multiple: int, shape: tuple[int, int]
) -> tuple[Crop, Crop]:
    """The rows and columns of the frame that are seen, and where the part lies in these."""
    rows, columns = (
        slice(max(0, start - margin) // multiple * multiple, min(start + length + margin, whole))
        for start, length, whole in (
            (part.top, part.height, shape[0]),
            (part.left, part.width, shape[1]),
        )
    )
    top, left = part.top - rows.start, part.left - columns.start
    return (rows, columns), (slice(top, top + part.height), slice(left, left + part.width))


def _fill_rows(
    found: Array, function: Function, seen: Tensor, inside: Crop, check: Callable[[], None]
) -> Iterator[float]:
    """Differentiate each output; yields the share that is done."""
    outputs = function(seen.requires_grad_())[inside].flatten()
    at_once = _AT_ONCE if seen.is_cuda else 1
    for first in range(0, len(found), at_once):
        check()
        some = _gradients(outputs, seen, first, min(first + at_once, len(found)))
        found[first : first + len(some)] = some[:, :, 0][..., *inside].cpu().numpy()
        yield (first + len(some)) / len(found)


def _fill_columns(
    found: Array, function: Function, seen: Tensor, inside: Crop, check: Callable[[], None]
) -> Iterator[float]:
    """Change each input a little; yields the share that is done."""
    inputs = found.reshape(len(found), -1)
    for place in range(inputs.shape[1]):
        check()
        tangent = torch.zeros_like(seen)
        frame, row, column = np.unravel_index(place, found.shape[1:])
        tangent[:, 0][..., *inside][frame, row, column] = 1
        inputs[:, place] = difference(function, seen, tangent)[inside].flatten().cpu().numpy()
        yield (place + 1) / inputs.shape[1]


def decompose(found: Array) -> Modes:
    """The singular value decomposition of a Jacobian (n, N, h, w)."""
    count, frames, height, width = found.shape
    matrix = torch.from_numpy(found.reshape(count, -1))
    left, values, right = torch.linalg.svd(matrix, full_matrices=False)
    return Modes(
        values=values.numpy(),
        outputs=left.T.reshape(-1, height, width).numpy(),
        inputs=right.reshape(-1, frames, height, width).numpy(),
    )


def _gradients(outputs: Tensor, seen: Tensor, first: int, last: int) -> Tensor:
    """Of each output from ``first`` to before ``last``: (n, N, 1, H, W)."""
    if last - first == 1:
        return torch.autograd.grad(outputs[first], seen, retain_graph=True)[0][None]
    chosen = torch.zeros(last - first, len(outputs), device=seen.device)
    chosen[range(last - first), range(first, last)] = 1
    try:
        both = torch.autograd.grad(outputs, seen, chosen, retain_graph=True, is_grads_batched=True)
        return both[0]
    except RuntimeError:  # kernel prediction is not made for several at once
        return torch.cat([_gradients(outputs, seen, i, i + 1) for i in range(first, last)])


def _refuse(part: Part, burst: Tensor) -> None:
    rows, columns = burst.shape[-2:]
    inside = 0 <= part.top <= rows - part.height and 0 <= part.left <= columns - part.width
    if part.pixels < 1 or not inside:
        raise ValueError(f"{part} is empty or does not lie within {rows} × {columns} pixels")
    if max(part.height, part.width) > LARGEST or part.pixels**2 * len(burst) > _MOST:
        raise ValueError(
            f"the Jacobian of {part.height} × {part.width} pixels over {len(burst)} frames is too "
            "large; choose a smaller part"
        )
