"""A codebook is learnt from a method, saved, and imported as a method like any other."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from speckle_viewer import cli, paths
from speckle_viewer.codebook import Picture, Settings, frames_of, learn, pictures_in, save
from speckle_viewer.codebook.learning import RULES
from speckle_viewer.codebook.samples import draw
from speckle_viewer.errors import CineError, MethodError
from speckle_viewer.methods import load_method
from speckle_viewer.methods.importers import import_weights
from speckle_viewer.methods.network_method import NetworkMethod
from speckle_viewer.networks.local_features import local_features
from tests.denoising.fakes import Halving, cine_of, kpn_method, speckle

SMALL = Settings(entries=4, size=5, samples=600, steps=5)


@pytest.fixture
def pictures() -> list[Picture]:
    rng = np.random.default_rng(0)
    return [
        Picture(rng.random((40, 50), dtype=np.float32), rng.random((40, 50)) > 0.5)
        for _ in range(3)
    ]


@pytest.fixture
def own_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SPECKLE_WEIGHTS", str(tmp_path / "weights"))
    return tmp_path / "weights"


def test_samples_are_what_the_method_did(pictures: list[Picture]) -> None:
    method = kpn_method(stride=2)
    for size in (3, 5, 7):
        samples = draw(method, pictures[:1], 200, size)
        field = method.predict(torch.from_numpy(pictures[0].brightness)[None, None], {}).kernels
        made = np.einsum("nij,nij->n", samples.kernels, samples.patches)
        if size > 3:  # nothing was cut off
            np.testing.assert_allclose(made, samples.outputs, atol=1e-5)
        features = local_features(torch.from_numpy(pictures[0].brightness)).flatten(1).T.numpy()
        places = field.output.flatten().numpy()
        tissue = pictures[0].tissue
        for feature, output in zip(samples.features[:20], samples.outputs[:20], strict=True):
            row, column = divmod(int(np.abs(places - output).argmin()), 50)
            assert tissue[row, column]
            np.testing.assert_array_equal(feature, features[row // 2 * 25 + column // 2])


def test_what_is_saved_is_imported_and_makes_the_same_image(
    pictures: list[Picture], tmp_path: Path, own_weights: Path
) -> None:
    learnt = learn(kpn_method(), pictures, SMALL)
    card = save(learnt, tmp_path / "mine.safetensors")
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == [
        "mine.json", "mine.safetensors",
    ]  # fmt: skip
    assert card.id == "mine"
    imported = import_weights(tmp_path / "mine.safetensors", "my-book")
    assert imported.evidence == ("kernels",)
    assert imported.network["class"] == "Codebook"
    burst = torch.from_numpy(pictures[0].brightness)[None, None]
    expected = learnt.method.predict(burst, {})
    found = load_method("my-book").predict(burst, {})
    torch.testing.assert_close(found.image, expected.image, rtol=0, atol=0)
    torch.testing.assert_close(found.kernels.index, expected.kernels.index)


def test_learning_is_repeatable_and_can_be_stopped(pictures: list[Picture]) -> None:
    one, other = (learn(kpn_method(), pictures, SMALL) for _ in range(2))
    for name, value in one.network.state_dict().items():
        torch.testing.assert_close(value, other.network.state_dict()[name], rtol=0, atol=0)
    heard: list[float] = []

    class StopError(Exception):
        pass

    def stop(done: float) -> None:
        heard.append(done)
        if done > 0.75:
            raise StopError

    with pytest.raises(StopError):
        learn(kpn_method(), pictures, SMALL, progress=stop)
    assert heard == sorted(heard)
    assert heard[0] == 0


def test_what_cannot_be_learnt_is_refused(pictures: list[Picture]) -> None:
    with pytest.raises(MethodError, match="3 frames at a time"):
        learn(kpn_method(burst=3), pictures, SMALL)
    with pytest.raises(MethodError, match="predicts no kernels"):
        learn(Halving(), pictures, SMALL)  # type: ignore[arg-type]
    black = [Picture(p.brightness, np.zeros_like(p.tissue)) for p in pictures]
    with pytest.raises(MethodError, match="no tissue to learn from"):
        learn(kpn_method(), black, SMALL)
    for wrong in ({"entries": 257}, {"size": 4}, {"rule": "magic"}, {"samples": 0}, {"steps": -1}):
        (name,) = wrong
        with pytest.raises(MethodError, match=f"cannot have {name} .*: choose"):
            Settings(**wrong)


def test_frames_are_spread_over_cine_and_folder(tmp_path: Path) -> None:
    frames = speckle(10, 8, 9)
    assert [p.brightness[0, 0] for p in frames_of(cine_of(frames), 3)] == pytest.approx(
        [frames[i][0, 0] / 255 for i in (1, 5, 8)]
    )
    (tmp_path / "notes.txt").write_text("no image")
    with pytest.raises(CineError, match="no cine or still in .* that can be read"):
        pictures_in(tmp_path)
    for number in range(3):
        Image.fromarray(frames[number]).save(tmp_path / f"{number}.png")
    assert len(pictures_in(tmp_path, 2)) == 2


def test_the_command_learns_and_makes_a_method(
    tmp_path: Path, own_weights: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "small.safetensors"
    words = "codebook learn ldfn --simulated 2 --samples 400 --entries 3 --size 5 --steps 3"
    assert cli.main([*words.split(), "--out", str(out), "--as", "small"]) == 0
    said = capsys.readouterr().out
    assert "3 entries" in said
    assert "small is a method now" in said
    method = load_method("small")
    assert isinstance(method, NetworkMethod)
    assert "2 simulated images" in method.card.training
    assert (own_weights / "small.safetensors").is_file()
    for number, frame in enumerate(speckle(2, 48, 64)):
        Image.fromarray(frame).save(tmp_path / f"{number}.png")
    words_of_folder = words.replace("--simulated 2", f"--folder {tmp_path}")
    assert cli.main([*words_of_folder.split(), "--out", str(tmp_path / "own.safetensors")]) == 0
    assert "2 images of the user" in (tmp_path / "own.json").read_text(encoding="utf-8")
    assert cli.main([*words.split(), "--out", str(out.with_suffix(".bin"))]) == 1
    assert "must end in .safetensors" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--out /proc/none/x.safetensors", "cannot be written"),
        ("--frames 0", "--frames 0: learn on at least one"),
        ("--simulated 0", "--simulated 0: learn on at least one"),
    ],
)
def test_the_command_refuses_before_it_learns(
    words: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = f"codebook learn none --out {tmp_path}/x.safetensors {words}".split()
    assert cli.main(given) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("rule", RULES)
def test_few_pixels_make_few_entries(pictures: list[Picture], rule: str) -> None:
    learnt = learn(kpn_method(), pictures, replace(SMALL, entries=256, samples=45, rule=rule))
    assert 1 <= len(learnt.network.entries) <= 4
    assert str(len(learnt.network.entries)) in learnt.card.title


def test_the_shipped_codebook_is_small_and_says_where_it_comes_from() -> None:
    method = load_method("codebook")
    assert method.card.network["class"] == "Codebook"
    assert (paths.weights_folder() / "codebook.safetensors").stat().st_size < 100_000
    assert "kpn" in method.card.training
    assert method.card.metrics
