"""Text, scales and traces burned into a frame beside the image sector."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from scipy import ndimage
from scipy.spatial import ConvexHull, QhullError

from speckle_viewer.cine.types import Frame

_CELL = 4
"""Pixels on a side of the cells that are judged: wider than the strokes of letters."""
_LIT, _BRIGHT = 0.1, 0.35
"""Of full brightness: what is not background, and what a mark has somewhere."""
_SMALL = 0.06
"""A mark is smaller than this part of the sector."""


def annotations(frame: Frame) -> NDArray[np.bool_]:
    """Small bright marks outside the convex hull of the image sector, (rows, columns) of bool.

    Leaflets and other islands inside the sector are within its hull; faint or large islands beside
    it may be tissue behind a shadow. Neither counts as a mark.
    """
    height, width = frame.shape[:2]
    cells = _cells(frame)
    grown = ndimage.binary_dilation(cells > _LIT, np.ones((3, 3), np.bool_))
    patches, count = ndimage.label(grown, np.ones((3, 3), np.bool_))
    if count < 2:
        return np.zeros((height, width), np.bool_)
    areas = np.bincount(patches.ravel())[1:]
    numbers = np.arange(1, count + 1)
    hull = _hull(patches == 1 + int(areas.argmax()))
    brightest = ndimage.maximum(cells, patches, numbers)
    touches_hull = ndimage.maximum(hull, patches, numbers)
    mark = (brightest > _BRIGHT) & (areas < _SMALL * hull.sum()) & ~touches_hull.astype(np.bool_)
    marked = np.concatenate(([False], mark))[patches]
    full: NDArray[np.bool_] = marked.repeat(_CELL, axis=0).repeat(_CELL, axis=1)
    return full[:height, :width]


def _cells(frame: Frame) -> NDArray[np.float32]:
    """Greatest brightness in each cell, of full brightness."""
    grey = frame.max(-1) if frame.ndim == 3 else frame
    full = 255.0 if grey.dtype == np.uint8 else max(float(grey.max(initial=0)), 1e-9)
    rows, columns = (-n % _CELL for n in grey.shape)
    padded = np.pad(grey, ((0, rows), (0, columns)))
    # Row by row first: whole rows are compared at once.
    tall = padded.reshape(-1, _CELL, padded.shape[1]).max(1)
    cells: NDArray[np.float32] = tall.reshape(len(tall), -1, _CELL).max(2).astype(np.float32) / full
    return cells


def _hull(patch: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Convex hull of the lit cells of a mask."""
    rows = np.flatnonzero(patch.any(1))
    first = patch[rows].argmax(1)
    last = patch.shape[1] - 1 - patch[rows, ::-1].argmax(1)
    ends = np.concatenate([np.stack([first, rows], 1), np.stack([last, rows], 1)])
    try:
        corners = ends[ConvexHull(ends).vertices]
    except QhullError:  # all cells on a line
        return patch
    image = Image.new("1", (patch.shape[1], patch.shape[0]))
    ImageDraw.Draw(image).polygon([(int(x), int(y)) for x, y in corners], fill=1, outline=1)
    return np.asarray(image) | patch
