"""The middle of a kernel: large ones are shown, and measured, as far as there is something.

The window and what is taken away from it share the rule, before anything that loads torch.
"""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Arrays = tuple[NDArray[np.float32], ...]

ENOUGH = 0.95
"""Of Σ|w|: what the middle of a kernel holds."""

SMALL = 25
"""Kernels up to this size are shown whole, and with all of their maps."""

SIDES = (15, 21, 31, 41, 61, 81, 121)
"""Sides that are shown of larger ones: few, so that the picture does not change at each pixel."""


class Kernel(Protocol):
    """A `PixelKernel` or a `PixelColumn`; arrays (N, K, K), a kernel size each."""

    @property
    def taps(self) -> Arrays: ...
    @property
    def patches(self) -> Arrays: ...
    @property
    def products(self) -> Arrays: ...


@dataclass(frozen=True, eq=False)
class Central:
    """What is shown of a kernel: arrays as those of `PixelKernel`, cut to their middle.

    ``whole`` are the sizes before, ``shares`` the parts of Σ|w| that are left, per size.
    """

    taps: Arrays
    patches: Arrays
    products: Arrays
    whole: tuple[int, ...]
    shares: tuple[float, ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        """The sizes that are shown."""
        return tuple(t.shape[-1] for t in self.taps)


def central(kernel: Kernel, zoom: int = 0) -> Central:
    """The middle of a kernel; ``zoom`` is how many steps farther in than what shows nearly all."""
    whole = tuple(t.shape[-1] for t in kernel.taps)
    kept = [_kept(taps, zoom) for taps in kernel.taps]
    sides = [side for side, _ in kept]

    def cut(arrays: Arrays) -> Arrays:
        return tuple(middle(a, side) for a, side in zip(arrays, sides, strict=True))

    return Central(
        cut(kernel.taps),
        cut(kernel.patches),
        cut(kernel.products),
        whole,
        tuple(share for _, share in kept),
    )


def main_part(taps: NDArray[np.float32]) -> NDArray[np.float32]:
    """The smallest middle square of taps (K, K) that holds `ENOUGH` of Σ|w|.

    Effective width, anisotropy, orientation and centroid of equivalent kernels are those of this
    part: a faint rest far away would count with the square of its distance, and the more of it
    the farther one looks.
    """
    shares = shares_within(taps)
    return middle(taps, 2 * int(np.argmax(shares >= ENOUGH)) + 1)


def shares_within(taps: NDArray[np.float32]) -> NDArray[np.float64]:
    """The part of Σ|w| of taps (…, K, K) in the middle squares of side 1, 3, 5, … K; 1 if zero."""
    size = taps.shape[-1]
    magnitude = np.abs(taps).reshape(-1, size, size).sum(0, dtype=np.float64)
    steps = np.abs(np.arange(size) - size // 2)
    rings = np.maximum(steps[:, None], steps[None])
    within = np.cumsum(np.bincount(rings.ravel(), magnitude.ravel()))
    return within / within[-1] if within[-1] else np.ones_like(within)


def middle(values: NDArray[Any], side: int) -> NDArray[Any]:
    """The middle square of arrays (…, K, K)."""
    margin = (values.shape[-1] - side) // 2
    return values[..., margin : margin + side, margin : margin + side]


def _kept(taps: NDArray[np.float32], zoom: int) -> tuple[int, float]:
    """The side that is shown of taps (N, K, K), and its part of Σ|w|."""
    size = taps.shape[-1]
    if size <= SMALL:
        return size, 1.0
    within = shares_within(taps)
    sides = [side for side in SIDES if side < size] + [min(size, SIDES[-1])]
    shares = [float(within[side // 2]) for side in sides]
    enough = next((i for i, share in enumerate(shares) if share >= ENOUGH), len(sides) - 1)
    place = min(max(enough - zoom, 0), len(sides) - 1)
    return sides[place], shares[place]
