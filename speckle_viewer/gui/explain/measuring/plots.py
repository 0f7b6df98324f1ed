"""Plots of what was measured: histograms, and quantities over time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QWidget

from speckle_viewer.gui.explain.measuring.values import BINS
from speckle_viewer.gui.explain.statistics.plot import Plot
from speckle_viewer.gui.explain.time_plots import TIME, TimePlot, interval_of
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import tr

_STYLES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
)
_ON_PAPER = ("-", "--", ":", "-.")
"""The same, as matplotlib writes them."""
_SAMPLES = ("━━", "╸╸╸", "····", "━·━")
"""The same in letters."""


@dataclass(frozen=True, eq=False)
class Curve:
    """Values (n,) with a name. ``style`` counts the kinds of lines from 0.

    ``colour`` is that on screen, ``on_white`` the one in figures.
    """

    name: str
    colour: str
    on_white: str
    style: int
    values: NDArray[np.float64]


class CurvePlot:
    """Draws curves into a plot; the items of the last ones are used again, for making them is slow.

    Parameters
    ----------
    how
        Of the curves, as `pyqtgraph.PlotCurveItem` takes it.
    """

    def __init__(self, plot: Plot, **how: Any) -> None:
        self._plot, self._how = plot, how
        self._items: list[pg.PlotCurveItem] = []

    def draw(self, x: NDArray[np.float64], curves: Sequence[Curve]) -> None:
        """Draw these in place of the last ones."""
        while len(self._items) > len(curves):
            self._plot.removeItem(self._items.pop())
        for place, curve in enumerate(curves):
            if place < len(self._items):
                self._items[place].setData(x, curve.values, pen=_pen(curve))
            else:
                item = pg.PlotCurveItem(x, curve.values, pen=_pen(curve), **self._how)
                self._items.append(item)
                self._plot.addItem(item)


class HistogramPlot(Plot):
    """How often each brightness occurs in a region, a line of steps for each image."""

    def __init__(self, parent: QWidget | None = None) -> None:
        tip = tr("How often each brightness occurs in the selected region, in all images")
        super().__init__(tr("Histogram of the region"), tip, parent)
        self.getPlotItem().layout.setContentsMargins(0, GRID, GRID, 0)
        self.curves: tuple[Curve, ...] = ()
        self._drawn = CurvePlot(self, stepMode="center")
        self.label(tr("Brightness (grey levels of 255)"), tr("Pixels (%)"))
        self.setXRange(0, 255, padding=0)

    def show_curves(self, curves: Sequence[Curve]) -> None:
        """Draw per cent of the pixels in each of `BINS`."""
        self.curves = tuple(curves)
        self._drawn.draw(BINS, curves)
        top = max((float(curve.values.max()) for curve in curves), default=1.0)
        self.setYRange(0, top * 1.05 or 1.0, padding=0)


class CoursePlot(TimePlot):
    """A quantity over time, a line for each place and image; a click goes to a frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        tip = tr("The selected rows over time. Click: go to that frame.")
        super().__init__(tr("Over time"), tip, parent)
        self.curves: tuple[Curve, ...] = ()
        self._drawn = CurvePlot(self, connect="finite", antialias=True)

    def show_curves(self, times: NDArray[np.float64], curves: Sequence[Curve], label: str) -> None:
        """Draw values (frames,), NaN as a gap; a frame between two gaps as a short stroke."""
        self.curves = tuple(curves)
        self.label(TIME, label)
        step = interval_of(times)
        moments = (times[:, None] + step * np.array([-0.2, 0.2])).ravel()
        wide = [replace(curve, values=np.repeat(curve.values, 2)) for curve in curves]
        self._drawn.draw(moments, wide)
        self.setXRange(times[0] - step / 2, times[-1] + step / 2, padding=0)
        self.setYRange(*_range([curve.values for curve in curves]), padding=0.05)


def looks_of(curves: Sequence[Curve]) -> dict[str, tuple[str, str]]:
    """Colour and kind of line in figures, by the name of the curve."""
    return {c.name: (c.on_white, _ON_PAPER[c.style % len(_ON_PAPER)]) for c in curves}


def legend_of(region: str, curves: Sequence[Curve]) -> str:
    """What each line is, as rich text; first the region that they are of, if it is one."""
    of = f"{escape(region)}:&nbsp;&nbsp; ".replace(" ", "&nbsp;", 1) if region and curves else ""
    return of + "&nbsp;&nbsp; ".join(
        f'<span style="color:{curve.colour}">{_SAMPLES[curve.style % len(_SAMPLES)]}</span>'
        f"&nbsp;{escape(curve.name).replace(' ', '&nbsp;')}"
        for curve in curves
    )


def _pen(curve: Curve) -> QPen:
    pen = QPen(QColor(curve.colour), 1.5, _STYLES[curve.style % len(_STYLES)])
    pen.setCosmetic(True)
    return pen


def _range(curves: Sequence[NDArray[np.float64]]) -> tuple[float, float]:
    values = np.concatenate([np.zeros(0), *curves])
    values = values[np.isfinite(values)]
    if not values.size:
        return 0.0, 1.0
    low, high = float(values.min()), float(values.max())
    return (low, high) if high > low else (low - 0.5, high + 0.5)
