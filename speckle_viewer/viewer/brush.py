"""Pixels that are lit in all panes."""

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine
from speckle_viewer.viewer.overlay import EVERY_PANE, Overlay


def lit(cine: Cine, frame: int, mask: NDArray[np.bool_], words: str) -> Overlay:
    """The overlay that lights pixels (rows, columns) up; ``words`` say which they are."""
    return Overlay(cine, EVERY_PANE, frame, mask, opacity=0.45, classes=(words,))
