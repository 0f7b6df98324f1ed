"""Square windows around every pixel, of which only the pixels inside the image count."""

import torch
import torch.nn.functional as F
from torch import Tensor


def window_mean(image: Tensor, radius: int) -> Tensor:
    """Mean (H, W) over the (2·radius + 1)² pixels around each, as far as the image has them."""
    size = 2 * radius + 1
    mean = image[None, None]
    for shape, padding in (((size, 1), (radius, 0)), ((1, size), (0, radius))):
        mean = F.avg_pool2d(mean, shape, stride=1, padding=padding, count_include_pad=False)
    return mean[0, 0]


def squared_variation(image: Tensor, mean: Tensor, radius: int) -> Tensor:
    """Variance over squared mean in each window: the squared coefficient of variation."""
    return ((window_mean(image.square(), radius) - mean.square()) / mean.square()).clamp_min(0)


def beyond_speckle(image: Tensor, radius: int, variation: float) -> Tensor:
    """1 − C_u² / C_z² ≥ 0 (H, W): the part of each window's variation that is not speckle's.

    C_z is the window's coefficient of variation, ``variation`` C_u, that of speckle alone.
    """
    seen = squared_variation(image, window_mean(image, radius), radius)
    return (1 - variation**2 / seen).clamp_min(0)


def inside(shape: tuple[int, int], radius: int, device: torch.device) -> Tensor:
    """(K², H, W): whether each pixel of each window, row by row, is in the image."""
    steps = torch.arange(-radius, radius + 1, device=device)[:, None]
    rows, columns = (
        (place >= 0) & (place < length)
        for length in shape
        for place in [torch.arange(length, device=device) + steps]
    )
    return (rows[:, None, :, None] & columns[None, :, None, :]).flatten(0, 1)
