"""The lines around regions hold their pixels, also where a region is turned."""

from typing import Any

import numpy as np
import pytest
from skimage.measure import points_in_poly

from speckle_viewer.cine import Cine, open_cine
from speckle_viewer.viewer.roi import Roi
from speckle_viewer.viewer.roi_outline import outlines

ROWS, COLUMNS = 40, 60
BEND, SHIFT = (0.8, -0.4, 0.5, 0.9), (12.0, 1.0)
"""A region that is turned by some 30 degrees."""


@pytest.fixture
def cine(tmp_path: Any) -> Cine:
    np.save(tmp_path / "a.npy", np.zeros((2, ROWS, COLUMNS), np.uint8))
    return open_cine(tmp_path / "a.npy")


@pytest.mark.parametrize(
    ("shape", "points"),
    [
        ("rectangle", ((5.0, 8.0), (20.0, 31.0))),
        ("ellipse", ((5.0, 8.0), (25.0, 50.0))),
        ("polygon", ((3.0, 3.0), (30.0, 12.0), (18.0, 50.0))),
    ],
)
def test_the_outline_holds_the_pixels_of_the_region(cine: Cine, shape: Any, points: Any) -> None:
    roi = Roi(cine, "a", 0, shape, points, path={1: (4.0, -2.0), 2: SHIFT}, bends={2: BEND})
    centres = np.argwhere(np.ones((ROWS, COLUMNS), bool)) + 0.5
    for frame in (0, 1, 2):
        (outline,) = outlines(roi, frame)
        inside = points_in_poly(centres, outline).reshape(ROWS, COLUMNS)
        mask = roi.mask(frame)
        # The polygon that stands for an ellipse, and edges through centres, may differ at the rim.
        assert (inside != mask).sum() <= 0.02 * mask.sum()


def test_every_part_that_was_painted_has_its_outline(cine: Cine) -> None:
    painted = np.zeros((ROWS, COLUMNS), bool)
    painted[0:4, 0:6] = painted[20:30, 40:60] = True
    found = outlines(Roi(cine, "b", 1, "brush", painted=painted), 0)
    assert len(found) == 2
    centres = np.argwhere(np.ones((ROWS, COLUMNS), bool)) + 0.5
    inside = np.zeros((ROWS, COLUMNS), bool)
    for outline in found:
        inside |= points_in_poly(centres, outline).reshape(ROWS, COLUMNS)
    np.testing.assert_array_equal(inside, painted)


def test_what_was_painted_is_turned_with_its_outline(cine: Cine) -> None:
    painted = np.zeros((ROWS, COLUMNS), bool)
    painted[4:24, 10:30] = True
    roi = Roi(cine, "b", 1, "brush", painted=painted, path={1: SHIFT}, bends={1: BEND})
    box = Roi(cine, "a", 0, "rectangle", ((4, 10), (24, 30)), path={1: SHIFT}, bends={1: BEND})
    np.testing.assert_array_equal(roi.mask(1), box.mask(1))
    (outline,) = outlines(box, 1)
    corners = np.array([(4, 10), (4, 30), (24, 30), (24, 10)])
    np.testing.assert_allclose(outline, corners @ np.reshape(BEND, (2, 2)).T + SHIFT)
    assert roi.mask(1).sum() == pytest.approx(400 * (0.8 * 0.9 + 0.4 * 0.5), rel=0.02)
