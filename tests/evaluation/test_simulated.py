"""Tables on the simulated test set compare what they say they compare."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from speckle_viewer.evaluation import simulated
from speckle_viewer.evaluation.denoiser import denoiser
from speckle_viewer.evaluation.scores import Scores, score
from speckle_viewer.evaluation.simulated import (
    card_metrics,
    estimates_noise,
    makes_images,
    noise_metrics,
    noise_pairs,
)
from speckle_viewer.methods import card, load_method
from speckle_viewer.methods.controls import NOISE_LEVEL
from speckle_viewer.networks.prediction import Prediction
from speckle_viewer.simulation.batch import Pairs
from speckle_viewer.simulation.test_set import Pair
from tests.denoising.fakes import Halving, card_of


def test_the_best_classical_filter_is_one_of_those_named() -> None:
    reached = {
        "input": Scores(20.0, 20.0, 0.2),
        "median": Scores(24.0, 24.5, 0.6),
        "gaussian, any": Scores(23.0, 25.0, 0.5),
        "kpn": Scores(30.0, 30.0, 0.9),
        "other, trained": Scores(31.0, 31.0, 0.95),
    }
    figures = card_metrics(reached, "kpn", ["median", "gaussian, any"])
    assert figures["psnr_db"] == 30
    assert figures["input_ssim"] == 0.2
    assert (figures["best_classical_by_psnr_db"], figures["best_classical_psnr_db"]) == (
        "median", 24,
    )  # fmt: skip
    assert figures["best_classical_by_offset_free_psnr_db"] == "gaussian, any"


class Guessing(Halving):
    """Says that the noise is a tenth of full brightness everywhere."""

    def predict(self, burst: Tensor, controls: Mapping[str, float], **_: Any) -> Prediction:
        return Prediction(burst[0, 0], noise_map=torch.full_like(burst[0, 0], 0.1))


def test_noise_maps_are_scored_in_grey_levels_where_there_is_noise() -> None:
    noise = torch.zeros(1, 1, 2, 3)
    noise[0, 0, 0] = torch.tensor([0.1, 0.2, 0.3])  # nothing below, as beside a sector
    figures = noise_metrics(Guessing(), Pairs(torch.zeros(1, 1, 1, 2, 3), noise, noise))
    assert figures["noise_rmse_grey_levels"] == pytest.approx(255 * (0.05 / 3) ** 0.5, abs=1e-3)
    best = figures["best_constant_noise_rmse_grey_levels"]
    assert best == pytest.approx(255 * (0.02 / 3) ** 0.5, abs=1e-3)


def test_noise_pairs_are_the_same_each_time() -> None:
    first, again = noise_pairs(1), noise_pairs(1)
    assert first.noisy.shape == (1, 1, 1, 256, 256)
    assert all(torch.equal(a, b) for a, b in zip(first, again, strict=True))


def test_only_estimates_of_the_noise_are_scored_as_such() -> None:
    estimator = replace(card_of("x"), evidence=("noise map",), network={"class": "NoiseEstimator"})
    cbdnet = replace(estimator, network={"class": "CBDNet"})
    ffdnet = replace(estimator, network={"class": "FFDNet"}, controls=(NOISE_LEVEL,))
    assert [estimates_noise(c) for c in (estimator, cbdnet, ffdnet)] == [True, True, False]
    assert [makes_images(c) for c in (estimator, cbdnet, ffdnet)] == [False, True, True]
    assert makes_images(card("median"))
    assert not estimates_noise(card("median"))


def test_scores_are_written_to_the_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "gaussian.json"
    clean = torch.linspace(0.2, 0.8, 40).expand(40, 40)
    noise = torch.randn(1, 1, 40, 40, generator=torch.Generator().manual_seed(0)) / 10
    pair = Pair("ramp", (clean + noise).clamp(0, 1), clean)
    monkeypatch.setattr(simulated, "GRIDS", {"median": {}})
    monkeypatch.setattr(simulated, "held_out_stills", lambda: [pair])
    monkeypatch.setattr(simulated, "held_out_bursts", lambda: [pair])
    monkeypatch.setattr(simulated, "noise_pairs", lambda: noise_pairs(1))
    monkeypatch.setattr(simulated, "card_file", lambda _: file)
    simulated.main(["--method", "gaussian", "--write-card"])
    written = json.loads(file.read_text())
    figures = written["metrics"]["1 simulated stills"]
    filtered = denoiser(load_method("gaussian"))(pair.noisy)
    assert figures["psnr_db"] == pytest.approx(score(filtered, clean.numpy()).psnr, abs=1e-3)
    assert figures["best_classical_by_ssim"] == "median"
    assert written | {"metrics": {}} == json.loads(card("gaussian").to_json()) | {"metrics": {}}
