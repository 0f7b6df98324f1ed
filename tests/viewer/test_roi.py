"""Which pixels lie in a region of interest."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from skimage.measure import points_in_poly

from speckle_viewer.cine import Cine, open_cine
from speckle_viewer.viewer.roi import Roi

ROWS, COLUMNS = 20, 30


@pytest.fixture
def cine(tmp_path: Path) -> Cine:
    np.save(tmp_path / "cine.npy", np.zeros((3, ROWS, COLUMNS), np.uint8))
    return open_cine(tmp_path / "cine.npy")


def slowly(inside: object) -> NDArray[np.bool_]:
    """The pixels for whose centres a condition holds, one by one."""
    assert callable(inside)
    return np.array([[inside(r + 0.5, c + 0.5) for c in range(COLUMNS)] for r in range(ROWS)])


def test_a_rectangle_has_the_pixels_between_its_corners(cine: Cine) -> None:
    roi = Roi(cine, "a", 0, "rectangle", ((9.2, 4.0), (3.0, 12.0)))
    expected = slowly(lambda r, c: 3.0 <= r <= 9.2 and 4.0 <= c <= 12.0)
    np.testing.assert_array_equal(roi.mask(0), expected)


def test_an_ellipse_has_the_pixels_within_it(cine: Cine) -> None:
    roi = Roi(cine, "a", 0, "ellipse", ((2.0, 3.0), (15.0, 24.0)))
    expected = slowly(lambda r, c: ((r - 8.5) / 6.5) ** 2 + ((c - 13.5) / 10.5) ** 2 < 1)
    np.testing.assert_array_equal(roi.mask(0), expected)


def test_a_polygon_has_the_pixels_within_it(cine: Cine) -> None:
    roi = Roi(cine, "a", 0, "polygon", ((1.2, 1.2), (1.2, 20.7), (17.7, 1.2)))
    expected = slowly(lambda r, c: r > 1.2 and c > 1.2 and (r - 1.2) / 16.5 + (c - 1.2) / 19.5 < 1)
    np.testing.assert_array_equal(roi.mask(0), expected)


def test_a_polygon_may_be_hollow_cross_itself_and_leave_the_image(cine: Cine) -> None:
    corners = ((-4.1, -3.2), (9.3, 14.1), (-2.2, 36.4), (25.7, 20.3), (3.1, 18.8), (24.2, -1.7))
    roi = Roi(cine, "a", 0, "polygon", corners)
    centres = np.argwhere(np.ones((ROWS, COLUMNS), bool)) + 0.5
    inside = points_in_poly(centres, np.array(corners)).reshape(ROWS, COLUMNS)
    np.testing.assert_array_equal(roi.mask(0), inside)


def test_what_lies_beyond_the_image_is_left_out(cine: Cine) -> None:
    roi = Roi(cine, "a", 0, "rectangle", ((-5.0, -5.0), (2.0, 99.0)))
    assert roi.mask(0).sum() == 2 * COLUMNS


def test_a_region_of_one_frame_is_on_no_other(cine: Cine) -> None:
    roi = Roi(cine, "a", 0, "rectangle", ((0.0, 0.0), (2.0, 2.0)), frame=1)
    assert roi.mask(1).sum() == 4
    assert not roi.mask(0).any()


def test_a_tracked_region_moves_with_its_path(cine: Cine) -> None:
    painted = np.zeros((ROWS, COLUMNS), bool)
    painted[2:5, 3:9] = True
    brushed = Roi(cine, "a", 0, "brush", painted=painted, path={1: (2.0, -4.0)})
    drawn = Roi(cine, "b", 1, "rectangle", ((2.0, 3.0), (5.0, 9.0)), path={1: (2.0, -4.0)})
    for frame in (0, 1, 2):
        np.testing.assert_array_equal(brushed.mask(frame), drawn.mask(frame))
    assert brushed.mask(1)[4:7, 0:5].all()
    assert brushed.mask(1).sum() == 15
