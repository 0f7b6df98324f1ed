"""The frequency response of kernels is that of the formulas in the books."""

import numpy as np
import pytest

from speckle_viewer.evidence.frequency import along_axes, frequency_response, half_amplitudes


def dtft(taps: np.ndarray, row: float, column: float) -> float:
    """|Σ w(r, c) exp(−2πi (f_r r + f_c c))| by plain sums, in float64."""
    total = 0j
    for (r, c), tap in np.ndenumerate(taps.astype(np.float64)):
        total += tap * np.exp(-2j * np.pi * (row * r + column * c))
    return abs(total)


@pytest.mark.parametrize("size", [3, 5, 6, 15])
def test_every_frequency_agrees_with_the_sum_by_hand(size: int) -> None:
    taps = np.random.default_rng(size).normal(size=(2, size, size)).astype(np.float32)
    response = frequency_response(taps, points=16)
    assert response.magnitude.shape == (2, 16, 16)
    for kernel, magnitude in zip(taps, response.magnitude, strict=True):
        by_hand = [[dtft(kernel, r, c) for c in response.columns] for r in response.rows]
        np.testing.assert_allclose(magnitude, by_hand, rtol=1e-5, atol=1e-5)


def test_a_box_gives_the_dirichlet_kernel() -> None:
    response = frequency_response(np.full((7, 7), 1 / 49))
    f = response.columns[response.columns != 0]
    expected = np.abs(np.sin(7 * np.pi * f) / (7 * np.sin(np.pi * f)))
    np.testing.assert_allclose(response.magnitude[32, response.columns != 0], expected, atol=1e-6)
    np.testing.assert_allclose(response.magnitude[response.rows != 0, 32], expected, atol=1e-6)


def test_a_gaussian_gives_a_gaussian() -> None:
    down, across = 2.0, 3.0  # px, so wide that sampling changes nothing
    place = np.arange(51) - 25
    taps = np.exp(-(place[:, None] ** 2) / (2 * down**2) - place**2 / (2 * across**2))
    response = frequency_response(taps / taps.sum())
    rows, columns = response.rows[:, None], response.columns
    expected = np.exp(-2 * np.pi**2 * ((down * rows) ** 2 + (across * columns) ** 2))
    np.testing.assert_allclose(response.magnitude, expected, atol=1e-6)


def test_zero_frequency_is_in_the_middle_and_has_the_sum() -> None:
    taps = np.array([[0.0, -0.5, 0.0], [0.1, 1.5, 0.2], [0.0, 0.3, 0.0]])
    response = frequency_response(taps, points=8)
    assert response.rows[4] == response.columns[4] == 0
    assert response.magnitude[4, 4] == pytest.approx(taps.sum())


def test_frequencies_are_per_pixel_or_per_millimetre() -> None:
    taps = np.ones((3, 3))
    plain = frequency_response(taps, points=8)
    assert plain.unit == "cycles/px"
    np.testing.assert_allclose(plain.rows, np.arange(-4, 4) / 8)
    scaled = frequency_response(taps, points=8, mm_per_px=(0.1, 0.25))
    assert scaled.unit == "cycles/mm"
    np.testing.assert_allclose(scaled.rows, plain.rows / 0.1)
    np.testing.assert_allclose(scaled.columns, plain.columns / 0.25)
    np.testing.assert_array_equal(scaled.magnitude, plain.magnitude)


def test_a_kernel_larger_than_the_points_is_refused() -> None:
    with pytest.raises(ValueError, match="9 × 9 taps needs at least 9 points, not 8"):
        frequency_response(np.ones((9, 9)), points=8)


def test_half_amplitudes_of_known_filters() -> None:
    binomial = np.array([0.25, 0.5, 0.25])  # H = (1 + cos 2πf) / 2, a half at ¼ cycles/px
    down, across = half_amplitudes(np.outer([0, 1, 0], binomial))
    assert down == np.inf  # left as it is
    assert across == pytest.approx(0.25, abs=1e-4)
    place = np.arange(31) - 15
    gaussian = np.exp(-(place**2) / 8)
    expected = np.sqrt(2 * np.log(2)) / (2 * np.pi * 2)  # σ = 2 px
    assert half_amplitudes(np.outer(gaussian, gaussian)) == pytest.approx((expected,) * 2, abs=1e-4)


@pytest.mark.parametrize("size", [1, 3, 6, 17])
def test_responses_along_the_axes_agree_with_the_sum_by_hand(size: int) -> None:
    taps = np.random.default_rng(size).normal(size=(2, size, size))
    down, across = along_axes(taps, steps=8)
    assert down.shape == across.shape
    frequencies = np.linspace(0, 0.5, down.shape[-1])
    for kernel, vertical, horizontal in zip(taps, down, across, strict=True):
        by_hand = np.array([(dtft(kernel, f, 0), dtft(kernel, 0, f)) for f in frequencies])
        np.testing.assert_allclose(np.transpose([vertical, horizontal]), by_hand, atol=1e-12)
