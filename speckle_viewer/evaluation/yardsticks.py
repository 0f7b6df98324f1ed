"""Classical filters that a trained method has to beat, each tuned by grid search.

Beating an untuned filter proves nothing, so every filter is tuned twice on images that are not in
the test set: once for PSNR and once for SSIM.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.ndimage import gaussian_filter, median_filter
from skimage.restoration import denoise_nl_means

from speckle_viewer.evaluation.scores import Grey, Scores, mean_scores, score


@dataclass(frozen=True)
class Yardstick:
    """A filter with its settings."""

    name: str
    settings: str
    apply: Callable[[Grey], Grey]


def candidates() -> list[Yardstick]:
    """Every setting of the grid search."""
    gaussians = [
        Yardstick("gaussian", f"sigma {sigma}", partial(gaussian_filter, sigma=sigma))
        for sigma in (0.8, 1.0, 1.3, 1.6, 2.0, 2.4, 2.8, 3.3)
    ]
    medians = [
        Yardstick("median", f"size {size}", partial(median_filter, size=size))
        for size in (3, 5, 7, 9, 11, 13)
    ]
    means = [
        Yardstick(
            "nlm",
            f"h {strength}, patch {patch}, distance {distance}",
            partial(_nlm, strength=strength, patch=patch, distance=distance),
        )
        for strength in (0.03, 0.045, 0.06, 0.09, 0.12)
        for patch in (5, 7, 9)
        for distance in (11, 15)
    ]
    return gaussians + medians + means


def tuned(pairs: Sequence[tuple[Grey, Grey]]) -> list[Yardstick]:
    """The best settings of each filter on (speckled, clean) pairs, for PSNR and for SSIM."""
    results: dict[str, list[tuple[Scores, Yardstick]]] = {}
    for candidate in candidates():
        reached = mean_scores(score(candidate.apply(noisy), clean) for noisy, clean in pairs)
        results.setdefault(candidate.name, []).append((reached, candidate))
    best = []
    for name, entries in results.items():
        for metric in ("psnr", "ssim"):
            _, winner = max(entries, key=lambda entry: float(getattr(entry[0], metric)))
            best.append(Yardstick(f"{name}, best {metric}", winner.settings, winner.apply))
    return best


def _nlm(image: Grey, strength: float, patch: int, distance: int) -> Grey:
    result = denoise_nl_means(
        image, patch_size=patch, patch_distance=distance, h=strength, fast_mode=True
    )
    return np.asarray(result, np.float32)
