"""Numbers laid over an image as colours."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine
from speckle_viewer.colours import Colours

EVERY_PANE = ""
"""Stands for the id of a pane where an overlay lies over the images of all."""


@dataclass(frozen=True, eq=False)
class Overlay:
    """What an explainer lays over the image of a pane, and what the colour bar says of it.

    Attributes
    ----------
    cine, pane, frame
        Over which image it lies, or `EVERY_PANE`, and of which frame it is: it may come later than
        the image.
    values
        (h, w); NaN leaves the image as it is. Of bool: pixels that are lit.
    spacing, origin
        Rows and columns of the image that one value covers, and where the first begins.
    colours, limits
        How values become colours (`speckle_viewer.colours.rgba`).
    opacity
        0 to 1, of all values; ``weights`` (h, w), 0 to 1, of each.
    title, unit
        For the colour bar; without a title there is none.
    classes
        What whole numbers from 0 mean, where ``colours`` is "classes".
    """

    cine: Cine
    pane: str
    frame: int
    values: NDArray[Any]
    spacing: int = 1
    origin: tuple[int, int] = (0, 0)
    colours: Colours = "sequential"
    limits: tuple[float, float] = (0.0, 1.0)
    opacity: float = 0.6
    weights: NDArray[np.float32] | None = None
    title: str = ""
    unit: str = ""
    classes: tuple[str, ...] = ()

    def read_at(self, row: int, column: int) -> "OverlayReading | None":
        """The value over a pixel of the image; None where there is none, or it has no title."""
        place = (row - self.origin[0]) // self.spacing, (column - self.origin[1]) // self.spacing
        inside = all(0 <= i < n for i, n in zip(place, self.values.shape, strict=True))
        if not self.title or not inside or np.isnan(self.values[place]):
            return None
        value = self.values[place]
        if self.colours == "classes":
            text = self.classes[int(value)] if 0 <= value < len(self.classes) else ""
            return OverlayReading(self.title, text)
        return OverlayReading(self.title, f"{value:.3g}", self.unit)


@dataclass(frozen=True)
class OverlayReading:
    """What an overlay says over a pixel, such as "Entropy", "5.3" and "bit"."""

    title: str
    value: str
    unit: str = ""
