"""Analyses in a thread of their own, and their results in the thread of the window."""

import logging
import threading
from collections.abc import Callable
from itertools import count
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from speckle_viewer.errors import Cancelled, SpeckleViewerError
from speckle_viewer.gui.tr import tr
from speckle_viewer.gui.worker import Worker

_log = logging.getLogger(__name__)

T = TypeVar("T")

Failed = Callable[[str], None]
Progress = Callable[[float], None]


class Task:
    """What an analysis knows of its own running."""

    def __init__(self, stopped: Callable[[], bool], report: Progress) -> None:
        self.stopped = stopped
        """Whether the result is no longer wanted."""
        self.report = report
        """Say how much is done, 0 to 1."""

    def check(self) -> None:
        """Raise `Stopped` if the result is no longer wanted."""
        if self.stopped():
            raise Stopped

    def check_method(self) -> None:
        """The same for a method at work: raises `Cancelled`, which plug-ins pass on."""
        if self.stopped():
            raise Cancelled


class Stopped(Exception):
    """An analysis ended because its result is no longer wanted."""


class Analyst(QObject):
    """Does the newest job of each key in a thread of its own, which is made at first use.

    ``then``, ``failed`` and ``progress`` are called in the thread of the window, and only for the
    newest job of its key.
    """

    changed = Signal()
    """A job was asked for, has ended or was cancelled: `busy` may differ."""

    _said = Signal(str, int, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._worker: Worker | None = None
        self._numbers = count(1)
        self._wanted: dict[str, int] = {}
        self._said.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._saying = threading.Lock()
        self._closed = False

    def ask(
        self,
        key: str,
        job: Callable[[Task], T],
        then: Callable[[T], None],
        failed: Failed | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Have a job done; one of the same key that waits or runs is no longer wanted.

        A job that raises `SpeckleViewerError` has failed with its sentence.
        """
        if self._closed:
            return
        if self._worker is None:
            self._worker = Worker(f"analysis: {self._name}")
        number = self._wanted[key] = next(self._numbers)

        def run(no_longer: Callable[[], bool]) -> None:
            def stopped() -> bool:
                return no_longer() or self._wanted.get(key) != number

            def report(share: float) -> None:
                if progress is not None:
                    self._say(key, number, lambda: progress(share))

            self._say(key, number, *_outcome(job, Task(stopped, report), then, failed))

        self._worker.submit(key, run)
        self.changed.emit()

    def cancel(self, key: str) -> None:
        """Want a job no longer."""
        if self._wanted.pop(key, None) is not None:
            self.changed.emit()

    def busy(self, key: str) -> bool:
        """Whether a job of this key waits or runs."""
        return key in self._wanted

    @property
    def is_busy(self) -> bool:
        """Whether any job waits or runs."""
        return bool(self._wanted)

    def close(self, timeout: float = 0.0) -> None:
        """Stop: no callback follows. The thread ends when its job sees that it is not wanted."""
        with self._saying:
            self._closed = True
            self._wanted.clear()
        if self._worker is not None:
            self._worker.close(timeout)

    def _say(self, key: str, number: int, call: Callable[[], None], last: bool = False) -> None:
        # From the analyst's thread, which may outlive this object: hence the lock.
        with self._saying:
            if self._wanted.get(key) == number:
                self._said.emit(key, number, (call, last))

    def _take(self, key: str, number: int, said: tuple[Callable[[], None], bool]) -> None:
        if self._wanted.get(key) != number:
            return
        call, last = said
        if last:
            del self._wanted[key]
        call()
        if last:
            self.changed.emit()


def _outcome(
    job: Callable[[Task], T], task: Task, then: Callable[[T], None], failed: Failed | None
) -> tuple[Callable[[], None], bool]:
    """What is to be called in the window's thread when a job has run, and that it is the last."""
    sentence = ""
    try:
        result = job(task)
        return (lambda: then(result)), True
    except (Stopped, Cancelled):
        return (lambda: None), True
    except SpeckleViewerError as error:
        sentence = str(error)
    except MemoryError:
        sentence = tr("There is not enough memory for this: choose a smaller part.")
    except Exception as error:  # its text may name a patient
        _log.error("An analysis failed: %s", type(error).__name__, exc_info=_log.isEnabledFor(10))
        sentence = tr("This analysis failed ({}): run `speckle-viewer doctor`.").format(
            type(error).__name__
        )
    return (lambda: failed(sentence) if failed is not None else None), True
