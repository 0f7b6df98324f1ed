"""Put denoised brightness back into a frame."""

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Frame


def compose(
    frame: Frame,
    brightness: NDArray[np.float32],
    tissue: NDArray[np.bool_],
    value_range: tuple[float, float],
) -> Frame:
    """``frame`` with its tissue replaced; every other pixel stays as it is, bit for bit.

    Parameters
    ----------
    frame
        (rows, columns) or (rows, columns, 3), of any dtype.
    brightness
        (rows, columns) in [0, 1]; what lies outside is clipped.
    tissue
        (rows, columns): which pixels to replace. Those of a colour frame become grey.
    value_range
        The frame's values that mean black and white.

    Returns
    -------
    Frame
        A new array shaped and typed as ``frame``, read-only.
    """
    low, high = value_range
    values = low + np.clip(brightness[tissue], 0, 1) * (high - low)
    if np.issubdtype(frame.dtype, np.integer):
        values = np.rint(values)
    composed = frame.copy()
    composed[tissue] = values if frame.ndim == 2 else values[:, None]
    composed.flags.writeable = False
    return composed
