"""How often each value of a map occurs, in the map's own colours; one selects values in it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from speckle_viewer.colours import Colours, rgba
from speckle_viewer.gui.explain.statistics.plot import lit_colour
from speckle_viewer.gui.keys import keeps
from speckle_viewer.gui.layers import THEME
from speckle_viewer.gui.style import GRID, small_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr

_BINS = 96
_TEXT = 16
_COUNTS = 44  # px left of the bars
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_KEYS = {*_STEPS, Qt.Key.Key_Space}

Values = NDArray[np.float32]


class MapHistogram(QWidget):
    """Draws the histogram of a map between its limits, and marks values in it.

    Values beyond a limit are counted in the bar next to it.
    """

    selected = Signal(float, float)
    """At least so much and less than so much was dragged over: infinite at the outermost bars."""
    cleared = Signal()
    """A click: nothing is to be selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTip(
            tr(
                "How often each value occurs in the tissue; lines are the pixel under the mouse, "
                "and pins.\nDrag over bars: their pixels light up. Click: none."
            )
        )
        self.setAccessibleName(tr("Histogram of the map"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.edges: NDArray[np.float64] = np.zeros(0)
        self.heights: NDArray[np.intp] = np.zeros(0, np.intp)
        self._colours: Colours = "sequential"
        self._label = ""
        self._names: tuple[str, ...] = ()
        self._value: float | None = None
        self._pins: tuple[tuple[float, str], ...] = ()
        self.lit: NDArray[np.intp] | None = None
        """How many values of each bar belong to pixels that are lit."""
        self._first = self._last = 0
        self._dragged_from: float | None = None

    def sizeHint(self) -> QSize:
        return QSize(400, 120)

    def show_values(
        self,
        values: NDArray[np.float32],
        limits: tuple[float, float],
        scale: Colours,
        label: str,
        names: tuple[str, ...] = (),
        bars: int | None = None,
    ) -> None:
        """Count values, NaN left out; ``names`` are those of the classes."""
        there = values[np.isfinite(values)]
        if scale == "classes":
            self.edges = np.arange(len(names) + 1.0) - 0.5
        else:
            self.edges = np.asarray(np.linspace(*limits, (bars or _BINS) + 1), np.float64)
        self.heights, self.lit = self._counted(there), None
        self._colours, self._label, self._names = scale, label, names
        self.setAccessibleDescription(
            tr("{}, from {:.3g} to {:.3g}; most often {:.3g}").format(
                label, self.edges[0], self.edges[-1], self.edges[int(self.heights.argmax())]
            )
        )
        self.update()

    def _counted(self, values: Values) -> NDArray[np.intp]:
        within = np.clip(values, self.edges[0], self.edges[-1])
        return np.histogram(within, self.edges)[0]

    def show_lit(self, values: Values | None) -> None:
        """Draw which part of the bars belongs to pixels that are lit; None where none are."""
        self.lit = None if values is None else self._counted(values[np.isfinite(values)])
        self.update()

    @property
    def lit_share(self) -> float:
        """The share of the values that belong to pixels that are lit."""
        return 0.0 if self.lit is None else float(self.lit.sum() / max(self.heights.sum(), 1))

    def clear(self) -> None:
        """Show nothing."""
        self.heights, self.lit = np.zeros(0, np.intp), None
        self._value, self._pins = None, ()
        self.update()

    def mark(self, value: float | None, pins: Sequence[tuple[float, str]] = ()) -> None:
        """Mark the value of the pixel under the mouse, and values of pins in their colours."""
        if (value, tuple(pins)) != (self._value, self._pins):
            self._value, self._pins = value, tuple(pins)
            self.update()

    @property
    def marked(self) -> tuple[tuple[float, str], ...]:
        """The values that are marked, and the colours of the lines; that of the mouse last."""
        own = () if self._value is None else ((self._value, colours().text),)
        return (*self._pins, *own)

    # -- selecting -----------------------------------------------------------------------------

    def _bar_at(self, x: float) -> int:
        area, count = self.area(), len(self.heights)
        return min(max(int((x - area.left()) / area.width() * count), 0), count - 1)

    def _select(self, one: int, other: int) -> None:
        self._first, self._last = sorted((one, other))
        low = -np.inf if self._first == 0 else float(self.edges[self._first])
        high = np.inf if self._last == len(self.heights) - 1 else float(self.edges[self._last + 1])
        self.selected.emit(low, high)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.heights.size:
            self._dragged_from = event.position().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        start = self._dragged_from
        if start is not None and self.heights.size and abs(event.position().x() - start) >= 4:
            self._select(self._bar_at(start), self._bar_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        start, self._dragged_from = self._dragged_from, None
        if start is not None and abs(event.position().x() - start) < 4:
            self.cleared.emit()

    def event(self, event: QEvent) -> bool:
        return keeps(event, _KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and self.heights.size:
            bar = min(max(self._last + step, 0), len(self.heights) - 1)
            self._select(bar, bar)
        elif event.key() == Qt.Key.Key_Space:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    # -- drawing -------------------------------------------------------------------------------

    def area(self) -> QRectF:
        """Where the bars stand."""
        room = QRectF(self.rect()).adjusted(_COUNTS + GRID, _TEXT / 2, -GRID, -2 * _TEXT)
        return room.adjusted(0, 0, 0, -GRID / 2)

    def _x(self, value: float) -> float:
        area, low, high = self.area(), float(self.edges[0]), float(self.edges[-1])
        share = (min(max(value, low), high) - low) / ((high - low) or 1.0)
        return area.left() + area.width() * share

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.heights.size:
            return
        painter, theme, area = QPainter(self), colours(), self.area()
        self._paint_bars(painter, area)
        painter.setPen(QColor(theme.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.topLeft(), area.bottomLeft())
        for value, colour in self.marked:
            x = self._x(value)
            painter.setPen(QPen(QColor(colour), 1))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        self._paint_texts(painter, area)
        self._paint_counts(painter, area)

    def _paint_counts(self, painter: QPainter, area: QRectF) -> None:
        """How many values the tallest bar has."""
        align = Qt.AlignmentFlag
        beside = QRectF(area.left() - _COUNTS - 4, 0, _COUNTS, _TEXT)
        right = align.AlignRight | align.AlignVCenter
        for y, count in ((area.top(), int(self.heights.max())), (area.bottom(), 0)):
            painter.drawText(beside.translated(0, y - _TEXT / 2), right, str(count))
        painter.setPen(QColor(colours().secondary))
        painter.drawText(beside.translated(0, area.center().y() - _TEXT / 2), right, tr("Count"))

    def _paint_bars(self, painter: QPainter, area: QRectF) -> None:
        centres = (self.edges[:-1] + self.edges[1:]) / 2
        limits = float(self.edges[0]), float(self.edges[-1])
        inks = rgba(centres, self._colours, limits, THEME)[:, :3].tolist()
        tallest, edge = max(int(self.heights.max()), 1), QColor(colours().secondary)
        gap = 2 if self._colours == "classes" else 0
        for place, (height, ink) in enumerate(zip(self.heights.tolist(), inks, strict=True)):
            left, right = self._x(self.edges[place]), self._x(self.edges[place + 1])
            up = area.height() * height / tallest
            bar = QRectF(left, area.bottom() - up, right - left - gap + 0.5, up)
            painter.fillRect(bar, QColor(*ink))
            if height:  # some colours are hardly seen on the ground
                painter.fillRect(QRectF(bar.left(), bar.top(), bar.width(), 1), edge)
            if self.lit is not None:
                share = self.lit[place] / height if height else 0.0
                bar.setTop(area.bottom() - up * share)
                painter.fillRect(bar, QColor(lit_colour()))

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
        painter.drawText(below, align.AlignLeft, _number(self.edges[0]))
        painter.drawText(below, align.AlignHCenter, _number(middle))
        painter.drawText(below, align.AlignRight, _number(self.edges[-1]))


def between(what: str, low: float, high: float, unit: str) -> str:
    """In words, which values were selected; a limit that is infinite is none."""
    if np.isinf(low) and np.isinf(high):
        return tr("{}: all").format(what)
    if np.isinf(low):
        text = f"{what} < {_number(high)}"
    elif np.isinf(high):
        text = f"{what} ≥ {_number(low)}"
    else:
        text = tr("{} from {} to {}").format(what, _number(low), _number(high))
    return f"{text} {unit}".rstrip()


def _number(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")
