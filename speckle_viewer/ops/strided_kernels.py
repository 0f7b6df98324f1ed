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

_TAPS_AT_A_TIME, _POSITIONS_AT_A_TIME = 4, 2**15
"""The same at half resolution: taps, and kernels of each. Fewer, and calling PyTorch takes longer
than the arithmetic."""


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
        burst = zip(padded, taps, strict=True)
        return torch.stack([_weigh_at_half_resolution(p, t, *how) for p, t in burst])
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


@torch.no_grad()
def _weigh_at_half_resolution(
    padded: Tensor,
    taps: Tensor,
    size: int,
    no_negatives: bool,
    symmetric: bool,
    check: Callable[[], None] | None,
) -> Tensor:
    """As `weigh` with a stride of 2, of one frame: padded (C, …) and taps (T, h, w) → (C, H, W).

    The even and the odd columns of the frame lie apart, so that all that is read and written lies
    side by side, where interpolating to full resolution first takes longer than the filtering.
    """
    height, width = padded.shape[-2] - size + 1, padded.shape[-1] - size + 1
    rows, columns = taps.shape[-2:]
    sides = _sides(grow(padded, (0, 2 * columns - width + 2, 0, 2 * rows - height)))
    total = padded.new_zeros(len(padded), 2, 2 * rows, columns)
    # A tap of a symmetric kernel and its reflection weigh both their views alike.
    last = size * size - 1
    pairs = last // 2 + 1 if symmetric else last + 1
    strip = max(_POSITIONS_AT_A_TIME // columns, 1) if taps.device.type == "cpu" else rows
    planes = _Planes(taps, min(strip, rows), padded.dtype, no_negatives, symmetric)
    for top in range(0, rows, strip):
        end = min(top + strip, rows)

        def seen(t: int, top: int = top, end: int = end) -> Tensor:
            i, j = divmod(t, size)
            return sides[j % 2][..., 2 * top + i : 2 * end + i, j // 2 : j // 2 + columns]

        for first in range(0, pairs, _TAPS_AT_A_TIME):
            if check is not None:
                check()
            taken = range(first, min(first + _TAPS_AT_A_TIME, pairs))
            for t, plane in zip(taken, planes.of(taken, top, end), strict=True):
                both = symmetric and t != last - t
                weighed = seen(t) + seen(last - t) if both else seen(t)
                total[..., 2 * top : 2 * end, :].addcmul_(plane, weighed)
    return total.movedim(1, -1).flatten(-2)[..., :height, :width]


def _sides(whole: Tensor) -> tuple[Tensor, Tensor]:
    """The columns of images (C, H, W), W even, that the even and the odd columns of a result see.

    (C, 2, H, W / 2 − 1) each: through taps at an even place, and through those at an odd one.
    """
    even, odd = whole[..., ::2], whole[..., 1::2]
    return (
        torch.stack((even[..., :-1], odd[..., :-1]), 1),
        torch.stack((odd[..., :-1], even[..., 1:]), 1),
    )


class _Planes:
    """Taps (T, h, w) altered as `weigh` says and interpolated, a few of them and a strip at a time.

    In memory that is used again: fresh memory would take as long as the arithmetic.
    """

    def __init__(
        self, taps: Tensor, rows: int, dtype: torch.dtype, no_negatives: bool, symmetric: bool
    ) -> None:
        self._taps, self._no_negatives, self._symmetric = taps, no_negatives, symmetric
        count, (h, w) = _TAPS_AT_A_TIME, (rows, taps.shape[-1])
        self._grown = taps.new_empty(count, h + 2, w + 2, dtype=dtype)
        self._tall = taps.new_empty(count, h, 2, w + 2, dtype=dtype)
        self._full = taps.new_empty(2, count, 2, 2 * h, w, dtype=dtype)

    def of(self, taken: range, top: int, end: int) -> Tensor:
        """Of kernels in these rows: (taps, 2, 2 · rows, w), at the even and at the odd columns."""
        taps = self._taps[taken.start : taken.stop]
        if not self._symmetric:
            return self._interpolated(taps, top, end)
        stop = len(self._taps) - taken.start
        mirrored = self._taps[stop - len(taken) : stop].flip(0)
        if not self._no_negatives:
            return self._interpolated(taps, top, end, mirrored)
        full = self._interpolated(taps, top, end)
        return full.lerp_(self._interpolated(mirrored, top, end, place=1), 0.5)

    def _interpolated(
        self, taps: Tensor, top: int, end: int, mirrored: Tensor | None = None, place: int = 0
    ) -> Tensor:
        """Bilinear: a pixel lies a quarter of a step from its own kernel, towards a neighbour."""
        count, rows, last = len(taps), end - top, taps.shape[-2] - 1
        grown, tall = self._grown[:count, : rows + 2], self._tall[:count, :rows]
        full = self._full[place, :count, :, : 2 * rows]
        inside = slice(max(top - 1, 0), end + 1)
        own = grown[:, int(top == 0) : rows + 2 - int(end > last), 1:-1]
        own.copy_(taps[:, inside])
        if mirrored is not None:
            own.lerp_(mirrored[:, inside].to(own.dtype), 0.5)
        if top == 0:  # the edges are repeated
            grown[:, 0].copy_(grown[:, 1])
        if end > last:
            grown[:, -1].copy_(grown[:, -2])
        grown[..., 0].copy_(grown[..., 1])
        grown[..., -1].copy_(grown[..., -2])
        # Views of both neighbours at once: each direction is then one pass over the memory.
        plane, row, _ = grown.stride()
        neighbours = grown.as_strided((count, rows, 2, grown.shape[-1]), (plane, row, 2 * row, 1))
        torch.lerp(grown[:, 1:-1, None], neighbours, 0.25, out=tall)
        lines = tall.flatten(1, 2)
        plane, row, _ = lines.stride()
        neighbours = lines.as_strided(full.shape, (plane, 2, row, 1))
        torch.lerp(lines[:, None, :, 1:-1], neighbours, 0.25, out=full)
        return full.clamp_min_(0) if self._no_negatives else full
