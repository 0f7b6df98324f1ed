"""Speckle follows the textbook, and its clean target keeps the brightness."""

import numpy as np
import pytest
import torch

from speckle_viewer.simulation.speckle import (
    Display,
    Pulse,
    amplitude_of,
    brightness,
    complex_echo,
    level_of,
    mean_intensity,
    soften,
    speckle_quantiles,
)


def pulse(lateral: float, axial: float, widening: float = 1.0, turn: float = 0.0) -> Pulse:
    return Pulse(*(torch.tensor([value]) for value in (lateral, axial, widening, turn)))


def display(dynamic_range: float = 60.0, gamma: float = 1.0, contrast: float = 0.0) -> Display:
    return Display(*(torch.tensor([value]) for value in (dynamic_range, gamma, contrast)))


def field(size: int, looks: int, shape: Pulse, amplitude: float = 1.0) -> torch.Tensor:
    generator = torch.Generator().manual_seed(7)
    noise = torch.randn((1, looks, size, size), dtype=torch.complex64, generator=generator)
    return complex_echo(noise, torch.full((1, 1, size, size), amplitude), shape)


@pytest.fixture(scope="module")
def one_look() -> torch.Tensor:
    return field(768, 1, pulse(1.8, 0.9, 1.6, 0.3)).abs()


def test_log_standard_deviation_is_that_of_fully_developed_speckle(one_look: torch.Tensor) -> None:
    decibels = 20 * one_look.log10()
    assert float(decibels.std()) == pytest.approx(5.57, abs=0.06)
    assert float(decibels.mean()) == pytest.approx(-2.51, abs=0.06)


def test_envelope_snr_is_that_of_a_rayleigh_distribution(one_look: torch.Tensor) -> None:
    assert float(one_look.mean() / one_look.std()) == pytest.approx(1.913, abs=0.03)


def test_power_stays_even_where_the_pulse_widens_with_depth(one_look: torch.Tensor) -> None:
    power = one_look.square()[0, 0].reshape(4, -1).mean(1)
    assert power.numpy() == pytest.approx(np.ones(4), abs=0.06)


def test_mean_intensity_is_the_mean_over_many_draws() -> None:
    shape = pulse(2.0, 1.0, 1.5, 0.4)
    amplitude = torch.full((1, 1, 48, 48), 0.1)
    amplitude[..., 20:28, 10:30] = 1
    generator = torch.Generator().manual_seed(9)
    noise = torch.randn((1, 4000, 48, 48), dtype=torch.complex64, generator=generator)
    drawn = complex_echo(noise, amplitude, shape).abs().square().mean(1, keepdim=True)
    ratio = drawn / mean_intensity(amplitude, shape)
    # The mean of 4000 exponentials is off by 1.6 % (σ).
    assert float((ratio - 1).square().mean().sqrt()) == pytest.approx(4000**-0.5, rel=0.2)


@pytest.mark.parametrize(("lateral", "axial"), [(3.0, 1.0), (1.5, 2.0)])
def test_autocorrelation_has_the_width_of_the_pulse(lateral: float, axial: float) -> None:
    z = field(512, 1, pulse(lateral, axial))
    for axis, sigma in ((-1, lateral), (-2, axial)):
        for lag in (1, 2, 3):
            measured = float((z * z.roll(lag, axis).conj()).mean().real)
            assert measured == pytest.approx(np.exp(-(lag**2) / (4 * sigma**2)), abs=0.03)


def test_a_turned_pulse_exchanges_lateral_and_axial() -> None:
    z = field(512, 1, pulse(3.0, 1.0, turn=np.pi / 2))
    down, right = (float((z * z.roll(2, axis).conj()).mean().real) for axis in (-2, -1))
    assert down > right + 0.3


@pytest.mark.parametrize(("looks", "deviation"), [(1, 5.57), (2, 3.49), (3, 2.73)])
def test_quantiles_have_the_spread_of_averaged_looks(looks: int, deviation: float) -> None:
    quantiles = speckle_quantiles(looks)
    assert float(quantiles.std(unbiased=False)) == pytest.approx(deviation, abs=0.05)
    assert float((10 ** (quantiles / 10)).mean()) == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize("looks", [1, 2, 3])
@pytest.mark.parametrize("level", [-0.3, 0.0, 0.05, 0.3, 0.7, 0.98])
@pytest.mark.parametrize(("gamma", "contrast"), [(1.0, 0.0), (1.25, 0.4), (0.8, -0.3)])
def test_brightness_is_mean_and_deviation_of_the_displayed_image(
    looks: int, level: float, gamma: float, contrast: float
) -> None:
    shown_by = display(50.0, gamma, contrast)
    amplitude = float(amplitude_of(torch.full((1, 1, 1, 1), level), shown_by))
    z = field(384, looks, pulse(1.2, 0.8), amplitude)
    noisy = shown_by.show(level_of(z.abs().square().mean(1, keepdim=True), shown_by))
    target, spread = brightness(torch.full((1, 1, 1, 1), level), shown_by, looks)
    assert float(noisy.mean()) == pytest.approx(float(target), abs=0.004)
    assert float(noisy.std()) == pytest.approx(float(spread), abs=0.004)


def test_target_lies_by_the_mean_of_log_speckle_below_the_echo_level() -> None:
    target = brightness(torch.full((1, 1, 1, 1), 0.5), display(60.0), 1)[0]
    assert float(target) == pytest.approx(0.5 - 2.507 / 60, abs=0.001)


def test_softening_keeps_the_mean_and_lowers_the_contrast_of_speckle() -> None:
    images = torch.rand(2, 1, 128, 128, generator=torch.Generator().manual_seed(1))
    soft = soften(images, torch.tensor([0.0, 0.8]))
    torch.testing.assert_close(soft[0], images[0])
    assert float(soft[1].mean()) == pytest.approx(float(images[1].mean()), abs=0.002)
    assert soft[1].std() < 0.5 * images[1].std()
