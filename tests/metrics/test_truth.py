"""Metrics against a truth: closed forms, and slow direct formulas."""

import numpy as np
import pytest
from scipy.signal import convolve2d

from speckle_viewer import metrics


@pytest.fixture
def image() -> np.ndarray:
    return np.random.default_rng(1).random((40, 50))


def test_psnr_of_a_known_error(image: np.ndarray) -> None:
    assert metrics.psnr(image + 0.1, image, 1) == pytest.approx(20)
    assert metrics.psnr(image * 255 + 25.5, image * 255, 255) == pytest.approx(20)
    assert metrics.psnr(image, image, 1) == np.inf


def test_integers_do_not_wrap_around() -> None:
    dark, bright = np.full((4, 4), 10, np.uint8), np.full((4, 4), 20, np.uint8)
    expected = 10 * np.log10(255**2 / 100)
    assert metrics.psnr(dark, bright, 255) == pytest.approx(expected)
    assert metrics.brightness_shift(dark, bright) == -10


def test_a_constant_costs_psnr_but_no_offset_free_psnr(image: np.ndarray) -> None:
    noisy = image + np.random.default_rng(2).normal(0, 0.1, image.shape)
    error = noisy - image
    expected = -10 * np.log10(error.var())
    for shift in (0, 0.2, -0.5):
        assert metrics.offset_free_psnr(noisy + shift, image, 1) == pytest.approx(expected)
    assert metrics.psnr(noisy + 0.2, image, 1) < expected - 3


def test_ssim_is_that_of_its_paper(image: np.ndarray) -> None:
    noisy = np.clip(image + np.random.default_rng(2).normal(0, 0.2, image.shape), 0, 1)
    assert metrics.ssim(image, image, 1) == pytest.approx(1)
    # Wang et al. 2004, eq. 13, written out: 11 × 11 Gaussian window, mean over where it fits.
    axis = np.exp(-0.5 * (np.arange(-5, 6) / 1.5) ** 2)
    window = np.outer(axis, axis) / axis.sum() ** 2

    def mean(x: np.ndarray) -> np.ndarray:
        return convolve2d(x, window, mode="valid")

    one, two = mean(noisy), mean(image)
    variances = mean(noisy**2) - one**2 + mean(image**2) - two**2
    covariance = mean(noisy * image) - one * two
    c1, c2 = 0.01**2, 0.03**2
    map = (2 * one * two + c1) * (2 * covariance + c2)
    map /= (one**2 + two**2 + c1) * (variances + c2)
    assert metrics.ssim(noisy, image, 1) == pytest.approx(map.mean(), abs=1e-6)
    assert metrics.ssim(noisy * 255, image * 255, 255) == pytest.approx(map.mean(), abs=1e-6)


def test_only_what_is_inside_counts(image: np.ndarray) -> None:
    noisy = image + 0.1
    noisy[:, 25:] += 0.3 * np.random.default_rng(2).random((40, 25))
    left = np.zeros(image.shape, bool)
    left[:, :25] = True
    assert metrics.psnr(noisy, image, 1, left) == pytest.approx(20)
    assert metrics.offset_free_psnr(noisy, image, 1, left) > 200  # nothing but rounding
    assert metrics.psnr(noisy, image, 1) < 18


def test_ssim_inside_is_the_mean_of_its_map_there(image: np.ndarray) -> None:
    noisy = np.clip(image + np.random.default_rng(2).normal(0, 0.2, image.shape), 0, 1)
    inside = np.zeros(image.shape, bool)
    inside[12:20, 3:30] = True
    inside[30:, 40:] = True
    values = [
        metrics.ssim(noisy[r - 5 : r + 6, c - 5 : c + 6], image[r - 5 : r + 6, c - 5 : c + 6], 1)
        for r, c in np.argwhere(inside)
        if 5 <= r < 35 and 5 <= c < 45
    ]
    assert metrics.ssim(noisy, image, 1, inside) == pytest.approx(np.mean(values), abs=1e-9)
    everywhere = np.ones(image.shape, bool)
    assert metrics.ssim(noisy, image, 1, everywhere) == metrics.ssim(noisy, image, 1)
    assert np.isnan(metrics.ssim(noisy, image, 1, np.zeros(image.shape, bool)))
    assert np.isnan(metrics.ssim(noisy[:8], image[:8], 1))


def test_edge_preservation_is_the_correlation_of_laplacians(image: np.ndarray) -> None:
    kernel = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])
    other = image**2

    def laplacian(x: np.ndarray) -> np.ndarray:
        return convolve2d(np.pad(x, 1, "symmetric"), kernel, mode="valid").ravel()

    expected = np.corrcoef(laplacian(other), laplacian(image))[0, 1]
    assert metrics.edge_preservation(other, image) == pytest.approx(expected)
    assert metrics.edge_preservation(3 * image + 7, image) == pytest.approx(1)
    assert np.isnan(metrics.edge_preservation(np.ones((5, 5)), np.ones((5, 5))))


def test_pratt_fom_of_a_shifted_edge() -> None:
    ideal = np.zeros((30, 30), bool)
    ideal[:, 15] = True
    assert metrics.pratt_fom(ideal, ideal) == 1
    for distance in (1, 2, 5):
        shifted = np.roll(ideal, distance, axis=1)
        assert metrics.pratt_fom(shifted, ideal) == pytest.approx(1 / (1 + distance**2 / 9))
    both = ideal | np.roll(ideal, 3, axis=1)
    assert metrics.pratt_fom(both, ideal) == pytest.approx((1 + 0.5) / 2)
    assert metrics.pratt_fom(np.zeros_like(ideal), ideal) == 0
    assert metrics.pratt_fom(ideal, np.zeros_like(ideal)) == 0


def test_edges_are_found_where_the_image_steps() -> None:
    step = np.zeros((40, 40))
    step[:, 20:] = 0.5
    found = metrics.edges(step, 1)
    assert found[10:30, 18:22].any(1).all()
    assert not found[:, :16].any()
    np.testing.assert_array_equal(found, metrics.edges(step * 255, 255))
