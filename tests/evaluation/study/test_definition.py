"""The study's tables are what they say, down to recipes that exist."""

import argparse
import shlex
from pathlib import Path

import pytest

from speckle_viewer import cli_train
from speckle_viewer.errors import EvaluationError
from speckle_viewer.evaluation.study import table_names
from speckle_viewer.evaluation.study.definition import Definition, definition
from speckle_viewer.evaluation.study.training import command_of, recipe_of_row
from speckle_viewer.training.recipe import Recipe


def recipes(table: Definition, monkeypatch: pytest.MonkeyPatch) -> dict[str, Recipe]:
    """What every row trains, without making the images for it."""
    monkeypatch.setattr(
        "speckle_viewer.evaluation.study.training.image_folder", lambda name, work: work / name
    )
    return {row.name: recipe_of_row(row, Path("work")) for row in table.rows if row.is_trained}


@pytest.mark.parametrize("name", table_names())
def test_every_row_is_a_recipe_or_comes_from_a_row_above(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = definition(name)
    made = recipes(table, monkeypatch)
    assert len({recipe.id for recipe in made.values()}) == len(made)
    above: set[str] = set()
    for row in table.rows:
        assert {row.start, row.of} <= above | {""}
        above.add(row.name)


def test_the_tables_of_the_study_are_there() -> None:
    assert table_names() == [
        "generalisation", "hybrid", "kernels", "losses", "models", "transfer",
    ]  # fmt: skip
    with pytest.raises(EvaluationError, match="no table 'loss'; choose one of: generalisation, h"):
        definition("loss")


def test_losses_differ_in_nothing_but_the_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    made = recipes(definition("losses"), monkeypatch)
    assert [recipe.loss for recipe in made.values()] == ["l2", "l1", "combined", "symmetric"]
    alike = {(r.network, str(r.arguments), r.steps, r.seed, r.data) for r in made.values()}
    assert len(alike) == 1


def test_noise_levels_lie_inside_and_outside_of_the_training(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = definition("generalisation")
    made = recipes(table, monkeypatch)
    assert made["fixed"].sigmas == (18, 18)
    assert made["varied"].sigmas == made["varied, noise map"].sigmas == (0, 25.5)
    assert made["varied, noise map"].noise_map == "level"
    assert made["varied, bias-free"].arguments["bias"] is False
    levels = [float(name.split()[1]) for name in table.sets]
    assert [level <= 25.5 for level in levels] == [True, True, True, False]


def test_fine_tuned_rows_have_as_many_steps_as_those_from_scratch() -> None:
    steps = {row.name: row for row in definition("transfer").rows}
    first = steps["natural-like alone"].steps
    for name in ("fine-tuned, all layers", "fine-tuned, decoder alone"):
        assert steps[name].start == "natural-like alone"
        assert first + steps[name].steps == steps["ultrasound-like alone"].steps


def test_steps_given_are_those_of_the_longest_training_and_the_others_keep_their_share() -> None:
    trained = [row for row in definition("transfer", 300).rows if row.is_trained]
    assert [row.steps for row in trained] == [200, 300, 100, 100]
    assert min(row.steps for row in definition("transfer", 1).rows if row.is_trained) == 1


def test_a_row_can_be_trained_by_hand_as_its_command_says() -> None:
    command = command_of(definition("transfer").rows[3], "transfer", Path("a study"))
    words = shlex.split(command.removeprefix("speckle-viewer train "))
    parser = argparse.ArgumentParser()
    cli_train._describe(parser)
    options = parser.parse_args(words)
    assert (options.recipe, options.network, options.steps) == ("ultrasound", "ldfn", 1000)
    assert options.settings == ["trained=decoder", "folder=a study/ultrasound"]
    weights = Path("a study/transfer/natural-like-alone/natural-like-alone.safetensors")
    assert Path(options.start) == weights
