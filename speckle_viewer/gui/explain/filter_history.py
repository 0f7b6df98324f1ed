"""The global filters of the frames that were denoised so far: their taps, and nothing else."""

from collections.abc import Hashable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.denoising import Request
from speckle_viewer.errors import Cancelled, CineError
from speckle_viewer.gui.explain.analyst import Task

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence import GlobalFilters

Taps = NDArray[np.float32]
"""The n filters of a frame, (n, K, K)."""


class FilterHistory:
    """Filters by frame, of one cine by one method with one setting."""

    def __init__(self) -> None:
        self._of: Hashable = None
        self.taps: dict[int, Taps] = {}

    def turn_to(self, request: Request | None) -> bool:
        """Begin anew where the cine, the method or its setting is another one; whether it is."""
        of = None if request is None else replace(request, frame=0).key
        if of == self._of:
            return False
        self._of, self.taps = of, {}
        return True

    def take(self, request: Request, filters: "GlobalFilters") -> bool:
        """Keep the filters of a frame, if they are of this setting; whether they were new."""
        if replace(request, frame=0).key != self._of or request.frame in self.taps:
            return False
        self.taps[request.frame] = taps_of(filters)
        return True


def taps_of(filters: "GlobalFilters") -> Taps:
    """The taps as an array."""
    taps: Taps = filters.taps.float().cpu().numpy()
    return taps


def predict_filters(
    request: Request, frames: Iterable[int], found: dict[int, Taps], task: Task
) -> None:
    """Run the request's method on frames, and put their filters into ``found`` as they come.

    Frames that cannot be decoded, or have no tissue, have none.
    """
    from speckle_viewer.denoising.runner import Runner
    from speckle_viewer.methods import load_method

    def check() -> None:
        if task.stopped():
            raise Cancelled

    method, runner, frames = load_method(request.method), Runner(), tuple(frames)
    for done, frame in enumerate(frames, 1):
        check()
        try:
            run = runner.run(
                request.cine,
                method,
                frame,
                controls=request.controls,
                precision=request.precision,
                check=check,
            )
        except CineError:
            continue
        if run.prediction.filters is not None:
            found[frame] = taps_of(run.prediction.filters)
        task.report(done / len(frames))
