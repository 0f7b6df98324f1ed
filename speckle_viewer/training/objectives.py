"""What a network is asked for, and the loss of its answer."""

from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor, nn

from speckle_viewer.training.losses import (
    annealed_loss,
    asymmetric_loss,
    combined_loss,
    squared_differences,
)
from speckle_viewer.training.recipe import Recipe


class Batch(NamedTuple):
    """Simulated pairs: noisy (B, N, H, W), clean (B, H, W) and σ of the noise (B, H, W)."""

    noisy: Tensor
    clean: Tensor
    noise: Tensor

    def to(self, device: torch.device) -> "Batch":
        """The same on a device."""
        return Batch(*(tensor.to(device) for tensor in self))


Objective = Callable[[nn.Module, Batch, Recipe, float], Tensor]
"""Loss of a network on a batch; the last argument is the weight of each frame's own loss."""


def image(network: nn.Module, batch: Batch, recipe: Recipe, annealing: float) -> Tensor:
    """The clean image; kernel networks answer with each frame's contribution to it."""
    contributions = _forward(network, batch.noisy)
    return annealed_loss(contributions, batch.clean, annealing, recipe.gradient_weight)


def with_noise_level(network: nn.Module, batch: Batch, recipe: Recipe, annealing: float) -> Tensor:
    """The clean image, where the network is told one noise level per image (FFDNet)."""
    level = noise_level(batch.noise)
    told = level[:, None].expand_as(batch.noisy[:, :1])
    out = _forward(network, batch.noisy, told)
    return annealed_loss(out, batch.clean, annealing, recipe.gradient_weight)


def noise(network: nn.Module, batch: Batch, recipe: Recipe, annealing: float) -> Tensor:
    """The standard deviation of the noise at each pixel."""
    return (_forward(network, batch.noisy)[:, 0] - batch.noise).abs().mean()


def image_and_noise(network: nn.Module, batch: Batch, recipe: Recipe, annealing: float) -> Tensor:
    """Both, as CBDNet learns them (Guo et al., CVPR 2019, eq. 4 to 6)."""
    estimate = _forward(network.estimate, batch.noisy)  # type: ignore[arg-type]
    out = _forward(network, batch.noisy, estimate)
    restored = combined_loss(out[:, 0], batch.clean, recipe.gradient_weight)
    sigma = estimate[:, 0]
    asymmetric = asymmetric_loss(sigma, batch.noise)
    return restored + 0.5 * asymmetric + 0.05 * squared_differences(sigma)


OBJECTIVES: dict[str, Objective] = {
    "image": image,
    "with noise level": with_noise_level,
    "noise": noise,
    "image and noise": image_and_noise,
}


def noise_level(noise: Tensor) -> Tensor:
    """One standard deviation per image: of (B, H, W), the root mean square of what is not zero.

    Returns (B, 1, 1). Around the sector there is no noise, and its absence says nothing about the
    level inside.
    """
    noisy = noise > 0
    power = (noise.square() * noisy).sum((-2, -1), keepdim=True)
    return (power / noisy.sum((-2, -1), keepdim=True).clamp_min(1)).sqrt()


def _forward(network: Callable[..., Tensor], *given: Tensor) -> Tensor:
    with torch.autocast(given[0].device.type, torch.bfloat16):
        out = network(*given)
    return out.float()
