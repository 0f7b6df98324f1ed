"""The pixels that a pane shows, as colours: its image between its levels, and what lies over it."""

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Frame
from speckle_viewer.colours import DISTINCT, rgba
from speckle_viewer.viewer.overlay import Overlay
from speckle_viewer.viewer.panes import PaneScene
from speckle_viewer.viewer.wants import Levels

Colour = NDArray[np.uint8]
Indices = NDArray[np.intp]

LIT = DISTINCT[6]
"""The colour of what is selected, in images and in plots."""

THEME = "dark"
"""Of the colours over images: ultrasound is dark in either theme."""


def drawn(pane: PaneScene, rows: Indices, columns: Indices) -> Colour:
    """These rows (h,) and columns (w,) of what a pane shows, (h, w, 3) sRGB.

    Black beside the image. Of a pane without one, all is.
    """
    pixels = np.zeros((len(rows), len(columns), 3), np.uint8)
    if pane.image is None:
        return pixels
    there = _inside(rows, pane.image.shape[0]), _inside(columns, pane.image.shape[1])
    rows, columns = rows[there[0]], columns[there[1]]
    part = in_levels(pane.image[np.ix_(rows, columns)], pane.levels)
    for overlay in pane.overlays:
        part = _laid_over(part, overlay, rows, columns)
    pixels[np.ix_(*there)] = part
    return pixels


def drawn_whole(pane: PaneScene) -> Colour:
    """All that a pane shows, (rows, columns, 3) sRGB; it must have an image."""
    assert pane.image is not None
    rows, columns = pane.image.shape[:2]
    return drawn(pane, np.arange(rows), np.arange(columns))


def in_levels(image: Frame, levels: Levels) -> Colour:
    """A grey or colour image between black and white, (…, 3) sRGB."""
    shown = rgba(image, "grey", (float(levels.low), float(levels.high)))
    return shown[..., 0] if image.ndim == 3 else shown[..., :3]


def pixels_of(overlay: Overlay) -> Colour:
    """The colours of an overlay, (h, w, 4) sRGB and opacity."""
    return _colours(overlay, overlay.values, overlay.weights)


def _inside(places: Indices, count: int) -> NDArray[np.bool_]:
    return (places >= 0) & (places < count)


def _laid_over(part: Colour, overlay: Overlay, rows: Indices, columns: Indices) -> Colour:
    """A part of an image (h, w, 3), given by rows and columns, with an overlay over it."""
    down = (rows - overlay.origin[0]) // overlay.spacing
    right = (columns - overlay.origin[1]) // overlay.spacing
    there = _inside(down, overlay.values.shape[0]), _inside(right, overlay.values.shape[1])
    of, where = np.ix_(down[there[0]], right[there[1]]), np.ix_(*there)
    weights = None if overlay.weights is None else overlay.weights[of]
    colours = _colours(overlay, overlay.values[of], weights).astype(np.float32)
    opacity = colours[..., 3:] / 255
    result = part.copy()
    result[where] = np.rint(opacity * colours[..., :3] + (1 - opacity) * part[where])
    return result


def _colours(
    overlay: Overlay, values: NDArray[np.generic], weights: NDArray[np.float32] | None
) -> Colour:
    if values.dtype == bool:
        return _lit(values.astype(bool, copy=False), overlay.opacity)
    pixels = rgba(values, overlay.colours, overlay.limits, THEME)
    opacity = overlay.opacity * (1.0 if weights is None else weights)
    pixels[..., 3] = np.where(pixels[..., 3] > 0, np.rint(255 * np.nan_to_num(opacity)), 0)
    return pixels


def _lit(mask: NDArray[np.bool_], opacity: float) -> Colour:
    """One colour where a mask is true; quickly, since it changes at every move of the mouse."""
    red, green, blue = bytes.fromhex(LIT[1:])
    pair = np.array([[0, 0, 0, 0], [red, green, blue, round(255 * opacity)]], np.uint8)
    packed = pair.view(np.uint32).ravel()[np.ascontiguousarray(mask).view(np.uint8)]
    return packed.view(np.uint8).reshape(*mask.shape, 4)
