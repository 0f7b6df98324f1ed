"""Batches for training, the same for the same seed however many processes make or take them."""

import signal
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch.utils.data import DataLoader, Dataset

from speckle_viewer.errors import TrainingError
from speckle_viewer.simulation.statistics import NOISES
from speckle_viewer.training.folders import Frames, Images, Pairs
from speckle_viewer.training.objectives import Batch
from speckle_viewer.training.parallel import World
from speckle_viewer.training.recipe import Recipe
from speckle_viewer.training.sources import Noisy, Simulated, Source, Speckled, leaves, scenes

_VALIDATION = 16
"""Pairs in the validation set."""


def source_of(recipe: Recipe, cines: Sequence[NDArray[np.uint8]] = ()) -> Source:
    """Where the recipe's pairs come from.

    ``cines``, (frames, rows, columns) of uint8 each, are needed where its data are a cine.
    Raises `TrainingError` if the user's images cannot be used.
    """
    if recipe.data == "cine":
        return Frames(recipe, cines)
    if recipe.data == "pairs":
        return Pairs(recipe)
    if recipe.data in NOISES:
        return Noisy(recipe, Images(recipe) if recipe.folder else leaves)
    if recipe.data == "simulated" and recipe.target == "clean":
        return Simulated(recipe)
    if recipe.burst > 1:
        raise TrainingError("Draws of speckle on one image are single frames; add --set burst=1.")
    return Speckled(recipe, Images(recipe) if recipe.data == "speckled" else scenes)


class Batches(Dataset[Batch | TrainingError]):
    """Batch ``i``: this process's share of the pairs of step ``i``, or why it cannot be made.

    Each pair comes from the seed, the step and its place in the whole batch alone.
    """

    def __init__(self, recipe: Recipe, source: Source, world: World) -> None:
        self.seed, self.source, self.steps = recipe.seed, source, recipe.steps
        self.share = world.share(recipe.batch)

    def __len__(self) -> int:
        return self.steps

    def __getitem__(self, step: int) -> Batch | TrainingError:
        try:
            return joined([self.source(_generator(self.seed, step, i), False) for i in self.share])
        except TrainingError as error:  # raised in a worker, it would come with its traceback
            return error


def batches(
    recipe: Recipe, source: Source, workers: int = 1, first: int = 0, world: World | None = None
) -> Iterator[Batch]:
    """The batches of a recipe in order from step ``first``, made ahead by other processes.

    Raises `TrainingError` if the processes of the world cannot share a batch, and later if one of
    the user's images cannot be read.
    """
    loader = DataLoader(
        Batches(recipe, source, world or World()),
        batch_size=None,
        sampler=range(first, recipe.steps),
        num_workers=workers,
        prefetch_factor=4 if workers else None,
        # Of its own: it draws a number, and a run that is continued would draw one more.
        generator=torch.Generator(),
        worker_init_fn=_leave_interrupts_to_the_loop,
    )
    return map(_made, loader)


def _made(batch: Batch | TrainingError) -> Batch:
    if isinstance(batch, TrainingError):
        raise batch
    return batch


def validation_batch(source: Source) -> Batch:
    """A small set that is the same for every seed, and that training never sees."""
    return joined([source(_generator(-1, 0, i), True) for i in range(_VALIDATION)])


def joined(pairs: Sequence[Batch]) -> Batch:
    """Several batches as one."""
    noise = [pair.noise for pair in pairs if pair.noise is not None]
    return Batch(
        torch.cat([pair.noisy for pair in pairs]),
        torch.cat([pair.clean for pair in pairs]),
        torch.cat(noise) if noise else None,
    )


def _generator(*numbers: int) -> torch.Generator:
    # NumPy mixes them so that neighbours are unrelated.
    mixed = np.random.SeedSequence([n % 2**32 for n in numbers]).generate_state(1, np.uint64)
    return torch.Generator().manual_seed(int(mixed[0] >> 1))


def _leave_interrupts_to_the_loop(worker: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
