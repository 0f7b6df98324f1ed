"""The noise map of a method: how strong it took the noise to be, in colours and in numbers."""

from functools import lru_cache

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from speckle_viewer.gui.style import small_font, text_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.viewer.noise_map import NoiseMap, sampled

_TEXT, _BAR, _GAP = 16, 6, 4
_PICTURE = 170
_HEIGHT = 3 * _TEXT + _PICTURE + _BAR + 3 * _GAP
UNIT = "grey levels"


class NoiseMapView(QWidget):
    """Draws a noise map with its colour bar, and the mean over the tissue.

    A map that is the same everywhere is but its number.
    """

    hovered = Signal(object)
    """(row, column) under the mouse, or None when it leaves the map."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Noise map")
        self.setToolTip("Standard deviation of the noise as the method took it, in grey levels")
        self.setMouseTracking(True)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.map: NoiseMap | None = None
        self._message = self._aside = ""
        self._aspect = 1.0
        self._pixel: tuple[int, int] | None = None
        self._image = QImage()

    def sizeHint(self) -> QSize:
        return QSize(0, self.height())

    @property
    def texts(self) -> tuple[str, str]:
        """What is said of the tissue, and of the pixel under the mouse."""
        if self.map is None:
            return self._message, ""
        if self.map.is_even:
            return f"{self.map.mean:.1f} {UNIT} everywhere{self._aside}", ""
        mean = f"Mean over tissue: {self.map.mean:.1f} {UNIT}{self._aside}"
        value = None if self._pixel is None else self.map.at(*self._pixel)
        if self._pixel is None or value is None:
            return mean, ""
        row, column = self._pixel
        return mean, f"x {column}  y {row}: {value:.1f} {UNIT}"

    def show_map(self, noise_map: NoiseMap | None, message: str, aspect: float, aside: str) -> None:
        """Draw a map, or in its place a sentence that says why there is none.

        ``aspect`` is the height of a pixel divided by its width; ``aside`` says of a map that it is
        not that of the image shown.
        """
        shown = self.map, self._message, self._aspect, self._aside
        if (noise_map, message, aspect, aside) != shown:
            self.map, self._message, self._aspect, self._aside = noise_map, message, aspect, aside
            if noise_map is not None:
                self._image = _coloured(noise_map)
                self.setFixedHeight(_TEXT if noise_map.is_even else _HEIGHT)
            self.setAccessibleDescription(self.texts[0])
            self.update()

    def show_pixel(self, pixel: tuple[int, int] | None) -> None:
        """Say and mark the value at a pixel, (row, column)."""
        if pixel != self._pixel:
            self._pixel = pixel
            self.update()

    def _place(self) -> QRectF:
        """Where the picture is drawn: as large as fits, in the middle."""
        assert self.map is not None
        rows, columns = self.map.values.shape
        area = QRectF(0, _TEXT + _GAP, self.width(), _PICTURE)
        scale = min(area.width() / columns, area.height() / (rows * self._aspect))
        place = QRectF(0, 0, columns * scale, rows * self._aspect * scale)
        place.moveCenter(area.center())
        return place

    def to_screen(self, row: int, column: int) -> QPointF:
        """Centre of a pixel, in this widget's coordinates."""
        assert self.map is not None
        place, (rows, columns) = self._place(), self.map.values.shape
        across = place.width() * (column + 0.5) / columns
        return place.topLeft() + QPointF(across, place.height() * (row + 0.5) / rows)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = colours(), QPainter(self)
        area = QRect(0, _TEXT + _GAP, self.width(), _PICTURE)
        painter.setFont(text_font())
        if self.map is None:
            painter.setPen(QColor(theme.secondary))
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area, wrapped, self._message)
            return
        mean, here = self.texts
        painter.setPen(QColor(theme.text))
        painter.drawText(QRect(0, 0, self.width(), _TEXT), Qt.AlignmentFlag.AlignLeft, mean)
        if self.map.is_even:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self._place(), QColor(theme.background))
        painter.drawImage(self._place(), self._image)
        if self._pixel is not None and here:
            at = self.to_screen(*self._pixel)
            painter.setPen(QColor("white"))
            painter.drawLine(at - QPointF(5, 0), at + QPointF(5, 0))
            painter.drawLine(at - QPointF(0, 5), at + QPointF(0, 5))
        self._paint_bar(painter, area.bottom() + 1 + _GAP)
        below = QRect(0, self.height() - _TEXT, self.width(), _TEXT)
        painter.setFont(text_font())
        painter.setPen(QColor(theme.text))
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, here)

    def _paint_bar(self, painter: QPainter, top: int) -> None:
        assert self.map is not None
        bar = _indexed(np.arange(1, 256, dtype=np.uint8)[None])
        painter.drawImage(QRect(0, top, self.width(), _BAR), bar)
        ends = QRect(0, top + _BAR + 1, self.width(), _TEXT)
        painter.setFont(small_font())
        painter.setPen(QColor(colours().secondary))
        painter.drawText(ends, Qt.AlignmentFlag.AlignLeft, "0")
        painter.drawText(ends, Qt.AlignmentFlag.AlignHCenter, UNIT)
        more = " or more" if self.map.largest > self.map.limit else ""
        painter.drawText(ends, Qt.AlignmentFlag.AlignRight, f"{self.map.limit:.1f}{more}")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.map is None or self.map.is_even:
            return
        place, (rows, columns) = self._place(), self.map.values.shape
        at = event.position() - place.topLeft()
        row, column = int(at.y() * rows // place.height()), int(at.x() * columns // place.width())
        inside = 0 <= row < rows and 0 <= column < columns
        self.hovered.emit((row, column) if inside else None)

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(None)


@lru_cache
def _lookup() -> list[int]:
    """Viridis in 255 colours, and before them the colour of nothing."""
    table = pg.colormap.get("viridis").getLookupTable(nPts=255)
    return [0, *(0xFF000000 | int(r) << 16 | int(g) << 8 | int(b) for r, g, b in table)]


def _coloured(noise_map: NoiseMap) -> QImage:
    """Viridis from 0 to the map's limit; transparent where there is none."""
    values, tissue = sampled(noise_map.values), sampled(noise_map.tissue)
    share = np.clip(values / (noise_map.limit or 1.0), 0, 1)
    places = np.where(tissue, 1 + np.round(254 * share), 0).astype(np.uint8)
    return _indexed(places)


def _indexed(places: NDArray[np.uint8]) -> QImage:
    height, width = places.shape
    image = QImage(places.tobytes(), width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable(_lookup())
    return image.copy()
