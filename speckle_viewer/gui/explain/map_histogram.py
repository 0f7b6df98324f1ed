"""How often each value of a map occurs, in the map's own colours."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from speckle_viewer.colours import Colours, rgba
from speckle_viewer.gui.layers import THEME
from speckle_viewer.gui.style import GRID, small_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr

_BINS = 96
_TEXT = 16


class MapHistogram(QWidget):
    """Draws the histogram of a map between its limits, and marks one value in it.

    Values beyond a limit are counted in the bar next to it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Histogram of the map"))
        self.setToolTip(
            tr("How often each value occurs in the tissue; the line is the pixel below")
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.edges: NDArray[np.float64] = np.zeros(0)
        self.heights: NDArray[np.intp] = np.zeros(0, np.intp)
        self._colours: Colours = "sequential"
        self._label = ""
        self._names: tuple[str, ...] = ()
        self._value: float | None = None

    def sizeHint(self) -> QSize:
        return QSize(400, 120)

    def show_values(
        self,
        values: NDArray[np.float32],
        limits: tuple[float, float],
        scale: Colours,
        label: str,
        names: tuple[str, ...] = (),
    ) -> None:
        """Count values, NaN left out; ``names`` are those of the classes."""
        there = values[np.isfinite(values)]
        if scale == "classes":
            edges = np.arange(len(names) + 1) - 0.5
        else:
            edges = np.linspace(*limits, _BINS + 1)
        self.heights, self.edges = np.histogram(np.clip(there, edges[0], edges[-1]), edges)
        self._colours, self._label, self._names = scale, label, names
        self.setAccessibleDescription(
            tr("{}, from {:.3g} to {:.3g}; most often {:.3g}").format(
                label, edges[0], edges[-1], edges[int(self.heights.argmax())]
            )
        )
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self.heights = np.zeros(0, np.intp)
        self._value = None
        self.update()

    def mark(self, value: float | None) -> None:
        """Mark a value, such as that of the pixel under the mouse."""
        if value != self._value:
            self._value = value
            self.update()

    def _area(self) -> QRectF:
        return QRectF(GRID, GRID / 2, self.width() - 2 * GRID, self.height() - 2 * _TEXT - GRID)

    def _x(self, value: float) -> float:
        area, low, high = self._area(), float(self.edges[0]), float(self.edges[-1])
        share = (min(max(value, low), high) - low) / ((high - low) or 1.0)
        return area.left() + area.width() * share

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.heights.size:
            return
        painter, theme, area = QPainter(self), colours(), self._area()
        self._paint_bars(painter, area)
        painter.setPen(QColor(theme.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if self._value is not None:
            x = self._x(self._value)
            painter.setPen(QPen(QColor(theme.text), 1))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        self._paint_texts(painter, area)

    def _paint_bars(self, painter: QPainter, area: QRectF) -> None:
        centres = (self.edges[:-1] + self.edges[1:]) / 2
        limits = float(self.edges[0]), float(self.edges[-1])
        inks = rgba(centres, self._colours, limits, THEME)[:, :3].tolist()
        tallest = max(int(self.heights.max()), 1)
        gap = 2 if self._colours == "classes" else 0
        for place, (height, ink) in enumerate(zip(self.heights.tolist(), inks, strict=True)):
            left, right = self._x(self.edges[place]), self._x(self.edges[place + 1])
            up = area.height() * height / tallest
            bar = QRectF(left, area.bottom() - up, right - left - gap + 0.5, up)
            painter.fillRect(bar, QColor(*ink))

    def _paint_texts(self, painter: QPainter, area: QRectF) -> None:
        painter.setFont(small_font())
        theme, align = colours(), Qt.AlignmentFlag
        below = QRectF(area.left(), area.bottom() + 2, area.width(), _TEXT)
        painter.setPen(QColor(theme.secondary))
        painter.drawText(below.translated(0, _TEXT), align.AlignHCenter, self._label)
        painter.setPen(QColor(theme.text))
        if self._colours == "classes":
            for place, name in enumerate(self._names):
                left, right = self._x(place - 0.5), self._x(place + 0.5)
                cell = QRectF(left, below.top(), right - left, _TEXT)
                painter.drawText(cell, align.AlignHCenter, name)
            return
        middle = (self.edges[0] + self.edges[-1]) / 2
        painter.drawText(below, align.AlignLeft, f"{self.edges[0]:.3g}")
        painter.drawText(below, align.AlignHCenter, f"{middle:.3g}")
        painter.drawText(below, align.AlignRight, f"{self.edges[-1]:.3g}")
