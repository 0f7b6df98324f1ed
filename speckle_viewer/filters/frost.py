"""The filter of Frost et al. (IEEE PAMI 1982).

A weighted mean of the window, the weights falling with the distance d from its centre, faster where
the window varies more:  w ∝ exp(−D · C_z² · d)

with C_z the coefficient of variation of the amplitude in the window, d in pixels, and D the damping
(in the form of Lopes et al., IEEE TGRS 1990).

Domain: the echo amplitude; log compression is undone with the given dynamic range.
"""

from collections.abc import Callable
from math import hypot

import torch
from torch import Tensor

from speckle_viewer.evidence import RuledKernels
from speckle_viewer.filters.amplitude import amplitude
from speckle_viewer.filters.weighing import weighed_amplitudes
from speckle_viewer.filters.windows import (
    around,
    distances,
    inside,
    pairs,
    squared_variation,
    variation_at,
    window_mean,
)


def frost(
    image: Tensor,
    check: Callable[[], None],
    *,
    radius: float,
    damping: float,
    dynamic_range: float,
) -> RuledKernels:
    """Filter brightness (H, W) in [0, 1].

    ``radius`` of the window in pixels; ``damping`` is D, per pixel; ``dynamic_range`` in dB.
    """
    half = round(radius)

    def rule(image: Tensor, row: int, column: int) -> Tensor:
        window, place = around(image, row, column, half)
        seen = variation_at(amplitude(window, dynamic_range), place, half).cpu()
        taps = torch.exp(-damping * seen * distances(half)) * inside(image, row, column, half)
        return taps / taps.sum()

    echo = amplitude(image, dynamic_range)
    steepness = -damping * squared_variation(echo, window_mean(echo, half), half)
    values = torch.stack([echo, image, torch.ones_like(image)])
    total = values.clone()  # the pixel itself has the weight one
    for first, second, step in pairs(image.shape, half):
        check()
        for here, there in ((first, second), (second, first)):
            weight = torch.exp(steepness[here] * hypot(*step))
            total[(..., *here)].addcmul_(weight, values[(..., *there)])
    mean_echo, mean_brightness = total[:2] / total[2]
    return weighed_amplitudes(image, mean_echo, mean_brightness, dynamic_range, rule)


def reach(radius: float, **_: float) -> int:
    """Pixels around a pixel that it depends on."""
    return round(radius)
