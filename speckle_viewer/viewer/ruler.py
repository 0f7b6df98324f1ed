"""Distances that are drawn over a cine."""

from dataclasses import dataclass

from speckle_viewer.cine import Cine
from speckle_viewer.measuring.calibration import Measure, length


@dataclass(frozen=True)
class Ruler:
    """From one place of a cine to another, on all its frames.

    Places are (row, column) in pixels, where (0, 0) is the upper left corner of the first pixel.
    ``name`` is unique within the cine.
    """

    cine: Cine
    name: str
    start: tuple[float, float]
    end: tuple[float, float]

    @property
    def length(self) -> Measure:
        """The distance, in mm where one calibrated region holds both ends."""
        return length(self.cine.regions, self.start, self.end)
