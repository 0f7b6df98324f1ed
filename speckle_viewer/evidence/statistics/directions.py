"""Kernels grouped by the direction in which their patch becomes brighter."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.evidence.statistics.clusters import means
from speckle_viewer.evidence.statistics.sample import KernelSample, Mask

SECTORS = ("→", "↗", "↑", "↖", "←", "↙", "↓", "↘", "flat")
"""Where the patch becomes brighter, as seen on the screen: every 45°, and nowhere."""

FLAT = len(SECTORS) - 1
GREY_LEVELS = 255  # of full brightness


@dataclass(frozen=True, eq=False)
class Directions:
    """Kernels by the gradient of their patch, in the order of `SECTORS`.

    Attributes
    ----------
    labels
        (n,): the sector of each kernel, 0 to 8.
    kernels, patches
        (9, K, K): the mean kernel and the mean patch of each sector; NaN where there is none.
    shares
        (9,): the share of all kernels, in 0…1.
    steepness
        (n,): length of the gradient, in grey levels (1/255 of full brightness) per pixel.
    """

    labels: NDArray[np.intp]
    kernels: NDArray[np.float32]
    patches: NDArray[np.float32]
    shares: NDArray[np.float64]
    steepness: NDArray[np.float32]

    def within(self, number: int) -> Mask:
        """Which kernels (n,) belong to a sector."""
        return np.asarray(self.labels == number)


def gradients(patches: NDArray[np.float32]) -> NDArray[np.float32]:
    """Slopes (n, 2), down and across, of the plane that fits each patch (n, K, K) best.

    In the patch's units per pixel; by least squares over all its pixels.
    """
    size = patches.shape[-1]
    offset = np.arange(size, dtype=np.float32) - size // 2
    weight = offset / max(size * float(np.square(offset).sum()), 1.0)
    down = np.einsum("nij,i->n", patches, weight)
    across = np.einsum("nij,j->n", patches, weight)
    return np.stack([down, across], axis=1)


def by_direction(sample: KernelSample, flat_below: float = 2.0) -> Directions:
    """Group kernels by the gradient of their patch: 8 sectors of 45°, and flat.

    Parameters
    ----------
    flat_below
        Grey levels per pixel: what is less steep is flat.
    """
    down, across = gradients(sample.patches).T
    steepness = GREY_LEVELS * np.hypot(down, across)
    angle = np.arctan2(-down, across)  # rows grow downwards on the screen
    labels = np.round(angle / (np.pi / 4)).astype(np.intp) % 8
    labels[steepness < flat_below] = FLAT
    kernels, patches = means(sample, labels, len(SECTORS))
    shares = np.bincount(labels, minlength=len(SECTORS)) / len(sample)
    return Directions(labels, kernels, patches, shares, steepness.astype(np.float32))
