"""Kernels side by side, each with a caption; one can be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from speckle_viewer.gui.explain.pictures import image_of
from speckle_viewer.gui.explain.statistics.plot import lit_colour
from speckle_viewer.gui.keys import keeps
from speckle_viewer.gui.style import GRID, small_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr

_LINE = 15  # px, of a line of text
_BAR = 3  # px: how much of a tile's kernels is selected
_SMALLEST, _LARGEST = 28, 132  # px, of a kernel
_SQUARE = 12  # px, of a colour and the space after it
_DOT = 8  # px, of the mark of a kernel
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_KEYS = {*_STEPS, Qt.Key.Key_Space, Qt.Key.Key_Return}


@dataclass(frozen=True, eq=False)
class Tile:
    """A kernel (K, K) in colours around zero, under a patch in grey where there is one.

    ``name`` and ``note`` stand below, after a dot in ``colour``.
    """

    kernel: NDArray[Any]
    name: str
    note: str = ""
    patch: NDArray[Any] | None = None
    colour: str = ""
    tip: str = ""


class Tiles(QWidget):
    """Draws tiles as large as fit; a click, or Space on the one that has the frame, chooses."""

    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles: tuple[Tile, ...] = ()
        self.message = ""
        self._shares: NDArray[np.float64] | None = None
        self.marks: tuple[tuple[int, str], ...] = ()
        """The tile of each kernel that is marked, and the colour of the mark."""
        self._current = 0
        self.setAccessibleName(name)
        self.setAccessibleDescription(tr("Left and right move between kernels, Space chooses"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(120, 90)

    def show_tiles(self, tiles: Sequence[Tile], message: str = "") -> None:
        """Draw these, or a message where there are none."""
        self.tiles, self.message, self._shares, self.marks = tuple(tiles), message, None, ()
        self._current = min(self._current, max(len(tiles) - 1, 0))
        self.update()

    def show_shares(self, shares: NDArray[np.float64] | None) -> None:
        """Draw how much of each tile's kernels is selected, 0 to 1."""
        self._shares = shares
        self.update()

    def show_marks(self, marks: Sequence[tuple[int, str]]) -> None:
        """Draw a dot in each tile that has a kernel which is marked."""
        self.marks = tuple(marks)
        self.update()

    # -- where things are ----------------------------------------------------------------------

    @property
    def _stacked(self) -> int:
        return 2 if any(tile.patch is not None for tile in self.tiles) else 1

    def _arrangement(self) -> tuple[int, int]:
        """How many tiles stand side by side, and the side of a kernel in px.

        Captions have room, unless kernels would become too small to be seen.
        """
        columns, side = self._largest(self.width() // (self._caption() + GRID))
        return (columns, side) if side >= _SMALLEST else self._largest(len(self.tiles))

    def _largest(self, most: int) -> tuple[int, int]:
        """The arrangement with the largest kernels, and at most so many side by side."""
        text = _LINE + _BAR + GRID
        best = (1, 1)
        for columns in range(1, min(len(self.tiles), max(most, 1)) + 1):
            rows = -(-len(self.tiles) // columns)
            across = self.width() // columns - GRID
            down = (self.height() // rows - text) // self._stacked
            side = min(across, down, _LARGEST)
            if side > best[1]:
                best = columns, side
        return best

    def _caption(self) -> int:
        """Width in px of the longest caption."""
        metrics = QFontMetrics(small_font())
        longest = max((metrics.horizontalAdvance(t.name + t.note) for t in self.tiles), default=0)
        return longest + GRID + (_SQUARE if any(t.colour for t in self.tiles) else 0)

    def place(self, number: int) -> QRect:
        """Where a tile stands: images and caption."""
        columns, side = self._arrangement()
        wanted = max(side + 4 * GRID, self._caption() + GRID)
        width = max(side + GRID, min(self.width() // columns, wanted))
        height = self._stacked * side + _LINE + _BAR + GRID
        row, column = divmod(number, columns)
        return QRect(column * width, row * height, width - GRID, height - GRID)

    def _at(self, point: QPoint) -> int | None:
        return next((n for n in range(len(self.tiles)) if self.place(n).contains(point)), None)

    # -- drawing -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(small_font())
        if not self.tiles:
            painter.setPen(QColor(colours().secondary))
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), wrapped, self.message)
            return
        _, side = self._arrangement()
        for number, tile in enumerate(self.tiles):
            self._draw(painter, number, tile, self.place(number), side)

    def _draw(self, painter: QPainter, number: int, tile: Tile, place: QRect, side: int) -> None:
        square = QRect(place.topLeft(), place.topLeft() + QPoint(side - 1, side - 1))
        if self._stacked == 2:
            if tile.patch is not None:
                painter.drawImage(square, image_of(tile.patch, "grey", limits(tile.patch)))
            square.translate(0, side)
        largest = float(np.nanmax(np.abs(tile.kernel), initial=0.0)) or 1.0
        painter.drawImage(square, image_of(tile.kernel, "diverging", (-largest, largest)))
        if self.hasFocus() and number == self._current:
            painter.setPen(QPen(QColor(colours().accent), 1))
            painter.drawRect(place.adjusted(-1, -1, side - place.width(), 0))
        inks = [ink for place, ink in self.marks if place == number]
        painter.setPen(QPen(QColor(0, 0, 0), 1))
        for index, ink in enumerate(inks):
            painter.setBrush(QColor(ink))
            painter.drawEllipse(place.left() + 3 + 11 * index, place.top() + 3, _DOT, _DOT)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._shares is not None:
            width = round(side * float(self._shares[number]))
            painter.fillRect(square.left(), square.bottom() + 1, width, _BAR, QColor(lit_colour()))
        line = QRect(place.left(), square.bottom() + _BAR + 1, place.width() + GRID, _LINE)
        if tile.colour:
            painter.fillRect(QRect(line.left(), line.top() + 4, 8, 8), QColor(tile.colour))
            line.adjust(_SQUARE, 0, 0, 0)
        for words, colour in ((tile.name, "text"), (tile.note, "secondary")):
            painter.setPen(QColor(getattr(colours(), colour)))
            wide = painter.fontMetrics().horizontalAdvance(words)
            if words == tile.name or wide <= line.width():  # what is cut off says something else
                painter.drawText(line, Qt.AlignmentFlag.AlignLeft, words)
            line.adjust(wide + GRID, 0, 0, 0)

    # -- mouse and keys ------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().toPoint())
        if number is not None and event.button() == Qt.MouseButton.LeftButton:
            self._current = number
            self.chosen.emit(number)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS and self.tiles:
            step = _STEPS[Qt.Key(event.key())]
            self._current = (self._current + step) % len(self.tiles)
            self.update()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return) and self.tiles:
            self.chosen.emit(self._current)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self._at(event.pos())
            tip = "" if number is None else self.tiles[number].tip
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return keeps(event, _KEYS) or super().event(event)


def limits(patch: NDArray[Any]) -> tuple[float, float]:
    """What is drawn black and white of a patch: its own range, so that faint edges are seen."""
    finite = patch[np.isfinite(patch)]
    return (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
