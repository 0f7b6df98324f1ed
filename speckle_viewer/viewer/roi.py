"""Regions of interest: shapes that are drawn over a cine, and the pixels that lie in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine
from speckle_viewer.measuring.calibration import Measure, area
from speckle_viewer.measuring.motion import Motion, Places
from speckle_viewer.measuring.quantity import bounding_box

Shape = Literal["rectangle", "ellipse", "polygon", "brush"]

BRUSH_WIDTHS = (1, 200)
"""The thinnest and the widest brush, in pixels."""

GOOD_MATCH = 0.5
"""The least correlation at which a tracked region counts as found again."""


@dataclass(frozen=True, eq=False)
class Roi:
    """A region of interest of a cine.

    Places are (row, column) in pixels of the cine, where (0, 0) is the upper left corner of the
    first pixel and (0.5, 0.5) its centre.

    Attributes
    ----------
    name
        Unique within the cine; tables and plots show it.
    colour
        Its place in `colours.DISTINCT`.
    points
        Opposite corners of a rectangle and of the box around an ellipse, corners of a polygon;
        none of a brush.
    painted
        (rows, columns) of the cine, true where the brush was; None of other shapes.
    frame
        The only frame that it is on; None for all frames.
    path, bends
        How it has moved from its place, by frame, where it was tracked: shift (rows, columns), and
        matrix where it turned or deformed, as in `Motion`. It stays in its place on frames that
        are not there.
    match
        How well what it was tracked by was found again (normalised cross-correlation, up to 1),
        by frame.
    """

    cine: Cine
    name: str
    colour: int
    shape: Shape
    points: tuple[tuple[float, float], ...] = ()
    painted: NDArray[np.bool_] | None = None
    frame: int | None = None
    path: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    bends: Mapping[int, tuple[float, float, float, float]] = field(default_factory=dict)
    match: Mapping[int, float] = field(default_factory=dict)

    def is_on(self, frame: int) -> bool:
        """Whether the region is on a frame."""
        return self.frame is None or self.frame == frame

    def motion(self, frame: int) -> Motion:
        """How it has moved from its place to where it is on a frame."""
        matrix = self.bends.get(frame, Motion().matrix)
        return Motion(matrix, self.path.get(frame, (0.0, 0.0)))

    def still(self) -> "Roi":
        """The same, in its place on all frames that it is on."""
        return replace(self, path={}, bends={}, match={})

    def is_as(self, other: "Roi") -> bool:
        """Whether it has the place and the shape of another, whatever its name and path."""
        same = self.points == other.points and self.painted is other.painted
        return same and self.cine is other.cine and self.shape == other.shape

    def is_lost(self, frame: int) -> bool:
        """Whether it was tracked to a frame and hardly found there."""
        return self.match.get(frame, 1.0) < GOOD_MATCH

    def mask(self, frame: int) -> NDArray[np.bool_]:
        """(rows, columns): the pixels whose centres lie in the region on a frame.

        What lies beyond the image is left out; a region that is not on the frame has no pixels.
        """
        inside = np.zeros(self.cine.shape, bool)
        if not self.is_on(frame) or (self.painted is not None and not self.painted.any()):
            return inside
        motion = self.motion(frame)
        if self.shape == "polygon":
            return _filled(motion(self._corners), inside.shape)
        box = motion(box_around(self._corners if self.painted is None else self.painted))
        if self.shape == "rectangle":
            return _filled(box, inside.shape)
        top, left = np.clip(np.floor(box.min(axis=0)).astype(int), 0, inside.shape)
        bottom, right = np.clip(np.ceil(box.max(axis=0)).astype(int), 0, inside.shape)
        rows, columns = np.ogrid[top:bottom, left:right]
        holds = self._holds_painted if self.shape == "brush" else self._holds_round
        inside[top:bottom, left:right] = holds(motion, rows + 0.5, columns + 0.5)
        return inside

    @property
    def _corners(self) -> Places:
        return np.array(self.points, float).reshape(-1, 2)

    def _holds_painted(self, motion: Motion, rows: Places, columns: Places) -> NDArray[np.bool_]:
        """Whether what was painted holds places, rows (h, 1) and columns (1, w): (h, w)."""
        assert self.painted is not None
        around = np.pad(self.painted, 1)
        i, j = (
            np.clip(at + 1, 0, most - 1).astype(np.intp)
            for at, most in zip(motion.back_at(rows, columns), around.shape, strict=True)
        )
        return np.asarray(around[i, j])

    def _holds_round(self, motion: Motion, rows: Places, columns: Places) -> NDArray[np.bool_]:
        """Whether an ellipse holds places, rows (h, 1) and columns (1, w): (h, w).

        In each row between the two columns where |B · place + k| = 1, if that has solutions: B and
        k bring the ellipse to the unit circle.
        """
        low, high = self._corners.min(axis=0), self._corners.max(axis=0)
        radii, middle = np.maximum((high - low) / 2, 1e-6), motion((low + high) / 2)
        (a, b), (c, d) = np.linalg.inv(motion.array) / radii[:, None]
        down, across = a * (rows - middle[0]), c * (rows - middle[0])
        square, half = b**2 + d**2, b * down + d * across
        with np.errstate(invalid="ignore"):  # NaN where there are none
            reach = np.sqrt(half**2 - square * (down**2 + across**2 - 1))
        return np.asarray(np.abs(square * (columns - middle[1]) + half) < reach)


_areas: WeakKeyDictionary[Roi, dict[Motion, Measure]] = WeakKeyDictionary()


def area_of(roi: Roi, frame: int) -> Measure:
    """The area of a region on a frame, in mm² where one calibrated region holds all of it."""
    known = _areas.setdefault(roi, {})
    place = roi.motion(frame)
    if place not in known:
        known[place] = area(roi.cine.regions, replace(roi, frame=None).mask(frame))
    return known[place]


def place_of(roi: Roi, frame: int) -> str:
    """Where the pixels of a region are on a frame: the rows and columns around them, from 0."""
    inside = replace(roi, frame=None).mask(frame)
    if not inside.any():
        return "beyond the image"
    rows, columns = bounding_box(inside)
    return f"rows {rows.start} to {rows.stop - 1}, columns {columns.start} to {columns.stop - 1} px"


def box_around(shape: NDArray[Any]) -> Places:
    """The four corners around corners (n, 2), or around what is painted in (rows, columns)."""
    if shape.dtype == bool:
        rows, columns = bounding_box(shape)
        shape = np.array([[rows.start, columns.start], [rows.stop, columns.stop]], float)
    (top, left), (bottom, right) = shape.min(axis=0), shape.max(axis=0)
    return np.array([[top, left], [top, right], [bottom, right], [bottom, left]])


def _filled(corners: Places, shape: tuple[int, int]) -> NDArray[np.bool_]:
    """The pixels (rows, columns) whose centres lie in a polygon (n, 2), by the even-odd rule."""
    rows = np.arange(shape[0]) + 0.5
    (y, x), (next_y, next_x) = corners.T, np.roll(corners, -1, axis=0).T
    row, edge = np.nonzero((y <= rows[:, None]) != (next_y <= rows[:, None]))
    share = (rows[row] - y[edge]) / (next_y - y)[edge]
    crossings = x[edge] + share * (next_x - x)[edge]
    first = np.clip(np.ceil(crossings - 0.5), 0, shape[1]).astype(np.intp)  # beyond the crossing
    turns = np.zeros((shape[0], shape[1] + 1), bool)
    np.logical_xor.at(turns, (row, first), True)
    return np.logical_xor.accumulate(turns, axis=1)[:, :-1]


def shifted(mask: NDArray[np.bool_], down: int, right: int) -> NDArray[np.bool_]:
    """A mask (rows, columns) moved by whole pixels; what leaves the image is lost."""
    rows, columns = mask.shape
    moved = np.zeros_like(mask)
    into = (
        slice(max(down, 0), max(rows + min(down, 0), 0)),
        slice(max(right, 0), max(columns + min(right, 0), 0)),
    )
    of = (
        slice(max(-down, 0), max(rows + min(-down, 0), 0)),
        slice(max(-right, 0), max(columns + min(-right, 0), 0)),
    )
    moved[into] = mask[of]
    return moved
