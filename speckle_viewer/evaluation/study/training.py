"""Trainings of a table's rows, each in its own folder, so that none is done twice."""

from pathlib import Path
from shlex import quote

from speckle_viewer.errors import EvaluationError
from speckle_viewer.evaluation.study.definition import Row
from speckle_viewer.evaluation.study.images import image_folder
from speckle_viewer.methods.card import Card
from speckle_viewer.methods.method import Method
from speckle_viewer.methods.network_method import load_network
from speckle_viewer.training.checkpoint import FILE, read_checkpoint
from speckle_viewer.training.command import run
from speckle_viewer.training.recipe import Recipe, resolve
from speckle_viewer.training.start import read_start


def trained(row: Row, table: str, work: Path, workers: int = 1) -> Method:
    """The method that a row's training gives; goes on where a former run stopped.

    Raises
    ------
    EvaluationError
        If the training was stopped, or its folder holds one with other settings.
    TrainingError
        If it cannot be done.
    """
    folder = work / table / slug(row.name)
    recipe = recipe_of_row(row, work)
    checkpoint = None
    if (folder / FILE).exists():
        checkpoint = read_checkpoint(folder)
        if checkpoint.recipe != recipe:
            raise EvaluationError(
                f"{folder} holds a training with other settings: delete it, or name another folder "
                "with --work."
            )
    if checkpoint is None or checkpoint.step < recipe.steps:
        start = read_start(str(_weights(work, table, row.start))) if row.start else None
        _, finished = run(recipe, folder, start=start, checkpoint=checkpoint, workers=workers)
        if not finished:
            raise EvaluationError(
                f"Stopped in the training of {row.name!r}: the same command goes on from there."
            )
    weights = folder / f"{recipe.id}.safetensors"
    return load_network(Card.read(weights.with_suffix(".json")), weights)


def recipe_of_row(row: Row, work: Path) -> Recipe:
    """What a row trains; makes the images that it needs. Raises `TrainingError`, `OSError`."""
    folder = str(image_folder(row.folder, work)) if row.folder else None
    return resolve(
        row.recipe,
        row.network,
        row.settings,
        id=slug(row.name),
        title=row.name,
        steps=row.steps,
        folder=folder,
    )


def command_of(row: Row, table: str, work: Path) -> str:
    """The training of a row as a command, which gives the same weights."""
    settings = [*row.settings, *([f"folder={work / row.folder}"] if row.folder else [])]
    words = [f"speckle-viewer train {row.recipe} --network {row.network} --as {slug(row.name)}"]
    words += [f"--set {quote(setting)}" for setting in settings]
    words += [f"--from {quote(str(_weights(work, table, row.start)))}"] if row.start else []
    return " ".join([*words, f"--steps {row.steps}"])


def _weights(work: Path, table: str, name: str) -> Path:
    return work / table / slug(name) / f"{slug(name)}.safetensors"


def slug(name: str) -> str:
    """A row's name as that of a folder and of a method."""
    kept = "".join(c if c.isalnum() else "-" for c in name.lower().replace("×", "x"))
    return "-".join(part for part in kept.split("-") if part)
