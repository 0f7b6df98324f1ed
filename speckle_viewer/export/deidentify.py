"""Taking the patient out: header by a library, burned-in text by masks.

DICOM PS3.15 annex E (Basic Application Level Confidentiality Profile), by `dicom-anonymizer`.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items

from speckle_viewer.cine import Cine, Frame
from speckle_viewer.cine.annotations import annotations
from speckle_viewer.errors import ExportError
from speckle_viewer.export.box import Box

_BASIC_PROFILE, _CLEAN_PIXELS = "113100", "113101"
_MAY_BE_EMPTY = ("StudyDate", "StudyTime", "PatientBirthDate")
_LOOKED_AT = 3  # frames
_SMALLEST_TEXT = 16  # pixels


def deidentify(dataset: Dataset) -> None:
    """Remove or replace in place what the basic profile names; of sequences only regions stay.

    The same UID is replaced by the same one throughout a process. Raises `ExportError` if the
    library is not installed.
    """
    try:
        from dicomanonymizer.simpledicomanonymizer import anonymize_dataset
    except ImportError:
        raise ExportError(
            "De-identifying needs the package dicom-anonymizer: pip install "
            "'speckle-viewer[export]'."
        ) from None
    anonymize_dataset(dataset)
    for element in [*dataset]:
        if element.VR in ("DA", "DT", "TM"):
            # The library writes the first of January of the year 1, which is no date of DICOM.
            if element.keyword in _MAY_BE_EMPTY:
                element.value = ""
            else:
                del dataset[element.tag]
        elif element.VR == "SQ" and element.keyword != "SequenceOfUltrasoundRegions":
            del dataset[element.tag]  # what is left of its items says nothing any more


def say_deidentified(dataset: Dataset, *, pixels_cleaned: bool) -> None:
    """Say in the header what was done.

    ``pixels_cleaned`` is that burned-in text was masked, and none is left.
    """
    dataset.PatientIdentityRemoved = "YES"
    kept = [_method(_BASIC_PROFILE, "Basic Application Confidentiality Profile")]
    if pixels_cleaned:
        kept.append(_method(_CLEAN_PIXELS, "Clean Pixel Data Option"))
        dataset.BurnedInAnnotation = "NO"
    dataset.DeidentificationMethodCodeSequence = Items(kept)


def _method(value: str, meaning: str) -> Dataset:
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, "DCM", meaning
    return item


def masked(frame: Frame, boxes: Sequence[Box], black: float) -> Frame:
    """The frame with these rectangles black."""
    if not boxes:
        return frame
    frame = frame.copy()
    for box in boxes:
        frame[max(box.top, 0) : box.bottom, max(box.left, 0) : box.right] = black
    return frame


def masks_told(count: int) -> str:
    """What is said of so many rectangles, after what else was done; empty without any."""
    return f" Rectangles made black: {count}." if count else ""


def burned_in(cine: Cine, boxes: Sequence[Box] = ()) -> NDArray[np.bool_]:
    """Where bright marks that may be text remain beside the image, (rows, columns).

    Looked for in the first, middle and last frame, outside ``boxes``. Marks inside the sector are
    not found: look at the preview.
    """
    found = np.zeros(cine.shape, np.bool_)
    for index in {*np.linspace(0, len(cine) - 1, _LOOKED_AT).astype(int).tolist()}:
        frame = masked(cine.frame(index), boxes, cine.value_range[0])
        found |= annotations(frame)
    return found


def warning_of(cine: Cine, boxes: Sequence[Box] = ()) -> str:
    """One sentence where burned-in text may remain, else empty."""
    return sentence_of(cine, burned_in(cine, boxes))


def sentence_of(cine: Cine, places: NDArray[np.bool_]) -> str:
    """One sentence about what `burned_in` found; empty where that is next to nothing."""
    if places.sum() < _SMALLEST_TEXT:
        return ""
    rows, columns = np.nonzero(places)
    return (
        f"Bright marks that may be text remain in {cine.name} between rows {rows.min()} and "
        f"{rows.max()}, columns {columns.min()} and {columns.max()}: mask them, or make sure that "
        "they name nobody."
    )
