"""What counts as tissue: grey pixels of 2-D regions, and nothing that denoising must not touch."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw
from scipy import ndimage

from speckle_viewer.cine.tissue import tissue_mask
from speckle_viewer.cine.types import Region


def region(top, left, bottom, right, kind="tissue"):
    return Region(top, left, bottom, right, None, kind, "header")


def speckle(shape=(120, 160), seed=0):
    noise = np.random.default_rng(seed).rayleigh(50, shape)
    grey = np.clip(ndimage.gaussian_filter(noise, 1) * 1.2, 0, 255).astype(np.uint8)
    return grey[..., None].repeat(3, axis=2)


def through_jpeg(frame, quality=75):
    file = io.BytesIO()
    Image.fromarray(frame).save(file, "JPEG", quality=quality, subsampling="4:2:0")
    return np.asarray(Image.open(file))


def test_without_regions_a_grey_image_is_all_tissue():
    assert tissue_mask(speckle(), []).all()
    assert tissue_mask(speckle()[..., 0], []).all()


def test_outside_the_regions_nothing_is_tissue():
    mask = tissue_mask(speckle(), [region(10, 20, 60, 70), region(80, 0, 90, 30, "colour")])
    expected = np.zeros((120, 160), bool)
    expected[10:60, 20:70] = expected[80:90, 0:30] = True
    np.testing.assert_array_equal(mask, expected)


@pytest.mark.parametrize("kind", ["m-mode", "spectral", "trace"])
def test_curves_over_the_image_are_left_out(kind):
    mask = tissue_mask(speckle(), [region(90, 0, 120, 160, kind), region(0, 0, 120, 160)])
    assert mask[:90].all()
    assert not mask[90:].any()


def test_a_bar_in_the_image_is_left_out_but_not_what_a_frame_around_all_encloses():
    bar, around = region(10, 5, 50, 20, "other"), region(0, 0, 120, 160, "other")
    mask = tissue_mask(speckle(), [region(0, 0, 120, 160), bar, around])
    expected = np.ones((120, 160), bool)
    expected[10:50, 5:20] = False
    np.testing.assert_array_equal(mask, expected)


def test_with_a_spectral_region_only_nothing_is_tissue():
    assert not tissue_mask(speckle(), [region(0, 0, 120, 160, "spectral")]).any()


@pytest.mark.parametrize("quality", [40, 75, 95])
def test_doppler_is_left_out_and_the_tissue_around_it_is_kept(quality):
    frame = speckle()
    rows, columns = np.ogrid[:120, :160]
    distance = np.hypot(rows - 60, columns - 80)
    frame[distance < 25] = (180, 40, 20)
    frame[distance < 12] = (20, 60, 220)
    mask = tissue_mask(through_jpeg(frame, quality), [region(0, 0, 120, 160, "colour")])
    assert not mask[distance < 25].any()
    # JPEG spreads chroma over blocks of 16 pixels, no further.
    assert mask[distance > 25 + 23].all()
    assert mask[distance > 25 + 6].mean() > 0.95


def test_the_dark_rim_of_doppler_goes_with_it():
    frame = np.zeros((60, 100, 3), np.uint8)
    frame[20:40, 10:90, 2] = np.linspace(30, 220, 80).astype(np.uint8)
    assert not tissue_mask(frame, [])[20:40, 10:90].any()


@pytest.mark.parametrize("colour", [(255, 255, 0), (0, 255, 0), (90, 200, 255)])
def test_coloured_text_of_one_pixel_strokes_is_left_out(colour):
    image = Image.fromarray(speckle())
    ImageDraw.Draw(image).line([(10, 10), (141, 87)], fill=colour, width=1)
    frame = np.asarray(image)
    line = (frame == colour).all(axis=2)
    mask = tissue_mask(frame, [])
    assert not mask[line].any()
    assert mask[~ndimage.binary_dilation(line, iterations=6)].all()


def test_chroma_noise_on_grey_makes_no_holes():
    noise = np.random.default_rng(1).normal(0, 5, (120, 160, 3))
    frame = np.clip(speckle() + noise, 0, 255).astype(np.uint8)
    assert tissue_mask(frame, []).all()
    assert tissue_mask(through_jpeg(frame, 30), []).all()


def test_a_slight_tint_is_still_grey():
    tinted = np.clip(speckle() * np.array([0.92, 0.97, 1.0]), 0, 255).astype(np.uint8)
    assert tissue_mask(tinted, []).all()


@pytest.mark.parametrize("shape", [(1, 1), (1, 7), (121, 3), (33, 65)])
def test_any_size_will_do(shape):
    frame = np.zeros((*shape, 3), np.uint8)
    assert tissue_mask(frame, []).shape == shape
    frame[:] = (255, 0, 0)
    assert not tissue_mask(frame, []).any()
