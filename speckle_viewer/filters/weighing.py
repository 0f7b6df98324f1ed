"""Weighted means of the echo amplitude, shown as brightness, with the weights as evidence."""

from collections.abc import Callable

import torch
from torch import Tensor

from speckle_viewer.evidence import KernelField
from speckle_viewer.filters.amplitude import amplitude, brightness
from speckle_viewer.filters.windows import inside
from speckle_viewer.ops import apply_strided


def weigh_amplitudes(
    image: Tensor, taps: Tensor, dynamic_range: float, check: Callable[[], None]
) -> KernelField:
    """Average the amplitudes around each pixel, and show the kernels over the brightness.

    Parameters
    ----------
    image
        (H, W) brightness in [0, 1].
    taps
        (K², H, W), summing to one.
    dynamic_range
        Decibels between black and white.

    Returns
    -------
    KernelField
        The taps weigh the displayed brightness, and the bias is what averaging amplitudes adds
        to averaging brightness: never negative, as the logarithm is concave.
    """
    size = round(len(taps) ** 0.5)
    both = torch.stack([amplitude(image, dynamic_range), image])
    mean, of_brightness = apply_strided(both, taps.expand(2, -1, -1, -1), size=size, check=check)
    output = brightness(mean, dynamic_range)
    return KernelField((taps[None],), image[None], output, output - of_brightness)


def taps_toward_mean(gain: Tensor, radius: int) -> Tensor:
    """Kernels (K², H, W) of ``mean + gain · (pixel − mean)``, the mean being the window's."""
    within = inside((gain.shape[0], gain.shape[1]), radius, gain.device)
    taps = within * ((1 - gain) / within.sum(0))
    taps[len(taps) // 2] += gain
    return taps
