"""A table is trained, measured and written; a second run does nothing twice."""

from pathlib import Path
from typing import Any

import pytest

from speckle_viewer.errors import EvaluationError
from speckle_viewer.evaluation import with_truth
from speckle_viewer.evaluation.study import definition, images, runner, training
from speckle_viewer.simulation.test_set import held_out_stills
from speckle_viewer.training import command

RUN = "speckle_viewer.evaluation.study.training.run"

TABLE = """
title = "Small"
study = "Nothing."
sets = ["stills", "gaussian 20"]
recipe = "blind"
network = "kpn"
settings = ["arguments={sizes=[3], widths=[4, 6], stride=1}", "patch=24", "batch=1"]
steps = 2

[[row]]
name = "L2"
settings = ["loss=l2", "data=pairs"]
folder = "ultrasound"

[[row]]
name = "told, from L2"
settings = ["data=gaussian", "noise_map=level"]

[[row]]
name = "L2, fine-tuned"
start = "L2"

[[row]]
name = "1 kernel"
kernels = 1
of = "L2"

[[row]]
name = "2 kernels"
kernels = 2
of = "L2"

[[row]]
name = "3 kernels"
kernels = 3
of = "L2"

[[row]]
name = "gaussian"
method = "gaussian"
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small table on one still, with two pairs to train on."""
    (tmp_path / "small.toml").write_text(TABLE, encoding="utf-8")
    monkeypatch.setattr(definition, "_FOLDER", tmp_path)
    monkeypatch.setitem(with_truth.SETS, "stills", lambda: held_out_stills(1))
    monkeypatch.setattr("speckle_viewer.evaluation.study.sets.PHOTOGRAPHS", ("brick",))
    monkeypatch.setattr(images, "_STILLS", 2)
    monkeypatch.setattr("speckle_viewer.evaluation.study.hybrid.PICTURES", 2)
    monkeypatch.setattr("speckle_viewer.evaluation.study.hybrid.SAMPLES", 200)
    return tmp_path / "work"


def test_a_table_from_its_definition_to_its_figures(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (table,) = runner.run_table("small", work, workers=0)
    names = ["input", "L2", "told, from L2", "L2, fine-tuned"]
    names += ["1 kernel", "2 kernels", "3 kernels", "gaussian"]
    places = ["stills (1)", "photographs, σ 20 (1)"]
    assert [row[:2] for row in table.rows] == [(p, n) for p in places for n in names]
    written = (work / "small.md").read_text(encoding="utf-8")
    assert "| stills (1) | 2 kernels |" in written
    assert "`speckle-viewer train blind --network kpn" in written
    assert "speckle-viewer codebook learn l2 " in written
    assert "](small.svg)" in written
    assert "entries of the codebook" in (work / "small-entries.svg").read_text(encoding="utf-8")
    assert (work / "small.svg").read_text(encoding="utf-8").count("<rect x=") == len(table.rows)
    assert (work / "small.png").read_bytes().startswith(b"\x89PNG")

    def again(*given: Any, **named: Any) -> Any:
        raise AssertionError("trained twice")

    monkeypatch.setattr(RUN, again)
    assert runner.run_table("small", work, workers=0)[0].rows == table.rows
    # Other settings in the same folder would compare what is not alike.
    with pytest.raises(EvaluationError, match="holds a training with other settings"):
        runner.run_table("small", work, steps=3, workers=0)


def test_a_stopped_training_goes_on_where_it_was(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = definition.definition("small").rows[0]
    whole = training.trained(row, "whole", work, workers=0)

    def stopped(recipe: Any, folder: Path, **named: Any) -> Any:
        return command.run(recipe, folder, **named)[0], False

    monkeypatch.setattr(RUN, stopped)
    with pytest.raises(EvaluationError, match="Stopped in the training of 'L2'"):
        training.trained(row, "small", work, workers=0)
    monkeypatch.setattr(RUN, command.run)
    again = training.trained(row, "small", work, workers=0)
    assert again.card.sha256 == whole.card.sha256
