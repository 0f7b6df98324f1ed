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
count as 1 in the denominator. The image is mirrored at its edges.
"""

from collections.abc import Callable
from itertools import product

import torch
import torch.nn.functional as F
from torch import Tensor

from speckle_viewer.filters.strips import in_strips

SPACING = 2
"""Pixels between the centres of blocks: n in the paper."""


def obnlm(
    image: Tensor,
    check: Callable[[], None],
    *,
    strength: float,
    block: float,
    search: float,
) -> Tensor:
    """Filter brightness (H, W) in [0, 1].

    ``strength`` is h, in square roots of grey levels; ``block`` and ``search`` are α and M in
    pixels.
    """
    alpha, far = round(block), round(search)

    def filtered(strip: Tensor) -> Tensor:
        return _filtered(strip * 255, strength, alpha, far, check) / 255

    return in_strips(image, filtered, reach(block, search), check)


def reach(block: float, search: float, **_: float) -> int:
    """Pixels around a pixel that it depends on."""
    return 2 * round(block) + round(search)


def _filtered(
    u: Tensor, strength: float, alpha: int, far: int, check: Callable[[], None]
) -> Tensor:
    height, width = u.shape
    padded = _mirrored(u, alpha + far)
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


def _mirrored(image: Tensor, margin: int) -> Tensor:
    """With ``margin`` more pixels on all sides; unlike torch's, of images of any size."""
    for axis, length in enumerate(image.shape):
        phase = torch.arange(-margin, length + margin, device=image.device) % (2 * length)
        image = image.index_select(axis, torch.minimum(phase, 2 * length - 1 - phase))
    return image
