"""Widths: of speckle, of points and of edges, in pixels with a fraction."""

import numpy as np

from speckle_viewer.metrics.array import Float, Values, float64


def fwhm(profile: Values) -> float:
    """Full width at half of the highest value of a profile (n,), in samples.

    For an envelope that is the width at −6 dB, for an intensity at −3 dB. Crossings are
    interpolated linearly. NaN where the profile does not fall below half on both sides.
    """
    values = float64(profile)
    top = int(values.argmax())
    left, right = values[top::-1], values[top:]
    return _first_below(left, values[top] / 2) + _first_below(right, values[top] / 2)


def autocorrelation_fwhm(region: Values) -> tuple[float, float]:
    """Axial and lateral width of the texture: FWHM of the autocovariance of a region (H, W).

    In pixels, down and across, so axial and lateral where beams run down the image. The plane that
    fits best is taken off before, so that a gradient does not count as wide speckle. For the
    intensity of fully developed speckle and a Gaussian pulse of σ px, the width is 2.355 σ.
    """
    given = float64(region)
    values = _without_plane(given)
    height, width = values.shape
    spectrum = np.fft.rfft2(values, (2 * height, 2 * width))
    sums = np.fft.irfft2(np.abs(spectrum) ** 2, (2 * height, 2 * width))[:height, :width]
    # Of as many products as there are at each lag: the zeros beyond the region do not count.
    counts = np.outer(np.arange(height, 0, -1), np.arange(width, 0, -1))
    covariance = sums / counts
    if covariance[0, 0] <= 1e-12 * np.square(given).max():  # rounding alone
        return float("nan"), float("nan")
    half = covariance[0, 0] / 2
    return 2 * _first_below(covariance[:, 0], half), 2 * _first_below(covariance[0], half)


def edge_width(profile: Values) -> float:
    """Distance in which a profile (n,) across an edge rises from 10 to 90 % of its step.

    The plateaus are the medians of the first and the last quarter. The crossings are those next to
    the middle of the step, interpolated linearly. For a step blurred by a Gaussian of σ px the
    width is 2.563 σ. NaN where there is no step.
    """
    values = float64(profile)
    quarter = max(1, len(values) // 4)
    low, high = np.median(values[:quarter]), np.median(values[-quarter:])
    if low == high:
        return float("nan")
    share = (values - low) / (high - low)
    above = np.flatnonzero((share[:-1] < 0.5) & (share[1:] >= 0.5))
    middle = int(above[np.abs(above - (len(values) - 1) / 2).argmin()])
    part = (0.5 - share[middle]) / (share[middle + 1] - share[middle])
    down = np.concatenate([[0.5], share[middle::-1]])
    up = np.concatenate([[0.5], 1 - share[middle + 1 :]])
    before = np.concatenate([[0.0], part + np.arange(middle + 1)])
    after = np.concatenate([[0.0], 1 - part + np.arange(len(up) - 1)])
    return _place_below(down, before, 0.1) + _place_below(up, after, 0.1)


def edge_axis(region: Values) -> int:
    """The axis along which a straight edge in a region (H, W) runs: 0 for an upright one.

    The mean over that axis is the profile across the edge, for `edge_width`.
    """
    values = float64(region)
    return int(values.mean(1).std() > values.mean(0).std())


def _without_plane(values: Float) -> Float:
    rows, columns = np.indices(values.shape)
    terms = np.stack([np.ones(values.size), rows.ravel(), columns.ravel()], 1)
    fitted, *_ = np.linalg.lstsq(terms, values.ravel(), rcond=None)
    plane = (terms @ fitted).reshape(values.shape)
    return values - plane


def _first_below(values: Float, level: float) -> float:
    return _place_below(values, np.arange(len(values), dtype=np.float64), level)


def _place_below(values: Float, places: Float, level: float) -> float:
    """Where values first fall below a level, interpolated linearly between places; NaN if never."""
    below = np.flatnonzero(values < level)
    if not len(below) or below[0] == 0:
        return float("nan")
    i = int(below[0])
    part = (values[i - 1] - level) / (values[i - 1] - values[i])
    return float(places[i - 1] + part * (places[i] - places[i - 1]))
