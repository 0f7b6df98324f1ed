"""The study's noise estimator."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn

from speckle_viewer.networks.blocks import Block
from speckle_viewer.networks.prediction import Prediction


class NoiseEstimator(nn.Module):
    """Fully convolutional: blocks 16, 16, 32, 32, 64, 64, 32, 32, 16, 16, 1.

    Estimates the standard deviation of the noise at every pixel, in the units of the image.
    """

    burst = 1
    multiple = 1

    def __init__(
        self,
        widths: Sequence[int] = (16, 16, 32, 32, 64, 64, 32, 32, 16, 16, 1),
        *,
        bias: bool = True,
    ) -> None:
        super().__init__()
        self.blocks = nn.Sequential(
            *(
                Block(i, o, bias=bias, entry=level == 0)
                for level, (i, o) in enumerate(pairwise((1, *widths)))
            )
        )
        self.overlap = 3 * len(widths)
        self._start_as_means()

    def _start_as_means(self) -> None:
        """Have the last block's layers begin as weighted means of what they are given.

        With a single channel, a random sign can leave its LeakyReLU nearly closed for good.
        """
        for layer in self.blocks[-1].children():
            if isinstance(layer, nn.Conv2d):
                weight = layer.weight.detach().abs_()
                weight /= weight.sum((1, 2, 3), keepdim=True)

    def forward(self, frames: Tensor) -> Tensor:
        """(B, 1, H, W) → (B, 1, H, W)."""
        sigma: Tensor = self.blocks(frames)
        return sigma

    @torch.inference_mode()
    def predict(self, frames: Tensor, *, check: Callable[[], None] | None = None) -> Prediction:
        """The noise of ``frames`` (1, H, W), float32 in [0, 1], as image and as noise map."""
        sigma = self(frames[None]).float()[0, 0].clamp(0, 1)
        return Prediction(sigma, noise_map=sigma)
