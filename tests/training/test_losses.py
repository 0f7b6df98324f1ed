"""Losses against their formulas, worked out by hand."""

import pytest
import torch

from speckle_viewer.training.loop import schedule
from speckle_viewer.training.losses import (
    BORDER,
    annealed_loss,
    asymmetric_loss,
    combined_loss,
    squared_differences,
)


def framed(inside: torch.Tensor) -> torch.Tensor:
    """An image whose border, which the loss leaves out, is wildly wrong."""
    return torch.nn.functional.pad(inside, (BORDER,) * 4, value=1e6)


def test_combined_is_squares_plus_absolute_differences() -> None:
    error = torch.tensor([[0.0, 0.1], [0.3, -0.2]])
    clean = torch.full((2 + 2 * BORDER, 2 + 2 * BORDER), 0.5)
    squares = (0.0 + 0.01 + 0.09 + 0.04) / 4
    rows, columns = (0.3 + 0.3) / 2, (0.1 + 0.5) / 2
    loss = combined_loss(clean + framed(error), clean, gradient_weight=2.0)
    assert float(loss) == pytest.approx(squares + 2 * (rows + columns), rel=1e-5)


def test_gradients_keep_their_sign() -> None:
    ramp = torch.arange(20.0).expand(20, 20) / 20
    assert float(combined_loss(ramp, ramp.flip(1))) > float(combined_loss(ramp, ramp + 0.01))


def test_annealing_asks_every_frame_to_be_right_alone() -> None:
    clean = torch.rand(1, 20, 20)
    even = torch.stack([clean / 2, clean / 2], 1)
    lopsided = torch.stack([clean, torch.zeros_like(clean)], 1)
    assert float(annealed_loss(even, clean, 1.0)) == pytest.approx(0, abs=1e-9)
    assert float(annealed_loss(lopsided, clean, 0.0)) == pytest.approx(0, abs=1e-9)
    alone = combined_loss(2 * clean, clean) + combined_loss(0 * clean, clean)
    assert float(annealed_loss(lopsided, clean, 0.5)) == pytest.approx(0.5 * float(alone))


def test_the_learning_rate_warms_up_and_ends_at_zero() -> None:
    rates = [schedule(i / 100) for i in range(101)]
    assert rates[0] == 0
    assert max(rates) == pytest.approx(1)
    assert rates[-1] == pytest.approx(0, abs=1e-12)
    assert rates[5:] == sorted(rates[5:], reverse=True)


def test_too_low_an_estimate_of_the_noise_weighs_more() -> None:
    sigma = torch.full((1, 2, 2), 0.5)
    assert float(asymmetric_loss(sigma - 0.1, sigma)) == pytest.approx(0.7 * 0.01)
    assert float(asymmetric_loss(sigma + 0.1, sigma)) == pytest.approx(0.3 * 0.01)


def test_squared_differences_are_those_of_neighbours() -> None:
    image = torch.tensor([[[0.0, 1.0], [2.0, 0.0]]])
    assert float(squared_differences(image)) == pytest.approx((4 + 1) / 2 + (1 + 4) / 2)
