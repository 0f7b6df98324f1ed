"""Regions of the header are brought inside the image, and calibrated only in centimetres."""

from pathlib import Path

import numpy as np
import pytest
from pydicom import uid
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence

from speckle_viewer.cine.dicom import open_dicom
from speckle_viewer.cine.regions import header_regions
from speckle_viewer.cine.types import Region
from tests.cine import dicom_files as make

SHAPE = (480, 640)


def item(
    box: tuple[int, int, int, int] = (10, 20, 609, 459),
    deltas: tuple[float, float] = (0.02, 0.03),
    units: tuple[int, int] = (3, 3),
    data_type: int = 1,
    layout: int = 1,
) -> Dataset:
    """``box`` is x0, y0, x1, y1; ``deltas`` and ``units`` are of x and y."""
    ds = Dataset()
    ds.RegionLocationMinX0, ds.RegionLocationMinY0 = box[:2]
    ds.RegionLocationMaxX1, ds.RegionLocationMaxY1 = box[2:]
    ds.PhysicalDeltaX, ds.PhysicalDeltaY = deltas
    ds.PhysicalUnitsXDirection, ds.PhysicalUnitsYDirection = units
    ds.RegionDataType, ds.RegionSpatialFormat = data_type, layout
    return ds


def regions(*items: Dataset) -> tuple[list[Region], list[str]]:
    ds = Dataset()
    ds.SequenceOfUltrasoundRegions = Sequence(items)
    return header_regions(ds, SHAPE)


def only(ds: Dataset) -> Region:
    found, _ = regions(ds)
    assert len(found) == 1
    return found[0]


def test_location_and_scale() -> None:
    found, notes = regions(item())
    assert notes == []
    region = found[0]
    assert (region.top, region.left, region.bottom, region.right) == (20, 10, 460, 610)
    assert region.mm_per_px == pytest.approx((0.3, 0.2))
    assert (region.kind, region.source) == ("tissue", "header")


def test_maximum_one_too_large_is_clipped_in_silence() -> None:
    found, notes = regions(item(box=(0, 0, 640, 480)))
    assert (found[0].bottom, found[0].right) == SHAPE
    assert notes == []


def test_clipped_with_a_note() -> None:
    found, notes = regions(item(box=(10, 20, 700, 500)))
    assert (found[0].bottom, found[0].right) == SHAPE
    assert notes == ["Calibrated region 1 of the header reached beyond the image and was clipped."]


def test_calibration_of_a_larger_image_is_not_believed() -> None:
    found, notes = regions(item(box=(100, 100, 1279, 959)))
    assert found == []
    assert "resized" in notes[0]


@pytest.mark.parametrize(
    "box", [(10, 20, 10, 400), (10, 20, 400, 20), (700, 20, 800, 400), (300, 300, 100, 100)]
)
def test_without_area_is_dropped(box: tuple[int, int, int, int]) -> None:
    found, notes = regions(item(box=box), item())
    assert len(found) == 1
    assert notes == [
        "Calibrated region 1 of the header has no area inside the image, and was left out, so"
        " there are no millimetres there."
    ]


def test_negative_deltas() -> None:
    found, notes = regions(item(deltas=(-0.02, 0.03)))
    assert found[0].mm_per_px == pytest.approx((0.3, 0.2))
    assert notes == [
        "Calibrated region 1 of the header had a negative pixel size, taken as positive."
    ]


@pytest.mark.parametrize("units", [(0, 0), (4, 3), (3, 4), (3, 0)])
def test_only_centimetres_calibrate(units: tuple[int, int]) -> None:
    assert only(item(units=units)).mm_per_px is None


@pytest.mark.parametrize("deltas", [(0.0, 0.01), (0.01, 0.0), (1e9, 0.01), (float("nan"), 0.01)])
def test_impossible_scale(deltas: tuple[float, float]) -> None:
    found, notes = regions(item(deltas=deltas))
    assert found[0].mm_per_px is None
    assert "impossible pixel size" in notes[0]


@pytest.mark.parametrize(
    ("data_type", "layout", "kind"),
    [
        (1, 1, "tissue"),
        (2, 1, "colour"),
        (1, 2, "m-mode"),
        (2, 2, "m-mode"),
        (3, 3, "spectral"),
        (4, 3, "spectral"),
        (10, 4, "trace"),
        (0x12, 4, "trace"),
        (13, 5, "other"),
        (0, 0, "other"),
    ],
)
def test_kinds(data_type: int, layout: int, kind: str) -> None:
    assert only(item(data_type=data_type, layout=layout)).kind == kind


def test_images_come_first() -> None:
    found, _ = regions(item(data_type=0, layout=0), item(data_type=10, layout=4), item())
    assert [region.kind for region in found] == ["tissue", "other", "trace"]


def test_incomplete_region() -> None:
    ds = item()
    del ds.RegionLocationMaxX1
    found, notes = regions(ds)
    assert found == []
    assert "no complete location" in notes[0]


def sector() -> np.ndarray:
    """A bright fan on black."""
    y, x = np.mgrid[:240, :320]
    inside = (np.hypot(y + 20, x - 160) < 220) & (np.abs(x - 160) < (y + 20) * 0.6) & (y > 20)
    return np.where(inside, 90 + 40 * np.sin(x / 3) * np.cos(y / 2), 0).astype(np.uint8)[None]


def test_sector_is_detected_where_the_header_has_none(tmp_path: Path) -> None:
    plain = make.save_raw(tmp_path / "a.dcm", sector(), SequenceOfUltrasoundRegions=Sequence())
    (region,) = open_dicom(plain).regions
    assert (region.source, region.kind, region.mm_per_px) == ("detected", "tissue", None)
    spaced = make.save_raw(
        tmp_path / "b.dcm",
        sector(),
        SequenceOfUltrasoundRegions=Sequence(),
        PixelSpacing=["0.3", "0.2"],
    )
    cine = open_dicom(spaced)
    assert cine.regions[0].mm_per_px == (0.3, 0.2)
    assert any("PixelSpacing" in note for note in cine.notes)


def test_a_cine_that_starts_black_shows_its_sector_later(tmp_path: Path) -> None:
    image = sector()[0]
    cine = np.stack([np.zeros_like(image)] * 4 + [image] * 8)
    path = make.save_raw(tmp_path / "a.dcm", cine, SequenceOfUltrasoundRegions=Sequence())
    alone = make.save_raw(tmp_path / "b.dcm", image[None], SequenceOfUltrasoundRegions=Sequence())
    assert open_dicom(path).regions == open_dicom(alone).regions
    assert open_dicom(path).regions[0].bottom < 240


def test_a_damaged_frame_does_not_hinder_the_search(tmp_path: Path) -> None:
    frames = np.repeat(sector(), 6, axis=0)
    streams = [make.rle(frame) for frame in frames]
    streams[2] = streams[4] = b"\0" * 80
    data = encapsulate(streams)
    ds = make.image(frames, SequenceOfUltrasoundRegions=Sequence())
    path = make.save(tmp_path / "a.dcm", ds, data, uid.RLELossless)
    (region,) = open_dicom(path).regions
    assert (region.source, region.bottom < 240) == ("detected", True)


def test_no_sector_is_sought_in_a_spectrum(tmp_path: Path) -> None:
    spectrum = item(box=(0, 120, 319, 239), units=(4, 7), data_type=3, layout=3)
    path = make.save_raw(
        tmp_path / "a.dcm", sector(), SequenceOfUltrasoundRegions=Sequence([spectrum])
    )
    assert [region.kind for region in open_dicom(path).regions] == ["spectral"]
