"""The parts of the window between which the keyboard goes: images, bars, docks."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

if TYPE_CHECKING:
    from speckle_viewer.gui.window import Window


class Parts:
    """Goes round the parts of a window that are seen and have something to be used."""

    def __init__(self, window: "Window") -> None:
        self._window = window

    def go(self, step: int) -> None:
        """Give the keyboard to the next part, or with a ``step`` of -1 to the one before."""
        entries = [(part, entry) for part in self.all if (entry := entry_of(part)) is not None]
        focus = QApplication.focusWidget()
        here = next(
            (i for i, (p, _) in enumerate(entries) if focus is not None and p.isAncestorOf(focus)),
            -1 if step > 0 else 0,
        )
        if entries:
            reason = Qt.FocusReason.TabFocusReason
            part, entry = entries[(here + step) % len(entries)]
            part.window().activateWindow()
            entry.setFocus(reason)

    @property
    def all(self) -> list[QWidget]:
        """The parts that are seen, from the images on."""
        window = self._window
        docks = window.findChildren(QDockWidget)
        strips = [window.comparing, window.beside, window.messages, window.transport]
        parts = [window.grid, *strips, *docks]
        return [part for part in parts if part.isVisible() and not part.visibleRegion().isEmpty()]


def entry_of(part: QWidget) -> QWidget | None:
    """The control of a part that Tab would come to first; None where there is none."""
    widget = part.nextInFocusChain()
    while widget is not part and widget is not None:
        reachable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
        if reachable and widget.isVisible() and part.isAncestorOf(widget):
            return widget
        widget = widget.nextInFocusChain()
    return None
