"""Opening reads the header; frames are decoded when asked for, within the budget of the cache."""

import gc
import tracemalloc
import warnings
from pathlib import Path

import numpy as np
import pytest
from pydicom import uid

from speckle_viewer.cine import dicom_colour, dicom_images
from speckle_viewer.cine.dicom import open_dicom
from speckle_viewer.cine.dicom_file import BoundedReader
from speckle_viewer.cine.dicom_layout import Layout
from tests.cine import dicom_files as make

FRAMES, ROWS, COLUMNS = 60, 768, 1024


@pytest.fixture(scope="module")
def long_cine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """60 frames of 768 × 1024 as baseline JPEG without an offset table, each of its own grey."""
    pictures = [np.full((ROWS, COLUMNS), 4 * index, np.uint8) for index in range(FRAMES)]
    streams = iter([make.jpeg(picture) for picture in pictures])
    path = tmp_path_factory.mktemp("cine") / "long.dcm"
    stand_in = np.broadcast_to(np.uint8(0), (FRAMES, ROWS, COLUMNS))
    return make.save_frames(
        path, stand_in, lambda _: next(streams), uid.JPEGBaseline8Bit, has_bot=False
    )


def test_only_the_frame_asked_for_is_decoded(
    long_cine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded = []
    real = dicom_colour.to_frame

    def counted(samples, layout: Layout, palette):  # type: ignore[no-untyped-def]
        decoded.append(layout)
        return real(samples, layout, palette)

    monkeypatch.setattr(dicom_images, "to_frame", counted)
    cine = open_dicom(long_cine)
    assert len(cine) == FRAMES
    assert decoded == []
    assert cine.frame(0).max() == 0
    assert len(decoded) == 1
    assert cine.frame(41).max() == 164
    assert len(decoded) == 2
    cine.frame(41)
    assert len(decoded) == 2


def test_opening_reads_a_small_part_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pixels = make.speckle(20, 256, 256)
    path = make.save_raw(tmp_path / "a.dcm", pixels)
    read = []
    real = BoundedReader.read

    def counted(self: BoundedReader, size: int | None = -1, /) -> bytes:
        data = real(self, size)
        read.append(len(data))
        return data

    monkeypatch.setattr(BoundedReader, "read", counted)
    cine = open_dicom(path)
    assert sum(read) < 5000
    cine.frame(7)
    assert sum(read) < 5000 + 256 * 256


def test_memory_stays_within_the_budget(long_cine: Path) -> None:
    budget = 8 * ROWS * COLUMNS
    tracemalloc.start()
    try:
        cine = open_dicom(long_cine, cache_bytes=budget)
        for index in range(FRAMES):
            cine.frame(index)
        gc.collect()
        held, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < budget + 2 * 2**20
    assert peak < budget + 6 * ROWS * COLUMNS
    assert cine.is_decoded(FRAMES - 1)
    assert not cine.is_decoded(0)


def test_a_dropped_cine_releases_its_file_in_silence(long_cine: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        cine = open_dicom(long_cine)
        stream = cine._source._file.stream  # type: ignore[attr-defined]
        del cine
        gc.collect()
    assert stream.closed
