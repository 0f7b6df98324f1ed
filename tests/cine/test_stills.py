"""Pictures open with their own pixels, sizes and times."""

import numpy as np
import pytest
from PIL import Image

from speckle_viewer.cine.stills import open_still
from speckle_viewer.errors import CineError

CACHE = 2**20


def grey(seed=0, shape=(30, 40), dtype=np.uint8, high=256):
    return np.random.default_rng(seed).integers(0, high, shape).astype(dtype)


def rgb(seed=0, shape=(30, 40, 3)):
    return grey(seed, shape)


@pytest.fixture
def opened(tmp_path):
    """Writes a Pillow image and opens it as a cine."""
    cines = []

    def open_saved(image, name, **options):
        image.save(tmp_path / name, **options)
        cines.append(open_still(tmp_path / name, CACHE))
        return cines[-1]

    yield open_saved
    for cine in cines:
        cine.close()


@pytest.mark.parametrize("name", ["a.png", "a.bmp", "a.tif", "a.tiff"])
@pytest.mark.parametrize("pixels", [grey(), rgb()], ids=["grey", "colour"])
def test_lossless_pictures_keep_every_value(opened, name, pixels):
    cine = opened(Image.fromarray(pixels), name)
    np.testing.assert_array_equal(cine.frame(0), pixels)
    assert (len(cine), cine.shape, cine.value_range) == (1, (30, 40), (0, 255))
    assert cine.timing.source == "assumed"
    assert cine.regions[0].source == "detected"


def test_a_jpeg_stays_near_its_picture(opened):
    pixels = np.add.outer(np.arange(64), np.arange(80)).astype(np.uint8)
    cine = opened(Image.fromarray(pixels), "a.jpg", quality=95)
    assert cine.frame(0).shape == (64, 80)
    assert np.abs(cine.frame(0).astype(int) - pixels).max() < 6


@pytest.mark.parametrize("name", ["a.png", "a.tif"])
def test_16_bits_keep_their_depth(opened, name):
    pixels = grey(dtype=np.uint16, high=4096)
    cine = opened(Image.fromarray(pixels), name)
    np.testing.assert_array_equal(cine.frame(0), pixels)
    assert cine.frame(0).dtype == np.uint16
    assert cine.value_range == (0, 4095)


def test_the_depth_is_that_of_the_brightest_page(opened):
    pages = [Image.fromarray(np.full((30, 40), white, np.uint16)) for white in (200, 300, 4000)]
    cine = opened(pages[0], "a.tif", save_all=True, append_images=pages[1:])
    assert cine.value_range == (0, 4095)
    assert cine.grey(2).max() < 1


def test_a_float_tiff_keeps_its_values(opened):
    pixels = np.random.default_rng(0).random((30, 40), np.float32)
    cine = opened(Image.fromarray(pixels), "a.tif")
    np.testing.assert_array_equal(cine.frame(0), pixels)
    assert cine.value_range == (0, 1)


def test_a_palette_gives_its_colours(opened):
    image = Image.fromarray(grey(high=3))
    image.putpalette([10, 20, 30, 200, 100, 0, 7, 7, 7])
    expected = np.array([[10, 20, 30], [200, 100, 0], [7, 7, 7]], np.uint8)[grey(high=3)]
    np.testing.assert_array_equal(opened(image, "a.png").frame(0), expected)


def test_transparency_shows_black(opened):
    pixels = np.dstack([rgb(), np.where(np.arange(40) < 20, 0, 255)[None].repeat(30, 0)])
    frame = opened(Image.fromarray(pixels.astype(np.uint8)), "a.png").frame(0)
    assert not frame[:, :20].any()
    np.testing.assert_array_equal(frame[:, 20:], rgb()[:, 20:])


def test_grey_with_transparency_stays_grey(opened):
    pixels = np.dstack([grey(), np.full((30, 40), 255, np.uint8)])
    np.testing.assert_array_equal(opened(Image.fromarray(pixels, "LA"), "a.png").frame(0), grey())


def test_exif_orientation_turns_the_picture(opened):
    exif = Image.Exif()
    exif[0x0112] = 6  # shown turned by 90 degrees clockwise
    cine = opened(Image.fromarray(grey()), "a.png", exif=exif)
    np.testing.assert_array_equal(cine.frame(0), np.rot90(grey(), -1))
    assert cine.shape == (40, 30)


def test_pages_of_a_tiff_are_frames_in_any_order(opened):
    pages = [Image.fromarray(grey(seed)) for seed in range(5)]
    cine = opened(pages[0], "a.tif", save_all=True, append_images=pages[1:])
    assert len(cine) == 5
    for index in (4, 0, 3, 1, 2):
        np.testing.assert_array_equal(cine.frame(index), grey(index))


def test_pages_of_another_size_are_left_out_with_a_note(opened):
    pages = [Image.fromarray(grey(seed, (30, 40 if seed != 1 else 10))) for seed in range(4)]
    cine = opened(pages[0], "a.tif", save_all=True, append_images=pages[1:])
    np.testing.assert_array_equal(cine.frame(1), grey(2))
    assert len(cine) == 3
    assert cine.notes == ("1 of 4 pages have another size and are left out.",)


def test_a_gif_plays_by_its_own_durations(opened):
    pages = [Image.fromarray(grey(seed)) for seed in range(4)]
    cine = opened(
        pages[0], "a.gif", save_all=True, append_images=pages[1:], duration=[40, 100, 250, 60]
    )
    np.testing.assert_allclose(cine.times, [0, 0.04, 0.14, 0.39])
    assert cine.timing.source == "file"
    for index in (3, 0, 2, 1):
        frame = cine.frame(index)
        shown = frame if frame.ndim == 2 else frame[..., 0]
        np.testing.assert_array_equal(shown, grey(index))


def test_a_gif_without_durations_plays_at_the_assumed_rate(opened):
    pages = [Image.fromarray(grey(seed)) for seed in range(3)]
    cine = opened(pages[0], "a.gif", save_all=True, append_images=pages[1:], duration=0)
    assert (len(cine), cine.timing.source) == (3, "assumed")


@pytest.mark.parametrize("keep", [4, 60, 300])
def test_a_picture_cut_short_is_one_clear_error(tmp_path, keep):
    path = tmp_path / "cut.png"
    Image.fromarray(grey()).save(path)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(CineError, match=r"^cut\.png cannot be .*copy it again"):
        open_still(path, CACHE)


def test_a_decompression_bomb_is_refused_before_it_is_decoded(tmp_path):
    import struct
    import zlib

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    path = tmp_path / "bomb.png"
    for side in (10_000, 60_000):
        size = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", b""))
        with pytest.raises(CineError, match=r"bomb\.png claims .* pixels"):
            open_still(path, CACHE)
