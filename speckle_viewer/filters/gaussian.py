"""Gaussian smoothing, cut off at three standard deviations, with its kernel as evidence.

Domain: the displayed brightness. Pixels outside the image do not count: near its edges the other
weights are scaled up to sum to one.
"""

from collections.abc import Callable
from math import ceil

import torch
import torch.nn.functional as F
from torch import Tensor

from speckle_viewer.evidence import RuledKernels


def gaussian(image: Tensor, check: Callable[[], None], *, sigma: float) -> RuledKernels:
    """Filter brightness (H, W) in [0, 1]; ``sigma`` in pixels."""
    height, width = image.shape
    vertical, horizontal = (_factors(n, sigma, image.device) for n in (height, width))
    half = reach(sigma)
    check()
    padded = F.pad(image[None], (0, 0, half, half))[0].unfold(0, height, 1)  # (K, W, H)
    rows = torch.einsum("kwh,kh->hw", padded, vertical)
    check()
    padded = F.pad(rows, (half, half)).unfold(1, width, 1)  # (H, K, W)
    output = torch.einsum("hkw,kw->hw", padded, horizontal)
    check()

    def rule(image: Tensor, row: int, column: int) -> Tensor:
        places = zip(image.shape, (row, column), strict=True)
        return torch.outer(*(_factors(n, sigma, torch.device("cpu"))[:, i] for n, i in places))

    return RuledKernels((), image[None], output, rule=rule)


def reach(sigma: float, **_: float) -> int:
    """Pixels around a pixel that it depends on."""
    return ceil(3 * sigma)


def _factors(length: int, sigma: float, device: torch.device) -> Tensor:
    """(K, length): the weights along one direction at each place, summing to one."""
    half = reach(sigma)
    steps = torch.arange(-half, half + 1, device=device)[:, None]
    places = torch.arange(length, device=device) + steps
    weights = torch.exp(-0.5 * (steps / sigma) ** 2) * ((places >= 0) & (places < length))
    return weights / weights.sum(0)
