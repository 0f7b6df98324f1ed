"""Which values of deep grey images mean black and white, and the window to show them in."""

from pydicom.dataset import Dataset

from speckle_viewer.cine.dicom_layout import Layout
from speckle_viewer.cine.dicom_values import number, text
from speckle_viewer.cine.reading import extremes
from speckle_viewer.cine.types import FrameSource

_LINEAR = ("", "LINEAR")
_UNSAID = 16
"""BitsStored of writers that do not say how many bits are used; fewer are believed."""
_DEPTHS = (8, 10, 12, 14)

Range = tuple[float, float]


def shown_values(
    dataset: Dataset, layout: Layout, source: FrameSource, frames: int
) -> tuple[Range, Range | None, list[str]]:
    """Value range and window of a cine, and a note where the header's depth is not believed.

    Where 16 bits are stored, white is the top of the header's window if that holds the values of
    frames spread over the cine, else what as many bits hold as they need. Otherwise tissue of 12
    bits would be nearly black to every method. (An inverted cine, MONOCHROME1, keeps its 16 bits.)
    """
    window = default_window(dataset, layout)
    if layout.photometric != "MONOCHROME2" or layout.stored != _UNSAID:
        return layout.value_range, window, []
    low, high = extremes(source, source.decode(0), frames)
    values = _used(layout, low, high, window)
    if values is None:
        return layout.value_range, window, []
    if window is not None:
        window = max(window[0], values[0]), min(window[1], values[1])
        window = window if window[1] - window[0] >= 1 else None
    note = (
        f"The header says 16 bits, but the values run from {low:g} to {high:g}: black is taken "
        f"to be {values[0]:g}, and white {values[1]:g}."
    )
    return values, window, [note]


def _used(layout: Layout, low: float, high: float, window: Range | None) -> Range | None:
    """The part of the 16 bits that frames with these extremes use; None for all of it."""
    zero = 2.0 ** (_UNSAID - 1) if layout.signed else 0.0  # where `to_frame` shifts it to
    if low == high:
        return None
    if low < zero:
        reaches = (2.0 ** (depth - 1) for depth in _DEPTHS)
        reach = next((r for r in reaches if zero - r <= low and high < zero + r), None)
        return None if reach is None else (zero - reach, zero + reach - 1)
    if window is not None and high <= window[1] < layout.value_range[1]:
        return zero, window[1]
    whites = (zero + 2.0**depth - 1 for depth in _DEPTHS)
    white = next((white for white in whites if high <= white), None)
    return None if white is None else (zero, white)


def default_window(dataset: Dataset, layout: Layout) -> Range | None:
    """(low, high), the values of frames that should be shown black and white.

    From the first WindowCenter and WindowWidth, as values of the decoded frames: the modality
    rescaling is undone, signed values are shifted and MONOCHROME1 is inverted, as in `to_frame`.
    None for colour and for 8 bits or fewer, which are shown as they are, and where the window is
    missing, not linear, less than a value wide, or has its centre outside the values. It ends
    where the values do. (PS3.3 C.11.2.1.2)
    """
    centre, width = number(dataset, "WindowCenter"), number(dataset, "WindowWidth")
    deep_grey = layout.photometric.startswith("MONOCHROME") and layout.stored > 8
    linear = text(dataset, "VOILUTFunction").upper() in _LINEAR
    if centre is None or width is None or not (deep_grey and linear and width > 1):
        return None
    slope, intercept = number(dataset, "RescaleSlope"), number(dataset, "RescaleIntercept")
    slope = 1.0 if slope is None else slope
    if not slope > 0:
        return None
    shift = 2.0 ** (layout.stored - 1) if layout.signed else 0.0
    edges = (centre - 0.5 - (width - 1) / 2, centre - 0.5 + (width - 1) / 2)
    low, high = ((edge - (intercept or 0.0)) / slope + shift for edge in edges)
    least, largest = layout.value_range
    if layout.photometric == "MONOCHROME1":
        low, high = largest - high, largest - low
    if not least <= (low + high) / 2 <= largest:
        return None
    low, high = max(low, least), min(high, largest)
    return (low, high) if high - low >= 1 else None
