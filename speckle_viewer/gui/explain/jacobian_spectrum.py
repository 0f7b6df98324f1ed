"""The singular values of a Jacobian as a curve."""

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from speckle_viewer.gui.explain.statistics.plot import Plot
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr


class Spectrum(Plot):
    """Singular values by their number, the largest first; a click chooses one."""

    chosen = Signal(int)
    """A mode, from 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Singular values"),
            tr(
                "Singular values of the Jacobian: by how much each pattern is passed on.\n"
                "1: as it is. 0: taken away. Click to see the pattern."
            ),
            parent,
        )
        self.values: NDArray[np.float32] | None = None
        self._curve = self.plot([], [])
        self._mark = pg.InfiniteLine(0, angle=90)
        self._one = pg.InfiniteLine(1, angle=0)
        for line in (self._mark, self._one):
            self.addItem(line, ignoreBounds=True)
        self.label(tr("number"), tr("singular value (no unit)"))
        self.refresh_theme()
        self.hide()
        self.clicked.connect(lambda x, y: self._choose(x))

    def show_values(self, values: NDArray[np.float32] | None) -> None:
        """Show the singular values (n,), or none."""
        if values is self.values:
            return
        self.values = values
        self.setVisible(values is not None)
        if values is not None:
            self._curve.setData(np.arange(1, len(values) + 1), values)
            self.setXRange(1, len(values), padding=0.02)
            self.setYRange(0, max(float(values[0]), 1.0), padding=0.05)

    def mark(self, mode: int) -> None:
        """Mark the mode (from 0) that is seen as an image."""
        self._mark.setValue(mode + 1)

    def _choose(self, x: float) -> None:
        if self.values is not None:
            self.chosen.emit(min(max(round(x) - 1, 0), len(self.values) - 1))

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        super().refresh_theme()
        if hasattr(self, "_one"):  # the base class calls this before there are lines
            theme = colours()
            self._curve.setPen(pg.mkPen(theme.text, width=1.5))
            self._mark.setPen(pg.mkPen(theme.accent, width=1))
            self._one.setPen(pg.mkPen(theme.line, width=1))
