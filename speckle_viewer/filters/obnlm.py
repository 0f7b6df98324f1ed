"""Optimised Bayesian non-local means (Coupé, Hellier, Kervrann and Barillot, IEEE TIP 2009).

Blocks of (2α + 1)² pixels are replaced by means of those blocks around, of (2M + 1)² places, that
could be the same tissue under other speckle::

    v̂(B_i) = Σ_j w_ij u(B_j) / Σ_j w_ij,  w_ij = exp(−d / h²)
    d = mean over the block of (u(B_i) − u(B_j))² / u(B_j)^2γ,  γ = ½

d is the Pearson distance of Loupas' noise u = v + v^γ η. Every second pixel of every second row
has a block; a pixel is the mean of what all blocks over it say.

Two things differ from the paper: d is a mean and no sum, so that h does not depend on the size of
blocks; and blocks are not preselected, which spares no time where all are compared at once.

Domain: the displayed brightness in grey levels of 255, as in the paper, where grey levels below 1
count as 1 in the denominator. The image's edges are repeated.
"""

from collections.abc import Callable
from itertools import product

import torch
import torch.nn.functional as F
from torch import Tensor

from speckle_viewer.evidence import RuledKernels, patch_at
from speckle_viewer.filters.strips import in_strips
from speckle_viewer.ops.dynamic_filter import grow

SPACING = 2
"""Pixels between the centres of blocks: n in the paper."""


def obnlm(
    image: Tensor,
    check: Callable[[], None],
    *,
    strength: float,
    block: float,
    search: float,
) -> RuledKernels:
    """Filter brightness (H, W) in [0, 1].

    ``strength`` is h, in square roots of grey levels; ``block`` and ``search`` are α and M in
    pixels.
    """
    alpha, far = round(block), round(search)

    def filtered(strip: Tensor) -> Tensor:
        return _filtered(strip * 255, strength, alpha, far, check) / 255

    def rule(image: Tensor, row: int, column: int) -> Tensor:
        return _taps(image, row, column, strength, alpha, far)

    output = in_strips(image, filtered, reach(block, search), check)
    return RuledKernels((), image[None], output, rule=rule)


def reach(block: float, search: float, **_: float) -> int:
    """Pixels around a pixel that it depends on."""
    return 2 * round(block) + round(search)


def _filtered(
    u: Tensor, strength: float, alpha: int, far: int, check: Callable[[], None]
) -> Tensor:
    height, width = u.shape
    padded = grow(u, (alpha + far,) * 4)
    here = padded[far:][:, far:][: height + 2 * alpha, : width + 2 * alpha]
    places = list(product(range(2 * far + 1), repeat=2))
    weights = []
    for row, column in places:
        check()
        there = padded[row : row + here.shape[0], column : column + here.shape[1]]
        distance = (here - there).square() / there.clamp_min(1)
        weights.append(torch.exp(_over_blocks(distance, alpha) / -(strength**2)))
    total = torch.stack(weights).sum(0)
    output, count = torch.zeros_like(u), _over_pixels(torch.ones_like(total), alpha, u.shape)
    for (row, column), weight in zip(places, weights, strict=True):
        check()
        there = padded[row + alpha :][:, column + alpha :][:height, :width]
        output += _over_pixels(weight / total, alpha, u.shape) * there
    return output / count


def _taps(image: Tensor, row: int, column: int, strength: float, alpha: int, far: int) -> Tensor:
    """The kernel (2M + 1, 2M + 1) of one pixel: the mean of the weights of all blocks over it."""
    size, places = 2 * alpha + 1, 2 * far + 1
    near = patch_at(image, 2 * (2 * alpha + far) + 1, row, column) * 255
    blocks = near.unfold(0, size, 1).unfold(1, size, 1)
    # Steps from the pixel's topmost block to every one that has its centre in the image.
    down, right = (
        [i for i in range(size) if 0 <= at - alpha + i < length and (at - alpha + i) % SPACING == 0]
        for at, length in zip((row, column), image.shape, strict=True)
    )
    taps = torch.zeros(places, places)
    for i, j in product(down, right):
        there = blocks[i : i + places, j : j + places]
        distance = ((blocks[i + far, j + far] - there).square() / there.clamp_min(1)).mean((-2, -1))
        weight = torch.exp(distance / -(strength**2))
        taps += weight / weight.sum()
    return taps / taps.sum()


def _over_blocks(image: Tensor, alpha: int) -> Tensor:
    """Mean over each block: (H + 2α, W + 2α) → one value per block."""
    size = 2 * alpha + 1
    rows = F.avg_pool2d(image[None, None], (size, 1), (SPACING, 1))
    return F.avg_pool2d(rows, (1, size), (1, SPACING))[0, 0]


def _over_pixels(blocks: Tensor, alpha: int, shape: torch.Size) -> Tensor:
    """Sum at each pixel (H, W) over the blocks that hold it."""
    ones = blocks.new_ones(1, 1, 2 * alpha + 1, 1)
    columns = F.conv_transpose2d(blocks[None, None], ones, stride=(SPACING, 1))
    both = F.conv_transpose2d(columns, ones.mT, stride=(1, SPACING))[0, 0]
    return both[alpha:, alpha:][: shape[0], : shape[1]]
