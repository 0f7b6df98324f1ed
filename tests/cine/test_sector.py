"""The image sector is found between text, bars, banners and curves, to a few per cent."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from scipy import ndimage

from speckle_viewer.cine.sector import detect_region


def speckle(shape, seed=0):
    noise = np.random.default_rng(seed).rayleigh(60, shape)
    return np.clip(ndimage.gaussian_filter(noise, 1.2) * 1.1, 6, 255)


def sector_mask(shape, apex, radii, half_angle):
    rows, columns = np.ogrid[: shape[0], : shape[1]]
    depth = np.hypot(rows - apex[0], columns - apex[1])
    angle = np.arctan2(columns - apex[1], rows - apex[0])
    return (depth >= radii[0]) & (depth <= radii[1]) & (abs(angle) <= half_angle)


def furnish(grey):
    """Text, a grey bar, a colour bar, a banner and a curve around the image."""
    height, width = grey.shape
    image = Image.fromarray(grey.astype(np.uint8)).convert("RGB")
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=height // 45)
    draw.rectangle([0, 0, width, height // 18], fill=(38, 62, 100))
    draw.text((6, 2), "GENERAL HOSPITAL    MI 1.1   05/25/2011  2:56 PM", "white", font)
    lines = "2D\nGen 60\nC 61\n3/3/4\n28 Hz\n11 cm"
    draw.multiline_text((6, height // 10), lines, (200, 200, 200), font)
    bar = np.linspace(255, 0, height // 3).astype(np.uint8)
    for row, value in enumerate(bar):
        draw.line([(width - 30, height // 8 + row), (width - 18, height // 8 + row)], (value,) * 3)
        hot = (value, value // 3, 0)
        draw.line([(width - 30, height // 2 + row), (width - 18, height // 2 + row)], hot)
    beats = [
        (x, height - 20 - (14 if x % 90 < 6 else 3 * np.sin(x / 9))) for x in range(40, width // 2)
    ]
    draw.line(beats, (0, 255, 0), 1)
    return np.asarray(image)


def through_jpeg(frame):
    file = io.BytesIO()
    Image.fromarray(frame).save(file, "JPEG", quality=80)
    return np.asarray(Image.open(file))


def box(mask):
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return np.array([rows[0], columns[0], rows[-1] + 1, columns[-1] + 1])


def found(frame, *others):
    region = detect_region(frame, *others)
    assert (region.kind, region.source, region.mm_per_px) == ("tissue", "detected", None)
    return np.array([region.top, region.left, region.bottom, region.right])


def assert_close(actual, expected, shape):
    assert np.abs(actual - expected).max() <= 0.025 * max(shape), (actual, expected)


PHASED = ((90, 512), (5, 560), 0.75)
CURVED = ((-40, 500), (160, 640), 0.55)
SMALL = ((60, 300), (4, 330), 0.7)


@pytest.mark.parametrize("jpeg", [False, True])
@pytest.mark.parametrize(
    ("shape", "geometry"),
    [((768, 1024), PHASED), ((768, 1024), CURVED), ((480, 640), SMALL)],
)
def test_a_sector_among_furniture_is_found(shape, geometry, jpeg):
    mask = sector_mask(shape, *geometry)
    frame = furnish(np.where(mask, speckle(shape), 0))
    frame = through_jpeg(frame) if jpeg else frame
    assert_close(found(frame), box(mask), shape)


def test_a_linear_image_with_a_dark_vessel_is_found_whole():
    mask = np.zeros((600, 800), bool)
    mask[90:520, 180:640] = True
    grey = np.where(mask, speckle(mask.shape), 0)
    grey[250:340, 180:640] = 0
    assert_close(found(furnish(grey)), box(mask), mask.shape)


def test_two_images_side_by_side_are_one_region():
    mask = np.zeros((600, 800), bool)
    mask[90:520, 90:380] = mask[90:520, 420:710] = True
    assert_close(found(furnish(np.where(mask, speckle(mask.shape), 0))), box(mask), mask.shape)


def test_a_grey_background_is_a_background_too():
    mask = sector_mask((480, 640), *SMALL)
    frame = np.where(mask, speckle(mask.shape), 45).astype(np.uint8)
    assert_close(found(frame), box(mask), mask.shape)


def test_doppler_in_the_sector_does_not_split_it():
    mask = sector_mask((768, 1024), *PHASED)
    frame = furnish(np.where(mask, speckle(mask.shape), 0)).copy()
    frame[200:500, 420:600] = (200, 60, 10)
    assert_close(found(frame), box(mask), mask.shape)


@pytest.mark.parametrize("dtype", [np.uint16, np.float32])
def test_deep_values_are_judged_by_their_own_range(dtype):
    mask = sector_mask((480, 640), *SMALL)
    frame = (np.where(mask, speckle(mask.shape), 0) * 16).astype(dtype)
    assert_close(found(frame), box(mask), mask.shape)


def test_what_lights_up_in_any_frame_belongs_to_the_image():
    mask = np.zeros((400, 500), bool)
    mask[50:360, 60:440] = True
    first, second = (np.where(mask, speckle(mask.shape, seed), 0) for seed in (1, 2))
    first[:, 250:] = 0  # in the first frame half of the probe has no contact
    frames = [frame.astype(np.uint8) for frame in (first, second)]
    assert_close(found(frames[0]), [50, 60, 360, 250], mask.shape)
    assert_close(found(frames[0], frames[1:]), box(mask), mask.shape)


@pytest.mark.parametrize("shape", [(1, 1), (3, 200), (240, 320)])
@pytest.mark.parametrize("value", [0, 255])
def test_where_nothing_stands_out_the_whole_image_is_the_region(shape, value):
    np.testing.assert_array_equal(found(np.full(shape, value, np.uint8)), [0, 0, *shape])


def test_a_cropped_image_is_all_region():
    frame = speckle((301, 403)).astype(np.uint8)
    np.testing.assert_array_equal(found(frame), [0, 0, 301, 403])


def test_text_alone_is_no_image():
    frame = furnish(np.zeros((480, 640)))
    np.testing.assert_array_equal(found(frame), [0, 0, 480, 640])
