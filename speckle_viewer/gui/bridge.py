"""The engine's callbacks as signals in the thread of the window."""

import threading
from collections.abc import Hashable, Sequence
from dataclasses import replace
from weakref import WeakSet

from PySide6.QtCore import QObject, Qt, Signal

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import Engine, Request, Result, Status


class Bridge(QObject):
    """Keeps the engine busy with what the scene lacks, and remembers what it answered.

    Everything here runs in the thread of the window, but for the three callbacks of the engine
    that only emit signals.
    """

    changed = Signal()
    """A result came, a frame failed, or the status changed."""
    failed = Signal(str)
    """A frame could not be denoised: the sentence that says why, once for each method."""

    _result_came = Signal(object)
    _error_came = Signal(object, str)
    _status_came = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        queued = Qt.ConnectionType.QueuedConnection
        self._result_came.connect(self._take_result, queued)
        self._error_came.connect(self._take_error, queued)
        self._status_came.connect(self._take_status, queued)
        self.status = Status()
        self._closed = False
        self._saying = threading.Lock()
        self._engine = Engine(
            on_result=lambda result: self._say("_result_came", result),
            on_error=lambda _, request, error: self._say("_error_came", request, str(error)),
            on_status=lambda status: self._say("_status_came", status),
        )
        self._asked: dict[str, Request] = {}
        self._ahead: tuple[Request, ...] = ()
        self._last: dict[str, Result] = {}
        self._problems: dict[Hashable, tuple[Request, str]] = {}
        self._told: set[tuple[str, str]] = set()
        self._methods: frozenset[str] = frozenset()
        self._forgotten: WeakSet[Cine] = WeakSet()

    def keep(self, methods: Sequence[str]) -> None:
        """Let go of what was asked of all other methods, and of what came of it.

        Their kernels fill much memory; and what failed is tried again when they are next chosen.
        """
        self._methods = frozenset(methods)
        for method in self._asked.keys() - self._methods:
            self._engine.cancel(method)
            del self._asked[method]
        self._last = {m: r for m, r in self._last.items() if m in methods}
        self._problems = {k: v for k, v in self._problems.items() if v[0].method in methods}
        self._told = {told for told in self._told if told[0] in methods}

    def retry(self) -> None:
        """Forget what failed, so that it is tried again."""
        self._problems, self._told = {}, set()

    def want(self, requests: Sequence[Request], ahead: Sequence[Request], *, patient: bool) -> None:
        """Ask for frames now, and for others in advance.

        ``patient`` lets a frame that is being computed end, though another one is wanted by now:
        while a cine plays faster than it is denoised, nothing would ever be finished otherwise.
        The same holds while a control is being moved; the newest value comes next then.
        """
        for method in self._asked.keys() - {request.method for request in requests}:
            if not patient:
                self._engine.cancel(method)
                del self._asked[method]
        for request in requests:
            asked = self._asked.get(request.method)
            if asked is None or not (
                asked.covers(request)
                or (patient and asked.cine is request.cine)
                or replace(asked, controls=request.controls).covers(request)
            ):
                self._asked[request.method] = request
                self._engine.submit(request, request.method)
        if tuple(ahead) != self._ahead:
            self._ahead = tuple(ahead)
            self._engine.prefetch(self._ahead)

    def result(self, request: Request) -> Result | None:
        """The result for a request, or else the last one of its method and cine. Never waits."""
        last = self._last.get(request.method)
        if last is not None and last.request.cine is not request.cine:
            last = None
        if last is None or last.request.key != request.key or last.prediction is None:
            cached = self._engine.cached(replace(request, needs_evidence=False))
            if cached is not None:
                last = self._last[request.method] = cached
        return last

    def denoised(self, requests: Sequence[Request]) -> frozenset[int]:
        """The frames whose images are cached for each of these requests, whatever its frame."""
        sets = [self._engine.cached_frames(request) for request in requests]
        return frozenset.intersection(*sets) if sets else frozenset()

    def problem(self, request: Request) -> str | None:
        """Why this request failed, if it did."""
        _, sentence = self._problems.get(request.key, (None, None))
        return sentence

    def forget(self, cine: Cine) -> None:
        """Drop everything that concerns a cine that is being closed."""
        self._engine.forget(cine)
        self._forgotten.add(cine)
        self._problems = {k: v for k, v in self._problems.items() if v[0].cine is not cine}
        self._ahead = ()
        self._asked = {m: r for m, r in self._asked.items() if r.cine is not cine}
        self._last = {m: r for m, r in self._last.items() if r.request.cine is not cine}

    def forget_method(self, method: str) -> None:
        """Drop a method that is made anew, and what came of the one that had its id before."""
        self._engine.forget_method(method)
        self._ahead = ()
        self._asked.pop(method, None)
        self._last.pop(method, None)
        self._problems = {k: v for k, v in self._problems.items() if v[0].method != method}

    def close(self, timeout: float = 0.05) -> None:
        """Stop the engine: no signal follows. Its thread gets up to ``timeout`` seconds to end."""
        with self._saying:
            self._closed = True
        self._engine.close(timeout)

    def _say(self, signal: str, *values: object) -> None:
        # From the engine's thread, which may outlive this object: hence the lock.
        with self._saying:
            if not self._closed:
                getattr(self, signal).emit(*values)

    def _take_result(self, result: Result) -> None:
        if self._closed:
            return
        request = result.request
        asked = self._asked.get(request.method)
        if result.number and asked and request.covers(asked) and request.method in self._methods:
            del self._asked[request.method]
            self._last[request.method] = result
        self.changed.emit()

    def _take_error(self, request: Request, sentence: str) -> None:
        if self._closed or request.cine in self._forgotten:
            return
        if request.method not in self._methods:
            return
        asked = self._asked.get(request.method)
        if asked is not None and request.covers(asked):
            del self._asked[request.method]
        # What failed at another value of a control is tried again when that comes back.
        self._problems = {
            key: known
            for key, known in self._problems.items()
            if known[0].method != request.method or known[0].controls == request.controls
        }
        self._problems[request.key] = request, sentence
        # The same fault in another frame is not told again.
        told = request.method, sentence.replace(f"frame {request.frame + 1}", "frame")
        if told not in self._told:
            self._told.add(told)
            self.failed.emit(sentence)
        self.changed.emit()

    def _take_status(self, status: Status) -> None:
        if not self._closed:
            self.status = status
            self.changed.emit()
