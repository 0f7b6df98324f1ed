"""Against truth: photographs as tissue, and the table of a set."""

from collections.abc import Sequence

import numpy as np
import pytest
import torch

from speckle_viewer.evaluation.denoiser import denoiser
from speckle_viewer.evaluation.photographs import PHOTOGRAPHS, photograph, photographs_as_tissue
from speckle_viewer.evaluation.with_truth import METRICS, measure, truth_table
from speckle_viewer.simulation.test_set import Pair
from tests.denoising.fakes import Halving


@pytest.fixture(scope="module")
def pairs() -> Sequence[Pair]:
    return photographs_as_tissue()


def test_photographs_come_out_the_same_each_time(pairs: Sequence[Pair]) -> None:
    assert [pair.name for pair in pairs] == list(PHOTOGRAPHS)
    again = photographs_as_tissue()
    for one, two in zip(pairs, again, strict=True):
        assert torch.equal(one.noisy, two.noisy)
        assert torch.equal(one.clean, two.clean)


def test_the_truth_is_the_photograph_as_the_display_shows_it(pairs: Sequence[Pair]) -> None:
    for pair in pairs:
        clean, seen = pair.clean.numpy(), photograph(pair.name)
        inner = (slice(8, -8), slice(8, -8))
        # Blurred by the pulse, and with a curved grey map: nearly, but not quite the same.
        assert np.corrcoef(clean[inner].ravel(), seen[inner].ravel())[0, 1] > 0.85


def test_speckle_shifts_the_brightness_nowhere(pairs: Sequence[Pair]) -> None:
    for pair in pairs:
        difference = 255 * (pair.noisy[0, 0] - pair.clean)
        assert abs(float(difference.mean())) < 0.6
        assert 10 < float(difference.std()) < 30


def test_a_table_has_the_input_and_every_method(pairs: Sequence[Pair]) -> None:
    table = truth_table("Set", {"photographs": pairs[:2]}, {"halving": denoiser(Halving())})
    assert [(where, method) for where, method, _ in table.rows] == [
        ("photographs (2)", "input"),
        ("photographs (2)", "halving"),
    ]
    halved = [measure(pair.noisy[0, 0].numpy() / 2, pair.clean.numpy()) for pair in pairs[:2]]
    assert list(table.metrics) == list(METRICS)
    np.testing.assert_allclose(table.rows[1][2], np.mean(halved, axis=0), rtol=1e-6)


def test_the_truth_itself_is_perfect(pairs: Sequence[Pair]) -> None:
    clean = pairs[1].clean.numpy()
    best = measure(clean, clean)
    assert best.psnr == np.inf
    assert (best.shift, best.pratt_fom) == (0, 1)
    assert best.ssim == pytest.approx(1)
    assert best.edge_preservation == pytest.approx(1)
