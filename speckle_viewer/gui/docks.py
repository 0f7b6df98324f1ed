"""The docks at the sides of the images: cines and methods; kernel inspector and header."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QSplitter,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.gui.cine_list import CineList
from speckle_viewer.gui.header_tab import HeaderTab
from speckle_viewer.gui.icons import set_icon
from speckle_viewer.gui.inspector import KernelInspector
from speckle_viewer.gui.method_list import MethodList
from speckle_viewer.gui.method_tab import MethodTab
from speckle_viewer.gui.rois.part import RoiPart
from speckle_viewer.gui.steering import SteerTab
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import tr

LEFT_WIDTH, RIGHT_WIDTH = 160, 266
"""Widths that leave more than two thirds of one of 1440 pixels to the images."""


class _Sized(QWidget):
    """A container that would like to be so wide."""

    def __init__(self, width: int, content: QWidget) -> None:
        super().__init__()
        self._width = width
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(content)

    def sizeHint(self) -> QSize:
        return QSize(self._width, super().sizeHint().height())


class Dock(QDockWidget):
    """A dock without a bar of its own while it is docked: its content says what it is."""

    def __init__(
        self, title: str, name: str, key: str, content: QWidget, width: int, window: QMainWindow
    ) -> None:
        super().__init__(title, window)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setWidget(_Sized(width, content))
        self._bar = QWidget(self)
        self._follow(False)
        self.topLevelChanged.connect(self._follow)
        action = self.toggleViewAction()
        action.setShortcut(key)
        action.setToolTip(tr("Show or hide: {} ({})").format(title.lower(), key))

    def _follow(self, floating: bool) -> None:
        self.setTitleBarWidget(None if floating else self._bar)  # type: ignore[arg-type]
        self._bar.setVisible(not floating)


def _titled(title: str, *content: QWidget) -> QWidget:
    part = QWidget()
    layout = QVBoxLayout(part)
    layout.setContentsMargins(0, GRID // 2, 0, 0)
    layout.setSpacing(GRID // 2)
    label = QLabel(title)
    label.setProperty("role", "caption")
    label.setContentsMargins(GRID, 0, 0, 0)
    layout.addWidget(label)
    for widget in content[:-1]:
        row = QHBoxLayout()
        row.setContentsMargins(GRID // 2, 0, GRID // 2, 0)
        row.addWidget(widget)
        layout.addLayout(row)
    layout.addWidget(content[-1], 1)
    return part


class Docks:
    """Builds the docks into a window."""

    def __init__(
        self,
        window: QMainWindow,
        cines: CineList,
        methods: MethodList,
        regions: RoiPart,
        inspector: KernelInspector,
        steer: SteerTab,
        method: MethodTab,
        header: HeaderTab,
    ) -> None:
        lists = QSplitter(Qt.Orientation.Vertical)
        lists.setObjectName("lists-parts")
        lists.addWidget(_titled(tr("Cines"), cines))
        lists.addWidget(_titled(tr("Methods"), methods.search, methods))
        lists.addWidget(regions)
        lists.setStretchFactor(1, 1)  # the others keep their height
        lists.setChildrenCollapsible(False)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(False)  # its tabs fit
        self.tabs.addTab(inspector, tr("Kernel"))
        self.tabs.addTab(steer, tr("Steer"))
        self.tabs.addTab(method, tr("Method"))
        self.tabs.addTab(header, tr("Header"))
        self.lists = Dock(tr("Cines and methods"), "lists", "F2", lists, LEFT_WIDTH, window)
        self.inspector = Dock(tr("Inspector"), "inspector", "F3", self.tabs, RIGHT_WIDTH, window)
        self.tabs.setCornerWidget(self._undock_button(self.tabs))
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.lists)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.inspector)
        window.resizeDocks(
            [self.lists, self.inspector], [LEFT_WIDTH, RIGHT_WIDTH], Qt.Orientation.Horizontal
        )

    def _undock_button(self, parent: QWidget) -> QToolButton:
        action = QAction(tr("Undock the inspector"), self.inspector)
        action.setToolTip(tr("Undock the inspector, or dock it again (Shift+F3)"))
        action.setShortcut("Shift+F3")
        action.triggered.connect(
            lambda: self.inspector.setFloating(not self.inspector.isFloating())
        )
        set_icon(action, "undock")
        button = QToolButton(parent)
        button.setDefaultAction(action)
        button.setAccessibleName(action.text())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def show_tab(self, content: QWidget) -> None:
        """Bring the inspector to the front, and in it this tab."""
        self.inspector.show()
        self.inspector.raise_()
        self.tabs.setCurrentWidget(content)

    @property
    def all(self) -> tuple[Dock, ...]:
        """Every dock."""
        return self.lists, self.inspector
