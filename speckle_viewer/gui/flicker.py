"""The key that changes between two images: pressed for good, held for as long as it is held."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent

from speckle_viewer.viewer import ViewerState

HELD_S = 0.3
"""A key that is down for longer than this is held: the first image comes back when it is let go."""


class FlickerKey(QObject):
    """Watches a window for the release of the key that its action was pressed by."""

    def __init__(
        self,
        state: ViewerState,
        action: QAction,
        window: QObject,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._state, self.now = state, now
        self._since: float | None = None
        action.triggered.connect(self._press)
        window.installEventFilter(self)

    def _press(self) -> None:
        self._since = self.now()
        self._flip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            self._release(event)
        return False

    def _release(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_X and not event.isAutoRepeat():
            since, self._since = self._since, None
            if since is not None and self.now() - since > HELD_S:
                self._flip()

    def _flip(self) -> None:
        self._state.compare(flipped=not self._state.wants.comparison.flipped)
