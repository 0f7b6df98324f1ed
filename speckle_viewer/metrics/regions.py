"""Statistics of the values inside regions: arrays of any shape, one value per pixel."""

import numpy as np

from speckle_viewer.metrics.array import Float, Values, float64

CUT_OFF = 8 / 255
"""Mean brightness, in [0, 1], below which a region shows no speckle: the display has cut it off."""


def envelope(image: Values, dynamic_range: float) -> Float:
    """Linear envelope of a log-compressed image, 1 at white: 10^((image − 1) · range / 20).

    Parameters
    ----------
    image
        Brightness in [0, 1], on a linear grey map.
    dynamic_range
        Decibels between black and white.

    Raises
    ------
    ValueError
        If the dynamic range is not a positive number.
    """
    if not 0 < dynamic_range < np.inf:
        raise ValueError(f"the dynamic range is a positive number of dB, not {dynamic_range}")
    return np.asarray(10 ** ((float64(image) - 1) * dynamic_range / 20))


def speckle_snr(amplitudes: Values) -> float:
    """Mean over standard deviation of the linear envelope: 1.913 for Rayleigh speckle."""
    values = float64(amplitudes)
    return _ratio(values.mean(), _deviation(values))


def enl(amplitudes: Values) -> float:
    """Equivalent number of looks, (mean / standard deviation)² of the linear envelope.

    3.66 for Rayleigh speckle. In radar it is often that of the intensity, which would be 1.
    """
    return speckle_snr(amplitudes) ** 2


def ssi(filtered: Values, original: Values) -> float:
    """Speckle suppression index, (σ_f/μ_f) · (μ_o/σ_o) of linear envelopes.

    Below 1 there is less speckle than before (Sheng and Xia, "A comprehensive evaluation of filters
    for radar speckle suppression", IGARSS 1996).
    """
    return _ratio(speckle_snr(original), speckle_snr(filtered))


def smpi(filtered: Values, original: Values) -> float:
    """Speckle suppression and mean preservation index of linear envelopes; lower is better.

    Q · √(var_f / var_o), Q = K + |μ_o − μ_f| (Shamsoddini and Trinder, ISPRS Commission VII
    Symposium 2010), here with K = 1 and both images in units of μ_o: otherwise the index would
    depend on the unit of the envelope.
    """
    before, after = float64(original), float64(filtered)
    q = 1 + _ratio(abs(before.mean() - after.mean()), before.mean())
    return q * _ratio(_deviation(after), _deviation(before))


def contrast(first: Values, second: Values) -> float:
    """20 log10(μ₁/μ₂) of linear envelopes, in dB: positive if the first region is brighter."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(20 * np.log10(float64(first).mean() / float64(second).mean()))


def cnr(first: Values, second: Values) -> float:
    """Contrast-to-noise ratio |μ₁−μ₂| / √(σ₁²+σ₂²) of the values as given.

    Some packages give 20 log10 of it, with the mean of the variances in place of their sum.
    """
    one, two = float64(first), float64(second)
    return _ratio(abs(one.mean() - two.mean()), np.hypot(_deviation(one), _deviation(two)))


def gcnr(first: Values, second: Values) -> float:
    """Generalised contrast-to-noise ratio, 1 − overlap of the two histograms, from 0 to 1.

    The share of pixels that the best threshold tells apart beyond guessing, so that no grey map
    changes it (Rodriguez-Molares et al., IEEE TUFFC 2020). Bins end at quantiles of the two
    regions, which keeps that exact. Their number grows as the cube root of the smaller region, as
    too many make equal regions look different: 256 bins on 500 px read 0.38 where 0.25 is true.
    Towards the tails they get finer, where regions that hardly overlap meet. What is left of the
    bias is that of nearly equal regions: two of 500 px of the same speckle read 0.10.
    """
    one, two = float64(first).ravel(), float64(second).ravel()
    count = min(len(one), len(two))
    middle = np.linspace(0, 1, round(count ** (1 / 3)) + 1)
    tails = middle[1] * 0.25 ** np.arange(1, 20)
    tails = tails[tails > 1 / count]
    at = np.concatenate([middle, tails, 1 - tails])
    edges = np.unique([np.quantile(x, at, method="inverted_cdf") for x in (one, two)])
    shares = [
        np.bincount(np.searchsorted(edges, x, side="right"), minlength=len(edges) + 1) / len(x)
        for x in (one, two)
    ]
    return float(1 - np.minimum(*shares).sum())


def _deviation(values: Float) -> float:
    """Standard deviation; exactly 0 of equal values, whose mean may be rounded."""
    return float(values.std()) if np.ptp(values) else 0.0


def _ratio(above: float, below: float) -> float:
    """NaN for 0/0 and infinity for anything else over 0, as flat regions give them."""
    if below:
        return float(above / below)
    return float("inf") if above else float("nan")
