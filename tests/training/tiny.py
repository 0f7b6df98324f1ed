"""Recipes small enough for tests, and runs of them without the command."""

from pathlib import Path
from typing import Any

import torch

from speckle_viewer.networks import KPN
from speckle_viewer.training.checkpoint import State
from speckle_viewer.training.data import batches, source_of, validation_batch
from speckle_viewer.training.loop import Run
from speckle_viewer.training.objectives import Batch, Learner
from speckle_viewer.training.recipe import Recipe, networks
from speckle_viewer.training.report import Report

KPN_ARGUMENTS: dict[str, Any] = {"burst": 3, "sizes": [3], "widths": [4, 4]}

_FEWER: dict[str, dict[int, list[int]]] = {
    "widths": {3: [4, 4, 4], 4: [4, 4, 4, 4], 5: [4, 4, 4, 4, 4]},
    "head": {2: [4, 4]},
}
"""Fewer channels in place of a network's, by how many there are."""


def tiny(**changed: Any) -> Recipe:
    """A burst KPN with few channels, steps and pixels, in float32 but for what is changed."""
    values: dict[str, Any] = {"network": "KPN", "arguments": KPN_ARGUMENTS, "steps": 6, "epoch": 4}
    values |= {"precision": "float32", "patch": 32, "batch": 2}
    return Recipe("tiny", "Tiny", **(values | changed))


def small_settings(network: str) -> list[str]:
    """What makes a network of the table small, as ``--set`` takes it."""
    entry = networks()[network]
    arguments = entry["arguments"].items()
    fewer: dict[str, Any] = {k: _FEWER[k][len(v)] for k, v in arguments if k in _FEWER}
    if entry["class"] in ("DnCNN", "FFDNet"):
        fewer |= {"width": 4, "depth": 4}
    if entry["class"] == "NoiseEstimator":
        fewer |= {"widths": [4, 4, 1]}
    sizes = [f"arguments.{key}={value}" for key, value in fewer.items()]
    return [*sizes, "patch=32", "batch=2", "steps=2", "epoch=2"]


def network_of(recipe: Recipe) -> KPN:
    """A KPN with the initial weights that the recipe's seed gives."""
    torch.manual_seed(recipe.seed)
    return KPN(**recipe.arguments)


def trained(recipe: Recipe, folder: Path, data: list[Batch] | None = None) -> State:
    """The state after a run of the recipe in this process."""
    state = State.at_start(Learner(network_of(recipe), recipe))
    source = source_of(recipe)
    run = Run(state, folder, validation_batch(source), Report(folder, recipe))
    run.train(batches(recipe, source, workers=0) if data is None else data)
    return state


def weights_of(state: State) -> list[torch.Tensor]:
    """Everything that was learned, averages included."""
    return [*state.learner.state_dict().values(), *state.average.state_dict().values()]
