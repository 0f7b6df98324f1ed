"""Kernels side by side, each with its frequency response under it or beside it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from speckle_viewer.colours import Colours
from speckle_viewer.gui.explain.column_readings import Response, reading_of
from speckle_viewer.gui.explain.columns_layout import (
    BARS,
    EDGE,
    GAP,
    TITLE,
    Cell,
    Column,
    Place,
    arranged,
    room_for_curves,
)
from speckle_viewer.gui.explain.pictures import image_of, paint_bar
from speckle_viewer.gui.explain.response_curves import curves, paint_curves
from speckle_viewer.gui.inspector.figures import fixed
from speckle_viewer.gui.keys import keeps
from speckle_viewer.gui.style import small_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.shown import Panel

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_MAP_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_KEYS = {*_STEPS, *_MAP_STEPS}


class KernelColumns(QWidget):
    """Heat maps of kernels with one scale for all, and what each does to spatial frequencies."""

    read = Signal(str, str)
    """Two lines: on the number that is pointed at, and on its kernel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = ()
        self.places: tuple[Place, ...] = ()
        self.plot: QRect | None = None
        self.response: Response | None = None
        self.cell: Cell | None = None
        self.one_scale = True
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Kernels and frequency responses"))
        # No tool tip: it would cover what one points at.
        self.setAccessibleDescription(
            tr("Arrow keys move from number to number, Page up and Page down from map to map")
        )
        self.setMinimumSize(150, 150)

    def show_columns(
        self,
        columns: Sequence[Column],
        mm_per_px: tuple[float, float] | None,
        *,
        one_scale: bool = True,
    ) -> None:
        """Show kernels, in one scale of colours or each in its own.

        ``mm_per_px`` (down, across) where the image is calibrated.
        """
        from speckle_viewer.evidence.frequency import (
            POINTS,
            along_axes,
            frequency_response,
            half_amplitudes,
        )

        before = [c.taps.shape for c in self.columns]
        self.columns, self.response, self.one_scale = tuple(columns), None, one_scale
        if columns:
            largest = max(c.taps.shape[-1] for c in columns)
            taps = np.stack([_grown(c.taps, largest) for c in columns])
            self.response = Response(
                frequency_response(taps, max(POINTS, largest), mm_per_px),
                tuple(half_amplitudes(c.taps) for c in columns),
                mm_per_px,
                *along_axes(taps),
            )
        if before != [c.taps.shape for c in columns]:
            self.cell = None
            self._arrange()
        self._say()
        self.update()

    def limit(self, column: Column) -> float:
        """The weight at the end of the colours of a kernel, on either side."""
        compared = self.columns if self.one_scale else (column,)
        return max(float(np.abs(c.taps).max()) for c in compared)

    @property
    def top(self) -> float:
        """The largest |H|: the end of the responses' colours."""
        return 0.0 if self.response is None else float(self.response.of.magnitude.max())

    def _colours(self, place: Place) -> tuple[Colours, tuple[float, float]]:
        """The scale of a picture, and the numbers at its ends."""
        if place.kind == "response":
            return "sequential", (0.0, self.top)
        limit = self.limit(self.columns[place.column])
        return "diverging", (-limit, limit)

    def values(self, place: Place) -> NDArray[np.float32]:
        """The numbers of a picture."""
        if place.kind == "weight" or self.response is None:
            return self.columns[place.column].taps
        magnitude: NDArray[np.float32] = self.response.of.magnitude[place.column]
        return magnitude

    def panels(self) -> "tuple[Panel, ...]":
        """Every kernel and its response, as numbers with the colours that they have here."""
        from speckle_viewer.evidence.shown import Picture
        from speckle_viewer.evidence.taking import kernel_picture

        found: list[Panel] = []
        for place in self.places:
            title, values = self.columns[place.column].title, self.values(place)
            scale, limits = self._colours(place)
            if place.kind == "weight" or self.response is None:
                found.append(kernel_picture(title, values, limits))
                continue
            of = self.response.of
            axes = f"fx ({of.unit})", f"fy ({of.unit})"
            found.append(
                Picture(
                    f"|H| of {title}",
                    values,
                    "",
                    scale,
                    limits,
                    axes=axes,
                    xs=of.columns,
                    ys=of.rows,
                    quantity="|H|",
                )
            )
        return (*found, *(curves(self.columns, self.response) if self.response else ()))

    def resizeEvent(self, event: QEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        self.places = arranged(len(self.columns), self.size())
        self.plot = room_for_curves(self.places, self.size())

    # -- drawing -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = colours(), QPainter(self)
        painter.setFont(small_font())
        for place in self.places:
            painter.drawImage(place.rect, image_of(self.values(place), *self._colours(place)))
            painter.setPen(QColor(theme.line))
            painter.drawRect(place.rect)
            if place.kind == "weight":
                self._paint_title(painter, place)
            else:
                self._paint_axes(painter, place)
                if place.rect.top() == TITLE:  # beside its kernel: there is room above it
                    self._paint_edge(painter, place)
        if self.cell is not None:
            painter.setPen(QColor(theme.accent))
            painter.drawRect(self._cell_rect(self.cell).adjusted(-1, -1, 1, 1))
        if self.hasFocus():
            painter.setPen(QColor(theme.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if self.response is not None:
            self._paint_bars(painter, self.response)
            if self.plot is not None:
                paint_curves(painter, self.plot, self.columns, self.response)

    def _paint_title(self, painter: QPainter, place: Place) -> None:
        column = self.columns[place.column]
        left = place.rect.left()
        if column.colour:
            painter.fillRect(QRect(left, 5, 8, 8), QColor(column.colour))
            left += 12
        painter.setPen(QColor(colours().text))
        right = min(place.rect.right() + GAP - 2, self.width())
        room, metrics = QRect(left, 0, right - left, TITLE - 2), painter.fontMetrics()
        fits = metrics.horizontalAdvance(column.title) <= room.width()
        text = column.title if fits else column.short or column.title
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_edge(self, painter: QPainter, place: Place) -> None:
        """How far its frequencies go."""
        assert self.response is not None
        room = QRect(place.rect.left(), 0, place.rect.width() + GAP - 2, TITLE - 2)
        painter.setPen(QColor(colours().secondary))
        align, elide = Qt.AlignmentFlag.AlignVCenter, Qt.TextElideMode.ElideRight
        metrics, text = painter.fontMetrics(), self.response.edge
        if metrics.horizontalAdvance(text) > room.width():
            text = metrics.elidedText(self.response.short_edge, elide, room.width())
        painter.drawText(room, align, text)

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
        beside = self.plot is not None and self.plot.top() < used
        free = self.width() - EDGE if not beside or self.plot is None else self.plot.left() - GAP
        right = max(*(p.rect.right() for p in self.places), min(free, BARS))
        top, width = used + 5, (right - EDGE - GAP) // 2
        limit = fixed(self.limit(self.columns[0]), 3)
        ends = (f"−{limit}", tr("weight"), f"+{limit}")
        if not self.one_scale and len(self.columns) > 1:
            ends = ("−", tr("weight · each kernel to its largest"), "+")
        paint_bar(painter, QRect(EDGE, top, width, 6), "diverging", (-1.0, 1.0), ends)
        told = self.places[1].rect.top() == TITLE  # the edge is written above
        ends = ("0", "|H|" if told else f"|H| · {response.edge}", fixed(self.top, 2))
        bar = QRect(EDGE + width + GAP, top, width, 6)
        paint_bar(painter, bar, "sequential", (0.0, 1.0), ends)

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
        shown = self.columns[column]
        self.read.emit(*reading_of(shown.title, shown.taps, self.response, column, kind, at))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.point_at(self.cell_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self.point_at(None)

    def event(self, event: QEvent) -> bool:
        return keeps(event, _KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self.cell is not None and key == Qt.Key.Key_Escape:
            self.point_at(None)
        elif self.places and key in _KEYS:
            self.point_at(self._moved(_STEPS.get(key, (0, 0)), _MAP_STEPS.get(key, 0)))
        else:
            super().keyPressEvent(event)

    def _moved(self, step: tuple[int, int], maps: int) -> Cell:
        """The next number; from nothing, and into another map, to its middle."""
        start = self.cell
        if start is None or maps:
            place = 0 if start is None else min(max(start.place + maps, 0), len(self.places) - 1)
            middle = len(self.values(self.places[place])) // 2
            return Cell(place, middle, middle)
        last = len(self.values(self.places[start.place])) - 1
        row, column = start.row + step[0], start.column + step[1]
        return Cell(start.place, min(max(row, 0), last), min(max(column, 0), last))


def _grown(taps: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    return np.pad(taps, (size - taps.shape[-1]) // 2)
