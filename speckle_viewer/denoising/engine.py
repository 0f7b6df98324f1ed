"""The engine: a queue, a worker thread that owns methods and device, and a cache of results."""

from __future__ import annotations

import atexit
import logging
import threading
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from speckle_viewer.cine import Cine
from speckle_viewer.denoising.cache import ResultCache
from speckle_viewer.denoising.compose import compose
from speckle_viewer.denoising.types import Request, Result, Status
from speckle_viewer.errors import Cancelled, MethodError, SpeckleViewerError
from speckle_viewer.methods import load_method

if TYPE_CHECKING:
    import torch

    from speckle_viewer.denoising.runner import Run, Runner
    from speckle_viewer.methods.method import Method

_log = logging.getLogger(__name__)

PREFETCH = ""
"""The purpose of frames that nobody waits for."""


@dataclass
class _Job:
    number: int
    request: Request
    purpose: str
    cancelled: bool = False

    def check(self) -> None:
        if self.cancelled:
            raise Cancelled(f"Frame {self.request.frame} is no longer wanted.")


class Engine:
    """Denoises frames in the background.

    All methods may be called from any thread and return at once. All callbacks come from the
    worker's thread, one at a time, and none after `close`.

    Parameters
    ----------
    on_result
        Called with each `Result`, prefetched ones included (their number is 0).
    on_error
        Called with (number, request, error) where a frame failed; the engine goes on.
    on_progress
        Called with (number, part done in [0, 1]) between the tiles of a frame.
    on_status
        Called with a `Status` before and after each frame.
    load
        Gives a method by its id.
    device
        Where to run; None chooses.
    image_bytes, evidence_bytes
        Budgets of the caches of denoised frames, and of predictions with their kernels.
    """

    def __init__(
        self,
        on_result: Callable[[Result], None],
        on_error: Callable[[int, Request, SpeckleViewerError], None],
        on_progress: Callable[[int, float], None] = lambda number, done: None,
        on_status: Callable[[Status], None] = lambda status: None,
        *,
        load: Callable[[str], Method] = load_method,
        device: torch.device | None = None,
        image_bytes: int = 512 * 2**20,
        evidence_bytes: int = 1024 * 2**20,
    ) -> None:
        self._on_result, self._on_error = on_result, on_error
        self._on_progress, self._on_status = on_progress, on_status
        self._load, self._device = load, device
        self._results = ResultCache(image_bytes, evidence_bytes)
        self._changed = threading.Condition()
        self._pending: dict[str, _Job] = {}
        self._prefetch: deque[Request] = deque()
        self._running: _Job | None = None
        self._number = 0
        self._closing = False
        self._status = Status()
        self._methods: dict[str, Method] = {}
        self._runner: Runner | None = None  # the worker's own
        # A daemon, so that a forgotten engine keeps no program alive. But Python aborts where it
        # ends while a thread is within torch: so the worker is stopped first.
        self._worker = threading.Thread(target=self._work, name="denoising", daemon=True)
        self._worker.start()
        atexit.register(self.close, timeout=10.0)

    def submit(self, request: Request, purpose: str) -> int:
        """Ask for a frame; its `Result` will carry the number that is returned.

        What was asked before for the same ``purpose`` is dropped: also if it is being computed,
        unless it is this very frame. So whoever wants *every* frame (playback) asks for the next
        one when the last has come. The result comes through the callback even if it is cached.
        """
        with self._changed:
            self._number += 1
            number, running = self._number, self._running
            self._pending.pop(purpose, None)
            if running and not running.cancelled and running.purpose in (purpose, PREFETCH):
                if running.request.covers(request):
                    running.number, running.purpose = number, purpose
                    return number
                # The very frame without its evidence may end: often that comes along for nothing.
                if running.request.key != request.key:
                    running.cancelled = True
                    if running.purpose == PREFETCH:
                        self._prefetch.appendleft(running.request)
            self._pending[purpose] = _Job(number, request, purpose)
            self._changed.notify()
            return number

    def prefetch(self, requests: Sequence[Request]) -> None:
        """Compute these frames, in this order, when nothing else waits.

        They take the place of the ones named before.
        """
        with self._changed:
            self._prefetch = deque(requests)
            running = self._running
            if running and running.purpose == PREFETCH:
                wanted = any(running.request.covers(request) for request in requests)
                running.cancelled |= not wanted
            self._changed.notify()

    def cached(self, request: Request) -> Result | None:
        """The result if it is there already, with number 0. Never waits."""
        return self._results.get(request)

    def put(self, request: Request, run: Run, check: Callable[[], None]) -> None:
        """Keep the image that another thread computed, as if it had been asked for.

        ``check`` raises where it is not wanted any more: its cine was closed, say.
        """
        result = replace(_result(request, run), prediction=None)
        with self._changed:  # or the cine could be forgotten in between
            check()
            self._results.put(result)

    def cached_frames(self, request: Request) -> frozenset[int]:
        """The frames whose image is cached, of the request's cine, method and settings."""
        return self._results.frames(request)

    def set_budgets(self, image_bytes: int, evidence_bytes: int) -> None:
        """Keep no more than so many bytes of images and of predictions from now on."""
        self._results.set_budgets(image_bytes, evidence_bytes)

    def cancel(self, purpose: str | None = None) -> None:
        """Drop what was asked for a purpose, or everything. Nothing is reported of it."""
        with self._changed:
            if purpose is None:
                self._pending.clear()
                self._prefetch.clear()
            else:
                self._pending.pop(purpose, None)
            if self._running and purpose in (None, self._running.purpose):
                self._running.cancelled = True

    def forget(self, cine: Cine) -> None:
        """Drop everything that concerns a cine which is being closed."""
        with self._changed:
            self._drop(lambda request: request.cine is cine)
        self._results.forget(cine)

    def forget_method(self, method: str) -> None:
        """Drop a method and all that came of it: its files are others now."""
        with self._changed:
            self._drop(lambda request: request.method == method)
            self._methods.pop(method, None)
        self._results.forget_method(method)

    def _drop(self, concerned: Callable[[Request], bool]) -> None:
        for purpose in [p for p, job in self._pending.items() if concerned(job.request)]:
            del self._pending[purpose]
        self._prefetch = deque(r for r in self._prefetch if not concerned(r))
        if self._running and concerned(self._running.request):
            self._running.cancelled = True

    def close(self, timeout: float = 0.5) -> bool:
        """Stop for good; later calls do nothing. Whether the worker ended within ``timeout`` s.

        It ends at the next layer; only where torch or weights are being loaded it may take longer,
        which does no harm: nothing is called back any more, and the program's end waits for it.
        """
        with self._changed:
            self._closing = True
            if self._running:
                self._running.cancelled = True
            self._changed.notify()
        self._worker.join(timeout)
        if self._worker.is_alive():
            return False
        atexit.unregister(self.close)
        return True

    # What follows runs in the worker's thread.

    def _work(self) -> None:
        while self._step():
            self._report()

    def _step(self) -> bool:
        # A frame of its own: while the next job is awaited, nothing holds on to the last cine.
        job = self._next()
        if job is None:
            return False
        try:
            result = self.cached(job.request) or self._compute(job)
        except Cancelled:
            self._finish(job)
        except SpeckleViewerError as error:
            if self._finish(job):
                self._say(self._on_error, job.number, job.request, error)
        except Exception as error:
            if self._finish(job):
                self._say(self._on_error, job.number, job.request, _unexpected(job, error))
        else:
            if self._finish(job):
                self._say(self._on_result, replace(result, number=job.number))
        return True

    def _next(self) -> _Job | None:
        """Wait for something to do; None to end."""
        with self._changed:
            while not self._closing:
                if self._pending:
                    first = min(self._pending.values(), key=lambda job: job.number)
                    self._running = self._pending.pop(first.purpose)
                    return self._running
                while self._prefetch:
                    request = self._prefetch.popleft()
                    if self.cached(request) is None:
                        self._running = _Job(0, request, PREFETCH)
                        return self._running
                    del request  # or an idle worker would keep its cine
                self._changed.wait()
        return None

    def _finish(self, job: _Job) -> bool:
        """Whether the outcome is still wanted. From here on the job's number is settled."""
        with self._changed:
            self._running = None
            return not job.cancelled

    def _compute(self, job: _Job) -> Result:
        request = job.request
        method = self._loaded(job)
        self._report()
        assert self._runner is not None
        run = self._runner.run(
            request.cine,
            method,
            request.frame,
            controls=request.controls,
            precision=request.precision,
            evidence=request.needs_evidence,
            noise=None if request.noise is None else request.noise.levels,
            check=job.check,
            progress=lambda done: self._say(self._on_progress, job.number, done),
        )
        self._report(device=run.device, arithmetic=run.arithmetic, milliseconds=run.milliseconds)
        result = _result(request, run)
        with self._changed:  # or a cine could be forgotten in between, and kept for good
            job.check()
            self._results.put(result)
        return result

    def _loaded(self, job: _Job) -> Method:
        name = job.request.method
        method = self._methods.get(name)
        if method is None:
            self._report(message=f"Loading {name} …")
            from speckle_viewer.denoising.runner import Runner  # imports torch

            self._runner = self._runner or Runner(self._device)
            method = self._load(name)
            with self._changed:  # or one that was forgotten meanwhile would be kept
                job.check()
                self._methods[name] = method
        return method

    def _report(self, *, message: str = "", **changes: Any) -> None:
        with self._changed:
            queue = len(self._pending) + len(self._prefetch) + (self._running is not None)
        notice = self._runner.notice if self._runner else ""
        self._status = replace(
            self._status, queue_length=queue, message=message or notice, **changes
        )
        self._say(self._on_status, self._status)

    def _say(self, callback: Callable[..., None], *arguments: object) -> None:
        if self._closing:
            return
        try:
            callback(*arguments)
        except Exception as error:  # a listener's mistake must not end the worker
            _log.error("A listener of the engine failed: %s", type(error).__name__)


def _unexpected(job: _Job, error: Exception) -> MethodError:
    traceback.clear_frames(error.__traceback__)  # lets go of the tensors that they hold
    failure = MethodError(
        f"{job.request.method} failed on frame {job.request.frame + 1} "
        f"({type(error).__name__}: {error}); choose another method, and please report this."
    )
    failure.__cause__ = error
    return failure


def _result(request: Request, run: Run) -> Result:
    cine = request.cine
    brightness = run.prediction.image.numpy()
    return Result(
        number=0,
        request=request,
        image=compose(cine.frame(request.frame), brightness, run.tissue, cine.value_range),
        tissue=run.tissue,
        prediction=run.prediction if run.complete else None,
        milliseconds=run.milliseconds,
        device=run.device,
        arithmetic=run.arithmetic,
        burst=run.burst,
    )
