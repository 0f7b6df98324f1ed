"""Every compressed transfer syntax comes out as the pixels that went in, however it is packed."""

import struct
from pathlib import Path

import numpy as np
import pytest
from pydicom import uid
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate, encapsulate_extended

from speckle_viewer.cine.dicom import open_dicom
from speckle_viewer.errors import CineError
from tests.cine import dicom_files as make
from tests.cine.dicom_files import Pixels, error, frames_of, mean_error

EXTENDED, LOSSLESS, LOSSLESS_1 = uid.JPEGExtended12Bit, uid.JPEGLossless, uid.JPEGLosslessSV1

# --- RLE


@pytest.mark.parametrize("top", [255, 4095])
def test_rle_grey(tmp_path: Path, top: int) -> None:
    pixels = make.speckle(top=top)
    path = make.save_frames(tmp_path / "a.dcm", pixels, make.rle, uid.RLELossless)
    assert error(frames_of(path), pixels) == 0


def test_rle_colour(tmp_path: Path) -> None:
    pixels = make.colours()
    path = make.save_frames(tmp_path / "a.dcm", pixels, make.rle, uid.RLELossless)
    assert error(frames_of(path), pixels) == 0
    path = make.save_frames(
        tmp_path / "b.dcm", make.to_ybr(pixels), make.rle, uid.RLELossless, photometric="YBR_FULL"
    )
    assert error(frames_of(path), pixels) <= 3


def test_rle_runs_across_rows(tmp_path: Path) -> None:
    """The standard forbids them, and encoders write them all the same."""
    pixels = np.full((1, 8, 10), 7, np.uint8)
    stream = struct.pack("<16I", 1, 64, *[0] * 14) + bytes([257 - 80, 7])
    path = make.save_frames(tmp_path / "a.dcm", pixels, lambda frame: stream, uid.RLELossless)
    assert error(frames_of(path), pixels) == 0


# --- JPEG


@pytest.mark.parametrize("syntax", [uid.JPEGBaseline8Bit, EXTENDED])
def test_jpeg_grey(tmp_path: Path, syntax: str) -> None:
    pixels = make.speckle()
    path = make.save_frames(tmp_path / "a.dcm", pixels, make.jpeg, syntax)
    assert error(frames_of(path), pixels) <= 12


@pytest.mark.parametrize("photometric", ["YBR_FULL", "YBR_FULL_422", "RGB"])
@pytest.mark.parametrize("subsampling", [0, 1])
def test_jpeg_colour_is_converted_once(tmp_path: Path, photometric: str, subsampling: int) -> None:
    """With a JFIF marker the stream is YCbCr, whatever the header calls it."""
    pixels = make.colours()
    path = make.save_frames(
        tmp_path / "a.dcm",
        pixels,
        lambda frame: make.jpeg(frame, subsampling=subsampling),
        uid.JPEGBaseline8Bit,
        photometric=photometric,
    )
    assert mean_error(frames_of(path), pixels) < 4


def without_markers(stream: bytes) -> bytes:
    """The stream without its JFIF segment, as most scanners write it."""
    assert stream[2:4] == b"\xff\xe0"
    return stream[:2] + stream[4 + int.from_bytes(stream[4:6], "big") :]


def test_jpeg_colour_without_markers(tmp_path: Path) -> None:
    pixels = make.colours()
    ybr = make.save_frames(
        tmp_path / "ybr.dcm",
        pixels,
        lambda frame: without_markers(make.jpeg(frame)),
        uid.JPEGBaseline8Bit,
        photometric="YBR_FULL_422",
    )
    assert mean_error(frames_of(ybr), pixels) < 4
    # The encoder is told that these are YCbCr, so it stores red, green and blue as they are.
    rgb = make.save_frames(
        tmp_path / "rgb.dcm",
        pixels,
        lambda frame: without_markers(make.jpeg(frame, mode="YCbCr")),
        uid.JPEGBaseline8Bit,
        photometric="RGB",
    )
    assert mean_error(frames_of(rgb), pixels) < 4


def test_jpeg_of_twelve_bits(tmp_path: Path) -> None:
    """The stream is one of libjpeg-turbo: GDCM's own encoder breaks the heap."""
    y, x = np.mgrid[:40, :48]
    pixels = ((np.sin(x / 5) * np.cos(y / 7) + 1) * 2047).astype(np.uint16)[None]
    stream = Path(__file__).with_name("twelve_bit.jpg").read_bytes()
    path = make.save_frames(
        tmp_path / "a.dcm", pixels, lambda _: stream, EXTENDED, BitsStored=12, HighBit=11
    )
    assert error(frames_of(path), pixels) <= 2


@pytest.mark.parametrize("syntax", [LOSSLESS, LOSSLESS_1])
@pytest.mark.parametrize("top", [255, 4095, 65535])
def test_jpeg_lossless(tmp_path: Path, syntax: str, top: int) -> None:
    pixels = make.speckle(top=top)
    path = make.save_frames(tmp_path / "a.dcm", pixels, make.lossless_jpeg, syntax)
    assert error(frames_of(path), pixels) == 0


def test_jpeg_lossless_colour(tmp_path: Path) -> None:
    pixels = make.colours()
    rgb = make.save_frames(tmp_path / "a.dcm", pixels, make.lossless_jpeg, LOSSLESS_1)
    assert error(frames_of(rgb), pixels) == 0
    ybr = make.save_frames(
        tmp_path / "b.dcm",
        make.to_ybr(pixels),
        make.lossless_jpeg,
        LOSSLESS_1,
        photometric="YBR_FULL",
    )
    assert error(frames_of(ybr), pixels) <= 3


def test_jpeg_lossless_signed(tmp_path: Path) -> None:
    pixels = make.speckle(top=4095)
    signed = (pixels.astype(np.int16) - 2048).view(np.uint16) & 0x0FFF
    path = make.save_frames(
        tmp_path / "a.dcm",
        signed,
        make.lossless_jpeg,
        LOSSLESS_1,
        BitsStored=12,
        HighBit=11,
        PixelRepresentation=1,
    )
    assert error(frames_of(path), pixels) == 0


# --- JPEG-LS


@pytest.mark.parametrize("top", [255, 1023, 4095, 65535])
def test_jpeg_ls(tmp_path: Path, top: int) -> None:
    pixels = make.speckle(top=top)
    path = make.save_frames(tmp_path / "a.dcm", pixels, make.jpeg_ls_stream, uid.JPEGLSLossless)
    assert error(frames_of(path), pixels) == 0


def test_jpeg_ls_near_lossless(tmp_path: Path) -> None:
    pixels = make.speckle()
    path = make.save_frames(
        tmp_path / "a.dcm",
        pixels,
        lambda frame: make.jpeg_ls_stream(frame, lossy_error=3),
        uid.JPEGLSNearLossless,
    )
    assert 0 < error(frames_of(path), pixels) <= 3


@pytest.mark.parametrize("interleave", [0, 1, 2])
def test_jpeg_ls_colour(tmp_path: Path, interleave: int) -> None:
    pixels = make.colours()

    def encode(frame: Pixels) -> bytes:
        planes = np.moveaxis(frame, -1, 0) if interleave == 0 else frame
        return make.jpeg_ls_stream(np.ascontiguousarray(planes), interleave)

    path = make.save_frames(tmp_path / "a.dcm", pixels, encode, uid.JPEGLSLossless)
    assert error(frames_of(path), pixels) == 0


# --- JPEG 2000


@pytest.mark.parametrize("top", [255, 4095, 65535])
def test_j2k_lossless(tmp_path: Path, top: int) -> None:
    pixels = make.speckle(top=top)
    path = make.save_frames(tmp_path / "a.dcm", pixels, make.j2k, uid.JPEG2000Lossless)
    assert error(frames_of(path), pixels) == 0


@pytest.mark.parametrize("photometric", ["YBR_RCT", "RGB"])
def test_j2k_lossless_colour(tmp_path: Path, photometric: str) -> None:
    pixels = make.colours()
    path = make.save_frames(
        tmp_path / "a.dcm", pixels, make.j2k, uid.JPEG2000Lossless, photometric=photometric
    )
    assert error(frames_of(path), pixels) == 0


def test_j2k_colour_that_only_the_header_knows(tmp_path: Path) -> None:
    pixels = make.colours()
    path = make.save_frames(
        tmp_path / "a.dcm",
        make.to_ybr(pixels),
        lambda frame: make.j2k(frame, photometric=3, use_mct=False),
        uid.JPEG2000Lossless,
        photometric="YBR_FULL",
    )
    assert error(frames_of(path), pixels) <= 3


def test_j2k_lossy(tmp_path: Path) -> None:
    grey = make.speckle()
    path = make.save_frames(
        tmp_path / "a.dcm", grey, lambda f: make.j2k(f, compression_ratios=[4]), uid.JPEG2000
    )
    assert mean_error(frames_of(path), grey) < 4
    pixels = make.colours()
    path = make.save_frames(
        tmp_path / "b.dcm",
        pixels,
        lambda frame: make.j2k(frame, compression_ratios=[4]),
        uid.JPEG2000,
        photometric="YBR_ICT",
    )
    assert mean_error(frames_of(path), pixels) < 4


def test_jpeg_xl_decodes_or_says_what_is_missing(tmp_path: Path) -> None:
    pixels = make.speckle()
    try:
        import imagecodecs
    except ImportError:
        path = make.save_frames(
            tmp_path / "a.dcm", pixels, lambda _: b"\xff\x0a__", "1.2.840.10008.1.2.4.110"
        )
        with pytest.raises(CineError, match="pip install imagecodecs"):
            open_dicom(path).frame(0)
        return
    path = make.save_frames(
        tmp_path / "a.dcm",
        pixels,
        lambda frame: bytes(imagecodecs.jpegxl_encode(frame, lossless=True)),
        "1.2.840.10008.1.2.4.110",
    )
    assert error(frames_of(path), pixels) == 0


# --- how frames lie in items


@pytest.mark.parametrize("has_bot", [True, False])
@pytest.mark.parametrize("fragments", [1, 2, 3])
def test_fragments(tmp_path: Path, has_bot: bool, fragments: int) -> None:
    pixels = make.speckle(frames=4)
    path = make.save_frames(
        tmp_path / "a.dcm",
        pixels,
        make.lossless_jpeg,
        LOSSLESS_1,
        has_bot=has_bot,
        fragments=fragments,
    )
    assert error(frames_of(path), pixels) == 0


def test_extended_offset_table(tmp_path: Path) -> None:
    pixels = make.speckle(frames=4)
    encoded = [make.jpeg_ls_stream(frame) for frame in pixels]
    data, offsets, lengths = encapsulate_extended(encoded)
    ds = make.image(pixels, ExtendedOffsetTable=offsets, ExtendedOffsetTableLengths=lengths)
    path = make.save(tmp_path / "a.dcm", ds, data, uid.JPEGLSLossless)
    assert error(frames_of(path), pixels) == 0


@pytest.mark.parametrize("table", [b"\1\0\0\0", b"\0" * 16, b"\xff" * 16, bytes(range(16))])
def test_offset_table_that_is_wrong(tmp_path: Path, table: bytes) -> None:
    pixels = make.speckle(frames=4)
    items = [make.item(make.jpeg_ls_stream(frame)) for frame in pixels]
    data = make.item(table) + b"".join(items) + make.SEQUENCE_END
    path = make.save(tmp_path / "a.dcm", make.image(pixels), data, uid.JPEGLSLossless)
    assert error(frames_of(path), pixels) == 0


def test_one_frame_in_many_items(tmp_path: Path) -> None:
    pixels = make.speckle(frames=1)
    stream = make.jpeg_ls_stream(pixels[0])
    data = encapsulate([stream], fragments_per_frame=7, has_bot=False)
    ds: Dataset = make.image(pixels)
    del ds.NumberOfFrames
    path = make.save(tmp_path / "a.dcm", ds, data, uid.JPEGLSLossless)
    assert error(frames_of(path), pixels) == 0
