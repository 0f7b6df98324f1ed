"""Has kernels steered in a thread of their own."""

import time
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import Request
from speckle_viewer.denoising.cache import ByteCache
from speckle_viewer.denoising.compose import compose
from speckle_viewer.gui.explain.analyst import Analyst, Task
from speckle_viewer.steering import KernelEdit, Steering
from speckle_viewer.viewer.steering import Steered, SteeringJob, steering_key

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence import Steerer

_BYTES = 256 * 2**20
"""For images alone, so that a cine that was steered once plays from then on."""

NOT_PREDICTED = "These kernels follow from a rule and were not predicted: they cannot be steered."


class Steerers(QObject):
    """Answers jobs. Keeps images by setting, and each method's last answer with its kernels."""

    changed = Signal()
    """There is another answer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._analyst = Analyst("steering", self)
        self._running: set[str] = set()
        self._last: dict[str, Steered] = {}
        self._images: ByteCache[Steered] = ByteCache(_BYTES)
        self._steerers: dict[str, Steerer] = {}  # belongs to the analyst's thread

    def want(self, jobs: Iterable[SteeringJob]) -> None:
        """Say what is to be steered now.

        What runs of the same method goes on to its end: while a slider moves, nothing would ever
        be finished otherwise. The newest setting comes next then.
        """
        for job in jobs:
            if job.method not in self._running:
                self._ask(job)

    def _ask(self, job: SteeringJob) -> None:
        self._running.add(job.method)

        def failed(sentence: str) -> None:
            self._take(Steered(job.result, job.steering, job.edits, sentence))

        self._analyst.ask(job.method, lambda task: self._steer(job, task), self._take, failed)

    def keep(self, methods: Iterable[str]) -> None:
        """Let go of what belongs to all other methods: kernels fill much memory."""
        methods = set(methods)
        for method in self._running - methods:
            self._analyst.cancel(method)
        self._running &= methods
        self._last = {m: s for m, s in self._last.items() if m in methods}
        for method in self._steerers.keys() - methods:
            self._steerers.pop(method, None)

    def found(
        self, request: Request, steering: Steering, edits: tuple[KernelEdit, ...]
    ) -> Steered | None:
        """What was made of a request, or else the last that was made of its method and cine."""
        key = steering_key(request, steering, edits)
        last = self._last.get(request.method)
        if last is not None and last.key == key:
            return last
        image = self._images.get(key)
        if image is not None:
            self._last[request.method] = image  # what is shown while the next is on its way
            return image
        return last if last is not None and last.result.request.cine is request.cine else None

    def forget(self, cine: Cine) -> None:
        """Drop what concerns a cine that is closed."""
        self._images.discard(lambda key: isinstance(key, tuple) and key[0] is cine)
        self.keep(())  # what runs may be of that cine; the rest is soon made again

    def close(self) -> None:
        """Stop for good."""
        self._analyst.close()

    def _take(self, steered: Steered) -> None:
        method = steered.result.request.method
        self._running.discard(method)
        self._last[method] = steered
        if not steered.problem:
            bare = replace(steered, result=replace(steered.result, prediction=None))
            size = bare.result.image.nbytes + bare.result.tissue.nbytes
            self._images.put(steered.key, bare, size)
        self.changed.emit()

    # What follows runs in the analyst's thread.

    def _steer(self, job: SteeringJob, task: Task) -> Steered:
        from speckle_viewer.evidence import Steerer  # imports torch

        result, prediction = job.result, job.result.prediction
        assert prediction is not None
        if prediction.kernels is None or not prediction.kernels.taps:
            return Steered(result, job.steering, job.edits, NOT_PREDICTED)
        started = time.perf_counter()
        steerer = self._steerers.get(job.method)
        if steerer is None or steerer.field is not prediction.kernels:
            steerer = self._steerers[job.method] = Steerer(prediction.kernels)
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
