"""Global dynamic filter network of the study: a few filters for the whole image."""

from collections.abc import Callable, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from speckle_viewer.evidence import GlobalFilters
from speckle_viewer.evidence.global_filters import filtered, mix
from speckle_viewer.networks.blocks import (
    Block,
    at_least_float32,
    convolution,
    start_near_zero,
    without_scale,
)
from speckle_viewer.networks.padding import pad_by_replication
from speckle_viewer.networks.prediction import Prediction
from speckle_viewer.networks.trunk import EVERYWHERE


class GDFN(nn.Module):
    """Predicts n filters of K×K per image; every pixel takes their mean, or a mixture of its own.

    Encoder blocks with average pooling between; every level is pooled to the coarsest and
    concatenated; blocks to n channels, pooled to K×K whatever the size of the image.

    Parameters
    ----------
    filters, size
        n and K, 5 and 5 in the study.
    weighted
        The study's form 1: each pixel picks a softmax-weighted mixture of the filters, by a dense
        layer over its K×K neighbourhood. Form 2 averages the n filtered images.
    widths
        Channels of the encoder's levels.
    head
        Channels of the blocks that lead to the filters; 128, 64 in form 2, 300, 200 in form 1.
    normalise
        Shift the taps of every filter so that they sum to one. The filters depend on the whole
        image: without, a network trained on patches changes the brightness of larger frames.
    bias
        False gives the bias-free form: filters are normalised to sum to one, and the mixture does
        not see the image's scale.
    """

    burst = 1
    overlap = EVERYWHERE

    def __init__(
        self,
        filters: int = 5,
        size: int = 5,
        *,
        weighted: bool = False,
        widths: Sequence[int] = (64, 128, 256, 256, 256),
        head: Sequence[int] | None = None,
        normalise: bool = False,
        bias: bool = True,
    ) -> None:
        super().__init__()
        self.size, self.normalise, self.bias_free = size, normalise, not bias
        self.encoder = nn.ModuleList(
            Block(i, o, bias=bias, entry=level == 0)
            for level, (i, o) in enumerate(zip([1, *widths], widths, strict=False))
        )
        hidden = head or ((300, 200) if weighted else (128, 64))
        steps = [sum(widths), *hidden]
        self.head = nn.Sequential(
            *(Block(i, o, bias=bias) for i, o in zip(steps, hidden, strict=False)),
            # Linear, where the study had a LeakyReLU: filters must be free to go negative.
            convolution(steps[-1], filters, bias=bias),
        )
        self.mixer = convolution(1, filters, size=size, bias=bias, entry=True) if weighted else None
        self.multiple = 1 << (len(widths) - 1)
        self._start_as_mean_filter()

    def _start_as_mean_filter(self) -> None:
        last = self.head[-1]
        start_near_zero(last)
        if isinstance(last.bias, Tensor):
            nn.init.constant_(last.bias, 1 / self.size**2)

    def generate(self, frames: Tensor) -> tuple[Tensor, Tensor | None]:
        """(B, 1, H, W) → filters (B, n, K, K) and, where weighted, the mixture (B, n, H, W)."""
        x = pad_by_replication(frames, self.multiple)
        coarsest = (x.shape[-2] // self.multiple, x.shape[-1] // self.multiple)
        pooled = []
        for level, block in enumerate(self.encoder):
            x = block(x if level == 0 else F.avg_pool2d(x, 2))
            pooled.append(F.adaptive_avg_pool2d(x, coarsest))
        raw = self.head(torch.cat(pooled, 1))
        taps = at_least_float32(F.adaptive_avg_pool2d(raw, (self.size, self.size)))
        if self.bias_free or self.normalise:
            shape = taps - taps.mean((-2, -1), keepdim=True)
            magnitude = taps.abs().sum((-2, -1), keepdim=True).clamp_min(1e-30)
            taps = self.size**-2 + (shape / magnitude if self.bias_free else shape)
        if self.mixer is None:
            return taps, None
        seen = without_scale(frames) if self.bias_free else frames
        return taps, at_least_float32(self.mixer(seen)).softmax(1)

    def forward(self, frames: Tensor) -> Tensor:
        """(B, 1, H, W) → (B, 1, H, W)."""
        taps, mixture = self.generate(frames)
        return mix(filtered(frames[:, 0], taps), mixture)[:, None]

    @torch.inference_mode()
    def predict(self, frames: Tensor, *, check: Callable[[], None] | None = None) -> Prediction:
        """Denoise ``frames`` (1, H, W), float32 in [0, 1], with its filters."""
        taps, mixture = self.generate(frames[None])
        filters = GlobalFilters(taps[0], frames[0], None if mixture is None else mixture[0])
        return Prediction(filters.apply().clamp(0, 1), filters=filters)
