from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from speckle_viewer.denoising.compose import compose

TISSUE = np.array([[True, False, True]])


@pytest.mark.parametrize(
    ("dtype", "value_range", "white"),
    [(np.uint8, (0, 255), 255), (np.uint16, (0, 4095), 4095), (np.uint16, (0, 65535), 65535)],
)
def test_brightness_becomes_values_of_the_frames_own_type(
    dtype: Any, value_range: tuple[float, float], white: int
) -> None:
    frame = np.array([[7, 8, 9]], dtype)
    brightness = np.array([[1.0, 0.5, 0.0]], np.float32)
    composed = compose(frame, brightness, TISSUE, value_range)
    assert composed.dtype == dtype
    assert composed.tolist() == [[white, 8, 0]]


def test_float_frames_are_not_rounded() -> None:
    frame = np.zeros((1, 3), np.float32)
    composed = compose(frame, np.full((1, 3), 0.3, np.float32), TISSUE, (-1.0, 1.0))
    np.testing.assert_allclose(composed, [[-0.4, 0, -0.4]], atol=1e-6)


def test_values_are_rounded_to_the_nearest_and_clipped() -> None:
    frame = np.zeros((1, 3), np.uint8)
    brightness = np.array([[99.6 / 255, 0, 1.7]], np.float32)
    assert compose(frame, brightness, TISSUE, (0, 255)).tolist() == [[100, 0, 255]]
    assert compose(frame, -brightness, TISSUE, (0, 255)).tolist() == [[0, 0, 0]]


def test_tissue_of_a_colour_frame_becomes_grey_and_the_rest_stays_bit_for_bit() -> None:
    rng = np.random.default_rng(1)
    frame: NDArray[np.uint8] = rng.integers(0, 256, (20, 30, 3), dtype=np.uint8)
    tissue = rng.random((20, 30)) < 0.5
    before = frame.copy()
    brightness = rng.random((20, 30), dtype=np.float32)
    composed = compose(frame, brightness, tissue, (0, 255))
    np.testing.assert_array_equal(composed[~tissue], before[~tissue])
    expected = np.rint(brightness[tissue] * 255)
    for channel in range(3):
        np.testing.assert_array_equal(composed[tissue][:, channel], expected)
    np.testing.assert_array_equal(frame, before)


def test_a_composed_frame_cannot_be_changed() -> None:
    composed = compose(np.zeros((1, 3), np.uint8), np.zeros((1, 3), np.float32), TISSUE, (0, 255))
    with pytest.raises(ValueError, match="read-only"):
        composed[0, 0] = 1
