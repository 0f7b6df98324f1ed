"""Non-local means (Buades, Coll and Morel, CVPR 2005), scikit-image's fast form.

Every pixel is a mean of those around whose patches look alike:  w = exp(−‖P_i − P_j‖² / h²)
with the mean squared difference of two patches.

Domain: the displayed brightness, in which speckle is nearly additive.
"""

from collections.abc import Callable

import numpy as np
import torch
from skimage.restoration import denoise_nl_means
from torch import Tensor

from speckle_viewer.filters.strips import in_strips


def nlm(
    image: Tensor,
    check: Callable[[], None],
    *,
    strength: float,
    patch: float,
    search: float,
) -> Tensor:
    """Filter brightness (H, W) in [0, 1].

    ``strength`` is h in grey levels of 255; ``patch`` and ``search`` are the radii of patches and
    of the window in which they are looked for, in pixels.
    """

    def filtered(strip: Tensor) -> Tensor:
        found = denoise_nl_means(
            strip.numpy().astype(np.float64),  # the fast form sums over whole strips
            patch_size=2 * round(patch) + 1,
            patch_distance=round(search),
            h=strength / 255,
            fast_mode=True,
        )
        return torch.from_numpy(found.astype(np.float32)).view(strip.shape)

    return in_strips(image.cpu(), filtered, reach(patch, search), check).to(image.device)


def reach(patch: float, search: float, **_: float) -> int:
    """Pixels around a pixel that it depends on."""
    return round(patch) + round(search)
