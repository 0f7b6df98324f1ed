"""Each damaged file gives one sentence: which file, why, what to do. What is whole stays usable."""

import logging
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom import uid

from speckle_viewer.cine.dicom import is_dicom, open_dicom
from speckle_viewer.cine.dicom_file import _inflated
from speckle_viewer.errors import CineError
from tests.cine import dicom_files as make
from tests.cine.dicom_files import Pixels

PIXELS = make.speckle(6)


def refusal(path: Path) -> str:
    """The sentence with which the file, or its first frame, is refused."""
    with pytest.raises(CineError) as caught:
        open_dicom(path).frame(0)
    message = str(caught.value)
    assert path.name in message
    assert message.endswith(".")
    assert ";" in message or "install" in message
    return message


def raw(path: Path, **elements: Any) -> Path:
    return make.save_raw(path / "a.dcm", PIXELS, **elements)


def jpeg_ls(path: Path, encode: Callable[[Pixels], bytes] = make.jpeg_ls_stream) -> Path:
    return make.save_frames(path / "a.dcm", PIXELS, encode, uid.JPEGLSLossless)


def test_what_is_dicom(tmp_path: Path) -> None:
    assert is_dicom(raw(tmp_path))
    bare = tmp_path / "bare"
    bare.write_bytes((tmp_path / "a.dcm").read_bytes()[132:])
    assert is_dicom(bare)
    assert (open_dicom(bare).frame(2) == PIXELS[2]).all()
    assert not is_dicom(tmp_path)
    assert not is_dicom(tmp_path / "missing")
    (tmp_path / "text.dcm").write_text("no images here" * 100)
    assert not is_dicom(tmp_path / "text.dcm")


def test_not_dicom(tmp_path: Path) -> None:
    path = tmp_path / "a.dcm"
    for content in (b"", b"no images here" * 100, bytes(500)):
        path.write_bytes(content)
        assert "not a DICOM file" in refusal(path)
    path.unlink()
    assert "cannot be read" in refusal(path)
    path.mkdir()
    assert "cannot be read" in refusal(path)


def test_no_pixel_data(tmp_path: Path) -> None:
    path = raw(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b"\xe0\x7f\x10\x00OW")])
    assert "no pixel data" in refusal(path)


@pytest.mark.parametrize("count", [0, -3])
def test_zero_frames(tmp_path: Path, count: int) -> None:
    assert f"declares {count} frames" in refusal(raw(tmp_path, NumberOfFrames=count))


def test_absurd_dimensions(tmp_path: Path) -> None:
    assert "65535 x 65535" in refusal(raw(tmp_path, Rows=65535, Columns=65535))
    assert "no image size" in refusal(raw(tmp_path, Rows=0))
    assert "cut off" in refusal(raw(tmp_path, Rows=8000, Columns=8000))


def test_absurd_number_of_frames(tmp_path: Path) -> None:
    cine = open_dicom(raw(tmp_path, NumberOfFrames=2_000_000_000))
    assert len(cine) == len(cine.times) == 6


@pytest.mark.parametrize(
    "elements",
    [
        {"BitsAllocated": 32},
        {"BitsAllocated": 1},
        {"SamplesPerPixel": 4},
        {"PhotometricInterpretation": "CMYK"},
        {"PhotometricInterpretation": "PALETTE COLOR"},
    ],
)
def test_what_cannot_be_shown(tmp_path: Path, elements: dict[str, Any]) -> None:
    refusal(raw(tmp_path, **elements))


def test_unsupported_syntax(tmp_path: Path) -> None:
    path = make.save_frames(tmp_path / "a.dcm", PIXELS, make.jpeg, "1.2.840.10008.1.2.4.65")
    assert "TransferSyntaxUID" in refusal(path)
    path = make.save_frames(tmp_path / "b.dcm", PIXELS, make.jpeg, "1.2.3.4.5")
    assert "'1.2.3.4.5'" in refusal(path)


def test_syntax_that_does_not_fit_the_pixel_data(tmp_path: Path) -> None:
    path = jpeg_ls(tmp_path)
    path.write_bytes(
        make._renamed(path.read_bytes(), uid.JPEGLSLossless, uid.ExplicitVRLittleEndian)
    )
    assert "compressed but its header says" in refusal(path)
    path = raw(tmp_path)
    path.write_bytes(
        make._renamed(path.read_bytes(), uid.ExplicitVRLittleEndian, uid.JPEGLSLossless)
    )
    assert "uncompressed but its header says" in refusal(path)


def test_wrong_length(tmp_path: Path) -> None:
    """Too much is ignored, too little leaves the frames that are whole."""
    longer = make.save(
        tmp_path / "a.dcm",
        make.image(PIXELS),
        PIXELS.tobytes() + bytes(501),
        uid.ExplicitVRLittleEndian,
    )
    assert len(open_dicom(longer)) == 6
    shorter = make.save(
        tmp_path / "b.dcm",
        make.image(PIXELS),
        PIXELS.tobytes()[:-500],
        uid.ExplicitVRLittleEndian,
    )
    cine = open_dicom(shorter)
    assert len(cine) == 5
    assert any("6 frames and 5 are complete" in note for note in cine.notes)


SAVERS: dict[str, Callable[[Path], Path]] = {
    "raw": raw,
    "jpeg-ls": jpeg_ls,
    "fragmented": lambda path: make.save_frames(
        path / "a.dcm", PIXELS, make.jpeg_ls_stream, uid.JPEGLSLossless, fragments=3
    ),
    "fragmented without table": lambda path: make.save_frames(
        path / "a.dcm",
        PIXELS,
        make.jpeg_ls_stream,
        uid.JPEGLSLossless,
        fragments=3,
        has_bot=False,
    ),
    "rle": lambda path: make.save_frames(path / "a.dcm", PIXELS, make.rle, uid.RLELossless),
}


@pytest.mark.parametrize("kind", SAVERS)
def test_cut_in_the_middle_of_a_frame(tmp_path: Path, kind: str) -> None:
    path = SAVERS[kind](tmp_path)
    whole = path.read_bytes()
    start = whole.index(b"\xe0\x7f\x10\x00O")
    path.write_bytes(whole[: start + (len(whole) - start) * 7 // 12])
    cine = open_dicom(path)
    assert 2 <= len(cine) <= 4
    assert any(f"6 frames and {len(cine)} are complete" in note for note in cine.notes)
    for index in range(len(cine)):
        assert (cine.frame(index) == PIXELS[index]).all()
    path.write_bytes(whole[: start + 60])
    assert "cut off" in refusal(path)


def test_deflated_and_cut(tmp_path: Path) -> None:
    path = make.save_raw(tmp_path / "a.dcm", PIXELS, uid.DeflatedExplicitVRLittleEndian)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])
    cine = open_dicom(path)
    assert 1 <= len(cine) < 6
    assert (cine.frame(0) == PIXELS[0]).all()
    path.write_bytes(whole[:400] + b"\xff" * 50)
    refusal(path)


def test_deflated_to_a_little_more_than_a_chunk_keeps_its_end() -> None:
    """Output that is held back when the last of the input is taken in must not be lost."""
    for size in range(2**20, 2**20 + 260, 5):
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = BytesIO(packer.compress(bytes(size)) + packer.flush())
        with _inflated("a.dcm", packed) as body:
            assert body.size == size


def test_deflated_bomb_is_not_held_in_memory(tmp_path: Path) -> None:
    import tracemalloc

    path = make.save_raw(tmp_path / "a.dcm", PIXELS, uid.DeflatedExplicitVRLittleEndian)
    whole = path.read_bytes()
    meta_end = 144 + struct.unpack_from("<I", whole, 140)[0]
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    # An endless sequence, and zeros: pydicom would make a data set of each 8 of them.
    begin = b"\x08\0\x40\x11SQ\0\0\xff\xff\xff\xff"
    bomb = packer.compress(begin)
    bomb += b"".join(packer.compress(bytes(2**20)) for _ in range(16)) + packer.flush()
    path.write_bytes(whole[:meta_end] + bomb)
    tracemalloc.start()
    try:
        refusal(path)
        assert tracemalloc.get_traced_memory()[1] < 200 * 2**20
    finally:
        tracemalloc.stop()


def test_one_bad_frame_does_not_spoil_the_others(tmp_path: Path) -> None:
    streams = [make.jpeg_ls_stream(frame) for frame in PIXELS]
    streams[2] = streams[2][:60] + bytes(len(streams[2]) - 60)
    parts = iter(streams)
    cine = open_dicom(jpeg_ls(tmp_path, lambda _: next(parts)))
    with pytest.raises(CineError, match=r"a\.dcm: frame 3 cannot be decoded"):
        cine.frame(2)
    assert (cine.frame(3) == PIXELS[3]).all()


def test_stream_of_another_size_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    other = np.zeros((500, 500), np.uint8)
    other[0, 0] = 255
    path = jpeg_ls(tmp_path, lambda _: make.jpeg_ls_stream(other))
    assert "500 x 500 pixels where the header says 40 x 48" in refusal(path)


def test_headers_that_contradict_themselves_are_mended(tmp_path: Path) -> None:
    cine = open_dicom(raw(tmp_path, BitsStored=33, HighBit=99, PhotometricInterpretation="RGB"))
    assert (cine.frame(0) == PIXELS[0]).all()
    assert len(cine.notes) == 3


def test_nobody_is_named_in_logs(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = raw(tmp_path, PatientBirthDate="20000101", StudyDate="20200101")
    path.write_bytes(path.read_bytes().replace(b"20000101", b"JANEDOE!"))
    with caplog.at_level(logging.DEBUG):
        cine = open_dicom(path)
    assert len(cine.header) > 10
    assert caplog.text == ""


def test_closed_cine_says_so_in_our_words(tmp_path: Path) -> None:
    cine = open_dicom(raw(tmp_path))
    cine.close()
    with pytest.raises(CineError):
        cine.frame(0)
