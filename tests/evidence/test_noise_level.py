"""Noise over brightness, against a direct formula."""

import numpy as np
import pytest

from speckle_viewer.evidence.noise_level import AROUND, FEWEST, noise_levels


def test_quartiles_are_those_of_the_pixels_of_a_brightness() -> None:
    rng = np.random.default_rng(0)
    image, noise = rng.uniform(0, 255, (60, 80)), rng.gamma(2.0, 5.0, (60, 80))
    noise[3, 4] = np.nan
    inside = rng.random(image.shape) < 0.9
    padded = np.pad(image, AROUND // 2, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, (AROUND, AROUND))
    around = windows.mean((-2, -1))
    found = noise_levels(noise, image, inside, bins=8)
    for number, brightness in enumerate(found.brightness):
        assert brightness == pytest.approx((number + 0.5) * 255 / 8)
        there = (np.abs(around - brightness) < 255 / 16) & inside & ~np.isnan(noise)
        assert found.pixels[number] == there.sum()
        got = found.lower[number], found.median[number], found.upper[number]
        if there.sum() < FEWEST:
            assert np.isnan(got).all()
        else:
            np.testing.assert_allclose(got, np.quantile(noise[there], (0.25, 0.5, 0.75)))
    assert (found.pixels >= FEWEST).sum() >= 3


def test_noise_in_proportion_to_brightness_is_a_straight_line() -> None:
    image = np.tile(np.linspace(0, 255, 400), (40, 1))
    found = noise_levels(0.2 * image, image)
    np.testing.assert_allclose(found.median, 0.2 * found.brightness, atol=1)


def test_shapes_must_agree() -> None:
    with pytest.raises(ValueError, match="both must agree"):
        noise_levels(np.ones((3, 4)), np.ones((4, 3)))
