"""Where tissue goes from frame to frame, for regions that are to go along with it.

The motion between neighbouring frames is found by scikit-image's iterative Lucas-Kanade optical
flow (Le Besnerais and Champagnat, ICIP 2005). To it an affine motion of the region is fitted by
least squares, and the motions are put one after the other. Speckle changes as tissue moves: what a
region looked like at first is soon not found again, which is why neighbours are compared. The price
is that errors add up.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates

from speckle_viewer.errors import CineError
from speckle_viewer.measuring.motion import Motion, Places

RADIUS = 14
"""Of the window of the optical flow, in pixels: of 6, 9 and 14 it errs least on the sample."""

_MARGIN = 16
"""Pixels around the region that are looked at too: how far tissue may move from frame to frame."""

_LEAST = 8
"""Rows and columns that the optical flow needs."""

_MOST_STRAIN = 0.2
"""How much longer or shorter tissue may become from frame to frame; more is an error of the flow.

The heart's strain rate is some 2 per second at most: 0.13 a frame at 15 frames per second.
"""

_ENOUGH = 20
"""Pixels that can tell how a region turns and deforms; fewer are shifted only."""

_GOOD = 0.5
"""The least match at which the flow is believed to say how a region deforms."""


@dataclass(frozen=True)
class Track:
    """Where a region went.

    Attributes
    ----------
    path
        How it has moved from its place on the first frame, by frame.
    match
        Correlation (Pearson) of its pixels with those of the frame before, where it is found, by
        frame: 1 is the same, about 0 nothing in common. 0 where it could not be looked for.
    """

    path: dict[int, Motion] = field(default_factory=dict)
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
    found = Track({start: Motion()}, {start: 1.0})
    centres = np.argwhere(inside) + 0.5
    done = 0
    for way in (range(start, frames), range(start, -1, -1)):
        for before, after in pairwise(way):
            check()
            places = found.path[before](centres)
            step, match = _step(frame_of, before, after, places, inside.shape)
            found.path[after], found.match[after] = step.after(found.path[before]), match
            done += 1
            progress(done / max(frames - 1, 1))
    return Track(dict(sorted(found.path.items())), dict(sorted(found.match.items())))


def _step(
    frame_of: Callable[[int], NDArray[np.float32]],
    before: int,
    after: int,
    places: Places,
    shape: tuple[int, ...],
) -> tuple[Motion, float]:
    """How a region moves from one frame to a neighbour, and how well it is found there.

    ``places`` (n, 2) are those of its pixels on the first of them.
    """
    pixels = np.floor(places).astype(int)
    pixels = pixels[((pixels >= 0) & (pixels < shape)).all(axis=1)]
    if not len(pixels):
        return Motion(), 0.0
    top, left = np.maximum(pixels.min(axis=0) - _MARGIN, 0)
    bottom, right = pixels.max(axis=0) + _MARGIN + 1
    try:
        first, second = (frame_of(i)[top:bottom, left:right] for i in (before, after))
    except CineError:
        return Motion(), 0.0
    if min(first.shape) < _LEAST:
        return Motion(), 0.0
    step, match = _motion(first, second, pixels - (top, left))
    # From pixels of the part, whose centres are whole, to places of the image.
    corner = Motion(shift=(top + 0.5, left + 0.5))
    return corner.after(step).after(Motion(shift=(-top - 0.5, -left - 0.5))), match


def _motion(
    first: NDArray[np.float32], second: NDArray[np.float32], pixels: NDArray[np.intp]
) -> tuple[Motion, float]:
    from skimage.registration import optical_flow_ilk  # slow to import

    find: Any = optical_flow_ilk
    flow = find(first, second, radius=RADIUS, dtype=np.float32)
    steps = np.stack([part[tuple(pixels.T)] for part in flow], axis=-1).astype(np.float64)
    if not np.isfinite(steps).all():
        return Motion(), 0.0

    def match(motion: Motion) -> float:
        there = map_coordinates(second, motion(pixels).T, order=1, mode="nearest")
        return _correlation(first[tuple(pixels.T)], there)

    bent = _fitted(pixels, steps)
    if bent is not None and (found := match(bent)) >= _GOOD:
        return bent, found
    shift = Motion.of(np.eye(2), np.median(steps, axis=0))
    return shift, match(shift)


def _fitted(pixels: NDArray[np.intp], steps: Places) -> Motion | None:
    """The affine motion nearest to steps (n, 2) of pixels; None where they cannot tell it.

    Its matrix is that of least squares; it shifts by the median of what is left.
    """
    if len(pixels) < _ENOUGH or np.ptp(pixels, axis=0).min() < 2:
        return None
    around = pixels - pixels.mean(axis=0)
    matrix = np.eye(2) + np.linalg.lstsq(around, steps - steps.mean(axis=0), rcond=None)[0].T
    if np.abs(np.linalg.svd(matrix, compute_uv=False) - 1).max() > _MOST_STRAIN:
        return None
    return Motion.of(matrix, np.median(pixels + steps - pixels @ matrix.T, axis=0))


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
