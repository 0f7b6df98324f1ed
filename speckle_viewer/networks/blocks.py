"""Blocks of the study's networks: three convolutions, and two attention gates.

"Speckle-Denoise", internship report, Philips Research / Centrale Nantes, 2020. No batch norm: the
study found that it cost 4 to 8 % of the PSNR.
"""

import torch
from torch import Tensor, nn

SLOPE = 0.01
"""Of every LeakyReLU."""


class EntryConvolution(nn.Conv2d):
    """The convolution that an image enters by: computes in float32, whatever its weights' type.

    bfloat16 keeps eight bits of a brightness. Rounding the image so did more harm to a KPN's output
    than computing all later layers in bfloat16: up to 1.7 grey levels against 0.7.
    """

    def forward(self, input: Tensor) -> Tensor:
        """(B, C, H, W) of at least float32 → (B, C', H, W) in the type of the weights."""
        bias = None if self.bias is None else self.bias.to(input.dtype)
        out: Tensor = self._conv_forward(input, self.weight.to(input.dtype), bias)
        return out.to(self.weight.dtype)


def convolution(
    inputs: int, outputs: int, *, size: int = 3, bias: bool = True, entry: bool = False
) -> nn.Conv2d:
    """A zero-padded convolution that keeps the image's size, with He's initial weights.

    ``entry`` says that the image comes in here; it must not be rounded before.
    """
    kind = EntryConvolution if entry else nn.Conv2d
    layer = kind(inputs, outputs, size, padding=size // 2, bias=bias)
    start_with_he(layer)
    return layer


def start_with_he(layer: nn.Module) -> None:
    """Give a convolution He's initial weights.

    PyTorch's own lose more than half of the signal at each layer: after a deep trunk without norms
    nothing of the image is left, and training starts by finding it again.
    """
    nn.init.kaiming_normal_(layer.weight, a=SLOPE)  # type: ignore[arg-type]
    if isinstance(layer.bias, Tensor):
        nn.init.zeros_(layer.bias)


def start_near_zero(layer: nn.Module) -> None:
    """Give a last convolution small weights: a residual network then starts as the identity.

    Otherwise training begins with an image of noise, and spends its first hundreds of steps on
    getting rid of it. Filters that are predicted so start as their bias.
    """
    nn.init.normal_(layer.weight, std=1e-3)  # type: ignore[arg-type]


class Block(nn.Sequential):
    """Three 3×3 convolutions, each followed by LeakyReLU; optionally the two gates.

    (B, inputs, H, W) → (B, outputs, H, W).
    """

    def __init__(
        self,
        inputs: int,
        outputs: int,
        *,
        bias: bool = True,
        attention: bool = False,
        entry: bool = False,
    ) -> None:
        layers: list[nn.Module] = []
        for step, channels in enumerate((inputs, outputs, outputs)):
            first = entry and step == 0
            layers += [convolution(channels, outputs, bias=bias, entry=first), nn.LeakyReLU(SLOPE)]
        if attention:
            layers += [ChannelAttention(outputs, bias=bias), SpatialAttention(bias=bias)]
        super().__init__(*layers)


class ChannelAttention(nn.Module):
    """Weigh channels by their global average and maximum: 2C → C/16 → C, sigmoid.

    Every pixel of the frame has a say in every other: such a network cannot be tiled exactly.
    """

    def __init__(self, channels: int, *, bias: bool = True) -> None:
        super().__init__()
        hidden = max(channels // 16, 1)
        self.scale_free = not bias
        self.gate = nn.Sequential(
            nn.Conv2d(2 * channels, hidden, 1, bias=bias),
            nn.LeakyReLU(SLOPE),
            nn.Conv2d(hidden, channels, 1, bias=bias),
        )

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, H, W), weighed."""
        pooled = torch.cat([x.mean((-2, -1), True), x.amax((-2, -1), True)], 1)
        pooled = without_scale(pooled) if self.scale_free else pooled
        gated: Tensor = x * torch.sigmoid(self.gate(pooled))
        return gated


class SpatialAttention(nn.Module):
    """Weigh pixels by a 7×7 convolution of the mean and the maximum over channels, sigmoid."""

    def __init__(self, *, bias: bool = True) -> None:
        super().__init__()
        self.scale_free = not bias
        self.gate = convolution(2, 1, size=7, bias=bias)

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, H, W), weighed."""
        pooled = torch.cat([x.mean(1, True), x.amax(1, True)], 1)
        pooled = without_scale(pooled) if self.scale_free else pooled
        gated: Tensor = x * torch.sigmoid(self.gate(pooled))
        return gated


def without_scale(x: Tensor) -> Tensor:
    """``x`` over its mean magnitude, per image.

    A sigmoid is not homogeneous: in a bias-free network (Mohan et al., ICLR 2020) its gates must
    not see the scale of the image, or f(αy) = α f(y) would be lost.
    """
    mean = x.abs().mean((1, 2, 3), keepdim=True)
    return x / mean.clamp_min(torch.finfo(x.dtype).tiny)


def at_least_float32(x: Tensor) -> Tensor:
    """``x`` in float32, or in float64 if it is."""
    return x.to(torch.promote_types(x.dtype, torch.float32))
