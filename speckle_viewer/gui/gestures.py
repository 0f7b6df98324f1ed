"""Tells the history when the mouse holds something: what changes meanwhile is one step."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow

if TYPE_CHECKING:
    from speckle_viewer.gui.window import Window

_DOWN = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class Gestures(QObject):
    """Sees the mouse buttons in a window and its floating ones, whichever control is under them.

    It watches the windows of the system: they alone have each event once, and before the control.
    Each is watched from when it first has the focus, which a press gives. Not the application: its
    filter would have every paint and timer wait for Python.
    """

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._history = window.state.history
        window.winId()  # makes the window of the system
        self._watch(window.windowHandle())
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._watch)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _DOWN:
            self._history.begin_gesture()
        elif event.type() == QEvent.Type.MouseButtonRelease and not QGuiApplication.mouseButtons():
            self._history.end_gesture()
        return False
