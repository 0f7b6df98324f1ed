"""What the user asks for, and what follows from it."""

import numpy as np
import pytest

from speckle_viewer.methods import Control
from speckle_viewer.viewer import (
    INPUT,
    Hover,
    Levels,
    MapChoice,
    Overlay,
    View,
    ViewerState,
    Wants,
)
from speckle_viewer.viewer.linked import of
from tests.viewer.cines import COLUMNS, ROWS, make_cine


@pytest.fixture
def state() -> ViewerState:
    state = ViewerState()
    state.add_cine(make_cine())
    state.choose_method("kpn", True)
    return state


def test_an_opened_cine_is_shown_and_plays(state: ViewerState) -> None:
    assert state.wants.cine is state.wants.cines[0]
    assert state.wants.playback.playing


def test_a_still_does_not_play() -> None:
    state = ViewerState()
    state.add_cine(make_cine(1))
    assert not state.wants.playback.playing
    state.toggle_play()
    assert not state.wants.playback.playing


def test_listeners_hear_of_changes_only(state: ViewerState) -> None:
    heard: list[tuple[Wants, Wants]] = []
    stop = state.subscribe(lambda before, after: heard.append((before, after)))
    state.go_to(3)
    state.go_to(3)
    assert [(b.frame, a.frame) for b, a in heard] == [(0, 3)]
    stop()
    state.go_to(4)
    assert len(heard) == 1


def test_frames_beyond_the_ends_are_those_at_the_ends(state: ViewerState) -> None:
    state.go_to(99)
    assert state.wants.frame == 9
    state.go_to(-5)
    assert state.wants.frame == 0


def test_a_step_stops_playback_and_goes_round_the_ends(state: ViewerState) -> None:
    state.step(-1)
    assert state.wants.frame == 9
    assert not state.wants.playback.playing
    state.set_playback(loop=False)
    state.step(1)
    assert state.wants.frame == 9


def test_a_range_is_set_at_the_shown_frame(state: ViewerState) -> None:
    state.go_to(3)
    state.start_range_here()
    state.go_to(6)
    state.end_range_here()
    assert state.wants.playback_range == (3, 6)
    state.step(1)
    assert state.wants.frame == 3
    state.go_to(8)
    state.start_range_here()
    assert state.wants.playback_range == (8, 9), "an end before the start is given up"
    state.clear_range()
    assert state.wants.playback_range == (0, 9)


def test_linked_levels_and_views_are_the_same_in_all_panes(state: ViewerState) -> None:
    state.linked.set_levels("kpn", Levels(10, 90))
    state.linked.set_view(INPUT, View(1, 2, 3))
    for pane in state.wants.panes:
        assert of(state.wants.levels, pane) == Levels(10, 90)
        assert of(state.wants.views, pane) == View(1, 2, 3)


def test_unlinked_each_pane_has_its_own_and_linked_again_the_input_leads(
    state: ViewerState,
) -> None:
    state.linked.set_levels(INPUT, Levels(10, 90))
    state.linked.link(levels=False)
    state.linked.set_levels("kpn", Levels(20, 80))
    assert of(state.wants.levels, INPUT) == Levels(10, 90)
    assert of(state.wants.levels, "kpn") == Levels(20, 80)
    state.linked.set_levels("kpn", None)
    assert of(state.wants.levels, "kpn") is None
    state.linked.link(levels=True)
    assert of(state.wants.levels, "kpn") == Levels(10, 90)


def test_pins_have_colours_of_their_own_and_go_by_a_second_click(state: ViewerState) -> None:
    for column in range(3):
        state.pins.toggle(5, column)
    assert [p.colour for p in state.wants.cine_pins] == [0, 1, 2]
    state.pins.toggle(5, 1)
    state.pins.toggle(6, 6)
    assert [(p.column, p.colour) for p in state.wants.cine_pins] == [(0, 0), (2, 2), (6, 1)]
    state.pins.remove(0)
    assert [p.column for p in state.wants.cine_pins] == [2, 6]


def test_pins_belong_to_their_cine_and_outlive_frames(state: ViewerState) -> None:
    first = state.wants.cine
    assert first is not None
    state.pins.toggle(5, 5)
    state.go_to(7)
    assert len(state.wants.cine_pins) == 1
    state.add_cine(make_cine())
    assert not state.wants.cine_pins
    state.show_cine(first)
    assert len(state.wants.cine_pins) == 1
    state.pins.clear()
    assert not state.wants.cine_pins


def test_closing_the_shown_cine_shows_its_neighbour(state: ViewerState) -> None:
    first, second = state.wants.cine, make_cine()
    assert first is not None
    state.add_cine(second)
    state.pins.toggle(1, 1)
    state.close_cine(second)
    assert state.wants.cine is first
    assert not state.wants.pins
    state.close_cine(first)
    assert state.wants.cine is None
    assert not state.wants.playback.playing


def test_what_the_mouse_left_stays_looked_at(state: ViewerState) -> None:
    state.set_hover(Hover("kpn", 3, 4))
    state.set_hover(None)
    assert state.wants.hover is None
    assert state.wants.looked_at == Hover("kpn", 3, 4)
    state.look_at(7, 8)
    assert state.wants.looked_at == Hover("kpn", 7, 8)


@pytest.mark.parametrize("pixel", [(-1, 0), (0, -1), (ROWS, 0), (0, COLUMNS)])
def test_a_pixel_outside_the_image_is_neither_pinned_nor_looked_at(
    state: ViewerState, pixel: tuple[int, int]
) -> None:
    state.pins.toggle(*pixel)
    state.look_at(*pixel)
    assert not state.wants.cine_pins
    assert state.wants.looked_at is None


LEVEL = Control("level", "Level", "grey levels", 0, 75, 25)


def test_controls_are_kept_by_method_as_far_as_they_differ_from_the_card(
    state: ViewerState,
) -> None:
    state.set_control("kpn", LEVEL, 40)
    state.set_control("lee", LEVEL, 99)
    assert state.wants.controls == {"kpn": {"level": 40}, "lee": {"level": 75}}
    state.choose_method("kpn", False)
    assert state.wants.controls["kpn"] == {"level": 40}, "they outlive the pane"
    state.set_control("kpn", LEVEL, 25)
    assert state.wants.controls["kpn"] == {}
    state.reset_controls("lee")
    assert state.wants.controls.get("lee", {}) == {}


def test_a_chosen_method_is_selected_and_stays_so(state: ViewerState) -> None:
    assert state.wants.selected == "kpn"
    state.choose_method("lee", True)
    assert state.wants.selected == "lee"
    state.choose_method("lee", False)
    assert state.wants.selected == "lee", "its card is still read"
    state.select_method("kpn")
    assert state.wants.selected == "kpn"


def test_what_changes_nothing_leaves_the_wants_as_they_are(state: ViewerState) -> None:
    before = state.wants
    state.select_method("kpn")
    assert state.wants is before


def test_a_line_belongs_to_its_cine_and_lies_within_it(state: ViewerState) -> None:
    first = state.wants.cine
    state.draw_line((2, 3), (10, 20))
    assert state.wants.cine_line is not None
    assert (state.wants.cine_line.start, state.wants.cine_line.end) == ((2, 3), (10, 20))
    state.draw_line((2, 3), (ROWS, 20))
    assert state.wants.cine_line.end == (10, 20)
    state.add_cine(make_cine())
    assert state.wants.cine_line is None
    assert first is not None
    state.show_cine(first)
    assert state.wants.cine_line is not None
    state.remove_line()
    assert state.wants.line is None


def test_what_lies_over_images_is_kept_by_who_laid_it_there(state: ViewerState) -> None:
    cine = state.wants.cine
    assert cine is not None
    mine, other, newer = (Overlay(cine, "kpn", 0, np.zeros((4, 6))) for _ in range(3))
    state.lay_over("maps", mine)
    state.lay_over("points", other)
    state.lay_over("maps", newer)
    assert state.wants.overlays == {"points": other, "maps": newer}
    state.lay_over("points", None)
    assert state.wants.overlays == {"maps": newer}


def test_a_closed_cine_takes_its_line_and_what_lay_over_it_along(state: ViewerState) -> None:
    cine = state.wants.cine
    assert cine is not None
    state.draw_line((0, 0), (5, 5))
    state.lay_over("maps", Overlay(cine, "kpn", 0, np.zeros((4, 6))))
    state.close_cine(cine)
    assert state.wants.line is None
    assert state.wants.overlays == {}


def test_the_map_of_kernels_is_chosen_in_parts(state: ViewerState) -> None:
    state.choose_map(name="entropy")
    state.choose_map(opacity=0.3)
    assert state.wants.kernel_map == MapChoice("entropy", 0.3)
