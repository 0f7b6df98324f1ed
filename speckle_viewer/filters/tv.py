"""Total variation denoising (Rudin, Osher and Fatemi, Physica D 1992) by Chambolle's iteration
(J. Math. Imaging Vis. 2004, eq. 9).

Minimises ½ ‖u − f‖² + λ Σ |∇u| through its dual:
p ← (p + τ ∇(div p − f/λ)) / (1 + τ |∇(div p − f/λ)|),  u = f − λ div p,  τ = ¼

The same as scikit-image's ``denoise_tv_chambolle`` with as many iterations. Written out, because
that one cannot be given up half-way, and stops by a criterion of the whole image, so that
tiles would differ.

Domain: the displayed brightness.
"""

from collections.abc import Callable

import torch
from torch import Tensor

from speckle_viewer.filters.differences import divergence, downward, rightward

_STEP = 0.25
_TINY = 1e-30  # lost in any length but zero, whose derivative would not be a number


def tv(image: Tensor, check: Callable[[], None], *, weight: float, iterations: float) -> Tensor:
    """Filter brightness (H, W) in [0, 1]; ``weight`` is λ in grey levels of 255."""
    scale = weight / 255
    down, right = torch.zeros_like(image), torch.zeros_like(image)
    for _ in range(round(iterations)):
        check()
        rest = divergence(down, right) - image / scale
        to_next, to_right = downward(rest), rightward(rest)
        shrink = 1 + _STEP * (to_next.square() + to_right.square() + _TINY).sqrt()
        down = (down + _STEP * to_next) / shrink
        right = (right + _STEP * to_right) / shrink
    return image - scale * divergence(down, right)


def reach(iterations: float, **_: float) -> int:
    """Pixels around a pixel that it depends on."""
    return round(iterations)
