"""Test sets of the tables: simulated speckle, and photographs with white Gaussian noise."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from speckle_viewer.evaluation.gaussian import add_noise
from speckle_viewer.evaluation.photographs import PHOTOGRAPHS, photograph
from speckle_viewer.evaluation.with_truth import SETS
from speckle_viewer.simulation.test_set import Pair

_SEED = 70_000


@dataclass(frozen=True)
class NamedSet:
    """Pairs; ``sigma`` is the noise in grey levels where it is one level for all, or else None."""

    name: str
    pairs: Sequence[Pair]
    sigma: float | None = None


def named_set(name: str) -> NamedSet:
    """A set of `speckle_viewer.evaluation.with_truth`, or "gaussian 25": photographs with noise."""
    kind, _, level = name.partition(" ")
    if kind != "gaussian":
        return NamedSet(name, SETS[name]())
    pairs = []
    for number, photo in enumerate(PHOTOGRAPHS):
        clean = photograph(photo)
        noisy = add_noise(clean, float(level), _SEED + number)
        pairs.append(Pair(photo, torch.from_numpy(noisy)[None, None], torch.from_numpy(clean)))
    return NamedSet(f"photographs, σ {level}", pairs, float(level))
