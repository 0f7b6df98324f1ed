"""Widths against closed forms: Gaussians, blurred steps, speckle of a known pulse."""

import numpy as np
import pytest
from scipy.special import erf

from speckle_viewer import metrics

FWHM_OF_SIGMA = 2 * np.sqrt(2 * np.log(2))


def test_width_of_a_gaussian_point() -> None:
    for sigma, centre in ((1.5, 20), (3, 20.4)):
        profile = np.exp(-0.5 * ((np.arange(41) - centre) / sigma) ** 2)
        assert metrics.fwhm(profile) == pytest.approx(FWHM_OF_SIGMA * sigma, rel=0.02)
    triangle = np.array([0, 1, 2, 3, 2, 1, 0])
    assert metrics.fwhm(triangle) == pytest.approx(3)
    for one_sided in (np.array([3, 2, 1, 0]), np.ones(4)):
        assert np.isnan(metrics.fwhm(one_sided))


def speckle(axial: float, lateral: float, size: int, seed: int) -> np.ndarray:
    """Complex speckle (size, size) of a Gaussian pulse with these widths σ in px."""
    rng = np.random.default_rng(seed)
    noise = rng.standard_normal((size, size)) + 1j * rng.standard_normal((size, size))
    down, right = np.fft.fftfreq(size)[:, None], np.fft.fftfreq(size)[None]
    gain = np.exp(-2 * np.pi**2 * ((down * axial) ** 2 + (right * lateral) ** 2))
    return np.fft.ifft2(np.fft.fft2(noise) * gain)


@pytest.mark.parametrize(("axial", "lateral"), [(1.2, 3.0), (2.0, 1.5)])
def test_width_of_speckle_is_that_of_its_pulse(axial: float, lateral: float) -> None:
    intensity = np.abs(speckle(axial, lateral, 400, 3)) ** 2
    slope = np.linspace(0, 3 * intensity.max(), 400)[:, None]
    for image in (intensity, intensity + slope):
        down, across = metrics.autocorrelation_fwhm(image)
        assert down == pytest.approx(FWHM_OF_SIGMA * axial, rel=0.04)
        assert across == pytest.approx(FWHM_OF_SIGMA * lateral, rel=0.04)


def test_autocovariance_is_the_direct_sum() -> None:
    region = np.abs(speckle(1.5, 2.0, 24, 5))[:20, :18]
    rows, columns = np.indices(region.shape)
    terms = np.stack([np.ones(region.size), rows.ravel(), columns.ravel()], 1)
    flat = region - (terms @ np.linalg.lstsq(terms, region.ravel(), rcond=None)[0]).reshape(20, 18)
    lags = [np.mean(flat[: 20 - lag] * flat[lag:]) for lag in range(10)]
    lags = np.array(lags) / lags[0]
    first = int(np.flatnonzero(lags < 0.5)[0])
    place = first - 1 + (lags[first - 1] - 0.5) / (lags[first - 1] - lags[first])
    assert metrics.autocorrelation_fwhm(region)[0] == pytest.approx(2 * place)


def test_a_flat_region_has_no_texture() -> None:
    assert np.isnan(metrics.autocorrelation_fwhm(np.full((8, 8), 3.0))).all()


def test_dark_speckle_is_as_wide_as_bright_speckle() -> None:
    region = np.random.default_rng(2).random((20, 30)).cumsum(0).cumsum(1)
    bright = metrics.autocorrelation_fwhm(region)
    assert metrics.autocorrelation_fwhm(1e-7 * region / region.max()) == pytest.approx(bright)


@pytest.mark.parametrize("sigma", [2.0, 4.0])
@pytest.mark.parametrize("rising", [1, -1])
def test_width_of_a_blurred_step(sigma: float, rising: int) -> None:
    place = np.arange(60) - 29.3
    profile = 40 + 30 * rising * erf(place / sigma / np.sqrt(2))
    # 10 and 90 % of a Gaussian's integral lie 1.2816 σ from its middle.
    assert metrics.edge_width(profile) == pytest.approx(2 * 1.2816 * sigma, rel=0.03)


def test_width_of_a_ramp_and_of_nothing() -> None:
    ramp = np.clip((np.arange(40) - 15) / 10, 0, 1)
    assert metrics.edge_width(ramp) == pytest.approx(8)
    assert np.isnan(metrics.edge_width(np.ones(12)))


def test_the_direction_of_an_edge_is_seen() -> None:
    upright = np.zeros((12, 20))
    upright[:, 10:] = 1
    assert metrics.edge_axis(upright) == 0
    assert metrics.edge_axis(upright.T) == 1
