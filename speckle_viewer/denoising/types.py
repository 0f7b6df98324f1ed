"""What the engine takes and gives. Needs no torch."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine, Frame
from speckle_viewer.cine.annotations import insonified

if TYPE_CHECKING:
    from speckle_viewer.networks.prediction import Prediction

Precision = Literal["auto", "exact"]
"""``auto``: the fastest arithmetic that stays within 1/255 of float32. ``exact``: float32."""


_tokens = count(1)


@dataclass(frozen=True, eq=False)
class NoisePaint:
    """A noise map given by hand, for a method that takes one.

    Attributes
    ----------
    levels
        (rows, columns) float32: the standard deviation of the noise in grey levels, at least 0; NaN
        where the method keeps its own.
    token
        Differs for each that is made: what came of one is never taken for that of another.
    """

    levels: NDArray[np.float32]
    token: int = field(default_factory=_tokens.__next__)


@dataclass(frozen=True)
class Request:
    """One frame of one cine by one method. Equal requests have equal results.

    ``needs_evidence`` asks for the prediction's kernels too: a cached image without them will not
    do, and the frame is run again. ``noise`` takes the place of the method's own noise map.
    """

    cine: Cine
    frame: int
    method: str
    controls: Mapping[str, float] = field(default_factory=dict)
    precision: Precision = "auto"
    needs_evidence: bool = False
    noise: NoisePaint | None = None

    @property
    def key(self) -> Hashable:
        """Equal for requests that have the same image."""
        controls = tuple(sorted(self.controls.items()))
        noise = 0 if self.noise is None else self.noise.token
        return (self.cine, self.frame, self.method, controls, self.precision, noise)

    def covers(self, other: Request) -> bool:
        """Whether the result of this request answers the other one too."""
        return self.key == other.key and (self.needs_evidence or not other.needs_evidence)


@dataclass(frozen=True, eq=False)
class Result:
    """The answer to a request.

    Attributes
    ----------
    number
        That of the submission: a late answer is recognised and dropped. 0 where nobody submitted
        it: prefetched, or taken from the cache.
    image
        Shaped and typed as the cine's frame: denoised where ``tissue``, untouched elsewhere.
    tissue
        (rows, columns): the pixels that were denoised.
    prediction
        The method's answer with its evidence, in coordinates of the whole frame and on the CPU, or
        None where it is no longer cached.
    milliseconds
        Time that the method took on ``device`` ("cpu", "cuda:0", …) at ``arithmetic``
        ("float32", "bfloat16", "float16"); as measured when it ran, also for cached results.
    burst
        The frames that the method saw, in the order in which the evidence has them: the one that
        was denoised stands at ``len(burst) // 2``. Others may stand there twice, or be further
        away than their place says (`denoising.burst`).
    """

    number: int
    request: Request
    image: Frame
    tissue: NDArray[np.bool_]
    prediction: Prediction | None
    milliseconds: float
    device: str
    arithmetic: str
    burst: tuple[int, ...] = ()

    @cached_property
    def insonified(self) -> NDArray[np.bool_]:
        """(rows, columns): the tissue without the black beside the sector, for statistics.

        Found at first use, in some milliseconds: in the frame as it was, if that is still decoded.
        """
        given = self.request.cine.peek(self.request.frame)
        return insonified(self.image if given is None else given, self.tissue)


@dataclass(frozen=True)
class Status:
    """What the status line says about the engine.

    Attributes
    ----------
    device, arithmetic
        Of the last frame that was computed; empty before the first.
    milliseconds
        Time that the method took for that frame.
    queue_length
        Frames waiting or being computed, prefetched ones included.
    message
        What the user should know: that a method is being loaded, that memory is short; or empty.
    """

    device: str = ""
    arithmetic: str = ""
    milliseconds: float = 0.0
    queue_length: int = 0
    message: str = ""
