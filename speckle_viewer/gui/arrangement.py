"""How a window is arranged, kept from one start to the next: docks, splitters, tab, methods."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSplitter

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


def _splitters(window: "Window") -> list[QSplitter]:
    """Those that have a name; explainers that were not opened yet have none."""
    return [s for s in window.findChildren(QSplitter) if s.objectName()]
