"""Where pairs come from that are made: simulated speckle, and the simpler noises."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from speckle_viewer.simulation import simulate_batch
from speckle_viewer.simulation.clean import clean_scene, dead_leaves
from speckle_viewer.simulation.speckle import (
    Display,
    Pulse,
    amplitude_of,
    brightness,
    complex_echo,
    level_of,
    mean_intensity,
)
from speckle_viewer.simulation.statistics import NOISES
from speckle_viewer.training.objectives import Batch
from speckle_viewer.training.recipe import Recipe

Source = Callable[[torch.Generator, bool], Batch]
"""Draws one pair, a batch of one; True asks for one of the validation set, with a clean target."""

Images = Callable[[torch.Generator, bool, int], Tensor]
"""Draws a clean image (size, size) in [0, 1]; True as for `Source`."""

_MARGIN = 12
"""Pixels around a patch that the pulse reaches from."""


@dataclass(frozen=True)
class Simulated:
    """Pairs of the simulator, with the recipe's strengths."""

    recipe: Recipe

    def __call__(self, generator: torch.Generator, validation: bool) -> Batch:
        recipe = self.recipe
        pairs = simulate_batch(1, recipe.patch, recipe.burst, generator)
        batch = Batch(pairs.noisy[:, :, 0], pairs.clean[:, 0], pairs.noise[:, 0])
        return batch if recipe.strengths == (1, 1) else _scaled(batch, recipe, generator)


def _scaled(batch: Batch, recipe: Recipe, generator: torch.Generator) -> Batch:
    """The same with weaker or stronger speckle, so that its level cannot be taken for granted."""
    factor = _between(recipe.strengths, generator)
    assert batch.noise is not None
    noisy = batch.clean + factor * (batch.noisy[:, 0] - batch.clean)
    return Batch(noisy[:, None], batch.clean, factor * batch.noise)


@dataclass(frozen=True)
class Speckled:
    """Simulated speckle on images, taken as echo levels; the target is clean or a second draw."""

    recipe: Recipe
    images: Images

    def __call__(self, generator: torch.Generator, validation: bool) -> Batch:
        size = self.recipe.patch + 2 * _MARGIN
        inside = slice(_MARGIN, _MARGIN + self.recipe.patch)
        echo = self.images(generator, validation, size)[None, None]
        display, pulse = _any_display(generator), _any_pulse(generator)
        amplitude = amplitude_of(echo, display)
        noise = torch.randn(2, 1, size, size, dtype=torch.complex64, generator=generator)
        draws = [complex_echo(n[None], amplitude, pulse).abs().square() for n in noise]
        one, other = (display.show(level_of(d, display))[..., inside, inside] for d in draws)
        expected = level_of(mean_intensity(amplitude, pulse), display)[..., inside, inside]
        clean, spread = brightness(expected, display, 1)
        second = self.recipe.target == "noisy" and not validation
        return Batch(one, (other if second else clean)[:, 0], spread[:, 0])


@dataclass(frozen=True)
class Noisy:
    """One of `NOISES`, not clipped, on images; the target is clean or a second draw."""

    recipe: Recipe
    images: Images

    def __call__(self, generator: torch.Generator, validation: bool) -> Batch:
        recipe = self.recipe
        clean = self.images(generator, validation, recipe.patch)[None]
        spread = NOISES[recipe.data](clean, _between(recipe.sigmas, generator))
        noise = spread * torch.randn(recipe.burst + 1, *clean.shape[1:], generator=generator)
        second = recipe.target == "noisy" and not validation
        target = clean + noise[-1] if second else clean
        return Batch(clean[:, None] + noise[None, :-1], target, spread)


def scenes(generator: torch.Generator, validation: bool, size: int) -> Tensor:
    """A clean scene of the simulator (size, size)."""
    return torch.from_numpy(clean_scene(rng_of(generator), size)[0])


def leaves(generator: torch.Generator, validation: bool, size: int) -> Tensor:
    """Dead leaves (size, size) in [0, 1]."""
    return torch.from_numpy(dead_leaves(rng_of(generator), size)).clamp(0, 1)


def rng_of(generator: torch.Generator) -> np.random.Generator:
    """NumPy's generator, seeded by PyTorch's."""
    return np.random.default_rng(int(torch.randint(2**62, (1,), generator=generator)))


def _between(limits: tuple[float, float], generator: torch.Generator) -> float:
    low, high = limits
    return low + (high - low) * float(torch.rand((), generator=generator))


def _any_display(generator: torch.Generator) -> Display:
    dynamic_range = torch.tensor([_between((40, 70), generator)])
    return Display(dynamic_range, torch.ones(1), torch.zeros(1))


def _any_pulse(generator: torch.Generator) -> Pulse:
    lateral = np.exp(_between((0.18, 1.3), generator))
    axial = np.exp(_between((-0.36, 0.69), generator))
    turn = _between((-0.8, 0.8), generator)
    widths = (torch.tensor([x], dtype=torch.float32) for x in (lateral, axial, 1, turn))
    return Pulse(*widths)
