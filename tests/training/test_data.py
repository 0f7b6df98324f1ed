"""Where pairs come from: the same by seed, and one sentence where they cannot be had."""

import multiprocessing
import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from speckle_viewer.errors import TrainingError
from speckle_viewer.training.data import batches, source_of, validation_batch
from speckle_viewer.training.objectives import Batch
from speckle_viewer.training.parallel import World
from speckle_viewer.training.recipe import Recipe
from tests.training.tiny import tiny

SINGLE = {"sizes": [3], "widths": [4, 4]}


def same(one: Batch, other: Batch) -> bool:
    return all(
        a is b or torch.equal(a, b)  # both None, or the same tensors
        for a, b in zip(one, other, strict=True)
    )


def gradient(height: int = 40, width: int = 48, offset: int = 0) -> np.ndarray:
    rows, columns = np.indices((height, width))
    return ((rows * 2 + columns + offset) % 256).astype(np.uint8)


def put(folder: Path, *names: str, height: int = 40, offset: int = 0) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        Image.fromarray(gradient(height, offset=offset)).save(folder / name)


def first(recipe: Recipe) -> Batch:
    return next(batches(recipe, source_of(recipe), 0))


@pytest.mark.filterwarnings("ignore:This DataLoader will create")  # more than there are cores
@pytest.mark.parametrize("workers", [1, 3])
def test_batches_are_the_same_however_they_are_made(workers: int) -> None:
    recipe = tiny(steps=4)
    alone = list(batches(recipe, source_of(recipe), workers=0))
    ahead = list(batches(recipe, source_of(recipe), workers=workers))
    assert len(ahead) == 4
    assert all(same(a, b) for a, b in zip(alone, ahead, strict=True))
    assert alone[0].noisy.shape == (2, 3, 32, 32)
    assert alone[0].clean.shape == (2, 32, 32)
    assert not same(alone[0], alone[1])


def test_sources_can_be_sent_to_worker_processes_of_any_kind() -> None:
    recipe = tiny(arguments=SINGLE, target="noisy")
    again = pickle.loads(pickle.dumps(source_of(recipe)))
    assert same(validation_batch(again), validation_batch(source_of(recipe)))
    assert "spawn" in multiprocessing.get_all_start_methods()


def test_processes_share_a_batch_without_changing_it() -> None:
    recipe = tiny(batch=4, arguments=SINGLE)
    source = source_of(recipe)
    whole = next(batches(recipe, source, 0))
    parts = [next(batches(recipe, source, 0, world=World(r, 2))) for r in (0, 1)]
    assert torch.equal(torch.cat([p.noisy for p in parts]), whole.noisy)
    with pytest.raises(TrainingError, match="cannot be shared evenly by 3 processes"):
        batches(recipe, source, 0, world=World(0, 3))


def test_a_run_continues_with_the_batches_that_it_has_not_seen() -> None:
    recipe = tiny(steps=5, arguments=SINGLE)
    every = list(batches(recipe, source_of(recipe), 0))
    rest = list(batches(recipe, source_of(recipe), 0, first=3))
    assert len(rest) == 2
    assert all(same(a, b) for a, b in zip(every[3:], rest, strict=True))


def test_the_validation_set_is_no_training_data_and_the_same_for_all_seeds() -> None:
    recipe = tiny(arguments=SINGLE)
    one = validation_batch(source_of(recipe))
    assert same(one, validation_batch(source_of(replace(recipe, seed=5))))
    assert not torch.equal(one.clean[0], first(recipe).clean[0])


def test_speckle_is_scaled_within_the_strengths_and_its_noise_with_it() -> None:
    recipe = tiny(arguments=SINGLE, strengths=(0.0, 1.5), batch=8)
    plain, scaled = first(replace(recipe, strengths=(1.0, 1.0))), first(recipe)
    levels = [b.noise.sum((1, 2)) for b in (scaled, plain)]
    assert levels[1].gt(0).sum() >= 5, "patches beside the sector"
    ratio = levels[0] / levels[1].clamp_min(1e-9)
    assert ratio[levels[1] > 0].min() < 0.5 < ratio.max() <= 1.5
    expected = plain.clean + ratio[:, None, None] * (plain.noisy[:, 0] - plain.clean)
    torch.testing.assert_close(scaled.noisy[:, 0], expected, atol=1e-5, rtol=0)


@pytest.mark.parametrize("sigmas", [(25.0, 25.0), (0.0, 55.0)])
def test_gaussian_noise_has_the_level_that_is_asked_for(sigmas: tuple[float, float]) -> None:
    batch = first(tiny(arguments=SINGLE, data="gaussian", sigmas=sigmas, batch=16, patch=48))
    assert batch.noise is not None
    levels = (batch.noisy[:, 0] - batch.clean).std((1, 2)) * 255
    torch.testing.assert_close(levels, batch.noise[:, 0, 0] * 255, rtol=0.1, atol=0)
    assert levels.min() >= sigmas[0] * 0.9
    assert levels.max() <= sigmas[1] * 1.1
    assert (levels.std() > 5) == (sigmas[0] < sigmas[1])


@pytest.mark.parametrize(
    ("data", "sigma", "root"), [("multiplicative", 0.2, False), ("loupas", 3.0, True)]
)
def test_noise_grows_with_the_brightness_or_with_its_root(
    data: str, sigma: float, root: bool
) -> None:
    batch = first(tiny(arguments=SINGLE, data=data, sigmas=(sigma, sigma), batch=24, patch=48))
    grey = batch.clean * 255
    error = batch.noisy[:, 0] * 255 - grey
    for low in (20, 80, 140):
        here = (grey >= low) & (grey < low + 40)
        expected = sigma * (grey[here].mean() if root else grey[here].square().mean()).sqrt()
        assert float(error[here].std()) == pytest.approx(float(expected), rel=0.05)
        assert float(error[here].mean()) == pytest.approx(0, abs=0.05 * float(expected))
    assert float(batch.noise.square().mean()) * 255**2 == pytest.approx(
        float(error.square().mean()), rel=0.05
    )


@pytest.mark.parametrize(
    ("data", "sigmas"), [("multiplicative", (0, 25)), ("loupas", (0, 55)), ("gaussian", (9, 3))]
)
def test_a_noise_that_cannot_be_is_refused(data: str, sigmas: tuple[float, float]) -> None:
    with pytest.raises(TrainingError, match=rf"The sigmas of {data} noise go upwards, from 0 to"):
        tiny(arguments=SINGLE, data=data, sigmas=sigmas)


@pytest.mark.parametrize("data", ["simulated", "gaussian"])
def test_noisy_targets_are_second_draws_of_the_same_tissue(data: str) -> None:
    recipe = tiny(arguments=SINGLE, data=data, target="noisy", batch=16, sigmas=(25.0, 25.0))
    noisy = first(recipe)
    clean = first(replace(recipe, target="clean")).clean if data == "gaussian" else None
    if clean is not None:
        one, other = noisy.noisy[:, 0] - clean, noisy.clean - clean
        together = (one * other).mean() / (one.std() * other.std())
        assert abs(together) < 0.05
    # Two draws differ by twice the variance of one.
    power = (noisy.noisy[:, 0] - noisy.clean).square().mean()
    assert float(power) == pytest.approx(2 * float(noisy.noise.square().mean()), rel=0.15)
    # And the validation set has what is clean.
    truth = validation_batch(source_of(recipe))
    left = (truth.noisy[:, 0] - truth.clean).square().mean()
    assert float(left) == pytest.approx(float(truth.noise.square().mean()), rel=0.15)


def test_the_users_clean_images_are_speckled(tmp_path: Path) -> None:
    put(tmp_path, "a.png", "b.png")
    batch = first(tiny(arguments=SINGLE, data="speckled", folder=str(tmp_path), batch=8))
    assert batch.noisy.shape == (8, 1, 32, 32)
    error = (batch.noisy[:, 0] - batch.clean) / batch.noise.clamp_min(1e-3)
    assert float(error.mean()) == pytest.approx(0, abs=0.1)
    assert float(error.std()) == pytest.approx(1, abs=0.2)


def test_pairs_show_the_same_place(tmp_path: Path) -> None:
    put(tmp_path / "noisy", "a.png", "b.png", offset=7)
    put(tmp_path / "clean", "a.png", "b.png")
    batch = first(tiny(arguments=SINGLE, data="pairs", folder=str(tmp_path), batch=4))
    grey = ((batch.noisy[:, 0] - batch.clean) * 255).round()
    assert grey.eq(7).logical_or(grey.eq(7 - 256)).all()
    assert batch.noise is None


def test_a_tenth_of_the_pairs_is_kept_for_validation(tmp_path: Path) -> None:
    names = [f"{i}.png" for i in range(10)]
    for i, name in enumerate(names):
        put(tmp_path / "noisy", name, offset=0)
        Image.fromarray(np.full((40, 48), 20 * i, np.uint8)).save(tmp_path / "noisy" / name)
        put(tmp_path / "clean", name)
    recipe = tiny(arguments=SINGLE, data="pairs", folder=str(tmp_path), batch=16, steps=4)
    seen = {
        float(x) for b in batches(recipe, source_of(recipe), 0) for x in b.noisy.mean((1, 2, 3))
    }
    held_out = {float(x) for x in validation_batch(source_of(recipe)).noisy.mean((1, 2, 3))}
    assert held_out == {0.0}
    assert 0.0 not in seen


def test_frames_of_a_cine_are_paired_with_later_ones() -> None:
    frames = np.stack([np.full((40, 48), 10 * i + 1, np.uint8) for i in range(8)])
    recipe = tiny(data="cine", gap=2, batch=16)
    source = source_of(recipe, [frames])
    batch = next(batches(recipe, source, 0))
    step = (batch.clean - batch.noisy[:, -1]) * 255 / 10
    torch.testing.assert_close(step, torch.full_like(step, 2.0))
    with pytest.raises(TrainingError, match="4 frames .* too small: .* needs 5 frames"):
        source_of(recipe, [frames[:4]])
    with pytest.raises(TrainingError, match="There is no cine"):
        source_of(recipe)


@pytest.mark.parametrize("data", ["pairs", "speckled"])
def test_an_empty_folder_is_named(data: str, tmp_path: Path) -> None:
    (tmp_path / "noisy").mkdir()
    recipe = tiny(arguments=SINGLE, data=data, folder=str(tmp_path))
    with pytest.raises(TrainingError, match="holds no images") as error:
        source_of(recipe)
    assert str(tmp_path) in str(error.value)
    with pytest.raises(TrainingError, match="There is no folder"):
        source_of(replace(recipe, folder=str(tmp_path / "gone")))


def test_pairs_that_do_not_fit_are_named(tmp_path: Path) -> None:
    recipe = tiny(arguments=SINGLE, data="pairs", folder=str(tmp_path))
    put(tmp_path / "noisy", "a.png", "b.png")
    put(tmp_path / "clean", "a.png")
    with pytest.raises(TrainingError, match="b.png is in only one of noisy and clean"):
        source_of(recipe)
    put(tmp_path / "clean", "b.png", height=44)
    with pytest.raises(TrainingError, match=r"b.png has 48×40 pixels, its partner .* has 48×44"):
        source_of(recipe)
    put(tmp_path / "noisy", "b.png", height=44)
    with pytest.raises(TrainingError, match="less than a patch of 64×64; .*patch=40"):
        source_of(replace(recipe, patch=64))
    (tmp_path / "noisy" / "a.png").write_bytes(b"no image")
    with pytest.raises(TrainingError, match="a.png cannot be read"):
        source_of(recipe)


@pytest.mark.parametrize("workers", [0, 1])
def test_an_image_that_breaks_off_is_named_in_one_line(workers: int, tmp_path: Path) -> None:
    put(tmp_path, "a.png")
    whole = (tmp_path / "a.png").read_bytes()
    (tmp_path / "a.png").write_bytes(whole[: len(whole) // 2])
    recipe = tiny(arguments=SINGLE, data="speckled", folder=str(tmp_path))
    with pytest.raises(TrainingError, match="a.png cannot be read") as error:
        next(batches(recipe, source_of(recipe), workers))
    assert "\n" not in str(error.value)
