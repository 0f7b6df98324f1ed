"""The encoder and decoder that the study's U-Net, LDFN and KPN share."""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from speckle_viewer.networks.blocks import Block
from speckle_viewer.networks.trunk import EVERYWHERE, Trunk


class UNetTrunk(Trunk):
    """Features of an image: blocks with 2×2 average pooling between, and back with skips.

    Parameters
    ----------
    inputs
        Channels of the image.
    widths
        Channels of the block at each level, finest first: 64, 128, 256, 256 in the study.
    finest
        Level at which the decoder ends: 0 gives features at full resolution, 1 at half.
    bias
        False removes every additive constant.
    attention
        Ends the decoder's blocks with the channel and the spatial gate.
    """

    def __init__(
        self,
        inputs: int,
        widths: Sequence[int] = (64, 128, 256, 256),
        *,
        finest: int = 0,
        bias: bool = True,
        attention: bool = False,
    ) -> None:
        super().__init__()
        self.multiple = 1 << (len(widths) - 1)
        self.outputs, self.stride = widths[finest], 1 << finest
        self.encoder = nn.ModuleList(
            Block(i, o, bias=bias, entry=level == 0)
            for level, (i, o) in enumerate(zip([inputs, *widths], widths, strict=False))
        )
        self.decoder = nn.ModuleList(
            Block(widths[level + 1] + widths[level], widths[level], bias=bias, attention=attention)
            for level in reversed(range(finest, len(widths) - 1))
        )
        self.overlap = EVERYWHERE if attention else _radius(len(widths), finest)

    def forward(self, x: Tensor) -> Tensor:
        """(B, inputs, H, W), H and W multiples of ``multiple`` → (B, outputs, H', W')."""
        skips = []
        for level, block in enumerate(self.encoder):
            x = block(x if level == 0 else F.avg_pool2d(x, 2))
            skips.append(x)
        for block in self.decoder:
            skips.pop()
            up = F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)
            x = block(torch.cat([up, skips[-1]], 1))
        return x


def _radius(levels: int, finest: int) -> int:
    """Pixels to each side that a feature depends on.

    A block's three convolutions reach 3 steps of 2^level; pooling and bilinear interpolation reach
    one step of the finer and of the coarser grid.
    """
    encoder = sum(4 * (1 << level) for level in range(levels))
    decoder = sum(5 * (1 << level) for level in range(finest, levels - 1))
    return encoder + decoder
