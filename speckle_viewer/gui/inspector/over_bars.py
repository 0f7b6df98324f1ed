"""Maps with their colour bars directly below them, however much height is left."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from speckle_viewer.gui.inspector.heatmap import KernelMaps
from speckle_viewer.gui.inspector.layout import GAP
from speckle_viewer.gui.inspector.legend import Legend


class OverBars(QWidget):
    """The maps, which scroll where they need more room, and the bars where the lowest map ends."""

    def __init__(self, maps: KernelMaps, legend: Legend) -> None:
        super().__init__()
        self._maps, self._legend = maps, legend
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(maps.focusPolicy().NoFocus)
        self._scroll.setWidget(maps)
        legend.setParent(self)
        maps.arranged.connect(self.place)

    def place(self) -> None:
        """Put the bars where they belong; the room of the maps depends on their height alone."""
        room = self.height() - self._legend.height() - GAP
        self._scroll.setGeometry(0, 0, self.width(), room)
        top = min(self._maps.bottom or room, room) + GAP
        self._legend.setGeometry(0, top, self.width(), self._legend.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._legend.height() + GAP + self._scroll.minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return self._scroll.sizeHint() + QSize(0, self._legend.height() + GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.place()
