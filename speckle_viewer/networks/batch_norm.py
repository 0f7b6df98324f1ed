"""Norms that only divide, and norms put into the convolution before them."""

import torch
from torch import Tensor, nn


class ScaleNorm(nn.Module):
    """Batch norm without additive constants (Mohan et al., ICLR 2020): ``γ · x / (σ + ε)``.

    σ is the standard deviation over batch and pixels, and its running mean in evaluation. As
    published, it is σ + ε, not √(σ² + ε), that divides.
    """

    running_std: Tensor

    def __init__(self, channels: int, momentum: float = 0.1, eps: float = 1e-5) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.register_buffer("running_std", torch.ones(channels))
        self.momentum, self.eps = momentum, eps

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, H, W), scaled."""
        std = self.running_std
        if self.training:
            std = x.float().std((0, 2, 3), correction=0)
            with torch.no_grad():
                self.running_std.lerp_(std, self.momentum)
        return x * (self.weight / (std + self.eps)).to(x.dtype)[:, None, None]

    def factor_and_offset(self) -> tuple[Tensor, Tensor]:
        """In evaluation the norm is ``factor · x + offset`` per channel."""
        factor = self.weight / (self.running_std + self.eps)
        return factor, torch.zeros_like(factor)


def fold_norms(layers: nn.Sequential) -> nn.Sequential:
    """The same layers in evaluation with every norm multiplied into its convolution.

    Exact but for rounding. Raises `ValueError` for a norm that does not follow a convolution.
    """
    folded: list[nn.Module] = []
    for layer in layers:
        if isinstance(layer, nn.BatchNorm2d | ScaleNorm):
            if not folded or not isinstance(folded[-1], nn.Conv2d):
                raise ValueError("a norm can be folded only into a convolution right before it")
            folded[-1] = _with(folded[-1], *_factor_and_offset(layer))
        else:
            folded.append(layer)
    return nn.Sequential(*folded)


def _factor_and_offset(norm: "nn.BatchNorm2d | ScaleNorm") -> tuple[Tensor, Tensor]:
    if isinstance(norm, ScaleNorm):
        return norm.factor_and_offset()
    assert norm.running_mean is not None
    assert norm.running_var is not None
    factor = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    return factor, norm.bias - factor * norm.running_mean


def _with(convolution: nn.Conv2d, factor: Tensor, offset: Tensor) -> nn.Conv2d:
    biased = convolution.bias is not None or bool(offset.any())
    result = nn.Conv2d(
        convolution.in_channels,
        convolution.out_channels,
        convolution.kernel_size,  # type: ignore[arg-type]
        padding=convolution.padding,  # type: ignore[arg-type]
        dilation=convolution.dilation,  # type: ignore[arg-type]
        bias=biased,
    )
    with torch.no_grad():
        result.weight.copy_(convolution.weight * factor[:, None, None, None])
        if result.bias is not None:
            own = 0.0 if convolution.bias is None else convolution.bias * factor
            result.bias.copy_(own + offset)
    return result
