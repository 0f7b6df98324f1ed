"""What the engine takes and gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine, Frame
from speckle_viewer.networks.prediction import Prediction

Precision = Literal["auto", "exact"]
"""``auto``: the fastest arithmetic that stays within 1/255 of float32. ``exact``: float32."""


@dataclass(frozen=True)
class Request:
    """One frame of one cine by one method. Equal requests have equal results.

    ``needs_evidence`` asks for the prediction's kernels too: a cached image without them will not
    do, and the frame is run again.
    """

    cine: Cine
    frame: int
    method: str
    controls: Mapping[str, float] = field(default_factory=dict)
    precision: Precision = "auto"
    needs_evidence: bool = False


@dataclass(frozen=True)
class Result:
    """The answer to a request.

    Attributes
    ----------
    number
        That of the submission: a late answer is recognised and dropped.
    image
        Shaped and typed as the cine's frame: denoised where ``tissue``, untouched elsewhere.
    tissue
        (rows, columns): the pixels that were denoised.
    prediction
        The network's answer with its evidence, or None where it is no longer cached.
    milliseconds
        Time that the method took on ``device`` ("cpu", "cuda:0", …) at ``arithmetic``
        ("float32", "bfloat16", "float16"); as measured when it ran, also for cached results.
    """

    number: int
    request: Request
    image: Frame
    tissue: NDArray[np.bool_]
    prediction: Prediction | None
    milliseconds: float
    device: str
    arithmetic: str
