"""What a method removed: is it speckle, or is there anatomy in it?

The residual, input − output, is the method noise of Buades, Coll and Morel, "A review of image
denoising algorithms, with a new one", Multiscale Modeling and Simulation 2005: it should look like
noise.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from speckle_viewer.errors import SpeckleViewerError

DARKEST = 8.0
"""Grey levels below which an image is taken for black."""

REACH = 20
"""How far the autocorrelation reaches, in pixels each way."""


@dataclass(frozen=True, eq=False)
class Residual:
    """What was removed, in figures.

    Attributes
    ----------
    values
        (H, W), input − output in grey levels; NaN where nothing was looked at.
    mean, std
        Of the values, in grey levels.
    autocorrelation
        (2 · reach + 1, 2 · reach + 1), 1 at lag zero in the middle, without unit.
    width
        Full width at half of its highest value, (down, across) in pixels; NaN where it does not
        fall that low.
    correlation
        Pearson's, of the values with the output: near 0 where what was removed has nothing to do
        with what stayed; NaN where either is constant.
    """

    values: NDArray[np.float32]
    mean: float
    std: float
    autocorrelation: NDArray[np.float32]
    width: tuple[float, float]
    correlation: float


def removed(
    given: NDArray[np.float32],
    made: NDArray[np.float32],
    tissue: NDArray[np.bool_],
    reach: int = REACH,
) -> Residual:
    """What is left of the input (H, W) without the output (H, W), where there is tissue (H, W).

    Both in grey levels, 0 to 255. Pixels below `DARKEST` in both images are left out: in what looks
    black there was nothing to remove, and there is so much of it that it would decide the figures.

    Raises
    ------
    SpeckleViewerError
        If no pixel is left.
    """
    tissue = tissue & ((given >= DARKEST) | (made >= DARKEST))
    if not tissue.any():
        raise SpeckleViewerError("This frame has no tissue but black, so nothing was removed.")
    residual = given.astype(np.float32) - made
    inside = residual[tissue]
    mean, std = float(inside.mean(dtype=np.float64)), float(inside.std(dtype=np.float64))
    lags = _autocorrelation(np.where(tissue, residual - np.float32(mean), 0), tissue, reach)
    return Residual(
        values=np.where(tissue, residual, np.float32(np.nan)),
        mean=mean,
        std=std,
        autocorrelation=lags,
        width=(_full_width(lags[reach:, reach]), _full_width(lags[reach, reach:])),
        correlation=_correlation(inside, made[tissue]),
    )


def _autocorrelation(
    centred: NDArray[np.float32], tissue: NDArray[np.bool_], reach: int
) -> NDArray[np.float32]:
    """Mean product of the pairs of tissue pixels at each lag, 0 where there are none."""
    sums, pairs = _products(centred, reach), _products(tissue.astype(np.float32), reach)
    covariance = np.where(pairs > 0.5, sums / np.maximum(pairs, 1), 0)
    variance = covariance[reach, reach]
    return np.asarray(covariance / (variance or 1.0), np.float32)


def _products(values: NDArray[np.float32], reach: int) -> NDArray[np.float64]:
    """Sums over all pixels of a value times that at a lag of up to ``reach`` each way."""
    shape = [fft.next_fast_len(max(size, reach + 1) + reach, real=True) for size in values.shape]
    spectrum = fft.rfft2(values.astype(np.float64), shape)
    sums = fft.irfft2(np.abs(spectrum) ** 2, shape)
    return np.asarray(np.roll(sums, (reach, reach), (0, 1))[: 2 * reach + 1, : 2 * reach + 1])


def _full_width(profile: NDArray[np.float32]) -> float:
    """Twice the lag at which a profile from lag zero on first falls below one half."""
    below = np.flatnonzero(profile < 0.5)
    if not below.size or below[0] == 0:
        return float("nan")
    after = int(below[0])
    high, low = float(profile[after - 1]), float(profile[after])
    return 2 * (after - 1 + (high - 0.5) / (high - low))


def _correlation(first: NDArray[np.float32], second: NDArray[np.float32]) -> float:
    a, b = (v.astype(np.float64) - v.mean(dtype=np.float64) for v in (first, second))
    scale = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / scale if scale > 0 else float("nan")
