"""How a window is arranged, kept from one start to the next and while only images are shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QDockWidget, QSplitter

if TYPE_CHECKING:
    from speckle_viewer.gui.window import Window


def keep_arrangement(window: "Window") -> None:
    """Remember how a window is arranged that is about to close."""
    settings = window.settings
    settings.keep_arrangement(window.saveGeometry(), window.saveState())
    settings.keep_splitters({s.objectName(): s.saveState() for s in _splitters(window)})
    settings.tab = window.docks.tabs.currentIndex()
    settings.methods = window.state.wants.methods


def restore_arrangement(window: "Window") -> None:
    """Arrange a new window as the last one was. Qt brings it back onto a screen that is there."""
    settings = window.settings
    arrangement = settings.arrangement()
    if arrangement is not None:
        window.restoreGeometry(arrangement[0])
        window.restoreState(arrangement[1])
    for splitter in _splitters(window):
        state = settings.splitter(splitter.objectName())
        if state is not None:
            splitter.restoreState(state)
    if 0 <= settings.tab < window.docks.tabs.count():
        window.docks.tabs.setCurrentIndex(settings.tab)


class ImagesOnly:
    """Hides everything but the images of a window, and shows again what was there.

    It is called with whether to hide.
    """

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._arranged = QByteArray()
        self._visible: list[QDockWidget] = []

    def __call__(self, only: bool) -> None:
        window = self._window
        if only:
            self._arranged = window.saveState()
            docks = [*window.docks.all, *window.explain.docks.values()]
            self._visible = [dock for dock in docks if not dock.isHidden()]
        for dock in self._visible:
            dock.setVisible(not only)
        window.menuBar().setVisible(not only)
        window.statusBar().setVisible(not only)
        if not only:
            window.restoreState(self._arranged)
        window.grid.focus_image()


def _splitters(window: "Window") -> list[QSplitter]:
    """Those that have a name; explainers that were not opened yet have none."""
    return [s for s in window.findChildren(QSplitter) if s.objectName()]
