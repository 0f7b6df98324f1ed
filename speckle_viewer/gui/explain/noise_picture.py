"""A noise map in colours: how strong a method took the noise to be at each pixel."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from speckle_viewer.gui.explain.pictures import image_of, paint_bar
from speckle_viewer.gui.style import text_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.viewer.noise_map import NoiseMap, sampled, step_of

TEXT, BAR, GAP = 16, 6, 4
_BAR_WIDTH = 260
UNIT = QT_TR_NOOP("grey levels of 255")


class NoisePicture(QWidget):
    """Draws a noise map as large as fits, with a cross at a pixel, and a colour bar under it."""

    hovered = Signal(object)
    """(row, column) under the mouse, or None when it leaves the map."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Noise map"))
        self.setToolTip(
            tr("Standard deviation of the noise as the method took it, over the tissue")
        )
        self.setMouseTracking(True)
        self.map: NoiseMap | None = None
        self.limit = 0.0
        """The value with the last colour."""
        self.message = ""
        self.aspect = 1.0
        self.on_the_left = False
        """Whether the picture stands there instead of in the middle."""
        self._pixel: tuple[int, int] | None = None
        self._pins: tuple[tuple[int, int, str], ...] = ()
        self._image = QImage()

    def area(self) -> QRectF:
        """What the picture may fill."""
        return QRectF(self.rect()).adjusted(0, 0, 0, -BAR - GAP - TEXT)

    @property
    def value(self) -> str:
        """What is said of the pixel under the mouse."""
        value = None if self._pixel is None or self.map is None else self.map.at(*self._pixel)
        if self._pixel is None or value is None:
            return ""
        row, column = self._pixel
        return f"x {column}  y {row}: {value:.1f} {tr(UNIT)}"

    @property
    def bar_texts(self) -> tuple[str, str, str]:
        """What stands at the ends of the colour bar, and between them."""
        assert self.map is not None
        limit, largest = (f"{value:.1f}" for value in (self.limit, self.map.largest))
        beyond = self.map.largest > self.limit and largest != limit
        return "0", tr(UNIT), limit + tr(" or more") * beyond

    def draw_map(self, noise_map: NoiseMap | None, message: str, aspect: float) -> None:
        """Draw a map, or in its place a sentence that says why there is none.

        ``aspect`` is the height of a pixel divided by its width.
        """
        self.map, self.message, self.aspect = noise_map, message, aspect
        if noise_map is not None:
            self.limit = noise_map.limit
            self._image = image_of(sampled(noise_map.shown), "sequential", (0.0, self.limit))
        self.update()

    def redraw(self, rows: slice, columns: slice) -> None:
        """Draw a part of the map anew, whose values have changed, in the colours of the rest."""
        assert self.map is not None
        step = step_of(self.map.values.shape)
        top, left = -(-rows.start // step), -(-columns.start // step)
        part = np.s_[top * step : rows.stop : step, left * step : columns.stop : step]
        values = np.where(self.map.tissue[part], self.map.values[part], np.float32(np.nan))
        if values.size:
            painter = QPainter(self._image)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.drawImage(left, top, image_of(values, "sequential", (0.0, self.limit)))
            painter.end()
        self.update()

    def show_pixel(self, pixel: tuple[int, int] | None) -> None:
        """Say and mark the value at a pixel, (row, column)."""
        if pixel != self._pixel:
            self._pixel = pixel
            self.update()

    def show_pins(self, pins: tuple[tuple[int, int, str], ...]) -> None:
        """Mark pins: row, column and colour."""
        if pins != self._pins:
            self._pins = pins
            self.update()

    def place(self) -> QRectF:
        """Where the picture is drawn: in the middle."""
        assert self.map is not None
        rows, columns = self.map.values.shape
        area = self.area()
        scale = min(area.width() / columns, area.height() / (rows * self.aspect))
        place = QRectF(0, 0, columns * scale, rows * self.aspect * scale)
        place.moveCenter(area.center())
        if self.on_the_left:
            place.moveLeft(area.left())
        return place

    def to_screen(self, row: float, column: float) -> QPointF:
        """Centre of a pixel, in this widget's coordinates."""
        assert self.map is not None
        place, (rows, columns) = self.place(), self.map.values.shape
        across = place.width() * (column + 0.5) / columns
        return place.topLeft() + QPointF(across, place.height() * (row + 0.5) / rows)

    def to_pixel(self, position: QPointF) -> tuple[int, int]:
        """(row, column) at a position, also beyond the map."""
        assert self.map is not None
        place, (rows, columns) = self.place(), self.map.values.shape
        at = position - place.topLeft()
        return int(at.y() * rows // place.height()), int(at.x() * columns // place.width())

    def pixel_under(self, position: QPointF) -> tuple[int, int] | None:
        """(row, column) at a position; None beside the map."""
        if self.map is None:
            return None
        row, column = self.to_pixel(position)
        rows, columns = self.map.values.shape
        return (row, column) if 0 <= row < rows and 0 <= column < columns else None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(text_font())
        if self.map is None:
            painter.setPen(QColor(colours().secondary))
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.area(), wrapped, self.message)
        else:
            self.paint_map(painter)
        painter.end()

    def paint_map(self, painter: QPainter) -> None:
        """The picture with its cross, and the colour bar."""
        assert self.map is not None
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.place(), QColor(colours().background))
        painter.drawImage(self.place(), self._image)
        if self._pixel is not None and self.value:
            at = self.to_screen(*self._pixel)
            painter.setPen(QColor("white"))
            painter.drawLine(at - QPointF(5, 0), at + QPointF(5, 0))
            painter.drawLine(at - QPointF(0, 5), at + QPointF(0, 5))
        for row, column, colour in self._pins:
            painter.setPen(QPen(QColor(colour), 1.5))
            painter.drawEllipse(self.to_screen(row, column), 4, 4)
        paint_bar(painter, self.bar(), "sequential", (0.0, self.limit or 1.0), self.bar_texts)

    def bar(self) -> QRect:
        """Where the colour bar is: under the area, or a picture on the left."""
        under = (self.place() if self.on_the_left else self.area()).toRect()
        width = min(max(under.width(), _BAR_WIDTH), self.width())
        return QRect(under.left(), self.area().toRect().bottom() + 1 + GAP, width, BAR)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.map is not None:
            self.hovered.emit(self.pixel_under(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(None)
