"""Mouse and keys over an image that draw, change and select regions and distances."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from speckle_viewer.gui.rois import outlines
from speckle_viewer.gui.rois.gestures import (
    Gesture,
    Held,
    draw_box,
    draw_brush,
    draw_distance,
)
from speckle_viewer.gui.rois.grips import GRAB, SAME, Grips
from speckle_viewer.gui.rois.paths import is_near, path_of
from speckle_viewer.viewer import PaneScene, ViewerState
from speckle_viewer.viewer.roi import Roi, Shape, area_of
from speckle_viewer.viewer.roi_shape import Place, Points
from speckle_viewer.viewer.ruler import Ruler

if TYPE_CHECKING:
    from speckle_viewer.gui.canvas import Canvas

DRAWS = ("rectangle", "ellipse", "polygon", "brush", "distance")
"""The tools that draw regions and distances."""

_DRAG = 4  # px: less is a click
_Key, _Button = Qt.Key, Qt.MouseButton


class Drawing:
    """Takes the mouse and the keys of one canvas as far as they are for regions and distances.

    Each method says whether it took the event. What is drawn is in the state at once, so that all
    panes and numbers follow; only the corners of a polygon that is not closed yet are kept here.
    """

    def __init__(self, canvas: "Canvas", state: ViewerState) -> None:
        self._canvas, self._state = canvas, state
        self._grips = Grips(canvas, state)
        self._gesture: Gesture | None = None
        self._pressed: QPointF | None = None
        self._dragging = False
        self.corners: Points = ()

    # -- the mouse -----------------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> bool:
        """Begin what dragging from here does."""
        scene, position = self._scene, event.position()
        erases = event.button() == _Button.RightButton or event.modifiers() & Held.AltModifier
        if scene.tool == "brush" and event.button() in (_Button.LeftButton, _Button.RightButton):
            held = event.modifiers()
            self._begin(position, draw_brush(self._state, held, erase=bool(erases)))
            self._dragging = True  # a click paints a dab
            self._follow(position, event.modifiers())
            return True
        if event.button() != _Button.LeftButton:
            return False
        gesture = self._take_hold(position)
        if gesture is None and scene.tool == "polygon":
            self._add_corner(position)
            gesture = _wait  # the corner is set where the mouse is let go
        elif gesture is None and scene.tool in DRAWS:
            gesture = self._new(self.place(position))
        if gesture is None:
            return False
        self._begin(position, gesture)
        return True

    def move(self, event: QMouseEvent) -> bool:
        """Go on with what was begun."""
        if self._gesture is None or self._pressed is None:
            return False
        if not self._dragging:
            self._dragging = (event.position() - self._pressed).manhattanLength() >= _DRAG
        if self._dragging and self._canvas.has_image:
            self._follow(event.position(), event.modifiers())
        return True

    def release(self, event: QMouseEvent) -> bool:
        """End what was begun; without a drag it was a click, which may select."""
        if self._gesture is None:
            return False
        clicked, self._gesture = not self._dragging, None
        position = event.position()
        if self._scene.tool == "polygon" and self.corners:
            if not clicked:
                self._add_corner(position)
            return True
        # A click into the selected region is one on the image, which pins.
        return not clicked or self.click(position) or self._scene.tool in DRAWS

    def click(self, position: QPointF) -> bool:
        """Select the region or distance whose outline or name was clicked."""
        under = self._under(position)
        if isinstance(under, Ruler):
            self._state.rulers.select(under.name)
        elif under is not None:
            self._state.rois.select(under.name)
        return under is not None

    def tip_at(self, position: QPointF) -> str:
        """What is measured here, and where its scale comes from; "" beside what was drawn."""
        under = self._under(position) if self._canvas.has_image else None
        if under is None:
            return ""
        size = under.length if isinstance(under, Ruler) else area_of(under, self._frame)
        return f"{under.name}: {size}\n{size.source}"

    def _under(self, position: QPointF) -> Roi | Ruler | None:
        """The distance whose line, or the region whose outline or name is here."""
        placed = self._canvas.placed
        for ruler in reversed(self._scene.rulers):
            if is_near(outlines.ruler_path(placed, ruler), SAME, position, GRAB):
                return ruler
        for roi in reversed(self._scene.rois):
            path = path_of(roi, self._frame)
            if is_near(path, placed, position, GRAB) or self._is_on_name(roi, position):
                return roi
        return None

    def double_click(self, event: QMouseEvent) -> bool:
        """Close the polygon; with another tool, the second click is one like the first."""
        if self._scene.tool == "polygon":
            self.close_polygon()
            return True
        if self._scene.tool in DRAWS:
            return self.press(event)
        return self._grips.handle_at(event.position()) is not None or self.click(event.position())

    def cursor_at(self, position: QPointF) -> Qt.CursorShape | None:
        """What the mouse looks like here; None as elsewhere."""
        if self._grips.handle_at(position) is not None:
            return Qt.CursorShape.PointingHandCursor
        if self._grips.body_at(position, self.place(position)) is not None:
            return Qt.CursorShape.SizeAllCursor
        return None

    # -- keys ----------------------------------------------------------------------------------

    def key(self, event: QKeyEvent) -> bool:
        """Esc gives up, Enter closes a polygon, Backspace takes a corner back, Delete removes."""
        key, plain = event.key(), event.modifiers() in (Held.NoModifier, Held.KeypadModifier)
        if key == _Key.Key_Escape and plain:
            return self._give_up()
        if key in (_Key.Key_Return, _Key.Key_Enter) and self._scene.tool == "polygon":
            if event.modifiers() == Held.ShiftModifier and self._scene.cursor is not None:
                self._add_corner(self._canvas.to_screen(*self._scene.cursor))
                return True
            return plain and self.close_polygon()
        if key == _Key.Key_Backspace and plain and self.corners:
            self._keep_corners(self.corners[:-1])
            return True
        there = self._grips.selected is not None or self._state.rulers.selected is not None
        return key == _Key.Key_Delete and plain and there and remove_selected(self._state)

    def _give_up(self) -> bool:
        wants = self._state.wants
        if self.corners:
            self._keep_corners(())
        elif wants.tool != "view":
            self._state.use_tool("view")
        elif wants.roi is not None or wants.ruler is not None:
            self._state.rois.select(None)
        else:
            return False
        return True

    # -- drawing -------------------------------------------------------------------------------

    def draw(self, painter: QPainter) -> None:
        """Draw regions, distances, and what is being drawn."""
        scene, placed = self._scene, self._canvas.placed
        outlines.draw_rois(painter, placed, scene, self._area)
        outlines.draw_rulers(painter, placed, scene, self._area)
        if scene.tool != "polygon":
            self.corners = ()
        mouse = None if scene.cursor is None else self._canvas.to_screen(*scene.cursor)
        outlines.draw_draft(painter, placed, self.corners, mouse)
        if scene.tool == "brush" and scene.cursor is not None:
            outlines.draw_brush(painter, placed, scene.cursor, scene.brush_width)

    def close_polygon(self) -> bool:
        """Make a region of the corners that were clicked."""
        if len(self.corners) < 3:
            return bool(self.corners)
        corners = self.corners
        self._keep_corners(())
        self._state.rois.add("polygon", corners)
        return True

    # -- what dragging does --------------------------------------------------------------------

    def _begin(self, position: QPointF, gesture: Gesture) -> None:
        self._pressed, self._gesture, self._dragging = position, gesture, False

    def _follow(self, position: QPointF, held: Qt.KeyboardModifier) -> None:
        if self._gesture is not None:
            self._gesture(self.place(position), held)
            self._canvas.hovered.emit(self._canvas.to_pixel(position))

    def _new(self, start: Place) -> Gesture:
        """Draw what the tool draws, from here."""
        tool = self._scene.tool
        if tool == "distance":
            return draw_distance(self._state, start)
        shape: Shape = "ellipse" if tool == "ellipse" else "rectangle"
        return draw_box(self._state, shape, start, self._scene.aspect)

    def _take_hold(self, position: QPointF) -> Gesture | None:
        """Drag the handle that is here, or with the view tool what it would move whole."""
        grips = self._grips
        return grips.handle_at(position) or grips.body_at(position, self.place(position))

    # -- where things are ----------------------------------------------------------------------

    @property
    def _scene(self) -> PaneScene:
        scene = self._canvas.pane_scene
        assert scene is not None
        return scene

    @property
    def _area(self) -> QRectF:
        return QRectF(self._canvas.viewport().rect())

    @property
    def _frame(self) -> int:
        return self._scene.frame or 0

    def place(self, position: QPointF) -> Place:
        """(row, column) of a position on the screen; beside the image, of the nearest place."""
        assert self._scene.image is not None
        at = self._canvas.placed.inverted()[0].map(position)
        rows, columns = self._scene.image.shape[:2]
        return min(max(at.y(), 0.0), float(rows)), min(max(at.x(), 0.0), float(columns))

    def _is_on_name(self, roi: Roi, position: QPointF) -> bool:
        plates = outlines.name_plates(self._scene, self._canvas.placed, self._area)
        return bool(plates[roi.name].contains(position))

    def _add_corner(self, position: QPointF) -> None:
        """Add a corner; on the first one, close the polygon."""
        place = self.place(position)
        if len(self.corners) > 2 and self._grips.is_at(self.corners[0], position):
            self.close_polygon()
        elif not self.corners or not self._grips.is_at(self.corners[-1], position):
            self._keep_corners((*self.corners, place))

    def _keep_corners(self, corners: Points) -> None:
        self.corners = corners
        self._canvas.viewport().update()


def _wait(to: Place, held: Held) -> None:
    """Nothing happens until the button is let go."""


def remove_selected(state: ViewerState) -> bool:
    """Remove the region or distance that is selected; whether one was."""
    roi, ruler = state.rois.selected, state.rulers.selected
    if roi is not None:
        state.rois.remove(roi.name)
    elif ruler is not None:
        state.rulers.remove(ruler.name)
    return roi is not None or ruler is not None
