"""Scatterer echoes that renew themselves from frame to frame, and end where they began."""

from collections.abc import Iterator
from itertools import islice

import torch
from torch import Tensor


def looped_echoes(
    shape: tuple[int, ...], frames: int, correlation: float, seed: int
) -> Iterator[Tensor]:
    """Complex echoes of unit power, one tensor per frame, as tissue leaves the plane of the scan.

    Neighbouring frames correlate as asked, the last with the first too: a first-order
    autoregressive process on a circle, made from one on a line by a bridge. Frames d apart of F
    correlate by (r^d + r^(F−d)) / (1 + r^F), and r is such that d = 1 gives ``correlation``.

    Parameters
    ----------
    shape
        Of one frame's echoes.
    correlation
        Of the complex echoes of neighbouring frames, 0 to 1.
    """
    keep = _step(correlation, frames)
    if keep == 1 or frames == 1:
        first = next(_walk(shape, 1, seed, 1))
        yield from (first for _ in range(frames))
        return
    # What returns after few frames may begin farther out: the spread of the closed loop.
    spread = ((1 + keep**frames) / (1 - keep**frames)) ** 0.5
    start = next(_walk(shape, keep, seed, spread))
    gap = start - next(islice(_walk(shape, keep, seed, spread), frames, None))
    for number, echoes in enumerate(islice(_walk(shape, keep, seed, spread), frames)):
        pull = keep ** (frames - number) * (1 - keep ** (2 * number)) / (1 - keep ** (2 * frames))
        yield (echoes + pull * gap) / spread


def _walk(shape: tuple[int, ...], keep: float, seed: int, spread: float) -> Iterator[Tensor]:
    generator = torch.Generator().manual_seed(seed)
    renew = (1 - keep**2) ** 0.5
    echoes = spread * torch.randn(shape, dtype=torch.complex64, generator=generator)
    while True:
        yield echoes
        fresh = torch.randn(shape, dtype=torch.complex64, generator=generator)
        echoes = keep * echoes + renew * fresh


def _step(correlation: float, frames: int) -> float:
    """The r of `looped_echoes`, by bisection."""
    if correlation in (0, 1):
        return correlation
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if (middle + middle ** (frames - 1)) / (1 + middle**frames) < correlation:
            low = middle
        else:
            high = middle
    return low
