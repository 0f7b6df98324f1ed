"""The net bias of a frame as a map."""

from math import isfinite

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from speckle_viewer.cine.grey_scale import EIGHT_BITS, GreyScale
from speckle_viewer.gui.explain.pictures import image_of, paint_bar
from speckle_viewer.gui.inspector.figures import fixed
from speckle_viewer.gui.style import small_font, text_font
from speckle_viewer.gui.texts import unit_words
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr

_LINE, _BAR, _GAP = 18, 6, 6
_MOST = 99.5  # per cent of the pixels lie within the colours
_SMALLEST = 0.01 / 255  # of full brightness, at the ends of the colours: less is rounding


class BiasMap(QWidget):
    """Draws the map with its colour bar, and the value at the pixel looked at.

    In grey levels of the file.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.values: NDArray[np.float32] | None = None
        self.scale = EIGHT_BITS
        self._limit = _SMALLEST
        self.message = ""
        self._aspect = 1.0
        self._pixel: tuple[int, int] | None = None
        self._under: tuple[int, int] | None = None
        self._image: QImage | None = None
        self.setMinimumSize(120, 152)  # kernels in its place need as much
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Net bias map"))
        self.setToolTip(
            tr("Net bias: output = kernel · input + bias. Zero everywhere for bias-free networks.")
        )

    def show_bias(
        self,
        bias: NDArray[np.float32] | None,
        message: str,
        pixel: tuple[int, int] | None,
        aspect: float,
        scale: GreyScale,
    ) -> None:
        """Draw a bias (H, W) in [−1, 1], or in its place a sentence; mark a pixel (row, column).

        NaN is no part of it. ``aspect`` is the height of a pixel divided by its width.
        """
        if bias is not self.values:
            self.values, self._image = bias, None
            self._limit = _SMALLEST
            if bias is not None and np.isfinite(bias).any():
                self._limit = max(float(np.nanpercentile(np.abs(bias), _MOST)), _SMALLEST)
        self.scale = scale
        self.message, self._pixel, self._aspect = message, pixel, aspect
        self.setAccessibleDescription(self.text)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._image = None
            self.update()

    @property
    def limit(self) -> float:
        """The grey levels at the ends of the colours."""
        return self.scale.span * self._limit

    @property
    def text(self) -> str:
        """What is said of the pixel under the mouse, else of the one looked at."""
        pixel = self._under or self._pixel
        if self.values is None:
            return self.message
        if pixel is None:
            return ""
        row, column = pixel
        value = self.scale.change(float(self.values[row, column]))
        said = tr("outside tissue")
        if isfinite(value):
            said = f"{fixed(value, self.scale.digits + 1)} {unit_words(self.scale.unit)}".rstrip()
        return f"x {column}  y {row}: {said}"

    @property
    def place(self) -> QRectF:
        """Where the picture is drawn."""
        assert self.values is not None
        rows, columns = self.values.shape
        room = QRectF(0, 0, self.width(), max(self.height() - 2 * _LINE - _BAR - 2 * _GAP, 1))
        scale = min(room.width() / columns, room.height() / (rows * self._aspect))
        place = QRectF(0, 0, columns * scale, rows * self._aspect * scale)
        place.moveCenter(QPointF(room.center().x(), place.center().y()))
        return place

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = colours(), QPainter(self)
        painter.setFont(text_font())
        if self.values is None:
            painter.setPen(QColor(theme.secondary))
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), wrapped, self.message)
            return
        if self._image is None:
            self._image = image_of(self.values, "diverging", (-self._limit, self._limit))
        place = self.place
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)
        if self._pixel is not None:
            self._paint_mark(painter, place, *self._pixel)
        bar = QRect(0, round(place.bottom()) + _GAP, self.width(), _BAR)
        end = fixed(self.limit, self.scale.digits + 1)
        ends = f"−{end}", unit_words(self.scale.unit), f"+{end}"
        paint_bar(painter, bar, "diverging", (-1.0, 1.0), ends)
        painter.setFont(small_font())
        painter.setPen(QColor(theme.text))
        below = QRect(0, bar.bottom() + _LINE, self.width(), _LINE)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self.text)

    def _paint_mark(self, painter: QPainter, place: QRectF, row: int, column: int) -> None:
        assert self.values is not None
        rows, columns = self.values.shape
        across = place.width() * (column + 0.5) / columns
        at = place.topLeft() + QPointF(across, place.height() * (row + 0.5) / rows)
        painter.setPen(QColor(colours().text))
        painter.drawLine(at - QPointF(5, 0), at + QPointF(5, 0))
        painter.drawLine(at - QPointF(0, 5), at + QPointF(0, 5))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._under = None
        if self.values is not None:
            place, (rows, columns) = self.place, self.values.shape
            at = event.position() - place.topLeft()
            row, column = (
                int(at.y() * rows // place.height()),
                int(at.x() * columns // place.width()),
            )
            if 0 <= row < rows and 0 <= column < columns:
                self._under = row, column
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._under = None
        self.update()
