"""A key that switches when it is pressed, and back when it was held and is let go."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent

HELD_S = 0.3
"""A key that is down for longer than this is held: what was before comes back when it is let go."""


class HeldKey(QObject):
    """Watches a window for the release of the key that its action was pressed by.

    Parameters
    ----------
    action
        What switches.
    key
        The key of its shortcut.
    back
        Switches back.
    """

    def __init__(
        self,
        action: QAction,
        key: Qt.Key,
        back: Callable[[], object],
        window: QObject,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._key, self._back, self.now = key, back, now
        self._since: float | None = None
        action.setAutoRepeat(False)
        action.triggered.connect(self._press)
        window.installEventFilter(self)

    def _press(self) -> None:
        self._since = self.now()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            self._release(event)
        return False

    def _release(self, event: QKeyEvent) -> None:
        if event.key() == self._key and not event.isAutoRepeat():
            since, self._since = self._since, None
            if since is not None and self.now() - since > HELD_S:
                self._back()
