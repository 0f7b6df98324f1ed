"""Finds the ultrasound image itself in a frame whose header says nothing about regions."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from speckle_viewer.cine.tissue import coloured
from speckle_viewer.cine.types import Frame, FrameSource, Region
from speckle_viewer.errors import CineError

_CELLS = 192
"""The frame is judged in square cells, about this many along its longer side."""
_FLAT = 2
"""Neighbouring pixels of tissue differ by this much of 255; those of bars and banners do not."""
_DIM = 24
"""Pixels less than this above the background are too dark to be asked for texture."""
_FAINTEST_ECHO = 6
"""Echo differs from the background by more than this where compression is at its noisiest."""
_DENSE = 0.6
"""Part of the pixels around that show echo: more in tissue, less in text."""
_EMPTY_BORDER = 0.3
"""Part of the border that shows the background, unless the image fills the frame."""
_FAINT = 0.3
"""The same at the rim of the sector."""
_THICK = 0.05
"""Things thinner than this part of the longer side are no tissue: text, bars, curves."""
_COMPARABLE = 0.15
"""A patch of this part of the largest one's area belongs to the image too (dual views)."""


def find_region(source: FrameSource, first: Frame, frame_count: int) -> Region:
    """`detect_region` by three frames spread over the cine, of which the ``first`` is at hand.

    In the first one alone the probe may have no contact, or the screen be black.
    """
    others = []
    for index in sorted({frame_count // 3, 2 * frame_count // 3} - {0}):
        try:
            frame = source.decode(index)
        except CineError:  # a damaged frame says so when it is shown
            continue
        if frame.shape == first.shape:
            others.append(frame)
    return detect_region(first, others)


def detect_region(frame: Frame, others: Sequence[Frame] = ()) -> Region:
    """The rectangle around the image sector of ``frame``, of kind "tissue", source "detected".

    Tissue is what differs from the background (the commonest value along the border), has
    texture, is dense and is thick. Text is not dense; curves, rulers and grey bars are not thick;
    bars and banners have no texture. The largest patch that is all of these is the sector, with
    others of comparable size. Where nothing stands out, the whole image is the region.

    Parameters
    ----------
    frame, others
        A frame of the cine, and more of the same size if at hand: what lights up in one is tissue.
    """
    height, width = frame.shape[:2]
    cell = max(1, round(max(height, width) / _CELLS))
    echo = _echo(_grey(frame))
    for other in others:
        echo |= _echo(_grey(other))
    colour = coloured(frame) if frame.ndim == 3 else np.zeros_like(echo)
    box = _box_of_largest(_density(echo, colour, cell))
    if box is None:
        return Region(0, 0, height, width, None, "tissue", "detected")
    top, left = box[0] * cell, box[1] * cell
    bottom, right = min(box[2] * cell, height), min(box[3] * cell, width)
    return Region(top, left, bottom, right, None, "tissue", "detected")


def _grey(frame: Frame) -> NDArray[np.int16]:
    """Brightness from 0 to 255, whatever the type of the frame."""
    if frame.dtype == np.uint8:
        grey: NDArray[np.uint8] = frame.max(axis=2) if frame.ndim == 3 else frame
        return grey.astype(np.int16)
    low, high = np.percentile(frame, (0, 99.5))
    scaled = (frame.astype(np.float32) - low) * (255 / max(high - low, 1e-12))
    return np.asarray(np.clip(scaled, 0, 255), np.int16)


def _echo(grey: NDArray[np.int16]) -> NDArray[np.bool_]:
    """Pixels that differ from the background and are not part of something flat.

    All of them where the image fills its frame, with no empty border to tell the background from.
    """
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    background = np.bincount(border).argmax()
    away = abs(border - background)
    if np.mean(away <= _FLAT) < _EMPTY_BORDER:
        return np.ones(grey.shape, np.bool_)
    noise = np.median(away[away <= _FAINTEST_ECHO])
    difference = abs(grey - background)
    textured = difference < _DIM
    textured[:, 1:] |= abs(np.diff(grey, axis=1)) >= _FLAT
    textured[1:] |= abs(np.diff(grey, axis=0)) >= _FLAT
    return (difference > np.clip(3 * noise, _FLAT, _FAINTEST_ECHO)) & textured


def _density(echo: NDArray[np.bool_], colour: NDArray[np.bool_], cell: int) -> NDArray[np.float32]:
    """Part of the grey pixels around each cell that show echo; colour is left out of account."""
    grey = _cells(~colour, cell)
    with_echo = _cells(echo & ~colour, cell)
    around = ndimage.uniform_filter(grey, 5, mode="nearest")
    echo_around = ndimage.uniform_filter(with_echo, 5, mode="nearest")
    return np.asarray(echo_around / np.maximum(around, 0.04))


def _cells(pixels: NDArray[np.bool_], cell: int) -> NDArray[np.float32]:
    """Mean over cells of ``cell`` pixels each way, the last ones filled up with their edge."""
    padding = [(0, -length % cell) for length in pixels.shape]
    padded = np.pad(pixels, padding, mode="edge")
    rows, columns = padded.shape[0] // cell, padded.shape[1] // cell
    blocks = padded.reshape(rows, cell, columns, cell)
    return np.asarray(blocks.mean(axis=(1, 3), dtype=np.float32))


def _box_of_largest(density: NDArray[np.float32]) -> tuple[int, int, int, int] | None:
    """Top, left, bottom, right in cells of what is dense and thick, and of the tips around it."""
    side = max(3, round(_THICK * max(density.shape)))
    solid = ndimage.binary_fill_holes(density > _DENSE)
    core = ndimage.binary_opening(solid, np.ones((side, side), np.bool_))
    patches, count = ndimage.label(core)
    if not count:
        return None
    areas = np.bincount(patches.ravel())
    areas[0] = 0
    chosen = areas >= max(_COMPARABLE * areas.max(), 1)
    # Opening ate the tips of the sector, and its rim is faint: grow back over what is less dense.
    grown = ndimage.binary_dilation(
        chosen[patches], iterations=side, mask=(density > _FAINT) | core
    )
    rows, columns = np.flatnonzero(grown.any(axis=1)), np.flatnonzero(grown.any(axis=0))
    return int(rows[0]), int(columns[0]), int(rows[-1]) + 1, int(columns[-1]) + 1
