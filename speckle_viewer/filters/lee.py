"""The filter of Lee (IEEE PAMI 1980), as it is used for multiplicative speckle.

The pixel is drawn toward the mean of its window, the more the less the window varies beyond what
speckle alone explains:  x̂ = m + W (z − m),  W = 1 − C_u² / C_z²,  W ≥ 0

with z the amplitude, C_z the coefficient of variation in the window and C_u that of speckle alone
(Lopes et al., IEEE TGRS 1990, give Lee's linearised estimate this form).

Domain: the echo amplitude; log compression is undone with the given dynamic range.
"""

from collections.abc import Callable

from torch import Tensor

from speckle_viewer.evidence import RuledKernels
from speckle_viewer.filters.weighing import drawn_toward_mean
from speckle_viewer.filters.windows import beyond_speckle


def lee(
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
        return beyond_speckle(seen, variation)

    return drawn_toward_mean(image, round(radius), dynamic_range, gain, check)


def reach(radius: float, **_: float) -> int:
    """Pixels around a pixel that it depends on."""
    return round(radius)
