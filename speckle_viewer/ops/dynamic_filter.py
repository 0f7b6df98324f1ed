"""Filtering with another kernel at every pixel.

``out[…, y, x] = Σ_(i,j) kernels[…, i·K + j, y, x] · frames[…, y + i − r, x + j − r]``

with r = (K − 1) / 2 and the frame's edge repeated outside it: the local filtering of dynamic filter
networks (Jia et al., NeurIPS 2016, eq. 4) and of kernel prediction networks (Mildenhall et al.,
CVPR 2018, eq. 5). It is a correlation, as every "convolution" of a network is.

The sum runs over shifted views of the padded frames, one multiply-and-add per tap, so that each
kernel value is read once and nothing of K² times the image's size is ever allocated. Unfolding
does the same arithmetic through memory, and is an order of magnitude slower (docs/performance.md).
"""

import math
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.autograd.function import once_differentiable


def dynamic_filter(frames: Tensor, kernels: Tensor) -> Tensor:
    """Filter every frame with its own kernel at every pixel.

    Parameters
    ----------
    frames
        (B, N, C, H, W), of any floating type.
    kernels
        (B, N, K², H, W), K odd, taps row by row. Channels share the kernels.

    Returns
    -------
    Tensor
        (B, N, C, H, W), each frame filtered, in the type of ``frames``. Sums are accumulated in
        float32 (float64 for float64), whatever the types of frames and kernels.

    Raises
    ------
    ValueError
        If the shapes do not fit, or K is even.
    """
    kernel_size(kernels.shape[2] if kernels.ndim == 5 else 0)
    if frames.ndim != 5 or frames.shape[:2] + frames.shape[3:] != (
        kernels.shape[:2] + kernels.shape[3:]
    ):
        raise ValueError(
            "dynamic_filter needs frames (B, N, C, H, W) and kernels (B, N, K², H, W) of the same "
            f"B, N, H and W, not {tuple(frames.shape)} and {tuple(kernels.shape)}"
        )
    padded = pad_for(frames, kernel_size(kernels.shape[2]))
    result: Tensor = _DynamicFilter.apply(padded, kernels.contiguous())  # type: ignore[no-untyped-call]
    return result.to(frames.dtype)


def kernel_size(taps: int) -> int:
    """K of K² taps. Raises `ValueError` where there is no odd K."""
    size = math.isqrt(taps)
    if size * size != taps or size % 2 == 0:
        raise ValueError(f"{taps} taps are not the square of an odd kernel size")
    return size


def accumulate(
    total: Tensor,
    padded: Tensor,
    planes: Tensor,
    first: int,
    size: int,
    *,
    symmetric: bool = False,
) -> None:
    """Add consecutive taps' weighted, shifted frames to ``total`` (…, C, H, W), in place.

    ``padded`` is (…, C, H + K − 1, W + K − 1); ``planes`` (…, taps, H, W) holds the taps from
    number ``first`` on. ``symmetric`` takes the mean of each kernel and its point reflection.
    """
    height, width = total.shape[-2:]
    for t in range(planes.shape[-3]):
        i, j = divmod(first + t, size)
        view = padded[..., i : i + height, j : j + width]
        if symmetric:
            y, x = size - 1 - i, size - 1 - j
            view = view.lerp(padded[..., y : y + height, x : x + width], 0.5)
        total.addcmul_(planes[..., t : t + 1, :, :].to(total.dtype), view)


def pad_for(frames: Tensor, size: int) -> Tensor:
    """Frames (…, H, W) grown by (K − 1) / 2 on each side, in the type to accumulate in.

    Their edges are repeated: beyond zeros, a kernel that sums to one would darken the border.
    """
    return grow(frames.to(accumulation_type(frames)), (size // 2,) * 4)


def grow(frames: Tensor, margins: tuple[int, int, int, int]) -> Tensor:
    """Repeat the edges of frames (…, H, W): left, right, top, bottom by so many pixels."""
    flat = frames.reshape(-1, 1, *frames.shape[-2:])
    grown = F.pad(flat, margins, mode="replicate")
    return grown.reshape(*frames.shape[:-2], *grown.shape[-2:])


def accumulation_type(tensor: Tensor) -> torch.dtype:
    """The type in which sums over many taps are kept."""
    return torch.float64 if tensor.dtype == torch.float64 else torch.float32


class _DynamicFilter(torch.autograd.Function):
    """Of frames that are padded already: (B, N, C, H + 2r, W + 2r)."""

    @staticmethod
    def forward(ctx: Any, padded: Tensor, kernels: Tensor) -> Tensor:
        ctx.save_for_backward(padded, kernels)
        ctx.save_for_forward(padded, kernels)
        total = padded.new_zeros(*padded.shape[:3], *kernels.shape[-2:])
        accumulate(total, padded, kernels, 0, kernel_size(kernels.shape[2]))
        return total

    @staticmethod
    def jvp(ctx: Any, padded_tangent: Tensor, kernels_tangent: Tensor) -> Tensor:
        padded, kernels = ctx.saved_tensors
        size = kernel_size(kernels.shape[2])
        total: Tensor = padded.new_zeros(*padded.shape[:3], *kernels.shape[-2:])
        accumulate(total, padded_tangent, kernels, 0, size)
        accumulate(total, padded, kernels_tangent, 0, size)
        return total

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor | None, Tensor | None]:
        padded, kernels = ctx.saved_tensors
        size = kernel_size(kernels.shape[2])
        height, width = kernels.shape[-2:]
        grad_padded = torch.zeros_like(padded) if ctx.needs_input_grad[0] else None
        grad_kernels = torch.empty_like(kernels) if ctx.needs_input_grad[1] else None
        for t in range(size * size):
            i, j = divmod(t, size)
            window = (..., slice(i, i + height), slice(j, j + width))
            if grad_kernels is not None:
                grad_kernels[:, :, t] = (grad * padded[window]).sum(2)
            if grad_padded is not None:
                grad_padded[window].addcmul_(grad, kernels[:, :, t : t + 1].to(grad.dtype))
        return grad_padded, grad_kernels
