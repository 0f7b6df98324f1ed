"""The histogram of a band or channel, before and after."""

from collections.abc import Mapping

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from speckle_viewer.gui.style import small_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr

Array = NDArray[np.floating]

LEAST = 0.01
"""Per cent: the lower end of the axis, whose upper one is all."""


class BandHistogram(pg.PlotWidget):  # type: ignore[misc]
    """Two outlines over one axis. It cannot be dragged or zoomed: it shows all that there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, enableMenu=False)
        self.setAccessibleName(tr("Histogram"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        menu = self.getPlotItem().ctrlMenu  # it is nobody's, and would stay
        menu.setParent(self, menu.windowFlags())
        self.setMinimumSize(150, 80)
        self.getPlotItem().titleLabel.setMaximumHeight(20)
        self._title = self._unit = ""
        self._names: tuple[str, ...] = ()
        self.setLogMode(x=False, y=True)  # the middle holds so many that all else would vanish
        self.setYRange(np.log10(LEAST), 2.0, padding=0)
        self.before = self.plot([], [], stepMode="center")
        self.after = self.plot([], [], stepMode="center")
        for side in ("left", "bottom"):
            # Before they have a label: with one, what was scaled for a prefix stays so.
            self.getAxis(side).enableAutoSIPrefix(False)
        self.refresh_theme()

    def show_histogram(
        self, title: str, unit: str, edges: Array, heights: Mapping[str, Array]
    ) -> None:
        """Per cent (n,) between ``edges`` (n + 1,) in ``unit``, of one or two images, by name."""
        if (title, unit, (*heights,)) != (self._title, self._unit, self._names):
            self._title, self._unit, self._names = title, unit, (*heights,)
            self._write()
        before, *after = heights.values()
        self.before.setData(edges, np.maximum(before, LEAST))
        if after:
            self.after.setData(edges, np.maximum(after[0], LEAST))
        else:
            self.after.setData(edges[:2], [LEAST])
        self.setXRange(float(edges[0]), float(edges[-1]), padding=0.02)
        self.setToolTip(
            tr(
                "{}: per cent of the tissue's coefficients; what lies beyond the axis is counted "
                "at its ends"
            ).format(title)
        )

    def _write(self) -> None:
        theme = colours()
        style = {"color": theme.secondary, "font-size": f"{small_font().pixelSize()}px"}
        self.setLabel("bottom", tr(self._unit or "activation"), **style)
        self.setLabel("left", tr("Coefficients (%)"), **style)
        inks = (theme.secondary, theme.text)
        names = (
            f"<span style='color:{ink}'>{name}</span>"
            for name, ink in zip(self._names, inks, strict=False)
        )
        self.setTitle(
            f"{self._title}: {', '.join(names)}",
            size=f"{small_font().pixelSize()}px",
            color=theme.secondary,
        )

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        theme = colours()
        self.setBackground(theme.panel)
        self.before.setPen(pg.mkPen(theme.secondary, width=1.5))
        self.after.setPen(pg.mkPen(theme.text, width=1.5))
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(theme.line)
            axis.setTextPen(theme.secondary)
            axis.setStyle(tickFont=small_font(), maxTickLevel=1)
        self.getAxis("left").setWidth(44)
        self._write()
