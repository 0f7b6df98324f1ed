"""What is open is saved now and then, so that it can be brought back after a crash."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QLockFile, QObject, QTimer

from speckle_viewer.gui.sessions import Sessions
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.viewer import Wants
from speckle_viewer.viewer.session import LASTING, SUFFIX

if TYPE_CHECKING:
    from speckle_viewer.gui.window import Window

_log = logging.getLogger(__name__)

AFTER_MS = 10_000
"""How long after a change all is saved: at most that much work is lost."""

WORTH = (*LASTING, "views", "overlays")
"""Fields of `Wants` whose change is worth saving by itself: not the mouse, and not the frame."""

OFFER = QT_TR_NOOP(
    "Speckle Viewer did not close as it should last time: "
    "File → Restore session brings back what was open."
)

NOT_SAVED = QT_TR_NOOP(
    "What is open cannot be saved by itself, so that a crash would lose it: "
    "File → Save session … keeps it."
)


class Autosave(QObject):
    """Keeps a session of a window in a folder, under a lock, until the window is closed.

    A session there whose lock is free is left over from a program that crashed.
    """

    def __init__(self, window: "Window", sessions: Sessions) -> None:
        super().__init__(window)
        self._window, self._sessions = window, sessions
        self._file: Path | None = None
        self._locks: list[QLockFile] = []
        self.left_over: list[Path] = []
        """The newest last."""
        self._has_failed = False
        self._soon = QTimer(self, interval=AFTER_MS, singleShot=True)
        self._soon.timeout.connect(self._write)
        window.actions_.restore_session.triggered.connect(self._restore)

    def wait(self, seconds: int) -> None:
        """Save so long after a change, from the next change on."""
        self._soon.setInterval(1000 * seconds)

    def begin(self, folder: Path) -> None:
        """Save into this folder from now on, and offer what was left over there."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            files = sorted(folder.glob(f"*{SUFFIX}"), key=lambda file: file.stat().st_mtime)
        except OSError as error:
            _log.warning("Nothing is saved by itself (%s).", error.strerror)
            self._fail()
            return
        self.left_over = [file for file in files if self._lock(file)]
        file = folder / f"autosave-{uuid4().hex[:8]}{SUFFIX}"
        if not self._lock(file):
            return
        self._file = file
        self._unsubscribe = self._window.state.subscribe(self._changed)
        self._window.actions_.restore_session.setEnabled(bool(self.left_over))
        if self.left_over:
            self._window.messages.show_note(tr(OFFER))

    def close(self) -> None:
        """Delete what was saved by itself: the window closes as it should."""
        self._soon.stop()
        if self._file is not None:
            self._unsubscribe()
            for file in (self._file, *self.left_over):
                file.unlink(missing_ok=True)
        for lock in self._locks:
            lock.unlock()

    def _lock(self, file: Path) -> bool:
        lock = QLockFile(f"{file}.lock")
        lock.setStaleLockTime(0)  # stale once its program is gone, however old it is
        if not lock.tryLock(0):
            return False
        self._locks.append(lock)
        return True

    def _changed(self, before: Wants, after: Wants) -> None:
        if not self._soon.isActive() and any(
            getattr(before, name) is not getattr(after, name) for name in WORTH
        ):
            self._soon.start()

    def _write(self) -> None:
        if self._file is not None and self._window.state.wants.cines:
            self._sessions.write(self._file, lambda: None, lambda sentence: self._fail())

    def _fail(self) -> None:
        """Say so, but once only: it is tried again after every change."""
        if not self._has_failed:
            self._has_failed = True
            self._window.messages.show_note(tr(NOT_SAVED))

    def _restore(self) -> None:
        begun = self._sessions.open(self.left_over[-1], named=False)
        self._window.actions_.restore_session.setEnabled(not begun)
