"""Video opens frame by frame: exact index, true times, right colours."""

import contextlib
import sys
from fractions import Fraction

import numpy as np
import pytest

from speckle_viewer.cine.dicom_video import VideoFrames
from speckle_viewer.cine.video import open_video
from speckle_viewer.errors import CineError

av = pytest.importorskip("av")

CACHE = 1  # the least: every frame asked for is decoded
FULL, LIMITED = 2, 1
BT709, BT601 = 1, 5
WEIGHTS = {BT709: (0.2126, 0.0722), BT601: (0.299, 0.114)}


def encode(path, frames, codec, pixels, *, colour=(LIMITED, BT601), pts=None, options=None):
    """Write planes as PyAV lays them out; ``frames`` are (rows of all planes, columns)."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=25)
        stream.pix_fmt = pixels
        stream.width = frames[0].shape[1]
        stream.height = frames[0].shape[0] * (2 if "420" in pixels else 3) // 3
        if pixels == "gray":
            stream.height = frames[0].shape[0]
        stream.options = options or {}
        stream.codec_context.color_range, stream.codec_context.colorspace = colour
        for index, planes in enumerate(frames):
            frame = av.VideoFrame.from_ndarray(planes, format=pixels)
            frame.pts = index if pts is None else pts[index]
            frame.time_base = Fraction(1, 25)
            frame.color_range, frame.colorspace = colour
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def numbered(count=40, rows=48, columns=64):
    """4:2:0 frames whose mean luma is their number: 40, 44, 48, …"""
    texture = np.random.default_rng(0).integers(-6, 7, (rows, columns))
    chroma = np.full((rows // 2, columns), 128, np.uint8)
    return [
        np.concatenate([(40 + 4 * index + texture).astype(np.uint8), chroma])
        for index in range(count)
    ]


def number_of(frame):
    """The index that `numbered` wrote into a frame of limited range."""
    return round((frame.mean() * 219 / 255 + 16 - 40) / 4)


FILES = {
    "h264.mp4": ("libx264", {"qp": "10", "g": "12", "bf": "2"}),
    "h264.mov": ("libx264", {"qp": "10", "g": "7"}),
    "h264.avi": ("libx264", {"qp": "10", "g": "12", "bf": "2"}),
    "mpeg4.avi": ("mpeg4", {"qmin": "1", "qmax": "3"}),
    "mpeg4b.avi": ("mpeg4", {"qmin": "1", "qmax": "3", "bf": "2"}),
    "mpeg1.mpg": ("mpeg1video", {"qmin": "1", "qmax": "3"}),
    "mpeg2.mpeg": ("mpeg2video", {"qmin": "1", "qmax": "3", "bf": "2"}),
    "elementary.m2v": ("mpeg2video", {"qmin": "1", "qmax": "3", "bf": "2"}),
}


@pytest.fixture
def opened(tmp_path):
    cines = []

    def open_encoded(name, *arguments, **keywords):
        cines.append(open_video(encode(tmp_path / name, *arguments, **keywords), CACHE))
        return cines[-1]

    yield open_encoded
    for cine in cines:
        cine.close()


@pytest.mark.parametrize("name", FILES)
def test_every_frame_is_found_by_its_index_in_any_order(opened, name):
    codec, options = FILES[name]
    cine = opened(name, numbered(), codec, "yuv420p", options=options)
    assert len(cine) == 40
    assert cine.shape == (48, 64)
    in_sequence = [cine.frame(index) for index in range(40)]
    assert [number_of(frame) for frame in in_sequence] == list(range(40))
    for index in np.random.default_rng(1).permutation(40):
        np.testing.assert_array_equal(cine.frame(index), in_sequence[index])
    for index in range(39, -1, -1):
        np.testing.assert_array_equal(cine.frame(index), in_sequence[index])
    np.testing.assert_allclose(cine.times, np.arange(40) / 25, atol=1e-4)
    assert cine.timing.source == "file"


def test_irregular_times_are_kept(opened):
    pts = [0, 1, 2, 7, 8, 20, 21, 22]
    cine = opened("a.mp4", numbered(8), "libx264", "yuv420p", pts=pts)
    np.testing.assert_allclose(cine.times, np.array(pts) / 25, atol=1e-4)


def yuv_to_rgb(y, u, v, colour):
    """ITU-R BT.601 and BT.709 straight from their definition, in floats."""
    colour_range, matrix = colour
    y, u, v = float(y), u - 128.0, v - 128.0
    if colour_range == LIMITED:
        y, u, v = (y - 16) * 255 / 219, u * 255 / 224, v * 255 / 224
    red, blue = WEIGHTS[matrix]
    r, b = y + 2 * (1 - red) * v, y + 2 * (1 - blue) * u
    return np.array([r, (y - red * r - blue * b) / (1 - red - blue), b])


@pytest.mark.parametrize("colour_range", [LIMITED, FULL])
@pytest.mark.parametrize("matrix", [BT601, BT709])
@pytest.mark.parametrize("yuv", [(120, 90, 170), (60, 128, 128), (200, 140, 110)])
def test_colours_follow_range_and_matrix_of_the_file(opened, colour_range, matrix, yuv):
    planes = np.concatenate(
        [np.full((64 // n, 64), value, np.uint8) for n, value in zip((1, 4, 4), yuv, strict=True)]
    )
    colour = (colour_range, matrix)
    cine = opened("a.mp4", [planes] * 3, "libx264", "yuv420p", colour=colour, options={"qp": "0"})
    y, u, v = yuv
    expected = yuv_to_rgb(y, u, v, colour)
    assert np.abs(cine.frame(1).reshape(-1, 3) - expected).max() <= 3


@pytest.mark.parametrize(("rows", "matrix"), [(64, BT601), (720, BT709)])
def test_unlabelled_colours_go_by_the_height_in_files_and_in_dicom(tmp_path, rows, matrix):
    yuv = (120, 90, 170)
    planes = np.concatenate(
        [np.full((rows // n, 64), value, np.uint8) for n, value in zip((1, 4, 4), yuv, strict=True)]
    )
    options = {"qmin": "1", "qmax": "2"}
    unlabelled = (0, 2)
    path = encode(
        tmp_path / "a.m2v",
        [planes] * 3,
        "mpeg2video",
        "yuv420p",
        colour=unlabelled,
        options=options,
    )
    expected = yuv_to_rgb(*yuv, (LIMITED, matrix))
    cine = open_video(path, CACHE)
    with path.open("rb") as file:
        frames = [cine.frame(1), VideoFrames(file, "a.dcm").decode(1)]
    cine.close()
    for frame in frames:
        assert np.abs(frame.reshape(-1, 3) - expected).max() <= 3


def test_black_and_white_of_limited_range_become_0_and_255(opened):
    planes = np.full((96, 64), 128, np.uint8)
    planes[:32], planes[32:64] = 16, 235
    frame = opened("a.mp4", [planes] * 2, "libx264", "yuv420p", options={"qp": "0"}).frame(0)
    assert (frame[4:28] == 0).all()
    assert (frame[36:60] == 255).all()


def test_a_video_without_colour_planes_gives_grey_frames(opened):
    pixels = np.random.default_rng(0).integers(0, 256, (48, 64)).astype(np.uint8)
    cine = opened("a.avi", [pixels, 255 - pixels], "ffv1", "gray", colour=(FULL, 2))
    np.testing.assert_array_equal(cine.frame(0), pixels)
    np.testing.assert_array_equal(cine.frame(1), 255 - pixels)


def test_a_file_cut_short_gives_its_good_frames_and_then_one_clear_error(tmp_path):
    path = encode(tmp_path / "a.mpeg", numbered(), "mpeg2video", "yuv420p")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    cine = open_video(path, CACHE)
    assert 5 < len(cine) < 40
    for index in range(len(cine) - 1):
        assert number_of(cine.frame(index)) == index
    cine.close()


@pytest.mark.parametrize("keep", [12, 200, 0.5])
def test_an_mp4_cut_short_is_one_clear_error(tmp_path, keep):
    path = encode(tmp_path / "a.mp4", numbered(), "libx264", "yuv420p")
    data = path.read_bytes()
    path.write_bytes(data[: keep if keep > 1 else int(len(data) * keep)])
    with pytest.raises(CineError, match=r"^a\.mp4 cannot be opened .*copy it again"):
        open_video(path, CACHE)


def test_damage_in_the_middle_brings_out_no_other_errors(tmp_path):
    path = encode(tmp_path / "a.mp4", numbered(), "libx264", "yuv420p")
    data = bytearray(path.read_bytes())
    data[300 : len(data) // 2] = bytes(len(data) // 2 - 300)
    path.write_bytes(data)
    try:
        cine = open_video(path, CACHE)
    except CineError:
        return
    for index in range(len(cine)):
        with contextlib.suppress(CineError):
            cine.frame(index)
    cine.close()


def test_sound_alone_is_no_cine(tmp_path):
    path = tmp_path / "a.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=8000)
        frame = av.AudioFrame.from_ndarray(
            np.zeros((1, 1024), np.float32), format="fltp", layout="mono"
        )
        frame.sample_rate = 8000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    with pytest.raises(CineError, match=r"a\.mp4 holds no video"):
        open_video(path, CACHE)


def test_without_pyav_the_error_says_what_to_install(tmp_path, monkeypatch):
    path = tmp_path / "a.mp4"
    path.write_bytes(b"\0\0\0\x18ftypmp42")
    monkeypatch.setitem(sys.modules, "av", None)
    with pytest.raises(CineError, match=r"with pip install av\.$"):
        open_video(path, CACHE)
