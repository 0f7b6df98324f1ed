"""The sample cine is a calibrated, moving, looping ultrasound DICOM file of at most 2 MB."""

from pathlib import Path

import numpy as np
import pydicom
import pytest
from numpy.typing import NDArray

from speckle_viewer.cine.dicom_write import WrittenRegion, write_cine
from speckle_viewer.cli_sample import write_sample
from speckle_viewer.paths import sample_cine
from speckle_viewer.simulation.sample import sample_heart


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "small.dcm"
    assert write_sample(path, sample_heart(height=96, frames=6)) == 6
    return path


@pytest.fixture(scope="module")
def shipped() -> pydicom.FileDataset:
    return pydicom.dcmread(sample_cine())


def test_the_same_seed_gives_the_same_file(small: Path, tmp_path: Path) -> None:
    write_sample(tmp_path / "again.dcm", sample_heart(height=96, frames=6))
    assert (tmp_path / "again.dcm").read_bytes() == small.read_bytes()


def test_the_small_sample_has_frames_of_the_asked_size(small: Path) -> None:
    assert pydicom.dcmread(small).pixel_array.shape == (6, 96, 125)


def test_the_shipped_sample_is_small_enough() -> None:
    assert sample_cine().stat().st_size <= 2_000_000


def test_timing_and_region_are_given(shipped: pydicom.FileDataset) -> None:
    assert float(shipped.FrameTime) == pytest.approx(1000 / 30, abs=0.01)
    assert shipped.FrameIncrementPointer == pydicom.tag.Tag("FrameTime")
    (region,) = shipped.SequenceOfUltrasoundRegions
    assert region.PhysicalUnitsXDirection == region.PhysicalUnitsYDirection == 3
    depth = (region.RegionLocationMaxY1 - region.RegionLocationMinY0) * region.PhysicalDeltaY
    assert depth == pytest.approx(15.5, abs=0.5)
    assert region.RegionLocationMaxX1 < shipped.Columns
    assert region.RegionLocationMaxY1 < shipped.Rows


def test_no_patient_is_named(shipped: pydicom.FileDataset) -> None:
    assert str(shipped.PatientName) == "Simulated^Heart"
    assert shipped.PatientBirthDate == shipped.PatientSex == shipped.StudyDate == ""


def test_the_heart_moves_and_the_loop_closes(shipped: pydicom.FileDataset) -> None:
    frames: NDArray[np.float64] = shipped.pixel_array.astype(float)
    steps = np.abs(frames - np.roll(frames, -1, 0)).mean((1, 2))
    assert steps.min() > 1
    assert steps[-1] < 1.3 * np.median(steps)
    assert np.abs(frames[0] - frames[9]).mean() > 1.3 * np.median(steps)


def test_outside_the_sector_is_black(shipped: pydicom.FileDataset) -> None:
    corner = shipped.pixel_array[:, 250:300, 480:500]
    assert corner[:, :, :5].any()
    assert shipped.pixel_array[:, 40:120, 20:120].max() < 8


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "cine.dcm"
    path.write_bytes(b"old")
    frames = [np.zeros((8, 8), np.uint8)]
    region = WrittenRegion(0, 0, 7, 7, 0.01)
    with pytest.raises((TypeError, ValueError)):
        write_cine(path, frames, 33.0, region, name=object())  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
