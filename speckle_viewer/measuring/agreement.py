"""How near an image is to its reference, over the tissue."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speckle_viewer import metrics

CONVENTION = """\
Over the tissue within the sector, of the brightness as displayed in [0, 1].
PSNR: 10 log10(1 / mean squared error).
Offset-free PSNR: the same after the best constant is taken off; rank by this one.
SSIM: Gaussian window of σ 1.5 px, K1 = 0.01, K2 = 0.03, mean over the tissue
(Wang et al., IEEE Trans. Image Process. 13, 2004)."""


@dataclass(frozen=True)
class Agreement:
    """An image against its reference over some pixels: dB, dB, 0 to 1, and how many pixels.

    NaN where there are no pixels, and PSNR infinite where both are the same.
    """

    psnr: float
    offset_free_psnr: float
    ssim: float
    pixels: int


def agreement(
    image: NDArray[np.float32], reference: NDArray[np.float32], inside: NDArray[np.bool_]
) -> Agreement:
    """Compare an image (H, W) with its reference, both in [0, 1], over the pixels ``inside``."""
    if not inside.any():
        return Agreement(float("nan"), float("nan"), float("nan"), 0)
    return Agreement(
        metrics.psnr(image, reference, 1, inside),
        metrics.offset_free_psnr(image, reference, 1, inside),
        metrics.ssim(image, reference, 1, inside),
        int(np.count_nonzero(inside)),
    )
