"""A whole run: network, data, loop, and the method that comes out of it."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from speckle_viewer.methods.network_method import network_class
from speckle_viewer.training.checkpoint import Checkpoint, State
from speckle_viewer.training.data import batches, source_of, validation_batch
from speckle_viewer.training.loop import Run
from speckle_viewer.training.memory import reuse_large_blocks
from speckle_viewer.training.objectives import Learner
from speckle_viewer.training.parallel import world
from speckle_viewer.training.recipe import Recipe
from speckle_viewer.training.report import Report
from speckle_viewer.training.save import machine_of, save_method
from speckle_viewer.training.start import Start, estimator_of, freeze_encoder, load_matching


def run(
    recipe: Recipe,
    folder: Path,
    *,
    start: Start | None = None,
    checkpoint: Checkpoint | None = None,
    cines: Sequence[NDArray[np.uint8]] = (),
    workers: int = 1,
    tensorboard: bool = False,
) -> tuple[Path, bool]:
    """Train by a recipe and write everything into ``folder``.

    Parameters
    ----------
    start
        Weights to start from.
    checkpoint
        State to continue from; takes the place of ``start``.
    cines
        (frames, rows, columns) of uint8 each, where the recipe trains on cines.
    workers
        Processes that make the pairs.

    Returns
    -------
    tuple of Path and bool
        The card of the method, and whether the budget was spent; False if somebody stopped it.

    Raises
    ------
    TrainingError
        If the data or weights cannot be used, the loss is no longer finite, or a file cannot be
        written.
    """
    with world() as (here, device):
        source = source_of(recipe, cines)
        validation = validation_batch(source)
        state = _state(recipe, start, device)
        described = checkpoint.start if checkpoint else start.described if start else ""
        if checkpoint:
            checkpoint.restore(state)
        report = Report(folder, recipe, state.step, tensorboard) if here.rank == 0 else None
        one = Run(state, folder, validation, report, described, here, device)
        try:
            finished = one.train(batches(recipe, source, workers, state.step, here))
            card = folder / f"{recipe.id}.json"
            if report:
                card = save_method(state, folder, described, machine_of(device, here.size))
            here.meet()
        finally:
            if report:
                report.close()
        return card, finished


def _state(recipe: Recipe, start: Start | None, device: torch.device) -> State:
    torch.manual_seed(recipe.seed)
    reuse_large_blocks()
    network = network_class(recipe.network)(**recipe.arguments)
    if start:
        load_matching(network, start)
    if recipe.trained == "decoder":
        freeze_encoder(network)
    network.to(device=device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    estimator = estimator_of(recipe)
    return State.at_start(Learner(network, recipe, estimator and estimator.to(device)))
