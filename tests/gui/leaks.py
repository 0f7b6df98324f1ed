"""What a GUI test may leave behind: top-level widgets, threads, and timers that still tick."""

import gc
import sys
import threading
import traceback

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

SECONDS_TO_END = 5.0
"""A thread that was told to stop gets this long before it counts as left behind."""

OWNED_BY_QT = {"QTipLabel"}
"""Top-level widgets that Qt makes for itself and keeps."""


class Alive:
    """What was alive when this was made, to tell what came later and stayed."""

    def __init__(self) -> None:
        self._before = _things_of_qt()
        self._threads = threading.enumerate()

    def left_behind(self) -> list[str]:
        """Describe what came since and did not go, a line or more for each."""
        milliseconds = int(SECONDS_TO_END * 1000)
        pool_is_idle = QThreadPool.globalInstance().waitForDone(milliseconds)
        _let_qt_delete()
        if self._new_things():
            gc.collect()  # cycles of widgets that nothing refers to
            _let_qt_delete()
        threads = [t for t in threading.enumerate() if t not in self._threads]
        for thread in threads:
            thread.join(SECONDS_TO_END)
        return [
            *(_describe(t) for t in self._new_things() if not _ends(t, milliseconds)),
            *(_describe_thread(t) for t in threads if t.is_alive()),
            *([] if pool_is_idle else ["a job in the global QThreadPool"]),
        ]

    def _new_things(self) -> list[QObject]:
        return [thing for thing in _things_of_qt() if thing not in self._before]


def _let_qt_delete() -> None:
    """Carry out every deleteLater."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()


def _things_of_qt() -> list[QObject]:
    """Top-level widgets, ticking timers and running threads."""
    widgets = [w for w in QApplication.topLevelWidgets() if isValid(w)]
    shown = [w for w in widgets if w.metaObject().className() not in OWNED_BY_QT]
    kinds = {*_kinds(QTimer), *_kinds(QThread)}
    found = [o for o in gc.get_objects() if type(o) in kinds]
    return [*shown, *(o for o in found if isValid(o) and _is_busy(o))]


def _kinds(base: type[QObject]) -> set[type[QObject]]:
    return {base}.union(*(_kinds(kind) for kind in base.__subclasses__()))


def _is_busy(thing: QTimer | QThread) -> bool:
    if isinstance(thing, QTimer):
        return thing.isActive()
    return thing.isRunning() and thing is not QThread.currentThread()


def _ends(thing: QObject, milliseconds: int) -> bool:
    return isinstance(thing, QThread) and thing.wait(milliseconds)


def _describe(thing: QObject) -> str:
    if isinstance(thing, QWidget):
        return f"top-level widget {_owners(thing)}, titled '{thing.windowTitle()}'"
    if isinstance(thing, QTimer):
        return f"{_owners(thing)}, which ticks every {thing.interval()} ms"
    return f"running {_owners(thing)}"


def _owners(thing: QObject) -> str:
    names = []
    owner: QObject | None = thing
    while owner is not None:
        name = owner.objectName()
        names.append(f"{type(owner).__name__} '{name}'" if name else type(owner).__name__)
        owner = owner.parent()
    return " of ".join(names)


def _describe_thread(thread: threading.Thread) -> str:
    frame = sys._current_frames().get(thread.ident or 0)
    where = "".join(traceback.format_stack(frame)[-3:]) if frame else ""
    return f"thread '{thread.name}', which is at\n{where}"
