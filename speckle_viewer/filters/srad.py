"""Speckle reducing anisotropic diffusion (Yu and Acton, IEEE TIP 2002).

Diffusion that is steered by how much an image varies beyond what speckle explains::

    q² = (½ |∇I|² / I² − ¹⁄₁₆ (∇²I / I)²) / (1 + ¼ ∇²I / I)²
    c = 1 / (1 + (q² − q₀²) / (q₀² (1 + q₀²))),  within [0, 1]
    I ← I + Δt/4 · div(c ∇I),  q₀ = q₀(0) exp(−ρ t)

with ρ = 1/6. |∇I|² is the sum of the squared differences to all four neighbours, as in the paper;
c is that of the neighbour for flows from below and from the right, and of the pixel itself for the
other two. q₀ is not measured in a region that somebody marks: it starts from a control and decays,
the paper's own approximation. Δt = ½ in place of 0.05 takes a tenth of the iterations, and is
stable, as c stays within 1.

Domain: the echo amplitude; log compression is undone with the given dynamic range.
"""

from collections.abc import Callable
from math import exp

import torch.nn.functional as F
from torch import Tensor

from speckle_viewer.filters.amplitude import amplitude, brightness
from speckle_viewer.filters.differences import divergence, downward, rightward

STEP, DECAY = 0.5, 1 / 6


def srad(
    image: Tensor,
    check: Callable[[], None],
    *,
    iterations: float,
    variation: float,
    dynamic_range: float,
) -> Tensor:
    """Filter brightness (H, W) in [0, 1].

    ``variation`` is q₀(0), the coefficient of variation of speckle before the first iteration:
    0.523 where it is fully developed; ``dynamic_range`` in dB.
    """
    echo = amplitude(image, dynamic_range)
    for n in range(round(iterations)):
        check()
        speckle = (variation * exp(-DECAY * STEP * n)) ** 2
        echo = _diffused(echo, speckle)
    return brightness(echo, dynamic_range)


def reach(iterations: float, **_: float) -> int:
    """Pixels around a pixel that it depends on: a flow looks at its neighbour's neighbours."""
    return 2 * round(iterations)


def _diffused(echo: Tensor, speckle: float) -> Tensor:
    """One iteration; ``speckle`` is q₀²."""
    down, right = downward(echo), rightward(echo)
    up, left = F.pad(down[:-1], (0, 0, 1, 0)), F.pad(right[:, :-1], (1, 0))
    gradient = (down.square() + right.square() + up.square() + left.square()) / echo.square()
    laplacian = (down + right - up - left) / echo
    q = (gradient / 2 - laplacian.square() / 16) / (1 + laplacian / 4).square()
    c = (1 / (1 + (q - speckle) / (speckle * (1 + speckle)))).clamp(0, 1)
    below = F.pad(c[1:], (0, 0, 0, 1))  # the flow there is zero
    beside = F.pad(c[:, 1:], (0, 1))
    return echo + STEP / 4 * divergence(below * down, beside * right)
