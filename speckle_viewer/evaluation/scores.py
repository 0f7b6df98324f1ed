"""How near an image is to the simulated truth."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from skimage.metrics import structural_similarity

Grey = NDArray[np.floating[Any]]
"""(H, W) brightness in [0, 1]."""


class Scores(NamedTuple):
    """Peak signal to noise in dB, the same with the best constant removed, and SSIM."""

    psnr: float
    offset_free_psnr: float
    ssim: float


def score(image: Grey, clean: Grey) -> Scores:
    """Compare an image (H, W) with its truth; both in [0, 1]; SSIM is scikit-image's."""
    error = (image - clean).astype(np.float64)
    similarity = structural_similarity(clean, image, data_range=1)  # type: ignore[no-untyped-call]
    return Scores(_psnr(error), _psnr(error - error.mean()), float(similarity))


def _psnr(error: Grey) -> float:
    return float(-10 * np.log10(np.mean(error**2) + 1e-12))


def mean_scores(scores: Iterable[Scores]) -> Scores:
    """Mean of each score."""
    return Scores(*(float(mean) for mean in np.mean(list(scores), axis=0)))
