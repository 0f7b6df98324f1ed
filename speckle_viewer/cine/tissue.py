"""Which pixels of a frame are grey B-mode tissue: the only ones that denoising may alter."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from speckle_viewer.cine.annotations import annotations
from speckle_viewer.cine.types import Frame, Region

_WEAK, _STRONG = 16, 40
"""Spread between the channels of a pixel, of 255, that may be and that must be colour."""
_TINT = 8
"""A tint of one part in this many of the brightness is no colour, whatever the brightness."""

_IMAGE_KINDS = frozenset({"tissue", "colour"})
_CURVE_KINDS = frozenset({"m-mode", "spectral", "trace"})
_BAR = 0.1
"""Some systems enclose all of their screen in a region "other": a bar is smaller than this part
of the image."""


def tissue_mask(frame: Frame, regions: Sequence[Region]) -> NDArray[np.bool_]:
    """Grey B-mode pixels of ``frame``, (rows, columns) of bool.

    These lie in a region of kind "tissue" or "colour" and in none of kind "m-mode", "spectral" or
    "trace", nor in a small one of kind "other" (a grey bar, by the standard), and are neither
    coloured nor part of the text and marks beside the sector. Without regions the whole image
    counts as one of tissue.
    """
    inside = np.full(frame.shape[:2], not regions)
    images = [r for r in regions if r.kind in _IMAGE_KINDS]
    for r in images:
        inside[r.top : r.bottom, r.left : r.right] = True
    largest = max(map(_area, images), default=0)
    for r in regions:
        is_bar = r.kind == "other" and _area(r) < _BAR * largest
        if is_bar or r.kind in _CURVE_KINDS:
            inside[r.top : r.bottom, r.left : r.right] = False
    if frame.ndim == 3:
        inside &= ~coloured(frame)
    inside &= ~annotations(frame)
    return inside


def _area(region: Region) -> int:
    return (region.bottom - region.top) * (region.right - region.left)


def coloured(frame: Frame) -> NDArray[np.bool_]:
    """Coloured pixels of an RGB frame and those beside them, (rows, columns) of bool.

    Judged on means of 2×2 pixels, where JPEG keeps one chroma sample and noise is lower, with
    hysteresis: weakly coloured pixels count where they touch strongly coloured ones, so that
    Doppler goes with its dark and pale rims, while chroma noise on grey tissue makes no holes.
    """
    height, width = frame.shape[:2]
    small = np.asarray(Image.fromarray(frame).reduce(2))
    red, green, blue = small[..., 0], small[..., 1], small[..., 2]
    brightest = np.maximum(np.maximum(red, green), blue)
    spread = brightest - np.minimum(np.minimum(red, green), blue)
    excess = spread.astype(np.int16) - brightest // _TINT
    strong = excess > _STRONG
    if not strong.any():
        return np.zeros((height, width), np.bool_)
    patches, count = ndimage.label(excess > _WEAK)
    is_colour = np.zeros(count + 1, np.bool_)
    is_colour[patches[strong]] = True
    # Chroma bleeds over the neighbouring sample of a subsampled JPEG: one more cell on each side.
    grown: NDArray[np.bool_] = ndimage.binary_dilation(
        is_colour[patches], np.ones((3, 3), np.bool_)
    )
    full: NDArray[np.bool_] = grown.repeat(2, axis=0).repeat(2, axis=1)
    return full[:height, :width]
