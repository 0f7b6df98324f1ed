"""The plot beside the table: a histogram, or a quantity over time."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.cine import Cine
from speckle_viewer.colours import DISTINCT, on_white
from speckle_viewer.colours import image_colour as colour_on
from speckle_viewer.gui.explain.measuring.memory import Memory
from speckle_viewer.gui.explain.measuring.plots import CoursePlot, Curve, HistogramPlot, legend_of
from speckle_viewer.gui.explain.measuring.question import Place, name_of
from speckle_viewer.gui.explain.measuring.values import Row
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.texts import title_of
from speckle_viewer.gui.theme import image_colour
from speckle_viewer.gui.tr import tr
from speckle_viewer.measuring import QUANTITIES
from speckle_viewer.viewer import ViewerState
from speckle_viewer.viewer.measurements import HISTOGRAM
from speckle_viewer.viewer.roi import Roi

_LEGEND = 48  # pixels: three lines


class PlotPart(QWidget):
    """A choice, and under it the plot that was chosen."""

    gone_to = Signal(int)
    """A frame that was clicked."""

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._times = np.zeros(0)
        self.region: Place | None = None
        """The one that is plotted; None where several are."""
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr("Plot"))
        self.choice.setToolTip(tr("What is plotted of the selected rows"))
        self.legend = QLabel(wordWrap=True)
        self.legend.setProperty("role", "caption")
        self.legend.setMaximumHeight(_LEGEND)
        self.legend.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.histogram, self.course = HistogramPlot(), CoursePlot()
        self._plots = QStackedLayout()
        self._plots.addWidget(self.histogram)
        self._plots.addWidget(self.course)
        self.lack = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.lack.setProperty("role", "caption")
        self._plots.addWidget(self.lack)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID // 2, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.choice)
        column.addWidget(self.legend)
        column.addLayout(self._plots, 1)
        self.choice.activated.connect(
            lambda place: state.measurements.plot(self.choice.itemData(place))
        )
        self.course.gone_to.connect(self._go_to)

    def _go_to(self, time: float) -> None:
        if len(self._times):
            self.gone_to.emit(int(np.abs(self._times - time).argmin()))

    def offer(self, names: Sequence[str], chosen: str) -> None:
        """Offer the histogram, and quantities over time; ``chosen`` is what is plotted."""
        over_time = dict.fromkeys((*names, chosen))
        offered = [n for n in over_time if n in QUANTITIES and QUANTITIES[n].compute is not None]
        offered = [HISTOGRAM, *offered]
        if [self.choice.itemData(i) for i in range(self.choice.count())] != offered:
            self.choice.clear()
            for name in offered:
                text = tr("Histogram")
                if name != HISTOGRAM:
                    text = tr("{} over time").format(_head(name))
                self.choice.addItem(text, name)
        place = self.choice.findData(chosen)
        if place != self.choice.currentIndex():
            self.choice.setCurrentIndex(place)
        self._turn_to(chosen)

    def _turn_to(self, chosen: str) -> None:
        over_time = self.lack if self.lack.text() else self.course
        self._plots.setCurrentWidget(self.histogram if chosen == HISTOGRAM else over_time)

    def draw_histogram(self, rows: Sequence[Row]) -> None:
        """Draw the histograms of rows of one region."""
        curves = list[Curve]()
        self.region = rows[0].place if rows else None
        for row in rows:
            if row.counts is not None and row.counts.sum():
                share = 100 * row.counts / row.counts.sum()
                title, (colour, paper) = title_of(row.source.title), _colours(row, False)
                curves.append(Curve(title, colour, paper, 0, share))
        self.histogram.show_curves(curves)
        self._say(curves)

    def draw_course(
        self, cine: Cine, rows: Sequence[Row], name: str, memory: Memory, why: str = ""
    ) -> None:
        """Draw a quantity of rows over the frames that are known, or say ``why`` it cannot be."""
        self._times = cine.times
        self.lack.setText(why)
        self._turn_to(name)
        curves = list[Curve]()
        panes = [*dict.fromkeys(row.source.pane for row in rows)]
        several = len({name_of(row.place) for row in rows}) > 1
        self.region = rows[0].place if rows and not several else None
        for row in rows:
            values = memory.course(row.source, row.place, name, len(cine))
            colour, paper = _colours(row, several)
            title = title_of(row.source.title)
            title = f"{name_of(row.place)}, {title}" if several else title
            style = panes.index(row.source.pane) if several else 0
            curves.append(Curve(title, colour, paper, style, values))
        self.course.show_curves(cine.times, curves, _head(name))
        self._say(() if why else curves)

    @property
    def region_name(self) -> str:
        """What is plotted; empty where several places are."""
        return "" if self.region is None else name_of(self.region)

    def _say(self, curves: Sequence[Curve]) -> None:
        text = legend_of(self.region_name, curves)
        if text != self.legend.text():
            self.legend.setText(text)

    def mark(self, time: float) -> None:
        """Mark the time of the frame that is shown."""
        self.course.mark(time)

    def clear(self) -> None:
        """Show nothing."""
        self.histogram.show_curves(())
        self.legend.clear()
        self.region = None

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        self.histogram.refresh_theme()
        self.course.refresh_theme()
        self.course.refresh_now()


def _colours(row: Row, of_region: bool) -> tuple[str, str]:
    """On screen and on white: of a row's region where there are several, else of its image."""
    if of_region and isinstance(row.place, Roi):
        return pin_colour(row.place.colour), on_white()[row.place.colour % len(DISTINCT)]
    return image_colour(row.source.place), colour_on(row.source.place, "white")


def _head(name: str) -> str:
    """A quantity in the window's language, with its unit."""
    quantity = QUANTITIES[name]
    title, unit = tr(quantity.title), tr(quantity.unit)
    return f"{title} ({unit})" if unit else title
