"""Kernels predicted at a part of the resolution, or as separable factors."""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from speckle_viewer.ops.dynamic_filter import accumulate, accumulation_type, pad_for

_TAPS_AT_A_TIME = 4  # a few planes stay in the cache between interpolation and use


def upsample_kernels(taps: Tensor, stride: int, shape: tuple[int, int]) -> Tensor:
    """Interpolate kernels bilinearly to the pixels of the frame.

    Parameters
    ----------
    taps
        (M, T, h, w): one plane per tap.
    stride
        Pixels of the frame per kernel position (1 returns the taps cropped).
    shape
        (H, W) of the frame; kernel positions beyond it are dropped.

    Returns
    -------
    Tensor
        (M, T, H, W).
    """
    if stride > 1:
        taps = F.interpolate(taps, scale_factor=stride, mode="bilinear", align_corners=False)
    return taps[..., : shape[0], : shape[1]]


def expand_separable(factors: Tensor) -> Tensor:
    """Outer products of K vertical and K horizontal factors: (…, 2K, h, w) → (…, K², h, w)."""
    vertical, horizontal = factors.chunk(2, dim=-3)
    return (vertical.unsqueeze(-3) * horizontal.unsqueeze(-4)).flatten(-4, -3)


def apply_strided(
    frames: Tensor,
    taps: Tensor,
    *,
    size: int,
    stride: int = 1,
    separable: bool = False,
    check: Callable[[], None] | None = None,
) -> Tensor:
    """`dynamic_filter` for one burst, without ever holding the kernels at full resolution.

    Equal to interpolating the kernels first and filtering then. No gradient.

    Parameters
    ----------
    frames
        (N, H, W).
    taps
        (N, K², h, w), or (N, 2K, h, w) factors where ``separable``.
    size, stride
        K, and pixels per kernel position.
    check
        Called every few taps; raises to stop.

    Returns
    -------
    Tensor
        (N, H, W), each frame filtered, float32 (float64 for float64).
    """
    shape = (frames.shape[-2], frames.shape[-1])
    padded = pad_for(frames[:, None], size)
    total = torch.zeros_like(frames[:, None], dtype=accumulation_type(frames))
    if separable:
        taps = upsample_kernels(taps.to(total.dtype), stride, shape)
    for first in range(0, size * size, _TAPS_AT_A_TIME):
        if check is not None:
            check()
        count = min(_TAPS_AT_A_TIME, size * size - first)
        if separable:
            index = torch.arange(first, first + count, device=taps.device)
            planes = taps[:, index // size] * taps[:, size + index % size]
        else:
            planes = taps[:, first : first + count]
            planes = upsample_kernels(planes.to(total.dtype), stride, shape)
        accumulate(total, padded, planes, first, size)
    return total[:, 0]
