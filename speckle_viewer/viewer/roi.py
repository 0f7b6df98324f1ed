"""Regions of interest: shapes that are drawn over a cine, and the pixels that lie in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine
from speckle_viewer.measuring.calibration import Measure, area
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
    path
        How far it has moved (rows, columns) from its place, by frame, where it was tracked;
        it stays in its place on frames that are not there.
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
    match: Mapping[int, float] = field(default_factory=dict)

    def is_on(self, frame: int) -> bool:
        """Whether the region is on a frame."""
        return self.frame is None or self.frame == frame

    def moved(self, frame: int) -> tuple[float, float]:
        """How far (rows, columns) it lies from its place on a frame."""
        return self.path.get(frame, (0.0, 0.0))

    def points_on(self, frame: int) -> tuple[tuple[float, float], ...]:
        """`points` where they are on a frame."""
        down, right = self.moved(frame)
        return tuple((row + down, column + right) for row, column in self.points)

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
        if not self.is_on(frame):
            return inside
        if self.painted is not None:
            return shifted(self.painted, *(round(by) for by in self.moved(frame)))
        corners = np.array(self.points_on(frame))
        if self.shape == "polygon":
            return _filled(corners, inside.shape)
        low, high = corners.min(axis=0), corners.max(axis=0)
        if self.shape == "ellipse":
            middle, radius = (low + high) / 2, np.maximum((high - low) / 2, 1e-6)
            rows, columns = np.ogrid[: inside.shape[0], : inside.shape[1]]
            down, right = (
                (rows + 0.5 - middle[0]) / radius[0],
                (columns + 0.5 - middle[1]) / radius[1],
            )
            return np.asarray(down**2 + right**2 < 1)
        low, high = low - 0.5, high - 0.5  # a centre lies half a pixel beyond the corner
        top, left = np.maximum(np.ceil(low), 0).astype(int)
        bottom, right = np.maximum(np.ceil(high), 0).astype(int)
        inside[top:bottom, left:right] = True
        return inside


_areas: WeakKeyDictionary[Roi, dict[tuple[float, float], Measure]] = WeakKeyDictionary()


def area_of(roi: Roi, frame: int) -> Measure:
    """The area of a region on a frame, in mm² where one calibrated region holds all of it."""
    known = _areas.setdefault(roi, {})
    place = roi.moved(frame)
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
