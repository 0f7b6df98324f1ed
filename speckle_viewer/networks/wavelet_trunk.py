"""The wavelet encoder and decoder of the study's MWCNN, shared with MWKPN."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from speckle_viewer.evidence import SubbandLevel
from speckle_viewer.networks.blocks import Block
from speckle_viewer.networks.trunk import Trunk
from speckle_viewer.ops.wavelet import haar_dwt, haar_idwt


class WaveletTrunk(Trunk):
    """Features by blocks with a Haar DWT between, and back by IDWT with concatenated skips.

    Nothing is pooled away: the transform halves the size and keeps all in four times the channels.

    Parameters
    ----------
    inputs
        Channels of the image.
    widths
        Channels of the block at each level, finest first. The decoder's blocks give four times
        the next finer level's half, so that the IDWT leaves that level's width.
    bias
        False removes every additive constant.
    """

    def __init__(self, inputs: int, widths: Sequence[int], *, bias: bool = True) -> None:
        super().__init__()
        coarser = range(1, len(widths))
        self.encoder = nn.ModuleList(
            Block(
                inputs if level == 0 else 4 * widths[level - 1],
                width,
                bias=bias,
                entry=level == 0,
            )
            for level, width in enumerate(widths)
        )
        # Deepest first: to the sub-bands of the next finer level, then a block on both.
        self.to_bands = nn.ModuleList(
            nn.Conv2d(widths[level], 4 * widths[level - 1], 3, padding=1, bias=bias)
            for level in reversed(coarser)
        )
        self.decoder = nn.ModuleList(
            Block(2 * widths[level - 1], widths[level - 1], bias=bias)
            for level in reversed(coarser)
        )
        self.multiple = 1 << (len(widths) - 1)
        self.outputs, self.stride = widths[0], 1
        # Per level six convolutions, one to the bands, and one step of the transform.
        self.overlap = sum((6 + 1 + 1) << level for level in range(len(widths)))

    def forward(self, x: Tensor) -> Tensor:
        """(B, inputs, H, W), H and W multiples of ``multiple`` → (B, outputs, H, W)."""
        return self.with_subbands(x)[0]

    def with_subbands(self, x: Tensor) -> tuple[Tensor, tuple[SubbandLevel, ...]]:
        """The features, and per transform, finest first, the sub-bands before and after."""
        skips, befores, afters = [], [], []
        for level, block in enumerate(self.encoder):
            if level:
                x = haar_dwt(x)
                befores.append(x)
            x = block(x)
            skips.append(x)
        skips.pop()
        for to_bands, block in zip(self.to_bands, self.decoder, strict=True):
            bands = to_bands(x)
            afters.append(bands)
            x = block(torch.cat([haar_idwt(bands), skips.pop()], 1))
        levels = zip(befores, reversed(afters), strict=True)
        return x, tuple(SubbandLevel(before, after) for before, after in levels)
