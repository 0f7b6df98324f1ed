"""The pulse follows from the scanner's parameters as physics has it."""

import numpy as np
import pytest
import torch

from speckle_viewer.errors import SimulationError
from speckle_viewer.simulation.physical_scan import Margins, physical_scan
from speckle_viewer.simulation.scanner import Scanner

LINEAR = Scanner(
    geometry="linear", depth_mm=60, width_mm=38, lines=200, centre_frequency_mhz=6,
    fractional_bandwidth=0.5, aperture_mm=12, focal_depth_mm=30,
)  # fmt: skip


def fwhm(values: np.ndarray, step: float) -> float:
    """Full width at half maximum by linear interpolation, in units of ``step``."""
    above = np.flatnonzero(values >= values.max() / 2)
    left, right = above[0], above[-1]
    half = values.max() / 2
    start = left - (values[left] - half) / (values[left] - values[left - 1])
    end = right + (values[right] - half) / (values[right] - values[right + 1])
    return float(end - start) * step


def test_axial_width_is_that_of_a_pulse_with_this_spectrum() -> None:
    frequency = np.fft.fftfreq(4096, 1 / 400.0)
    spectrum = np.exp(-np.log(2) * (frequency / (LINEAR.fractional_bandwidth * 6 / 2)) ** 2)
    assert abs(spectrum[np.abs(frequency - 1.5).argmin()] - 0.5) < 0.05  # -6 dB at the edges
    envelope = np.abs(np.fft.fftshift(np.fft.ifft(spectrum)))
    microseconds = fwhm(envelope, 1 / 400.0)
    assert microseconds * 1.54 / 2 == pytest.approx(2.3548 * LINEAR.axial_mm, rel=0.01)


def aperture_pattern(across: np.ndarray, depth: float, focus: float) -> np.ndarray:
    """One-way field of a uniform aperture by Fresnel's integral: another way to the same width."""
    source = np.linspace(-LINEAR.aperture_mm / 2, LINEAR.aperture_mm / 2, 1201)
    number = np.pi / LINEAR.wavelength_mm
    lens = number * source**2 * (1 / depth - 1 / focus)
    phase = lens[:, None] - 2 * number * source[:, None] * across[None, :] / depth
    return np.abs(np.exp(1j * phase).sum(0))


@pytest.mark.parametrize(("depth", "tolerance"), [(30.0, 0.01), (24.0, 0.17), (45.0, 0.17)])
def test_lateral_width_is_that_of_the_diffracted_beam(depth: float, tolerance: float) -> None:
    across = np.linspace(-3, 3, 2401)
    both = aperture_pattern(across, depth, 30.0) * aperture_pattern(across, depth, depth)
    expected = fwhm(both, float(across[1] - across[0]))
    sigma = float(LINEAR.lateral_mm(torch.tensor(depth)))
    assert 2.3548 * sigma == pytest.approx(expected, rel=tolerance)


def test_time_gain_makes_up_for_soft_tissue_unless_told_otherwise() -> None:
    soft = torch.full((101, 3), LINEAR.attenuation_db_cm_mhz)
    assert LINEAR.depth_gain_db(soft, 0.5).abs().max() < 1e-3
    # Two-way loss: 2 · 6 MHz · 0.5 dB/cm/MHz = 6 dB/cm; 5 cm.
    without = Scanner(**{**vars(LINEAR), "tgc_db_cm": (0.0,)})
    assert float(without.depth_gain_db(soft, 0.5)[-1, 0]) == pytest.approx(-30, abs=0.01)
    zones = Scanner(**{**vars(LINEAR), "tgc_db_cm": (0.0, 4.0), "gain_db": 3.0})
    gained = zones.depth_gain_db(torch.zeros(121, 1), 0.5)[:, 0]
    assert gained[[0, 60, 80, 120]].tolist() == pytest.approx([3, 3, 7, 15], abs=1e-3)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("centre_frequency_mhz", 300.0, "choose between 0.5 and 60"),
        ("depth_mm", float("nan"), "choose between 5 and 400"),
        ("tgc_db_cm", (3.0, 500.0), "tgc_db_cm is 500"),
        ("geometry", "cube", "choose linear or sector"),
    ],
)
def test_values_out_of_range_are_named(name: str, value: object, said: str) -> None:
    with pytest.raises(SimulationError, match=said):
        Scanner(**{name: value})  # type: ignore[arg-type]


@pytest.mark.parametrize("scanner", [LINEAR, Scanner()])
def test_pixels_are_square_and_as_large_as_said(scanner: Scanner) -> None:
    scan = physical_scan(scanner, 300, Margins(0.05, 0.03, 0.02))
    points = torch.tensor([[0.0, 0.0], [scanner.depth_mm, 0.0], [scanner.depth_mm / 2, 9.0]])
    pixels = scan.to_pixels(points)
    assert torch.dist(pixels[0], pixels[1]).item() == pytest.approx(scanner.depth_mm / scan.mm)
    torch.testing.assert_close(scan.to_mm(pixels), points, atol=2e-2, rtol=0)
    place = scan.beam_place(pixels)
    assert place[:2, 0].tolist() == pytest.approx([0, scan.samples - 1], abs=0.2)
    assert place[:2, 1].tolist() == pytest.approx([(scan.lines - 1) / 2] * 2, abs=0.1)
    rows = scan.inside().sum(1).nonzero()[:, 0]
    assert (rows[0].item(), rows[-1].item()) == pytest.approx((15, 291), abs=2)


def test_a_linear_scan_is_as_wide_as_said() -> None:
    scan = physical_scan(LINEAR, 300)
    row = scan.inside()[150]
    assert row.sum().item() * scan.mm == pytest.approx(38, rel=0.01)
