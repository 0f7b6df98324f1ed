"""What the surroundings of a pixel look like, in a few numbers: by these a codebook chooses.

For each block of 2×2 pixels, at three scales s (standard deviation of a Gaussian window, in
blocks): the standard deviation of the brightness, its gradient, the structure tensor
J = G_s ∗ ∇u ∇uᵀ of the smoothed image u (Förstner 1987; Bigün and Granlund 1987) as strength √tr J
and direction (J_xx − J_yy, 2 J_xy) / tr J, and the second derivatives; and once the mean brightness
at the largest scale, with the differences of the means from scale to scale.
"""

from math import ceil

import torch
import torch.nn.functional as F
from torch import Tensor

from speckle_viewer.evidence.entry_kernels import BLOCK

_SCALES = (1.0, 2.0, 4.0)
_AT_EACH_SCALE = (
    "standard deviation",
    "gradient across",
    "gradient down",
    "edge strength",
    "edge direction 0°",
    "edge direction 45°",
    "curvature across",
    "curvature down",
    "curvature diagonal",
)

NAMES = (
    *(f"{name}, {BLOCK * scale:g} px" for scale in _SCALES for name in _AT_EACH_SCALE),
    *(f"mean against {BLOCK * scale:g} px" for scale in _SCALES),
    f"mean, {BLOCK * _SCALES[-1]:g} px",
)
"""What each feature is, with the scale in pixels."""

REACH = BLOCK * (2 * ceil(3 * _SCALES[-1]) + 2)
"""Pixels around a block that its features depend on."""

_SMALL = 1e-8
"""Added to tr J: where nothing varies, there is no direction. Of a variance the least that is not
rounding, and whose root has a derivative."""


def local_features(image: Tensor) -> Tensor:
    """The features (F, ⌈H/2⌉, ⌈W/2⌉) of an image (H, W) in [0, 1], in the order of `NAMES`.

    The image's edge is repeated outside.
    """
    height, width = image.shape
    even = F.pad(image[None, None], (0, width % BLOCK, 0, height % BLOCK), mode="replicate")
    blocks, squares = F.avg_pool2d(even, BLOCK), F.avg_pool2d(even.square(), BLOCK)
    found, finer, differences = [], blocks, []
    for scale in _SCALES:
        mean = _blur(blocks, scale)
        variance = _blur(squares, scale) - mean.square()
        found += [variance.clamp_min(_SMALL).sqrt(), *_shape(mean, scale)]
        differences.append(finer - mean)
        finer = mean
    return torch.cat([*found, *differences, finer])[:, 0]


def _shape(mean: Tensor, scale: float) -> list[Tensor]:
    """Gradient, structure tensor and second derivatives of a smoothed image (1, 1, h, w)."""
    around = F.pad(mean, (1, 1, 1, 1), mode="replicate")
    left, right = around[..., 1:-1, :-2], around[..., 1:-1, 2:]
    above, below = around[..., :-2, 1:-1], around[..., 2:, 1:-1]
    across, down = (right - left) / 2, (below - above) / 2
    xx, yy, xy = (_blur(p, scale) for p in (across * across, down * down, across * down))
    trace = xx + yy + _SMALL
    diagonal = around[..., 2:, 2:] + around[..., :-2, :-2]
    diagonal = (diagonal - around[..., 2:, :-2] - around[..., :-2, 2:]) / 4
    tensor = [trace.sqrt(), (xx - yy) / trace, 2 * xy / trace]
    return [across, down, *tensor, left + right - 2 * mean, above + below - 2 * mean, diagonal]


def _blur(planes: Tensor, scale: float) -> Tensor:
    """Planes (1, 1, h, w) in a Gaussian window that ends after three standard deviations."""
    reach = ceil(3 * scale)
    steps = torch.arange(-reach, reach + 1.0, device=planes.device, dtype=planes.dtype)
    window = (-steps.square() / (2 * scale * scale)).exp()
    window = window / window.sum()
    grown = F.pad(planes, (reach,) * 4, mode="replicate")
    return F.conv2d(F.conv2d(grown, window[None, None, :, None]), window[None, None, None])
