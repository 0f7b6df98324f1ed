"""The noise map of a method, small: in colours, with the mean over the tissue."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from speckle_viewer.gui.explain.noise_picture import BAR, GAP, TEXT, NoisePicture
from speckle_viewer.gui.style import text_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer.noise_map import NoiseMap

_PICTURE = 170
_HEIGHT = 3 * TEXT + _PICTURE + BAR + 3 * GAP


class NoiseMapView(NoisePicture):
    """A small map, with the mean over the tissue and the value under the mouse.

    A map that is the same everywhere is but its number.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._aside = ""

    def sizeHint(self) -> QSize:
        return QSize(0, self.height())

    def area(self) -> QRectF:
        """Between the line with the mean and the colour bar."""
        return QRectF(0, TEXT + GAP, self.width(), _PICTURE)

    @property
    def texts(self) -> tuple[str, str]:
        """What is said of the tissue, and of the pixel under the mouse."""
        if self.map is None:
            return self.message, ""
        if self.map.is_even:
            everywhere = tr("{:.1f} grey levels of 255 everywhere").format(self.map.mean)
            return everywhere + self._aside, ""
        return tr("Mean: {:.1f} grey levels of 255").format(self.map.mean) + self._aside, self.value

    def show_map(self, noise_map: NoiseMap | None, message: str, aspect: float, aside: str) -> None:
        """Draw a map as `draw_map` does, unless it is drawn already.

        ``aside`` says of a map that it is not that of the image shown.
        """
        shown = self.map, self.message, self.aspect, self._aside
        if (noise_map, message, aspect, aside) != shown:
            self._aside = aside
            self.draw_map(noise_map, message, aspect)
            if noise_map is not None:
                self.setFixedHeight(TEXT if noise_map.is_even else _HEIGHT)
            self.setAccessibleDescription(self.texts[0])

    def paint_map(self, painter: QPainter) -> None:
        """The map between its two lines of text."""
        assert self.map is not None
        mean, here = self.texts
        painter.setPen(QColor(colours().text))
        painter.drawText(QRect(0, 0, self.width(), TEXT), Qt.AlignmentFlag.AlignLeft, mean)
        if self.map.is_even:
            return
        super().paint_map(painter)
        below = QRect(0, self.height() - TEXT, self.width(), TEXT)
        painter.setFont(text_font())
        painter.setPen(QColor(colours().text))
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, here)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.map is not None and not self.map.is_even:
            super().mouseMoveEvent(event)
