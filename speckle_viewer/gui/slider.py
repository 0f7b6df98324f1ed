"""The slider of the transport: the frame shown, what is decoded and denoised, and the loop."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr

_MARGIN = 7
_GROOVE = 3


class FrameSlider(QSlider):
    """Goes to the frame that is clicked; draws a mark for every frame that is there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(tr("Frame"))
        self.setToolTip(
            tr(
                "Frame. Grey marks: decoded. Blue marks: denoised by every chosen method.\n"
                "Set the part that plays with I (start) and O (end)."
            )
        )
        self.setMinimumWidth(160)
        self.decoded: frozenset[int] = frozenset()
        self.denoised: frozenset[int] = frozenset()
        self._range = (0, 0)

    def show_frames(
        self,
        count: int,
        frame: int,
        decoded: frozenset[int],
        denoised: frozenset[int],
        playback_range: tuple[int, int],
    ) -> None:
        """Draw all of it anew where it changed."""
        changed = (decoded, denoised, playback_range) != (self.decoded, self.denoised, self._range)
        self.decoded, self.denoised, self._range = decoded, denoised, playback_range
        self.blockSignals(True)
        self.setRange(0, max(count - 1, 0))
        self.setValue(frame)
        self.blockSignals(False)
        if changed:
            self.update()

    def _x(self, frame: float) -> float:
        span = self.width() - 2 * _MARGIN
        return _MARGIN + span * frame / max(self.maximum(), 1)

    def _cell(self, first: int, last: int, top: int, height: int) -> QRectF:
        """From half a frame before ``first`` to half a frame behind ``last``."""
        if self.maximum() == 0:  # a still image: its only frame is all there is
            return QRectF(_MARGIN, top, self.width() - 2 * _MARGIN, height)
        left = max(self._x(first - 0.5), _MARGIN)
        right = min(self._x(last + 0.5), self.width() - _MARGIN)
        return QRectF(left, top, right - left, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = self.height() // 2 - _GROOVE
        painter.fillRect(
            QRect(_MARGIN, top, self.width() - 2 * _MARGIN, 2 * _GROOVE), QColor(theme.line)
        )
        for first, last in _runs(self.decoded):
            painter.fillRect(self._cell(first, last, top, _GROOVE), QColor(theme.secondary))
        for first, last in _runs(self.denoised):
            painter.fillRect(self._cell(first, last, top + _GROOVE, _GROOVE), QColor(theme.accent))
        self._paint_range(painter, top)
        self._paint_handle(painter)

    def _paint_range(self, painter: QPainter, top: int) -> None:
        first, last = self._range
        if (first, last) == (0, self.maximum()):
            return
        shade = QColor(colours().panel)
        shade.setAlpha(170)
        painter.fillRect(QRectF(0, top, self._x(first), 2 * _GROOVE), shade)
        right = self._x(last)
        painter.fillRect(QRectF(right, top, self.width() - right, 2 * _GROOVE), shade)
        for frame, inwards in ((first, 1), (last, -1)):
            x = self._x(frame)
            ink = QColor(colours().text)
            painter.fillRect(QRectF(x - 1, top - 4, 2, 2 * _GROOVE + 8), ink)
            for y in (top - 4, top + 2 * _GROOVE + 2):
                painter.fillRect(QRectF(min(x, x + 5 * inwards), y, 5, 2), ink)

    def _paint_handle(self, painter: QPainter) -> None:
        theme = colours()
        if not self.isEnabled():
            return
        painter.setPen(Qt.PenStyle.NoPen)
        middle, x = self.height() / 2, self._x(self.value())
        painter.setBrush(QColor(theme.panel))
        painter.drawEllipse(QRectF(x - 7, middle - 7, 14, 14))
        painter.setBrush(QColor(theme.accent if self.hasFocus() else theme.text))
        painter.drawEllipse(QRectF(x - 5, middle - 5, 10, 10))

    def _go(self, event: QMouseEvent) -> None:
        span = max(self.width() - 2 * _MARGIN, 1)
        share = (event.position().x() - _MARGIN) / span
        self.setValue(round(share * self.maximum()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._go(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.setValue(self.value() + (1 if event.angleDelta().y() < 0 else -1))
        event.accept()


def _runs(frames: frozenset[int]) -> list[tuple[int, int]]:
    """First and last of each stretch of frames without a gap."""
    runs: list[tuple[int, int]] = []
    for frame in sorted(frames):
        if runs and runs[-1][1] == frame - 1:
            runs[-1] = (runs[-1][0], frame)
        else:
            runs.append((frame, frame))
    return runs
