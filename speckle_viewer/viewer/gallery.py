"""How the gallery of kernels over the frame is wanted."""

from dataclasses import dataclass

SPACINGS = (8, 12, 16, 24, 32, 48, 64, 96, 128)
"""On offer, in pixels."""


@dataclass(frozen=True)
class GallerySetting:
    """What the gallery shows.

    Attributes
    ----------
    spacing
        Pixels between neighbouring kernels.
    offset
        Which frame of the burst: so many places from the denoised one; None for all, added.
    one_scale
        One scale of colours for all kernels, rather than one each that shows its form best.
    """

    spacing: int = 32
    offset: int | None = None
    one_scale: bool = False
