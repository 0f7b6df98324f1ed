from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from skimage.metrics import peak_signal_noise_ratio, structural_similarity
from torch import Tensor

from speckle_viewer.errors import CineError
from speckle_viewer.evaluation.gaussian import add_noise, evaluate, pictures_in, report
from speckle_viewer.methods import Control
from speckle_viewer.methods.controls import NOISE_LEVEL, NOISE_OVERRIDE
from speckle_viewer.methods.method import Check
from speckle_viewer.networks import Prediction
from tests.denoising.fakes import card_of


class Passing:
    """Gives back what it sees, unclipped, and remembers it."""

    overlap, multiple, only_float32 = 0, 1, True

    def __init__(self, burst: int = 1, controls: tuple[Control, ...] = ()) -> None:
        self.card = card_of("passing", burst, controls=controls)
        self.seen: list[Tensor] = []
        self.controls: Mapping[str, float] = {}

    def predict(
        self,
        burst: Tensor,
        controls: Mapping[str, float],
        *,
        dtype: torch.dtype = torch.float32,
        check: Check | None = None,
    ) -> Prediction:
        self.seen.append(burst)
        self.controls = controls
        return Prediction(burst[len(burst) // 2, 0])

    def to(self, device: torch.device) -> "Passing":
        return self


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    generator = np.random.default_rng(5)
    for name in ("b.png", "a.tif"):
        pixels = generator.integers(0, 256, (32, 40), dtype=np.uint8)
        Image.fromarray(pixels).save(tmp_path / name)
    Image.new("RGB", (24, 24), (255, 0, 0)).save(tmp_path / "c.png")
    (tmp_path / "notes.txt").write_text("no picture", encoding="utf-8")
    return tmp_path


def test_scores_are_those_of_the_clipped_output_in_grey_levels(folder: Path) -> None:
    method = Passing()
    results = dict(evaluate(method, pictures_in(folder), 25, seed=3))
    assert list(results) == ["a.tif", "b.png", "c.png"]
    clean = np.asarray(Image.open(folder / "b.png")).astype(np.float64)
    output = np.clip(method.seen[1][0, 0].double().numpy() * 255, 0, 255)
    expected = peak_signal_noise_ratio(clean, output, data_range=255)
    assert results["b.png"].psnr == pytest.approx(expected, abs=1e-3)
    similarity = structural_similarity(
        clean, output, data_range=255, gaussian_weights=True, use_sample_covariance=False
    )
    assert results["b.png"].ssim == pytest.approx(similarity, abs=1e-4)


def test_noise_is_float_and_not_clipped_before_the_method(folder: Path) -> None:
    method = Passing()
    list(evaluate(method, pictures_in(folder), 50))
    seen = method.seen[0]
    assert seen.shape == (1, 1, 32, 40)
    assert seen.dtype == torch.float32
    assert seen.min() < -0.05
    assert seen.max() > 1.05


def test_noise_has_its_strength_and_comes_from_the_seed() -> None:
    clean = np.full((200, 200), 0.5, np.float32)
    noisy = add_noise(clean, 25, 1)
    assert float((noisy - clean).std()) * 255 == pytest.approx(25, rel=0.02)
    np.testing.assert_array_equal(noisy, add_noise(clean, 25, 1))
    assert not np.array_equal(noisy, add_noise(clean, 25, 2))


def test_a_picture_has_the_same_scores_whatever_lies_beside_it(folder: Path) -> None:
    before = dict(evaluate(Passing(), pictures_in(folder), 25))
    (folder / "a.tif").unlink()
    after = dict(evaluate(Passing(), pictures_in(folder), 25))
    assert after["b.png"] == before["b.png"]


def test_a_burst_method_sees_the_picture_repeated(folder: Path) -> None:
    method = Passing(burst=5)
    list(evaluate(method, pictures_in(folder), 10))
    assert method.seen[0].shape == (5, 1, 32, 40)
    assert torch.equal(method.seen[0][0], method.seen[0][4])


def test_only_a_method_that_must_be_told_the_noise_is_told(folder: Path) -> None:
    told, blind = Passing(controls=(NOISE_LEVEL,)), Passing(controls=(NOISE_OVERRIDE,))
    for method, sigma, expected in ((told, 15, 15), (told, 90, 75), (blind, 15, None)):
        list(evaluate(method, pictures_in(folder), sigma))
        assert method.controls == ({} if expected is None else {"noise_level": expected})


def test_the_user_may_tell_another_noise_level(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Passing(controls=(NOISE_LEVEL,))
    report(told, pictures_in(folder), 90)
    assert "noise_level reaches only 75 grey levels" in capsys.readouterr().out
    report(told, pictures_in(folder), 90, 0, {"noise_level": 20})
    assert told.controls == {"noise_level": 20}
    printed = capsys.readouterr().out
    assert printed.startswith("passing noise_level=20, white Gaussian noise of 90 grey levels")
    assert "reaches only" not in printed


def test_the_report_has_every_picture_and_their_mean(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report(Passing(), pictures_in(folder), 25)
    *pictures, mean = [line.split() for line in capsys.readouterr().out.splitlines()[2:]]
    assert [p[0] for p in pictures] == ["a.tif", "b.png", "c.png"]
    assert mean[:3] == ["mean", "of", "3"]
    for column in (-1, -2):
        figures = [float(p[column]) for p in pictures]
        assert float(mean[column]) == pytest.approx(sum(figures) / 3, abs=2e-3)


def test_a_folder_without_pictures_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no picture", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "nowhere", tmp_path / "notes.txt"):
        with pytest.raises(CineError, match="holds no pictures"):
            pictures_in(folder)
