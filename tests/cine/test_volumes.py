"""MetaImage and NIfTI, written here byte by byte, open the right way round."""

import gzip
import struct
import sys
import zlib

import numpy as np
import pytest

from speckle_viewer.cine.volumes import open_volume
from speckle_viewer.errors import CineError

CACHE = 2**20
TYPES = {"u1": "MET_UCHAR", "u2": "MET_USHORT", "i2": "MET_SHORT", "i4": "MET_INT"}
TYPES |= {"f4": "MET_FLOAT", "f8": "MET_DOUBLE"}


def values(shape, dtype="u1", low=0, high=256):
    return np.random.default_rng(0).integers(low, high, shape).astype(dtype)


def meta_image(path, pixels, *, spacing=(1, 1, 1), compressed=False, channels=1, **fields):
    """Write a MetaImage; ``pixels`` are (frames, rows, columns[, channels])."""
    sizes = pixels.shape[: pixels.ndim - (channels > 1)][::-1]
    data = pixels.tobytes()
    data = zlib.compress(data) if compressed else data
    header = {
        "ObjectType": "Image",
        "NDims": len(sizes),
        "BinaryData": "True",
        "BinaryDataByteOrderMSB": "False",
        "CompressedData": compressed,
        **({"CompressedDataSize": len(data)} if compressed else {}),
        "DimSize": " ".join(map(str, sizes)),
        "ElementSpacing": " ".join(map(str, spacing[: len(sizes)])),
        "ElementNumberOfChannels": channels,
        "ElementType": TYPES[pixels.dtype.str[1:]],
        **fields,
        "ElementDataFile": "LOCAL",
    }
    text = "".join(f"{name} = {value}\n" for name, value in header.items())
    path.write_bytes(text.encode() + data)
    return path


def nifti(path, pixels, spacing=(1, 1, 1)):
    """Write a NIfTI-1 file of uint8; ``pixels`` are (frames, rows, columns), columns fastest."""
    header = bytearray(352)
    sizes = pixels.shape[::-1]
    struct.pack_into("<i", header, 0, 348)
    struct.pack_into("<8h", header, 40, len(sizes), *sizes, *[1] * (7 - len(sizes)))
    struct.pack_into("<2h", header, 70, 2, 8)
    struct.pack_into("<8f", header, 76, 1, *spacing, *[1] * (7 - len(spacing)))
    struct.pack_into("<f", header, 108, 352)
    struct.pack_into("<f", header, 112, 1)
    header[123] = 2  # millimetres
    header[344:348] = b"n+1\0"
    data = bytes(header) + pixels.tobytes()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


@pytest.fixture
def opened(tmp_path):
    pytest.importorskip("SimpleITK")
    cines = []

    def open_written(write, name, *arguments, **keywords):
        cines.append(open_volume(write(tmp_path / name, *arguments, **keywords), CACHE))
        return cines[-1]

    yield open_written
    for cine in cines:
        cine.close()


def frames_of(cine):
    return np.stack([cine.frame(index) for index in range(len(cine))])


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("shape", [(5, 30, 40), (1, 30, 40), (30, 40)])
def test_a_meta_image_is_frames_of_rows_of_columns(opened, shape, compressed):
    pixels = values(shape)
    cine = opened(meta_image, "a.mha", pixels, compressed=compressed)
    np.testing.assert_array_equal(frames_of(cine).reshape(shape), pixels)
    assert (cine.shape, cine.value_range) == ((30, 40), (0, 255))
    assert cine.timing.source == "assumed"


@pytest.mark.parametrize("name", ["a.nii", "a.nii.gz"])
def test_a_nifti_is_frames_of_rows_of_columns(opened, name):
    pixels = values((5, 30, 40))
    cine = opened(nifti, name, pixels, (0.2, 0.3, 1))
    np.testing.assert_array_equal(frames_of(cine), pixels)
    np.testing.assert_allclose(cine.regions[0].mm_per_px, (0.3, 0.2), rtol=1e-6)


def test_a_nifti_of_one_slice_over_time_is_a_cine(opened):
    pixels = values((6, 1, 30, 40))
    cine = opened(nifti, "a.nii", pixels)
    np.testing.assert_array_equal(frames_of(cine), pixels[:, 0])


def test_colour_stays_colour(opened):
    pixels = values((3, 30, 40, 3))
    cine = opened(meta_image, "a.mha", pixels, channels=3)
    np.testing.assert_array_equal(frames_of(cine), pixels)


def test_spacing_is_the_calibration_unless_it_says_nothing(opened):
    known = opened(meta_image, "a.mha", values((2, 30, 40)), spacing=(0.1, 0.04, 1))
    assert known.regions[0].mm_per_px == (0.04, 0.1)
    assert known.regions[0].source == "header"
    unknown = opened(meta_image, "b.mha", values((2, 30, 40)))
    assert (unknown.regions[0].mm_per_px, unknown.regions[0].source) == (None, "detected")


def test_time_stamps_of_a_sequence_are_its_times(opened):
    stamps = [232.5, 232.6, 232.9]
    fields = {f"Seq_Frame{i:04d}_Timestamp": stamp for i, stamp in enumerate(stamps)}
    cine = opened(meta_image, "a.igs.mha", values((3, 30, 40)), **fields)
    np.testing.assert_allclose(cine.times, [0, 0.1, 0.4])
    assert cine.timing.source == "file"


@pytest.mark.parametrize(
    ("orientation", "turn"),
    [
        ("MF", lambda frame: frame),
        ("UF", lambda frame: frame[:, ::-1]),
        ("MN", lambda frame: frame[::-1]),
        ("UN", lambda frame: frame[::-1, ::-1]),
        ("FM", lambda frame: frame.T),
        ("NU", lambda frame: frame.T[::-1, ::-1]),
    ],
)
def test_depth_runs_downwards_whatever_the_orientation(opened, orientation, turn):
    pixels = values((2, 30, 40))
    fields = {"UltrasoundImageOrientation": orientation}
    cine = opened(meta_image, "a.mha", pixels, spacing=(0.1, 0.2, 1), **fields)
    np.testing.assert_array_equal(cine.frame(1), turn(pixels[1]))
    lines_are_rows = orientation[0] in "FN"
    assert cine.regions[0].mm_per_px == ((0.1, 0.2) if lines_are_rows else (0.2, 0.1))


@pytest.mark.parametrize("dtype", ["i2", "i4", "f4", "f8"])
def test_radio_frequency_data_is_shown_about_zero(opened, dtype):
    pixels = values((2, 30, 400), dtype, -900, 901)
    cine = opened(meta_image, "rf.mha", pixels)
    frame = cine.frame(0)
    assert frame.dtype == np.float32
    np.testing.assert_array_equal(frame, pixels[0].T)  # each row was a scan line
    low, high = cine.value_range
    assert low == -high
    assert high == pytest.approx(np.percentile(abs(pixels.astype(float)), 99.5), rel=1e-3)
    assert any("both signs" in note for note in cine.notes)
    assert any("scan line" in note for note in cine.notes)
    region = cine.regions[0]
    assert (region.top, region.left, region.bottom, region.right) == (0, 0, *cine.shape)


@pytest.mark.parametrize("dtype", ["u2", "i2", "i4"])
def test_positive_integers_keep_their_depth(opened, dtype):
    pixels = values((2, 30, 40), dtype, 0, 4096)
    cine = opened(meta_image, "a.mha", pixels)
    assert cine.frame(0).dtype == np.uint16
    np.testing.assert_array_equal(cine.frame(1), pixels[1])
    assert cine.value_range == (0, 4095)


def test_the_depth_is_that_of_the_brightest_frame(opened):
    pixels = values((4, 30, 40), "u2", 0, 200)
    pixels[3] += 4000 - 200
    assert opened(meta_image, "a.mha", pixels).value_range == (0, 4095)


def test_volumes_over_time_are_refused(opened):
    with pytest.raises(CineError, match="holds volumes over time"):
        opened(nifti, "a.nii", values((3, 4, 30, 40)))


@pytest.mark.parametrize("keep", [5, 60, 0.5])
def test_a_volume_cut_short_is_one_clear_error(tmp_path, keep):
    pytest.importorskip("SimpleITK")
    path = meta_image(tmp_path / "a.mha", values((5, 30, 40)))
    data = path.read_bytes()
    path.write_bytes(data[: keep if keep > 1 else int(len(data) * keep)])
    with pytest.raises(CineError, match=r"^a\.mha cannot be opened .*copy it again"):
        open_volume(path, CACHE)


def test_absurd_sizes_are_refused_by_the_header_alone(tmp_path):
    pytest.importorskip("SimpleITK")
    path = meta_image(tmp_path / "a.mha", values((2, 30, 40)))
    text = path.read_bytes()
    path.write_bytes(text.replace(b"40 30 2", b"90000 90000 2"))
    with pytest.raises(CineError, match="90000 x 90000 pixels"):
        open_volume(path, CACHE)
    path.write_bytes(text.replace(b"40 30 2", b"4000 3000 2000"))
    with pytest.raises(CineError, match="more than 4 GiB"):
        open_volume(path, CACHE)


def test_without_simpleitk_the_error_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "SimpleITK", None)
    with pytest.raises(CineError, match=r"with pip install SimpleITK\.$"):
        open_volume(tmp_path / "a.mha", CACHE)
