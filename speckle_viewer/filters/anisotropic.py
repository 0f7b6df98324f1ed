"""Anisotropic diffusion (Perona and Malik, IEEE PAMI 1990).

Brightness flows between neighbours, the less the more they differ (eq. 7 and the first of the two
functions there):  I ← I + ¼ Σ g(∇) ∇,  g(∇) = exp(−(∇ / κ)²)

Domain: the displayed brightness.
"""

from collections.abc import Callable

from torch import Tensor

from speckle_viewer.filters.differences import divergence, downward, rightward

STEP = 0.25
"""The largest at which the scheme is stable, and keeps within the brightness it started from."""


def anisotropic(
    image: Tensor, check: Callable[[], None], *, iterations: float, kappa: float
) -> Tensor:
    """Filter brightness (H, W) in [0, 1]; ``kappa`` is κ in grey levels of 255."""
    for _ in range(round(iterations)):
        check()
        flows = (
            d * (d * (255 / kappa)).square_().neg_().exp_()
            for d in (downward(image), rightward(image))
        )
        image = image + STEP * divergence(*flows)
    return image


def reach(iterations: float, **_: float) -> int:
    """Pixels around a pixel that it depends on."""
    return round(iterations)
