"""Where tissue goes from frame to frame, for regions that are to go along with it.

The motion between neighbouring frames is found by scikit-image's iterative Lucas-Kanade optical
flow (Le Besnerais and Champagnat, ICIP 2005), of which the median over the region counts, and added
up. Speckle changes as tissue moves: what a region looked like at first is soon not found again,
which is why neighbours are compared. The price is that errors add up.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import shift

from speckle_viewer.errors import CineError

RADIUS = 14
"""Of the window of the optical flow, in pixels: of 6, 9 and 14 it errs least on the sample."""

_MARGIN = 16
"""Pixels around the region that are looked at too: how far tissue may move from frame to frame."""

_LEAST = 8
"""Rows and columns that the optical flow needs."""

Moved = tuple[float, float]
"""Rows and columns, down and right positive."""


@dataclass(frozen=True)
class Track:
    """Where a region went.

    Attributes
    ----------
    path
        How far it has moved from its place on the first frame, by frame.
    match
        Correlation (Pearson) of its pixels with those of the frame before, where it is found, by
        frame: 1 is the same, about 0 nothing in common. 0 where it could not be looked for.
    """

    path: dict[int, Moved] = field(default_factory=dict)
    match: dict[int, float] = field(default_factory=dict)


def track(
    frame_of: Callable[[int], NDArray[np.float32]],
    frames: int,
    start: int,
    inside: NDArray[np.bool_],
    *,
    check: Callable[[], None] = lambda: None,
    progress: Callable[[float], None] = lambda share: None,
) -> Track:
    """Follow a region through a cine, from one frame forwards to its end and backwards.

    Parameters
    ----------
    frame_of
        Gives a frame (rows, columns) in [0, 1]. Where it raises `CineError`, the region stays where
        it was.
    frames
        How many there are.
    start
        On which frame the region is where it is.
    inside
        (rows, columns): its pixels there.
    check
        Called before each frame; what it raises ends the search.
    progress
        Told how much is done, 0 to 1.
    """
    found = Track({start: (0.0, 0.0)}, {start: 1.0})
    done = 0
    for way in (range(start, frames), range(start, -1, -1)):
        for before, after in pairwise(way):
            check()
            step, match = _step(frame_of, before, after, inside, found.path[before])
            down, right = found.path[before]
            found.path[after], found.match[after] = (down + step[0], right + step[1]), match
            done += 1
            progress(done / max(frames - 1, 1))
    return Track(dict(sorted(found.path.items())), dict(sorted(found.match.items())))


def _step(
    frame_of: Callable[[int], NDArray[np.float32]],
    before: int,
    after: int,
    inside: NDArray[np.bool_],
    moved: Moved,
) -> tuple[Moved, float]:
    """How far the region moves from one frame to a neighbour, and how well it is found there."""
    rows, columns = np.nonzero(inside)
    rows, columns = rows + round(moved[0]), columns + round(moved[1])
    there = (rows >= 0) & (rows < inside.shape[0]) & (columns >= 0) & (columns < inside.shape[1])
    if not there.any():
        return (0.0, 0.0), 0.0
    rows, columns = rows[there], columns[there]
    top, left = max(rows.min() - _MARGIN, 0), max(columns.min() - _MARGIN, 0)
    part = np.s_[top : rows.max() + _MARGIN + 1, left : columns.max() + _MARGIN + 1]
    try:
        first, second = (frame_of(frame)[part] for frame in (before, after))
    except CineError:
        return (0.0, 0.0), 0.0
    if min(first.shape) < _LEAST:
        return (0.0, 0.0), 0.0
    return _displacement(first, second, (rows - top, columns - left))


def _displacement(
    first: NDArray[np.float32], second: NDArray[np.float32], pixels: tuple[Any, Any]
) -> tuple[Moved, float]:
    from skimage.registration import optical_flow_ilk  # slow to import

    find: Any = optical_flow_ilk
    flow = find(first, second, radius=RADIUS, dtype=np.float32)
    step = float(np.median(flow[0][pixels])), float(np.median(flow[1][pixels]))
    if not np.isfinite(step).all():
        return (0.0, 0.0), 0.0
    back = shift(second, (-step[0], -step[1]), order=1, mode="nearest")
    return step, _correlation(first[pixels], back[pixels])


def _correlation(first: NDArray[np.float32], second: NDArray[np.float32]) -> float:
    """Pearson's; 0 where one of them is even."""
    first, second = first - first.mean(), second - second.mean()
    norm = float(np.sqrt((first**2).sum() * (second**2).sum()))
    return float((first * second).sum()) / norm if norm > 1e-6 else 0.0


def weak_frames(match: dict[int, float], least: float) -> list[tuple[int, int]]:
    """Runs of frames, first and last, whose match is below ``least``."""
    weak: list[tuple[int, int]] = []
    for frame in sorted(frame for frame, value in match.items() if value < least):
        if weak and weak[-1][1] == frame - 1:
            weak[-1] = weak[-1][0], frame
        else:
            weak.append((frame, frame))
    return weak


def runs_in_words(runs: Iterable[tuple[int, int]]) -> str:
    """Frames as the window counts them, from 1: "3, 7–9"."""
    return ", ".join(f"{a + 1}" if a == b else f"{a + 1}–{b + 1}" for a, b in runs)
