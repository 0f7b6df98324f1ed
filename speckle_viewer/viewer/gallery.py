"""How the kernels and filters of a frame are wanted."""

from dataclasses import dataclass

SPACINGS = (8, 12, 16, 24, 32, 48, 64, 96, 128)
"""On offer, in pixels."""


@dataclass(frozen=True)
class GallerySetting:
    """What the gallery of kernels, and the map of filters, show.

    Attributes
    ----------
    spacing
        Pixels between neighbouring kernels.
    offset
        Which frame of the burst: so many places from the denoised one; None for all, added.
    one_scale
        One scale of colours for all kernels, rather than one each that shows its form best.
    share
        The number of the global filter whose share is mapped, from 0; None maps the filter that
        each pixel takes most of.
    """

    spacing: int = 32
    offset: int | None = None
    one_scale: bool = False
    share: int | None = None
