"""Tables on the simulated test set compare what they say they compare."""

import pytest
import torch

from speckle_viewer import methods
from speckle_viewer.evaluation.scores import Scores
from speckle_viewer.evaluation.simulated import card_metrics, method_denoiser
from tests.denoising.fakes import Halving


@pytest.mark.parametrize(("length", "seen"), [(1, [0, 0, 0, 0, 0]), (3, [1, 0, 1, 2, 1])])
def test_a_method_sees_bursts_as_in_a_cine(
    monkeypatch: pytest.MonkeyPatch, length: int, seen: list[int]
) -> None:
    method = Halving(burst=5)
    monkeypatch.setattr(methods, "load_method", lambda _: method)
    burst = torch.arange(length).reshape(-1, 1, 1, 1).expand(-1, 1, 4, 4) / 255
    method_denoiser("halving")(burst)
    assert method.bursts == [seen]


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
