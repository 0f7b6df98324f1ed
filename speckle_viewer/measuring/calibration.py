"""Lengths and areas in millimetres, where a cine says how large its pixels are.

The calibration holds inside one region of the Sequence of Ultrasound Regions (DICOM PS3.3
C.8.5.5): what begins in one region and ends in another has no length in millimetres.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Region

Place = tuple[float, float]
"""(row, column) in pixels; (0, 0) is the upper left corner of the first pixel."""

FLAT = ("tissue", "colour")
"""Kinds of regions in which both directions are lengths."""


@dataclass(frozen=True)
class Measure:
    """A number with its unit, and where its scale comes from or why there is none."""

    value: float
    unit: str
    source: str

    def __str__(self) -> str:
        return f"{self.value:.{_decimals(self.value, self.unit)}f} {self.unit}"


def length(regions: Sequence[Region], start: Place, end: Place) -> Measure:
    """Distance between two places: in mm if one calibrated 2-D region holds both, else in px."""
    region = region_of(regions, start, end)
    down, across = (end[0] - start[0], end[1] - start[1])
    if region is None or region.mm_per_px is None:
        return Measure(hypot(down, across), "px", why_not(regions, "both ends"))
    mm = hypot(down * region.mm_per_px[0], across * region.mm_per_px[1])
    return Measure(mm, "mm", scale_of(region))


def area(regions: Sequence[Region], inside: NDArray[np.bool_]) -> Measure:
    """Area of the pixels that are true in (rows, columns).

    In mm² if one calibrated 2-D region holds all of them, else their number.
    """
    count = float(np.count_nonzero(inside))
    rows, columns = (np.flatnonzero(inside.any(axis=axis)) for axis in (1, 0))
    if not count:
        return Measure(0.0, "px", "No pixel of the image is inside.")
    region = region_of(regions, (rows[0], columns[0]), (rows[-1] + 1, columns[-1] + 1))
    if region is None or region.mm_per_px is None:
        return Measure(count, "px", why_not(regions, "all its pixels"))
    return Measure(count * region.mm_per_px[0] * region.mm_per_px[1], "mm²", scale_of(region))


def region_of(regions: Sequence[Region], *places: Place) -> Region | None:
    """The first calibrated 2-D region that holds all these places."""
    for region in regions:
        usable = region.kind in FLAT and region.mm_per_px is not None
        if usable and all(_holds(region, place) for place in places):
            return region
    return None


def _holds(region: Region, place: Place) -> bool:
    """Its edge included, on which the last pixel ends."""
    row, column = place
    return region.top <= row <= region.bottom and region.left <= column <= region.right


def scale_of(region: Region) -> str:
    """Where the scale of a calibrated region comes from, and what it is."""
    assert region.mm_per_px is not None
    down, across = region.mm_per_px
    scale = f"{across:.3g} mm/px"
    if not np.isclose(down, across, rtol=1e-3):
        scale = f"{down:.3g} mm/px down, {across:.3g} mm/px across"
    if region.number is None:
        return f"Pixel Spacing: {scale}"
    return f"Sequence of Ultrasound Regions, region {region.number}: {scale}"


def why_not(regions: Sequence[Region], what: str) -> str:
    """Why something has no millimetres; ``what`` of it would have to lie in one region."""
    if not any(r.kind in FLAT and r.mm_per_px is not None for r in regions):
        return "In pixels: the file does not say how large they are."
    return f"In pixels: {what} must lie in one calibrated 2-D region for millimetres."


def _decimals(value: float, unit: str) -> int:
    if unit == "px" and value == int(value):
        return 0
    return 2 if value < 10 else 1 if value < 1000 else 0
