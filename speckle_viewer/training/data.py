"""Simulated pairs for training, the same for the same seed however many processes make them."""

import torch
from torch.utils.data import DataLoader, Dataset

from speckle_viewer.simulation import simulate_batch
from speckle_viewer.training.objectives import Batch
from speckle_viewer.training.recipe import Recipe


class SimulatedBatches(Dataset[Batch]):
    """Batch ``i``, from the recipe's seed and ``i``."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe

    def __len__(self) -> int:
        return self.recipe.steps

    def __getitem__(self, index: int) -> Batch:
        torch.set_num_threads(1)  # in the worker process: training has the cores
        recipe = self.recipe
        generator = torch.Generator().manual_seed(recipe.seed * 1_000_003 + index)
        pairs = simulate_batch(recipe.batch, recipe.patch, recipe.burst, generator)
        batch = Batch(pairs.noisy[:, :, 0], pairs.clean[:, 0], pairs.noise[:, 0])
        return batch if recipe.strengths == (1, 1) else _scaled(batch, recipe, generator)


def _scaled(batch: Batch, recipe: Recipe, generator: torch.Generator) -> Batch:
    """The same with weaker or stronger speckle, so that its level cannot be taken for granted."""
    low, high = recipe.strengths
    factor = low + (high - low) * torch.rand(len(batch.clean), 1, 1, generator=generator)
    noisy = batch.clean + factor * (batch.noisy[:, 0] - batch.clean)
    return Batch(noisy[:, None], batch.clean, factor * batch.noise)


def batches(recipe: Recipe, workers: int = 1) -> DataLoader[Batch]:
    """All batches of a recipe in order, made ahead of time by other processes."""
    data = SimulatedBatches(recipe)
    ahead = 4 if workers else None
    return DataLoader(data, batch_size=None, num_workers=workers, prefetch_factor=ahead)
