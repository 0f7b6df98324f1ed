"""The lines around regions as corners, for what is drawn elsewhere than on the screen."""

import numpy as np

from speckle_viewer.measuring.motion import Places
from speckle_viewer.viewer.roi import Roi, box_around

_STEPS = 72
"""Corners of the line around an ellipse."""


def outlines(roi: Roi, frame: int) -> list[Places]:
    """The closed lines (n, 2) around a region on a frame, one for each part of it."""
    if roi.painted is not None:
        from skimage.measure import find_contours  # takes long to import

        padded = np.pad(roi.mask(frame), 1).astype(float)
        parts = find_contours(padded, 0.5)  # type: ignore[no-untyped-call]
        return [np.asarray(part) - 0.5 for part in parts]
    corners = np.array(roi.points, float)
    if roi.shape == "ellipse":
        low, high = corners.min(axis=0), corners.max(axis=0)
        turn = np.linspace(0, 2 * np.pi, _STEPS, endpoint=False)
        unit = np.stack([np.sin(turn), np.cos(turn)], axis=-1)
        corners = (low + high) / 2 + unit * (high - low) / 2
    elif roi.shape == "rectangle":
        corners = box_around(corners)
    return [roi.motion(frame)(corners)]
