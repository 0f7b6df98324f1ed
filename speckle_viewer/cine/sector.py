"""Finds the ultrasound image itself in a frame whose header says nothing about regions."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from speckle_viewer.cine.types import Frame, Region

_WORKING_SIZE = 256
"""The frame is shrunk until its longer side is about this many cells."""


def detect_region(frame: Frame, others: Sequence[Frame] = ()) -> Region:
    """The rectangle around the image sector of ``frame``, of kind "tissue", source "detected".

    Burned-in text, grey and colour bars, rulers, curves and logos lie in a static dark border.
    They are thin, or small beside the sector: opening the bright part of the image removes thin
    things, and the largest patch that remains is the sector (with others of comparable size, as
    in a dual view). Where nothing stands out, the whole image is the region.

    Parameters
    ----------
    frame, others
        Any frame of the cine, and more of them if at hand: what moves is lit too.
    """
    height, width = frame.shape[:2]
    cell = max(1, round(max(height, width) / _WORKING_SIZE))
    bright = _brightness(frame, cell)
    lit = _lit(bright)
    for other in others:
        lit |= np.abs(_brightness(other, cell) - bright) > _MOVED
    box = _box_of_largest(lit)
    if box is None:
        return Region(0, 0, height, width, None, "tissue", "detected")
    top, left, bottom, right = (edge * cell for edge in box)
    return Region(top, left, min(bottom, height), min(right, width), None, "tissue", "detected")


_LIT = 6.0
"""Brightness above the background, of 255, that is echo rather than noise of compression."""
_MOVED = 6.0
_OPENING = 0.035
"""Things thinner than this part of the longer side are no tissue: text, bars, curves."""
_COMPARABLE = 0.15
"""A patch of this part of the largest one's area belongs to the image too."""


def _brightness(frame: Frame, cell: int) -> NDArray[np.float32]:
    """Mean brightness of cells of ``cell`` pixels each way, black to white as 0 to 255."""
    grey = frame.max(axis=2) if frame.ndim == 3 else frame
    rows, columns = grey.shape[0] // cell, grey.shape[1] // cell
    cells = grey[: rows * cell, : columns * cell].reshape(rows, cell, columns, cell)
    means = cells.mean(axis=(1, 3), dtype=np.float32)
    if grey.dtype != np.uint8:
        low, high = np.percentile(means, (0, 99.5))
        means = (means - low) * np.float32(255 / max(high - low, 1e-12))
    return means


def _lit(bright: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Cells brighter than the background, which is the darkest level found along the border."""
    border = np.concatenate([bright[0], bright[-1], bright[:, 0], bright[:, -1]])
    return bright > np.percentile(border, 10) + _LIT


def _box_of_largest(lit: NDArray[np.bool_]) -> tuple[int, int, int, int] | None:
    side = max(3, round(_OPENING * max(lit.shape)))
    closed = ndimage.binary_closing(np.pad(lit, side), np.ones((3, 3), np.bool_), iterations=2)
    core = ndimage.binary_opening(closed, np.ones((side, side), np.bool_))
    patches, count = ndimage.label(core)
    if not count:
        return None
    areas = ndimage.sum_labels(core, patches, np.arange(count + 1))
    chosen = (areas >= _COMPARABLE * areas.max()) & (areas > 0)
    # Opening ate the corners (the tip of a sector): grow back, inside what is lit only.
    grown = ndimage.binary_dilation(chosen[patches], iterations=side, mask=closed)
    rows, columns = (np.flatnonzero(grown.any(axis=axis)) - side for axis in (1, 0))
    top, bottom = max(rows[0], 0), min(rows[-1] + 1, lit.shape[0])
    left, right = max(columns[0], 0), min(columns[-1] + 1, lit.shape[1])
    return int(top), int(left), int(bottom), int(right)
