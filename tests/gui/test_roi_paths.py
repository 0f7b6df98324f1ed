"""Outlines of painted regions run where their pixels end, and holding a place follows them."""

from itertools import pairwise

import numpy as np
from PySide6.QtWidgets import QApplication

from speckle_viewer.gui.rois.paths import holds, path_of
from speckle_viewer.viewer.roi import Roi
from tests.viewer.cines import COLUMNS, ROWS, make_cine

Edges = set[frozenset[tuple[int, int]]]


def edges_between(mask: np.ndarray) -> Edges:
    """The edge of length 1 between each pixel inside and its neighbours outside, as (x, y)."""
    padded = np.pad(mask, 1)
    across = np.argwhere(padded[1:] != padded[:-1]) - (0, 1)
    down = np.argwhere(padded[:, 1:] != padded[:, :-1]) - (1, 0)
    found = {frozenset({(int(x), int(y)), (int(x) + 1, int(y))}) for y, x in across}
    return found | {frozenset({(int(x), int(y)), (int(x), int(y) + 1)}) for y, x in down}


def edges_drawn(roi: Roi, frame: int) -> Edges:
    path, found = path_of(roi, frame), set()
    for i in range(0, path.elementCount(), 2):
        start, end = path.elementAt(i), path.elementAt(i + 1)
        steps = round(abs(end.x - start.x) + abs(end.y - start.y))
        places = np.linspace((start.x, start.y), (end.x, end.y), steps + 1).round().astype(int)
        found |= {frozenset(pair) for pair in pairwise(map(tuple, places.tolist()))}
    return found


def test_the_outline_of_what_was_painted(qapp: QApplication) -> None:
    mask = np.zeros((ROWS, COLUMNS), bool)
    mask[5:20, 7:40] = np.random.default_rng(0).random((15, 33)) > 0.4
    mask[-1, -1] = True  # at the edge of the image
    roi = Roi(make_cine(), "speckled", 0, "brush", painted=mask, path={3: (4.4, -2.6)})
    assert edges_drawn(roi, 0) == edges_between(mask)
    moved = np.zeros_like(mask)
    moved[9:24, 4:37] = mask[5:20, 7:40]
    inner = {e for e in edges_drawn(roi, 3) if max(y for _, y in e) < ROWS}
    assert inner == edges_between(moved)


def test_a_place_is_held_where_its_pixel_is_inside(qapp: QApplication) -> None:
    mask = np.zeros((ROWS, COLUMNS), bool)
    mask[4:9, 10:30] = True
    path = {2: (3.0, 5.0)}
    painted = Roi(make_cine(), "painted", 0, "brush", painted=mask, path=path)
    box = Roi(make_cine(), "box", 0, "rectangle", ((4, 10), (9, 30)), path=path)
    for frame in (0, 2):
        for row, column in np.argwhere(np.ones_like(mask))[::7]:
            place = (row + 0.5, column + 0.5)
            inside = painted.mask(frame)[row, column]
            assert holds(painted, frame, place) == holds(box, frame, place) == inside
