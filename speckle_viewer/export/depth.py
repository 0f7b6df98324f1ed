"""Values of frames in 8 and in 16 bits."""

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Frame


def in_8_bits(frame: Frame, low: float, high: float) -> NDArray[np.uint8]:
    """A frame as it is shown between two levels."""
    if frame.dtype == np.uint8 and (low, high) == (0, 255):
        return frame
    scaled = (frame.astype(np.float32) - low) * (255 / ((high - low) or 1))
    shown: NDArray[np.uint8] = np.rint(scaled.clip(0, 255)).astype(np.uint8)
    return shown


def in_16_bits(values: Frame, value_range: tuple[float, float]) -> Frame:
    """Values of floating point as 16 bits, which ``value_range`` fills; others as they are."""
    if not np.issubdtype(values.dtype, np.floating):
        return values
    low, high = value_range
    scaled = (values.astype(np.float64) - low) / ((high - low) or 1)
    whole: Frame = np.rint(65535 * scaled.clip(0, 1)).astype(np.uint16)
    return whole
