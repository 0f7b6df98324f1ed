"""Nakagami and K have their moments; the simpler noises have the asked strength."""

import math

import pytest
import torch

from speckle_viewer.simulation.statistics import add_noise, k_quantiles, nakagami


def exponential(count: int = 400_000) -> torch.Tensor:
    return -torch.rand(count, generator=torch.Generator().manual_seed(2)).clamp(min=1e-7).log()


@pytest.mark.parametrize("shape", [0.5, 0.8, 1.0, 2.5])
def test_nakagami_intensity_is_gamma_distributed(shape: float) -> None:
    intensity = nakagami(exponential(), shape)
    assert float(intensity.mean()) == pytest.approx(1, abs=0.01)
    assert float(intensity.var()) == pytest.approx(1 / shape, rel=0.03)
    logarithm = torch.digamma(torch.tensor(shape)).item() - math.log(shape)
    assert float(intensity.log().mean()) == pytest.approx(logarithm, abs=0.02)


def test_nakagami_keeps_the_pattern_of_the_speckle() -> None:
    intensity = exponential(1000)
    assert torch.equal(nakagami(intensity, 0.6).argsort(), intensity.argsort())


def test_nakagami_of_averaged_looks_starts_from_their_distribution() -> None:
    averaged = exponential().view(2, -1).mean(0)
    assert float(nakagami(averaged, 0.7, looks=2).var()) == pytest.approx(1 / 0.7, rel=0.03)


@pytest.mark.parametrize(("looks", "order"), [(1, 1.5), (1, 10.0), (2, 4.0)])
def test_k_quantiles_have_the_moments_of_the_k_distribution(looks: int, order: float) -> None:
    decibels = k_quantiles(looks, order, 512).double()
    intensity = 10 ** (decibels / 10)
    assert float(intensity.mean()) == pytest.approx(1, abs=0.02)
    second = (1 + 1 / looks) * (1 + 1 / order)
    assert float(intensity.square().mean()) == pytest.approx(second, rel=0.06)
    psi = torch.digamma(torch.tensor([float(looks), order], dtype=torch.float64)).sum().item()
    logarithm = 10 / math.log(10) * (psi - math.log(looks * order))
    assert float(decibels.mean()) == pytest.approx(logarithm, abs=0.05)


@pytest.mark.parametrize(
    ("kind", "sigma", "expected"),
    [
        ("gaussian", 20.0, lambda grey: 20.0),
        ("multiplicative", 0.2, lambda grey: 0.2 * grey),
        ("loupas", 3.0, lambda grey: 3.0 * math.sqrt(grey)),
    ],
)
@pytest.mark.parametrize("grey", [25.0, 100.0, 225.0])
def test_simpler_noises_have_the_strength_of_their_formula(kind, sigma, expected, grey) -> None:
    image = torch.full((300, 300), grey / 255)
    noise = add_noise(kind, image, sigma, torch.Generator().manual_seed(1)) - image
    assert float(noise.std()) * 255 == pytest.approx(expected(grey), rel=0.02)
    assert float(noise.mean()) * 255 == pytest.approx(0, abs=expected(grey) * 0.02)
