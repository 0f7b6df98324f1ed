"""The study's U-Net, its baseline; with the wavelet front-end as an option."""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

from speckle_viewer.evidence import SubbandLevel
from speckle_viewer.networks.blocks import convolution
from speckle_viewer.networks.padding import pad_by_replication
from speckle_viewer.networks.prediction import Prediction
from speckle_viewer.networks.unet_trunk import UNetTrunk
from speckle_viewer.ops.wavelet import haar_dwt, haar_idwt


class UNet(nn.Module):
    """Blocks 64, 128, 256, 256 | 256, 128, 64 and a linear head to the image.

    Parameters
    ----------
    widths
        Channels per level.
    wavelet
        Haar DWT of the input and IDWT of the output: everything between runs at half the size on
        four sub-bands.
    attention
        The study's channel and spatial gates in the decoder.
    bias
        False removes every additive constant: f(αy) = α f(y).
    noise_map
        Whether a map of the noise's standard deviation is an extra input.
    """

    burst = 1

    def __init__(
        self,
        widths: Sequence[int] = (64, 128, 256, 256),
        *,
        wavelet: bool = False,
        attention: bool = False,
        bias: bool = True,
        noise_map: bool = False,
    ) -> None:
        super().__init__()
        self.wavelet = wavelet
        bands, step = (4, 2) if wavelet else (1, 1)
        inputs = bands * (1 + noise_map)
        self.trunk = UNetTrunk(inputs, widths, bias=bias, attention=attention)
        self.head = convolution(widths[0], bands, bias=bias)
        self.multiple = step * self.trunk.multiple
        self.overlap = step * (self.trunk.overlap + 1) + (step - 1)

    def forward(self, frames: Tensor, noise_map: Tensor | None = None) -> Tensor:
        """(B, 1, H, W) → (B, 1, H, W)."""
        return self.with_subbands(frames, noise_map)[0]

    def with_subbands(
        self, frames: Tensor, noise_map: Tensor | None = None
    ) -> tuple[Tensor, tuple[SubbandLevel, ...]]:
        """The image, and with the wavelet front-end its sub-bands before and after."""
        height, width = frames.shape[-2:]
        x = frames if noise_map is None else torch.cat([frames, noise_map], 1)
        x = pad_by_replication(x, self.multiple)
        x = haar_dwt(x) if self.wavelet else x
        out: Tensor = self.head(self.trunk(x))
        levels = (SubbandLevel(x, out),) if self.wavelet else ()
        out = haar_idwt(out) if self.wavelet else out
        return out[..., :height, :width], levels

    @torch.inference_mode()
    def predict(
        self,
        frames: Tensor,
        *,
        noise_map: Tensor | None = None,
        check: Callable[[], None] | None = None,
    ) -> Prediction:
        """Denoise ``frames`` (1, H, W), float32 in [0, 1]; ``noise_map`` (H, W), same units."""
        extra = None if noise_map is None else noise_map[None, None]
        image, levels = self.with_subbands(frames[None], extra)
        return Prediction(image.float()[0, 0].clamp(0, 1), noise_map=noise_map, subbands=levels)
