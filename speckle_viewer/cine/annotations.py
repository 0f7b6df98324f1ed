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
_FAINT, _STRAY = 0.06, 3
"""Tissue is brighter somewhere in a cell, and such cells stand together; stray pixels do not."""
_SMALL = 0.06
"""A mark is smaller than this part of the sector."""
_NEAR = 3
"""Cells between the sector and an island that belongs to it, unless it is thin."""
_THIN = 0.6
"""Letters and lines light less than this part of the pixels of their cells; tissue more."""
_NEIGHBOURS = np.ones((3, 3), np.bool_)
_BLACK, _DARK = 2.5 / 255, 2
"""What compression makes of black; and cells around anything brighter that are not deep in the
black, the reach of kernels of 17 × 17."""


def annotations(frame: Frame) -> NDArray[np.bool_]:
    """Small bright marks outside the convex hull of the image sector, (rows, columns) of bool.

    Leaflets and other islands inside the sector are within its hull; faint or large islands beside
    it may be tissue behind a shadow, and so may thick ones near it. None counts as a mark.
    """
    cells, filled = _cells(frame)
    # Not grown before they are told apart: a label two cells from the sector is no part of it.
    patches, count = ndimage.label(cells > _LIT, _NEIGHBOURS)
    if count < 2:
        return np.zeros(frame.shape[:2], np.bool_)
    areas = np.bincount(patches.ravel())[1:]
    numbers = np.arange(1, count + 1)
    hull = _hull(patches == 1 + int(areas.argmax()))
    near = ndimage.binary_dilation(hull, _NEIGHBOURS, iterations=_NEAR)
    mark = (
        (ndimage.maximum(cells, patches, numbers) > _BRIGHT)
        & (areas < _SMALL * hull.sum())
        & ~_touching(hull, patches, count)
        & ((ndimage.mean(filled, patches, numbers) < _THIN) | ~_touching(near, patches, count))
    )
    marked = np.concatenate(([False], mark))[patches]
    return _pixels(ndimage.binary_dilation(marked, _NEIGHBOURS) & ~hull, frame)


def insonified(frame: Frame, tissue: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Of the tissue of a frame what lies in the convex hull of all that is lit, (rows, columns).

    The rest is the black beside the sector. A frame without any light keeps all of its tissue.
    """
    grey = frame.max(-1) if frame.ndim == 3 else frame
    patches, _ = ndimage.label(_cells(np.where(tissue, grey, 0))[0] > _FAINT, _NEIGHBOURS)
    lit = np.bincount(patches.ravel(), minlength=1) >= _STRAY
    lit[0] = False
    return tissue & _pixels(_hull(lit[patches]), frame) if lit.any() else tissue


def deep_black(brightness: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Where brightness (rows, columns) in [0, 1] is black, and so is all that is within 8 pixels.

    Beside the sector, and in what gives no echo at all: there is nothing to denoise.
    """
    lit = _brightest(_in_cells(brightness)) > _BLACK
    near = ndimage.binary_dilation(lit, _NEIGHBOURS, iterations=_DARK)
    return ~_pixels(near, brightness)


def _pixels(cells: NDArray[np.bool_], frame: Frame) -> NDArray[np.bool_]:
    full: NDArray[np.bool_] = cells.repeat(_CELL, axis=0).repeat(_CELL, axis=1)
    return full[: frame.shape[0], : frame.shape[1]]


def _touching(
    place: NDArray[np.bool_], patches: NDArray[np.int32], count: int
) -> NDArray[np.bool_]:
    """Whether each of the patches, 1 to ``count``, has a cell in a place."""
    return np.bincount(patches[place], minlength=count + 1)[1:] > 0


def _cells(frame: Frame) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Greatest brightness in each cell, of full brightness, and the lit part of its pixels."""
    grey = frame.max(-1) if frame.ndim == 3 else frame
    full = 255.0 if grey.dtype == np.uint8 else max(float(grey.max(initial=0)), 1e-9)
    tall = _in_cells(grey)
    greatest = _brightest(tall).astype(np.float32) / full
    lit = (tall > _LIT * full).sum(1, np.uint8).reshape(len(tall), -1, _CELL).sum(2, np.uint8)
    return greatest, lit.astype(np.float32) / _CELL**2


def _in_cells(grey: Frame) -> Frame:
    """A grey frame, with black added to whole cells, as rows of cells (n, `_CELL`, columns)."""
    rows, columns = (-n % _CELL for n in grey.shape)
    padded = np.pad(grey, ((0, rows), (0, columns)))
    return padded.reshape(-1, _CELL, padded.shape[1])


def _brightest(tall: Frame) -> Frame:
    """The greatest value in each cell. Row by row first: whole rows are compared at once."""
    brightest: Frame = tall.max(1).reshape(len(tall), -1, _CELL).max(2)
    return brightest


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
