"""Regions and distances as the state has them: names, colours, places, the brush."""

from pathlib import Path

import numpy as np
import pytest

from speckle_viewer.cine import Cine, open_cine
from speckle_viewer.colours import DISTINCT
from speckle_viewer.measuring.motion import Motion
from speckle_viewer.viewer import ViewerState
from speckle_viewer.viewer.roi import Roi, area_of

BOX = ((2.0, 3.0), (6.0, 9.0))


def make_cine(path: Path, rows: int = 20, columns: int = 30) -> Cine:
    np.save(path, np.zeros((5, rows, columns), np.uint8))
    return open_cine(path)


@pytest.fixture
def state(tmp_path: Path) -> ViewerState:
    state = ViewerState()
    state.add_cine(make_cine(tmp_path / "one.npy"))
    state.set_playback(playing=False)
    return state


def only(state: ViewerState) -> Roi:
    (roi,) = state.wants.cine_rois
    return roi


def track(
    state: ViewerState,
    name: str,
    path: dict[int, tuple[float, float]],
    match: dict[int, float],
) -> None:
    roi = state.rois.named(name)
    assert roi is not None
    motions = {frame: Motion(shift=shift) for frame, shift in path.items()}
    assert state.rois.take_track(roi, motions, match) == name


def test_new_regions_have_a_name_and_a_colour_of_their_own(state: ViewerState) -> None:
    names = [state.rois.add("rectangle", BOX) for _ in range(3)]
    assert names == ["Region 1", "Region 2", "Region 3"]
    assert state.wants.roi == "Region 3"
    state.rois.remove("Region 2")
    assert state.wants.roi == "Region 3"
    assert state.rois.add("ellipse", BOX) == "Region 2"
    state.rois.new_name, state.rulers.new_name = "Région", "Mesure"
    assert state.rois.add("ellipse", BOX) == "Région 1"
    assert state.rulers.add((0.0, 0.0), (1.0, 1.0)) == "Mesure 1"
    state.rois.remove("Région 1")
    assert [roi.colour for roi in state.wants.rois] == [0, 2, 1]
    for _ in range(6):
        state.rois.add("ellipse", BOX)
    assert {roi.colour for roi in state.wants.rois[:8]} == set(range(len(DISTINCT)))


def test_nothing_is_made_without_a_pixel(state: ViewerState) -> None:
    assert state.rois.add("rectangle", ((2.0, 3.0), (2.0, 9.0))) is None
    assert state.rois.add("rectangle", ((30.0, 3.0), (40.0, 9.0))) is None
    assert state.wants.rois == ()
    state.rois.add("rectangle", BOX)
    state.rois.set_points("Region 1", ((2.0, 3.0), (2.0, 3.0)))
    state.rois.move("Region 1", 100, 0)
    assert only(state).points == BOX
    assert ViewerState().rois.add("rectangle", BOX) is None


def test_names_are_unique_within_the_cine(state: ViewerState, tmp_path: Path) -> None:
    state.rois.add("rectangle", BOX)
    assert state.rois.rename("Region 1", "  cyst  A ")
    assert state.wants.roi == "cyst A"
    state.rois.add("rectangle", BOX)
    assert not state.rois.rename("Region 1", "cyst A")
    assert not state.rois.rename("Region 1", " ")
    state.add_cine(make_cine(tmp_path / "two.npy"))
    state.rois.add("rectangle", BOX)
    assert state.rois.rename("Region 1", "cyst A")
    assert [roi.name for roi in state.wants.rois] == ["cyst A", "Region 1", "cyst A"]


def test_selecting_a_region_deselects_the_distance(state: ViewerState) -> None:
    state.rois.add("rectangle", BOX)
    state.rulers.add((0.0, 0.0), (3.0, 4.0))
    assert (state.wants.roi, state.wants.ruler) == (None, "Distance 1")
    state.rois.select("Region 1")
    assert (state.wants.roi, state.wants.ruler) == ("Region 1", None)
    state.rois.select("nothing of this name")
    assert state.wants.roi is None


def test_a_region_moves_and_keeps_its_pixels(state: ViewerState) -> None:
    state.rois.add("rectangle", BOX)
    before = only(state).mask(0)
    state.rois.move("Region 1", 4, -2)
    np.testing.assert_array_equal(only(state).mask(0), np.roll(before, (4, -2), (0, 1)))


def test_what_was_painted_stays_in_the_image(state: ViewerState) -> None:
    """Moved against the edge and back, it has lost nothing."""
    state.rois.set_brush_width(3)
    state.rois.paint((10, 10), (10, 14))
    before = only(state).painted
    state.rois.move("Region 1", 0, -50)
    assert np.flatnonzero(only(state).painted.any(axis=0))[0] == 0
    assert only(state).painted.sum() == before.sum()


def test_the_brush_adds_to_the_selected_region_and_takes_away(state: ViewerState) -> None:
    state.rois.set_brush_width(1)
    state.rois.paint((5, 5), (5, 9))
    state.rois.paint((5, 9), (8, 9))
    assert only(state).mask(0).sum() == 8
    state.rois.paint((5, 5), (5, 7), erase=True)
    assert only(state).mask(0).sum() == 5
    state.rois.select(None)
    state.rois.paint((1, 1), (1, 1), erase=True)
    assert len(state.wants.rois) == 1
    state.rois.paint((1, 1), (1, 2))
    assert [roi.mask(0).sum() for roi in state.wants.rois] == [5, 2]
    state.rois.paint((1, 1), (1, 2), erase=True)
    assert [roi.name for roi in state.wants.rois] == ["Region 1"]


def test_the_brush_goes_with_a_tracked_region(state: ViewerState) -> None:
    state.rois.set_brush_width(1)
    state.rois.paint((5, 5), (5, 5))
    track(state, "Region 1", {1: (3.0, 4.0)}, {1: 0.9})
    state.go_to(1)
    state.rois.paint((9, 9), (9, 9))
    assert np.argwhere(only(state).mask(1)).tolist() == [[8, 9], [9, 9]]
    assert np.argwhere(only(state).mask(0)).tolist() == [[5, 5], [6, 5]]


def test_the_brush_has_limits(state: ViewerState) -> None:
    state.rois.set_brush_width(1)
    state.rois.widen_brush(-1)
    assert state.wants.brush_width == 1
    state.rois.widen_brush(2)
    assert state.wants.brush_width == 3
    state.rois.set_brush_width(10**6)
    assert state.wants.brush_width == 200


def test_a_handle_of_a_tracked_region_is_where_it_is_shown(state: ViewerState) -> None:
    state.rois.add("rectangle", BOX)
    track(state, "Region 1", {2: (5.0, 1.0)}, {2: 0.8})
    state.go_to(2)
    state.rois.set_points("Region 1", ((7.0, 4.0), (12.0, 10.0)))
    assert only(state).points == ((2.0, 3.0), (7.0, 9.0))
    shown = only(state).motion(2)(only(state).points)
    assert shown.tolist() == [[7.0, 4.0], [12.0, 10.0]]


def test_a_region_can_be_of_one_frame(state: ViewerState) -> None:
    state.rois.add("rectangle", BOX)
    track(state, "Region 1", {2: (5.0, 1.0)}, {2: 0.8})
    state.go_to(2)
    state.rois.keep_on_frame("Region 1", True)
    assert [only(state).is_on(frame) for frame in range(4)] == [False, False, True, False]
    assert only(state).points == ((7.0, 4.0), (11.0, 10.0))
    assert only(state).path == {}
    state.go_to(0)
    state.rois.keep_on_frame("Region 1", False)
    assert only(state).is_on(0)


def test_a_copy_in_the_same_cine_lies_beside(state: ViewerState) -> None:
    state.rois.add("rectangle", BOX)
    state.rois.rename("Region 1", "cyst")
    assert state.rois.copy("cyst") == "cyst 2"
    assert state.rois.copy("cyst 2") == "cyst 3"
    assert state.wants.rois[1].points == ((10.0, 11.0), (14.0, 17.0))
    assert state.wants.roi == "cyst 3"


def test_a_copy_in_another_cine_has_the_same_pixels(state: ViewerState, tmp_path: Path) -> None:
    state.rois.set_brush_width(1)
    state.rois.paint((2, 2), (2, 25))
    state.rois.add("rectangle", ((15.0, 3.0), (19.0, 9.0)))
    track(state, "Region 2", {1: (1.0, 0.0)}, {1: 0.9})
    small = make_cine(tmp_path / "small.npy", 10, 12)
    state.add_cine(small)
    state.show_cine(state.wants.cines[0])
    assert state.rois.copy("Region 1", small) == "Region 1"
    assert state.rois.copy("Region 2", small) is None  # lies below it
    copied = state.wants.rois[-1]
    assert copied.cine is small
    assert np.argwhere(copied.mask(0)).tolist() == [[2, column] for column in range(2, 12)]
    assert state.wants.cine is not small


def test_the_area_is_that_of_the_frame(state: ViewerState) -> None:
    state.rois.add("rectangle", BOX)
    track(state, "Region 1", {1: (16.0, 0.0)}, {1: 0.9})
    assert str(area_of(only(state), 0)) == "24 px"
    assert str(area_of(only(state), 1)) == "12 px"


def test_distances_have_names_and_ends(state: ViewerState) -> None:
    assert state.rulers.add((1.0, 1.0), (1.0, 1.0)) is None
    assert state.rulers.add((0.0, 0.0), (3.0, 4.0)) == "Distance 1"
    assert state.rulers.add((0.0, 0.0), (6.0, 8.0)) == "Distance 2"
    assert [str(ruler.length) for ruler in state.wants.cine_rulers] == ["5 px", "10 px"]
    state.rulers.put("Distance 1", (0.0, 0.0), (0.0, 2.5))
    assert str(state.rulers.named("Distance 1").length) == "2.50 px"
    assert state.rulers.rename("Distance 1", "wall")
    assert not state.rulers.rename("Distance 2", "wall")
    state.rulers.remove("Distance 2")
    assert [ruler.name for ruler in state.wants.rulers] == ["wall"]


def test_what_is_of_a_closed_cine_goes(state: ViewerState, tmp_path: Path) -> None:
    state.rois.add("rectangle", BOX)
    state.rulers.add((0.0, 0.0), (3.0, 4.0))
    state.add_cine(make_cine(tmp_path / "two.npy"))
    assert (state.wants.roi, state.wants.ruler) == (None, None)
    state.rois.add("ellipse", BOX)
    state.close_cine(state.wants.cines[0])
    assert [roi.shape for roi in state.wants.rois] == ["ellipse"]
    assert state.wants.rulers == ()


def test_what_was_painted_and_has_turned_goes_as_far_as_the_mouse(state: ViewerState) -> None:
    painted = np.zeros(state.wants.cine.shape, bool)
    painted[3:6, 3:6] = True
    state.rois.add("brush", painted=painted)
    half = 0.5**0.5
    turned = {2: Motion((half, -half, half, half), (6.0, 2.0))}
    state.rois.take_track(only(state), turned, {2: 1.0})
    state.go_to(2)
    start = only(state)
    for way in range(1, 6):
        state.rois.move(start.name, way, 0, start=start)
    before, after = (np.argwhere(roi.mask(2)).mean(axis=0) for roi in (start, only(state)))
    np.testing.assert_allclose(after - before, (5, 0), atol=1)
