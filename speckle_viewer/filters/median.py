"""The median of a square window (SciPy's), the image mirrored at its edges.

Domain: the displayed brightness; any other with the same order of grey would do as well.
"""

from collections.abc import Callable

import torch
from scipy.ndimage import median_filter
from torch import Tensor

from speckle_viewer.filters.strips import in_strips


def median(image: Tensor, check: Callable[[], None], *, radius: float) -> Tensor:
    """Filter brightness (H, W) in [0, 1]; ``radius`` of the window in pixels."""
    size = 2 * round(radius) + 1

    def filtered(strip: Tensor) -> Tensor:
        return torch.from_numpy(median_filter(strip.numpy(), size))

    return in_strips(image.cpu(), filtered, reach(radius), check).to(image.device)


def reach(radius: float, **_: float) -> int:
    """Pixels around a pixel that it depends on."""
    return round(radius)
