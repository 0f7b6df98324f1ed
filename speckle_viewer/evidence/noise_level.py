"""How strong the noise is taken to be in dark tissue and in bright tissue.

The noise level function of Liu, Freeman, Szeliski and Kang, "Noise estimation from a single image"
(CVPR 2006): the noise's standard deviation over the brightness.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter

AROUND = 5
"""Rows and columns over which the brightness at a pixel is the mean: a grain decides nothing."""

BINS = 32
FEWEST = 30
"""Pixels of a brightness, of which less tell nothing."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class NoiseLevels:
    """Of each brightness, its noise.

    Attributes
    ----------
    brightness
        (n,): the middles of equal steps, in units of the image.
    lower, median, upper
        (n,): quartiles of the noise map at that brightness, in its units; NaN where there are fewer
        than `FEWEST` pixels.
    pixels
        (n,): how many there are.
    """

    brightness: Numbers
    lower: Numbers
    median: Numbers
    upper: Numbers
    pixels: NDArray[np.int64]


def noise_levels(
    noise: NDArray[Any],
    image: NDArray[Any],
    inside: NDArray[np.bool_] | None = None,
    *,
    white: float = 255.0,
    bins: int = BINS,
) -> NoiseLevels:
    """The noise level function of an image by a noise map.

    Parameters
    ----------
    noise
        (H, W): standard deviations; NaN is left out.
    image
        (H, W): from 0 to ``white``; the brightness at a pixel is the mean of the
        `AROUND` × `AROUND` around it.
    inside
        (H, W): the pixels to look at; all by default.
    white
        The largest brightness.
    bins
        Steps of the brightness.

    Raises
    ------
    ValueError
        If the shapes differ.
    """
    if noise.shape != image.shape or (inside is not None and inside.shape != image.shape):
        raise ValueError(
            f"the noise map is {noise.shape}, the image {image.shape}: both must agree"
        )
    around = uniform_filter(image.astype(np.float32), AROUND, mode="nearest")
    known = ~np.isnan(noise) if inside is None else inside & ~np.isnan(noise)
    step = np.clip((around[known] * (bins / white)).astype(np.intp), 0, bins - 1)
    pixels = np.bincount(step, minlength=bins)
    sorted_ = noise[known][np.argsort(step, kind="stable")]
    quartiles: Numbers = np.full((3, bins), np.nan)
    for number, values in enumerate(np.split(sorted_, np.cumsum(pixels)[:-1])):
        if len(values) >= FEWEST:
            quartiles[:, number] = np.quantile(values, (0.25, 0.5, 0.75))
    middles = (np.arange(bins, dtype=np.float64) + 0.5) * (white / bins)
    lower, median, upper = quartiles
    return NoiseLevels(middles, lower, median, upper, pixels)
