"""Uncompressed pixels, every kind of colour, and video come out as what went in."""

import struct
from pathlib import Path

import numpy as np
import pytest
from pydicom import uid

from speckle_viewer.cine.dicom import open_dicom
from speckle_viewer.errors import CineError
from tests.cine import dicom_files as make
from tests.cine.dicom_files import Pixels, error, frames_of

# --- uncompressed


@pytest.mark.parametrize("syntax", [*make.RAW, uid.DeflatedExplicitVRLittleEndian])
@pytest.mark.parametrize("top", [255, 4095])
def test_raw_grey(tmp_path: Path, syntax: str, top: int) -> None:
    pixels = make.speckle(top=top)
    path = make.save_raw(
        tmp_path / "a.dcm",
        pixels,
        syntax,
        BitsStored=top.bit_length(),
        HighBit=top.bit_length() - 1,
    )
    cine = open_dicom(path)
    assert cine.value_range == (0, top)
    assert cine.frame(0).dtype == pixels.dtype
    assert error(frames_of(path), pixels) == 0


@pytest.mark.parametrize("syntax", make.RAW)
def test_raw_colour_by_pixel_and_by_plane(tmp_path: Path, syntax: str) -> None:
    pixels = make.colours(rows=33, columns=35)
    by_pixel = make.save_raw(tmp_path / "pixel.dcm", pixels, syntax)
    planes = np.ascontiguousarray(np.moveaxis(pixels, -1, 1))
    data = make.save_raw(tmp_path / "x.dcm", planes.reshape(pixels.shape), syntax)
    ds = make.image(pixels, PlanarConfiguration=1)
    by_plane = tmp_path / "plane.dcm"
    from pydicom import dcmread

    make.save(by_plane, ds, dcmread(data).PixelData, syntax)
    assert error(frames_of(by_pixel), pixels) == 0
    assert error(frames_of(by_plane), pixels) == 0


def test_eight_bit_big_endian_bytes_are_not_swapped_when_they_are_bytes(tmp_path: Path) -> None:
    pixels = make.speckle(2, 31, 33)
    data = pixels.tobytes()
    path = make.save(tmp_path / "a.dcm", make.image(pixels), data, uid.ExplicitVRBigEndian, "OB")
    assert error(frames_of(path), pixels) == 0


def test_odd_frames_of_swapped_words(tmp_path: Path) -> None:
    pixels = make.speckle(3, 31, 33)
    path = make.save_raw(tmp_path / "a.dcm", pixels, uid.ExplicitVRBigEndian)
    assert error(frames_of(path), pixels) == 0


def test_monochrome1_shows_echoes_bright(tmp_path: Path) -> None:
    pixels = make.speckle(top=4095)
    path = make.save_raw(
        tmp_path / "a.dcm", pixels, photometric="MONOCHROME1", BitsStored=12, HighBit=11
    )
    assert error(frames_of(path), 4095 - pixels.astype(int)) == 0


@pytest.mark.parametrize("bits", [10, 12, 14, 16])
def test_signed_values_keep_their_order(tmp_path: Path, bits: int) -> None:
    half = 2 ** (bits - 1)
    pixels = make.speckle(top=2 * half - 1).astype(int) - half
    stored = pixels.astype(np.int16)
    path = make.save_raw(
        tmp_path / "a.dcm", stored, BitsStored=bits, HighBit=bits - 1, PixelRepresentation=1
    )
    assert error(frames_of(path), pixels + half) == 0
    assert any("shifted" in note for note in open_dicom(path).notes)


def test_overlay_in_the_unused_bits_is_not_shown(tmp_path: Path) -> None:
    pixels = make.speckle(top=1023)
    path = make.save_raw(tmp_path / "a.dcm", pixels | 0xF000, BitsStored=10, HighBit=9)
    assert error(frames_of(path), pixels) == 0
    shifted = make.save_raw(tmp_path / "b.dcm", pixels << 4 | 3, BitsStored=10, HighBit=13)
    assert error(frames_of(shifted), pixels) == 0


def test_sixteen_bit_colour_becomes_eight(tmp_path: Path) -> None:
    pixels = make.colours()
    path = make.save_raw(tmp_path / "a.dcm", pixels.astype(np.uint16) * 257)
    assert error(frames_of(path), pixels) == 0


# --- colours


@pytest.mark.parametrize("syntax", make.RAW)
def test_raw_ybr_full(tmp_path: Path, syntax: str) -> None:
    pixels = make.colours()
    path = make.save_raw(tmp_path / "a.dcm", make.to_ybr(pixels), syntax, photometric="YBR_FULL")
    assert error(frames_of(path), pixels) <= 3


def test_raw_ybr_full_422(tmp_path: Path) -> None:
    pixels = make.colours()
    ybr = make.to_ybr(pixels)
    pairs = np.stack(
        [ybr[:, :, ::2, 0], ybr[:, :, 1::2, 0], ybr[:, :, ::2, 1], ybr[:, :, ::2, 2]], -1
    )
    ds = make.image(pixels, "YBR_FULL_422")
    path = make.save(tmp_path / "a.dcm", ds, pairs.tobytes(), uid.ExplicitVRLittleEndian)
    assert error(frames_of(path), pixels) <= 3


def test_raw_422_that_holds_all_colours(tmp_path: Path) -> None:
    pixels = make.colours()
    path = make.save_raw(tmp_path / "a.dcm", make.to_ybr(pixels), photometric="YBR_FULL_422")
    assert error(frames_of(path), pixels) <= 3


def test_raw_studio_range(tmp_path: Path) -> None:
    pixels = make.colours()
    ybr = make.to_ybr(pixels).astype(float)
    studio = 16 + ybr * 219 / 255
    studio[..., 1:] = 128 + (ybr[..., 1:] - 128) * 224 / 255
    studio = studio.round().astype(np.uint8)
    pairs = np.stack(
        [studio[:, :, ::2, 0], studio[:, :, 1::2, 0], studio[:, :, ::2, 1], studio[:, :, ::2, 2]],
        -1,
    )
    ds = make.image(pixels, "YBR_PARTIAL_422")
    path = make.save(tmp_path / "a.dcm", ds, pairs.tobytes(), uid.ExplicitVRLittleEndian)
    assert error(frames_of(path), pixels) <= 5


def palette(order: str, bits: int, **more: object) -> tuple[Pixels, dict[str, object]]:
    """256 colours, and the elements of their tables in the byte order of the file."""
    ramp = np.arange(256)
    table = np.stack([ramp, 255 - ramp, (ramp * 3) % 256], -1)
    elements: dict[str, object] = {}
    for index, colour in enumerate(("Red", "Green", "Blue")):
        values = table[:, index]
        if bits == 16:
            data = (values * 257).astype(f"{order}u2").tobytes()
        else:
            words = values[::2] | values[1::2] << 8
            data = words.astype(f"{order}u2").tobytes()
        elements[f"{colour}PaletteColorLookupTableDescriptor"] = [256, 0, bits]
        elements[f"{colour}PaletteColorLookupTableData"] = data
    return table, {**elements, **more}


@pytest.mark.parametrize("syntax", make.RAW)
@pytest.mark.parametrize("bits", [8, 16])
def test_palette(tmp_path: Path, syntax: str, bits: int) -> None:
    pixels = make.speckle()
    table, elements = palette(">" if syntax == uid.ExplicitVRBigEndian else "<", bits)
    path = make.save_raw(
        tmp_path / "a.dcm", pixels, syntax, photometric="PALETTE COLOR", **elements
    )
    assert error(frames_of(path), table[pixels]) == 0


def test_palette_in_the_wrong_byte_order_is_not_black(tmp_path: Path) -> None:
    pixels = make.speckle()
    table, elements = palette("<", 16)
    for colour, index in (("Red", 0), ("Green", 1), ("Blue", 2)):
        data = (table[:, index] << 8).astype(">u2").tobytes()
        elements[f"{colour}PaletteColorLookupTableData"] = data
    path = make.save_raw(tmp_path / "a.dcm", pixels, photometric="PALETTE COLOR", **elements)
    assert error(frames_of(path), table[pixels]) == 0


def test_palette_of_wide_pixels_that_starts_late(tmp_path: Path) -> None:
    pixels = make.speckle(top=400)
    table, elements = palette("<", 16)
    for colour in ("Red", "Green", "Blue"):
        elements[f"{colour}PaletteColorLookupTableDescriptor"] = [256, 100, 16]
    path = make.save_raw(tmp_path / "a.dcm", pixels, photometric="PALETTE COLOR", **elements)
    expected = table[np.clip(pixels.astype(int) - 100, 0, 255)]
    assert error(frames_of(path), expected) == 0


def test_segmented_palette(tmp_path: Path) -> None:
    pixels = make.speckle(top=255)
    # Two discrete values, a line up over 128 more, the first segment again, and another line.
    words = [0, 2, 0x4000, 0, 1, 128, 0x8000, 2, 1, 0, 0, 1, 124, 0xFF00]
    elements: dict[str, object] = {}
    for colour in ("Red", "Green", "Blue"):
        elements[f"{colour}PaletteColorLookupTableDescriptor"] = [256, 0, 16]
        elements[f"Segmented{colour}PaletteColorLookupTableData"] = struct.pack("<14H", *words)
    path = make.save_raw(tmp_path / "a.dcm", pixels, photometric="PALETTE COLOR", **elements)
    line = np.round(np.linspace(0, 0x8000, 129)[1:]).astype(int)
    second = np.round(np.linspace(0, 0xFF00, 125)[1:]).astype(int)
    table = np.concatenate([[0x4000, 0], line, [0x4000, 0], second]) >> 8
    assert len(table) == 256
    assert error(frames_of(path), np.repeat(table[pixels][..., None], 3, -1)) == 0


# --- video


def moving_colours(frames: int) -> list[Pixels]:
    """Large patches of colour on which a white bar moves on by 4 pixels a frame."""
    pictures = []
    for index in range(frames):
        picture = np.zeros((96, 256, 3), np.uint8)
        picture[:48] = np.repeat(
            np.array([[200, 30, 30], [30, 180, 40], [40, 40, 200], [128, 128, 128]]), 64, axis=0
        )
        picture[56:88, 4 * index : 4 * index + 8] = 235
        pictures.append(picture)
    return pictures


VIDEOS = [
    ("mpeg2video", "mpegts", uid.MPEG2MPML, {"b": "4M", "bf": "2"}),
    ("mpeg2video", "mpeg2video", uid.MPEG2MPML, {"b": "4M"}),
    ("libx264", "mp4", uid.MPEG4HP41, {"crf": "12"}),
    ("libx264", "h264", uid.MPEG4HP41, {"crf": "12"}),
    ("libx265", "mpegts", uid.HEVCMP51, {"crf": "12", "x265-params": "log-level=none"}),
]


@pytest.mark.parametrize(("codec", "container", "syntax", "options"), VIDEOS)
def test_video(
    tmp_path: Path, codec: str, container: str, syntax: str, options: dict[str, str]
) -> None:
    pytest.importorskip("av")
    pixels = moving_colours(50)
    data = make.video(pixels, codec, container, **options)
    ds = make.image(np.stack(pixels), "YBR_PARTIAL_420", FrameTime=40.0)
    cut = len(data) // 3 // 2 * 2
    items = b"".join(make.item(part) for part in (b"", data[:cut], data[cut:]))
    path = make.save(tmp_path / "a.dcm", ds, items + make.SEQUENCE_END, syntax)
    cine = open_dicom(path, cache_bytes=0)
    assert len(cine) == 50
    for index in (0, 1, 2, 30, 31, 7, 49, 0, 24, 12, 11):
        frame = cine.frame(index)
        for patch in range(4):
            where = (slice(8, 40), slice(64 * patch + 8, 64 * patch + 56))
            difference = frame[where].astype(int) - pixels[index][where]
            assert np.abs(difference.mean(axis=(0, 1))).max() < 5
        bar = frame[60:84].mean(axis=(0, 2))
        assert abs(int(bar.argmax()) - (4 * index + 4)) <= 4
    cine.close()


def test_video_without_the_extra_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "av", None)
    ds = make.image(np.stack(moving_colours(2)), "YBR_PARTIAL_420")
    data = make.item(b"") + make.item(b"\0\0\1\xb3" * 8) + make.SEQUENCE_END
    path = make.save(tmp_path / "a.dcm", ds, data, uid.MPEG2MPML)
    with pytest.raises(CineError, match="with pip install av"):
        open_dicom(path)
