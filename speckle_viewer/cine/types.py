"""What is known about a cine beside its pixels: timing, regions, header."""

from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Frame = NDArray[Any]
"""(rows, columns) of uint8, uint16 or float32, or (rows, columns, 3) of uint8 (RGB)."""

MOST_PIXELS = 2**26
"""Rows times columns beyond which a file is taken for damaged (8192 x 8192): no scanner makes so
many, and they would fill the memory."""


@dataclass(frozen=True)
class Timing:
    """When each frame was acquired.

    ``times`` are seconds from the first frame, (frames,), float64, non-decreasing and kept
    irregular where the header says so. ``source`` names what they come from, for display:
    "FrameTime", "FrameTimeVector", "CineRate", "RecommendedDisplayFrameRate", "file" or "assumed".
    """

    times: NDArray[np.float64]
    source: str

    @property
    def interval(self) -> float:
        """Median time between frames in seconds (that of the assumed rate for a single frame)."""
        if len(self.times) < 2:
            return 1 / ASSUMED_RATE
        return float(np.median(np.diff(self.times))) or 1 / ASSUMED_RATE

    @property
    def gaps(self) -> NDArray[np.bool_]:
        """After which frames the next one is long in coming, (frames - 1,).

        That is more than 3.5 times the median interval, so that two lost frames are none: the
        scanner was paused, or another beat of a triggered loop begins.
        """
        steps = np.diff(self.times)
        usual = np.median(steps[steps > 0]) if (steps > 0).any() else 0.0
        return np.asarray(steps > _GAP * usual)


_GAP = 3.5

ASSUMED_RATE = 25.0
"""Frames per second where a file says nothing; always labelled "assumed"."""


@dataclass(frozen=True)
class Region:
    """A rectangle of the image with one kind of data and one calibration (DICOM PS3.3 C.8.5.5).

    Rows and columns are half-open, in pixels, and always inside the image. ``mm_per_px`` is
    (vertical, horizontal), or None where the region is not calibrated in centimetres.
    """

    top: int
    left: int
    bottom: int
    right: int
    mm_per_px: tuple[float, float] | None
    kind: str
    """What the region holds: "tissue" (2-D B-mode), "colour" (2-D with flow), "m-mode",
    "spectral", "trace" or "other"."""
    source: str
    """"header" or "detected"."""
    number: int | None = field(default=None, compare=False)
    """Its place in the header's Sequence of Ultrasound Regions, the first being 1."""

    @property
    def aspect(self) -> float:
        """The height of a pixel over its width; 1 where the region is not calibrated."""
        return 1.0 if self.mm_per_px is None else self.mm_per_px[0] / self.mm_per_px[1]

    def contains(self, row: float, column: float) -> bool:
        return self.top <= row < self.bottom and self.left <= column < self.right


@dataclass(frozen=True)
class HeaderRow:
    """One line of the header tab: DICOM tag or key, name, value as text."""

    tag: str
    name: str
    vr: str
    value: str
    personal: bool = False
    """Identifies the patient or the people around: hidden until asked for."""
    depth: int = 0
    """Nesting inside sequences."""


class FrameSource(Protocol):
    """Reads one file (or folder). ``decode`` is called by one thread at a time."""

    def decode(self, index: int) -> Frame:
        """Decode frame ``index``; raises `CineError`."""

    def close(self) -> None:
        """Release the file."""
