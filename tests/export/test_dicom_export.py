"""A derived DICOM object holds the same pixels, names its source, and tells no patient if asked."""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom.dataset import Dataset
from pydicom.pixels import pixel_array

import speckle_viewer as sv
from speckle_viewer import paths
from speckle_viewer.cine import Cine
from speckle_viewer.errors import ExportError
from speckle_viewer.export.box import Box
from speckle_viewer.export.deidentify import warning_of
from speckle_viewer.export.dicom import COMPRESSIONS, Compression, write_dicom
from speckle_viewer.export.processing import Processing

GAUSSIAN = Processing("gaussian", {"sigma": 2.0}, first=3, last=6)


@pytest.fixture
def cine() -> Cine:
    return sv.open_cine(paths.sample_cine())


def patient_file(path: Path) -> Path:
    """The sample with a patient, a nested name, private data and odd times."""
    dataset = pydicom.dcmread(paths.sample_cine())
    dataset.PatientName, dataset.PatientID = "Doe^Jane", "ID-4711"
    dataset.InstitutionName, dataset.StudyDate = "St. Elsewhere", "20200102"
    asked = Dataset()
    asked.RequestedProcedureID = asked.ScheduledProcedureStepID = "ID-4711"
    asked.RequestedProcedureDescription = "Heart of Jane"
    dataset.RequestAttributesSequence = [asked]
    dataset.private_block(0x0011, "MAKER", create=True).add_new(1, "LO", "Jane Doe")
    del dataset.FrameTime
    times = 30.0 + np.arange(dataset.NumberOfFrames) % 3
    dataset.FrameTimeVector = [0.0, *times[1:].tolist()]
    dataset.FrameIncrementPointer = 0x00181065
    dataset.save_as(path)
    return path


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_what_is_written_reopens_with_the_same_pixels_and_times(
    cine: Cine, tmp_path: Path, compression: Compression
) -> None:
    write_dicom(tmp_path / "out.dcm", cine, GAUSSIAN, compression=compression)
    back = sv.open_cine(tmp_path / "out.dcm")
    assert len(back) == 4
    for index, frame in enumerate(GAUSSIAN.images(cine)):
        np.testing.assert_array_equal(back.frame(index), frame)
    np.testing.assert_allclose(back.times, cine.times[3:7] - cine.times[3], atol=1e-6)
    assert [r.mm_per_px for r in back.regions] == [r.mm_per_px for r in cine.regions]


def test_others_read_the_same_pixels(cine: Cine, tmp_path: Path) -> None:
    write_dicom(tmp_path / "out.dcm", cine, GAUSSIAN, compression="jpeg-ls")
    expected = np.stack([*GAUSSIAN.images(cine)])
    for plugin in ("gdcm", "pyjpegls"):
        read = pixel_array(tmp_path / "out.dcm", decoding_plugin=plugin)
        np.testing.assert_array_equal(read, expected)


def test_the_header_says_what_was_done_to_which_image(cine: Cine, tmp_path: Path) -> None:
    source = pydicom.dcmread(paths.sample_cine(), stop_before_pixels=True)
    write_dicom(tmp_path / "out.dcm", cine, GAUSSIAN)
    made = pydicom.dcmread(tmp_path / "out.dcm")
    assert made.SOPClassUID == source.SOPClassUID
    assert made.StudyInstanceUID == source.StudyInstanceUID
    assert made.SeriesInstanceUID != source.SeriesInstanceUID
    assert made.SOPInstanceUID != source.SOPInstanceUID
    assert list(made.ImageType[:2]) == ["DERIVED", "SECONDARY"]
    assert made.SourceImageSequence[0].ReferencedSOPInstanceUID == source.SOPInstanceUID
    assert "gaussian" in made.DerivationDescription
    assert "sigma=2" in made.DerivationDescription
    assert made.SequenceOfUltrasoundRegions == source.SequenceOfUltrasoundRegions


def test_the_weights_are_named_by_their_hash() -> None:
    described = Processing("kpn").describe()
    assert sv.load_method("kpn").card.sha256 in described


def test_irregular_times_stay(tmp_path: Path) -> None:
    cine = sv.open_cine(patient_file(tmp_path / "in.dcm"))
    write_dicom(tmp_path / "out.dcm", cine, GAUSSIAN)
    back = sv.open_cine(tmp_path / "out.dcm")
    assert back.timing.source == "FrameTimeVector"
    np.testing.assert_allclose(back.times, cine.times[3:7] - cine.times[3], atol=1e-4)


def test_a_patient_is_nowhere_in_an_anonymous_file(tmp_path: Path) -> None:
    cine = sv.open_cine(patient_file(tmp_path / "in.dcm"))
    write_dicom(tmp_path / "out.dcm", cine, GAUSSIAN, anonymous=True)
    content = (tmp_path / "out.dcm").read_bytes()
    source = pydicom.dcmread(tmp_path / "in.dcm", stop_before_pixels=True)
    for name in (b"Jane", b"ID-4711", b"Elsewhere", b"20200102", source.StudyInstanceUID.encode()):
        assert name not in content
    made = pydicom.dcmread(tmp_path / "out.dcm")
    assert made.PatientIdentityRemoved == "YES"
    assert made.DeidentificationMethodCodeSequence[0].CodeValue == "113100"
    assert sv.open_cine(tmp_path / "out.dcm").regions == cine.regions


def test_private_data_never_travels(tmp_path: Path) -> None:
    cine = sv.open_cine(patient_file(tmp_path / "in.dcm"))
    write_dicom(tmp_path / "out.dcm", cine, GAUSSIAN)
    assert b"MAKER" not in (tmp_path / "out.dcm").read_bytes()


def test_masks_are_black_and_text_beside_the_image_is_warned_of(cine: Cine, tmp_path: Path) -> None:
    assert "text" in warning_of(cine)
    everywhere_but_the_sector = [
        Box(0, 0, 40, 421),
        Box(0, 0, 320, 8),
        Box(0, 392, 320, 421),
        Box(280, 0, 320, 70),
    ]
    assert not warning_of(cine, everywhere_but_the_sector)
    for name, masks, said in (
        ("part", [Box(5, 5, 30, 120)], "YES"),
        ("all", everywhere_but_the_sector, "NO"),
    ):
        write_dicom(tmp_path / f"{name}.dcm", cine, GAUSSIAN, anonymous=True, masks=masks)
        back = sv.open_cine(tmp_path / f"{name}.dcm")
        assert not back.frame(2)[5:30, 5:120].any()
        made = pydicom.dcmread(tmp_path / f"{name}.dcm")
        assert made.BurnedInAnnotation == said
        assert f"Rectangles made black: {len(masks)}" in made.DerivationDescription
        codes = [item.CodeValue for item in made.DeidentificationMethodCodeSequence]
        assert ("113101" in codes) == (said == "NO")


@pytest.mark.parametrize(
    ("frames", "name"),
    [
        (np.random.default_rng(0).integers(0, 255, (3, 20, 31), np.uint8), "Grayscale Byte"),
        (np.random.default_rng(0).integers(0, 4095, (3, 20, 31), np.uint16), "Grayscale Word"),
        (np.random.default_rng(0).integers(0, 255, (3, 20, 31, 3), np.uint8), "True Color"),
    ],
)
def test_what_is_no_dicom_becomes_a_secondary_capture(
    tmp_path: Path, frames: np.ndarray, name: str
) -> None:
    np.savez(tmp_path / "in.npz", frames=frames, mm_per_px=np.array([0.2, 0.3]))
    cine = sv.open_cine(tmp_path / "in.npz")
    write_dicom(tmp_path / "out.dcm", cine, Processing())
    made = pydicom.dcmread(tmp_path / "out.dcm")
    assert name in made.SOPClassUID.name
    np.testing.assert_array_equal(made.pixel_array, frames)
    back = sv.open_cine(tmp_path / "out.dcm")
    assert back.regions[0].mm_per_px == pytest.approx((0.2, 0.3))
    assert back.value_range == cine.value_range


def test_frames_that_are_not_there_are_refused_in_a_sentence(cine: Cine, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="Frames 1 to 999 are not all in sample.dcm"):
        write_dicom(tmp_path / "out.dcm", cine, Processing(last=998))
    assert not [*tmp_path.iterdir()]


def test_stopping_leaves_nothing_behind(cine: Cine, tmp_path: Path) -> None:
    def check() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_dicom(tmp_path / "out.dcm", cine, GAUSSIAN, check=check)
    assert not [*tmp_path.iterdir()]


@pytest.mark.skipif(not shutil.which("dciodvfy"), reason="needs dciodvfy (dicom3tools)")
@pytest.mark.parametrize("anonymous", [False, True])
@pytest.mark.parametrize("kind", ["sample", "patient", "array"])
def test_a_validator_finds_no_error(tmp_path: Path, kind: str, anonymous: bool) -> None:
    path = paths.sample_cine()
    if kind == "patient":
        path = patient_file(tmp_path / "in.dcm")
    if kind == "array":
        np.save(tmp_path / "in.npy", np.zeros((7, 20, 30), np.uint8))
        path = tmp_path / "in.npy"
    write_dicom(tmp_path / "out.dcm", sv.open_cine(path), GAUSSIAN, anonymous=anonymous)
    found = subprocess.run(["dciodvfy", tmp_path / "out.dcm"], capture_output=True, text=True)
    assert [line for line in found.stderr.splitlines() if line.startswith("Error")] == []
