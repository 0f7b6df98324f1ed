"""Statistics of speckle against theory, on simulated Rayleigh fields."""

import numpy as np
import pytest

from speckle_viewer import metrics

RNG = np.random.default_rng


def rayleigh(count: int, decibels: float = 0, seed: int = 0) -> np.ndarray:
    """Amplitudes of fully developed speckle whose intensity is so many dB above 1."""
    rng = RNG(seed)
    field = rng.standard_normal(count) + 1j * rng.standard_normal(count)
    return np.abs(field) / np.sqrt(2) * 10 ** (decibels / 20)


def test_fully_developed_speckle_has_the_snr_of_theory() -> None:
    speckle = rayleigh(400_000)
    assert metrics.speckle_snr(speckle) == pytest.approx(1.913, rel=0.005)
    assert metrics.enl(speckle) == pytest.approx(3.66, rel=0.01)
    assert metrics.speckle_snr(speckle * 7) == pytest.approx(metrics.speckle_snr(speckle))


def test_the_envelope_undoes_log_compression() -> None:
    amplitude = np.array([0.01, 0.1, 0.5, 1])
    for dynamic_range in (40, 60):
        shown = 1 + 20 * np.log10(amplitude) / dynamic_range
        np.testing.assert_allclose(metrics.envelope(shown, dynamic_range), amplitude)
    for nonsense in (0, -60, np.inf, np.nan):
        with pytest.raises(ValueError, match="dynamic range"):
            metrics.envelope(amplitude, nonsense)


def test_log_speckle_undone_is_rayleigh_again() -> None:
    shown = 1 + 20 * np.log10(rayleigh(200_000, -25)) / 60
    assert metrics.speckle_snr(metrics.envelope(shown, 60)) == pytest.approx(1.913, rel=0.01)


def test_averaging_looks_halves_the_speckle() -> None:
    one = rayleigh(100_000)
    four = np.mean([rayleigh(100_000, seed=s) for s in range(4)], axis=0)
    assert metrics.ssi(four, one) == pytest.approx(0.5, rel=0.01)
    # The mean stays, so nothing is added for it.
    assert metrics.smpi(four, one) == pytest.approx(0.5, rel=0.02)


def test_smpi_charges_a_shift_of_the_mean() -> None:
    one = rayleigh(1000)
    assert metrics.smpi(one, one) == pytest.approx(1)
    assert metrics.smpi(one + 0.3 * one.mean(), one) == pytest.approx(1.3)
    assert metrics.smpi(5 * one, 5 * one) == pytest.approx(1)


def test_contrast_is_the_ratio_of_mean_amplitudes() -> None:
    assert metrics.contrast(rayleigh(1000, 6), rayleigh(1000)) == pytest.approx(6)
    assert metrics.contrast(np.ones(3), np.full(3, 10.0)) == pytest.approx(-20)


def test_cnr_has_the_sum_of_variances_below() -> None:
    one, two = RNG(0).normal(5, 2, 400_000), RNG(1).normal(3, 1, 400_000)
    assert metrics.cnr(one, two) == pytest.approx(2 / np.sqrt(5), rel=0.01)
    assert metrics.cnr(two, one) == metrics.cnr(one, two)


def true_gcnr(decibels: float) -> float:
    """Of two Rayleigh regions with this ratio of intensities."""
    ratio = 10 ** (decibels / 10)
    return ratio ** (-1 / (ratio - 1)) - ratio ** (-ratio / (ratio - 1))


@pytest.mark.parametrize(("decibels", "known"), [(3, 0.249), (6, 0.471), (10, 0.697), (20, 0.945)])
def test_gcnr_of_two_rayleigh_regions(decibels: float, known: float) -> None:
    assert true_gcnr(decibels) == pytest.approx(known, abs=5e-4)
    reached = metrics.gcnr(rayleigh(200_000, decibels), rayleigh(200_000, seed=1))
    assert reached == pytest.approx(known, abs=0.01)


@pytest.mark.parametrize(("count", "within"), [(500, 0.02), (2000, 0.01)])
@pytest.mark.parametrize("decibels", [3, 10, 20, 30])
def test_gcnr_of_small_regions_is_nearly_unbiased(
    count: int, within: float, decibels: float
) -> None:
    reached = [
        metrics.gcnr(rayleigh(count, decibels, seed), rayleigh(count, 0, 1000 + seed))
        for seed in range(40)
    ]
    assert np.mean(reached) == pytest.approx(true_gcnr(decibels), abs=within)


def test_gcnr_does_not_depend_on_the_grey_map() -> None:
    one, two = rayleigh(3000, 6), rayleigh(2000, seed=1)
    reached = metrics.gcnr(one, two)
    assert metrics.gcnr(np.log(one), np.log(two)) == reached
    assert metrics.gcnr(one**3, two**3) == reached
    assert metrics.gcnr(two, one) == pytest.approx(reached)


def test_gcnr_is_none_for_equal_and_full_for_separate_regions() -> None:
    assert metrics.gcnr(np.ones(100), np.full(50, 2)) == 1
    assert metrics.gcnr(np.ones(100), np.ones(50)) == 0
    grey = RNG(0).integers(0, 4, 5000)
    assert metrics.gcnr(grey, grey[::-1]) == pytest.approx(0, abs=1e-12)


def test_flat_regions_give_no_number_that_is_wrong() -> None:
    flat = np.ones(10)
    assert metrics.speckle_snr(flat) == np.inf
    assert np.isnan(metrics.speckle_snr(np.zeros(10)))
    assert metrics.cnr(flat, 2 * flat) == np.inf
    assert np.isnan(metrics.cnr(flat, flat))


@pytest.mark.parametrize("grey", [13, 77, 100])
def test_flat_regions_are_flat_though_their_mean_is_rounded(grey: int) -> None:
    flat = metrics.envelope(np.full(1234, np.float32(grey) / 255), 60)
    assert metrics.speckle_snr(flat) == metrics.enl(flat) == np.inf
    assert np.isnan(metrics.cnr(flat, flat))
    assert np.isnan(metrics.ssi(flat, flat))
    assert np.isnan(metrics.smpi(flat, flat))
