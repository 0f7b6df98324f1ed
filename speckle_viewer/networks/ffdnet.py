"""FFDNet (Zhang et al., IEEE TIP 2018, arXiv 1710.04026)."""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from speckle_viewer.networks.blocks import convolution
from speckle_viewer.networks.padding import pad_by_replication
from speckle_viewer.networks.prediction import Prediction


class FFDNet(nn.Module):
    """Denoises four half-size images at once, told how strong the noise is.

    Pixel-unshuffle ×2, a noise-level map as fifth channel, 15 convolutions of 64 with ReLU,
    pixel-shuffle ×2. The output is the image, not a residual.

    Parameters
    ----------
    depth, width
        Number of convolutions, and channels between them.
    bias
        False removes every additive constant. The noise map then scales with the image: f(αy, ασ)
        = α f(y, σ).
    """

    burst = 1
    multiple = 2

    def __init__(self, depth: int = 15, width: int = 64, *, bias: bool = True) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for inputs in (5, *[width] * (depth - 2)):
            first = inputs == 5
            layers += [convolution(inputs, width, bias=bias, entry=first), nn.ReLU()]
        self.layers = nn.Sequential(*layers, convolution(width, 4, bias=bias))
        self.overlap = 2 * depth + 1

    def forward(self, frames: Tensor, noise_map: Tensor) -> Tensor:
        """(B, 1, H, W) and the noise's standard deviation (B, 1, H, W) → (B, 1, H, W)."""
        height, width = frames.shape[-2:]
        x, sigma = (pad_by_replication(t, 2) for t in (frames, noise_map))
        x = torch.cat([F.pixel_unshuffle(x, 2), sigma[..., ::2, ::2]], 1)
        out: Tensor = self.layers(x)
        return F.pixel_shuffle(out, 2)[..., :height, :width]

    @torch.inference_mode()
    def predict(
        self, frames: Tensor, *, noise_map: Tensor, check: Callable[[], None] | None = None
    ) -> Prediction:
        """Denoise ``frames`` (1, H, W), float32 in [0, 1]; ``noise_map`` (H, W), same units."""
        image = self(frames[None], noise_map[None, None]).float()[0, 0]
        return Prediction(image.clamp(0, 1), noise_map=noise_map)
