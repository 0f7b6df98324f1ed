"""The median of a square window (SciPy's), the image's edges repeated.

Its kernel has a single tap, of one, on the pixel that was taken.

Domain: the displayed brightness; any other with the same order of grey would do as well.
"""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from scipy.ndimage import median_filter
from torch import Tensor

from speckle_viewer.evidence import RuledKernels, patch_at
from speckle_viewer.filters.strips import in_strips
from speckle_viewer.ops.derivatives import is_differentiated


def median(image: Tensor, check: Callable[[], None], *, radius: float) -> RuledKernels:
    """Filter brightness (H, W) in [0, 1]; ``radius`` of the window in pixels."""
    size = 2 * round(radius) + 1

    def filtered(strip: Tensor) -> Tensor:
        if is_differentiated(strip):
            return _sorted_out(strip, size)
        return torch.from_numpy(median_filter(strip.numpy(), size, mode="nearest"))

    def rule(image: Tensor, row: int, column: int) -> Tensor:
        patch = patch_at(image, size, row, column).flatten()
        taps = torch.zeros_like(patch)
        taps[patch.argsort(stable=True)[len(patch) // 2]] = 1
        return taps.view(size, size)

    output = in_strips(image.cpu(), filtered, reach(radius), check).to(image.device)
    return RuledKernels((), image[None], output, rule=rule)


def _sorted_out(image: Tensor, size: int) -> Tensor:
    """The same in PyTorch, many times slower; gradients flow to the pixel that was taken."""
    padded = F.pad(image[None, None], [size // 2] * 4, mode="replicate")[0, 0]
    windows = padded.unfold(0, size, 1).unfold(1, size, 1).flatten(2)
    return windows.sort(dim=2, stable=True).values[..., size * size // 2]


def reach(radius: float, **_: float) -> int:
    """Pixels around a pixel that it depends on."""
    return round(radius)
