"""Losses against their formulas, worked out by hand."""

import pytest
import torch

from speckle_viewer.errors import TrainingError
from speckle_viewer.networks import KPN
from speckle_viewer.training.losses import (
    annealed_loss,
    asymmetric_loss,
    asymmetry,
    combined_loss,
    l1_loss,
    l2_loss,
    loss_of,
    squared_differences,
)
from speckle_viewer.training.objectives import Batch, Learner, noise_level
from speckle_viewer.training.recipe import Recipe
from tests.training.tiny import network_of, tiny

ERROR = torch.tensor([[0.0, 0.1], [0.3, -0.2]])
CLEAN = torch.full((2, 2), 0.5)
L2, L1 = (0.0 + 0.01 + 0.09 + 0.04) / 4, (0.0 + 0.1 + 0.3 + 0.2) / 4
ROWS, COLUMNS = (0.3 + 0.3) / 2, (0.1 + 0.5) / 2
"""Means of |down| and |across|: 0.3 − 0, −0.2 − 0.1; 0.1 − 0, −0.2 − 0.3."""


def test_l2_and_l1_are_means_of_squares_and_magnitudes() -> None:
    assert float(l2_loss(CLEAN + ERROR, CLEAN)) == pytest.approx(L2, rel=1e-5)
    assert float(l1_loss(CLEAN + ERROR, CLEAN)) == pytest.approx(L1, rel=1e-5)


def test_combined_is_squares_plus_absolute_differences() -> None:
    loss = combined_loss(CLEAN + ERROR, CLEAN, gradient_weight=2.0)
    assert float(loss) == pytest.approx(L2 + 2 * (ROWS + COLUMNS), rel=1e-5)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("l2", L2),
        ("l1", L1),
        ("combined", L2 + 0.5 * (ROWS + COLUMNS)),
        ("symmetric", L2 + 0.5 * (ROWS + COLUMNS)),
    ],
)
def test_a_recipe_names_its_loss(name: str, expected: float) -> None:
    loss = loss_of(tiny(loss=name, gradient_weight=0.5))
    assert float(loss(CLEAN + ERROR, CLEAN)) == pytest.approx(expected, rel=1e-5)


def test_gradients_keep_their_sign() -> None:
    ramp = torch.arange(20.0).expand(20, 20) / 20
    assert float(combined_loss(ramp, ramp.flip(1))) > float(combined_loss(ramp, ramp + 0.01))


def test_annealing_asks_every_frame_to_be_right_alone() -> None:
    clean = torch.rand(1, 20, 20)
    even = torch.stack([clean / 2, clean / 2], 1)
    lopsided = torch.stack([clean, torch.zeros_like(clean)], 1)
    assert float(annealed_loss(even, clean, 1.0, l2_loss)) == pytest.approx(0, abs=1e-9)
    assert float(annealed_loss(lopsided, clean, 0.0, l2_loss)) == pytest.approx(0, abs=1e-9)
    alone = float(l2_loss(2 * clean, clean) + l2_loss(0 * clean, clean))
    assert float(annealed_loss(lopsided, clean, 0.5, l2_loss)) == pytest.approx(0.5 * alone)


def test_asymmetry_is_the_mean_kernels_distance_from_its_point_reflection() -> None:
    # Two pixels whose kernels lean to opposite sides: their mean is symmetric.
    left, right = torch.zeros(9), torch.zeros(9)
    left[3], right[5] = 1.0, 1.0
    kernels = torch.stack([left, right], -1).view(1, 1, 9, 1, 2)
    assert float(asymmetry([kernels])) == 0
    # Alone, one leans: taps 3 and 5 differ by 1 from their reflections, and the other size is even.
    leaning = left.view(1, 1, 9, 1, 1)
    assert float(asymmetry([leaning])) == pytest.approx(2.0)
    assert float(asymmetry([leaning, torch.ones(1, 1, 25, 1, 1)])) == pytest.approx(1.0)


def test_the_symmetric_loss_adds_gamma_times_the_asymmetry() -> None:
    recipe = tiny(loss="symmetric", symmetry=10.0)
    network = network_of(recipe)
    torch.nn.init.normal_(network.head.weight)
    batch = Batch(torch.rand(2, 3, 32, 32), torch.rand(2, 32, 32), None)
    with torch.no_grad():
        kernels, _ = network.generate(batch.noisy)
        plain = float(Learner(network, tiny(loss="combined"))(batch))
        expected = plain + 10 * float(asymmetry(kernels))
        assert float(Learner(network, recipe)(batch)) == pytest.approx(expected, rel=1e-5)
    assert expected > plain


def test_the_symmetric_loss_needs_kernels() -> None:
    recipe = Recipe("unet", "U-Net", "UNet", {"widths": [4, 4]}, loss="symmetric")
    with pytest.raises(TrainingError, match="needs K×K kernels"):
        Learner(torch.nn.Identity(), recipe)
    separable = KPN(sizes=[3], widths=[4, 4], separable=True)
    with pytest.raises(TrainingError, match="needs K×K kernels"):
        Learner(separable, recipe)


def test_too_low_an_estimate_of_the_noise_weighs_more() -> None:
    sigma = torch.full((1, 2, 2), 0.5)
    assert float(asymmetric_loss(sigma - 0.1, sigma)) == pytest.approx(0.7 * 0.01)
    assert float(asymmetric_loss(sigma + 0.1, sigma)) == pytest.approx(0.3 * 0.01)


def test_squared_differences_are_those_of_neighbours() -> None:
    image = torch.tensor([[[0.0, 1.0], [2.0, 0.0]]])
    assert float(squared_differences(image)) == pytest.approx((4 + 1) / 2 + (1 + 4) / 2)


def test_a_noise_level_is_that_of_the_speckle_alone() -> None:
    noise = torch.zeros(2, 4, 4)
    noise[0, :2] = 0.2
    assert noise_level(noise).flatten().tolist() == pytest.approx([0.2, 0])
