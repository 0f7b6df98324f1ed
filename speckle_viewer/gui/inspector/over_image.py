"""The kernel that the inspector shows, laid over the images where its pixels are."""

from typing import TYPE_CHECKING

import numpy as np

from speckle_viewer.central import middle
from speckle_viewer.cine import Cine
from speckle_viewer.viewer import Overlay

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence import PixelKernel
    from speckle_viewer.evidence.equivalent import PixelColumn

OVER_INPUT, OVER_OUTPUT = "kernel-input", "kernel-output"
"""Under which it lies in `Wants.overlays`: over what was weighed, and over what came of it."""


def overlay_of(
    kernel: "PixelKernel | PixelColumn", side: int, cine: Cine, pane: str, frame: int
) -> Overlay | None:
    """The middle ``side`` pixels of a kernel, all sizes and frames together, over an image.

    The colour is that of the sign; how much it covers of the image goes with the square root of the
    weight. None where all weights are zero.
    """
    from speckle_viewer.evidence import combined

    total = combined(kernel.taps).sum(0)
    taps = middle(total, min(side, len(total)))
    half, (rows, columns) = len(taps) // 2, cine.shape
    top, left = kernel.row - half, kernel.column - half
    inside = taps[
        max(0, -top) : min(len(taps), rows - top), max(0, -left) : min(len(taps), columns - left)
    ]
    limit = float(np.abs(inside).max(initial=0.0))
    if not limit:
        return None
    return Overlay(
        cine,
        pane,
        frame,
        np.sign(inside),
        origin=(max(0, top), max(0, left)),
        colours="diverging",
        limits=(-1.0, 1.0),
        opacity=1.0,
        weights=np.sqrt(np.abs(inside) / np.float32(limit)),
    )
