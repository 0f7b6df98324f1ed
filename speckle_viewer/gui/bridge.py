"""The engine's callbacks as signals in the thread of the window."""

import threading
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from weakref import WeakSet

from PySide6.QtCore import QObject, Qt, Signal

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import Engine, Request, Result, Status

if TYPE_CHECKING:  # torch, which the window does not wait for
    from speckle_viewer.denoising.runner import Run

Pair = tuple[Cine, str]
"""A cine, and the method that denoises it."""


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
        self._asked: dict[Pair, Request] = {}
        self._ahead: tuple[Request, ...] = ()
        self._last: dict[Pair, Result] = {}
        self._problems: dict[Hashable, tuple[Request, str]] = {}
        self._told: set[tuple[str, str]] = set()
        self._pairs: frozenset[Pair] = frozenset()
        self._forgotten: WeakSet[Cine] = WeakSet()

    def keep(self, pairs: Collection[Pair]) -> None:
        """Let go of what was asked of all other cines and methods, and of what came of it.

        Their kernels fill much memory; and what failed is tried again when they are next chosen.
        """
        self._pairs = frozenset(pairs)
        for pair in self._asked.keys() - self._pairs:
            self._cancel(pair)
        self._last = {pair: r for pair, r in self._last.items() if pair in self._pairs}
        self._problems = {k: v for k, v in self._problems.items() if _pair(v[0]) in self._pairs}
        methods = {method for _, method in self._pairs}
        self._told = {told for told in self._told if told[0] in methods}

    def _cancel(self, pair: Pair) -> None:
        self._engine.cancel(_purpose(pair))
        del self._asked[pair]

    def set_budgets(self, image_bytes: int, evidence_bytes: int) -> None:
        """Keep no more than so many bytes of images and of evidence from now on."""
        self._engine.set_budgets(image_bytes, evidence_bytes)

    def retry(self) -> None:
        """Forget what failed, so that it is tried again."""
        self._problems, self._told = {}, set()

    def want(self, requests: Sequence[Request], ahead: Sequence[Request], *, patient: bool) -> None:
        """Ask for frames now, and for others in advance.

        ``patient`` lets a frame that is being computed end, though another one is wanted by now:
        while a cine plays faster than it is denoised, nothing would ever be finished otherwise.
        The same holds while a control is being moved; the newest value comes next then.
        """
        for pair in self._asked.keys() - set(map(_pair, requests)):
            if not patient:
                self._cancel(pair)
        for request in requests:
            pair = _pair(request)
            asked = self._asked.get(pair)
            if asked is None or not (
                asked.covers(request)
                or patient
                or replace(asked, controls=request.controls).covers(request)
            ):
                self._asked[pair] = request
                self._engine.submit(request, _purpose(pair))
        if tuple(ahead) != self._ahead:
            self._ahead = tuple(ahead)
            self._engine.prefetch(self._ahead)

    def result(self, request: Request) -> Result | None:
        """The result for a request, or else the last one of its method and cine. Never waits."""
        last = self._last.get(_pair(request))
        if last is None or last.request.key != request.key or last.prediction is None:
            cached = self._engine.cached(replace(request, needs_evidence=False))
            if cached is not None:
                last = self._last[_pair(request)] = cached
        return last

    def cached(self, request: Request) -> Result | None:
        """The result for a request if it is there. Never waits; from any thread."""
        return self._engine.cached(request)

    def put(self, request: Request, run: "Run", check: Callable[[], None]) -> None:
        """Keep the image of a request that was computed elsewhere; from any thread."""
        self._engine.put(request, run, check)
        self.changed.emit()

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
        self._asked = {pair: r for pair, r in self._asked.items() if pair[0] is not cine}
        self._last = {pair: r for pair, r in self._last.items() if pair[0] is not cine}

    def forget_method(self, method: str) -> None:
        """Drop a method that is made anew, and what came of the one that had its id before."""
        self._engine.forget_method(method)
        self._ahead = ()
        self._asked = {pair: r for pair, r in self._asked.items() if pair[1] != method}
        self._last = {pair: r for pair, r in self._last.items() if pair[1] != method}
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
        request, pair = result.request, _pair(result.request)
        asked = self._asked.get(pair)
        if result.number and asked and request.covers(asked) and pair in self._pairs:
            del self._asked[pair]
            self._last[pair] = result
        self.changed.emit()

    def _take_error(self, request: Request, sentence: str) -> None:
        if self._closed or request.cine in self._forgotten:
            return
        pair = _pair(request)
        if pair not in self._pairs:
            return
        asked = self._asked.get(pair)
        if asked is not None and request.covers(asked):
            del self._asked[pair]
        # What failed at another value of a control is tried again when that comes back.
        self._problems = {
            key: known
            for key, known in self._problems.items()
            if _pair(known[0]) != pair or known[0].controls == request.controls
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


def _pair(request: Request) -> Pair:
    return request.cine, request.method


def _purpose(pair: Pair) -> str:
    cine, method = pair
    return f"{method} {id(cine)}"
