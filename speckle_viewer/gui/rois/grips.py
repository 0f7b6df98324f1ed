"""Where regions, distances and the line can be taken hold of, and what dragging there does."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTransform

from speckle_viewer.gui.rois import outlines
from speckle_viewer.gui.rois.gestures import (
    Gesture,
    drag_end,
    drag_handle,
    drag_line_end,
    move_line,
    move_roi,
    move_ruler,
)
from speckle_viewer.gui.rois.paths import holds, is_near
from speckle_viewer.viewer import PaneScene, ViewerState
from speckle_viewer.viewer.roi import Roi
from speckle_viewer.viewer.roi_shape import Place

if TYPE_CHECKING:
    from speckle_viewer.gui.canvas import Canvas

GRAB = 6.0
"""How many screen pixels beside a handle or an outline the mouse may be."""

SAME = QTransform()


class Grips:
    """What can be dragged in one canvas: handles and ends, and with the view tool whole things."""

    def __init__(self, canvas: "Canvas", state: ViewerState) -> None:
        self._canvas, self._state = canvas, state

    def handle_at(self, position: QPointF) -> Gesture | None:
        """What the handle that is here does: of the selected region, or an end of a line."""
        handles = (*self._of_roi(), *self._of_rulers(), *self._of_line())
        return next((gesture for place, gesture in handles if self.is_at(place, position)), None)

    def body_at(self, position: QPointF, place: Place) -> Gesture | None:
        """With the view tool: move the selected region, the selected distance or the line."""
        scene, placed = self._scene, self._canvas.placed
        if scene.tool != "view" or self._canvas.to_pixel(position) is None:
            return None
        roi = self.selected
        if roi is not None and holds(roi, scene.frame or 0, place):
            return move_roi(self._state, roi, place)
        ruler = next((r for r in scene.rulers if r.name == scene.ruler), None)
        path = None if ruler is None else outlines.ruler_path(placed, ruler)
        if ruler is not None and path is not None and is_near(path, SAME, position, GRAB):
            return move_ruler(self._state, ruler, place)
        if scene.line is not None:
            path = outlines.line_path(placed, scene.line)
            if is_near(path, SAME, position, GRAB):
                return move_line(self._state, scene.line, place)
        return None

    def is_at(self, place: Place, position: QPointF) -> bool:
        """Whether a position on the screen is at a place of the image."""
        way = outlines.on_screen(self._canvas.placed, place) - position
        return max(abs(way.x()), abs(way.y())) <= GRAB

    @property
    def selected(self) -> Roi | None:
        """The selected region, if it is on the frame that is shown."""
        return next((r for r in self._scene.rois if r.name == self._scene.roi), None)

    @property
    def _scene(self) -> PaneScene:
        scene = self._canvas.pane_scene
        assert scene is not None
        return scene

    def _of_roi(self) -> Iterator[tuple[Place, Gesture]]:
        roi, frame = self.selected, self._scene.frame or 0
        if roi is not None:
            for i, handle in enumerate(outlines.roi_handles(roi, frame)):
                yield handle, drag_handle(self._state, roi, frame, i)

    def _of_rulers(self) -> Iterator[tuple[Place, Gesture]]:
        """The ends of the selected distance, then with the view tool those of the others."""
        scene = self._scene
        for ruler in sorted(scene.rulers, key=lambda ruler: ruler.name != scene.ruler):
            if ruler.name == scene.ruler or scene.tool == "view":
                yield ruler.start, drag_end(self._state, ruler, start=True)
                yield ruler.end, drag_end(self._state, ruler, start=False)

    def _of_line(self) -> Iterator[tuple[Place, Gesture]]:
        line = self._scene.line
        if line is not None and self._scene.tool in ("view", "line"):
            yield outlines.centre(line.start), drag_line_end(self._state, line, start=True)
            yield outlines.centre(line.end), drag_line_end(self._state, line, start=False)
