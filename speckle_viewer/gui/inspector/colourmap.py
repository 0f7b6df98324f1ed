"""From numbers to pixels: grey for intensities, a diverging map for weights and products.

The diverging map is made of two straight lines in OKLab (Ottosson 2020), from a neutral centre to
blue and to orange, equally long and equally steep in lightness: equal steps of the number are
equal steps for the eye, on either side of zero and with a colour deficiency of sight too.
"""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from speckle_viewer.gui.theme import Theme

Values = NDArray[np.float32]
Pixels = NDArray[np.uint32]

HALF = 255
"""Colours on either side of zero."""

_BLUE, _ORANGE = np.deg2rad(245.0), np.deg2rad(62.0)  # hues
_CHROMA = 0.105
_LIGHTNESS = {"dark": (0.27, 0.80), "light": (0.96, 0.50)}  # at zero, at the limits
_OVERLAY = 0.85  # opacity of the largest weight over its patch

_FROM_LAB = np.array(
    [
        [1.0, 0.3963377774, 0.2158037573],
        [1.0, -0.1055613458, -0.0638541728],
        [1.0, -0.0894841775, -1.2914855480],
    ]
)
_FROM_LMS = np.array(
    [
        [4.0767416621, -3.3077115913, 0.2309699292],
        [-1.2684380046, 2.6097574011, -0.3413193965],
        [-0.0041960863, -0.7034186147, 1.7076147010],
    ]
)


@lru_cache
def diverging(theme: str) -> NDArray[np.uint8]:
    """The diverging map of a theme: (2 · `HALF` + 1, 3) sRGB, zero in the middle."""
    centre, pole = _LIGHTNESS[theme]
    position = np.linspace(-1.0, 1.0, 2 * HALF + 1)
    reach = np.abs(position)
    hue = np.where(position < 0, _BLUE, _ORANGE)
    lab = np.stack(
        [
            centre + (pole - centre) * reach,
            _CHROMA * reach * np.cos(hue),
            _CHROMA * reach * np.sin(hue),
        ],
        axis=-1,
    )
    linear = np.clip((lab @ _FROM_LAB.T) ** 3 @ _FROM_LMS.T, 0.0, 1.0)
    srgb = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.asarray(np.round(255 * srgb), np.uint8)


def limit_of(arrays: tuple[Values, ...]) -> float:
    """The largest magnitude: the symmetric limit shared by all maps of a pixel."""
    return max(float(np.abs(a).max()) for a in arrays)


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
