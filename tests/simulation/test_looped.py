"""Echoes change from frame to frame as asked, and a loop closes."""

from itertools import pairwise

import pytest
import torch

from speckle_viewer.simulation.looped import looped_echoes


def correlation(one: torch.Tensor, other: torch.Tensor) -> float:
    return float((one * other.conj()).mean().real)


@pytest.mark.parametrize("asked", [0.0, 0.3, 0.9, 0.98, 1.0])
@pytest.mark.parametrize("frames", [5, 24])
def test_neighbours_correlate_as_asked_and_so_do_last_and_first(asked: float, frames: int) -> None:
    echoes = list(looped_echoes((1, 40_000), frames, asked, seed=4))
    assert len(echoes) == frames
    for one, other in pairwise([*echoes, echoes[0]]):
        assert correlation(one, other) == pytest.approx(asked, abs=0.02)
        assert correlation(one, one) == pytest.approx(1, abs=0.03)


def test_frames_apart_correlate_less() -> None:
    echoes = list(looped_echoes((1, 40_000), 20, 0.9, seed=4))
    by_lag = [correlation(echoes[0], echoes[lag]) for lag in (1, 3, 6, 10)]
    assert by_lag == sorted(by_lag, reverse=True)
    assert correlation(echoes[0], echoes[17]) == pytest.approx(by_lag[1], abs=0.02)


def test_one_frame_and_the_same_seed() -> None:
    (one,) = looped_echoes((2, 10), 1, 0.5, seed=1)
    (again,) = looped_echoes((2, 10), 1, 0.5, seed=1)
    assert torch.equal(one, again)
