"""Colours of decoded video, the same for files and for video inside DICOM."""

from typing import Any

import numpy as np

from speckle_viewer.cine.types import Frame

_HIGH_DEFINITION = 720
"""From this height on, video without a label is ITU-R BT.709, below it BT.601."""
_UNLABELLED = 2
"""AVCOL_SPC_UNSPECIFIED of FFmpeg."""


def to_rgb(frame: Any) -> Frame:
    """A frame of PyAV as (rows, columns, 3), uint8, by the matrix and range that it states."""
    high_definition = frame.height >= _HIGH_DEFINITION and frame.colorspace == _UNLABELLED
    colours = {"src_colorspace": "ITU709"} if high_definition else {}
    return np.asarray(frame.reformat(format="rgb24", **colours).to_ndarray())
