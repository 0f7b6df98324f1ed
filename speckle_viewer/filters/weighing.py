"""Weighted means of the echo amplitude, shown as brightness, with the weights as evidence."""

from collections.abc import Callable

import torch
from torch import Tensor

from speckle_viewer.evidence import RuledKernels
from speckle_viewer.evidence.kernel_field import Rule
from speckle_viewer.filters.amplitude import amplitude, brightness
from speckle_viewer.filters.windows import (
    around,
    inside,
    squared_variation,
    variation_at,
    window_mean,
)


def weighed_amplitudes(
    image: Tensor, mean_echo: Tensor, mean_brightness: Tensor, dynamic_range: float, rule: Rule
) -> RuledKernels:
    """Kernels that average amplitudes, shown over the brightness (H, W) in [0, 1].

    ``mean_echo`` and ``mean_brightness`` (H, W) are what the weights of ``rule`` make of amplitude
    and brightness. The bias is what averaging amplitudes adds to averaging brightness: never
    negative, as the logarithm is concave.
    """
    output = brightness(mean_echo, dynamic_range)
    return RuledKernels((), image[None], output, output - mean_brightness, rule=rule)


def drawn_toward_mean(
    image: Tensor,
    radius: int,
    dynamic_range: float,
    gain: Callable[[Tensor], Tensor],
    check: Callable[[], None],
) -> RuledKernels:
    """Draw each amplitude toward the mean m of its window: m + k (z − m), as Lee and Kuan do.

    ``gain`` gives k, at most 1, where the squared coefficient of variation in the window is given.
    """

    def rule(image: Tensor, row: int, column: int) -> Tensor:
        window, place = around(image, row, column, radius)
        k = gain(variation_at(amplitude(window, dynamic_range), place, radius)).cpu()
        within = inside(image, row, column, radius)
        taps = within * ((1 - k) / within.sum())
        taps[radius, radius] += k
        return taps

    echo = amplitude(image, dynamic_range)
    mean = window_mean(echo, radius)
    check()
    k = gain(squared_variation(echo, mean, radius))
    check()
    mean_brightness = torch.lerp(window_mean(image, radius), image, k)
    return weighed_amplitudes(
        image, torch.lerp(mean, echo, k), mean_brightness, dynamic_range, rule
    )
