"""Square windows around every pixel, of which only the pixels inside the image count."""

from collections.abc import Iterator
from itertools import product

import torch
import torch.nn.functional as F
from torch import Tensor

Part = tuple[slice, slice]
"""Rows and columns of an image."""


def window_mean(image: Tensor, radius: int) -> Tensor:
    """Mean (H, W) over the (2·radius + 1)² pixels around each, as far as the image has them."""
    size = 2 * radius + 1
    mean = image[None, None]
    for shape, padding in (((size, 1), (radius, 0)), ((1, size), (0, radius))):
        mean = F.avg_pool2d(mean, shape, stride=1, padding=padding, count_include_pad=False)
    return mean[0, 0]


def window_sum(image: Tensor, radius: int) -> Tensor:
    """Sums over (2·radius + 1)² pixels, where all are in the image: smaller by 2·radius each way.

    By doubling: sums of two, four, eight pixels, and from these the whole.
    """
    for axis in (0, 1):
        length = image.shape[axis] - 2 * radius
        sums, width, start = image, 1, 0
        total = image.new_zeros(())
        for bit in f"{2 * radius + 1:b}"[::-1]:
            if bit == "1":
                total = total + sums.narrow(axis, start, length)
                start += width
            rest = max(sums.shape[axis] - width, 0)
            sums = sums.narrow(axis, 0, rest) + sums.narrow(axis, sums.shape[axis] - rest, rest)
            width *= 2
        image = total
    return image


def squared_variation(image: Tensor, mean: Tensor, radius: int) -> Tensor:
    """Variance over squared mean in each window: the squared coefficient of variation."""
    return ((window_mean(image.square(), radius) - mean.square()) / mean.square()).clamp_min(0)


def beyond_speckle(seen: Tensor, variation: float) -> Tensor:
    """1 − C_u² / C_z² ≥ 0: the part of the variation in a window that is not speckle's.

    ``seen`` is C_z² from `squared_variation`, ``variation`` is C_u, that of speckle alone.
    """
    # The quotient as such would have no derivative where nothing varies.
    return (seen - variation**2).clamp_min(0) / seen.clamp_min(variation**2)


def variation_at(window: Tensor, place: tuple[int, int], radius: int) -> Tensor:
    """`squared_variation` at one pixel of a window from `around`; no dimensions."""
    return squared_variation(window, window_mean(window, radius), radius)[place]


def around(image: Tensor, row: int, column: int, radius: int) -> tuple[Tensor, tuple[int, int]]:
    """The part of the window around a pixel that the image has, and where the pixel is in it."""
    top, left = max(0, row - radius), max(0, column - radius)
    window = image[top : row + radius + 1, left : column + radius + 1]
    return window, (row - top, column - left)


def inside(image: Tensor, row: int, column: int, radius: int) -> Tensor:
    """(K, K) of 0 and 1, on the CPU: which pixels of the window around one are in the image."""
    steps = torch.arange(-radius, radius + 1)
    rows, columns = (
        ((at + steps >= 0) & (at + steps < length)).float()
        for at, length in zip((row, column), image.shape, strict=True)
    )
    return torch.outer(rows, columns)


def distances(radius: int) -> Tensor:
    """(K, K): how far each pixel of a window is from its centre, in pixels."""
    steps = torch.arange(-radius, radius + 1.0)
    return torch.hypot(steps[:, None], steps[None])


def pairs(shape: torch.Size, radius: int) -> Iterator[tuple[Part, Part, tuple[int, int]]]:
    """Every pair of pixels of an image that lie in each other's window, all at one step at a time.

    Gives two parts of the image of the same size, and the step in rows and columns from each pixel
    of the first to its partner in the second. Each pair comes once; a pixel with itself does not.
    """
    for down, right in product(range(radius + 1), range(-radius, radius + 1)):
        if (down, right) > (0, 0) and down < shape[0] and abs(right) < shape[1]:
            first = slice(0, shape[0] - down), slice(max(0, -right), shape[1] - max(0, right))
            second = slice(down, shape[0]), slice(max(0, right), shape[1] + min(0, right))
            yield first, second, (down, right)
