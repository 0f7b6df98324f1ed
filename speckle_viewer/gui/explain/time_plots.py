"""Plots over time: an M-mode of any figure along a line, and curves at pins."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPen
from PySide6.QtWidgets import QWidget

from speckle_viewer.colours import DISTINCT, rgba
from speckle_viewer.gui.explain.statistics.plot import Plot
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.quantities import Quantity

Values = NDArray[np.float32]
Times = NDArray[np.float64]

TIME = QT_TR_NOOP("Time (s)")
_COLUMNS = 2048
"""At least, of a picture of frames that do not follow each other evenly; at most eight times."""


class TimePlot(Plot):
    """Has a line at the frame that is shown; a click or a drag goes to a frame."""

    gone_to = Signal(float)
    """A time in seconds that was clicked or dragged to."""
    pointed = Signal(object)
    """(x, y) under the mouse in units of the axes, or None when it leaves."""

    def __init__(self, name: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(name, tip, parent)
        # Room for the halves of the outermost figures of the axes.
        self.getPlotItem().layout.setContentsMargins(0, GRID, GRID, 0)
        self._now = pg.InfiniteLine(angle=90)
        self._now.setZValue(10)
        self.addItem(self._now)
        self.clicked.connect(lambda x, y: self.gone_to.emit(x))
        self.dragged.connect(lambda way, ended: self.gone_to.emit(way[-1][0]))
        self.refresh_now()

    def mark(self, time: float) -> None:
        """Move the line to the time of the frame that is shown."""
        self._now.setValue(time)

    @property
    def marked(self) -> float:
        """Where the line stands, in seconds."""
        return float(self._now.value())

    def refresh_now(self) -> None:
        """Draw the line in the colour of the theme."""
        self._now.setPen(pg.mkPen(colours().text, width=1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not event.buttons():
            place = self._to_plot(event.position())
            self.pointed.emit((place.x(), place.y()))

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(None)


class TimePicture(TimePlot):
    """Values along a line, downwards, over time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        tip = tr("Along the line, from its dot downwards, over time. Click: go to that frame.")
        super().__init__(tr("Along the line over time"), tip, parent)
        self._image = pg.ImageItem(axisOrder="row-major")
        self.addItem(self._image)
        self.getViewBox().invertY(True)
        self.refresh_now()
        self.brief = False
        """Whether there is little room for the label of the line."""

    def refresh_now(self) -> None:
        """Draw the line in a colour that is seen on black, on white, and on the theme's ground."""
        self._now.setPen(pg.mkPen(DISTINCT[0], width=1))

    def show_values(
        self,
        values: Values,
        times: Times,
        length: float,
        unit: str,
        quantity: Quantity,
        limits: tuple[float, float],
    ) -> None:
        """Draw values (frames, n) of a line of this length, NaN as nothing; times in seconds."""
        pixels = rgba(values, quantity.colours, limits, colours().name)
        self.show_pixels(pixels, times, length, unit)

    def show_pixels(
        self, pixels: NDArray[np.uint8], times: Times, length: float, unit: str
    ) -> None:
        """Draw colours (frames, n, 4), sRGB and opacity, of a line of this length."""
        step = interval_of(times)
        start, span = times[0] - step / 2, times[-1] - times[0] + step
        picture = pixels[frames_in_time(times)].swapaxes(0, 1)
        self._image.setImage(picture, levels=(0, 255))
        self._image.setRect(QRectF(start, 0, span, length))
        self.label(tr(TIME), unit if self.brief else tr("Line ({})").format(unit))
        self.setRange(xRange=(start, start + span), yRange=(0, length), padding=0)


class TimeCurves(TimePlot):
    """Values at pins over time, each in the colour of its pin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("At the pins over time"), tr("At each pin. Click: go to that frame."), parent
        )
        self._curves: list[pg.PlotCurveItem] = []

    def show_curves(self, times: Times, curves: Sequence[tuple[str, Values]], label: str) -> None:
        """Draw a curve (frames,) for each pin's colour ("#rrggbb"), with gaps at NaN."""
        for curve in self._curves:
            self.removeItem(curve)
        self._curves = []
        for colour, values in curves:
            pen = QPen(QColor(colour), 2)
            pen.setCosmetic(True)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            curve = pg.PlotCurveItem(times, values, pen=pen, connect="finite", antialias=True)
            self._curves.append(curve)
            self.addItem(curve)
        self.label(tr(TIME), label)
        step = interval_of(times)
        self.setXRange(times[0] - step / 2, times[-1] + step / 2, padding=0)
        self.setYRange(*_range([values for _, values in curves]), padding=0.05)


def interval_of(times: Times) -> float:
    """The usual time between frames, in seconds; one where there is but one."""
    return float(np.median(np.diff(times))) or 1.0 if len(times) > 1 else 1.0


def frames_in_time(times: Times) -> NDArray[np.intp]:
    """Which frame is shown in each column of a picture whose columns are evenly spaced in time."""
    steps = np.diff(times)
    if len(times) < 2 or np.ptp(steps) <= 0.01 * steps.mean():
        return np.arange(len(times))
    step = interval_of(times)
    count = int(np.clip((times[-1] - times[0]) / step, _COLUMNS, 8 * _COLUMNS))
    start, span = times[0] - step / 2, times[-1] - times[0] + step
    moments = start + span * (np.arange(count) + 0.5) / count  # the middles of the columns
    middles = (times[:-1] + times[1:]) / 2
    return np.asarray(np.searchsorted(middles, moments), np.intp)


def _range(curves: Sequence[Values]) -> tuple[float, float]:
    there = [c[np.isfinite(c)] for c in curves]
    there = [c for c in there if c.size]
    if not there:
        return 0.0, 1.0
    low, high = min(float(c.min()) for c in there), max(float(c.max()) for c in there)
    return (low, high) if high > low else (low - 0.5, high + 0.5)
