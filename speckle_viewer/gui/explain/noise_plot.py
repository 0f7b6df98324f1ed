"""The noise of a map over the brightness of the tissue, as a plot."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QWidget

from speckle_viewer.gui.explain.statistics.plot import Plot
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.methods.controls import GREY_LEVELS

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.noise_level import NoiseLevels
    from speckle_viewer.evidence.shown import Curves

_X = QT_TR_NOOP("Brightness of the input (grey levels of 255)")
_Y = QT_TR_NOOP("Noise (grey levels of 255)")


@dataclass(frozen=True, eq=False)
class Measured:
    """What is drawn, and of which map it is."""

    of: object
    levels: "NoiseLevels"


class NoisePlot(Plot):
    """Median and quartiles of the noise at each brightness."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Noise over brightness"),
            tr(
                "How strong the noise was taken to be where the tissue is dark, and where it is "
                "bright:\nmedian and quartiles over the tissue. Brightness is the mean of 5 × 5 px."
            ),
            parent,
        )
        self.measured: Measured | None = None
        self._lower, self._upper = self.plot([], []), self.plot([], [])
        self._band = pg.FillBetweenItem(self._lower, self._upper)
        self.addItem(self._band)
        self._median = self.plot([], [])
        self.setXRange(0, GREY_LEVELS, padding=0)
        self.label(tr(_X), tr(_Y))
        self.refresh_theme()
        self.hide()

    def show_levels(self, measured: Measured | None) -> None:
        """Draw what was measured, or nothing."""
        self.measured = measured
        self.setVisible(measured is not None)
        if measured is None:
            return
        levels = measured.levels
        known = ~np.isnan(levels.median)
        x = levels.brightness[known]
        for curve, values in (
            (self._lower, levels.lower),
            (self._median, levels.median),
            (self._upper, levels.upper),
        ):
            curve.setData(x, values[known])
        self.setYRange(0, max(float(levels.upper[known].max(initial=0)), 1.0), padding=0.05)

    def curves(self) -> "Curves | None":
        """What is drawn as what can be taken away."""
        from speckle_viewer.evidence.shown import Curves

        if self.measured is None:
            return None
        found = self.measured.levels
        ys = {"Median": found.median, "Lower quartile": found.lower, "Upper quartile": found.upper}
        grey = ("0.5", "--")
        looks = {"Median": ("black", "-"), "Lower quartile": grey, "Upper quartile": grey}
        return Curves("Noise over brightness", found.brightness, _X, ys, _Y, looks)

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        super().refresh_theme()
        if hasattr(self, "_median"):  # the base class calls this before there are lines
            theme = colours()
            self._median.setPen(pg.mkPen(theme.text, width=1.5))
            for curve in (self._lower, self._upper):
                curve.setPen(pg.mkPen(theme.line, width=1))
            self._band.setBrush(pg.mkBrush(theme.line))
