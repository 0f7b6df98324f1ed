"""``speckle-viewer train``, as the user types it."""

import json
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import safetensors.torch

from speckle_viewer.cli import main
from speckle_viewer.methods import method_ids
from speckle_viewer.methods.card import Card
from speckle_viewer.paths import sample_cine
from speckle_viewer.training.checkpoint import FILE, read_checkpoint
from speckle_viewer.training.recipe import networks, recipe_names
from tests.training.test_data import put

SMALL = ["arguments.widths=[4, 4]", "arguments.sizes=[3]", "patch=32", "batch=2", "epoch=2"]


def words(recipe: str, folder: Path, *settings: str, steps: int = 2) -> list[str]:
    given = [word for setting in (*SMALL, *settings) for word in ("--set", setting)]
    return ["train", recipe, *given, "--steps", str(steps), "--workers", "0", "--out", str(folder)]


@pytest.mark.parametrize("recipe", ["blind", "burst-blind", "burst-noise-map", "noise2noise"])
def test_kernel_recipes_train(recipe: str, tmp_path: Path) -> None:
    assert main(words(recipe, tmp_path)) == 0
    (card,) = tmp_path.glob("*.json")
    assert Card.read(card).recipe["recipe"] == recipe


def test_a_run_says_how_its_result_gets_into_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SPECKLE_WEIGHTS", str(tmp_path / "imported"))
    assert main(words("blind", tmp_path / "run of mine")) == 0
    printed = capsys.readouterr()
    assert "100 %" in printed.err.splitlines()[-1]
    said = printed.out.splitlines()[-1].partition(": speckle-viewer ")[2]
    assert said.endswith('kpn.safetensors" --as my-kpn')
    assert main(shlex.split(said)) == 0
    assert "my-kpn" in method_ids()


def test_a_budget_in_minutes_ends_at_100_percent_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words("blind", tmp_path, steps=10**6), "--minutes", "0.01"]) == 0
    assert "100 %" in capsys.readouterr().err.splitlines()[-1]


def test_the_noise_estimator_trains(tmp_path: Path) -> None:
    settings = ["arguments.widths=[4, 4, 1]", "patch=32", "batch=2"]
    given = [word for setting in settings for word in ("--set", setting)]
    given += ["--steps", "2", "--workers", "0", "--out", str(tmp_path)]
    assert main(["train", "noise-estimator", *given]) == 0
    assert Card.read(tmp_path / "noise-estimator.json").evidence == ("noise map",)


def test_ultrasound_is_learned_from_the_users_pairs_and_any_weights(tmp_path: Path) -> None:
    put(tmp_path / "Doe^Jane" / "noisy", "a.png", "b.png", offset=7)
    put(tmp_path / "Doe^Jane" / "clean", "a.png", "b.png")
    assert main(words("blind", tmp_path / "first")) == 0
    start = ["--from", str(tmp_path / "first" / "kpn.safetensors"), "--steps", "2"]
    folder = ["--set", f"folder={tmp_path / 'Doe^Jane'}", "--out", str(tmp_path / "second")]
    small = ["--set", "patch=32", "--set", "batch=2", "--set", "trained=decoder", "--workers", "0"]
    assert main(["train", "ultrasound", *start, *folder, *small]) == 0
    made = tmp_path / "second" / "kpn-ultrasound.json"
    card = Card.read(made)
    assert card.network["arguments"]["widths"] == [4, 4], "the network of the weights"
    assert "started from kpn.safetensors" in card.training
    assert "Doe" not in made.read_text(), "a folder's name is no business of a card"


def test_frames_of_a_cine_are_learned_from(tmp_path: Path) -> None:
    given = ["data=cine", f"folder={sample_cine()}"]
    assert main(words("noise2noise", tmp_path, *given)) == 0
    assert "Frames of cines" in Card.read(tmp_path / "kpn-noise2noise.json").training
    assert main(words("noise2noise", tmp_path / "no", "data=cine", "folder=gone.dcm")) == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["blond"], "There is no recipe 'blond'"),
        (["blind", "--network", "no"], "There is no network 'no'"),
        (["blind", "--set", "lr=1"], "A recipe has no key 'lr'"),
        (["blind", "--from", "gone.safetensors"], "There are no weights gone.safetensors"),
        (["ultrasound"], "name it with --set folder=PATH"),
        (["ultrasound", "--set", "folder=gone"], "There is no folder gone"),
        (["--resume", "gone"], "gone holds no checkpoint"),
        ([], "Say which recipe to train: blind, "),
    ],
)
def test_what_cannot_be_is_one_sentence_and_writes_nothing(
    given: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["train", *given]) == 1
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert not list(tmp_path.rglob("*")), "something was written"


def test_a_run_is_not_overwritten_but_continued(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words("blind", tmp_path)) == 0
    assert main(words("blind", tmp_path)) == 1
    assert "holds a run already" in capsys.readouterr().err
    resume = ["train", "--resume", str(tmp_path), "--steps", "3", "--workers", "0"]
    assert main(resume) == 0
    assert read_checkpoint(tmp_path).step == 3
    with pytest.raises(SystemExit):
        main([*resume, "--set", "loss=l1"])


def test_recipes_and_networks_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--list"]) == 0
    said = capsys.readouterr().out
    assert all(name in said for name in (*recipe_names(), *networks()))


def test_ctrl_c_ends_a_run_with_a_checkpoint_and_a_method(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "speckle_viewer", *words("blind", tmp_path, steps=10**6)]
    command[command.index("--workers") + 1] = "1"
    # A group of its own, which gets the signal as a whole: as a terminal sends it.
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "step" in line:
            os.killpg(process.pid, signal.SIGINT)
            break
    out, error = process.communicate()
    assert process.returncode == 130, error
    assert f"Continue with: speckle-viewer train --resume {tmp_path}" in out
    assert "Traceback" not in error
    step = read_checkpoint(tmp_path).step
    assert f"{step} steps" in Card.read(tmp_path / "kpn.json").training
    assert step > 0
    assert not list(tmp_path.glob(".*"))


def test_tensorboard_gets_the_curves_and_pictures(tmp_path: Path) -> None:
    pytest.importorskip("tensorboard")
    code = (
        "import sys; from speckle_viewer.cli import main; status = main(sys.argv[1:])\n"
        "bad = {'PySide6', 'pydicom', 'pyqtgraph'} & set(sys.modules)\n"
        "sys.exit(repr(bad) if bad else status)"
    )
    given = [*words("blind", tmp_path), "--tensorboard"]
    done = subprocess.run(
        [sys.executable, "-c", code, *given], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (events,) = tmp_path.glob("events.out.tfevents.*")
    data = events.read_bytes()
    assert all(tag in data for tag in (b"loss", b"psnr_db", b"validation"))


def test_without_tensorboard_its_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "torch.utils.tensorboard", None)
    assert main([*words("blind", tmp_path), "--tensorboard"]) == 1
    assert "pip install 'speckle-viewer[tensorboard]'" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_checkpoint_is_loaded_without_running_code(tmp_path: Path) -> None:
    assert main(words("blind", tmp_path)) == 0
    assert "optimiser.0.exp_avg" in safetensors.torch.load_file(tmp_path / FILE)
    lines = (tmp_path / "log.jsonl").read_text().splitlines()
    assert json.loads(lines[-1])["step"] == 2
