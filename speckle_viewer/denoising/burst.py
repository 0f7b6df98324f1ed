"""Which frames a method sees together with the one that it denoises.

A burst holds different looks at the same tissue: a copy of a frame has no new speckle, and a frame
from long before shows other tissue. So copies are passed over, and a burst ends at gaps in time.
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine, to_grey
from speckle_viewer.errors import CineError

_SAME = 0.005
"""Frames whose tissue differs by less than this part of its brightness are copies: above it are
all true neighbours of a cine that was measured, below it copies that were compressed again."""

_MOST_COPIES = 8
"""A picture repeated more often, as no conversion of frame rates does, is a frozen cine."""


class Burst(NamedTuple):
    """The frames around one, which stands at position ``len(indices) // 2``.

    Attributes
    ----------
    indices
        Their numbers in the cine.
    brightness
        (frames, rows, columns) in [0, 1], float32.
    """

    indices: tuple[int, ...]
    brightness: NDArray[np.float32]


def gather(
    cine: Cine, frame: int, length: int, box: tuple[slice, slice], tissue: NDArray[np.bool_]
) -> Burst:
    """The ``length`` distinct frames nearest to ``frame``, within a box of the image.

    Copies of the frame before are passed over, as far as ``tissue`` (of the size of the box) shows.
    Where the cine ends, is frozen, has a gap in time or cannot be decoded, the burst is reflected.

    Raises
    ------
    CineError
        If ``frame`` itself cannot be decoded.
    """
    middle = to_grey(cine.frame(frame)[box], cine.value_range)
    # Afterwards first: what comes before may need a video to be sought anew.
    after, before = (
        list(islice(_others(cine, frame, step, middle, box, tissue), length // 2))
        for step in (1, -1)
    )
    line = [*reversed(before), (frame, middle), *after]
    chosen = [line[i] for i in burst_indices(len(before), length, len(line))]
    return Burst(tuple(i for i, _ in chosen), np.stack([picture for _, picture in chosen]))


def burst_indices(frame: int, length: int, frame_count: int) -> tuple[int, ...]:
    """The ``length`` frames around ``frame``, which stands at position ``length // 2``.

    They are reflected about the first and last frame, which are not repeated: a burst of 5 at
    frame 0 is 2, 1, 0, 1, 2. Fewer frames than the burst has are reflected as often as needed; a
    single frame is seen ``length`` times.
    """
    if frame_count == 1:
        return (0,) * length
    period = 2 * (frame_count - 1)
    phases = (i % period for i in range(frame - length // 2, frame - length // 2 + length))
    return tuple(min(phase, period - phase) for phase in phases)


def _others(
    cine: Cine,
    frame: int,
    step: int,
    picture: NDArray[np.float32],
    box: tuple[slice, slice],
    tissue: NDArray[np.bool_],
) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """The frames from ``frame`` on, forwards or backwards, of which none repeats the one before."""
    gaps = cine.timing.gaps
    last, at = frame, frame + step
    while 0 <= at < len(cine) and abs(at - last) <= _MOST_COPIES:
        if gaps[min(at, at - step)]:
            return
        try:
            other = to_grey(cine.frame(at)[box], cine.value_range)
        except CineError:  # a damaged frame says so where it is shown
            return
        if _differ(picture, other, tissue):
            yield at, other
            last, picture = at, other
        at += step


def _differ(
    one: NDArray[np.float32], other: NDArray[np.float32], tissue: NDArray[np.bool_]
) -> bool:
    change = np.abs(one - other).sum(where=tissue, dtype=np.float64)
    return bool(change > _SAME * one.sum(where=tissue, dtype=np.float64))
