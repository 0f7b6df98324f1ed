"""What a GUI test may leave behind: top-level widgets, threads, and timers that still tick."""

import gc
import sys
import threading
import traceback
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

SECONDS_TO_END = 5.0
"""A thread that was told to stop gets this long before it counts as left behind."""

OWNED_BY_QT = {"QTipLabel"}
"""Top-level widgets that Qt makes for itself and keeps."""

Kind = TypeVar("Kind", bound=QObject)


class Alive:
    """What was alive when this was made, to tell what came later and stayed."""

    def __init__(self) -> None:
        self.widgets = _top_level_widgets()
        self.timers = _ticking_timers()
        self.qthreads = _running_qthreads()
        self.threads = threading.enumerate()

    def left_behind(self) -> list[str]:
        """Describe what came since and did not go, a line or more for each."""
        _let_qt_delete()
        milliseconds = int(SECONDS_TO_END * 1000)
        pool_is_idle = QThreadPool.globalInstance().waitForDone(milliseconds)
        qthreads = [t for t in _running_qthreads() if t not in self.qthreads]
        threads = [t for t in threading.enumerate() if t not in self.threads]
        for thread in threads:
            thread.join(SECONDS_TO_END)
        return [
            *(_describe_widget(w) for w in _top_level_widgets() if w not in self.widgets),
            *(_describe_timer(t) for t in _ticking_timers() if t not in self.timers),
            *(f"running {_owners(t)}" for t in qthreads if not t.wait(milliseconds)),
            *(_describe_thread(t) for t in threads if t.is_alive()),
            *([] if pool_is_idle else ["a job in the global QThreadPool"]),
        ]


def _let_qt_delete() -> None:
    """Carry out every deleteLater, and free cycles of widgets that nothing refers to."""
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()
        gc.collect()


def _top_level_widgets() -> list[QWidget]:
    widgets = [w for w in QApplication.topLevelWidgets() if isValid(w)]
    return [w for w in widgets if w.metaObject().className() not in OWNED_BY_QT]


def _ticking_timers() -> list[QTimer]:
    return [t for t in _objects(QTimer) if t.isActive()]


def _running_qthreads() -> list[QThread]:
    return [t for t in _objects(QThread) if t.isRunning() and t is not QThread.currentThread()]


def _objects(kind: type[Kind]) -> list[Kind]:
    # type() instead of isinstance: some modules put objects here that act when asked what they are.
    found = [o for o in gc.get_objects() if issubclass(type(o), kind)]
    return [o for o in found if isValid(o)]


def _owners(thing: QObject) -> str:
    names = []
    owner: QObject | None = thing
    while owner is not None:
        name = owner.objectName()
        names.append(f"{type(owner).__name__} '{name}'" if name else type(owner).__name__)
        owner = owner.parent()
    return " of ".join(names)


def _describe_widget(widget: QWidget) -> str:
    return f"top-level widget {_owners(widget)}, titled '{widget.windowTitle()}'"


def _describe_timer(timer: QTimer) -> str:
    return f"{_owners(timer)}, which ticks every {timer.interval()} ms"


def _describe_thread(thread: threading.Thread) -> str:
    frame = sys._current_frames().get(thread.ident or 0)
    where = "".join(traceback.format_stack(frame)[-3:]) if frame else ""
    return f"thread '{thread.name}', which is at\n{where}"
