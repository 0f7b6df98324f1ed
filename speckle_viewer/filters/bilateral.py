"""The bilateral filter (Tomasi and Manduchi, ICCV 1998).

A mean over neighbours that are near in place and in brightness (eq. 8 and 9 with Gaussians):
w = exp(−½ (d / σ_d)²) · exp(−½ (ΔI / σ_r)²)

The window ends at two and a half σ_d. Pixels outside the image do not count. Written out, because
scikit-image's gives no weights, and in version 0.26 takes those of place from the wrong neighbours.

Domain: the displayed brightness.
"""

from collections.abc import Callable
from math import ceil, hypot

import torch
from torch import Tensor

from speckle_viewer.evidence import RuledKernels, patch_at
from speckle_viewer.filters.windows import distances, inside, pairs


def bilateral(
    image: Tensor, check: Callable[[], None], *, sigma: float, contrast: float
) -> RuledKernels:
    """Filter brightness (H, W) in [0, 1].

    ``sigma`` is σ_d in pixels, ``contrast`` is σ_r in grey levels of 255.
    """
    half = reach(sigma)
    steepness = -0.5 * (255 / contrast) ** 2

    def rule(image: Tensor, row: int, column: int) -> Tensor:
        patch = patch_at(image, 2 * half + 1, row, column)
        alike = torch.exp(steepness * (patch - patch[half, half]).square())
        near = torch.exp(-0.5 * (distances(half) / sigma) ** 2)
        taps = alike * near * inside(image, row, column, half)
        return taps / taps.sum()

    total, weights = image.clone(), torch.ones_like(image)  # the pixel itself has the weight one
    for here, there, step in pairs(image.shape, half):
        check()
        farness = -0.5 * (hypot(*step) / sigma) ** 2
        weight = (image[here] - image[there]).square_().mul_(steepness).add_(farness).exp_()
        for to, come in ((here, there), (there, here)):
            total[to].addcmul_(weight, image[come])
            weights[to].add_(weight)
    return RuledKernels((), image[None], total / weights, rule=rule)


def reach(sigma: float, **_: float) -> int:
    """Pixels around a pixel that it depends on."""
    return ceil(2.5 * sigma)
