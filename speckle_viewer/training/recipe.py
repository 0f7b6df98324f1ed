"""What to train: the network, its data and its budget."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Recipe:
    """One network, trained on simulated speckle until its budget is spent.

    ``minutes`` of wall clock or ``steps``, whichever comes first, end the run; the learning rate
    falls along a cosine over that budget after a short warm-up. ``annealing`` starts at its value
    and shrinks by ``annealing_decay`` per step (KPN's annealed loss).
    """

    id: str
    title: str
    arguments: Mapping[str, Any]
    steps: int = 20_000
    minutes: float = 60.0
    patch: int = 96
    batch: int = 16
    learning_rate: float = 6e-4
    gradient_weight: float = 0.05
    annealing: float = 0.0
    annealing_decay: float = 0.998
    ema: float = 0.998
    seed: int = 1


_TRUNK = {"widths": [24, 48, 96, 128], "stride": 2, "head_size": 1}

RECIPES = {
    "kpn": Recipe("kpn", "KPN", {"burst": 1, "sizes": [5, 17], **_TRUNK}),
    "kpn-burst5": Recipe(
        "kpn-burst5", "KPN burst 5", {"burst": 5, "sizes": [11], **_TRUNK}, annealing=2.0
    ),
}
