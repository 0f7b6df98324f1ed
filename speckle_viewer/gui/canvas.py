"""The image itself with cursor, pins and scale bar over it; turns the mouse into wishes."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from speckle_viewer.gui.divider import draw_divider, is_on_divider, share_at
from speckle_viewer.gui.image_keys import MOUSE_GESTURES, ImageKeys
from speckle_viewer.gui.layers import colour_bar_places, draw_colour_bars
from speckle_viewer.gui.overlay import (
    ScaleBar,
    draw_cursor,
    draw_edits,
    draw_line,
    draw_message,
    draw_pins,
    draw_ring,
)
from speckle_viewer.gui.placed_image import PlacedImage
from speckle_viewer.gui.rois.drawing import Drawing
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import Levels, PaneScene, View
from speckle_viewer.viewer.panes import Divider


def tooltip() -> str:
    """What the mouse does in an image, a gesture a line."""
    return "\n".join(f"{tr(gesture)}: {tr(what)}" for gesture, what in MOUSE_GESTURES)


class Canvas(PlacedImage):
    """Draws a `PaneScene`, and says what the mouse and the keys want."""

    hovered = Signal(object)
    """(row, column) under the mouse, or None when it leaves the image."""
    clicked = Signal(int, int)
    """Row and column of a click."""
    levels_wanted = Signal(object)
    """`Levels`."""
    line_drawn = Signal(object, object)
    """The pixels, (row, column) each, between which a line is being drawn."""
    region_drawn = Signal(object, object)
    """Opposite corners, (row, column) each, of a region that is being drawn."""
    divider_moved = Signal(float)
    """Where the divider was dragged to, 0 (left edge of the image) to 1 (right edge)."""
    tab_pressed = Signal()
    menu_wanted = Signal(object)
    """The menu of this image is wanted at a `QPoint` of it."""

    def __init__(self, pane: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Image: {}").format(pane))
        self.setToolTip(tooltip())
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._keys = ImageKeys(self)
        self.drawing: Drawing | None = None
        """Draws regions and distances, once the canvas was given it."""
        self._ringed = False
        self._lit_at: tuple[QRect, dict[object, float]] = QRect(), {}
        self._pressed: QPoint | None = None
        self._dragged_from: View | Levels | Divider | tuple[int, int] | None = None

    def viewportEvent(self, event: QEvent) -> bool:
        """Show tooltips of what was drawn only: that of the image would cover it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            tip = "" if self.drawing is None else self.drawing.tip_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        if event.type() == QEvent.Type.MouseMove:
            self._keys.follow_mouse()
        handled: bool = super().viewportEvent(event)
        return handled

    # -- drawing -------------------------------------------------------------------------------

    def show_scene(self, scene: PaneScene) -> None:
        """Draw the image with what lies over it, as far as it is not drawn already."""
        before = self.pane_scene
        super().show_scene(scene)
        if before is None or _over(before) != _over(scene):
            self.viewport().update()

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        scene = self._scene
        if scene is None:
            return
        painter.setTransform(QTransform())
        area = self.viewport().rect()
        if self._ringed:
            draw_ring(painter, area)
        if scene.problem:
            draw_message(painter, area, scene.problem)
        if scene.image is None:
            return
        view = self.view()
        shown = self._image.mapToScene(self._image.boundingRect()).boundingRect().toRect()
        if scene.line is not None:
            draw_line(painter, self.to_screen(*scene.line.start), self.to_screen(*scene.line.end))
        if self.drawing is not None:
            self.drawing.draw(painter)
        draw_edits(painter, [self.to_screen(*place) for place in scene.edited])
        draw_pins(painter, [(self.to_screen(p.row, p.column), p.colour) for p in scene.pins])
        if scene.cursor is not None:
            draw_cursor(painter, area.intersected(shown), self.to_screen(*scene.cursor))
        bars = colour_bar_places(area, shown, scene.overlays, scene.frame)
        if scene.mm_per_column is not None:
            scale = ScaleBar.fitting(area, view.zoom / scene.mm_per_column)
            scale.draw(painter, self.place_of_scale(scale, area, shown, bars), shown)
        if scene.divider is not None:
            draw_divider(painter, area, scene.divider, self._image.transform())
        draw_colour_bars(painter, bars, scene.overlays, scene.frame)

    def place_of_scale(
        self, scale: ScaleBar, area: QRect, shown: QRect, bars: list[QRect]
    ) -> QRect:
        """Where the scale bar covers least."""

        def covered(place: QRect) -> tuple[bool, float]:
            return any(bar.intersects(place) for bar in bars), self._lit(shown, place)

        return min(scale.places(area, shown), key=covered)

    def _lit(self, shown: QRect, place: QRect) -> float:
        """How much of the image, shown there, is lit within a place.

        As it was when the image came to be shown there, so that nothing moves from frame to frame.
        """
        if self._lit_at[0] != shown:
            self._lit_at = shown, {}
        known = self._lit_at[1]
        if place.getRect() not in known:
            known[place.getRect()] = self.lit_within(place)
        return known[place.getRect()]

    # -- mouse and keys ------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._scene is None or not self.has_image:
            return
        self._pressed = event.position().toPoint()
        right = event.button() == Qt.MouseButton.RightButton
        if not right and is_on_divider(self._scene.divider, self.placed, event.position()):
            self._dragged_from, self._pressed = self._scene.divider, None
        elif self.drawing is not None and self.drawing.press(event):
            self._dragged_from = None
        elif right:
            self._dragged_from = self._scene.levels
        elif self._scene.tool in ("line", "region"):
            self._dragged_from = self.to_pixel(event.position())
        else:
            self._dragged_from = self.view()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() and isinstance(self._dragged_from, Divider):
            self._drag_divider(event.position())
        elif self.drawing is not None and self.drawing.move(event):
            pass
        elif event.buttons() and self._pressed is not None and self._dragged_from is not None:
            self._drag(event.position().toPoint(), self._pressed)
        else:
            self._show_cursor(event.position())
            self.hovered.emit(self.to_pixel(event.position()))

    def _show_cursor(self, position: QPointF) -> None:
        divider = None if self._scene is None else self._scene.divider
        over = is_on_divider(divider, self._image.transform(), position)
        shape = Qt.CursorShape.SplitHCursor if over else Qt.CursorShape.CrossCursor
        if self.drawing is not None and self.has_image and not over:
            shape = self.drawing.cursor_at(position) or shape
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    def _drag_divider(self, position: QPointF) -> None:
        if self._scene is not None and self._scene.image is not None:
            columns = self._scene.image.shape[1]
            self.divider_moved.emit(share_at(position, self._image.transform(), columns))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed, self._dragged_from = self._pressed, None, None
        if self.drawing is not None and self.drawing.release(event):
            return
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        pixel = self.to_pixel(event.position())
        if pixel is None or (event.position().toPoint() - pressed).manhattanLength() >= 4:
            return
        if self.drawing is None or not self.drawing.click(event.position()):
            self.clicked.emit(*pixel)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self.has_image:
            return
        if self.drawing is not None and self.drawing.double_click(event):
            return
        pixel = self.to_pixel(event.position())
        if pixel is not None:
            self.clicked.emit(*pixel)  # takes back what the first of the two clicks did
        self.view_wanted.emit(None)

    def _drag(self, to: QPoint, pressed: QPoint) -> None:
        start, by = self._dragged_from, to - pressed
        assert self._scene is not None
        if isinstance(start, View):
            if by.manhattanLength() >= 4:
                down = by.y() / (start.zoom * self._scene.aspect)
                right = by.x() / start.zoom
                self.view_wanted.emit(View(start.row - down, start.column - right, start.zoom))
        elif isinstance(start, tuple):
            end = self.nearest_pixel(QPointF(to))
            if end != start and by.manhattanLength() >= 4:
                region = self._scene.tool == "region"
                (self.region_drawn if region else self.line_drawn).emit(start, end)
        elif isinstance(start, Levels):
            # The height and width of the pane stand for the range of values.
            level = start.level + start.window * by.y() / self.viewport().height()
            window = start.window * 2 ** (2 * by.x() / self.viewport().width())
            self.levels_wanted.emit(Levels(level - window / 2, level + window / 2))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        if self.has_image:
            self.zoom_by(event.angleDelta().y() / 120, event.position())

    def point(self) -> None:
        """Point at the pixel that is pointed at in another image, if the cursor is linked."""
        if self._scene is not None and self._scene.cursor is not None and self.has_image:
            self.hovered.emit(self.nearest_pixel(self.to_screen(*self._scene.cursor)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # pyqtgraph would take the arrow keys from the window's shortcuts.
        taken = self.drawing is not None and self.has_image and self.drawing.key(event)
        event.setAccepted(taken or self._keys.press(event))

    def focusInEvent(self, event: QFocusEvent) -> None:
        reasons = Qt.FocusReason
        by_keys = (reasons.TabFocusReason, reasons.BacktabFocusReason)
        self._ringed = event.reason() in by_keys  # whoever uses the mouse sees where it is
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ringed = False
        self._keys.leave()
        super().focusOutEvent(event)
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if event.key() == Qt.Key.Key_Tab and plain:
                self.tab_pressed.emit()
                return True
        return bool(super().event(event))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.hovered.emit(self.to_pixel(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(None)


def _over(scene: PaneScene) -> object:
    over = scene.cursor, scene.pins, scene.problem, scene.mm_per_column
    drawn = scene.rois, scene.roi, scene.rulers, scene.ruler, scene.tool, scene.brush_width
    return *over, scene.overlays, scene.line, scene.frame, scene.edited, scene.divider, drawn
