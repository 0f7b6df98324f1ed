"""What a network is asked for, and the loss of its answer."""

from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor, nn

from speckle_viewer.errors import TrainingError
from speckle_viewer.networks.kernel_network import KernelNetwork
from speckle_viewer.ops.bfloat16 import computes_bfloat16
from speckle_viewer.training.losses import (
    annealed_loss,
    asymmetric_loss,
    asymmetry,
    loss_of,
    squared_differences,
)
from speckle_viewer.training.recipe import Recipe


class Batch(NamedTuple):
    """Pairs: noisy (B, N, H, W), clean (B, H, W), and σ of the noise (B, H, W) if it is known."""

    noisy: Tensor
    clean: Tensor
    noise: Tensor | None

    def to(self, device: torch.device) -> "Batch":
        """The same on a device."""
        noise = None if self.noise is None else self.noise.to(device, non_blocking=True)
        noisy, clean = (t.to(device, non_blocking=True) for t in self[:2])
        return Batch(noisy, clean, noise)


Told = Callable[[Batch], tuple[Tensor, ...]]
"""What a network is told beside the noisy frames: nothing, or a noise map (B, 1, H, W)."""


class Learner(nn.Module):
    """A network and what it is asked for: called with a batch, it gives the loss.

    Where the network estimates the noise by itself (CBDNet) and the noise is known, it learns that
    estimate too (Guo et al., CVPR 2019, eq. 4 to 6).

    Parameters
    ----------
    network
        Takes (B, N, H, W) and what it is told; answers with (B, N', H, W), whose sum over N' is
        the image.
    estimator
        Predicts the noise map, where the recipe wants it estimated.
    """

    def __init__(
        self, network: nn.Module, recipe: Recipe, estimator: nn.Module | None = None
    ) -> None:
        super().__init__()
        self.network, self.recipe = network, recipe
        self.told = _told(recipe, estimator)
        self.loss = loss_of(recipe)
        if recipe.loss == "symmetric" and (
            not isinstance(network, KernelNetwork) or network.separable
        ):
            raise TrainingError(
                f"The symmetric loss needs K×K kernels, which this {recipe.network} does not "
                "predict; choose another network or loss."
            )

    def forward(self, batch: Batch, annealing: float = 0.0) -> Tensor:
        """The loss of the answer to a batch; ``annealing`` weighs each frame's own loss."""
        recipe, told = self.recipe, self.told(batch)
        kernels, estimate = [], None
        with self._arithmetic(batch):
            if recipe.loss == "symmetric":
                kernels, bias = self.network.generate(batch.noisy, *told)  # type: ignore[operator]
                out = self.network.contributions(batch.noisy, kernels, bias)  # type: ignore[operator]
            elif hasattr(self.network, "estimate"):
                estimate = self.network.estimate(batch.noisy)  # type: ignore[operator]
                out = self.network(batch.noisy, estimate)
            else:
                out = self.network(batch.noisy, *told)
        out = out.float()
        if recipe.objective == "noise":
            return self.loss(out[:, 0], _known(batch.noise))
        loss = annealed_loss(out, batch.clean, annealing, self.loss)
        if kernels:
            loss = loss + recipe.symmetry * asymmetry(kernels)
        if estimate is not None and batch.noise is not None:
            sigma = estimate[:, 0].float()
            loss = loss + 0.5 * asymmetric_loss(sigma, batch.noise)
            loss = loss + 0.05 * squared_differences(sigma)
        return loss

    def answer(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """The answer to a batch and the truth, (B, H, W) each, in [0, 1]."""
        with torch.no_grad(), self._arithmetic(batch):
            out = self.network(batch.noisy, *self.told(batch)).float().sum(1).clamp(0, 1)
        return out, _known(batch.noise) if self.recipe.objective == "noise" else batch.clean

    def _arithmetic(self, batch: Batch) -> torch.autocast:
        device, wanted = batch.noisy.device, self.recipe.precision
        fast = wanted == "bfloat16" or (
            wanted == "auto" and (device.type == "cuda" or computes_bfloat16())
        )
        return torch.autocast(device.type, torch.bfloat16, enabled=fast)


def _told(recipe: Recipe, estimator: nn.Module | None) -> Told:
    if recipe.noise_map == "none":
        return lambda batch: ()
    if recipe.noise_map == "known":
        return lambda batch: (_known(batch.noise)[:, None],)
    if recipe.noise_map == "level":
        return lambda batch: (
            noise_level(_known(batch.noise))[:, None].expand_as(batch.noisy[:, :1]),
        )
    assert estimator is not None

    def estimated(batch: Batch) -> tuple[Tensor, ...]:
        middle = batch.noisy.shape[1] // 2
        with torch.no_grad():
            return (estimator(batch.noisy[:, middle : middle + 1]).float().clamp(0, 1),)

    return estimated


def _known(noise: Tensor | None) -> Tensor:
    if noise is None:
        raise TrainingError(
            "The noise of these images is not known; use simulated data, or add "
            "--set noise_map=estimated."
        )
    return noise


def noise_level(noise: Tensor) -> Tensor:
    """One standard deviation per image: of (B, H, W), the root mean square of what is not zero.

    Returns (B, 1, 1). Around the sector there is no noise, and its absence says nothing about the
    level inside.
    """
    noisy = noise > 0
    power = (noise.square() * noisy).sum((-2, -1), keepdim=True)
    return (power / noisy.sum((-2, -1), keepdim=True).clamp_min(1)).sqrt()
