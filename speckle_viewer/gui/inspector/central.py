"""The middle of a kernel: large ones are shown as far as there is something to see."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence import PixelKernel
    from speckle_viewer.evidence.equivalent import PixelColumn

Arrays = tuple[NDArray[np.float32], ...]

SMALL = 25
"""Kernels up to this size are shown whole, and with all of their maps."""

SIDES = (15, 21, 31, 41, 61, 81, 121)
"""Sides that are shown of larger ones: few, so that the picture does not change at each pixel."""

_ENOUGH = 0.95  # of Σ|w|


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


def central(kernel: "PixelKernel | PixelColumn", zoom: int = 0) -> Central:
    """The middle of a kernel; ``zoom`` is how many steps farther in than what shows nearly all."""
    whole = tuple(t.shape[-1] for t in kernel.taps)
    kept = [_kept(taps, zoom) for taps in kernel.taps]
    sides = [side for side, _ in kept]

    def cut(arrays: Arrays) -> Arrays:
        return tuple(_middle(a, side) for a, side in zip(arrays, sides, strict=True))

    return Central(
        cut(kernel.taps),
        cut(kernel.patches),
        cut(kernel.products),
        whole,
        tuple(share for _, share in kept),
    )


def _kept(taps: NDArray[np.float32], zoom: int) -> tuple[int, float]:
    """The side that is shown of taps (N, K, K), and its part of Σ|w|."""
    size = taps.shape[-1]
    if size <= SMALL:
        return size, 1.0
    magnitude = np.abs(taps).sum(0, dtype=np.float64)
    steps = np.abs(np.arange(size) - size // 2)
    rings = np.maximum(steps[:, None], steps[None])
    within = np.cumsum(np.bincount(rings.ravel(), magnitude.ravel()))
    total = within[-1] or 1.0
    sides = [side for side in SIDES if side < size] + [min(size, SIDES[-1])]
    shares = [float(within[side // 2] / total) for side in sides]
    enough = next((i for i, share in enumerate(shares) if share >= _ENOUGH), len(sides) - 1)
    place = min(max(enough - zoom, 0), len(sides) - 1)
    return sides[place], shares[place]


def _middle(values: NDArray[np.float32], side: int) -> NDArray[np.float32]:
    margin = (values.shape[-1] - side) // 2
    return values[:, margin : margin + side, margin : margin + side]
