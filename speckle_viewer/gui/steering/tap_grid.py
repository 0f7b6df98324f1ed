"""One kernel as cells that can be chosen and altered."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from speckle_viewer.gui.inspector.colourmap import limit_of, signed_pixels, to_image
from speckle_viewer.gui.keys import keeps
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr

_HEIGHT = 190
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_TURNS = {
    Qt.Key.Key_Plus: 1,
    Qt.Key.Key_Equal: 1,
    Qt.Key.Key_Minus: -1,
}
_SMALLEST_MARK = 4  # px: in smaller cells the mark of the centre would hide the tap


class TapGrid(QWidget):
    """Draws the weights of one kernel; one of them is chosen, those set by hand are marked."""

    chosen = Signal(int, int)
    """Row and column of the cell that the user chose."""
    turned = Signal(int)
    """The chosen weight is to go up or down by so many steps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.taps: NDArray[np.float32] | None = None
        self.cell: tuple[int, int] | None = None
        self._edited: frozenset[tuple[int, int]] = frozenset()
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Weights of the pinned pixel"))
        self.setToolTip(
            tr(
                "Click a weight to choose it; turn the wheel over it, or press + and −, to change "
                "it.\nArrow keys choose the next one. Weights set by hand have a frame."
            )
        )

    def show_taps(
        self,
        taps: NDArray[np.float32] | None,
        cell: tuple[int, int] | None,
        edited: Collection[tuple[int, int]] = (),
    ) -> None:
        """Draw these weights (K, K), the chosen cell, and the cells set by hand."""
        self.taps, self.cell, self._edited = taps, cell, frozenset(edited)
        self.update()

    @property
    def place(self) -> QRect:
        """Where the cells are: squares, as large as fits."""
        count = 1 if self.taps is None else len(self.taps)
        side = max(1, min(self.width() - 2, self.height() - 2) // count) * count
        return QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)

    def cell_rect(self, row: int, column: int) -> QRect:
        """The pixels of one cell."""
        assert self.taps is not None
        place = self.place
        side = place.width() // len(self.taps)
        return QRect(place.x() + column * side, place.y() + row * side, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.taps is None:
            return
        painter, theme, place = QPainter(self), colours(), self.place
        pixels = signed_pixels(self.taps, limit_of((self.taps,)), theme)
        painter.drawImage(place, to_image(pixels))
        painter.setPen(QColor(theme.line))
        painter.drawRect(place.adjusted(-1, -1, 0, 0))
        middle = len(self.taps) // 2
        if place.width() // len(self.taps) >= _SMALLEST_MARK:
            painter.setPen(QColor(theme.secondary))
            painter.drawRect(self.cell_rect(middle, middle).adjusted(0, 0, -1, -1))
        painter.setPen(QColor(theme.amber))
        for cell in self._edited:
            painter.drawRect(self.cell_rect(*cell).adjusted(0, 0, -1, -1))
        if self.cell is not None:
            painter.setPen(QColor(theme.accent if self.hasFocus() else theme.text))
            painter.drawRect(self.cell_rect(*self.cell).adjusted(-1, -1, 0, 0))
            painter.drawRect(self.cell_rect(*self.cell).adjusted(-2, -2, 1, 1))
        painter.end()

    # -- mouse and keys ------------------------------------------------------------------------

    def _cell_at(self, point: QPoint) -> tuple[int, int] | None:
        if self.taps is None or not self.place.contains(point):
            return None
        offset, side = point - self.place.topLeft(), self.place.width() // len(self.taps)
        return offset.y() // side, offset.x() // side

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position().toPoint())
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(*cell)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the chosen weight; elsewhere what it lies in scrolls."""
        cell = self._cell_at(event.position().toPoint())
        if cell is None or cell != self.cell:
            event.ignore()
            return
        self.turned.emit(1 if event.angleDelta().y() > 0 else -1)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys from moving through the cine."""
        return keeps(event, (*_STEPS, *_TURNS)) or bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self.taps is not None and key in _STEPS:
            last, middle = len(self.taps) - 1, len(self.taps) // 2
            row, column = self.cell or (middle, middle)
            down, right = _STEPS[key]
            self.chosen.emit(min(max(row + down, 0), last), min(max(column + right, 0), last))
        elif self.taps is not None and key in _TURNS:
            self.turned.emit(_TURNS[key])
        else:
            super().keyPressEvent(event)
