"""Kernels predicted at a part of the resolution, or as separable factors."""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from speckle_viewer.ops.dynamic_filter import (
    accumulate,
    grow,
    pad_for,
)

_PLANES_AT_A_TIME = 2  # a few planes stay in the cache between interpolation and use


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
    padded = pad_for(frames[:, None], size)
    weighed = weigh(padded, taps, size=size, stride=stride, separable=separable, check=check)
    return weighed[:, 0]


def weigh(
    padded: Tensor,
    taps: Tensor,
    *,
    size: int,
    stride: int = 1,
    separable: bool = False,
    no_negatives: bool = False,
    symmetric: bool = False,
    check: Callable[[], None] | None = None,
) -> Tensor:
    """`apply_strided` of several images per frame, padded already, and with altered kernels.

    Parameters
    ----------
    padded
        (N, C, H + K − 1, W + K − 1), float32 or float64; the C images of a frame share its kernels.
    taps, size, stride, separable, check
        As for `apply_strided`.
    no_negatives
        Take negative weights for zero, after the interpolation.
    symmetric
        Take the mean of each kernel and its point reflection.

    Returns
    -------
    Tensor
        (N, C, H, W).
    """
    if stride == 2 and not separable:
        # One frame after the other: what is worked on stays in the cache.
        how = (size, no_negatives, symmetric, check)
        frames = [slice(i, i + 1) for i in range(len(padded))]
        return torch.cat([_weigh_at_half_resolution(padded[i], taps[i], *how) for i in frames])
    height, width = padded.shape[-2] - size + 1, padded.shape[-1] - size + 1
    total = padded.new_zeros(*padded.shape[:2], height, width)
    if separable:
        taps = upsample_kernels(taps.to(total.dtype), stride, (height, width))
    for first, count in _portions(size * size, len(padded)):
        if check is not None:
            check()
        if separable:
            index = torch.arange(first, first + count, device=taps.device)
            planes = taps[:, index // size] * taps[:, size + index % size]
        else:
            planes = upsample_kernels(taps[:, first : first + count], stride, (height, width))
        if no_negatives:
            planes = planes.clamp_min(0)
        accumulate(total, padded, planes, first, size, symmetric=symmetric)
    return total


def _portions(taps: int, frames: int) -> list[tuple[int, int]]:
    """First tap and number of taps to work on at a time."""
    count = max(_PLANES_AT_A_TIME // frames, 1)
    return [(first, min(count, taps - first)) for first in range(0, taps, count)]


def _weigh_at_half_resolution(
    padded: Tensor,
    taps: Tensor,
    size: int,
    no_negatives: bool,
    symmetric: bool,
    check: Callable[[], None] | None,
) -> Tensor:
    """As `weigh` with a stride of 2: the even and the odd columns of the frames apart.

    So all that is read and written lies side by side, where interpolating to full resolution
    first takes longer than the filtering, and twice as long for bursts.
    """
    height, width = padded.shape[-2] - size + 1, padded.shape[-1] - size + 1
    rows, columns = 2 * taps.shape[-2], taps.shape[-1]
    whole = grow(padded, (0, 2 * columns - width, 0, rows - height))
    sides = [whole[..., ::2].contiguous(), whole[..., 1::2].contiguous()]
    totals = [whole.new_zeros(*whole.shape[:2], rows, columns) for _ in sides]

    def view(side: int, i: int, j: int) -> Tensor:
        source, start = sides[(side + j) % 2], (side + j) // 2
        return source[..., i : i + rows, start : start + columns]

    # A tap of a symmetric kernel and its reflection weigh both their views alike.
    pairs = size * size // 2 + 1 if symmetric else size * size
    for first, count in _portions(pairs, len(padded)):
        if check is not None:
            check()
        halves = _planes_at_columns(taps, first, count, whole.dtype, no_negatives, symmetric)
        for side, (total, planes) in enumerate(zip(totals, halves, strict=True)):
            for t in range(count):
                i, j = divmod(first + t, size)
                weighed = view(side, i, j)
                if symmetric and first + t < pairs - 1:  # the last one is the centre
                    weighed = weighed + view(side, size - 1 - i, size - 1 - j)
                total.addcmul_(planes[:, t : t + 1], weighed)
    return torch.stack(totals, -1).flatten(-2)[..., :height, :width]


def _planes_at_columns(
    taps: Tensor, first: int, count: int, dtype: torch.dtype, no_negatives: bool, symmetric: bool
) -> tuple[Tensor, Tensor]:
    """Taps from number ``first`` on, altered as `weigh` says, by `_columns`."""
    planes, end = taps[:, first : first + count].to(dtype), taps.shape[1] - first
    if not symmetric:
        even, odd = _columns(planes)
        return (even.clamp_min_(0), odd.clamp_min_(0)) if no_negatives else (even, odd)
    mirrored = taps[:, end - count : end].flip(1).to(dtype)
    if not no_negatives:
        return _columns(planes.lerp(mirrored, 0.5))
    even, odd = _planes_at_columns(taps, first, count, dtype, True, False)
    other_even, other_odd = (half.clamp_min_(0) for half in _columns(mirrored))
    return even.lerp(other_even, 0.5), odd.lerp(other_odd, 0.5)


def _columns(planes: Tensor) -> tuple[Tensor, Tensor]:
    """Planes (N, T, h, w) interpolated to (N, T, 2h, w) at the even and at the odd columns.

    Bilinear: a pixel lies a quarter of a step from its own kernel, towards the one before or after.
    """
    grown = F.pad(planes, (1, 1, 1, 1), mode="replicate")
    middle = grown[..., 1:-1, :]
    even = torch.lerp(middle, grown[..., :-2, :], 0.25)
    odd = torch.lerp(middle, grown[..., 2:, :], 0.25)
    tall = torch.stack((even, odd), -2).flatten(-3, -2)
    middle = tall[..., 1:-1]
    return torch.lerp(middle, tall[..., :-2], 0.25), torch.lerp(middle, tall[..., 2:], 0.25)
