"""The window that a header recommends for deep grey images (PS3.3 C.11.2.1.2)."""

from pydicom.dataset import Dataset

from speckle_viewer.cine.dicom_layout import Layout
from speckle_viewer.cine.dicom_values import number, text

_LINEAR = ("", "LINEAR")


def default_window(dataset: Dataset, layout: Layout) -> tuple[float, float] | None:
    """(low, high), the values of frames that should be shown black and white.

    From the first WindowCenter and WindowWidth, as values of the decoded frames: the modality
    rescaling is undone, signed values are shifted and MONOCHROME1 is inverted, as in `to_frame`.
    None for colour and for 8 bits or fewer, which are shown as they are, and where the window is
    missing, not linear, less than a value wide, or has its centre outside the values. It ends
    where the values do.
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
