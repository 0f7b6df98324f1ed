"""Simulated pairs for training, the same for the same seed however many processes make them."""

import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from speckle_viewer.simulation import simulate_batch
from speckle_viewer.training.recipe import Recipe


class SimulatedBatches(Dataset[tuple[Tensor, Tensor]]):
    """Batch ``i`` as noisy (B, N, H, W) and clean (B, H, W), from the recipe's seed and ``i``."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe

    def __len__(self) -> int:
        return self.recipe.steps

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        torch.set_num_threads(1)  # in the worker process: training has the cores
        recipe = self.recipe
        generator = torch.Generator().manual_seed(recipe.seed * 1_000_003 + index)
        burst = int(recipe.arguments.get("burst", 1))
        noisy, clean = simulate_batch(recipe.batch, recipe.patch, burst, generator)
        return noisy[:, :, 0], clean[:, 0]


def batches(recipe: Recipe, workers: int = 1) -> DataLoader[tuple[Tensor, Tensor]]:
    """All batches of a recipe in order, made ahead of time by other processes."""
    data = SimulatedBatches(recipe)
    ahead = 4 if workers else None
    return DataLoader(data, batch_size=None, num_workers=workers, prefetch_factor=ahead)
