"""A histogram of which one selects bars."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from speckle_viewer.gui.explain.statistics.plot import Mark, Plot, lit_colour
from speckle_viewer.gui.keys import keeps
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr

if TYPE_CHECKING:
    from speckle_viewer.evidence.statistics import Histogram

_LEAST = 1e-3  # per cent: where a logarithmic axis begins
_NOTHING = {"x0": [0.0], "x1": [0.0], "y0": [-3.0], "y1": [-3.0]}
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_TICKS = {-3: "0.001", -2: "0.01", -1: "0.1", 0: "1", 1: "10", 2: "100"}


class BarPlot(Plot):
    """Per cent of all in each bar, on a logarithmic axis; what is selected lies over it."""

    bars_selected = Signal(int, int)
    """The first and the last bar of those that were dragged over, or the one clicked twice."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        tip = tr(
            "Drag over bars, click one or press arrow keys: the pixels of their kernels light up."
        )
        super().__init__(name, tip, parent)
        self._histogram: Histogram | None = None
        self._bar = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(tr("Left and right select the next bar"))
        self._all = pg.BarGraphItem(**_NOTHING)
        self._lit = pg.BarGraphItem(**_NOTHING)
        self.addItem(self._all)
        self.addItem(self._lit)
        self._marks: list[pg.InfiniteLine] = []
        self.getAxis("left").setTicks([[*_TICKS.items()]])
        self.dragged.connect(self._drag)
        self.clicked.connect(lambda x, y: self._drag([(x, y), (x, y)], True))
        self._draw_all()

    def show_histogram(self, histogram: "Histogram | None", label: str, of_what: str) -> None:
        """Draw a histogram; ``label`` says what it is of, with the unit, ``of_what`` is counted."""
        self._histogram = histogram
        self.label(label, f"{of_what} (%)")
        self._draw_all()
        self.show_selected(None)

    def show_selected(self, counts: NDArray[np.intp] | None) -> None:
        """Draw which part of the bars is selected."""
        if self._histogram is None or counts is None:
            self._lit.setOpts(**_NOTHING)
            return
        edges, total = self._histogram.edges, self._histogram.values.size
        self._draw(self._lit, edges, counts, total)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Draw a line at the value of each kernel that is marked, the first one on top."""
        for line in self._marks:
            self.removeItem(line)
        self._marks = []
        if self._histogram is None or self._histogram.values.ndim > 1:
            return  # a kernel has many taps
        edges, values = self._histogram.edges, self._histogram.values
        for mark in reversed(marks):
            place = float(np.clip(values[mark.kernel], edges[0], edges[-1]))
            self._marks.append(pg.InfiniteLine(place, angle=90, pen=pg.mkPen(mark.ink, width=2)))
            self.addItem(self._marks[-1])

    @property
    def marked(self) -> list[tuple[float, str]]:
        """Where lines stand, and in which colour; the first mark last."""
        return [(float(line.value()), line.pen.color().name()) for line in self._marks]

    def _draw_all(self) -> None:
        if self._histogram is None:
            self._all.setOpts(**_NOTHING)
            return
        histogram = self._histogram
        self._draw(self._all, histogram.edges, histogram.counts(), histogram.values.size)
        self.setXRange(histogram.edges[0], histogram.edges[-1], padding=0.01)
        self.setYRange(np.log10(_LEAST), 2.2, padding=0)

    def _draw(
        self,
        item: pg.BarGraphItem,
        edges: NDArray[np.float64],
        counts: NDArray[np.intp],
        total: int,
    ) -> None:
        share = np.log10(np.maximum(100 * counts / max(total, 1), _LEAST))
        item.setOpts(
            x0=edges[:-1], x1=edges[1:], y0=np.full(len(share), np.log10(_LEAST)), y1=share
        )

    def event(self, event: QEvent) -> bool:
        return keeps(event, _STEPS) or bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or self._histogram is None:
            event.ignore()
            return
        last = len(self._histogram.edges) - 2
        self._bar = min(max(self._bar + step, 0), last)
        self.bars_selected.emit(self._bar, self._bar)

    def _drag(self, way: list[tuple[float, float]], ended: bool) -> None:
        if self._histogram is None:
            return
        edges = self._histogram.edges
        xs = sorted((way[0][0], way[-1][0]))
        if xs[1] >= edges[0] and xs[0] <= edges[-1]:
            first, last = np.clip(np.searchsorted(edges, xs, "right") - 1, 0, len(edges) - 2)
            self._bar = int(last)
            self.bars_selected.emit(int(first), int(last))

    def refresh_theme(self) -> None:
        super().refresh_theme()
        if hasattr(self, "_lit"):
            theme = colours()
            for item, colour in ((self._all, theme.secondary), (self._lit, lit_colour())):
                item.setOpts(brush=colour, pen=None)
