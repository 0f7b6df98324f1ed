"""Wavelet shrinkage: soft thresholds by BayesShrink (Chang, Yu and Vetterli, IEEE TIP 2000).

scikit-image's, with the nearly symmetric wavelet of eight taps ("sym4"). Each sub-band's threshold
is σ² over the standard deviation of what lies in it beyond the noise, σ being the same in all.

Domain: the displayed brightness, in which speckle is nearly additive; the classical homomorphic
scheme, the machine having taken the logarithm already.
"""

from collections.abc import Callable

import numpy as np
import pywt
import torch
from skimage.restoration import denoise_wavelet
from torch import Tensor

WAVELET = "sym4"
_SMALLEST = 2 * (pywt.Wavelet(WAVELET).dec_len - 1)
"""Pixels along a side that one level needs; smaller images are mirrored to this."""


def wavelet(image: Tensor, check: Callable[[], None], *, sigma: float, levels: float) -> Tensor:
    """Filter brightness (H, W) in [0, 1]; ``sigma`` is that of the noise in grey levels of 255."""
    check()
    height, width = image.shape
    margins = [(0, max(0, _SMALLEST - side)) for side in (height, width)]
    padded = np.pad(image.cpu().numpy(), margins, mode="symmetric")
    possible = pywt.dwt_max_level(min(padded.shape), WAVELET)
    found = denoise_wavelet(
        padded,
        sigma=sigma / 255,
        wavelet=WAVELET,
        wavelet_levels=min(round(levels), possible),
        method="BayesShrink",
        mode="soft",
    )
    check()
    return torch.from_numpy(found[:height, :width].astype(np.float32)).to(image.device)


def reach(**_: float) -> int:
    """Thresholds follow from the whole image, whatever its size."""
    return 1_000_000
