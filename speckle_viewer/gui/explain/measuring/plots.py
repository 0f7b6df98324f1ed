"""Plots of what was measured: histograms, and quantities over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

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
_SAMPLES = ("━━", "╸╸╸", "····", "━·━")
"""The same in letters."""


@dataclass(frozen=True, eq=False)
class Curve:
    """Values (n,) with a name. ``style`` counts the kinds of lines from 0."""

    name: str
    colour: str
    style: int
    values: NDArray[np.float64]


class HistogramPlot(Plot):
    """How often each brightness occurs in a region, a line of steps for each image."""

    def __init__(self, parent: QWidget | None = None) -> None:
        tip = tr("How often each brightness occurs in the selected region, in all images")
        super().__init__(tr("Histogram of the region"), tip, parent)
        self.getPlotItem().layout.setContentsMargins(0, GRID, GRID, 0)
        self.curves: tuple[Curve, ...] = ()
        self._items: list[pg.PlotDataItem] = []
        self.label(tr("Brightness (grey levels)"), tr("Pixels (%)"))

    def show_curves(self, curves: Sequence[Curve]) -> None:
        """Draw per cent of the pixels in each of `BINS`."""
        self.curves = tuple(curves)
        _clear(self, self._items)
        for curve in curves:
            item = pg.PlotDataItem(BINS, curve.values, stepMode="center", pen=_pen(curve))
            self._items.append(item)
            self.addItem(item)
        top = max((float(curve.values.max()) for curve in curves), default=1.0)
        self.setRange(xRange=(0, 255), yRange=(0, top * 1.05 or 1.0), padding=0)


class CoursePlot(TimePlot):
    """A quantity over time, a line for each place and image; a click goes to a frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        tip = tr("The selected rows over time. Click: go to that frame.")
        super().__init__(tr("Over time"), tip, parent)
        self.curves: tuple[Curve, ...] = ()
        self._items: list[pg.PlotDataItem] = []

    def show_curves(self, times: NDArray[np.float64], curves: Sequence[Curve], label: str) -> None:
        """Draw values (frames,), NaN as a gap; a frame between two gaps as a dot."""
        self.curves = tuple(curves)
        _clear(self, self._items)
        for curve in curves:
            item = pg.PlotDataItem(
                times,
                curve.values,
                pen=_pen(curve),
                connect="finite",
                antialias=True,
                symbol="o" if _is_sparse(curve.values) else None,
                symbolSize=4,
                symbolPen=None,
                symbolBrush=curve.colour,
            )
            self._items.append(item)
            self.addItem(item)
        self.label(TIME, label)
        step = interval_of(times)
        self.setXRange(times[0] - step / 2, times[-1] + step / 2, padding=0)
        self.setYRange(*_range([curve.values for curve in curves]), padding=0.05)


def legend_of(curves: Sequence[Curve]) -> str:
    """What each line is, as rich text."""
    return "&nbsp;&nbsp; ".join(
        f'<span style="color:{curve.colour}">{_SAMPLES[curve.style % len(_SAMPLES)]}</span>'
        f"&nbsp;{escape(curve.name).replace(' ', '&nbsp;')}"
        for curve in curves
    )


def _clear(plot: Plot, items: list[pg.PlotDataItem]) -> None:
    for item in items:
        plot.removeItem(item)
    items.clear()


def _pen(curve: Curve) -> QPen:
    pen = QPen(QColor(curve.colour), 1.5, _STYLES[curve.style % len(_STYLES)])
    pen.setCosmetic(True)
    return pen


def _is_sparse(values: NDArray[np.float64]) -> bool:
    """Whether values stand alone, which a line would not show."""
    there = np.isfinite(values)
    alone = there & ~np.r_[there[1:], False] & ~np.r_[False, there[:-1]]
    return bool(alone.any())


def _range(curves: Sequence[NDArray[np.float64]]) -> tuple[float, float]:
    values = np.concatenate([np.zeros(0), *curves])
    values = values[np.isfinite(values)]
    if not values.size:
        return 0.0, 1.0
    low, high = float(values.min()), float(values.max())
    return (low, high) if high > low else (low - 0.5, high + 0.5)
