"""The header of the file from which an object is derived, as it can be written again."""

from pathlib import Path

from pydicom import uid
from pydicom.config import RAISE
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.multival import MultiValue
from pydicom.valuerep import IS, DSdecimal, DSfloat, validate_value

from speckle_viewer.cine.dicom import is_dicom
from speckle_viewer.cine.dicom_file import read_file
from speckle_viewer.cine.dicom_values import quiet

_LOSSY = {
    *uid.MPEGTransferSyntaxes,
    uid.JPEGBaseline8Bit,
    uid.JPEGExtended12Bit,
    uid.JPEGLSNearLossless,
    uid.JPEG2000,
    uid.HTJ2K,
}


def source_header(path: Path | None) -> Dataset | None:
    """All but the pixels of a DICOM file, as UTF-8; None where it is no such file.

    Values that the standard forbids, that are damaged or that are very long are left out.
    """
    if path is None or path.is_dir() or not is_dicom(path):
        return None
    with quiet():
        file = read_file(path)
        file.stream.close()
        _drop_unreadable(file.dataset)
        file.dataset.decode()
        file.dataset.SpecificCharacterSet = "ISO_IR 192"
        _mend(file.dataset)
        if file.transfer_syntax in _LOSSY:
            file.dataset.LossyImageCompression = "01"
    return file.dataset


def _drop_unreadable(dataset: Dataset) -> None:
    """Leave out what `read_file` skipped, as it is long, and what is damaged."""
    for raw in [*dataset.values()]:
        skipped = isinstance(raw, RawDataElement) and raw.value is None and raw.length
        try:
            readable = not skipped and dataset[raw.tag] is not None
        except Exception:  # what a damaged value can raise in pydicom has no bound
            readable = False
        if not readable:
            del dataset[raw.tag]


def _mend(dataset: Dataset) -> None:
    """Leave out what the standard forbids, which many scanners write."""
    for element in [*dataset]:
        if element.VR == "SQ":
            for item in element.value:
                _mend(item)
            whole = [i for i in element.value if len(i) and not _is_half_a_code(element.keyword, i)]
            element.value = whole
            if not whole:
                del dataset[element.tag]
            continue
        values = element.value if isinstance(element.value, MultiValue) else [element.value]
        try:
            for value in values if element.VR != "UI" else ():
                # What pydicom reads numbers as, its own validation does not know.
                number = isinstance(value, DSfloat | DSdecimal | IS)
                validate_value(element.VR, str(value) if number else value, RAISE)
        except ValueError:
            element.value = ""


def _is_half_a_code(keyword: str, item: Dataset) -> bool:
    values = ("CodeValue", "LongCodeValue", "URNCodeValue")
    is_whole = any(item.get(k) for k in values) and item.get("CodeMeaning")
    return keyword.endswith("CodeSequence") and not is_whole
