"""DnCNN (Zhang et al., IEEE TIP 2017, arXiv 1608.03981) and its bias-free form."""

from collections.abc import Callable

import torch
from torch import Tensor, nn

from speckle_viewer.networks.batch_norm import ScaleNorm, fold_norms
from speckle_viewer.networks.blocks import convolution, start_near_zero
from speckle_viewer.networks.prediction import Prediction


class DnCNN(nn.Module):
    """Predicts the noise and subtracts it: conv+ReLU, (D − 2) × (conv + norm + ReLU), conv.

    Parameters
    ----------
    depth
        D: 17 for one noise level, 20 for blind denoising.
    width
        Channels of the hidden layers.
    norm
        Whether to normalise batches; without, as after `fold`.
    bias
        False gives the bias-free form (Mohan et al., ICLR 2020): norms only divide.
    """

    burst = 1
    multiple = 1

    def __init__(
        self, depth: int = 17, width: int = 64, *, norm: bool = True, bias: bool = True
    ) -> None:
        super().__init__()
        layers: list[nn.Module] = [convolution(1, width, bias=bias, entry=True), nn.ReLU()]
        for _ in range(depth - 2):
            layers.append(convolution(width, width, bias=bias))
            if norm:
                layers.append(nn.BatchNorm2d(width) if bias else ScaleNorm(width))
            layers.append(nn.ReLU())
        layers.append(convolution(width, 1, bias=bias))
        self.layers = nn.Sequential(*layers)
        start_near_zero(layers[-1])
        self.overlap = depth

    def forward(self, frames: Tensor) -> Tensor:
        """(B, 1, H, W) → (B, 1, H, W), denoised."""
        noise: Tensor = self.layers(frames)
        return frames - noise

    def fold(self) -> "DnCNN":
        """Put the norms into the convolutions, exact but for rounding; for inference."""
        self.layers = fold_norms(self.layers)
        return self

    @torch.inference_mode()
    def predict(self, frames: Tensor, *, check: Callable[[], None] | None = None) -> Prediction:
        """Denoise ``frames`` (1, H, W), float32 in [0, 1]."""
        return Prediction(self(frames[None]).float()[0, 0].clamp(0, 1))
