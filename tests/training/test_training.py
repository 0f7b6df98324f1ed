"""A run of the loop, from simulation to weights that the product loads."""

import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import safetensors.torch
import torch

from speckle_viewer.methods.card import Card
from speckle_viewer.methods.network_method import load_network, network_class
from speckle_viewer.networks import KPN
from speckle_viewer.training import __main__ as main
from speckle_viewer.training.data import batches
from speckle_viewer.training.loop import Trained, train
from speckle_viewer.training.objectives import Batch, noise_level
from speckle_viewer.training.recipe import RECIPES, Recipe
from speckle_viewer.training.save import load_matching, save_method

TINY = Recipe(
    "tiny", "Tiny", "KPN", {"burst": 3, "sizes": [3], "widths": [4, 4]}, steps=9, patch=32, batch=2
)
SMALL = {
    "widths": {3: [4, 4, 4], 4: [4, 4, 4, 4], 5: [4, 4, 4, 4, 4]},
    "head": {2: [4, 4]},
}
"""Fewer channels in place of a recipe's, by how many there are."""


def run(recipe: Recipe) -> KPN:
    torch.manual_seed(recipe.seed)
    network = KPN(**recipe.arguments)
    train(recipe, network, batches(recipe, workers=0), torch.device("cpu"))
    return network


def small(recipe: Recipe) -> Recipe:
    """The same recipe with few channels, patches and steps."""
    fewer: dict[str, Any] = {"width": 4} if recipe.network in ("DnCNN", "FFDNet") else {}
    if recipe.network == "NoiseEstimator":
        fewer = {"widths": [4, 4, 1]}
    given = {k: SMALL[k][len(v)] if k in SMALL else v for k, v in recipe.arguments.items()}
    return replace(recipe, arguments={**given, **fewer}, steps=3, patch=32, batch=2)


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=lambda r: r.id)
def test_every_recipe_trains_and_its_card_gives_a_method(recipe: Recipe, tmp_path: Path) -> None:
    recipe = small(recipe)
    network = network_class(recipe.network)(**recipe.arguments)
    before = {k: v.clone() for k, v in network.named_parameters()}
    trained = train(recipe, network, batches(recipe, 0), torch.device("cpu"))
    assert trained.steps == 3
    assert any(not torch.equal(before[k], v) for k, v in network.named_parameters())
    card = Card.read(save_method(recipe, trained, tmp_path))
    method = load_network(card, tmp_path / f"{recipe.id}.safetensors")
    assert {c.name for c in card.controls} == {
        "with noise level": {"noise_level"},
        "image and noise": {"noise_override"},
    }.get(recipe.objective, set())
    out = method.predict(torch.rand(card.burst, 1, 33, 40), {})
    assert out.image.shape == (33, 40)
    given = {
        "kernels": out.kernels,
        "global filters": out.filters,
        "sub-bands": out.subbands or None,
        "noise map": out.noise_map,
    }
    assert {name for name, value in given.items() if value is not None} == set(card.evidence)


def test_a_noise_level_is_that_of_the_speckle_alone() -> None:
    noise = torch.zeros(2, 4, 4)
    noise[0, :2] = 0.2
    assert noise_level(noise).flatten().tolist() == pytest.approx([0.2, 0])


def test_speckle_is_scaled_within_the_strengths_and_its_noise_with_it() -> None:
    recipe = replace(TINY, arguments={}, strengths=(0.0, 1.5), batch=8, steps=1)
    plain = next(iter(batches(replace(recipe, strengths=(1.0, 1.0)), 0)))
    scaled = next(iter(batches(recipe, 0)))
    ratio = scaled.noise.sum((1, 2)) / plain.noise.sum((1, 2))
    assert ratio.min() < 0.5 < ratio.max() <= 1.5
    expected = plain.clean + ratio[:, None, None] * (plain.noisy[:, 0] - plain.clean)
    torch.testing.assert_close(scaled.noisy[:, 0], expected, atol=1e-5, rtol=0)


def test_the_same_seed_gives_the_same_network() -> None:
    first, second = run(TINY), run(TINY)
    for a, b in zip(first.parameters(), second.parameters(), strict=True):
        assert torch.equal(a, b)
    other = run(replace(TINY, seed=2))
    assert not torch.equal(first.head.weight, other.head.weight)


def test_batches_are_the_same_however_they_are_made() -> None:
    alone = list(batches(replace(TINY, steps=3), workers=0))
    ahead = list(batches(replace(TINY, steps=3), workers=1))
    for one, same in zip(alone, ahead, strict=True):
        assert all(torch.equal(a, b) for a, b in zip(one, same, strict=True))
        assert one.noisy.shape == (2, 3, 32, 32)
        assert one.clean.shape == one.noise.shape == (2, 32, 32)


def test_a_loss_that_is_not_finite_stops_the_run() -> None:
    bad = [Batch(torch.full((2, 3, 32, 32), torch.nan), *torch.zeros(2, 2, 32, 32))]
    with pytest.raises(FloatingPointError, match="tiny diverged at step 1"):
        train(TINY, KPN(**TINY.arguments), bad, torch.device("cpu"))


def test_saved_weights_and_card_give_the_network_back(tmp_path: Path) -> None:
    network = KPN(**TINY.arguments)
    trained = train(TINY, network, batches(TINY, 0), torch.device("cpu"))
    card = Card.read(save_method(TINY, trained, tmp_path))
    assert card.burst == 3
    assert card.parameters == sum(p.numel() for p in network.parameters())
    again = KPN(**card.network["arguments"])
    load_matching(again, tmp_path / "tiny.safetensors")
    frames = torch.rand(3, 16, 16)
    expected = trained.network.predict(frames).image  # type: ignore[operator]
    torch.testing.assert_close(again.predict(frames).image, expected, atol=2e-3, rtol=0)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["tiny.json", "tiny.safetensors"]


def test_the_card_says_how_training_went(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = tmp_path / "before.safetensors"
    start.write_bytes(safetensors.torch.save(KPN(**TINY.arguments).state_dict()))
    used: list[Recipe] = []

    def noted(recipe: Recipe, *rest: Any) -> Trained:
        used.append(recipe)
        return train(recipe, *rest)

    monkeypatch.setattr(main, "RECIPES", {"tiny": TINY})
    monkeypatch.setattr(main, "train", noted)
    monkeypatch.setattr(main, "reuse_large_blocks", lambda: None)
    words = ["tiny", "--start", str(start), "--annealing", "0.5", "--learning-rate", "0.001"]
    main.main([*words, "--workers", "0", "--steps", "3", "--out", str(tmp_path)])
    assert (used[0].annealing, used[0].learning_rate, used[0].steps) == (0.5, 0.001, 3)
    said = Card.read(tmp_path / "tiny.json").training
    digest = hashlib.sha256(start.read_bytes()).hexdigest()[:12]
    assert f"started from before.safetensors (sha256 {digest})" in said
    assert "annealing 0.5" in said
    assert "learning rate 0.001" in said
    if not torch.cuda.is_available():
        assert f"CPU, {torch.get_num_threads()} thread" in said


def test_only_steps_that_were_made_are_counted() -> None:
    recipe = replace(TINY, steps=3)
    made: list[int] = []
    network = KPN(**TINY.arguments)
    network.register_forward_pre_hook(lambda *_: made.append(1))
    trained = train(recipe, network, batches(recipe, 0), torch.device("cpu"))
    assert trained.steps == len(made) == 3


def test_the_step_at_which_time_is_up_is_not_counted() -> None:
    recipe = replace(TINY, minutes=1e-9)
    trained = train(recipe, KPN(**TINY.arguments), batches(recipe, 0), torch.device("cpu"))
    assert trained.steps == 0


def test_training_needs_neither_qt_nor_pydicom() -> None:
    code = (
        "import sys, speckle_viewer.training.__main__ as _;"
        "bad = [m for m in sys.modules if m.split('.')[0] in ('PySide6', 'pydicom', 'pyqtgraph')];"
        "sys.exit(repr(bad) if bad else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
