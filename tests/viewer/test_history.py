"""What the user drew, pinned, set and steered is taken back and done again, a gesture at a time."""

from dataclasses import replace

import numpy as np
import pytest

from speckle_viewer.steering import KernelEdit
from speckle_viewer.viewer import INPUT, Levels, View, ViewerState
from speckle_viewer.viewer.history import MOST_STEPS, TOGETHER_S, History
from speckle_viewer.viewer.measurements import background_of
from speckle_viewer.viewer.roi import Roi
from speckle_viewer.viewer.ruler import Ruler
from tests.viewer.cines import COLUMNS, ROWS, make_cine

PATH = ((1.0, 1.0), (5.0, 6.0))


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float = 2 * TOGETHER_S) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def state(clock: Clock) -> ViewerState:
    state = ViewerState()
    state.add_cine(make_cine())
    state.choose_method("kpn", True)
    state.history = History(state, clock)
    return state


def region(state: ViewerState, name: str = "Region 1") -> Roi:
    assert state.wants.cine is not None
    return Roi(state.wants.cine, name, 0, "rectangle", PATH)


def draw(state: ViewerState, *rois: Roi) -> None:
    state.change(rois=rois)


def measure(state: ViewerState) -> None:
    assert state.wants.cine is not None
    state.change(rulers=(Ruler(state.wants.cine, "Distance 1", (1.0, 1.0), (9.0, 9.0)),))


def moved(roi: Roi, down: float) -> Roi:
    return replace(roi, points=tuple((row + down, column) for row, column in roi.points))


def test_each_kind_of_thing_is_undone_and_redone(state: ViewerState, clock: Clock) -> None:
    painted = np.full((ROWS, COLUMNS), np.nan, np.float32)
    painted[2:4, 2:4] = 7.0
    changes = {
        "levels": lambda: state.linked.set_levels(INPUT, Levels(10, 90)),
        "pin at x 3, y 2": lambda: state.pins.toggle(2, 3),
        "steering of kpn": lambda: state.kernels.steer("kpn", strength=0.5),
        "kernel altered by hand": lambda: state.kernels.edit("kpn", KernelEdit(2, 3, (9, 9))),
        "noise painted for kpn": lambda: state.paint_noise("kpn", painted),
        "line": lambda: state.draw_line((0, 0), (4, 4)),
        "Region 1": lambda: draw(state, region(state)),
        "Distance 1": lambda: measure(state),
    }
    seen = [state.wants]
    for words, change in changes.items():
        clock.wait()
        change()
        assert state.history.to_undo == words
        seen.append(state.wants)
    for wants in reversed(seen[:-1]):
        state.history.undo()
        assert state.wants == wants
    assert state.history.to_undo is None
    assert state.history.to_redo == next(iter(changes))
    for wants in seen[1:]:
        state.history.redo()
        assert state.wants == wants
    assert state.history.to_redo is None


def test_a_drag_is_one_step_however_long_it_takes(state: ViewerState, clock: Clock) -> None:
    roi = region(state)
    draw(state, roi)
    state.history.begin_gesture()
    for down in range(1, 5):
        clock.wait()
        draw(state, moved(roi, down))
    state.history.end_gesture()
    assert state.history.to_undo == "move of Region 1"
    state.history.undo()
    assert state.wants.rois == (roi,)
    state.history.undo()
    assert not state.wants.rois


def test_two_drags_are_two_steps_however_quick(state: ViewerState) -> None:
    roi, once = region(state), moved(region(state), 1)
    draw(state, roi)
    for place in (once, moved(roi, 2)):
        state.history.begin_gesture()
        draw(state, place)
        state.history.end_gesture()
    state.history.undo()
    assert state.wants.rois == (once,)


def test_without_a_mouse_quick_changes_of_a_kind_are_one_step(
    state: ViewerState, clock: Clock
) -> None:
    for strength in (0.9, 0.8, 0.7):
        clock.wait(TOGETHER_S / 2)
        state.kernels.steer("kpn", strength=strength)
    clock.wait()
    state.kernels.steer("kpn", strength=0.6)
    state.history.undo()
    assert state.wants.steering_of("kpn").strength == 0.7
    state.history.undo()
    assert state.wants.steering_of("kpn").strength == 1


def test_quick_changes_of_different_things_are_steps_of_their_own(state: ViewerState) -> None:
    state.pins.toggle(1, 1)
    state.pins.toggle(2, 2)
    state.kernels.steer("kpn", strength=0.5)
    state.history.undo()
    state.history.undo()
    assert [(p.row, p.column) for p in state.wants.pins] == [(1, 1)]


def test_a_double_click_leaves_no_step(state: ViewerState, clock: Clock) -> None:
    state.pins.toggle(3, 3)
    clock.wait()
    for _ in range(2):  # as a double click does, which fits the image
        state.history.begin_gesture()
        state.pins.toggle(1, 1)
        state.history.end_gesture()
    assert state.history.to_undo == "pin at x 3, y 3"


def test_something_new_ends_what_could_be_redone(state: ViewerState) -> None:
    state.pins.toggle(1, 1)
    state.history.undo()
    state.pins.toggle(2, 2)
    assert state.history.to_redo is None
    state.history.redo()
    assert [(p.row, p.column) for p in state.wants.pins] == [(2, 2)]


def test_undo_changes_neither_frame_nor_view_nor_playback(state: ViewerState, clock: Clock) -> None:
    state.pins.toggle(1, 1)
    state.go_to(4)
    state.linked.set_view(INPUT, View(3, 4, 5))
    state.set_playback(speed=2.0)
    before = state.wants
    state.history.undo()
    assert state.wants == replace(before, pins=())


def test_what_is_looked_at_and_played_is_no_step(state: ViewerState) -> None:
    state.go_to(4)
    state.linked.set_view(INPUT, View(3, 4, 5))
    state.toggle_play()
    state.choose_method("kpn", False)
    assert state.history.to_undo is None


def test_a_region_that_comes_back_is_selected_as_it_was(state: ViewerState, clock: Clock) -> None:
    state.change(rois=(region(state),), roi="Region 1")
    clock.wait()
    state.change(rois=(), roi=None)
    state.history.undo()
    assert state.wants.roi == "Region 1"


def test_closing_a_cine_drops_its_steps(state: ViewerState, clock: Clock) -> None:
    first = state.wants.cine
    assert first is not None
    state.pins.toggle(1, 1)
    clock.wait()
    state.add_cine(make_cine())
    state.pins.toggle(2, 2)
    state.close_cine(first)
    assert [(p.row, p.column) for p in state.wants.pins] == [(2, 2)]
    state.history.undo()
    assert not state.wants.pins
    assert state.history.to_undo is None, "the pin of the cine that was closed"
    state.history.redo()
    (pin,) = state.wants.pins
    assert pin.cine is state.wants.cine


def test_levels_of_another_cine_are_not_brought_back(state: ViewerState, clock: Clock) -> None:
    state.pins.toggle(1, 1)
    clock.wait()
    state.linked.set_levels(INPUT, Levels(10, 90))
    state.add_cine(make_cine())
    assert state.history.to_undo == "pin at x 1, y 1"
    state.history.undo()
    assert state.wants.levels == {}


def test_an_opened_session_begins_anew(state: ViewerState) -> None:
    state.pins.toggle(1, 1)
    state.restore(replace(state.wants, pins=()))
    assert state.history.to_undo is None


def test_the_history_is_bounded(state: ViewerState) -> None:
    for i in range(MOST_STEPS + 5):
        state.pins.toggle(i // COLUMNS, i % COLUMNS)
    for _ in range(MOST_STEPS + 5):
        state.history.undo()
    assert len(state.wants.pins) == 5


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": "Cyst"}, "new name of Region 1"),
        ({"colour": 3}, "colour of Region 1"),
        ({"path": {1: (2.0, 0.0)}}, "tracking of Region 1"),
        ({"points": ((1.0, 1.0), (5.0, 8.0))}, "change of Region 1"),
        ({"points": ((2.0, 3.0), (6.0, 8.0))}, "move of Region 1"),
    ],
)
def test_steps_say_what_they_did(
    state: ViewerState, clock: Clock, change: dict[str, object], words: str
) -> None:
    roi = region(state)
    draw(state, roi)
    clock.wait()
    draw(state, replace(roi, **change))  # type: ignore[arg-type]
    assert state.history.to_undo == words


def test_removals_say_what_went(state: ViewerState, clock: Clock) -> None:
    draw(state, region(state), region(state, "Cyst"))
    clock.wait()
    draw(state, region(state, "Cyst"))
    assert state.history.to_undo == "change of regions"  # all of them are new objects
    clock.wait()
    draw(state)
    assert state.history.to_undo == "removal of Cyst"
    for column in (1, 2):
        state.pins.toggle(1, column)
    clock.wait()
    state.pins.clear()
    assert state.history.to_undo == "removal of pins"


def test_the_background_comes_back_with_its_region_and_its_name(
    state: ViewerState, clock: Clock
) -> None:
    def background() -> str | None:
        found = background_of(state.wants)
        return None if found is None else found.name

    draw(state, region(state), region(state, "Region 2"))
    state.measurements.set_background("Region 1")
    clock.wait()
    state.rois.rename("Region 1", "Cyst")
    clock.wait()
    state.measurements.show_columns(("mean",))
    state.rois.remove("Cyst")
    assert state.rois.add("rectangle", ((9.0, 9.0), (12.0, 12.0))) == "Region 1"
    assert background() is None  # a new region of an old name is not the background
    seen = []
    for _ in range(3):
        state.history.undo()
        seen.append(background())
    assert seen == [None, "Cyst", "Region 1"]
    assert state.wants.measuring.columns == ("mean",)
    state.history.redo()
    assert background() == "Cyst"


def test_taking_one_thing_back_leaves_the_step_of_another(state: ViewerState) -> None:
    state.draw_line((0, 0), (4, 4))
    state.history.clear()
    draw(state, region(state))
    state.remove_line()
    assert state.history.to_undo == "removal of the line"
    state.history.undo()
    state.history.undo()
    assert not state.wants.rois


def test_a_later_drag_back_is_a_step_of_its_own(state: ViewerState, clock: Clock) -> None:
    for strength in (0.5, 1.0):
        clock.wait()
        state.history.begin_gesture()
        state.kernels.steer("kpn", strength=strength)
        state.history.end_gesture()
    state.history.undo()
    assert state.wants.steering_of("kpn").strength == 0.5
