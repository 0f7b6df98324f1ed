"""A derived object says of its source what is true of itself, and nothing else."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pydicom
import pytest
from PIL import Image
from pydicom import uid
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate

import speckle_viewer as sv
from speckle_viewer import paths
from speckle_viewer.errors import ExportError
from speckle_viewer.export.box import Box
from speckle_viewer.export.dicom import COMPRESSIONS, Compression, write_dicom
from speckle_viewer.export.processing import Processing
from speckle_viewer.steering import KernelEdit, Steering, TapEdit

PART = Processing("gaussian", {"sigma": 2.0}, first=3, last=6)


@pytest.fixture
def source() -> Dataset:
    return pydicom.dcmread(paths.sample_cine())


def derived(
    source: Dataset, folder: Path, processing: Processing = PART, anonymous: bool = False
) -> Dataset:
    source.save_as(folder / "in.dcm")
    cine = sv.open_cine(folder / "in.dcm")
    write_dicom(folder / "out.dcm", cine, processing, anonymous=anonymous)
    return pydicom.dcmread(folder / "out.dcm")


def test_numbers_of_the_source_stay(source: Dataset, tmp_path: Path) -> None:
    source.MechanicalIndex, source.HeartRate, source.SeriesNumber = "1.25", "71", "4"
    source.TransducerData = ["a", "b", "c"]
    probe = Dataset()
    probe.CodeValue, probe.CodingSchemeDesignator, probe.CodeMeaning = "1", "99X", "probe"
    probe.PatientWeight = "70.5"
    source.TransducerIdentificationSequence = [probe]
    made = derived(source, tmp_path)
    assert (made.MechanicalIndex, made.HeartRate, made.SeriesNumber) == (1.25, 71, 1004)
    assert made.TransducerIdentificationSequence[0].PatientWeight == 70.5


@pytest.mark.parametrize("anonymous", [False, True])
def test_overlays_do_not_travel(source: Dataset, tmp_path: Path, anonymous: bool) -> None:
    for group in (0x6000, 0x6002):
        source.add_new((group, 0x0010), "US", 16)
        source.add_new((group, 0x0022), "LO", "Doe Jane")
        source.add_new((group, 0x3000), "OW", b"\1" * 32)
    made = derived(source, tmp_path, anonymous=anonymous)
    assert [e.tag for e in made if 0x5000 <= e.tag.group < 0x7000] == []


def test_what_counts_from_the_first_frame_does_not_travel(source: Dataset, tmp_path: Path) -> None:
    source.RWaveTimeVector, source.EffectiveDuration = [10.0, 500.0], "9.9"
    source.FrameDelay, source.RepresentativeFrameNumber = "3", 8
    made = derived(source, tmp_path)
    for name in ("RWaveTimeVector", "EffectiveDuration", "FrameDelay", "RepresentativeFrameNumber"):
        assert name not in made


def test_long_and_damaged_values_are_left_out(source: Dataset, tmp_path: Path) -> None:
    source.private_block(0x0011, "MAKER", create=True).add_new(1, "OB", b"\1" * 300_000)
    source.add_new(0x00181088, "IS", 70)  # heart rate
    source.save_as(tmp_path / "whole.dcm")
    whole = (tmp_path / "whole.dcm").read_bytes()
    assert whole.count(b"\x18\x00\x88\x10IS\x02\x0070") == 1
    damaged = whole.replace(b"\x18\x00\x88\x10IS\x02\x0070", b"\x18\x00\x88\x10IS\x02\x00x!")
    (tmp_path / "in.dcm").write_bytes(damaged)
    write_dicom(tmp_path / "out.dcm", sv.open_cine(tmp_path / "in.dcm"), PART)
    assert not pydicom.dcmread(tmp_path / "out.dcm").get("HeartRate")


def test_the_frames_that_were_taken_are_named(source: Dataset, tmp_path: Path) -> None:
    part = derived(source, tmp_path).SourceImageSequence[0]
    assert part.ReferencedFrameNumber == [4, 5, 6, 7]
    whole = derived(source, tmp_path, Processing()).SourceImageSequence[0]
    assert "ReferencedFrameNumber" not in whole


def test_a_copy_is_not_called_smoothed(source: Dataset, tmp_path: Path) -> None:
    assert "DerivationCodeSequence" not in derived(source, tmp_path, Processing(last=0))
    assert derived(source, tmp_path).DerivationCodeSequence[0].CodeMeaning == "Smoothing"


def test_an_image_type_of_one_value_is_replaced(source: Dataset, tmp_path: Path) -> None:
    source.ImageType = "ORIGINAL"
    assert list(derived(source, tmp_path).ImageType) == ["DERIVED", "SECONDARY"]


def test_what_was_once_lossy_stays_so(source: Dataset, tmp_path: Path) -> None:
    rows, columns = source.Rows, source.Columns
    frame = np.random.default_rng(0).integers(0, 255, (rows, columns), np.uint8)
    coded = BytesIO()
    Image.fromarray(frame).save(coded, "JPEG")
    (tmp_path / "in.jpg").write_bytes(coded.getvalue())
    source.PixelData, source.NumberOfFrames = encapsulate([coded.getvalue()]), 1
    source.SamplesPerPixel, source.PhotometricInterpretation = 1, "MONOCHROME2"
    source.pop("LossyImageCompression", None)
    source.file_meta.TransferSyntaxUID = uid.JPEGBaseline8Bit
    assert derived(source, tmp_path, Processing()).LossyImageCompression == "01"
    write_dicom(tmp_path / "still.dcm", sv.open_cine(tmp_path / "in.jpg"), Processing())
    assert pydicom.dcmread(tmp_path / "still.dcm").LossyImageCompression == "01"
    np.save(tmp_path / "in.npy", frame)
    write_dicom(tmp_path / "array.dcm", sv.open_cine(tmp_path / "in.npy"), Processing())
    assert pydicom.dcmread(tmp_path / "array.dcm").LossyImageCompression == "00"


def test_floating_point_is_shown_from_black_to_white(tmp_path: Path) -> None:
    frames = np.random.default_rng(0).random((2, 20, 31), np.float32)
    np.save(tmp_path / "in.npy", frames)
    write_dicom(tmp_path / "out.dcm", sv.open_cine(tmp_path / "in.npy"), Processing())
    made = pydicom.dcmread(tmp_path / "out.dcm")
    assert (made.WindowCenter, made.WindowWidth) == (32768, 65536)
    back = sv.open_cine(tmp_path / "out.dcm")
    np.testing.assert_allclose(back.grey(1), frames[1], atol=1e-4)


def test_a_mask_is_black_also_where_black_is_not_zero(tmp_path: Path) -> None:
    decibels = -60 * np.random.default_rng(0).random((2, 20, 31), np.float32)
    np.save(tmp_path / "in.npy", decibels)
    cine = sv.open_cine(tmp_path / "in.npy")
    write_dicom(tmp_path / "out.dcm", cine, Processing(), masks=[Box(2, 3, 9, 12)])
    assert not sv.open_cine(tmp_path / "out.dcm").grey(0)[2:9, 3:12].any()


@pytest.mark.parametrize("compression", COMPRESSIONS)
@pytest.mark.parametrize("shape", [(3, 33, 41, 3), (3, 34, 40, 3), (3, 33, 41)])
def test_colour_and_depth_survive_every_compression(
    tmp_path: Path, compression: Compression, shape: tuple[int, ...]
) -> None:
    deep = len(shape) == 3
    kind, most = (np.uint16, 4095) if deep else (np.uint8, 255)
    frames = np.random.default_rng(0).integers(0, most, shape, kind)
    np.save(tmp_path / "in.npy", frames)
    cine = sv.open_cine(tmp_path / "in.npy")
    write_dicom(tmp_path / "out.dcm", cine, Processing(), compression=compression)
    made = pydicom.dcmread(tmp_path / "out.dcm")
    np.testing.assert_array_equal(made.pixel_array, frames)
    assert made.BitsStored == (12 if deep else 8)
    back = sv.open_cine(tmp_path / "out.dcm")
    np.testing.assert_array_equal([back.frame(i) for i in range(3)], frames)


def test_what_cannot_be_compressed_is_said(tmp_path: Path) -> None:
    np.save(tmp_path / "in.npy", np.zeros((1, 9, 9), np.uint8))
    with pytest.raises(ExportError, match="choose another compression"):
        write_dicom(
            tmp_path / "out.dcm",
            sv.open_cine(tmp_path / "in.npy"),
            Processing(),
            compression="jpeg-2000",
        )
    assert not (tmp_path / "out.dcm").exists()


def test_steering_is_named(source: Dataset, tmp_path: Path) -> None:
    steering = Steering(strength=1.25, no_negatives=True)
    edit = KernelEdit(8, 9).with_tap(TapEdit(5, 0, 0, 0, 0.5))
    made = derived(source, tmp_path, Processing("kpn", steering=steering, edits=(edit,), last=0))
    assert "its kernels steered: strength 1.25 · no negatives" in made.DerivationDescription
    assert "x 9 y 8: 1 weight set" in made.DerivationDescription
    assert made.SeriesDescription.endswith("steered")
