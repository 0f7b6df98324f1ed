"""Tells the history when the mouse holds something: what changes meanwhile is one step."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from speckle_viewer.gui.window import Window

_DOWN = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class Gestures(QObject):
    """Sees the mouse buttons of a window, whichever control is under them.

    It watches the window of the system: that one alone has each event once, and before the control.
    """

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._history = window.state.history
        window.winId()  # makes the window of the system
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _DOWN:
            self._history.begin_gesture()
        elif event.type() == QEvent.Type.MouseButtonRelease and not QGuiApplication.mouseButtons():
            self._history.end_gesture()
        return False
