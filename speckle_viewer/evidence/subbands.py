"""Wavelet sub-bands that a network saw and made."""

from dataclasses import dataclass

from torch import Tensor


@dataclass(frozen=True)
class SubbandLevel:
    """One level of a network's wavelet domain, channels first: all LL, then LH, HL and HH.

    Attributes
    ----------
    before
        (B, 4·C, h, w): the transform of what came from the finer level; the image's own sub-bands
        at the finest.
    after
        (B, 4·C', h, w): what goes back to the finer level; the denoised sub-bands at the finest.
    """

    before: Tensor
    after: Tensor
