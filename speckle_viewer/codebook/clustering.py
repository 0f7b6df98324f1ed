"""Samples sorted into as many kinds as a codebook has entries."""

from typing import Literal, get_args

import numpy as np
import torch
from numpy.typing import NDArray

from speckle_viewer.codebook.samples import Samples
from speckle_viewer.evidence.statistics.clusters import Kind, cluster
from speckle_viewer.evidence.statistics.directions import GREY_LEVELS, gradients
from speckle_viewer.evidence.statistics.sample import KernelSample
from speckle_viewer.networks.codebook import standardised

By = Literal["kernels", "patches", "directions"]
BY: tuple[By, ...] = get_args(By)
KINDS: tuple[Kind, ...] = get_args(Kind)

Labels = NDArray[np.intp]

_FLAT_BELOW = 2.0
"""Grey levels per pixel: what is less steep has no direction, as in the statistics."""


def labels_of(samples: Samples, count: int, by: By, kind: Kind) -> Labels:
    """A number (n,) from 0 to less than ``count`` for each sample, seeded.

    By the kernels or the patches (of zero mean and unit norm), with clusters of a ``kind``; or by
    the direction in which the patch becomes brighter: one kind is flat, the others are sectors.
    """
    if by == "directions":
        return _sectors(samples, count)
    values = samples.kernels
    if by == "patches":
        values = standardised(torch.from_numpy(samples.patches)).numpy()
    places = np.zeros(len(samples), np.intp)
    whole = KernelSample(places, places, values, samples.patches, 1, len(samples))
    return cluster(whole, count, kind).labels


def _sectors(samples: Samples, count: int) -> Labels:
    """Sector 0 is flat; the others begin with "brighter to the right" and turn left."""
    if count == 1:
        return np.zeros(len(samples), np.intp)
    down, across = gradients(samples.patches).T
    turn = np.arctan2(-down, across) / (2 * np.pi)  # rows grow downwards on the screen
    sector = 1 + np.round(turn * (count - 1)).astype(np.intp) % (count - 1)
    return np.where(GREY_LEVELS * np.hypot(down, across) < _FLAT_BELOW, 0, sector)
