"""How steady a cine is: frames (T, H, W)."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates

from speckle_viewer.metrics.array import Float, Values, float64


def flicker(frames: Values) -> float:
    """Standard deviation over time at a pixel, averaged over pixels, in the frames' unit.

    (T, ...), of a region that does not move: what moves counts as flicker.
    """
    return float(float64(frames).std(0).mean())


def temporal_snr(frames: Values) -> float:
    """Mean over standard deviation over time at a pixel, averaged over pixels that change at all.

    (T, ...), of a region that does not move. Infinite where nothing changes.
    """
    values = float64(frames)
    deviation = values.std(0)
    changes = np.ptp(values, 0) > 0  # the mean of equal values may be rounded
    if not changes.any():
        return float("inf")
    return float((values.mean(0)[changes] / deviation[changes]).mean())


def optical_flow(frames: Values, radius: int = 9) -> list[Float]:
    """Motion between neighbours of frames (T, H, W): T − 1 fields (2, H, W) of rows and columns.

    Field i leads from each pixel of frame i to its place in frame i + 1; by scikit-image's
    iterative Lucas-Kanade with windows of ``radius`` px (Le Besnerais and Champagnat, ICIP 2005).
    """
    from skimage.registration import optical_flow_ilk  # slow to import

    find: Any = optical_flow_ilk
    pairs = pairwise(float64(frames))
    return [float64(find(first, second, radius=radius)) for first, second in pairs]


def warping_error(
    frames: Values, flows: Sequence[Values], inside: NDArray[np.bool_] | None = None
) -> float:
    """Mean |frame i + 1, moved back by the flow, − frame i|, in the frames' unit.

    What is left of the change from frame to frame when the motion is taken out (Lai et al., ECCV
    2018, with absolute differences). To compare methods give all the ``flows`` of one input, from
    `optical_flow`. Pixels whose flow leaves the image do not count; where ``inside`` (H, W) is
    given, only its pixels do. NaN if none counts.

    Raises
    ------
    ValueError
        If there is not one flow for each pair of neighbours.
    """
    values = float64(frames)
    if len(flows) != len(values) - 1 or not len(flows):
        raise ValueError(f"{len(values)} frames have {len(values) - 1} flows, not {len(flows)}")
    grid, last = np.indices(values.shape[1:]), np.array(values.shape[1:]).reshape(2, 1, 1) - 1
    errors = []
    for (first, second), flow in zip(pairwise(values), flows, strict=True):
        places = grid + float64(flow)
        counted = ((places >= 0) & (places <= last)).all(0)
        if inside is not None:
            counted &= inside
        moved = map_coordinates(second, places, order=1, mode="nearest")
        errors.append(np.abs(moved - first)[counted])
    found = np.concatenate(errors)
    return float(found.mean()) if found.size else float("nan")
