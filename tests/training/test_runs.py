"""Runs: what they repeat, continue, write, and how they stop."""

import errno
import json
import os
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import safetensors.torch
import torch
from PIL import Image
from torch import Tensor

from speckle_viewer.errors import TrainingError
from speckle_viewer.methods.card import Card
from speckle_viewer.networks import KPN
from speckle_viewer.training.checkpoint import FILE, read_checkpoint
from speckle_viewer.training.command import run
from speckle_viewer.training.data import batches, source_of
from speckle_viewer.training.objectives import Batch, Learner
from speckle_viewer.training.recipe import Recipe
from speckle_viewer.training.start import freeze_encoder, load_matching, read_start
from tests.training.tiny import network_of, tiny, trained, weights_of


def equal(one: list[Tensor], other: list[Tensor]) -> bool:
    return all(torch.equal(a, b) for a, b in zip(one, other, strict=True))


def interrupting(recipe: Recipe, after: int) -> Any:
    """The recipe's batches, with a Ctrl-C while one is made."""
    for step, batch in enumerate(batches(recipe, source_of(recipe), 0)):
        if step == after:
            os.kill(os.getpid(), signal.SIGINT)
        yield batch


def test_the_same_seed_gives_the_same_network(tmp_path: Path) -> None:
    first, second = (weights_of(trained(tiny(), tmp_path / str(i))) for i in range(2))
    assert equal(first, second)
    assert not equal(first, weights_of(trained(tiny(seed=2), tmp_path / "other")))


@pytest.mark.parametrize("optimiser", ["adam", "adamw"])
@pytest.mark.parametrize(
    "network",
    [{}, {"network": "DnCNN", "arguments": {"depth": 4, "width": 4}, "schedule": "study"}],
    ids=["kpn", "batch norm"],
)
def test_a_run_that_is_continued_gives_what_an_unbroken_one_gives(
    optimiser: str, network: dict[str, Any], tmp_path: Path
) -> None:
    recipe = tiny(optimiser=optimiser, epoch=2, annealing=1.0, **network)
    unbroken, broken = tmp_path / "unbroken", tmp_path / "broken"
    run(recipe, unbroken, workers=0)
    with pytest.MonkeyPatch.context() as patch:
        import speckle_viewer.training.command as command

        patch.setattr(command, "batches", lambda *_: interrupting(recipe, after=2))
        _, finished = run(recipe, broken, workers=0)
    assert not finished
    checkpoint = read_checkpoint(broken)
    assert checkpoint.step == 3
    _, finished = run(checkpoint.recipe, broken, checkpoint=checkpoint, workers=0)
    assert finished
    one, other = (safetensors.torch.load_file(f / FILE) for f in (unbroken, broken))
    assert sorted(one) == sorted(other)
    assert all(torch.equal(one[key], other[key]) for key in one)
    made = "tiny.safetensors"
    assert (unbroken / made).read_bytes() == (broken / made).read_bytes()
    steps = [json.loads(line)["step"] for line in (broken / "log.jsonl").read_text().splitlines()]
    assert steps == sorted(steps)
    assert steps[-1] == 6


def test_ctrl_c_leaves_a_checkpoint_and_a_method(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        import speckle_viewer.training.command as command

        patch.setattr(command, "batches", lambda *_: interrupting(tiny(), after=1))
        card, finished = run(tiny(), tmp_path, workers=0)
    assert not finished
    assert "2 steps" in Card.read(card).training
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_run_says_how_it_goes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trained(tiny(steps=8), tmp_path)
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    wanted = {"step", "loss", "psnr_db", "images_per_s", "seconds_left"}
    assert all(wanted <= set(line) for line in lines)
    assert [line["step"] for line in lines if line["psnr_db"] is not None][-1] == 8
    pictures = sorted(tmp_path.glob("validation-*.png"))
    assert [p.name for p in pictures] == ["validation-0000004.png", "validation-0000008.png"]
    with Image.open(pictures[0]) as picture:
        assert picture.size == (3 * 32, 4 * 32)
    said = capsys.readouterr().err
    (last,) = (line for line in said.splitlines() if "step 8/8" in line)
    assert "100 %" in last
    assert "0:00 left" in last
    assert "PSNR" in said
    assert "images/s" in said


def test_the_score_is_that_of_the_averaged_network(tmp_path: Path) -> None:
    state = trained(tiny(ema=0.0), tmp_path)
    assert equal(
        list(state.learner.network.parameters()), list(state.averaged.network.parameters())
    )
    state = trained(tiny(ema=0.9), tmp_path)
    pairs = zip(
        state.learner.network.parameters(), state.averaged.network.parameters(), strict=True
    )
    assert any(not torch.equal(a, b) for a, b in pairs)


def test_the_average_is_exponential(tmp_path: Path) -> None:
    recipe = tiny(steps=2, ema=0.75)
    one = trained(replace(recipe, steps=1, schedule="step"), tmp_path)
    both = trained(replace(recipe, schedule="step"), tmp_path)
    early, late, average = (
        learner.network.get_parameter("head.bias")
        for learner in (one.learner, both.learner, both.averaged)
    )
    torch.testing.assert_close(average, 0.75 * early + 0.25 * late)


def test_a_loss_that_is_not_finite_stops_the_run_and_keeps_the_batch(tmp_path: Path) -> None:
    bad = Batch(torch.full((2, 3, 32, 32), torch.nan), torch.zeros(2, 32, 32), None)
    with pytest.raises(TrainingError, match="tiny diverged at step 1") as error:
        trained(tiny(), tmp_path, [bad])
    assert "diverged-0.safetensors" in str(error.value)
    kept = safetensors.torch.load_file(tmp_path / "diverged-0.safetensors")
    assert kept["noisy"].isnan().all()
    assert not (tmp_path / "tiny.safetensors").exists()


@pytest.mark.parametrize("name", [FILE, "tiny.safetensors", "log.jsonl"])
def test_a_full_disk_leaves_nothing_half_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.replace

    def full(source: Path, target: Path) -> None:
        if Path(target).name == name:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(source, target)

    monkeypatch.setattr("speckle_viewer.whole_file.os.replace", full)
    with pytest.raises(TrainingError, match=f"{name} cannot be written .No space left on device"):
        run(tiny(steps=2), tmp_path, workers=0)
    assert not (tmp_path / name).exists()
    assert not list(tmp_path.glob(".*"))
    assert not list(tmp_path.glob("*.json")), "a card without its weights"


def test_only_steps_that_were_made_are_counted(tmp_path: Path) -> None:
    made: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        forward = Learner.forward

        def counted(*given: Any) -> Tensor:
            made.append(1)
            return forward(*given)

        patch.setattr(Learner, "forward", counted)
        assert trained(tiny(steps=3), tmp_path).step == len(made) == 3
    assert trained(tiny(minutes=1e-9), tmp_path).step == 0


def test_saved_weights_and_card_give_the_network_back(tmp_path: Path) -> None:
    card = Card.read(run(tiny(), tmp_path, workers=0)[0])
    again = KPN(**card.network["arguments"])
    load_matching(again, read_start(str(tmp_path / "tiny.safetensors")))
    average = safetensors.torch.load_file(tmp_path / FILE)
    expected = KPN(**card.network["arguments"])
    prefix = "average.module.network."
    expected.load_state_dict(
        {k.removeprefix(prefix): v for k, v in average.items() if k.startswith(prefix)}
    )
    frames = torch.rand(3, 16, 16)
    torch.testing.assert_close(
        again.predict(frames).image, expected.predict(frames).image, atol=2e-3, rtol=0
    )


def test_training_starts_from_weights_and_the_card_says_which(tmp_path: Path) -> None:
    run(tiny(steps=1), tmp_path / "a", workers=0)
    start = read_start(str(tmp_path / "a" / "tiny.safetensors"))
    assert start.entry is not None
    assert start.entry["class"] == "KPN"
    recipe = tiny(steps=1, learning_rate=0.0, schedule="step", ema=0.0)
    card, _ = run(recipe, tmp_path / "b", start=start, workers=0)
    files = [safetensors.torch.load_file(tmp_path / f / "tiny.safetensors") for f in "ab"]
    assert all(torch.equal(files[0][k], files[1][k]) for k in files[0])
    assert f"started from {start.described}" in Card.read(card).training
    with pytest.raises(TrainingError, match="Nothing in tiny.safetensors"):
        load_matching(torch.nn.Linear(2, 2), start)


@pytest.mark.parametrize(
    "network",
    [{}, {"network": "MWCNN", "arguments": {"widths": [4, 4, 4]}}],
    ids=["kpn", "batch norm"],
)
def test_the_encoder_can_be_left_as_it_is(network: dict[str, Any], tmp_path: Path) -> None:
    recipe = tiny(trained="decoder", **network)
    run(replace(recipe, learning_rate=0.0, steps=1), tmp_path / "a", workers=0)
    run(replace(recipe, schedule="step", ema=0.0), tmp_path / "b", workers=0)
    files = [safetensors.torch.load_file(tmp_path / f / "tiny.safetensors") for f in "ab"]
    changed = {k for k in files[0] if not torch.equal(files[0][k], files[1][k])}
    assert changed
    assert not any("encoder" in key or "down" in key for key in changed)
    with pytest.raises(TrainingError, match="has no encoder"):
        freeze_encoder(torch.nn.Linear(2, 2))


def test_the_noise_map_can_be_estimated_by_another_method(tmp_path: Path) -> None:
    arguments = {"widths": [4, 4, 1]}
    estimator = Recipe("noise", "Noise", "NoiseEstimator", arguments, "noise-estimator", "noise")
    run(replace(estimator, loss="l1", patch=32, batch=2, steps=1), tmp_path, workers=0)
    recipe = tiny(noise_map="estimated", estimator=str(tmp_path / "noise.safetensors"))
    card = Card.read(run(recipe, tmp_path, workers=0)[0])
    assert card.network["arguments"]["noise_map"] is True
    assert [c.name for c in card.controls] == ["noise_level"]
    with pytest.raises(TrainingError, match="There are no weights gone.safetensors"):
        run(replace(recipe, estimator="gone.safetensors"), tmp_path, workers=0)


@pytest.mark.parametrize("precision", ["bfloat16", "float32"])
def test_arithmetic_is_chosen(precision: str) -> None:
    recipe = tiny(precision=precision)
    seen: list[torch.dtype] = []
    network = network_of(recipe)
    network.trunk.get_submodule("decoder.0").register_forward_hook(
        lambda *given: seen.append(given[-1].dtype)
    )
    Learner(network, recipe)(Batch(torch.rand(1, 3, 32, 32), torch.rand(1, 32, 32), None))
    assert seen == [getattr(torch, precision)]
