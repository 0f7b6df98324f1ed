"""Speckle of either form follows the theory, and both forms agree."""

import math

import pytest
import torch

from speckle_viewer.simulation.beams import (
    blur_power,
    grid_form,
    order_of_k,
    scatterer_form,
    transfer,
)
from speckle_viewer.simulation.scanner import Scanner

SCANNER = Scanner(
    geometry="linear", depth_mm=40, centre_frequency_mhz=4, fractional_bandwidth=0.5,
    aperture_mm=10, focal_depth_mm=25,
)  # fmt: skip


def seeded(seed: int = 1) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def speckle(per_cell: float = 100.0, looks: int = 1, lateral: float = 1.6) -> torch.Tensor:
    widths = torch.full((768,), lateral)
    flat = torch.ones(1, 1, 768, 768)
    return grid_form(flat, widths, 1.3, seeded(), looks=looks, scatterers_per_cell=per_cell)


def snr(envelope: torch.Tensor) -> float:
    return float(envelope.mean() / envelope.std())


def test_many_scatterers_give_fully_developed_speckle() -> None:
    envelope = speckle().abs()
    assert snr(envelope) == pytest.approx(1.913, abs=0.03)
    decibels = 20 * envelope.log10()
    assert float(decibels.std()) == pytest.approx(5.57, abs=0.06)
    assert float(decibels.mean()) == pytest.approx(-2.51, abs=0.06)


@pytest.mark.parametrize("per_cell", [2.0, 5.0, 12.0])
def test_few_scatterers_give_the_moments_of_the_k_distribution(per_cell: float) -> None:
    order = order_of_k(per_cell)
    assert order == pytest.approx(1.133 * per_cell, rel=0.001)
    intensity = speckle(per_cell).abs().square()
    assert float(intensity.mean()) == pytest.approx(1, abs=0.03)
    second = float(intensity.square().mean() / intensity.mean() ** 2)
    assert second == pytest.approx(2 + 2 / order, rel=0.06)
    mean = math.exp(math.lgamma(order + 0.5) - math.lgamma(order)) * math.sqrt(math.pi / order) / 2
    expected = mean / math.sqrt(1 - mean**2)
    assert snr(intensity.sqrt()) == pytest.approx(expected, abs=0.06)


@pytest.mark.parametrize("width", [0.3, 0.8, 2.5])
def test_transfer_is_that_of_the_sampled_gaussian(width: float) -> None:
    place = torch.arange(-32, 32)
    sampled = torch.exp(-0.5 * (place / width) ** 2)
    sampled = sampled / sampled.square().sum().sqrt()
    expected = torch.fft.fft(torch.fft.ifftshift(sampled)).real
    torch.testing.assert_close(transfer(torch.tensor(width), 64), expected, atol=1e-3, rtol=0)


def test_the_beam_may_widen_with_depth() -> None:
    widths = torch.linspace(0.8, 4.0, 600)
    field = grid_form(torch.ones(40, 1, 600, 256), widths, 1.2, seeded())[:, 0]
    lagged = (field * field.roll(2, -1).conj()).mean((0, -1)).real
    smooth = lagged.view(12, 50).mean(1)
    expected = torch.exp(-(2**2) / (4 * widths**2)).view(12, 50).mean(1)
    torch.testing.assert_close(smooth, expected, atol=0.03, rtol=0)
    power = field.abs().square().mean((0, -1)).view(12, 50).mean(1)
    torch.testing.assert_close(power, torch.ones(12), atol=0.05, rtol=0)


def test_mean_power_is_that_over_many_draws() -> None:
    widths = torch.linspace(1, 2.5, 48)
    amplitude = torch.full((1, 1, 48, 40), 0.1)
    amplitude[..., 20:28, 10:30] = 1
    drawn = grid_form(amplitude, widths, 1.3, seeded(), looks=4000).abs().square().mean(1)[0]
    ratio = drawn / blur_power(amplitude[0, 0].square(), widths, 1.3)
    assert float((ratio - 1).square().mean().sqrt()) == pytest.approx(4000**-0.5, rel=0.2)


@pytest.fixture(scope="module")
def exact() -> tuple[torch.Tensor, float, float]:
    """Beams of the exact form around the focus, and the steps in mm down and across."""
    generator = seeded(5)
    depths = torch.arange(20.0, 30.0, SCANNER.wavelength_mm / 10)
    beams = torch.arange(0.0, 30.0, 0.2)
    cells = 12 * 32 / SCANNER.cell_mm2
    count = int(40 * cells)
    places = torch.rand((count, 2), generator=generator) * torch.tensor([12.0, 32.0])
    places = places + torch.tensor([19.0, -1.0])
    echoes = torch.randn(count, generator=generator)
    signal = scatterer_form(SCANNER, places, echoes, beams, depths)
    return signal[20:-20], float(depths[1] - depths[0]), 0.2


def test_the_exact_form_is_fully_developed(exact: tuple[torch.Tensor, float, float]) -> None:
    envelope = exact[0].abs()
    assert snr(envelope) == pytest.approx(1.913, abs=0.04)
    assert float((20 * envelope.log10()).std()) == pytest.approx(5.57, abs=0.15)


def test_both_forms_have_the_autocorrelation_of_the_pulse(
    exact: tuple[torch.Tensor, float, float],
) -> None:
    signal, down, across = exact
    axial = SCANNER.axial_mm / down
    lateral = SCANNER.lateral_mm(20 + torch.arange(len(signal)) * down) / across
    grid = grid_form(torch.ones(1, 1, len(signal), 800), lateral, axial, seeded(2))[0, 0]
    for field in (signal, grid):
        power = field.abs().square().mean()
        for axis, sigma, lags in ((0, axial, (4, 8)), (1, float(lateral.mean()), (2, 3))):
            for lag in lags:
                part = field.narrow(axis, lag, field.shape[axis] - lag)
                shifted = field.narrow(axis, 0, field.shape[axis] - lag)
                measured = float((part * shifted.conj()).mean().abs() / power)
                assert measured == pytest.approx(math.exp(-(lag**2) / (4 * sigma**2)), abs=0.05)


def test_both_forms_agree_where_scatterers_are_few() -> None:
    generator = seeded(8)
    depths = torch.arange(22.0, 28.0, SCANNER.wavelength_mm / 9)
    beams = torch.arange(0.0, 120.0, 0.3)
    count = int(4 * 8 * 122 / SCANNER.cell_mm2)
    places = torch.rand((count, 2), generator=generator) * torch.tensor([8.0, 122.0])
    places = places + torch.tensor([21.0, -1.0])
    parts = [
        scatterer_form(SCANNER, places, echoes, beams, depths)
        for echoes in torch.randn(2, count, generator=generator)
    ]
    # Complex echoes, circular and Gaussian, as on the grid.
    exact = (parts[0] + 1j * parts[1])[10:-10]
    widths = SCANNER.lateral_mm(depths) / 0.3
    step = float(depths[1] - depths[0])
    grid = grid_form(
        torch.ones(8, 1, len(depths), 400), widths, SCANNER.axial_mm / step, seeded(3),
        scatterers_per_cell=4,
    )  # fmt: skip
    assert snr(exact.abs()) == pytest.approx(snr(grid.abs()), abs=0.06)
    assert snr(grid.abs()) < 1.8


def test_the_exact_form_of_a_sector_puts_an_echo_in_its_place() -> None:
    sector = Scanner(depth_mm=100)
    depths = torch.arange(50.0, 70.0, sector.wavelength_mm / 10)
    beams = torch.linspace(-0.3, 0.3, 401)
    echo = scatterer_form(sector, torch.tensor([[60.0, 0.1]]), torch.ones(1), beams, depths).abs()
    down, across = divmod(int(echo.argmax()), len(beams))
    assert float(depths[down]) == pytest.approx(60, abs=0.1)
    assert float(beams[across]) == pytest.approx(0.1, abs=0.002)
    wide = float((echo[down] > echo.max() / 2).sum()) * 0.6 / 400 * (60 + sector.radius_mm)
    assert wide == pytest.approx(2.3548 * float(sector.lateral_mm(torch.tensor(60.0))), abs=0.15)
    deep = float((echo[:, across] > echo.max() / 2).sum()) * float(depths[1] - depths[0])
    assert deep == pytest.approx(2.3548 * sector.axial_mm, abs=0.1)
