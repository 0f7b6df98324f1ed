"""Smoothing kernels along and across their own main axis.

B is the 3×3 binomial filter, [1 2 1] by [1 2 1] over 16, and B⁴ four of it: nearly a Gaussian of
σ = √2 px. A kernel w becomes ``w + a · Qᵤw + b · Qᵥw`` with u along its main axis and v across.
Q splits what B⁴ takes away, ``Qᵤ + Qᵥ = B⁴ − 1``, by direction: in the frequency domain each has
the part of it that goes with the squared cosine of the angle to its own axis. So a = b = 1 smooths
with B⁴, −1 takes the same away once more (an unsharp mask), and the sum of the weights and their
centroid stay as they are.

With the axis at angle θ, and after ∂ᵤ² = cos²θ ∂ₓₓ + 2 sinθ cosθ ∂ₓᵧ + sin²θ ∂ᵧᵧ (Freeman and
Adelson, 1991)::

    Qᵤ, Qᵥ = ½ LAPLACE ± ½ (cos 2θ · DIFFERENCE + 2 sin 2θ · CROSS)

with three fixed stencils, 9×9 pixels. Weighing an image with a kernel that was convolved with a
(symmetric) stencil is weighing the convolved image with the kernel: so three images, whatever the
amounts and the axes.
"""

from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from speckle_viewer.evidence.kernel_field import KernelField
from speckle_viewer.ops import upsample_kernels

REACH = 4
"""Pixels that the stencils reach, and that a smoothed kernel is larger by on each side."""

_ROUND = 0.1
"""Of (λ1 − λ2) / (λ1 + λ2): kernels rounder than this have less of an axis, and round ones none."""


def spread(images: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """LAPLACE, DIFFERENCE and CROSS of images (…, H, W), each `REACH` smaller on every side."""
    once = _binomial(images)
    twice = _binomial(once)
    thrice = _binomial(twice)
    laplace = _binomial(thrice) - _inner(images, 4)
    mean = (_inner(images, 3) + _inner(once, 2) + _inner(twice, 1) + thrice) / 4
    rows = mean[..., :-2, 1:-1] + mean[..., 2:, 1:-1]
    columns = mean[..., 1:-1, :-2] + mean[..., 1:-1, 2:]
    falling = mean[..., :-2, :-2] + mean[..., 2:, 2:]
    rising = mean[..., :-2, 2:] + mean[..., 2:, :-2]
    return laplace, columns - rows, (falling - rising) / 4


@lru_cache
def stencils() -> NDArray[np.float32]:
    """LAPLACE, DIFFERENCE and CROSS themselves, (3, 9, 9)."""
    point = torch.zeros(1 + 4 * REACH, 1 + 4 * REACH)
    point[2 * REACH, 2 * REACH] = 1
    return torch.stack(spread(point)).numpy()


def smoothed(
    taps: NDArray[np.float32], along: float, across: float, axes: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Kernels (n, N, K, K) smoothed along and across ``axes`` (n, 2) → (n, N, K + 8, K + 8)."""
    even, odd = (along + across) / 2, (along - across) / 2
    shares = np.stack([np.full(len(axes), even), odd * axes[:, 0], 2 * odd * axes[:, 1]], -1)
    own = np.einsum("ns,sij->nij", shares, stencils()).astype(np.float32)
    own[:, REACH, REACH] += 1
    size = taps.shape[-1]
    grown = np.zeros((*taps.shape[:2], size + 2 * REACH, size + 2 * REACH), np.float32)
    for i, j in np.ndindex(*own.shape[1:]):
        grown[..., i : i + size, j : j + size] += own[:, i, j, None, None, None] * taps
    return grown


def axes_of(field: KernelField) -> Tensor:
    """The main axis at every pixel as (cos 2θ, sin 2θ), (2, H, W); θ from the rows downwards.

    The axis is that of the largest second central moment of |w|, of the kernels as they were
    predicted, all sizes and frames added up, as `shape.shape_of` has it; and is interpolated as
    the kernels are. Both are smaller than one for kernels that are nearly round.
    """
    count, cross, difference = _moments(field)
    axis = torch.stack((difference, 2 * cross)) / count.clamp_min(torch.finfo(count.dtype).tiny)
    shape = (field.frames.shape[-2], field.frames.shape[-1])
    axis = upsample_kernels(axis[None], field.stride, shape)[0]
    length = axis.square().sum(0).sqrt()
    return axis / length.clamp_min(_ROUND)


def _moments(field: KernelField) -> tuple[Tensor, Tensor, Tensor]:
    """λ1 + λ2, the mixed moment and horizontal less vertical one, (h, w) each, of |w|."""
    largest = max(field.sizes)
    h, w = field.taps[0].shape[-2:]
    place = torch.arange(largest, device=field.frames.device) - largest // 2
    sums = field.frames.new_zeros(6, h * w)
    taps = field.frames.new_empty(largest, h, w)
    for row in range(largest):
        y, x = place[row].expand(largest), place
        weights = torch.stack((torch.ones_like(x), y, x, y * y, x * x, x * y)).to(sums.dtype)
        _add_up(field, row, taps.zero_())
        sums.addmm_(weights, taps.abs_().flatten(1))
    total, y, x, yy, xx, xy = sums.reshape(6, h, w)
    total = total.clamp_min(torch.finfo(total.dtype).tiny)
    y, x = y / total, x / total
    vertical, horizontal, cross = yy / total - y * y, xx / total - x * x, xy / total - x * y
    return vertical + horizontal, cross, horizontal - vertical


def _add_up(field: KernelField, row: int, total: Tensor) -> None:
    """Add one row of taps as predicted, of all sizes and frames, to ``total`` (K, h, w)."""
    largest = len(total)
    for taps, size in zip(field.taps, field.sizes, strict=True):
        margin = (largest - size) // 2
        inner = row - margin
        if 0 <= inner < size and field.separable:
            own = taps[:, inner : inner + 1].float() * taps[:, size:].float()
        elif 0 <= inner < size:
            own = taps[:, inner * size : (inner + 1) * size]
        else:
            continue
        for frame in own:
            total[margin : margin + size] += frame


def _binomial(images: Tensor) -> Tensor:
    """B: [1 2 1] by [1 2 1] over 16; a pixel smaller on every side."""
    tall = (images[..., :-2, :] + images[..., 2:, :]).add_(images[..., 1:-1, :], alpha=2)
    wide = (tall[..., :-2] + tall[..., 2:]).add_(tall[..., 1:-1], alpha=2)
    return wide.div_(16)


def _inner(images: Tensor, margin: int) -> Tensor:
    return images[..., margin:-margin, margin:-margin]
