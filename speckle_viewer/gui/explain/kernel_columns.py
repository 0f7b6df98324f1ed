"""Kernels side by side, each with its frequency response under it or beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from speckle_viewer.gui.explain.column_readings import Response, reading_of
from speckle_viewer.gui.explain.pictures import image_of, paint_bar
from speckle_viewer.gui.inspector.figures import fixed
from speckle_viewer.gui.style import small_font
from speckle_viewer.gui.theme import colours

Kind = Literal["weight", "response"]

TITLE, GAP = 18, 10
_BAR = 32  # px: a colour bar with its figures
_WIDEST = 240  # px: a larger map shows nothing more
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_PICTURE_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


@dataclass(frozen=True, eq=False)
class Column:
    """A kernel (K, K) under its title; ``colour`` ("#rrggbb") marks it, empty for no mark."""

    title: str
    taps: NDArray[np.float32]
    colour: str = ""


@dataclass(frozen=True)
class Place:
    """Where one picture is drawn."""

    column: int
    kind: Kind
    rect: QRect


@dataclass(frozen=True)
class Cell:
    """One number of one picture, by the picture's place in `KernelColumns.places`."""

    place: int
    row: int
    column: int


class KernelColumns(QWidget):
    """Heat maps of kernels with one scale for all, and what each does to spatial frequencies."""

    read = Signal(str, str)
    """Two lines: on the number that is pointed at, and on its kernel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = ()
        self.places: tuple[Place, ...] = ()
        self.response: Response | None = None
        self.cell: Cell | None = None
        self._mm_per_px: tuple[float, float] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Kernels and frequency responses")
        # No tool tip: it would cover what one points at.
        self.setAccessibleDescription(
            "Arrow keys move from number to number, Page up and Page down from map to map"
        )
        self.setMinimumSize(150, 150)

    def show_columns(
        self, columns: Sequence[Column], mm_per_px: tuple[float, float] | None
    ) -> None:
        """Show kernels; ``mm_per_px`` (down, across) where the image is calibrated."""
        from speckle_viewer.evidence.frequency import POINTS, frequency_response, half_amplitudes

        before = [c.taps.shape for c in self.columns]
        self.columns, self._mm_per_px, self.response = tuple(columns), mm_per_px, None
        if columns:
            largest = max(c.taps.shape[-1] for c in columns)
            taps = np.stack([_grown(c.taps, largest) for c in columns])
            self.response = Response(
                frequency_response(taps, max(POINTS, largest), mm_per_px),
                tuple(half_amplitudes(c.taps) for c in columns),
                mm_per_px,
            )
        if before != [c.taps.shape for c in columns]:
            self.cell = None
            self._arrange()
        self._say()
        self.update()

    @property
    def limit(self) -> float:
        """The largest magnitude of all weights: the end of their colours on either side."""
        return max((float(np.abs(c.taps).max()) for c in self.columns), default=0.0)

    @property
    def top(self) -> float:
        """The largest |H|: the end of the responses' colours."""
        return 0.0 if self.response is None else float(self.response.of.magnitude.max())

    def values(self, place: Place) -> NDArray[np.float32]:
        """The numbers of a picture."""
        if place.kind == "weight" or self.response is None:
            return self.columns[place.column].taps
        return self.response.of.magnitude[place.column]

    def resizeEvent(self, event: QEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        """The responses under their kernels or beside them, whichever makes both larger."""
        count, width = len(self.columns), self.width() - 1
        height = self.height() - _BAR
        under = min((width + GAP) // max(count, 1) - GAP, (height - TITLE - GAP) // 2, _WIDEST)
        beside = min((width + GAP) // max(2 * count, 1) - GAP, height - TITLE, _WIDEST)
        side, step = max(under, beside, 24), (1 if under >= beside else 2)
        right, down = (0, side + GAP) if step == 1 else (side + GAP, 0)
        places = []
        for index in range(count):
            corner = QPoint(step * index * (side + GAP), TITLE)
            places.append(Place(index, "weight", QRect(corner, corner + QPoint(side, side))))
            corner += QPoint(right, down)
            places.append(Place(index, "response", QRect(corner, corner + QPoint(side, side))))
        self.places = tuple(
            Place(p.column, p.kind, p.rect.adjusted(0, 0, -1, -1)) for p in places
        )

    # -- drawing -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = colours(), QPainter(self)
        painter.setFont(small_font())
        for place in self.places:
            diverges = place.kind == "weight"
            limits = (-self.limit, self.limit) if diverges else (0.0, self.top)
            scale: Literal["diverging", "sequential"] = "diverging" if diverges else "sequential"
            painter.drawImage(place.rect, image_of(self.values(place), scale, limits))
            painter.setPen(QColor(theme.line))
            painter.drawRect(place.rect)
            if diverges:
                self._paint_title(painter, place)
            else:
                self._paint_axes(painter, place)
        if self.cell is not None:
            painter.setPen(QColor(theme.accent))
            painter.drawRect(self._cell_rect(self.cell).adjusted(-1, -1, 1, 1))
        if self.hasFocus():
            painter.setPen(QColor(theme.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if self.response is not None:
            self._paint_bars(painter, self.response)

    def _paint_title(self, painter: QPainter, place: Place) -> None:
        column = self.columns[place.column]
        left = place.rect.left()
        if column.colour:
            painter.fillRect(QRect(left, 5, 8, 8), QColor(column.colour))
            left += 12
        painter.setPen(QColor(colours().text))
        room = QRect(left, 0, place.rect.right() - left + GAP, TITLE - 2)
        text = painter.fontMetrics().elidedText(
            column.title, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_axes(self, painter: QPainter, place: Place) -> None:
        """Through zero frequency."""
        count = len(self.values(place))
        shift = round(place.rect.width() * (count // 2 + 0.5) / count)
        painter.setPen(QColor(255, 255, 255, 90))
        x, y = place.rect.left() + shift, place.rect.top() + shift
        painter.drawLine(x, place.rect.top() + 1, x, place.rect.bottom() - 1)
        painter.drawLine(place.rect.left() + 1, y, place.rect.right() - 1, y)

    def _paint_bars(self, painter: QPainter, response: Response) -> None:
        """What the colours mean, under all."""
        used = max(p.rect.bottom() for p in self.places)
        right = max(max(p.rect.right() for p in self.places), min(self.width() - 1, 300))
        top, width = used + 5, (right - GAP) // 2
        limit, diverging = self.limit, (-1.0, 1.0)
        ends = (fixed(-limit, 3), "weight", f"+{fixed(limit, 3)}")
        paint_bar(painter, QRect(0, top, width, 6), "diverging", diverging, ends)
        ends = ("0", response.axes, fixed(self.top, 2))
        paint_bar(painter, QRect(width + GAP, top, width, 6), "sequential", (0.0, 1.0), ends)

    # -- mouse and keys ------------------------------------------------------------------------

    def _cell_rect(self, cell: Cell) -> QRect:
        place = self.places[cell.place]
        count, rect = len(self.values(place)), place.rect
        left, right = (round(rect.width() * (cell.column + i) / count) for i in (0, 1))
        top, bottom = (round(rect.height() * (cell.row + i) / count) for i in (0, 1))
        return QRect(rect.left() + left, rect.top() + top, right - left - 1, bottom - top - 1)

    def cell_at(self, point: QPoint) -> Cell | None:
        """The number at a point, or None beside the pictures."""
        for index, place in enumerate(self.places):
            if place.rect.contains(point):
                count, inside = len(self.values(place)), point - place.rect.topLeft()
                row = inside.y() * count // place.rect.height()
                return Cell(index, row, inside.x() * count // place.rect.width())
        return None

    def point_at(self, cell: Cell | None) -> None:
        """Mark a number, and say what it is."""
        if cell != self.cell:
            self.cell = cell
            self._say()
            self.update()

    def _say(self) -> None:
        if self.response is None:
            self.read.emit("", "")
            return
        place = None if self.cell is None else self.places[self.cell.place]
        column = 0 if place is None else place.column
        at = (self.cell.row, self.cell.column) if self.cell is not None else None
        kind = None if place is None else place.kind
        self.read.emit(*reading_of(self.columns[column].title, self.columns[column].taps,
                                   self.response, column, kind, at))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.point_at(self.cell_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self.point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self.places or key not in {*_STEPS, *_PICTURE_STEPS, Qt.Key.Key_Escape}:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape and self.cell is None:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape:
            self.point_at(None)
        else:
            self.point_at(self._moved(_STEPS.get(key, (0, 0)), _PICTURE_STEPS.get(key, 0)))

    def _moved(self, step: tuple[int, int], pictures: int) -> Cell:
        start = self.cell or Cell(0, *(n // 2 for n in self.values(self.places[0]).shape))
        if self.cell is None:
            return start
        if pictures:
            index = min(max(start.place + pictures, 0), len(self.places) - 1)
            rows, columns = self.values(self.places[index]).shape
            return Cell(index, rows // 2, columns // 2)
        rows, columns = self.values(self.places[start.place]).shape
        row = min(max(start.row + step[0], 0), rows - 1)
        return Cell(start.place, row, min(max(start.column + step[1], 0), columns - 1))


def _grown(taps: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    return np.pad(taps, (size - taps.shape[-1]) // 2)
