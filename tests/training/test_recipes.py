"""Recipes, networks, and what is set in their place."""

from pathlib import Path
from typing import Any

import pytest

from speckle_viewer.errors import TrainingError
from speckle_viewer.methods.card import Card
from speckle_viewer.methods.network_method import load_network
from speckle_viewer.training.command import run
from speckle_viewer.training.recipe import Recipe, networks, recipe_names, recipe_of, resolve
from tests.training.tiny import small_settings


def test_the_recipes_that_are_promised_are_there() -> None:
    promised = {"blind", "burst-blind", "burst-noise-map", "noise-estimator", "ultrasound"}
    assert set(recipe_names()) == promised | {"noise2noise"}


@pytest.mark.parametrize("network", networks())
def test_every_network_trains_by_its_recipe_and_becomes_a_method(
    network: str, tmp_path: Path
) -> None:
    recipe = resolve(None, network, small_settings(network))
    path, finished = run(recipe, tmp_path, workers=0)
    assert finished
    card = Card.read(path)
    assert card.id == network
    assert recipe_of(card.recipe) == recipe
    method = load_network(card, tmp_path / f"{network}.safetensors")
    level = {"noise_level"} if card.network["class"] == "FFDNet" else set()
    override = {"noise_override"} if card.network["class"] == "CBDNet" else set()
    assert {c.name for c in card.controls} == level | override
    import torch

    out = method.predict(torch.rand(card.burst, 1, 33, 40), {})
    assert out.image.shape == (33, 40)
    given = {
        "kernels": out.kernels,
        "global filters": out.filters,
        "sub-bands": out.subbands or None,
        "noise map": out.noise_map,
    }
    assert {name for name, value in given.items() if value is not None} == set(card.evidence)


@pytest.mark.parametrize(("data", "most"), [("multiplicative", 0.4), ("loupas", 4)])
def test_a_network_trains_on_the_simpler_noises(data: str, most: float, tmp_path: Path) -> None:
    words = [*small_settings("kpn"), f"data={data}", f"sigmas=[0, {most}]"]
    path, finished = run(resolve("blind", "kpn", words), tmp_path, workers=0)
    assert finished
    card = Card.read(path)
    assert card.recipe["data"] == data
    assert card.training.startswith({"loupas": "Loupas' noise"}.get(data, "Multiplicative noise"))


def test_a_network_is_chosen_apart_from_the_recipe() -> None:
    recipe = resolve("noise2noise", "unet")
    assert (recipe.id, recipe.network, recipe.loss) == ("unet-noise2noise", "UNet", "l2")
    assert resolve("blind", "kpn").id == "kpn"


def test_a_recipe_makes_the_network_fit_its_bursts_and_noise_map() -> None:
    recipe = resolve("burst-noise-map", "mwkpn")
    assert recipe.arguments["burst"] == recipe.burst == 5
    assert recipe.arguments["noise_map"] is True


def test_settings_win_over_the_files_and_flags_over_settings() -> None:
    words = ["steps=7", "loss=l1", "arguments.sizes=[3]", "strengths=[0, 1]"]
    recipe = resolve("blind", "kpn", words, steps=9, seed=None)
    assert (recipe.steps, recipe.loss, recipe.seed) == (9, "l1", 1)
    assert recipe.arguments["sizes"] == [3]
    assert recipe.arguments["stride"] == 2
    assert recipe.strengths == (0.0, 1.0)


def test_a_recipe_may_be_a_file_of_the_users(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('network = "unet"\nloss = "l1"\n')
    recipe = resolve(str(file))
    assert (recipe.id, recipe.recipe, recipe.loss) == ("unet-mine", "mine", "l1")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "blond"}, "no recipe 'blond'"),
        ({"name": None}, "Say which recipe"),
        ({"name": "blind", "network": "kpm"}, "no network 'kpm'"),
        ({"name": "blind", "settings": ["lost=l1"]}, "no key 'lost'"),
        ({"name": "blind", "settings": ["loss"]}, "has no value"),
        ({"name": "blind", "settings": ["loss=l3"]}, "loss cannot be 'l3'"),
        ({"name": "blind", "settings": ["steps=many"]}, "steps cannot be 'many'"),
        ({"name": "blind", "settings": ["steps=0"]}, "steps must be 1 or more"),
        ({"name": "blind", "settings": ["patch=16"]}, "patch must be 24 or more"),
        ({"name": "blind", "settings": ["arguments.size=3"]}, "KPN has no argument 'size'"),
        ({"name": "burst-blind", "network": "unet"}, "UNet takes one frame"),
        ({"name": "blind", "network": "ffdnet"}, "FFDNet must be told the noise"),
        ({"name": "burst-noise-map", "network": "ldfn"}, "LDFN cannot be told the noise"),
        ({"name": "burst-blind", "settings": ["strengths=[0, 1]"]}, "strengths of bursts"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(given: dict[str, Any], said: str) -> None:
    with pytest.raises(TrainingError, match=said) as error:
        resolve(**given)
    assert "\n" not in str(error.value)


def test_a_broken_recipe_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("loss = \n")
    with pytest.raises(TrainingError, match="mine.toml is not TOML"):
        resolve(str(tmp_path / "mine.toml"))
    (tmp_path / "mine.toml").write_text('loss = "l1"\n')
    with pytest.raises(TrainingError, match="choose one of: kpn"):
        resolve(str(tmp_path / "mine.toml"))


def test_a_resolved_recipe_resolves_to_itself() -> None:
    from dataclasses import asdict

    recipe = resolve("burst-noise-map")
    assert recipe_of(asdict(recipe)) == recipe
    assert isinstance(recipe, Recipe)
