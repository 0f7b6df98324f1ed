"""Kernels as they are laid over the frame, and their colours: made in the analyst's thread."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.gui.explain.pictures import pixels_over

_BELOW = 75  # % of the kernels, in one scale for all
_FINE = 9  # pixels of the sheet at least across a kernel, so that the gap is about a tenth


@dataclass(frozen=True, eq=False)
class Laid:
    """Kernels (n, K, K) of the pixels ``rows``, ``columns`` (n,), so many pixels apart.

    ``image`` is the frame (H, W), of bytes. ``one_scale`` gives all kernels the same limits of
    colours; else each has its own.
    """

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    taps: NDArray[np.float32]
    spacing: int
    image: NDArray[np.uint8]
    one_scale: bool

    def nearest(self, row: float, column: float) -> int | None:
        """The kernel whose place a pixel lies in, or None between and beside them."""
        if not len(self.rows):
            return None
        away = np.maximum(np.abs(self.rows - row), np.abs(self.columns - column))
        found = int(away.argmin())
        return found if away[found] <= self.spacing / 2 else None

    def limits(self) -> NDArray[np.float32]:
        """The weight at which each kernel is opaque (n,): its own largest, or one for all.

        The one is such that a quarter of the kernels exceed it: kernels that leave their pixel
        as it is are so much stronger than others that nothing else would be seen.
        """
        if not len(self.taps):
            return np.zeros(0, np.float32)
        largest: NDArray[np.float32] = np.abs(self.taps).max((-2, -1))
        if self.one_scale:
            largest = np.full_like(largest, np.percentile(largest, _BELOW))
        return largest

    def mosaic(self) -> NDArray[np.float32]:
        """The kernels side by side as they lie in the frame; NaN where there is none."""
        size = self.taps.shape[-1]
        grid = np.full((*self._shape, size, size), np.nan, np.float32)
        grid[self._places] = self.taps
        return grid.swapaxes(1, 2).reshape(self._shape[0] * size, self._shape[1] * size)

    @cached_property
    def sheet(self) -> NDArray[np.uint8]:
        """The colours of all kernels as they lie in the frame, (h, w, 4), clear between them."""
        limits = self.limits()[:, None, None]
        shares = np.divide(self.taps, limits, out=np.zeros_like(self.taps), where=limits > 0)
        size = self.taps.shape[-1]
        times = -(-_FINE // size)
        side = size * times
        gap = max(round(side / 9), 1)
        cells = np.zeros((*self._shape, side + gap, side + gap, 4), np.uint8)
        inner = slice(gap // 2, gap // 2 + side)
        colours = pixels_over(shares, 1.0).repeat(times, 1).repeat(times, 2)
        cells[(*self._places, inner, inner)] = colours
        rows, columns = self._shape
        return cells.swapaxes(1, 2).reshape(rows * (side + gap), columns * (side + gap), 4)

    @property
    def _places(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Row and column of each kernel in the grid."""
        down = (self.rows - self.rows.min()) // self.spacing
        return down, (self.columns - self.columns.min()) // self.spacing

    @property
    def _shape(self) -> tuple[int, int]:
        """Rows and columns of the grid."""
        down, across = self._places
        return int(down.max()) + 1, int(across.max()) + 1
