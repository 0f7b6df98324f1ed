"""Non-local means (Buades, Coll and Morel, CVPR 2005).

Every pixel is a mean of those around whose patches look alike:  w = exp(−‖P_i − P_j‖² / h²)
with the plain mean squared difference of two square patches, as in the authors' own program (Image
Processing On Line 2011), where the paper weighs the middle of patches more. Pixels outside the
image are in no mean; patches repeat its edge.

Written out, because scikit-image's gives no weights, and its fast form compares other patches than
its slow one. A pair of pixels is compared once for both.

Domain: the displayed brightness, in which speckle is nearly additive.
"""

from collections.abc import Callable

import torch
from torch import Tensor

from speckle_viewer.evidence import RuledKernels, patch_at
from speckle_viewer.filters.windows import Part, inside, pairs, window_sum
from speckle_viewer.ops.dynamic_filter import grow


def nlm(
    image: Tensor,
    check: Callable[[], None],
    *,
    strength: float,
    patch: float,
    search: float,
) -> RuledKernels:
    """Filter brightness (H, W) in [0, 1].

    ``strength`` is h in grey levels of 255; ``patch`` and ``search`` are the radii of patches and
    of the window in which they are looked for, in pixels.
    """
    half, far = round(patch), round(search)
    steepness = -((255 / strength / (2 * half + 1)) ** 2)

    def rule(image: Tensor, row: int, column: int) -> Tensor:
        size = 2 * half + 1
        near = patch_at(image, 2 * (far + half) + 1, row, column)
        patches = near.unfold(0, size, 1).unfold(1, size, 1)
        unlike = (patches - patches[far, far]).square().sum((-2, -1))
        taps = torch.exp(steepness * unlike) * inside(image, row, column, far)
        return taps / taps.sum()

    grown = grow(image, (half,) * 4)
    total, weights = image.clone(), torch.ones_like(image)  # the pixel itself has the weight one
    for here, there, _ in pairs(image.shape, far):
        check()
        unlike = (grown[_wider(here, half)] - grown[_wider(there, half)]).square_()
        weight = window_sum(unlike, half).mul_(steepness).exp_()
        for to, come in ((here, there), (there, here)):
            total[to].addcmul_(weight, image[come])
            weights[to].add_(weight)
    return RuledKernels((), image[None], total / weights, rule=rule)


def reach(patch: float, search: float, **_: float) -> int:
    """Pixels around a pixel that it depends on."""
    return round(patch) + round(search)


def _wider(part: Part, margin: int) -> Part:
    """A part of an image and what lies ``margin`` around it, once the image is so much larger."""
    rows, columns = (slice(along.start, along.stop + 2 * margin) for along in part)
    return rows, columns
