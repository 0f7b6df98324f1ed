"""The part of the lists dock that has the regions and distances; there while there are any."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.gui.icons import set_icon
from speckle_viewer.gui.rois.roi_list import RoiList
from speckle_viewer.gui.rois.tools import RoiActions
from speckle_viewer.gui.rois.tracking import Tracking
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import Scene, ViewerState

_HEIGHT = 200
"""In pixels: four rows under the heading."""


class RoiPart(QWidget):
    """A heading with a menu, and the list."""

    def __init__(
        self,
        state: ViewerState,
        tracking: Tracking,
        actions: RoiActions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self.list = RoiList(state, tracking, self)
        self.list.menu_wanted.connect(self._show_menu)
        actions.rename.triggered.connect(self.list.rename_selected)
        self.more = QToolButton(self)
        set_icon(self.more, "more")
        self.more.setToolTip(tr("What can be done with the selected region or distance"))
        self.more.setAccessibleName(tr("Actions for the selected region or distance"))
        self.more.clicked.connect(
            lambda: self._show_menu(self.more.mapToGlobal(QPoint(0, self.more.height())))
        )
        title = QLabel(tr("Regions"))
        title.setProperty("role", "caption")
        heading = QHBoxLayout()
        heading.setContentsMargins(GRID, 0, GRID // 2, 0)
        heading.addWidget(title, 1)
        heading.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID // 2, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(heading)
        column.addWidget(self.list, 1)
        self.hide()

    def show_scene(self, scene: Scene) -> None:
        """List what the scene has."""
        wants = scene.wants
        there = bool(wants.cine_rois or wants.cine_rulers)
        self.list.show_scene(scene)
        if there == self.isHidden():
            self._share_room(there)

    def _share_room(self, there: bool) -> None:
        """Come, with a third of the dock at most, or go: the part above gives and takes."""
        splitter = self.parentWidget()
        assert isinstance(splitter, QSplitter)
        *others, above, own = splitter.sizes()
        room = above + own
        own = min(_HEIGHT, (sum(others) + room) // 3) if there else 0
        self.setVisible(there)
        splitter.setSizes([*others, room - own, own])

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        self._actions.fill(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
