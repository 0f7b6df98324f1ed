"""A large noise map that can be pointed at, pinned, and painted on with a round brush."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from speckle_viewer.gui.explain.noise_picture import NoisePicture
from speckle_viewer.gui.keys import keeps

STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_DARK, _LIGHT = QColor(0, 0, 0, 150), QColor(255, 255, 255, 230)


class NoiseCanvas(NoisePicture):
    """Tells what is done with mouse and keys; it paints nothing itself."""

    clicked = Signal(int, int)
    """Row and column that were clicked while there is no brush."""
    moved = Signal(int, int)
    """Rows and columns by which an arrow key goes on."""
    stroked = Signal(object, object)
    """The brush went from one (row, column) to another, both perhaps beyond the map."""
    stroke_ended = Signal()
    brush_turned = Signal(int)
    """Notches of the wheel, upwards positive, while there is a brush."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        self.on_the_left = True
        self.brush = 0.0
        """Diameter of the brush in pixels of the map; 0 without one."""
        self._mouse: QPointF | None = None
        self._last: tuple[int, int] | None = None

    def set_brush(self, diameter: float) -> None:
        """Take a brush of so many pixels across into the hand; 0 for none."""
        self.brush = diameter
        self.setCursor(Qt.CursorShape.BlankCursor if diameter else Qt.CursorShape.ArrowCursor)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self.brush and self._mouse is not None and self.map is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            place, (rows, columns) = self.place(), self.map.values.shape
            across = max(self.brush / 2 * place.width() / columns, 1.5)
            down = max(self.brush / 2 * place.height() / rows, 1.5)
            for pen in (QPen(_DARK, 3), QPen(_LIGHT, 1)):
                painter.setPen(pen)
                painter.drawEllipse(self._mouse, across, down)
        elif self.hasFocus():
            around = self.rect() if self.map is None else self.place().toAlignedRect()
            painter.setPen(self.palette().highlight().color())
            painter.drawRect(around.adjusted(0, 0, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        pixel = self.pixel_under(event.position())
        if event.button() != Qt.MouseButton.LeftButton or pixel is None:
            return
        if self.brush:
            self._last = pixel
            self.stroked.emit(pixel, pixel)
        else:
            self.clicked.emit(*pixel)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse = event.position()
        if self._last is not None and self.map is not None:
            # The images follow when the stroke ends: the brush comes first.
            last, self._last = self._last, self.to_pixel(event.position())
            if last != self._last:
                self.stroked.emit(last, self._last)
        else:
            super().mouseMoveEvent(event)
        if self.brush:
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._last is not None and event.button() == Qt.MouseButton.LeftButton:
            self._last = None
            self.stroke_ended.emit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._mouse = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.brush and event.angleDelta().y():
            self.brush_turned.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        return keeps(event, STEPS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if step is not None:
            self.moved.emit(*step)
        elif enter and self.brush and self._pixel is not None:
            self.stroked.emit(self._pixel, self._pixel)
            self.stroke_ended.emit()
        elif enter and self._pixel is not None:
            self.clicked.emit(*self._pixel)
        else:
            super().keyPressEvent(event)
