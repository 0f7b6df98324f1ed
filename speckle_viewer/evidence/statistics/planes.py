"""Each tap as an image over the frame."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.evidence.statistics.sample import KernelSample


@dataclass(frozen=True, eq=False)
class Planes:
    """The weight that pixels give to their neighbour at each place of the kernel.

    Attributes
    ----------
    values
        (K, K, h, w) float32: means over cells of ``step`` × ``step`` pixels; NaN where no kernel
        was drawn. (1, 1, h, w) where one tap was asked for.
    row0, column0
        The pixel of the whole image where the first cell begins.
    """

    values: NDArray[np.float32]
    step: int
    row0: int
    column0: int


def planes(sample: KernelSample, side: int = 64, tap: tuple[int, int] | None = None) -> Planes:
    """The planes of all taps, or of the tap (row, column), counted from the upper left.

    Parameters
    ----------
    side
        Cells in height and width at most; the smallest cell is what one kernel stands for.
    """
    from scipy.sparse import csr_array

    before = sample.stride // 2
    row0, column0 = int(sample.rows.min()) - before, int(sample.columns.min()) - before
    down, across = sample.rows - before - row0, sample.columns - before - column0
    longest = int(max(down.max(), across.max())) + sample.stride
    step = sample.stride * max(1, -(-longest // (side * sample.stride)))
    height, width = int(down.max()) // step + 1, int(across.max()) // step + 1
    cells = down // step * width + across // step
    counts = np.bincount(cells, minlength=height * width)
    share = (1.0 / counts[cells]).astype(np.float32)
    place = (share, (cells, np.arange(len(sample))))
    average = csr_array(place, shape=(height * width, len(sample)))
    taps = sample.taps if tap is None else sample.taps[:, tap[0], tap[1], None, None]
    means = average @ taps.reshape(len(sample), -1)
    means[counts == 0] = np.nan
    values = means.T.reshape(*taps.shape[1:], height, width)
    return Planes(np.ascontiguousarray(values), step, row0, column0)
