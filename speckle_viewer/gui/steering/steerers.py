"""Has kernels steered in a thread of their own."""

import time
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import Request, Result
from speckle_viewer.denoising.cache import ByteCache
from speckle_viewer.denoising.compose import compose
from speckle_viewer.gui.explain.analyst import Analyst, Task
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.steering import KernelEdit, Steering
from speckle_viewer.viewer.steering import Steered, SteeringJob, steering_key

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence import Steerer

_BYTES = 256 * 2**20
"""For images alone, so that a cine that was steered once plays from then on."""

_AHEAD = "ahead"

Pair = tuple[Cine, str]
"""A cine, and the method that predicted its kernels."""

NOT_PREDICTED = QT_TR_NOOP(
    "The kernels of classical filters and codebooks follow from a rule and were not predicted: "
    "they cannot be steered."
)


class Steerers(QObject):
    """Answers jobs. Keeps images by setting, and the last answer of each cine and method with
    its kernels.
    """

    changed = Signal()
    """There is another answer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._analyst = Analyst("steering", self)
        self._running: set[Pair] = set()
        self._last: dict[Pair, Steered] = {}
        self._images: ByteCache[Steered] = ByteCache(_BYTES)
        self._steerers: dict[Pair, Steerer] = {}  # made and used in the analyst's thread
        self._ahead: tuple[Result, Steering] | None = None

    def want(self, jobs: Iterable[SteeringJob]) -> None:
        """Say what is to be steered now.

        What runs of the same method goes on to its end: while a slider moves, nothing would ever
        be finished otherwise. The newest setting comes next then.
        """
        for job in jobs:
            if _pair(job.result.request) not in self._running:
                self._ask(job)

    def work_ahead(self, result: Result | None, steering: Steering | None = None) -> None:
        """Prepare for other settings of kernels that are looked at; what is wanted goes before.

        None for both stops it. What was prepared is kept until other kernels are looked at.
        """
        if result is None or steering is None:
            self._ahead = None
            self._analyst.cancel(_AHEAD)
            return
        # Amounts make no difference: while a slider moves, it goes on.
        steering = replace(steering, strength=1.0, along=0.0, across=0.0, sum_one=False)
        if self._ahead is not None:
            last, same_steering = self._ahead
            if last.prediction is result.prediction and same_steering == steering:
                return
        self._ahead = result, steering
        self._go_ahead()

    def _go_ahead(self) -> None:
        if self._ahead is None or self._running:
            return
        (result, steering), ready = self._ahead, lambda done: None
        self._analyst.ask(_AHEAD, lambda task: self._prepare(result, steering, task), ready)

    def _ask(self, job: SteeringJob) -> None:
        self._analyst.cancel(_AHEAD)  # goes on afterwards
        pair = _pair(job.result.request)
        self._running.add(pair)

        def failed(sentence: str) -> None:
            self._take(Steered(job.result, job.steering, job.edits, sentence))

        self._analyst.ask(_key(pair), lambda task: self._steer(job, task), self._take, failed)

    def keep(self, pairs: Iterable[Pair]) -> None:
        """Let go of what belongs to all other cines and methods: kernels fill much memory."""
        pairs = set(pairs)
        stopped = self._running - pairs
        for pair in stopped:
            self._analyst.cancel(_key(pair))
        self._running -= stopped
        self._last = {pair: s for pair, s in self._last.items() if pair in pairs}
        if self._ahead is not None:
            pairs.add(_pair(self._ahead[0].request))
        for pair in [*self._steerers]:
            if pair not in pairs:
                self._steerers.pop(pair, None)
        if stopped:
            self._go_ahead()  # no answer will come, after which it would

    def found(
        self, request: Request, steering: Steering, edits: tuple[KernelEdit, ...]
    ) -> Steered | None:
        """What was made of a request, or else the last that was made of its method and cine."""
        key = steering_key(request, steering, edits)
        last = self._last.get(_pair(request))
        if last is not None and last.key == key:
            return last
        image = self._images.get(key)
        if image is not None:
            self._last[_pair(request)] = image  # what is shown while the next is on its way
            return image
        return last

    def forget(self, cine: Cine) -> None:
        """Drop what concerns a cine that is closed."""
        self._images.discard(lambda key: isinstance(key, tuple) and key[0] is cine)
        self.work_ahead(None)
        self.keep(())  # what runs may be of that cine; the rest is soon made again

    def close(self) -> None:
        """Stop for good."""
        self._analyst.close()

    def _take(self, steered: Steered) -> None:
        pair = _pair(steered.result.request)
        self._running.discard(pair)
        self._last[pair] = steered
        if not steered.problem:
            bare = replace(steered, result=replace(steered.result, prediction=None))
            size = bare.result.image.nbytes + bare.result.tissue.nbytes
            self._images.put(steered.key, bare, size)
        self.changed.emit()
        self._go_ahead()

    # What follows runs in the analyst's thread.

    def _steerer_of(self, result: Result) -> "Steerer | None":
        """What steers the kernels of a result; None where they were not predicted."""
        from speckle_viewer.evidence import Steerer  # imports torch

        kernels = None if result.prediction is None else result.prediction.kernels
        if kernels is None or not kernels.taps:
            return None
        pair = _pair(result.request)
        steerer = self._steerers.get(pair)
        if steerer is None or steerer.field is not kernels:
            steerer = self._steerers[pair] = Steerer(kernels)
        return steerer

    def _prepare(self, result: Result, steering: Steering, task: Task) -> None:
        steerer = self._steerer_of(result)
        if steerer is not None:
            steerer.work_ahead(steering, task.check)

    def _steer(self, job: SteeringJob, task: Task) -> Steered:
        result, prediction = job.result, job.result.prediction
        assert prediction is not None
        steerer = self._steerer_of(result)
        if steerer is None:
            return Steered(result, job.steering, job.edits, tr(NOT_PREDICTED))
        started = time.perf_counter()
        kernels = steerer.steer(job.steering, job.edits, task.check)
        (top, left), (rows, columns) = kernels.origin, kernels.output.shape
        whole = prediction.image.clone()
        whole[top : top + rows, left : left + columns] = kernels.output.clamp(0, 1)
        cine = result.request.cine
        steered = replace(
            result,
            number=0,
            image=compose(result.image, whole.numpy(), result.tissue, cine.value_range),
            prediction=replace(prediction, image=whole, kernels=kernels),
            milliseconds=1e3 * (time.perf_counter() - started),
        )
        return Steered(steered, job.steering, job.edits)


def _pair(request: Request) -> Pair:
    return request.cine, request.method


def _key(pair: Pair) -> str:
    cine, method = pair
    return f"{method} {id(cine)}"
