"""Kernels drawn from a field, with the patches that they weigh and the pixels that they made."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from speckle_viewer.errors import EvaluationError
from speckle_viewer.evidence.kernel_field import (
    KernelField,
    combined,
    patches_at,
)

Mask = NDArray[np.bool_]
Progress = Callable[[float], None]
"""Called now and then with the share that is done; may raise to stop."""

_VARIATION = 4 / 255  # of full brightness: compression alone makes less
_AT_ONCE = 8192  # kernels gathered between two calls of progress


@dataclass(frozen=True, eq=False)
class KernelSample:
    """n kernels of one frame, one per position at which the method predicts kernels.

    Attributes
    ----------
    rows, columns
        (n,): the pixel of the whole image that each kernel made, row by row.
    taps
        (n, K, K) float32, as they are used at that pixel.
    patches
        (n, K, K) float32: the intensities in [0, 1] around it.
    stride
        A kernel stands for a block of ``stride`` × ``stride`` pixels.
    available
        How many kernels could have been drawn.
    """

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    taps: NDArray[np.float32]
    patches: NDArray[np.float32]
    stride: int
    available: int

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def size(self) -> int:
        """The kernel size K, in pixels."""
        return int(self.taps.shape[-1])

    @property
    def flat(self) -> NDArray[np.float32]:
        """The taps as (n, K²), row-major."""
        return self.taps.reshape(len(self), -1)

    @property
    def mean(self) -> NDArray[np.float64]:
        """The mean kernel (K, K)."""
        mean: NDArray[np.float64] = self.taps.mean(0, dtype=np.float64)
        return mean

    def pixels(self, selected: Mask, shape: tuple[int, int]) -> Mask:
        """The pixels of an image of this shape that the selected (n,) of the kernels made."""
        mask = np.zeros(shape, bool)
        rows, columns = self.rows[selected], self.columns[selected]
        before = self.stride // 2
        for down, across in np.ndindex(self.stride, self.stride):
            row = np.minimum(rows - before + down, shape[0] - 1)
            mask[row, np.minimum(columns - before + across, shape[1] - 1)] = True
        return mask

    def at(self, row: int, column: int) -> int | None:
        """Which kernel, counted from 0, stands for a pixel; None where none was drawn."""
        middle = self.stride // 2
        row -= (row - int(self.rows[0]) + middle) % self.stride - middle
        column -= (column - int(self.columns[0]) + middle) % self.stride - middle
        first, last = np.searchsorted(self.rows, (row, row + 1))
        place = first + int(np.searchsorted(self.columns[first:last], column))
        return int(place) if place < last and self.columns[place] == column else None

    def selected(self, mask: Mask) -> Mask:
        """Which kernels (n,) made a pixel of a mask over the whole image."""
        return mask[self.rows, self.columns]


def sample_kernels(
    field: KernelField,
    count: int = 20_000,
    *,
    tissue: Mask | None = None,
    size: int | None = None,
    frame: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> KernelSample:
    """Draw kernels evenly over the tissue, without repetition.

    Where kernels are predicted at a lower resolution, one is taken per predicted position, as it
    is interpolated at the pixel there. Kernels over an even patch are left out, such as the black
    around a sector, where the grey levels differ by less than 4 of 255: there all kernels of one
    sum do the same.

    Parameters
    ----------
    count
        How many at most.
    tissue
        Pixels of the whole image that count; by default all that the field covers.
    size
        K of the kernels; by default all sizes, the smaller ones added onto the largest.
    frame
        Place in the burst; by default the sum over its frames, with patches of the middle one.
    progress
        Called every few thousand kernels with the share that is done; may raise to stop.

    Raises
    ------
    EvaluationError
        If the field has no kernel in the tissue.
    ValueError
        If the field has no kernels of this size or frame.
    """
    _refuse(field, size, frame)
    largest = size or max(field.sizes)
    middle = field.frames[len(field.frames) // 2 if frame is None else frame]
    rows, columns = _positions(field, tissue, _varies(middle, largest))
    available = len(rows)
    if not available:
        raise EvaluationError("There is no kernel in the tissue of this frame: take another frame.")
    if available > count:
        kept = np.sort(np.random.default_rng(seed).choice(available, count, replace=False))
        rows, columns = rows[kept], columns[kept]
    taps = np.empty((len(rows), largest, largest), np.float32)
    patches = np.empty_like(taps)
    for start in range(0, len(rows), _AT_ONCE):
        if progress is not None:
            progress(start / len(rows))
        part = slice(start, start + _AT_ONCE)
        found = field.taps_at(rows[part], columns[part])
        found = tuple(t for t in found if size in (None, t.shape[-1]))
        kernels = combined(found)
        taps[part] = kernels.sum(1) if frame is None else kernels[:, frame]
        inside = rows[part] - field.origin[0], columns[part] - field.origin[1]
        patches[part] = patches_at(middle, largest, *inside)
    return KernelSample(rows, columns, taps, patches, field.stride, available)


def _refuse(field: KernelField, size: int | None, frame: int | None) -> None:
    if size is not None and size not in field.sizes:
        raise ValueError(f"no kernels of size {size}, only of {field.sizes}")
    if frame is not None and not 0 <= frame < len(field.frames):
        raise ValueError(f"no frame {frame} in a burst of {len(field.frames)}")


def _varies(frame: Tensor, size: int) -> Mask:
    """Where the patch (size, size) of a frame (H, W) is not even."""
    from scipy.ndimage import maximum_filter, minimum_filter

    values = frame.float().cpu().numpy()
    span = maximum_filter(values, size, mode="nearest") - minimum_filter(
        values, size, mode="nearest"
    )
    return np.asarray(span >= _VARIATION)


def _positions(
    field: KernelField, tissue: Mask | None, varies: Mask
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns in the whole image of a pixel per predicted position in the tissue."""
    (top, left), (height, width) = field.origin, field.frames.shape[-2:]
    step = field.stride
    inside = varies
    if tissue is not None:
        inside = inside & tissue[top : top + height, left : left + width]
    first = step // 2
    rows, columns = np.nonzero(inside[first::step, first::step])
    return rows * step + first + top, columns * step + first + left
