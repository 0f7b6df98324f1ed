"""``speckle-viewer simulate`` writes valid, calibrated, reproducible files, whole or not at all."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pydicom
import pytest
from numpy.typing import NDArray
from PIL import Image

from speckle_viewer import cli
from speckle_viewer.cine import open_cine
from speckle_viewer.paths import sample_cine
from speckle_viewer.simulation.recording import Frame, Recording

SMALL = ["--size", "64", "--lines", "64", "--scatterers-per-cell", "5"]


def simulate(*words: str | Path) -> int:
    return cli.main(["simulate", *map(str, words)])


@pytest.fixture(scope="module")
def heart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("heart") / "heart.dcm"
    assert simulate("heart", "--out", path, "--frames", 4, "--clean", *SMALL) == 0
    return path


def test_a_dicom_file_opens_with_timing_and_calibration(heart: Path) -> None:
    cine = open_cine(heart)
    assert len(cine) == 4
    file = pydicom.dcmread(heart)
    assert float(file.FrameTime) == pytest.approx(1000 / 30, abs=0.01)
    (region,) = file.SequenceOfUltrasoundRegions
    assert region.PhysicalUnitsXDirection == region.PhysicalUnitsYDirection == 3
    rows = region.RegionLocationMaxY1 - region.RegionLocationMinY0 + 1
    assert rows * region.PhysicalDeltaY == pytest.approx(15.6, abs=0.4)
    assert file.LossyImageCompression == "01"
    assert str(file.PatientName) == "Simulated^Heart"
    assert file.PatientBirthDate == file.PatientSex == file.StudyDate == ""


def test_the_truth_lies_beside_it_as_it_is(heart: Path) -> None:
    truth = pydicom.dcmread(heart.with_name("heart-clean.dcm"))
    assert truth.LossyImageCompression == "00"
    assert truth.SOPInstanceUID != pydicom.dcmread(heart).SOPInstanceUID
    noisy = pydicom.dcmread(heart).pixel_array.astype(float)
    assert abs((noisy - truth.pixel_array).mean()) < 3
    assert np.abs(noisy - truth.pixel_array).mean() > 4


def test_the_same_words_give_the_same_bytes(heart: Path, tmp_path: Path) -> None:
    simulate("heart", "--out", tmp_path / "a.dcm", "--frames", 4, *SMALL)
    simulate("heart", "--out", tmp_path / "b.dcm", "--frames", 4, "--seed", 1, *SMALL)
    assert (tmp_path / "a.dcm").read_bytes() == heart.read_bytes()
    assert (tmp_path / "b.dcm").read_bytes() != heart.read_bytes()


@pytest.mark.parametrize("phantom", ["heart", "cysts"])
def test_marks_stay_outside_the_scan(phantom: str, tmp_path: Path) -> None:
    words = (phantom, "--out", tmp_path / "a.dcm", "--frames", 1, "--clean", "--size", 160)
    assert simulate(*words, "--lines", 64, "--scatterers-per-cell", 3) == 0
    cine = open_cine(tmp_path / "a-clean.dcm")
    tissue = cine.tissue(0)
    frame = np.asarray(cine.frame(0))
    outside = frame[~tissue]
    assert (outside > 100).sum() > 20  # the label and the scale are there
    assert (outside > 0).mean() < 0.1


@pytest.mark.skipif(shutil.which("dciodvfy") is None, reason="dicom3tools is not installed")
def test_files_are_valid(heart: Path) -> None:
    for path in (heart, heart.with_name("heart-clean.dcm"), sample_cine()):
        ran = subprocess.run(["dciodvfy", "-new", path], capture_output=True, text=True, check=True)
        assert "Error" not in ran.stderr


TYPE_1 = [
    "SOPClassUID",
    "SOPInstanceUID",
    "StudyInstanceUID",
    "SeriesInstanceUID",
    "Modality",
    "ImageType",
    "Rows",
    "Columns",
    "SamplesPerPixel",
    "PhotometricInterpretation",
    "BitsAllocated",
    "BitsStored",
    "HighBit",
    "PixelRepresentation",
    "NumberOfFrames",
    "FrameIncrementPointer",
    "FrameTime",
    "LossyImageCompression",
    "SequenceOfUltrasoundRegions",
    "PixelData",
]
TYPE_2 = [
    "PatientName",
    "PatientID",
    "PatientBirthDate",
    "PatientSex",
    "StudyDate",
    "StudyTime",
    "StudyID",
    "AccessionNumber",
    "ReferringPhysicianName",
    "SeriesNumber",
    "InstanceNumber",
    "Manufacturer",
    "Laterality",
    "PatientOrientation",
]


def test_all_that_the_standard_requires_is_there(heart: Path) -> None:
    # PS3.3 A.7 and the modules that it makes mandatory.
    for path in (heart, heart.with_name("heart-clean.dcm"), sample_cine()):
        file = pydicom.dcmread(path)
        assert [name for name in TYPE_1 if file.get(name) in (None, "", [])] == []
        assert [name for name in TYPE_2 if name not in file] == []
        assert file.file_meta.MediaStorageSOPInstanceUID == file.SOPInstanceUID


def test_arrays_come_with_their_parameters(tmp_path: Path) -> None:
    out = tmp_path / "new" / "pairs.npz"
    words = ("muscle", "--out", out, "--frames", 2, "--centre-frequency-mhz", 5, "--looks", 2)
    assert simulate(*words, *SMALL) == 0
    with np.load(out) as arrays:
        assert arrays["noisy"].shape == arrays["clean"].shape == arrays["noise"].shape
        assert arrays["noisy"].shape[:2] == (2, 64)
        assert arrays["noisy"].dtype == np.float32
        parameters = json.loads(str(arrays["parameters"]))
        noisy = arrays["noisy"]
    cine = open_cine(out)
    np.testing.assert_array_equal([cine.frame(0), cine.frame(1)], noisy)
    assert cine.value_range == (0, 1)
    np.testing.assert_allclose(cine.times, [0, 1 / parameters["frame_rate_hz"]])
    assert cine.regions[0].mm_per_px == pytest.approx([parameters["mm_per_pixel"]] * 2)
    assert parameters["centre_frequency_mhz"] == 5
    assert (parameters["phantom"], parameters["looks"], parameters["seed"]) == ("muscle", 2, 0)


def test_picture_pairs_lie_side_by_side(tmp_path: Path) -> None:
    out = tmp_path / "pairs"
    assert simulate("leaves", "--out", out, "--frames", 2, "--noise", "loupas", *SMALL) == 0
    names = sorted(str(path.relative_to(out)) for path in out.rglob("*.png"))
    assert names == [f"{kind}/000{n}.png" for kind in ("clean", "noisy") for n in (0, 1)]
    noisy, clean = (np.asarray(Image.open(out / k / "0000.png"), float) for k in ("noisy", "clean"))
    assert 5 < (noisy - clean).std() < 400
    assert json.loads((out / "parameters.json").read_text())["noise"] == "loupas"


def test_a_picture_of_the_user_becomes_tissue(tmp_path: Path) -> None:
    drawn = np.full((50, 70), 60, np.uint8)
    drawn[:, 35:] = 180
    Image.fromarray(drawn).save(tmp_path / "drawn.png")
    words = ("image", "--image", tmp_path / "drawn.png", "--out", tmp_path / "a.npz")
    assert simulate(*words, *SMALL) == 0
    with np.load(tmp_path / "a.npz") as arrays:
        clean = arrays["clean"][0]
    third = clean.shape[1] // 3
    assert clean[:, :third].mean() == pytest.approx(60 / 255 - 2.6 / 60, abs=0.02)
    assert clean[:, -third:].mean() == pytest.approx(180 / 255 - 2.6 / 60, abs=0.02)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["heart", "--out", "a.avi"], "a.avi ends in .avi: choose .dcm, .npz, or a folder's name."),
        (["heart", "--out", "a.dcm", "--depth-mm", "1000"], "depth_mm is 1000: choose between"),
        (["heart", "--out", "a.dcm", "--frames", "0"], "--frames is 0: choose between 1 and 2000."),
        (["heart", "--out", "a.dcm", "--looks", "many"], "invalid int value: 'many'."),
        (["heart", "--out", "a.npz", "--clean"], "--clean goes with a .dcm file"),
        (["heart", "--out", "a.npz", "--size", "2048", "--frames", "900"], "too much for one file"),
        (
            "cysts --out a.npz --lines 1024 --centre-frequency-mhz 60 --fractional-bandwidth 1.5",
            "The pulse is too short for so deep a scan",
        ),
        (["cysts", "--out", "a.npz", "--width-mm", "200", "--depth-mm", "5"], "pixels wide"),
        (
            ["muscle", "--out", "a.npz", "--lines", "1024", "--centre-frequency-mhz", "60"],
            "million scatterers",
        ),
        (["lung", "--out", "a.dcm"], "invalid choice: 'lung'"),
        (["image", "--out", "a.dcm"], "goes with a picture: image --image FILE."),
        (["image", "--image", "no.png", "--out", "a.dcm"], "no.png cannot be used"),
        (["image", "--image", "text.png", "--out", "a.dcm"], "is not a picture that can be read"),
        (["heart", "--out", "full"], "full is a folder that exists already"),
        (["heart"], "The following arguments are required: --out."),
    ],
)
def test_bad_values_are_one_sentence(
    words: list[str] | str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.png").write_text("no picture")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "kept").write_text("kept")
    before = sorted(tmp_path.rglob("*"))
    assert simulate(*(words.split() if isinstance(words, str) else words)) == 1
    printed = capsys.readouterr().err
    assert said in printed
    assert printed.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["a.dcm", "a.npz", "pairs"])
def test_a_stop_leaves_nothing(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole = Recording.with_speckle

    def stopped(self: Recording) -> Iterator[Frame]:
        yield next(whole(self))
        raise KeyboardInterrupt

    monkeypatch.setattr(Recording, "with_speckle", stopped)
    assert simulate("heart", "--out", tmp_path / name, "--frames", 3, *SMALL) == 130
    assert "stopped" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def shipped() -> pydicom.FileDataset:
    return pydicom.dcmread(sample_cine())


def test_the_shipped_sample_is_small_and_calibrated(shipped: pydicom.FileDataset) -> None:
    assert sample_cine().stat().st_size < 1_000_000
    assert shipped.NumberOfFrames == 60
    (region,) = shipped.SequenceOfUltrasoundRegions
    assert region.RegionLocationMaxX1 < shipped.Columns
    assert region.RegionLocationMaxY1 < shipped.Rows


def test_the_shipped_sample_moves_and_loops(shipped: pydicom.FileDataset) -> None:
    frames: NDArray[np.float64] = shipped.pixel_array.astype(float)
    steps = np.abs(frames - np.roll(frames, -1, 0)).mean((1, 2))
    assert steps.min() > 0.5
    assert steps[-1] < 1.3 * np.median(steps)
    assert np.abs(frames[0] - frames[12]).mean() > 1.3 * np.median(steps)


def test_the_shipped_sample_is_what_the_command_makes(
    shipped: pydicom.FileDataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Its first frame, for time's sake: later ones differ by motion and echoes alone.
    whole = Recording.with_speckle

    def first(self: Recording) -> Iterator[Frame]:
        yield next(whole(self))

    monkeypatch.setattr(Recording, "with_speckle", first)
    assert simulate("heart", "--out", tmp_path / "heart.dcm") == 0
    made = pydicom.dcmread(tmp_path / "heart.dcm")
    assert made.ImageComments == shipped.ImageComments
    one = made.pixel_array if made.pixel_array.ndim == 2 else made.pixel_array[0]
    # Other processors round otherwise, and JPEG makes a grey level of it here and there.
    assert np.abs(one.astype(float) - shipped.pixel_array[0]).mean() < 0.3
