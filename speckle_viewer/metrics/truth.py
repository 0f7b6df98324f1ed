"""How near an image is to a reference: simulated truth, or the image before it was filtered.

Images (H, W) have any unit that is the same in both; ``peak`` is that unit's full range: 1 for
brightness in [0, 1], 255 for grey levels. Where ``inside`` (H, W) is given, only its pixels count.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from speckle_viewer.metrics.array import Float, Values, float64

Inside = NDArray[np.bool_] | None

_SSIM_REACH = 5
"""Pixels from the middle to the edge of the window of SSIM."""


def psnr(image: Values, truth: Values, peak: float, inside: Inside = None) -> float:
    """Peak signal-to-noise ratio in dB, 10 log10(peak² / mean squared error); inf if equal."""
    return _psnr(_error(image, truth, inside), peak)


def offset_free_psnr(image: Values, truth: Values, peak: float, inside: Inside = None) -> float:
    """PSNR in dB after the best constant is taken off the image.

    Log images of the same tissue differ by constants, such as the 2.51 dB between the mean of the
    log and the log of the mean; ranking by plain PSNR ranks such conventions.
    """
    error = _error(image, truth, inside)
    return _psnr(error - error.mean(), peak)


def brightness_shift(image: Values, truth: Values) -> float:
    """Mean of image − truth, in their unit."""
    return float(np.mean(float64(image) - float64(truth)))


def ssim(image: Values, truth: Values, peak: float, inside: Inside = None) -> float:
    """Structural similarity as its paper has it, by scikit-image: mean over the image, 1 is best.

    Gaussian window with σ = 1.5, K1 = 0.01, K2 = 0.03, population covariance (Wang et al., IEEE TIP
    2004). scikit-image's own default is a uniform 7×7 window; values differ by some hundredths.
    Pixels whose window reaches over the image's border do not count; NaN if that leaves none.
    """
    from skimage.metrics import structural_similarity  # slow to import

    inner = (slice(_SSIM_REACH, -_SSIM_REACH),) * 2
    counted = np.ones(np.shape(truth), np.bool_)[inner] if inside is None else inside[inner]
    if not counted.any():
        return float("nan")
    rows, columns = (np.flatnonzero(counted.any(axis)) for axis in (1, 0))
    box = tuple(slice(n[0], n[-1] + 1 + 2 * _SSIM_REACH) for n in (rows, columns))
    _, map = structural_similarity(  # type: ignore[no-untyped-call]
        float64(truth[box]),
        float64(image[box]),
        data_range=peak,
        gaussian_weights=True,
        sigma=1.5,
        use_sample_covariance=False,
        full=True,
    )
    return float(map[inner][counted[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]].mean())


def edge_preservation(image: Values, reference: Values, inside: Inside = None) -> float:
    """Edge preservation index: correlation of the Laplacians of image and reference, 1 is best.

    ``reference`` is the truth, or the unfiltered image; with the latter, speckle that is gone
    counts as edges that are gone (Sattar et al., IEEE TIP 1997; 4-neighbour Laplacian). NaN if one
    of the two has no edges at all.
    """
    counted = ... if inside is None else inside
    first, second = (ndimage.laplace(float64(x))[counted] for x in (image, reference))
    first, second = first - first.mean(), second - second.mean()
    scale = np.sqrt((first**2).sum() * (second**2).sum())
    return float((first * second).sum() / scale) if scale else float("nan")


def edges(image: Values, peak: float, sigma: float = 2.0) -> NDArray[np.bool_]:
    """Edge map (H, W) by Canny: blur of ``sigma`` px, thresholds of 0.05 and 0.1 of the range."""
    from skimage.feature import canny  # slow to import

    find: Any = canny
    found = find(float64(image) / peak, sigma=sigma, low_threshold=0.05, high_threshold=0.1)
    return np.asarray(found, np.bool_)


def pratt_fom(detected: NDArray[np.bool_], ideal: NDArray[np.bool_]) -> float:
    """Figure of merit of an edge map (H, W) against the true one: 1 if equal, 0 at worst.

    Σ 1/(1 + d²/9) / max(N_detected, N_ideal) over detected pixels, d their distance in pixels to
    the nearest true one (Pratt, Digital Image Processing, 1978). NaN if neither has an edge.
    """
    count = max(int(detected.sum()), int(ideal.sum()))
    if count == 0:
        return float("nan")
    if not ideal.any():
        return 0.0
    distance = ndimage.distance_transform_edt(~ideal)[detected]
    return float((1 / (1 + distance**2 / 9)).sum() / count)


def _error(image: Values, truth: Values, inside: Inside) -> Float:
    counted = ... if inside is None else inside
    return float64(image)[counted] - float64(truth)[counted]


def _psnr(error: Float, peak: float) -> float:
    with np.errstate(divide="ignore"):
        return float(10 * np.log10(peak**2 / np.mean(error**2)))
