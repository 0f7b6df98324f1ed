"""NumPy arrays as cines."""

import numpy as np
import pytest

from speckle_viewer.cine.arrays import open_array
from speckle_viewer.errors import CineError

CACHE = 2**20


def values(shape, dtype=np.uint8, high=256):
    return np.random.default_rng(0).integers(0, high, shape).astype(dtype)


@pytest.fixture
def opened(tmp_path):
    cines = []

    def open_saved(frames=None, **arrays):
        if arrays:
            path = tmp_path / "a.npz"
            np.savez_compressed(path, **({} if frames is None else {"frames": frames}), **arrays)
        else:
            path = tmp_path / "a.npy"
            np.save(path, frames)
        cines.append(open_array(path, CACHE))
        return cines[-1]

    yield open_saved
    for cine in cines:
        cine.close()


@pytest.mark.parametrize(
    ("shape", "count"),
    [((5, 30, 40), 5), ((30, 40), 1), ((5, 30, 40, 3), 5), ((30, 40, 3), 1)],
)
def test_every_layout_opens(opened, shape, count):
    frames = values(shape)
    cine = opened(frames)
    assert (len(cine), cine.shape, cine.value_range) == (count, (30, 40), (0, 255))
    np.testing.assert_array_equal(
        np.stack([cine.frame(i) for i in range(count)]).reshape(shape), frames
    )


@pytest.mark.parametrize(
    ("frames", "dtype", "value_range"),
    [
        (values((3, 8, 9), np.uint16, 4096), np.uint16, (0, 4095)),
        (values((3, 8, 9), ">u2", 300), np.uint16, (0, 1023)),
        (values((3, 8, 9)) / 255, np.float32, (0, 1)),
        (np.linspace(-2, 6, 216).reshape(3, 8, 9), np.float32, (-2, 6)),
        (np.array([[[np.nan, 0.5], [0.25, np.inf]]]), np.float32, (0, 1)),
        (values((3, 8, 9), bool, 2), np.uint8, (0, 255)),
        (values((3, 8, 9), np.int16, 100), np.float32, (0, 255)),
        (np.full((3, 8, 9), 3000, np.int32), np.float32, (0, 4095)),
        (np.full((3, 8, 9), 1e6), np.float32, (0, 1.1e6)),
    ],
)
def test_every_type_gets_its_value_range(opened, frames, dtype, value_range):
    cine = opened(frames)
    assert cine.frame(0).dtype == dtype
    assert cine.frame(0).dtype.isnative
    assert cine.value_range == value_range


def test_the_range_is_that_of_the_cine_and_not_of_its_first_frame(opened):
    frames = np.zeros((10, 8, 8), np.uint16)
    frames[9] = 3000
    assert opened(frames).value_range == (0, 4095)


@pytest.mark.parametrize("value", [-1e-30, -1e-3, -7.0, -3e9, -3e38])
def test_black_and_white_differ_even_where_all_values_are_one(opened, value):
    cine = opened(np.full((2, 8, 9), value, np.float32))
    low, high = cine.value_range
    assert 0 < np.float32(high - low) < np.inf
    assert np.isfinite(cine.grey(1)).all()


def test_an_npy_file_is_mapped_and_not_read(opened):
    cine = opened(values((50, 64, 64)))
    assert isinstance(cine._source._frames, np.memmap)


def test_an_archive_brings_times_and_calibration(opened):
    times = np.array([3.0, 3.1, 3.4])
    cine = opened(values((3, 30, 40)), times=times, mm_per_px=np.array([0.1, 0.2]))
    np.testing.assert_allclose(cine.times, times - 3)
    assert cine.timing.source == "file"
    assert (cine.regions[0].mm_per_px, cine.regions[0].source) == ((0.1, 0.2), "header")


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({"frames": values((4, 5)), "times": np.arange(3)}, "3 times for 1 frames"),
        ({"frames": values((4, 5)), "mm_per_px": np.array(-1.0)}, "unusable mm_per_px"),
        ({"pictures": values((4, 5))}, "no array named frames"),
    ],
)
def test_a_wrong_archive_is_one_clear_error(opened, arrays, message):
    with pytest.raises(CineError, match=message):
        opened(**arrays)


@pytest.mark.parametrize(
    "frames",
    [
        np.zeros(5),
        np.zeros((0, 4, 4)),
        np.zeros((2, 2, 3, 4, 5)),
        np.zeros((4, 4), np.complex64),
        np.zeros((4, 4, 3), np.float32),
        np.array([["a", "b"]]),
    ],
)
def test_an_array_that_is_no_cine_is_one_clear_error(opened, frames):
    with pytest.raises(CineError, match=r"^a\.npy holds .*frames are"):
        opened(frames)


def test_python_objects_are_refused(tmp_path):
    np.save(tmp_path / "a.npy", np.array([{"a": 1}], object), allow_pickle=True)
    with pytest.raises(CineError, match=r"a\.npy cannot be opened"):
        open_array(tmp_path / "a.npy", CACHE)


@pytest.mark.parametrize(("name", "keep"), [("a.npy", 9), ("a.npy", 500), ("a.npz", 400)])
def test_a_file_cut_short_is_one_clear_error(tmp_path, name, keep):
    path = tmp_path / name
    if name == "a.npy":
        np.save(path, values((5, 30, 40)))
    else:
        np.savez(path, frames=values((5, 30, 40)))
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(CineError, match=r"copy it again"):
        open_array(path, CACHE)
