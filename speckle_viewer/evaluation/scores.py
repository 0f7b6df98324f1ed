"""How near an image is to the simulated truth."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from speckle_viewer import metrics

Grey = NDArray[np.floating[Any]]
"""(H, W) brightness in [0, 1]."""


class Scores(NamedTuple):
    """Peak signal to noise in dB, the same with the best constant removed, and SSIM."""

    psnr: float
    offset_free_psnr: float
    ssim: float


def score(image: Grey, clean: Grey) -> Scores:
    """Compare an image (H, W) with its truth; both in [0, 1]."""
    measures = (metrics.psnr, metrics.offset_free_psnr, metrics.ssim)
    return Scores(*(measure(image, clean, 1) for measure in measures))


def mean_scores(scores: Iterable[Scores]) -> Scores:
    """Mean of each score."""
    return Scores(*(float(mean) for mean in np.mean(list(scores), axis=0)))
