"""The dynamic range of a display, where the header says it."""

from speckle_viewer.cine import Cine

LARGEST = 200.0
"""Decibels: no display shows more."""

_TAG = "(0018,5030)"


def dynamic_range_of(cine: Cine) -> float | None:
    """Decibels between black and white; None where the header does not say.

    DICOM's attribute for it, Dynamic Range (0018,5030), is retired and has no successor: few
    scanners write it. Cines of `speckle-viewer simulate` have it.
    """
    said = (row.value for row in cine.header if row.tag == _TAG and not row.depth)
    return next((value for value in map(_positive, said) if value is not None), None)


def _positive(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 < value <= LARGEST else None
