"""Small pictures of frames."""

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Frame

THUMBNAIL = (96, 64)
"""Largest width and height, in pixels of a screen of 96 dpi."""

FINENESS = 2
"""How many times that a picture may have, for screens of which the pixels are smaller."""


def thumbnail(frame: Frame, value_range: tuple[float, float]) -> NDArray[np.uint8]:
    """A frame as 8 bits a channel, averaged so that it fits `FINENESS` times `THUMBNAIL`.

    Parameters
    ----------
    frame
        (rows, columns) or (rows, columns, 3), of any dtype.
    value_range
        The values that mean black and white.
    """
    rows, columns = frame.shape[:2]
    width, height = (FINENESS * side for side in THUMBNAIL)
    step = max(-(-columns // width), -(-rows // height), 1)
    whole = frame[: max(rows // step, 1) * step, : max(columns // step, 1) * step]
    blocks = np.add.reduceat(whole.astype(np.float32), np.arange(0, whole.shape[0], step), axis=0)
    blocks = np.add.reduceat(blocks, np.arange(0, whole.shape[1], step), axis=1) / step**2
    low, high = value_range
    small: NDArray[np.float32] = np.clip((blocks - low) * (255 / (high - low)), 0, 255)
    return small.astype(np.uint8)
