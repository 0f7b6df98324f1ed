"""Scores are the textbook's, and tuning finds the best setting of each filter."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from speckle_viewer.evaluation import yardsticks
from speckle_viewer.evaluation.scores import mean_scores, score
from speckle_viewer.evaluation.yardsticks import GRIDS, settings, tuned, with_defaults
from speckle_viewer.methods import card, load_method, method_ids, network_ids
from speckle_viewer.simulation.test_set import Pair


def noisy_pair() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    clean = np.full((48, 48), 0.3, np.float32)
    clean[:, 24:] = 0.7
    noisy = np.clip(clean + 0.1 * rng.standard_normal(clean.shape), 0, 1)
    return noisy.astype(np.float32), clean


def pairs() -> list[Pair]:
    noisy, clean = (torch.from_numpy(image) for image in noisy_pair())
    return [Pair("step", noisy[None, None], clean)]


def test_a_constant_shift_costs_psnr_but_no_offset_free_psnr() -> None:
    noisy, clean = noisy_pair()
    reached, shifted = score(noisy, clean), score(noisy + 0.1, clean)
    assert score(clean + 0.1, clean).psnr == pytest.approx(20, abs=0.01)
    assert shifted.psnr < reached.psnr - 2
    assert shifted.offset_free_psnr == pytest.approx(reached.offset_free_psnr, abs=0.01)


def test_mean_scores_average_each_score() -> None:
    pair = noisy_pair()
    first, second = score(*pair), score(pair[1] + 0.1, pair[1])
    assert mean_scores([first, second]).psnr == pytest.approx((first.psnr + second.psnr) / 2)


def test_every_filter_can_be_tuned_within_its_limits() -> None:
    assert {*GRIDS, *network_ids()} == set(method_ids())
    for name, grid in GRIDS.items():
        controls = {control.name: control for control in card(name).controls}
        assert set(controls) - set(grid) <= {"dynamic_range"}
        for control, values in grid.items():
            assert controls[control].minimum <= min(values)
            assert max(values) <= controls[control].maximum
            assert controls[control].default in values


def test_tuning_finds_the_best_of_all_combinations() -> None:
    method, (pair,) = load_method("bilateral"), pairs()
    grid = {"sigma": (0.5, 1.5, 3), "contrast": (10, 80, 150)}

    def error(controls: dict[str, float]) -> float:
        image = method.predict(pair.noisy, controls).image
        return float((image - pair.clean).square().mean())

    assert len(list(settings(grid))) == 9
    assert tuned(method, grid, [pair]) == min(settings(grid), key=error)


def test_tuned_settings_become_the_defaults_of_the_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = with_defaults(card("median"), {"radius": 7})
    file = tmp_path / "median.json"
    file.write_text(before.to_json())
    monkeypatch.setattr(yardsticks, "card_file", lambda _: file)
    monkeypatch.setattr(yardsticks, "tuning_stills", lambda _: pairs())
    yardsticks.main(["median"])
    written = json.loads(file.read_text())
    best = tuned(load_method("median"), GRIDS["median"], pairs())
    assert best["radius"] < 7
    assert written == json.loads(with_defaults(before, best).to_json())
