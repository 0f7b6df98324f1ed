"""Regions of interest, as the user draws, moves, names and removes them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine
from speckle_viewer.colours import DISTINCT
from speckle_viewer.measuring.motion import Motion
from speckle_viewer.viewer.noise_map import paint
from speckle_viewer.viewer.roi import BRUSH_WIDTHS, Roi, Shape, area_of, shifted
from speckle_viewer.viewer.roi_outline import outlines
from speckle_viewer.viewer.roi_shape import Points

if TYPE_CHECKING:
    from speckle_viewer.viewer.state import ViewerState

_WIDER = 1.25


class Rois:
    """The part of the state that changes `Wants.rois`; names are those of the current cine.

    No region is without a pixel: what would leave none is not done. An unknown name is ignored.
    """

    def __init__(self, state: "ViewerState") -> None:
        self._state = state
        self.new_name = "Region"
        """What new regions are called, before their number; the window translates it."""

    @property
    def selected(self) -> Roi | None:
        """The region that is selected."""
        return self.named(self._state.wants.roi)

    def named(self, name: str | None) -> Roi | None:
        """The region of this name in the current cine."""
        return next((r for r in self._state.wants.cine_rois if r.name == name), None)

    def select(self, name: str | None) -> None:
        """Select a region, and no distance; None selects nothing."""
        there = self.named(name)
        self._state.change(roi=None if there is None else there.name, ruler=None)

    # -- adding and removing -------------------------------------------------------------------

    def add(
        self, shape: Shape, points: Points = (), painted: NDArray[np.bool_] | None = None
    ) -> str | None:
        """Add a region where it is on the shown frame, select it, and give its name.

        It is on all frames and has the colour that is used least. None: it would have no pixel.
        """
        wants = self._state.wants
        if wants.cine is None:
            return None
        names = {roi.name for roi in wants.cine_rois}
        used = [roi.colour for roi in wants.cine_rois]
        colour = min(range(len(DISTINCT)), key=lambda c: (used.count(c), c))
        roi = Roi(wants.cine, _free(self.new_name, names), colour, shape, points, painted)
        if not roi.mask(wants.frame).any():
            return None
        self._state.change(rois=(*wants.rois, roi), roi=roi.name, ruler=None)
        return roi.name

    def remove(self, name: str) -> None:
        """Take a region away."""
        gone, wants = self.named(name), self._state.wants
        if gone is None:
            return
        self._state.change(
            rois=tuple(r for r in wants.rois if r is not gone),
            roi=None if wants.roi == name else wants.roi,
            measuring=wants.measuring.renamed(gone.cine, name, None),
        )

    def copy(self, name: str, cine: Cine | None = None) -> str | None:
        """Copy a region onto the same pixels of a cine, the current one for None; the new name.

        A copy in the same cine lies a little beside its original, and is selected. Tracking is not
        copied to another cine. None: it would have no pixel there.
        """
        roi, wants = self.named(name), self._state.wants
        if roi is None:
            return None
        target = cine or roi.cine
        names = {r.name for r in wants.rois if r.cine is target}
        name = _free(roi.name, names) if roi.name in names else roi.name
        if target is roi.cine:
            copied = _moved(replace(roi, name=name), *_ASIDE)
        else:
            painted = _fitting(roi.painted, target.shape)
            copied = replace(roi, cine=target, name=name, painted=painted)
            copied = replace(copied, frame=None).still()
        if not copied.mask(copied.frame or 0).any():
            return None
        self._state.change(rois=(*wants.rois, copied))
        if target is wants.cine:
            self.select(name)
        return name

    # -- changing ------------------------------------------------------------------------------

    def rename(self, name: str, new: str) -> bool:
        """Give a region another name; False if it is empty or another region has it."""
        new = " ".join(new.split())
        if not new or (new != name and self.named(new) is not None):
            return False
        wants, roi = self._state.wants, self.named(name)
        if roi is not None:
            self._state.change(
                rois=tuple(replace(r, name=new) if r is roi else r for r in wants.rois),
                roi=new if wants.roi == name else wants.roi,
                measuring=wants.measuring.renamed(roi.cine, name, new),
            )
        return True

    def recolour(self, name: str, colour: int) -> None:
        """Give a region another colour, by its place in `colours.DISTINCT`."""
        self._change(name, colour=colour % len(DISTINCT))

    def move(self, name: str, down: int, right: int, start: Roi | None = None) -> None:
        """Move a region by whole pixels of the shown frame; on the others it goes along.

        ``start`` is the region as it was where the way begins; by default as it is now.
        """
        roi = self.named(name)
        if roi is not None:
            motion = roi.motion(self._state.wants.frame)
            way = np.linalg.solve(motion.array, (down, right)).tolist()
            self._put(roi, _moved(start or roi, *way))

    def set_points(self, name: str, points: Points) -> None:
        """Give a region these points on the shown frame; where it was tracked, all move along."""
        roi = self.named(name)
        if roi is None:
            return
        home = roi.motion(self._state.wants.frame).back(points).round(6).tolist()
        self._put(roi, replace(roi, points=tuple((row, column) for row, column in home)))

    def keep_on_frame(self, name: str, only: bool) -> None:
        """Have a region on the shown frame only, where it is now, or on all frames.

        A box that is turned or deformed there becomes a polygon.
        """
        roi, frame = self.named(name), self._state.wants.frame
        if roi is None:
            return
        if only:
            self._put(roi, replace(_left_at(roi, frame).still(), frame=frame), frame)
        else:
            self._change(name, frame=None)

    def take_track(
        self, tracked: Roi, path: Mapping[int, Motion], match: Mapping[int, float]
    ) -> str | None:
        """Have a region of any cine, as it was when it was tracked, move along; gives its name now.

        ``path`` leads from its place to each frame. None: it was changed meanwhile, or is gone.
        """
        rois = self._state.wants.rois
        roi = next((r for r in rois if r.is_as(tracked)), None)
        if roi is None:
            return None
        shifts = {frame: motion.shift for frame, motion in path.items()}
        bends = {f: motion.matrix for f, motion in path.items() if not motion.only_shifts}
        new = replace(roi, path=shifts, bends=bends, match=dict(match), frame=None)
        self._state.change(rois=tuple(new if r is roi else r for r in rois))
        return roi.name

    def clear_path(self, name: str) -> None:
        """Have a region stay in its place."""
        roi = self.named(name)
        if roi is not None:
            self._put(roi, roi.still())

    # -- the brush -----------------------------------------------------------------------------

    def paint(
        self, start: tuple[int, int], end: tuple[int, int], *, erase: bool = False
    ) -> str | None:
        """Draw a stroke of the brush from one pixel to another, and give the region's name.

        It adds to the selected region if that was painted, else it begins one; erasing takes away
        from it. A region of which all is erased is removed.
        """
        wants, roi = self._state.wants, self.selected
        if wants.cine is None:
            return None
        if roi is None or roi.painted is None or not roi.is_on(wants.frame):
            mask = np.zeros(wants.cine.shape, bool)
            paint(mask, start, end, wants.brush_width, not erase)
            return self.add("brush", painted=mask)
        mask = roi.painted.copy()
        home = np.floor(roi.motion(wants.frame).back(np.array([start, end]) + 0.5)).astype(int)
        first, last = ((row, column) for row, column in home.tolist())
        paint(mask, first, last, wants.brush_width, not erase)
        if not mask.any():
            self.remove(roi.name)
            return None
        self._change(roi.name, painted=mask)
        return roi.name

    def set_brush_width(self, width: int) -> None:
        """Set the diameter of the brush in pixels, within `BRUSH_WIDTHS`."""
        least, largest = BRUSH_WIDTHS
        self._state.change(brush_width=min(max(width, least), largest))

    def widen_brush(self, steps: int) -> None:
        """Make the brush a quarter wider, or narrower for negative steps; by a pixel at least."""
        width = self._state.wants.brush_width
        for _ in range(abs(steps)):
            width = max(round(width * _WIDER), width + 1) if steps > 0 else int(width / _WIDER)
        self.set_brush_width(width)

    # -- within --------------------------------------------------------------------------------

    def _change(self, name: str, **changes: Any) -> None:
        roi = self.named(name)
        if roi is not None:
            self._put(roi, replace(roi, **changes))

    def _put(self, old: Roi, new: Roi, frame: int | None = None) -> None:
        wants = self._state.wants
        if area_of(new, wants.frame if new.is_on(wants.frame) else new.frame or 0).value:
            self._state.change(rois=tuple(new if r is old else r for r in wants.rois))


_ASIDE = (8, 8)


def _free(name: str, names: set[str]) -> str:
    stem, _, end = name.rpartition(" ")
    stem = stem if stem and end.isdecimal() else name
    first = 2 if stem in names else 1
    number = next(n for n in range(first, len(names) + 3) if f"{stem} {n}" not in names)
    return f"{stem} {number}"


def _left_at(roi: Roi, frame: int) -> Roi:
    """A region where it is on a frame, and in the shape that it has there."""
    motion = roi.motion(frame)
    if motion.only_shifts:
        return _moved(roi, *(round(by) for by in motion.shift))
    if roi.painted is not None:
        return replace(roi, painted=roi.mask(frame))
    (outline,) = outlines(roi, frame)
    return replace(roi, shape="polygon", points=tuple((r, c) for r, c in outline.tolist()))


def _moved(roi: Roi, down: float, right: float) -> Roi:
    if roi.painted is not None:
        # As far as it stays in the image: what is moved out of it would not come back.
        rows, columns = (np.flatnonzero(roi.painted.any(axis=axis)) for axis in (1, 0))
        height, width = roi.painted.shape
        by_rows = min(max(round(down), -int(rows[0])), height - 1 - int(rows[-1]))
        by_columns = min(max(round(right), -int(columns[0])), width - 1 - int(columns[-1]))
        return replace(roi, painted=shifted(roi.painted, by_rows, by_columns))
    points = tuple((row + down, column + right) for row, column in roi.points)
    return replace(roi, points=points)


def _fitting(mask: NDArray[np.bool_] | None, shape: tuple[int, ...]) -> NDArray[np.bool_] | None:
    if mask is None or mask.shape == shape:
        return mask
    fitting = np.zeros(shape, bool)
    rows, columns = (min(sides) for sides in zip(mask.shape, shape, strict=True))
    fitting[:rows, :columns] = mask[:rows, :columns]
    return fitting
