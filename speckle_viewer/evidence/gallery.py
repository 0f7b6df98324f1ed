"""Kernels sampled on a grid over the frame."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.evidence.kernel_field import KernelField, RuledKernels, combined

_AT_ONCE, _RULED_AT_ONCE = 512, 16
"""Kernels looked up between two calls of ``check``; those of a rule take milliseconds each."""


@dataclass(frozen=True, eq=False)
class Gallery:
    """Kernels of n pixels.

    Attributes
    ----------
    rows, columns
        (n,): the pixels, in the whole image's coordinates, from top left to bottom right.
    taps
        (n, N, K, K) float32: one kernel per frame of the burst, all kernel sizes added.
    spacing
        Pixels between neighbours.
    """

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    taps: NDArray[np.float32]
    spacing: int

    def of_frame(self, place: int | None) -> NDArray[np.float32]:
        """The kernels (n, K, K) for one frame of the burst; None adds those of all frames.

        The sum is what the burst's kernels do to tissue that does not move.
        """
        return self.taps.sum(1) if place is None else self.taps[:, place]


def kernels_on_grid(
    kernels: KernelField,
    spacing: int,
    where: NDArray[np.bool_],
    check: Callable[[], None] = lambda: None,
) -> Gallery:
    """Sample kernels every ``spacing`` pixels, from half a spacing inside the image on.

    Parameters
    ----------
    kernels
        Those of a prediction.
    spacing
        In pixels, the same down and across.
    where
        (H, W) of the whole image, such as `Result.tissue`: other pixels are left out, and so are
        those that the field does not cover.
    check
        Called every now and then; may raise to stop.

    Raises
    ------
    ValueError
        If the spacing is not positive.
    """
    if spacing < 1:
        raise ValueError(f"kernels can be sampled every 1 px or more, not every {spacing} px")
    height, width = where.shape
    down, across = np.arange(spacing // 2, height, spacing), np.arange(spacing // 2, width, spacing)
    rows, columns = (axis.ravel() for axis in np.meshgrid(down, across, indexing="ij"))
    top, left = kernels.origin
    inside = (rows >= top) & (rows < top + kernels.frames.shape[-2])
    inside &= (columns >= left) & (columns < left + kernels.frames.shape[-1])
    kept = inside & where[rows, columns]
    rows, columns = rows[kept], columns[kept]
    step = _RULED_AT_ONCE if isinstance(kernels, RuledKernels) else _AT_ONCE
    found = []
    for start in range(0, len(rows), step):
        check()
        some = slice(start, start + step)
        found.append(combined(kernels.taps_at(rows[some], columns[some])))
    largest = max(kernels.sizes)
    none = np.zeros((0, len(kernels.frames), largest, largest), np.float32)
    return Gallery(rows, columns, np.concatenate([none, *found]), spacing)
