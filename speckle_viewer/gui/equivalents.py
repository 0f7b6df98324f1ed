"""Has equivalent kernels worked out, in a thread of their own."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from speckle_viewer.cine import Cine
from speckle_viewer.gui.explain.analyst import Analyst, Task
from speckle_viewer.viewer.equivalent import Equivalent, EquivalentRequest

if TYPE_CHECKING:
    from speckle_viewer.denoising.differentiator import Differentiator, Linearised


class Answers:
    """Works out what is asked for, in the thread of one analyst."""

    def __init__(self) -> None:
        self._differentiator: Differentiator | None = None

    def __call__(
        self, request: EquivalentRequest, stage: int, check: Callable[[], None]
    ) -> tuple[Equivalent, bool]:
        """The answer of this stage, and whether there is a more exact one."""
        if self._differentiator is None:
            from speckle_viewer.denoising.differentiator import Differentiator  # imports torch

            self._differentiator = Differentiator()
        seen = self._differentiator.at(
            request.cine,
            request.method,
            request.frame,
            controls=request.controls,
            noise=request.noise,
            check=check,
        )
        if request.derivative == "bias":
            image, weighed = (part.numpy() for part in seen.weighed())
            bias = image - weighed
            bias[~request.cine.tissue(request.frame)] = np.nan  # where nothing is denoised
            differs = not seen.differentiates
            return Equivalent(request, bias=bias, output=image, by_differences=differs), False
        reaches = seen.reaches(of_column=request.derivative == "column")
        return _differentiated(request, seen, reaches[stage]), stage + 1 < len(reaches)


class Equivalents(QObject):
    """Answers the newest request: quickly at first, and then, if nothing newer is asked, exactly.

    A quick answer that is nearly there is not given up for a newer one, or a mouse that keeps
    moving would never see any.

    Parameters
    ----------
    analyst, key, answers
        Where it works, if others that explain the same pixel work there too; by default it has an
        analyst of its own, which `close` ends.
    """

    changed = Signal()
    """There is another answer."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        analyst: Analyst | None = None,
        key: str = "equivalent",
        answers: Answers | None = None,
    ) -> None:
        super().__init__(parent)
        self.found: Equivalent | None = None
        self._key = key
        self._analyst = analyst or Analyst(key, self)
        self._answers = answers or Answers()
        self._wanted: EquivalentRequest | None = None
        self._running: tuple[EquivalentRequest, int] | None = None
        self._next_stage = 0  # of what was found; 0 where it is as exact as it will be

    @property
    def is_busy(self) -> bool:
        """Whether an answer, or a more exact one, is on its way."""
        return self._running is not None

    def want(self, request: EquivalentRequest | None) -> None:
        """Say what is wanted now; None for nothing."""
        if request == self._wanted:
            return
        self._wanted = request
        if request is None:
            self._stop()
        elif self.found is not None and self.found.request == request:
            self._stop()  # what was asked for since
            if self._next_stage:
                self._ask(request, self._next_stage)
        elif self._running is None or self._may_be_given_up(request):
            self._ask(request, 0)

    def forget(self, cine: Cine | None = None) -> None:
        """Drop what concerns a cine that is closed; or all, as a method is another one now."""
        if self.found is not None and cine in (None, self.found.request.cine):
            self.found = None
        if self._wanted is not None and cine in (None, self._wanted.cine):
            self._wanted = None
            self._stop()

    def close(self) -> None:
        """Stop for good."""
        self._analyst.close()

    def _may_be_given_up(self, request: EquivalentRequest) -> bool:
        """Whether what runs is not worth to be waited for."""
        assert self._running is not None
        running, stage = self._running
        same_pixel = replace(running, row=request.row, column=request.column, frame=request.frame)
        return stage > 0 or running.derivative == "bias" or same_pixel != request

    def _stop(self) -> None:
        self._running = None
        self._analyst.cancel(self._key)

    def _ask(self, request: EquivalentRequest, stage: int) -> None:
        self._running = request, stage

        def job(task: Task) -> tuple[Equivalent, bool]:
            return self._answers(request, stage, task.check_method)

        self._analyst.ask(
            self._key,
            job,
            then=lambda made: self._take(*made),
            failed=lambda sentence: self._take(Equivalent(request, problem=sentence), False),
        )

    def _take(self, made: Equivalent, more: bool) -> None:
        assert self._running is not None
        _, stage = self._running
        self._running, self._next_stage = None, stage + 1 if more else 0
        self.found = made
        if self._wanted is not None and self._wanted != made.request:
            self._ask(self._wanted, 0)
        elif self._wanted is not None and more:
            self._ask(self._wanted, self._next_stage)
        self.changed.emit()


def _differentiated(request: EquivalentRequest, seen: "Linearised", reach: int) -> Equivalent:
    of_column = request.derivative == "column"
    work_out = seen.column if of_column else seen.kernel
    middle = request.frame
    return Equivalent(
        request,
        kernel=work_out(request.row, request.column, reach),
        offsets=tuple(i - middle for i in seen.indices) if request.derivative == "row" else (0,),
        reach=reach,
        exact=seen.is_exact(request.row, request.column, reach, of_column),
        by_differences=not seen.differentiates,
    )
