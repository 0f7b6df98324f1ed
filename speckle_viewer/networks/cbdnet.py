"""CBDNet (Guo et al., CVPR 2019, arXiv 1807.04686)."""

from collections.abc import Callable
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from speckle_viewer.networks.blocks import convolution, start_near_zero
from speckle_viewer.networks.padding import pad_by_reflection
from speckle_viewer.networks.prediction import Prediction


class CBDNet(nn.Module):
    """Estimates the noise's standard deviation at every pixel, and denoises with it.

    Estimator: five convolutions with ReLU. Denoiser: a U-Net on image and estimate (64, 64 |
    128 ×3 | 256 ×6 | 128 ×3 | 64, 64), average pooling down, 2×2 transposed convolutions up, skips
    that add, and the image added at the end.

    Parameters
    ----------
    channels
        1 for grey, 3 for colour images.
    widths
        Channels of the three levels.
    bias
        False removes every additive constant.
    """

    burst = 1
    multiple = 4
    overlap = 88

    def __init__(
        self,
        channels: int = 1,
        widths: tuple[int, int, int] = (64, 128, 256),
        *,
        bias: bool = True,
    ) -> None:
        super().__init__()
        first, second, third = widths
        self.estimator = _convolutions(
            channels, *[widths[0] // 2] * 4, channels, bias=bias, entry=True
        )
        self.enter = _convolutions(2 * channels, first, first, bias=bias, entry=True)
        self.down = _convolutions(first, *[second] * 3, bias=bias)
        self.deepest = _convolutions(second, *[third] * 6, bias=bias)
        self.up_second = nn.ConvTranspose2d(third, second, 2, 2, bias=bias)
        self.up = _convolutions(second, *[second] * 3, bias=bias)
        self.up_first = nn.ConvTranspose2d(second, first, 2, 2, bias=bias)
        self.leave = _convolutions(first, first, first, bias=bias)
        self.last = convolution(first, channels, size=1, bias=bias)
        start_near_zero(self.last)

    def estimate(self, frames: Tensor) -> Tensor:
        """The noise's standard deviation at every pixel: (B, C, H, W) → (B, C, H, W)."""
        sigma: Tensor = self.estimator(frames)
        return sigma

    def forward(self, frames: Tensor, noise_map: Tensor | None = None) -> Tensor:
        """(B, C, H, W) → (B, C, H, W); ``noise_map`` takes the place of the estimate."""
        height, width = frames.shape[-2:]
        sigma = self.estimate(frames) if noise_map is None else noise_map
        x = torch.cat([frames, sigma.to(frames.dtype)], 1)
        x = self.enter(pad_by_reflection(x, self.multiple))
        middle = self.down(F.avg_pool2d(x, 2))
        deep = self.deepest(F.avg_pool2d(middle, 2))
        middle = self.up(self.up_second(deep) + middle)
        out: Tensor = self.last(self.leave(self.up_first(middle) + x))
        return frames + out[..., :height, :width]

    @torch.inference_mode()
    def predict(
        self,
        frames: Tensor,
        *,
        noise_map: Tensor | None = None,
        check: Callable[[], None] | None = None,
    ) -> Prediction:
        """Denoise ``frames`` (1, H, W), float32 in [0, 1]; ``noise_map`` (H, W), same units."""
        frames = frames[None]
        sigma = self.estimate(frames) if noise_map is None else noise_map[None, None]
        image = self(frames, sigma).float()[0, 0]
        return Prediction(image.clamp(0, 1), noise_map=sigma.float()[0, 0])


def _convolutions(*widths: int, bias: bool, entry: bool = False) -> nn.Sequential:
    layers: list[nn.Module] = []
    for inputs, outputs in pairwise(widths):
        first = entry and not layers
        layers += [convolution(inputs, outputs, bias=bias, entry=first), nn.ReLU()]
    return nn.Sequential(*layers)
