"""Many points as a density, of which one selects with a rectangle or a lasso."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QWidget

from speckle_viewer.gui.explain.statistics.plot import Mark, Plot, lit_colour
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr

Mask = NDArray[np.bool_]
Mode = Literal["rectangle", "lasso"]

SIDE = 200
"""Cells of the density in either direction: a point is drawn, and found by a lasso, by its cell."""

_OUTSIDE = 0.1  # per cent of the points on either side, which are drawn at the edge


class ScatterPlot(Plot):
    """Draws how many points lie where; hundreds of thousands take no longer than a few."""

    points_selected = Signal(object, bool)
    """Which points (n,) lie within what was drawn so far; and whether it is finished."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        tip = tr(
            "Drag around points to light up the pixels of their kernels. Click: select nothing."
        )
        super().__init__(name, tip, parent)
        self.mode: Mode = "rectangle"
        self._scores: NDArray[np.float32] | None = None
        self._cells = np.zeros(0, np.int32)
        self._low, self._high = np.zeros(2), np.ones(2)
        self._all = pg.ImageItem(axisOrder="row-major")
        self._lit = pg.ImageItem(axisOrder="row-major")
        self._outline = pg.PlotCurveItem(antialias=True)
        self._marks = pg.ScatterPlotItem(size=10, brush=None)
        for item in (self._all, self._lit, self._outline, self._marks):
            self.addItem(item)
        self.dragged.connect(self._drag)
        self.clicked.connect(lambda x, y: self.points_selected.emit(None, True))
        self.refresh_theme()

    def show_points(self, points: NDArray[np.float32] | None, x: str, y: str) -> None:
        """Draw points (n, 2); ``x`` and ``y`` name the axes."""
        self.label(x, y)
        for item in (self._all, self._lit):
            item.clear()
        self._outline.clear()
        self._marks.clear()
        self._scores = points
        if points is None:
            return
        low, high = np.percentile(points, [_OUTSIDE, 100 - _OUTSIDE], axis=0)
        margin = 0.05 * (high - low) + 1e-9
        self._low, self._high = low - margin, high + margin
        self._scores = np.clip(points, self._low, self._high).astype(np.float32)
        place = (self._scores - self._low) / (self._high - self._low)
        columns, rows = np.clip(place * SIDE, 0, SIDE - 1).astype(np.int32).T
        self._cells = rows * SIDE + columns
        self._draw(self._all, self._cells)
        self.setRange(QRectF(*self._low, *(self._high - self._low)), padding=0)

    def show_selected(self, selected: Mask | None) -> None:
        """Draw which points (n,) are selected."""
        if self._scores is None or selected is None:
            self._lit.clear()
        else:
            self._draw(self._lit, self._cells[selected])

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Draw a ring around the point of each kernel that is marked, the first one on top."""
        if self._scores is None or not marks:
            self._marks.clear()
            return
        x, y = self._scores[[mark.kernel for mark in reversed(marks)]].T
        self._marks.setData(x, y, pen=[pg.mkPen(mark.ink, width=2) for mark in reversed(marks)])

    @property
    def marked(self) -> list[tuple[float, float]]:
        """Where rings stand; the first mark last."""
        return [*zip(*map(np.ndarray.tolist, self._marks.getData()), strict=True)]

    def _draw(self, item: pg.ImageItem, cells: NDArray[np.int32]) -> None:
        counts = np.bincount(cells, minlength=SIDE**2).reshape(SIDE, SIDE)
        # Few points must be seen beside many: hence the logarithm.
        shades = np.log1p(counts.astype(np.float32))
        item.setImage(shades, autoLevels=False, levels=(0.0, float(shades.max()) or 1.0))
        item.setRect(QRectF(*self._low, *(self._high - self._low)))

    # -- selecting -----------------------------------------------------------------------------

    def within(self, way: list[tuple[float, float]]) -> Mask:
        """Which points (n,) lie in the rectangle between two ends of a way, or in its loop."""
        assert self._scores is not None
        if self.mode == "lasso":
            return self._within_loop(np.array(way))
        ends = np.array([way[0], way[-1]])
        low, high = ends.min(0), ends.max(0)
        x, y = self._scores.T
        inside: Mask = (x >= low[0]) & (x <= high[0]) & (y >= low[1]) & (y <= high[1])
        return inside

    def _within_loop(self, way: NDArray[np.float64]) -> Mask:
        from skimage.draw import polygon2mask

        place = (way - self._low) / (self._high - self._low) * SIDE - 0.5
        inside: Mask = polygon2mask((SIDE, SIDE), place[:, ::-1]).ravel()  # type: ignore[no-untyped-call]
        return inside[self._cells]

    def _drag(self, way: list[tuple[float, float]], ended: bool) -> None:
        if self._scores is None:
            return
        if self.mode == "rectangle":
            (x0, y0), (x1, y1) = way[0], way[-1]
            outline = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
        else:
            outline = [*way, way[0]]
        self._outline.setData(*np.array(outline).T)
        self.points_selected.emit(self.within(way), ended)

    def refresh_theme(self) -> None:
        super().refresh_theme()
        if hasattr(self, "_outline"):
            self._all.setLookupTable(_ramp(colours().text))
            self._lit.setLookupTable(_ramp(lit_colour()))
            self._outline.setPen(pg.mkPen(lit_colour(), width=1, style=Qt.PenStyle.DashLine))


def _ramp(colour: str) -> NDArray[np.uint8]:
    """A colour from nothing to opaque, (256, 4); what is there at all can be seen."""
    ramp = np.empty((256, 4), np.uint8)
    ramp[:, :3] = [*bytes.fromhex(colour[1:])]
    ramp[:, 3] = np.linspace(60, 255, 256)
    ramp[0, 3] = 0
    return ramp
