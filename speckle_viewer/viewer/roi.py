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

    def points_on(self, frame: int) -> tuple[tuple[float, float], ...]:
        """`points` where they are on a frame; a box that is turned there is none of its corners."""
        return tuple((row, column) for row, column in self.motion(frame)(self._corners).tolist())

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
        top, left = np.clip(np.floor(box.min(axis=0)).astype(int), 0, inside.shape)
        bottom, right = np.clip(np.ceil(box.max(axis=0)).astype(int), 0, inside.shape)
        rows, columns = np.ogrid[top:bottom, left:right]
        inside[top:bottom, left:right] = self._holds(*motion.back_at(rows + 0.5, columns + 0.5))
        return inside

    @property
    def _corners(self) -> Places:
        return np.array(self.points, float).reshape(-1, 2)

    def _holds(self, rows: Places, columns: Places) -> NDArray[np.bool_]:
        """Whether a box, an ellipse or what was painted holds places, as it lies still."""
        if self.painted is not None:
            i, j = (np.floor(at).astype(np.intp) for at in (rows, columns))
            height, width = self.painted.shape
            there = (i >= 0) & (i < height) & (j >= 0) & (j < width)
            painted = self.painted[np.clip(i, 0, height - 1), np.clip(j, 0, width - 1)]
            return np.asarray(painted & there)
        (top, left), (bottom, right) = self._corners.min(axis=0), self._corners.max(axis=0)
        if self.shape == "ellipse":
            down = (rows - (top + bottom) / 2) / max((bottom - top) / 2, 1e-6)
            across = (columns - (left + right) / 2) / max((right - left) / 2, 1e-6)
            return np.asarray(down**2 + across**2 < 1)
        within = (rows >= top) & (rows < bottom)
        return np.asarray(within & (columns >= left) & (columns < right))


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


def _filled(corners: NDArray[np.float64], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    from skimage.draw import polygon2mask  # takes long to import

    # For it the centre of a pixel is whole.
    mask = polygon2mask(shape, corners - 0.5)  # type: ignore[no-untyped-call]
    return np.asarray(mask, bool)


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
