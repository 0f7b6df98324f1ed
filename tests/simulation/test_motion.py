"""Speckle moves with the tissue and decorrelates as asked."""

import pytest
import torch

from speckle_viewer.simulation.motion import MOST, correlated_noise, move, tissue_motion
from speckle_viewer.simulation.speckle import Pulse, complex_echo


def speckle(size: int) -> torch.Tensor:
    generator = torch.Generator().manual_seed(3)
    noise = torch.randn((1, 1, size, size), dtype=torch.complex64, generator=generator)
    fine = Pulse(*(torch.tensor([value]) for value in (1.2, 0.7, 1.0, 0.0)))
    return complex_echo(noise, torch.ones(1, 1, size, size), fine)


@pytest.mark.parametrize("asked", [0.0, 0.4, 0.9, 1.0])
def test_neighbouring_frames_correlate_as_asked(asked: float) -> None:
    generator = torch.Generator().manual_seed(5)
    noise = correlated_noise((1, 1, 256, 256), 4, torch.tensor([asked]), generator)
    assert noise.abs().square().mean().item() == pytest.approx(1, abs=0.02)
    for apart in (1, 2):
        product = noise[:, apart] * noise[:, 0].conj()
        assert product.mean().real.item() == pytest.approx(asked**apart, abs=0.02)


def test_moving_by_whole_pixels_shifts_the_speckle() -> None:
    field = speckle(96)
    motion = torch.tensor([[[1.0, 0.0, 3.0], [0.0, 1.0, -2.0]]])
    moved = move(field, motion, 64)
    torch.testing.assert_close(moved, field[..., 14:78, 19:83], atol=2e-3, rtol=0)


def test_moving_by_half_a_pixel_keeps_the_power_of_speckle() -> None:
    motion = torch.tensor([[[1.0, 0.0, 0.5], [0.0, 1.0, 0.5]]])
    power = move(speckle(320), motion, 256).abs().square().mean().item()
    assert power == pytest.approx(1, abs=0.06)


def test_the_middle_frame_rests_and_the_others_stay_within_the_margin() -> None:
    motion = tissue_motion(64, 5, 64, torch.Generator().manual_seed(2))
    assert torch.equal(motion[:, 2], torch.eye(2, 3).expand(64, 2, 3))
    corners = torch.tensor([[x, y, 1.0] for x in (-32.0, 32.0) for y in (-32.0, 32.0)])
    places = torch.einsum("btij,kj->btki", motion, corners)
    distance = (places - corners[:, :2]).abs()
    assert 1 < distance.max().item() <= MOST
