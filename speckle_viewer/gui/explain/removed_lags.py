"""The autocorrelation of what was removed, as a picture with its colour bar."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from speckle_viewer.gui.explain.pictures import image_of, paint_bar
from speckle_viewer.gui.style import GRID, small_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr

LIMITS = (-1.0, 1.0)
_TEXT, _BAR = 16, 6


class LagPicture(QWidget):
    """Draws an autocorrelation (2 n + 1, 2 n + 1) with lag zero in the middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Autocorrelation"))
        self.setToolTip(
            tr(
                "How alike what was removed is to itself, moved down and across by so many "
                "pixels.\nA spot in the middle: grain, such as speckle. Lines and rings beyond it: "
                "structure."
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.values: NDArray[Any] | None = None

    def sizeHint(self) -> QSize:
        return QSize(220, 240)

    def show_values(self, values: NDArray[Any] | None) -> None:
        """Show an autocorrelation, or nothing."""
        self.values = values
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.values is None:
            return
        painter, theme = QPainter(self), colours()
        side = max(min(self.width() - 2 * GRID, self.height() - 3 * _TEXT - _BAR - GRID), 1)
        left = (self.width() - side) // 2
        place = QRectF(left, _TEXT + 2, side, side)
        painter.setFont(small_font())
        painter.setPen(QColor(theme.secondary))
        reach = len(self.values) // 2
        heading = QRectF(0, 0, self.width(), _TEXT)
        painter.drawText(
            heading, Qt.AlignmentFlag.AlignHCenter, tr("Lags of −{} to {} px").format(reach, reach)
        )
        painter.drawImage(place, image_of(np.asarray(self.values), "diverging", LIMITS))
        painter.setPen(QColor(theme.line))
        painter.drawRect(place)
        bar = QRect(left, round(place.bottom()) + GRID // 2, side, _BAR)
        paint_bar(painter, bar, "diverging", LIMITS, ("−1", tr("autocorrelation"), "1"))
