"""The header as lines of text, with what identifies people marked."""

from pathlib import Path

import pytest
from pydicom.datadict import tag_for_keyword
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.tag import Tag

from speckle_viewer.cine.dicom import open_dicom
from speckle_viewer.cine.dicom_values import quiet
from speckle_viewer.cine.header import IDENTIFYING, header_rows
from speckle_viewer.cine.types import HeaderRow
from tests.cine import dicom_files as make


def rows_of(ds: Dataset) -> dict[str, HeaderRow]:
    return {row.name: row for row in header_rows(ds)}


def test_rows_and_nesting(tmp_path: Path) -> None:
    path = make.save_raw(tmp_path / "a.dcm", make.speckle(), FrameTime="40")
    rows = open_dicom(path).header
    assert HeaderRow("(0018,1063)", "Frame Time", "DS", "40", False, 0) in rows
    assert HeaderRow("(0028,0010)", "Rows", "US", "40", False, 0) in rows
    names = [row.name for row in rows]
    at = names.index("Sequence of Ultrasound Regions")
    assert (rows[at].value, rows[at].depth) == ("1 item", 0)
    assert (names[at + 1], rows[at + 1].depth) == ("Item 1", 1)
    assert rows[at + 2].depth == 2
    assert "Region Spatial Format" in names[at + 2 : at + 8]
    assert "Transfer Syntax UID" in names
    assert "Pixel Data" not in names


def test_personal() -> None:
    ds = Dataset()
    ds.PatientName = "Doe^Jane"
    ds.PatientID = "4711"
    ds.OperatorsName = "Roe^Richard"
    ds.InstitutionName = "General"
    ds.StudyDate = "20200101"
    ds.StudyInstanceUID = "1.2.3"
    ds.Manufacturer = "Maker"
    ds.Modality = "US"
    ds.Rows = 5
    nested = Dataset()
    nested.PatientID = "0815"
    nested.TypeOfPatientID = "TEXT"
    ds.OtherPatientIDsSequence = Sequence([nested])
    block = ds.private_block(0x0099, "MAKER", create=True)
    block.add_new(1, "LO", "Jane's heart")
    rows = header_rows(ds)
    shown = {row.name for row in rows if not row.personal}
    assert shown == {"Manufacturer", "Modality", "Rows"}


IDENTIFY = """
    AcquisitionComments FrameComments DerivationDescription ImageComments ImagePresentationComments
    InterpretationText ReasonForTheImagingServiceRequest ClinicalTrialSubjectID DetectorID
    ClinicalTrialSiteName PatientBirthDate ContentTime AcquisitionDateTime OtherPatientNames
    StudyInstanceUID FrameOfReferenceUID ReferencedSOPInstanceUID StationAETitle RetrieveURL
    SourceSerialNumber VisitStatusID
"""
DESCRIBE = """
    SOPClassUID TransferSyntaxUID ReferencedSOPClassUID ImplementationClassUID FrameTime CineRate
    Manufacturer ManufacturerModelName TransducerData Modality ImageType HeartRate
    BurnedInAnnotation PhotometricInterpretation WindowCenter
    SequenceOfUltrasoundRegions PatientIdentityRemoved
"""


@pytest.mark.parametrize(("keywords", "hidden"), [(IDENTIFY, True), (DESCRIBE, False)])
def test_what_identifies_is_hidden_and_what_describes_is_shown(keywords: str, hidden: bool) -> None:
    for keyword in keywords.split():
        ds = Dataset()
        setattr(ds, keyword, [] if keyword.startswith("Sequence") else None)
        assert {row.personal for row in header_rows(ds)} == {hidden}, keyword


def test_free_text_is_hidden_whatever_type_the_file_gives_it() -> None:
    ds = Dataset({Tag(0x00204000): DataElement(0x00204000, "UN", b"Jane")})
    assert [row.personal for row in header_rows(ds)] == [True]


def test_identifying_elements_are_named_as_in_the_standard() -> None:
    assert [name for name in IDENTIFYING if tag_for_keyword(name) is None] == []


def test_long_and_binary_values_are_summarised() -> None:
    ds = Dataset()
    ds.RedPaletteColorLookupTableData = b"\1\2" * 300
    ds.FrameTimeVector = ["33.3"] * 5000
    ds.ImageComments = "line one\nline two " + "x" * 1000
    rows = rows_of(ds)
    assert rows["Red Palette Color Lookup Table Data"].value == "600 bytes"
    assert rows["Frame Time Vector"].value.startswith("33.3 \\ 33.3")
    assert max(len(row.value) for row in rows.values()) == 200
    assert "\n" not in rows["Image Comments"].value
    assert rows["Image Comments"].value.endswith("…")


def test_large_private_values_are_not_loaded(tmp_path: Path) -> None:
    ds = make.image(make.speckle())
    block = ds.private_block(0x0099, "MAKER", create=True)
    block.add_new(1, "OB", bytes(3 * 2**20))
    path = make.save(tmp_path / "a.dcm", ds, make.speckle().tobytes(), "1.2.840.10008.1.2.1")
    cine = open_dicom(path)
    assert "3145728 bytes, not loaded" in [row.value for row in cine.header]
    assert (cine.frame(1) == make.speckle()[1]).all()


def test_names_in_other_alphabets(tmp_path: Path) -> None:
    path = make.save_raw(
        tmp_path / "a.dcm",
        make.speckle(),
        SpecificCharacterSet="ISO_IR 192",
        PatientName="Σωκράτης^Δρ",
    )
    assert "Σωκράτης^Δρ" in [row.value for row in open_dicom(path).header]


def test_damaged_numbers_are_shown_and_not_used(tmp_path: Path) -> None:
    path = make.save_raw(tmp_path / "a.dcm", make.speckle(), CineRate="30", FrameTime="40")
    data = path.read_bytes().replace(b"IS\x02\x0030", b"IS\x02\x00zz")
    path.write_bytes(data)
    cine = open_dicom(path)
    assert cine.timing.source == "FrameTime"
    assert "zz" in [row.value for row in cine.header]


def test_damaged_values_are_said_to_be() -> None:
    rows_element = RawDataElement(Tag(0x00280010), "US", 3, b"\1\2\3", 0, False, True)
    with quiet():
        (row,) = header_rows(Dataset({Tag(0x00280010): rows_element}))
    assert (row.name, row.value) == ("Rows", "damaged value")
