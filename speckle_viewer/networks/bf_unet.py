"""The small U-Net of the bias-free study (Mohan et al., ICLR 2020, arXiv 1906.05478)."""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from speckle_viewer.networks.blocks import EntryConvolution, start_with_he
from speckle_viewer.networks.prediction import Prediction


class BFUNet(nn.Module):
    """Nine convolutions, the middle ones at half size and dilated, with one skip.

    The output is the image, not a residual. Layers have the study's names, so that its weights
    load as they are.

    Parameters
    ----------
    bias
        False, as published: f(αy) = α f(y). True gives the study's biased counterpart, whose last
        layer has no bias either.
    """

    burst = 1
    multiple = 2
    # Full size: 2 + 1 before, 1 + 2 after; half size: 1 + 2 + 4, times 2; 1 down, and 2 up.
    overlap = 23

    def __init__(self, *, bias: bool = False) -> None:
        super().__init__()
        self.conv1 = EntryConvolution(1, 32, 5, padding=2, bias=bias)
        self.conv2 = nn.Conv2d(32, 32, 3, padding=1, bias=bias)
        self.conv3 = nn.Conv2d(32, 64, 3, stride=2, padding=1, bias=bias)
        self.conv4 = nn.Conv2d(64, 64, 3, padding=1, bias=bias)
        self.conv5 = nn.Conv2d(64, 64, 3, padding=2, dilation=2, bias=bias)
        self.conv6 = nn.Conv2d(64, 64, 3, padding=4, dilation=4, bias=bias)
        self.conv7 = nn.ConvTranspose2d(64, 64, 4, stride=2, padding=1, bias=bias)
        self.conv8 = nn.Conv2d(96, 32, 3, padding=1, bias=bias)
        self.conv9 = nn.Conv2d(32, 1, 5, padding=2, bias=False)
        for layer in self.children():
            start_with_he(layer)

    def forward(self, frames: Tensor) -> Tensor:
        """(B, 1, H, W) → (B, 1, H, W), denoised. Odd sizes are padded with zeros."""
        height, width = frames.shape[-2:]
        x = F.pad(frames, (0, width % 2, 0, height % 2))
        x = skip = F.relu(self.conv2(F.relu(self.conv1(x))))
        for layer in (self.conv3, self.conv4, self.conv5, self.conv6, self.conv7):
            x = F.relu(layer(x))
        x = F.relu(self.conv8(torch.cat([x, skip], 1)))
        out: Tensor = self.conv9(x)
        return out[..., :height, :width]

    @torch.inference_mode()
    def predict(self, frames: Tensor, *, check: Callable[[], None] | None = None) -> Prediction:
        """Denoise ``frames`` (1, H, W), float32 in [0, 1]."""
        return Prediction(self(frames[None]).float()[0, 0].clamp(0, 1))
