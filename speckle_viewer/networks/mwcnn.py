"""Multi-level wavelet CNN: as published (Liu et al., CVPRW 2018), and the study's own form."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn

from speckle_viewer.evidence import SubbandLevel
from speckle_viewer.networks.batch_norm import ScaleNorm, fold_norms
from speckle_viewer.networks.blocks import convolution, start_near_zero
from speckle_viewer.networks.padding import pad_by_reflection
from speckle_viewer.networks.prediction import Prediction
from speckle_viewer.networks.wavelet_trunk import WaveletTrunk
from speckle_viewer.ops.wavelet import haar_dwt, haar_idwt


class MWCNN(nn.Module):
    """Three wavelet levels with convolutions on the sub-bands, skips that add, a residual output.

    As published: level 1 has 4→160 and 3 × 160; level 2 640→256 and 3 × 256; level 3 1024→256,
    6 × 256, 256→1024; then back. Every convolution is followed by batch norm and ReLU but the
    first, which has no norm, and the last, which has neither.

    Parameters
    ----------
    widths
        Channels of the three levels.
    norm
        Whether to normalise batches; without, as after `fold`.
    bias
        False removes every additive constant: f(αy) = α f(y).
    """

    burst = 1
    multiple = 8

    def __init__(
        self, widths: Sequence[int] = (160, 256, 256), *, norm: bool = True, bias: bool = True
    ) -> None:
        super().__init__()
        a, b, c = widths

        def layers(*channels: int, last: bool = False) -> nn.Sequential:
            return _layers(channels, norm=norm, bias=bias, last=last)

        self.down1 = nn.Sequential(
            convolution(4, a, bias=bias, entry=True), nn.ReLU(), *layers(a, a, a, a)
        )
        self.down2 = layers(4 * a, b, b, b, b)
        self.deepest = layers(4 * b, c, c, c, c, c, c, c, 4 * b)
        self.up2 = layers(b, b, b, b, 4 * a)
        self.up1 = nn.Sequential(*layers(a, a, a, a), *layers(a, 4, last=True))
        start_near_zero(self.up1[-1])
        # Per level: convolutions, and one step of the transform on the way down and up.
        self.overlap = 2 * (8 + 1) + 4 * (8 + 1) + 8 * (8 + 1)

    def forward(self, frames: Tensor) -> Tensor:
        """(B, 1, H, W) → (B, 1, H, W)."""
        return self.with_subbands(frames)[0]

    def with_subbands(self, frames: Tensor) -> tuple[Tensor, tuple[SubbandLevel, ...]]:
        """The image, and at each level, finest first, the sub-bands before and after."""
        height, width = frames.shape[-2:]
        x = haar_dwt(pad_by_reflection(frames, self.multiple))
        first = self.down1(x)
        bands2 = haar_dwt(first)
        second = self.down2(bands2)
        bands3 = haar_dwt(second)
        deep = self.deepest(bands3)
        after2 = self.up2(haar_idwt(deep) + second)
        after1 = self.up1(haar_idwt(after2) + first) + x
        levels = tuple(
            SubbandLevel(before, after)
            for before, after in ((x, after1), (bands2, after2), (bands3, deep))
        )
        return haar_idwt(after1)[..., :height, :width], levels

    def fold(self) -> "MWCNN":
        """Put the norms into the convolutions, exact but for rounding; for inference."""
        for name in ("down1", "down2", "deepest", "up2", "up1"):
            setattr(self, name, fold_norms(getattr(self, name)))
        return self

    @torch.inference_mode()
    def predict(self, frames: Tensor, *, check: Callable[[], None] | None = None) -> Prediction:
        """Denoise ``frames`` (1, H, W), float32 in [0, 1], with the sub-bands of every level."""
        image, levels = self.with_subbands(frames[None])
        return Prediction(image.float()[0, 0].clamp(0, 1), subbands=levels)


class MWCNNStudy(nn.Module):
    """The study's form: blocks 64, 128, 192, 256 with a DWT between, concatenated skips.

    Parameters
    ----------
    widths
        Channels per level; the first runs on the four sub-bands of the image.
    bias
        False removes every additive constant.
    """

    burst = 1

    def __init__(self, widths: Sequence[int] = (64, 128, 192, 256), *, bias: bool = True) -> None:
        super().__init__()
        self.trunk = WaveletTrunk(4, widths, bias=bias)
        self.head = convolution(widths[0], 4, bias=bias)
        self.multiple = 2 * self.trunk.multiple
        self.overlap = 2 * (self.trunk.overlap + 1) + 1

    def forward(self, frames: Tensor) -> Tensor:
        """(B, 1, H, W) → (B, 1, H, W)."""
        return self.with_subbands(frames)[0]

    def with_subbands(self, frames: Tensor) -> tuple[Tensor, tuple[SubbandLevel, ...]]:
        """The image, and at each level, finest first, the sub-bands before and after."""
        height, width = frames.shape[-2:]
        x = haar_dwt(pad_by_reflection(frames, self.multiple))
        features, deeper = self.trunk.with_subbands(x)
        out = self.head(features)
        levels = (SubbandLevel(x, out), *deeper)
        return haar_idwt(out)[..., :height, :width], levels

    @torch.inference_mode()
    def predict(self, frames: Tensor, *, check: Callable[[], None] | None = None) -> Prediction:
        """Denoise ``frames`` (1, H, W), float32 in [0, 1], with the sub-bands of every level."""
        image, levels = self.with_subbands(frames[None])
        return Prediction(image.float()[0, 0].clamp(0, 1), subbands=levels)


def _layers(channels: Sequence[int], *, norm: bool, bias: bool, last: bool) -> nn.Sequential:
    layers: list[nn.Module] = []
    for inputs, outputs in pairwise(channels):
        layers.append(convolution(inputs, outputs, bias=bias))
        if last:
            break
        if norm:
            layers.append(nn.BatchNorm2d(outputs) if bias else ScaleNorm(outputs))
        layers.append(nn.ReLU())
    return nn.Sequential(*layers)
