"""Scores are the textbook's, and tuning finds the best setting of each filter."""

import numpy as np
import pytest

from speckle_viewer.evaluation.scores import mean_scores, score
from speckle_viewer.evaluation.yardsticks import candidates, tuned


def noisy_pair() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    clean = np.full((48, 48), 0.3, np.float32)
    clean[:, 24:] = 0.7
    noisy = np.clip(clean + 0.1 * rng.standard_normal(clean.shape), 0, 1)
    return noisy.astype(np.float32), clean


def test_a_constant_shift_costs_psnr_but_no_offset_free_psnr() -> None:
    noisy, clean = noisy_pair()
    reached, shifted = score(noisy, clean), score(noisy + 0.1, clean)
    assert score(clean + 0.1, clean).psnr == pytest.approx(20, abs=0.01)
    assert shifted.psnr < reached.psnr - 2
    assert shifted.offset_free_psnr == pytest.approx(reached.offset_free_psnr, abs=0.01)


def test_each_filter_is_tuned_for_each_metric_and_beats_its_input() -> None:
    pair = noisy_pair()
    best = tuned([pair])
    assert [yardstick.name for yardstick in best] == [
        f"{name}, best {metric}"
        for name in ("gaussian", "median", "nlm")
        for metric in ("psnr", "ssim")
    ]
    for yardstick in best:
        reached = score(yardstick.apply(pair[0]), pair[1])
        metric = yardstick.name.split()[-1]
        assert getattr(reached, metric) > getattr(score(*pair), metric)
        rivals = [c for c in candidates() if c.name == yardstick.name.split(",")[0]]
        scores = [getattr(score(c.apply(pair[0]), pair[1]), metric) for c in rivals]
        assert getattr(reached, metric) == max(scores)


def test_mean_scores_average_each_score() -> None:
    pair = noisy_pair()
    first, second = score(*pair), score(pair[1] + 0.1, pair[1])
    assert mean_scores([first, second]).psnr == pytest.approx((first.psnr + second.psnr) / 2)
