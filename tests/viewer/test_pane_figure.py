"""Outlines in figures are those of the regions, and figures hold what the pane shows."""

from typing import Any

import numpy as np
import pytest
from skimage.measure import points_in_poly

from speckle_viewer.cine import Cine, open_cine
from speckle_viewer.viewer.pane_figure import outlines
from speckle_viewer.viewer.roi import Roi

ROWS, COLUMNS = 40, 60


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
    roi = Roi(cine, "a", 0, shape, points, path={1: (4.0, -2.0)})
    centres = np.argwhere(np.ones((ROWS, COLUMNS), bool))
    for frame in (0, 1):
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
    centres = np.argwhere(np.ones((ROWS, COLUMNS), bool))
    inside = np.zeros((ROWS, COLUMNS), bool)
    for outline in found:
        inside |= points_in_poly(centres, outline).reshape(ROWS, COLUMNS)
    np.testing.assert_array_equal(inside, painted)
