"""The docks at the sides of the images: cines and methods, kernel inspector, header."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDockWidget,
    QLabel,
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.gui.cine_list import CineList
from speckle_viewer.gui.header_tab import HeaderTab
from speckle_viewer.gui.inspector import KernelInspector
from speckle_viewer.gui.method_list import MethodList
from speckle_viewer.gui.style import GRID

LEFT_WIDTH, RIGHT_WIDTH = 132, 256
"""Widths that leave two thirds of a 1440 × 900 window to the images."""


class Sized(QWidget):
    """A container that would like to be so wide."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)

    def sizeHint(self) -> QSize:
        return QSize(self._width, super().sizeHint().height())


def _dock(title: str, name: str, content: QWidget, width: int, window: QMainWindow) -> QDockWidget:
    dock = QDockWidget(title, window)
    dock.setObjectName(name)
    dock.setAccessibleName(title)
    holder = Sized(width)
    layout = holder.layout()
    assert layout is not None
    layout.addWidget(content)
    dock.setWidget(holder)
    return dock


def _titled(title: str, content: QWidget) -> QWidget:
    part = QWidget()
    layout = QVBoxLayout(part)
    layout.setContentsMargins(0, GRID // 2, 0, 0)
    layout.setSpacing(GRID // 2)
    label = QLabel(title)
    label.setProperty("role", "caption")
    label.setContentsMargins(GRID, 0, 0, 0)
    layout.addWidget(label)
    layout.addWidget(content, 1)
    return part


class Docks:
    """Builds the docks into a window."""

    def __init__(
        self,
        window: QMainWindow,
        cines: CineList,
        methods: MethodList,
        inspector: KernelInspector,
        header: HeaderTab,
    ) -> None:
        lists = QSplitter(Qt.Orientation.Vertical)
        lists.addWidget(_titled("Cines", cines))
        lists.addWidget(_titled("Methods", methods))
        lists.setStretchFactor(0, 3)
        lists.setStretchFactor(1, 2)
        lists.setChildrenCollapsible(False)
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self.lists = _dock("Cines and methods", "lists", lists, LEFT_WIDTH, window)
        self.lists.setTitleBarWidget(QWidget())  # its two titles are inside
        self.inspector = _dock("Kernel", "inspector", inspector, RIGHT_WIDTH, window)
        self.header = _dock("Header", "header", header, RIGHT_WIDTH, window)
        window.addDockWidget(left, self.lists)
        window.addDockWidget(right, self.inspector)
        window.tabifyDockWidget(self.inspector, self.header)
        window.setTabPosition(right, window.tabPosition(right).North)
        self.inspector.raise_()
        window.resizeDocks(
            [self.lists, self.inspector], [LEFT_WIDTH, RIGHT_WIDTH], Qt.Orientation.Horizontal
        )
        for dock, key in ((self.lists, "F2"), (self.inspector, "F3"), (self.header, "F4")):
            action = dock.toggleViewAction()
            action.setShortcut(key)
            action.setToolTip(f"Show or hide: {dock.windowTitle().lower()} ({key})")

    @property
    def all(self) -> tuple[QDockWidget, ...]:
        """Every dock."""
        return self.lists, self.inspector, self.header
