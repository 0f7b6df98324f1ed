"""The figures of kernels against their formulas, written out kernel by kernel in float64."""

import math
from typing import Any

import numpy as np
import pytest

from speckle_viewer.evidence.shape import shape_of


def slow(kernel: np.ndarray, mm: tuple[float, float] = (1.0, 1.0)) -> dict[str, Any]:
    """The figures of one kernel by plain loops, and the axes by NumPy's eigenvectors.

    Lengths are in mm, of pixels that are ``mm`` (down, across), but for the centroid.
    """
    size = len(kernel)
    offsets = [(r - size // 2, c - size // 2) for r in range(size) for c in range(size)]
    taps = [float(w) for w in kernel.ravel()]
    mass = math.fsum(abs(w) for w in taps)
    centre = [
        math.fsum(abs(w) * o[axis] for w, o in zip(taps, offsets, strict=True)) / mass
        for axis in (0, 1)
    ]
    moment = np.zeros((2, 2))
    for w, o in zip(taps, offsets, strict=True):
        d = np.subtract(o, centre) * mm
        moment += abs(w) / mass * np.outer(d, d)
    values, vectors = np.linalg.eigh(moment)
    down, right = vectors[:, 1]
    mean = math.fsum(taps) / len(taps)
    identity = [1.0 if o == (0, 0) else 0.0 for o in offsets]
    return {
        "sum": math.fsum(taps),
        "negative_mass": math.fsum(-w for w in taps if w < 0),
        "entropy": -math.fsum(abs(w) / mass * math.log2(abs(w) / mass) for w in taps if w),
        "width": 2 * math.sqrt(2 * math.log(2)) * math.sqrt(values.sum() / 2),
        "anisotropy": 1 - math.sqrt(max(values[0], 0) / values[1]),
        "orientation": math.degrees(math.atan2(-down, right)) % 180,
        "centroid": centre,
        "shift": math.hypot(*np.multiply(centre, mm)),
        "identity_distance": math.dist(taps, identity),
        "std": math.sqrt(math.fsum((w - mean) ** 2 for w in taps) / len(taps)),
    }


@pytest.mark.parametrize("size", [3, 7, 11])
def test_agrees_with_the_formulas(size: int) -> None:
    kernels = np.random.default_rng(size).normal(0.02, 0.1, (4, 5, size, size)).astype(np.float32)
    shape = shape_of(kernels)
    for where in np.ndindex(4, 5):
        for name, value in slow(kernels[where]).items():
            found = getattr(shape, name)[where]
            np.testing.assert_allclose(found, value, rtol=1e-9, atol=1e-9, err_msg=name)


@pytest.mark.parametrize("mm", [(0.1, 0.0257), (0.2, 0.3)])
def test_where_pixels_are_not_square_the_form_is_that_in_millimetres(
    mm: tuple[float, float],
) -> None:
    kernels = np.random.default_rng(3).normal(0.02, 0.1, (20, 7, 7)).astype(np.float32)
    shape, side = shape_of(kernels, mm[0] / mm[1]), math.sqrt(mm[0] * mm[1])
    for place, kernel in enumerate(kernels):
        for name, value in slow(kernel, mm).items():
            found = getattr(shape, name)[place] * (side if name in ("width", "shift") else 1)
            np.testing.assert_allclose(found, value, rtol=1e-9, atol=1e-9, err_msg=name)


def test_a_kernel_round_in_pixels_is_long_where_pixels_are() -> None:
    shape = shape_of(gaussian(41, 3.0, 3.0, 0), 4.0)
    assert shape.anisotropy == pytest.approx(0.75)
    assert shape.orientation == 90


@pytest.mark.parametrize("degrees", [0, 30, 60, 90, 135, 170])
def test_a_long_gaussian_has_its_width_and_points_its_way(degrees: float) -> None:
    shape = shape_of(gaussian(41, 4.0, 2.0, degrees))
    assert (shape.orientation - degrees + 90) % 180 == pytest.approx(90, abs=0.1)
    assert 0 <= shape.orientation < 180
    assert shape.anisotropy == pytest.approx(0.5, abs=0.01)
    assert shape.width == pytest.approx(2.3548 * math.sqrt((16 + 4) / 2), rel=0.01)
    assert shape.sum == pytest.approx(1.0)


def test_up_and_to_the_right_on_the_screen_is_45_degrees() -> None:
    assert shape_of(np.fliplr(np.eye(5))).orientation == pytest.approx(45.0)


def test_the_identity_changes_nothing() -> None:
    shape = shape_of(_one_tap(5, 2, 2))
    assert [float(shape.sum), float(shape.identity_distance)] == [1.0, 0.0]
    nothing = (shape.width, shape.anisotropy, shape.entropy, shape.negative_mass)
    assert [float(value) for value in nothing] == [0, 0, 0, 0]
    np.testing.assert_array_equal(shape.centroid, [0, 0])


def test_a_shifted_tap_is_a_shift_without_width() -> None:
    shape = shape_of(_one_tap(51, 49, 20))
    np.testing.assert_allclose(shape.centroid, [24, -5])
    assert shape.width == pytest.approx(0.0, abs=1e-5)
    assert shape.anisotropy == 0
    assert shape.identity_distance == pytest.approx(math.sqrt(2))


def test_the_mean_filter_has_full_entropy() -> None:
    assert shape_of(np.full((7, 7), 1 / 49)).entropy == pytest.approx(math.log2(49))


def test_no_taps_have_no_place_nor_width() -> None:
    shape = shape_of(np.zeros((1, 3, 3)))
    assert (shape.sum[0], shape.identity_distance[0]) == (0, 1)
    for value in (shape.entropy, shape.width, shape.anisotropy, shape.shift):
        assert np.isnan(value[0])


def test_many_kernels_are_measured_as_few_are() -> None:
    kernels = np.random.default_rng(0).normal(size=(9000, 7, 7))
    whole, tail = shape_of(kernels), shape_of(kernels[-3:])
    np.testing.assert_allclose(whole.orientation[-3:], tail.orientation, rtol=1e-12)
    assert whole.centroid.shape == (9000, 2)
    assert shape_of(kernels[:0]).centroid.shape == (0, 2)


@pytest.mark.parametrize("shape", [(4, 4), (3, 5), (9,)])
def test_says_what_it_needs(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="K odd"):
        shape_of(np.zeros(shape))


def gaussian(size: int, along: float, across: float, degrees: float) -> np.ndarray:
    """A Gaussian kernel of sum one, its long axis turned counter-clockwise on the screen."""
    down, right = np.mgrid[:size, :size] - size // 2
    angle = math.radians(degrees)
    u = right * math.cos(angle) - down * math.sin(angle)
    v = right * math.sin(angle) + down * math.cos(angle)
    kernel = np.exp(-0.5 * ((u / along) ** 2 + (v / across) ** 2))
    return kernel / kernel.sum()


def _one_tap(size: int, row: int, column: int) -> np.ndarray:
    kernel = np.zeros((size, size))
    kernel[row, column] = 1.0
    return kernel
