"""The frame that is to be exported, and the rectangles that are to be black in it."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from speckle_viewer.export.box import Box
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr

_SMALLEST = 3  # pixels of the image
_STEP, _FAR = 2, 20  # px that an arrow key moves, without Shift and with it
_Key = Qt.Key
_STEPS = {
    _Key.Key_Up: QPointF(0, -1),
    _Key.Key_Down: QPointF(0, 1),
    _Key.Key_Left: QPointF(-1, 0),
    _Key.Key_Right: QPointF(1, 0),
}


class ExportPreview(QWidget):
    """Shows a frame of 8 bits; dragging over it adds a rectangle, and so do keys.

    Arrows point, Enter begins and ends a rectangle, Delete takes the last one away.
    """

    changed = Signal()
    """There are other rectangles."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Preview with masks"))
        self.setToolTip(
            tr("Drag over text that names the patient: it will be black in every frame")
            + "\n"
            + tr("Keys: arrows point, Enter begins and ends a rectangle, Delete removes the last")
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.boxes: tuple[Box, ...] = ()
        self._image: QImage | None = None
        self._marks: QImage | None = None
        self._aspect = 1.0
        self._from: QPointF | None = None
        self._to = QPointF()

    def sizeHint(self) -> QSize:
        return QSize(480, 360)

    def show_frame(self, frame: NDArray[np.uint8] | None, aspect: float) -> None:
        """Show a frame (rows, columns) or (rows, columns, 3); ``aspect`` is of its pixels."""
        self._aspect = aspect
        self._image = None if frame is None else _image(frame)
        self.update()

    def show_marks(self, marks: NDArray[np.bool_] | None) -> None:
        """Light up where text may remain, (rows, columns)."""
        self._marks = None
        if marks is not None and marks.any():
            rgba = np.zeros((*marks.shape, 4), np.uint8)
            rgba[marks] = (255, 176, 0, 130)
            height, width = marks.shape
            image = QImage(rgba.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888)
            self._marks = image.copy()
        self.update()

    def set_boxes(self, boxes: tuple[Box, ...]) -> None:
        """Mask these rectangles."""
        if boxes != self.boxes:
            self.boxes = boxes
            self.update()
            self.changed.emit()

    def _place(self) -> QRectF:
        if self._image is None:
            return QRectF()
        width, height = self._image.width(), self._image.height() * self._aspect
        scale = min(self.width() / width, self.height() / height)
        size = width * scale, height * scale
        return QRectF((self.width() - size[0]) / 2, (self.height() - size[1]) / 2, *size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(colours().background))
        if self._image is None:
            return
        place = self._place()
        painter.drawImage(place, self._image)
        for box in self.boxes:
            painter.fillRect(self._on_screen(box), QColor("black"))
            painter.setPen(QPen(QColor(colours().accent), 1, Qt.PenStyle.DashLine))
            painter.drawRect(self._on_screen(box))
        if self._marks is not None:
            painter.drawImage(place, self._marks)
        painter.setPen(QPen(QColor(colours().accent), 1))
        if self._from is not None:
            painter.drawRect(QRectF(self._from, self._to).normalized())
        if self.hasFocus():
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            for way in (QPointF(6, 0), QPointF(0, 6)):
                painter.drawLine(self._to - way, self._to + way)

    def _on_screen(self, box: Box) -> QRectF:
        assert self._image is not None
        place = self._place()
        across, down = place.width() / self._image.width(), place.height() / self._image.height()
        return QRectF(
            place.left() + box.left * across,
            place.top() + box.top * down,
            (box.right - box.left) * across,
            (box.bottom - box.top) * down,
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            self._to = event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._end(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = _Key(event.key())
        if self._image is None:
            super().keyPressEvent(event)
        elif key in _STEPS:
            far = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._point(self._to + _STEPS[key] * (_FAR if far else _STEP))
        elif key in (_Key.Key_Return, _Key.Key_Enter):
            (self._begin if self._from is None else self._end)(self._to)
        elif key in (_Key.Key_Delete, _Key.Key_Backspace) and self.boxes:
            self.set_boxes(self.boxes[:-1])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self._place().contains(self._to):
            self._to = self._place().center()
        super().focusInEvent(event)

    def _point(self, to: QPointF) -> None:
        place = self._place()
        x = min(max(to.x(), place.left()), place.right())
        self._to = QPointF(x, min(max(to.y(), place.top()), place.bottom()))
        self.update()

    def _begin(self, at: QPointF) -> None:
        if self._image is not None:
            self._from = self._to = at
            self.update()

    def _end(self, at: QPointF) -> None:
        start, self._from = self._from, None
        if start is None or self._image is None:
            return
        box = self._box(QRectF(start, at).normalized())
        if min(box.bottom - box.top, box.right - box.left) >= _SMALLEST:
            self.set_boxes((*self.boxes, box))
        self.update()

    def _box(self, drawn: QRectF) -> Box:
        """A rectangle on the screen in pixels of the image, inside it."""
        assert self._image is not None
        place = self._place()
        rows, columns = self._image.height(), self._image.width()
        whole = QRect(0, 0, columns, rows)
        left = round((drawn.left() - place.left()) / place.width() * columns)
        right = round((drawn.right() - place.left()) / place.width() * columns)
        top = round((drawn.top() - place.top()) / place.height() * rows)
        bottom = round((drawn.bottom() - place.top()) / place.height() * rows)
        inside = QRect(left, top, right - left, bottom - top).intersected(whole)
        return Box(
            inside.top(),
            inside.left(),
            inside.top() + inside.height(),
            inside.left() + inside.width(),
        )


def _image(frame: NDArray[np.uint8]) -> QImage:
    rows, columns = frame.shape[:2]
    if frame.ndim == 2:
        kind, stride = QImage.Format.Format_Grayscale8, columns
    else:
        kind, stride = QImage.Format.Format_RGB888, 3 * columns
    return QImage(np.ascontiguousarray(frame).tobytes(), columns, rows, stride, kind).copy()
