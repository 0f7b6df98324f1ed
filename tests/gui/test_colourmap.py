"""Colours of the heat maps tell sign and size truly."""

import numpy as np
import pytest

from speckle_viewer.colours import HALF, diverging
from speckle_viewer.gui.inspector.colourmap import (
    grey_pixels,
    limit_of,
    overlay_pixels,
    signed_pixels,
    to_image,
)
from speckle_viewer.gui.theme import DARK, LIGHT, Theme

BOTH = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)


def oklab(colours: np.ndarray) -> np.ndarray:
    """Ottosson 2020, from 8-bit sRGB."""
    c = colours / 255
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    to_lms = [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
    to_lab = [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
    return np.cbrt(linear @ np.transpose(to_lms)) @ np.transpose(to_lab)


def rgb(pixels: np.ndarray) -> np.ndarray:
    return np.stack([pixels >> 16 & 255, pixels >> 8 & 255, pixels & 255], axis=-1).astype(int)


@BOTH
def test_zero_is_a_neutral_grey_near_the_panel(theme: Theme) -> None:
    red, green, blue = diverging(theme.name)[HALF].astype(int)
    assert max(red, green, blue) - min(red, green, blue) <= 1
    assert abs(green - int(theme.panel[3:5], 16)) < 24


@BOTH
def test_equal_magnitudes_are_equally_far_from_zero(theme: Theme) -> None:
    lab = oklab(diverging(theme.name))
    away = np.linalg.norm(lab - lab[HALF], axis=-1)
    np.testing.assert_allclose(away[:HALF], away[:HALF:-1], atol=0.006)  # 8-bit rounding
    np.testing.assert_allclose(lab[:, 0], lab[::-1, 0], atol=0.006)


@BOTH
def test_steps_are_perceptually_uniform(theme: Theme) -> None:
    lab = oklab(diverging(theme.name))[::15]  # coarse, so that 8-bit rounding does not show
    steps = np.linalg.norm(np.diff(lab, axis=0), axis=-1)
    np.testing.assert_allclose(steps, steps.mean(), rtol=0.15)


@BOTH
def test_limits_are_symmetric(theme: Theme) -> None:
    values = np.array([[-2.0, -1.0, 0.0, 1.0, 2.0]], np.float32)
    shown = rgb(signed_pixels(values, 2.0, theme))[0]
    table = diverging(theme.name).astype(int)
    np.testing.assert_array_equal(shown[[0, 2, 4]], table[[0, HALF, -1]])
    np.testing.assert_array_equal(
        rgb(signed_pixels(np.zeros((1, 1), np.float32), 0.0, theme))[0, 0], table[HALF]
    )


def test_limit_is_shared_by_all_sizes_and_frames() -> None:
    assert limit_of((np.float32([[0.1, -0.4]]), np.float32([[0.3]]))) == pytest.approx(0.4)


def test_patch_is_shown_as_the_very_intensities() -> None:
    patch = np.array([[0.0, 0.2, 1.0]], np.float32)
    np.testing.assert_array_equal(rgb(grey_pixels(patch))[0, :, 0], [0, 51, 255])


def test_overlay_leaves_the_patch_where_nothing_weighs() -> None:
    patch = np.array([[0.2, 0.2, 0.2]], np.float32)
    taps = np.array([[0.0, 0.5, -0.5]], np.float32)
    none, positive, negative = rgb(overlay_pixels(patch, taps, 0.5))[0]
    np.testing.assert_array_equal(none, [51, 51, 51])
    assert positive[0] > positive[2]
    assert negative[2] > negative[0]


def test_image_has_one_pixel_per_number() -> None:
    image = to_image(grey_pixels(np.array([[0.0, 1.0], [0.2, 0.4]], np.float32)))
    assert (image.width(), image.height()) == (2, 2)
    assert image.pixelColor(1, 0).name() == "#ffffff"
    assert image.pixelColor(0, 1).name() == "#333333"
