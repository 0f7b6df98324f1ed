"""How the learning rate changes during a run."""

import math

from speckle_viewer.training.recipe import Recipe

_WARM_UP = 0.03


def rate_share(recipe: Recipe, step: int, spent: float) -> float:
    """Share of the full learning rate at a step, counted from 0.

    ``spent`` is the share of the budget in [0, 1], which the cosine follows; the others follow the
    epochs. "study": constant for ``hold`` epochs, then times ``decay`` after each.
    """
    epoch = step // recipe.epoch
    if recipe.schedule == "study":
        return recipe.decay ** max(0, epoch - recipe.hold + 1)
    if recipe.schedule == "step":
        return recipe.decay ** (epoch // recipe.hold)
    if spent < _WARM_UP:
        return spent / _WARM_UP
    return 0.5 + 0.5 * math.cos(math.pi * (spent - _WARM_UP) / (1 - _WARM_UP))
