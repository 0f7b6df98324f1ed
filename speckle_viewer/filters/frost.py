"""The filter of Frost et al. (IEEE PAMI 1982).

A weighted mean of the window, the weights falling with the distance d from its centre, faster where
the window varies more:  w ∝ exp(−D · C_z² · d)

with C_z the coefficient of variation of the amplitude in the window, d in pixels, and D the damping
(in the form of Lopes et al., IEEE TGRS 1990).

Domain: the echo amplitude; log compression is undone with the given dynamic range.
"""

from collections.abc import Callable

import torch
from torch import Tensor

from speckle_viewer.evidence import KernelField
from speckle_viewer.filters.amplitude import amplitude
from speckle_viewer.filters.weighing import weigh_amplitudes
from speckle_viewer.filters.windows import inside, squared_variation, window_mean


def frost(
    image: Tensor,
    check: Callable[[], None],
    *,
    radius: float,
    damping: float,
    dynamic_range: float,
) -> KernelField:
    """Filter brightness (H, W) in [0, 1].

    ``radius`` of the window in pixels; ``damping`` is D, per pixel; ``dynamic_range`` in dB.
    """
    echo, half = amplitude(image, dynamic_range), round(radius)
    seen = squared_variation(echo, window_mean(echo, half), half)
    steps = torch.arange(-half, half + 1, device=image.device, dtype=image.dtype)
    distance = torch.hypot(steps[:, None], steps[None]).flatten()
    shape = (image.shape[0], image.shape[1])
    taps = torch.exp(-damping * distance[:, None, None] * seen) * inside(shape, half, image.device)
    return weigh_amplitudes(image, taps / taps.sum(0), dynamic_range, check)


def reach(radius: float, **_: float) -> int:
    """Pixels around a pixel that it depends on."""
    return round(radius)
