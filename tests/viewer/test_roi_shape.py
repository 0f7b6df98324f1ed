"""Handles of regions move what they are at, and nothing else."""

import pytest

from speckle_viewer.viewer.roi_shape import boxed, dragged, handles

BOX = ((10.0, 20.0), (30.0, 60.0))


def test_a_box_has_handles_at_its_corners_and_edges() -> None:
    assert handles("rectangle", BOX) == (
        *((10, 20), (10, 40), (10, 60), (20, 60)),
        *((30, 60), (30, 40), (30, 20), (20, 20)),
    )
    assert handles("ellipse", BOX) == handles("rectangle", BOX)
    corners = ((0.5, 1.0), (2.0, 8.5), (9.0, 4.0))
    assert handles("polygon", corners) == corners


@pytest.mark.parametrize("handle", range(8))
def test_a_handle_goes_where_it_is_dragged(handle: int) -> None:
    before = handles("rectangle", BOX)
    to = (before[handle][0] + 3.2, before[handle][1] - 4.4)
    after = handles("rectangle", dragged("rectangle", BOX, handle, to))
    is_corner = handle % 2 == 0
    rows, columns = is_corner or handle in (1, 5), is_corner or handle in (3, 7)
    assert after[handle][0] == (round(to[0]) if rows else before[handle][0])
    assert after[handle][1] == (round(to[1]) if columns else before[handle][1])
    assert after[(handle + 4) % 8] == pytest.approx(before[(handle + 4) % 8])


def test_of_a_polygon_one_corner_moves() -> None:
    corners = ((0.5, 1.0), (2.0, 8.5), (9.0, 4.0))
    assert dragged("polygon", corners, 1, (3.25, 7.5)) == ((0.5, 1.0), (3.25, 7.5), (9.0, 4.0))


def test_boxes_are_of_whole_pixels() -> None:
    assert boxed((9.7, 20.2), (30.4, 59.6)) == BOX


def test_a_square_is_one_on_the_screen() -> None:
    """Pixels twice as high as wide: half as many rows as columns, whichever way it is drawn."""
    assert boxed((10, 10), (12, 30), aspect=2.0) == ((10, 10), (20, 30))
    assert boxed((50, 50), (20, 48), aspect=2.0) == ((50, 50), (20, -10))
