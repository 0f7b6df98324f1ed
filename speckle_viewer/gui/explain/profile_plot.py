"""The plot of profiles, and the legend that says whose they are."""

from collections.abc import Sequence
from html import escape

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from speckle_viewer.gui.explain.profile_values import Profiles
from speckle_viewer.gui.explain.statistics.plot import Plot
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.texts import title_of
from speckle_viewer.gui.theme import colours, image_colour
from speckle_viewer.gui.tr import tr


class ProfilePlot(Plot):
    """A curve for each image, over the distance from the start of the line."""

    pointed = Signal(object)
    """The distance under the mouse in units of the line, or None when it leaves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        tip = tr("Along the line, from its dot on. Point at it: the place is marked in the images.")
        super().__init__(tr("Profile along the line"), tip, parent)
        self.getPlotItem().layout.setContentsMargins(0, GRID, GRID, 0)
        self._curves: list[pg.PlotCurveItem] = []
        self._places: list[int] = []
        self._here = pg.InfiniteLine(angle=90)
        self._here.setVisible(False)
        self.addItem(self._here)
        self._of: object = None
        self._range = (np.inf, -np.inf)
        self.refresh_theme()

    def show_profiles(self, found: Profiles, label: str) -> None:
        """Draw the profiles. Limits grow while a cine plays, so that curves can be followed."""
        while len(self._curves) > len(found.of):
            self.removeItem(self._curves.pop())
        while len(self._curves) < len(found.of):
            self._curves.append(pg.PlotCurveItem(antialias=True))
            self.addItem(self._curves[-1])
        self._places = [profile.source.place for profile in found.of]
        for curve, profile in zip(self._curves, found.of, strict=True):
            pen = _pen(profile.source.place)
            curve.setData(found.where.distance, profile.values, pen=pen)
        self.label(tr("Along the line ({})").format(found.where.unit), label)
        self._fit(found)

    def _fit(self, found: Profiles) -> None:
        of = found.line, tuple(profile.source.pane for profile in found.of)
        low, high = self._range if of == self._of else (np.inf, -np.inf)
        self._of = of
        low = min([low, *(float(profile.values.min()) for profile in found.of)])
        high = max([high, *(float(profile.values.max()) for profile in found.of)])
        self._range = low, high
        if high > low:
            self.setYRange(low, high, padding=0.05)
        self.setXRange(0, found.where.length or 1.0, padding=0)

    def mark(self, distance: float | None) -> None:
        """Draw a line at a distance from the start of the line; none for None."""
        self._here.setVisible(distance is not None)
        if distance is not None:
            self._here.setValue(distance)

    def curve(self, index: int) -> tuple[NDArray[np.float32], str]:
        """The values of a curve, and its colour."""
        curve = self._curves[index]
        return np.asarray(curve.yData, np.float32), curve.opts["pen"].color().name()

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        super().refresh_theme()
        if hasattr(self, "_here"):  # not yet while the plot sets itself up
            self._here.setPen(pg.mkPen(colours().text, width=1))
            for curve, place in zip(self._curves, self._places, strict=True):
                curve.setPen(_pen(place))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not event.buttons():
            self.pointed.emit(self._to_plot(event.position()).x())

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(None)


def _pen(place: int) -> QPen:
    pen = QPen(QColor(image_colour(place)), 1.5)
    pen.setCosmetic(True)
    return pen


class ProfileLegend(QLabel):
    """A line per image: its colour, its name, the width of its edge, the value pointed at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, textFormat=Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(tr("Whose curves they are"))
        self.setToolTip(
            tr(
                "Edge: how far it is from 10 to 90 % of the step, where the line crosses one.\n"
                "Without: the first and the last quarter differ by less than 3 standard deviations."
            )
        )

    def show_profiles(self, found: Profiles | None, place: int | None) -> None:
        """Name the curves; ``place`` is the value pointed at, of the n along the line."""
        rows = [] if found is None else [_row(found, i, place) for i in range(len(found.of))]
        heads = (tr("Image"), tr("Edge 10–90 %"), "" if place is None else tr("Value"))
        if not rows:
            self.clear()
            return
        grey = colours().secondary
        head = "".join(
            f"<td align='{'left' if i < 1 else 'right'}' style='color:{grey}'>{text}</td>"
            for i, text in enumerate(heads)
        )
        head = f"<tr><td width='14'></td>{head}</tr>"
        self.setText(f"<table width='100%' cellpadding='1'>{head}{''.join(rows)}</table>")


def _row(found: Profiles, index: int, place: int | None) -> str:
    profile = found.of[index]
    edge = tr("none") if profile.edge is None else f"{profile.edge:.2f} {found.where.unit}"
    value = "" if place is None else f"{profile.values[place]:.4g}".replace("-", "−")
    cells: Sequence[tuple[str, str]] = (
        ("left", escape(title_of(profile.source.title))),
        ("right", edge.replace(" ", "&nbsp;")),
        ("right", value),
    )
    texts = "".join(f"<td align='{align}'>{text}</td>" for align, text in cells)
    colour = image_colour(profile.source.place)
    return f"<tr><td width='14' style='color:{colour}'>■</td>{texts}</tr>"
