"""Codebooks and images of random numbers."""

import torch
from torch import Tensor

from speckle_viewer.networks.codebook import Codebook
from speckle_viewer.networks.local_features import NAMES


def random(*shape: int, seed: int = 0) -> Tensor:
    return torch.rand(shape, generator=torch.Generator().manual_seed(seed))


def book(rule: str, entries: int = 5, size: int = 5) -> Codebook:
    """A codebook with random kernels, whose rule uses several features."""
    made = Codebook(entries, size, rule, 5 if rule == "tree" else 0)
    for parameter in made.parameters():
        parameter.data = random(*parameter.shape, seed=parameter.numel()) - 0.5
    if rule == "tree":
        gradient, spread = NAMES.index("gradient down, 2 px"), 0
        made.tree.data = torch.tensor(
            [[gradient, 0.0, 1, 2, 0], [spread, 0.05, 3, 4, 0]]
            + [[0, 0, leaf, leaf, leaf] for leaf in (2, 3, 4)]
        )
    return made.requires_grad_(False)
