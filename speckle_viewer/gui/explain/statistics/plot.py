"""A plot in which one selects by dragging."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from speckle_viewer.gui.layers import LIT
from speckle_viewer.gui.style import small_font
from speckle_viewer.gui.theme import colours


@dataclass(frozen=True)
class Mark:
    """A kernel that is marked in the plots: that of the pixel looked at, or of a pin.

    ``kernel`` counts from 0; ``colour`` is that of the pin, and empty without one.
    """

    kernel: int
    colour: str = ""

    @property
    def ink(self) -> str:
        """The colour in which it is drawn."""
        return self.colour or colours().text


class Axis(pg.AxisItem):  # type: ignore[misc]
    """Numbers with a true minus sign, as in the tables."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        texts: list[str] = super().tickStrings(values, scale, spacing)
        return [text.replace("-", "−") for text in texts]


class Plot(pg.PlotWidget):  # type: ignore[misc]
    """Axes in the theme's colours; it cannot be zoomed, since dragging selects."""

    dragged = Signal(object, bool)
    """The way of the mouse so far, as (x, y) in units of the axes; and whether it has ended."""
    clicked = Signal(float, float)
    """x and y, in units of the axes."""

    def __init__(self, name: str, tip: str, parent: QWidget | None = None) -> None:
        axes = {side: Axis(side) for side in ("bottom", "left")}
        super().__init__(parent, enableMenu=False, axisItems=axes)
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        menu = self.getPlotItem().ctrlMenu  # it is nobody's, and would stay
        menu.setParent(self, menu.windowFlags())
        self.setMinimumSize(160, 100)
        for side in ("bottom", "left"):
            self.getAxis(side).enableAutoSIPrefix(False)  # while it has no label: it would scale
        self._labels = ("", "")
        self._way: list[QPointF] = []
        self.refresh_theme()

    def label(self, x: str, y: str) -> None:
        """Say what the axes are, with units."""
        if (x, y) != self._labels:
            self._labels = x, y
            self.refresh_theme()

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        theme = colours()
        self.setBackground(theme.background)
        style = {"color": theme.secondary, "font-size": f"{small_font().pixelSize()}px"}
        for side, text in zip(("bottom", "left"), self._labels, strict=True):
            axis = self.getAxis(side)
            axis.setPen(theme.line)
            axis.setTextPen(theme.secondary)
            axis.setStyle(tickFont=small_font(), maxTickLevel=1)
            self.setLabel(side, text, **style)
        self.getAxis("left").setWidth(56)

    # -- mouse ---------------------------------------------------------------------------------

    def to_screen(self, x: float, y: float) -> QPointF:
        """Where a point of the plot lies, in this widget's coordinates."""
        place = self.getViewBox().mapViewToScene(QPointF(x, y))
        return QPointF(self.mapFromScene(place))

    def _to_plot(self, position: QPointF) -> QPointF:
        place: QPointF = self.getViewBox().mapSceneToView(self.mapToScene(position.toPoint()))
        return place

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._way = []
        if event.button() == Qt.MouseButton.LeftButton:
            self._way = [event.position()]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._way and event.buttons() & Qt.MouseButton.LeftButton:
            self._way.append(event.position())
            if self._moved(event.position()):
                self.dragged.emit(self._points(), False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._way or event.button() != Qt.MouseButton.LeftButton:
            return
        if len(self._way) > 1 and any(map(self._moved, self._way)):
            self.dragged.emit(self._points(), True)
        else:
            place = self._to_plot(event.position())
            self.clicked.emit(place.x(), place.y())
        self._way = []

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def _moved(self, position: QPointF) -> bool:
        return (position - self._way[0]).manhattanLength() >= 4

    def _points(self) -> Sequence[tuple[float, float]]:
        places = [self._to_plot(position) for position in self._way]
        return [(place.x(), place.y()) for place in places]


def lit_colour() -> str:
    """The colour of what is selected; on a light ground that of the images would not be seen."""
    return LIT if colours().name == "dark" else "#00857a"
