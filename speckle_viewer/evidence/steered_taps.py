"""What steering makes of the kernels behind a pixel.

What happens to the kernels behind a pixel, in this order (`Steering` has the settings):

1. all sizes but the chosen one are left out, and the taps of muted frames become zero;
2. negative taps become zero;
3. each kernel becomes the mean of itself and its point reflection;
4. each is smoothed or sharpened along and across the main axis (`smoothing` says how);
5. all taps are divided by their sum over sizes and frames, unless its magnitude is below 0.1;
6. ``w' = δ + s (w − δ)`` with the strength s; δ takes the pixel of the denoised frame as it is, and
   the bias becomes s times the bias.

Sharpening, and a strength above one, can bring negative taps back.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.evidence.smoothing import smoothed
from speckle_viewer.steering import Steering

Taps = NDArray[np.float32]

SMALLEST_SUM = 0.1
"""Kernels with a smaller sum are not divided by it: they would grow without bound."""


def kept_sizes(sizes: Sequence[int], steering: Steering) -> tuple[int, ...]:
    """The places of the kernel sizes that are used; of all, if the chosen one is none of them."""
    chosen = tuple(i for i, size in enumerate(sizes) if size == steering.size)
    return chosen or tuple(range(len(sizes)))


def kept_frames(count: int, steering: Steering) -> tuple[int, ...]:
    """The places of the frames of the burst that are used."""
    return tuple(f for f in range(count) if f - count // 2 not in steering.muted)


def steered_taps(taps: Sequence[Taps], steering: Steering, axes: Taps | None) -> tuple[Taps, ...]:
    """Kernels, one (n, N, K, K) per size, as ``steering`` has them; fewer or larger ones then.

    ``axes`` (n, 2) are those of `smoothing.axes_of`; they are needed where
    ``along`` and ``across`` differ.
    """
    kept = [taps[i] for i in kept_sizes([t.shape[-1] for t in taps], steering)]
    used = np.zeros((kept[0].shape[1], 1, 1), np.float32)
    used[list(kept_frames(len(used), steering))] = 1
    kept = [t * used for t in kept]
    if steering.no_negatives:
        kept = [t.clip(min=0) for t in kept]
    if steering.symmetric:
        kept = [np.float32(0.5) * (t + t[..., ::-1, ::-1]) for t in kept]
    if steering.along or steering.across:
        if axes is None:
            axes = np.zeros((len(kept[0]), 2), np.float32)
        kept = [smoothed(t, steering.along, steering.across, axes) for t in kept]
    if steering.sum_one:
        total = sum(t.sum((1, 2, 3)) for t in kept)
        divisor = np.where(np.abs(total) < SMALLEST_SUM, 1, total).astype(np.float32)
        kept = [(t / divisor[:, None, None, None]).astype(np.float32) for t in kept]
    strength = np.float32(steering.strength)
    kept = [t * strength for t in kept]
    largest = max(kept, key=lambda t: t.shape[-1])
    middle = largest.shape[-1] // 2
    largest[:, largest.shape[1] // 2, middle, middle] += 1 - steering.strength
    return tuple(kept)
