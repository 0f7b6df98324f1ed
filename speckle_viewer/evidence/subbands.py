"""Wavelet sub-bands that a network saw and made."""

from dataclasses import dataclass

from torch import Tensor


@dataclass(frozen=True, eq=False)
class SubbandLevel:
    """One level of a network's wavelet domain, channels first: all LL, then LH, HL and HH.

    Attributes
    ----------
    before
        (B, 4·C, h, w): the transform of what came from the finer level; the image's own sub-bands
        at the finest.
    after
        (B, 4·C', h, w): what goes back to the finer level; the denoised sub-bands at the finest.
    origin
        (row, column) in the whole image of the first pixel of a prediction that covers a part.
    """

    before: Tensor
    after: Tensor
    origin: tuple[int, int] = (0, 0)

    @property
    def nbytes(self) -> int:
        """Memory held by the sub-bands."""
        return self.before.nbytes + self.after.nbytes
