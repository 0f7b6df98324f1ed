"""The filter of Kuan et al. (IEEE PAMI 1985) for multiplicative noise.

The linear estimate of least mean squared error, without Lee's linearisation:
x̂ = m + k (z − m),  k = (1 − C_u² / C_z²) / (1 + C_u²),  k ≥ 0

with z the amplitude, m and C_z mean and coefficient of variation in the window, C_u the coefficient
of variation of speckle alone (in the form of Lopes et al., IEEE TGRS 1990).

Domain: the echo amplitude; log compression is undone with the given dynamic range.
"""

from collections.abc import Callable

from torch import Tensor

from speckle_viewer.evidence import RuledKernels
from speckle_viewer.filters.weighing import drawn_toward_mean
from speckle_viewer.filters.windows import beyond_speckle


def kuan(
    image: Tensor,
    check: Callable[[], None],
    *,
    radius: float,
    variation: float,
    dynamic_range: float,
) -> RuledKernels:
    """Filter brightness (H, W) in [0, 1].

    ``radius`` of the window in pixels; ``variation`` is C_u: 0.523 for fully developed speckle of
    one look; ``dynamic_range`` in dB.
    """

    def gain(seen: Tensor) -> Tensor:
        return beyond_speckle(seen, variation) / (1 + variation**2)

    return drawn_toward_mean(image, round(radius), dynamic_range, gain, check)


def reach(radius: float, **_: float) -> int:
    """Pixels around a pixel that it depends on."""
    return round(radius)
