"""From numbers to pixels: grey for intensities, a diverging map for weights and products."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from speckle_viewer.colours import HALF, diverging
from speckle_viewer.gui.theme import Theme

Values = NDArray[np.float32]
Pixels = NDArray[np.uint32]

_OVERLAY = 0.85  # opacity of the largest weight over its patch


def limit_of(arrays: tuple[Values, ...]) -> float:
    """The largest magnitude: the symmetric limit shared by all maps of a pixel."""
    return max(float(np.abs(a).max()) for a in arrays)


def rooted(values: Values, limit: float) -> Values:
    """Numbers for a colour scale of square roots, with the same ends and zero.

    Most of a large kernel lies in weights far below its largest, which would have no colour.
    """
    return np.copysign(np.sqrt(np.abs(values) * np.float32(limit)), values)


def grey_pixels(values: Values) -> Pixels:
    """Intensities in [0, 1] as grey."""
    grey = np.round(255 * np.clip(values, 0.0, 1.0)).astype(np.uint32)
    return _packed(grey, grey, grey)


def signed_pixels(values: Values, limit: float, theme: Theme) -> Pixels:
    """Signed numbers in the diverging map between −``limit`` and ``limit``."""
    red, green, blue = np.moveaxis(diverging(theme.name)[_places(values, limit)], -1, 0)
    return _packed(red, green, blue)


def overlay_pixels(patch: Values, taps: Values, limit: float) -> Pixels:
    """Weights over the patch that they weigh: the larger, the more the patch takes their colour.

    Speckle is dark in either theme, so the bright blue and orange of the dark one are used.
    """
    poles = diverging("dark")[[0, -1]].astype(np.float32)
    colour = np.where((taps < 0)[..., None], poles[0], poles[1])
    opacity = _OVERLAY * np.abs(taps)[..., None] / (limit or 1.0)
    grey = 255 * np.clip(patch, 0.0, 1.0)[..., None]
    mixed = np.round(grey + (colour - grey) * opacity)
    return _packed(mixed[..., 0], mixed[..., 1], mixed[..., 2])


def to_image(pixels: Pixels) -> QImage:
    """An image of one pixel per number, to be drawn larger without smoothing."""
    height, width = pixels.shape
    return QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def _places(values: Values, limit: float) -> NDArray[np.intp]:
    scaled = np.clip(values / (limit or 1.0), -1.0, 1.0)
    return np.asarray(np.round(HALF * scaled), np.intp) + HALF


def _packed(red: NDArray[Any], green: NDArray[Any], blue: NDArray[Any]) -> Pixels:
    r, g, b = (channel.astype(np.uint32) for channel in (red, green, blue))
    return np.asarray(0xFF000000 | r << 16 | g << 8 | b, np.uint32)
