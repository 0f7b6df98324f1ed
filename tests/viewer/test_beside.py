"""A second cine follows the first one, and all that works on one works on the other."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from speckle_viewer.cine import Cine, Frame, Timing
from speckle_viewer.denoising import Request
from speckle_viewer.steering import Steering
from speckle_viewer.viewer import (
    INPUT,
    Facts,
    Hover,
    Levels,
    Links,
    Pin,
    Playback,
    Scene,
    View,
    ViewerState,
    Wants,
)
from speckle_viewer.viewer.beside import Beside, Followed, followed, same_place, swapped
from speckle_viewer.viewer.comparer import Comparer
from speckle_viewer.viewer.scene_of_two import names_apart, resolve_two
from speckle_viewer.viewer.state_beside import StateExplained, state_at
from tests.viewer.cines import make_card, make_cine, make_result

CARDS = {"kpn": make_card("kpn", "KPN"), "median": make_card("median", "Median")}


class Grey:
    """Frames of one grey level."""

    def __init__(self, shape: tuple[int, int]) -> None:
        self.shape = shape

    def decode(self, index: int) -> Frame:
        return np.full(self.shape, 7, np.uint8)

    def close(self) -> None:
        pass


def grey_cine(
    shape: tuple[int, int],
    frames: int = 10,
    interval: float = 0.1,
    name: str = "grey",
    values: tuple[float, float] = (0.0, 255.0),
) -> Cine:
    timing = Timing(np.arange(frames) * interval, "FrameTime")
    return Cine(
        Grey(shape),
        name=name,
        path=None,
        frame_count=frames,
        shape=shape,
        timing=timing,
        value_range=values,
    )


def two(first: Cine, second: Cine, **changes: object) -> Wants:
    wants = Wants(
        cines=(first, second), cine=first, methods=("kpn",), frame=3, beside=Beside(second)
    )
    return replace(wants, **changes)  # type: ignore[arg-type]


def facts_of(wants: Wants, methods: Sequence[str] = ()) -> Facts:
    assert wants.cine is not None
    results = {m: make_result(Request(wants.cine, wants.frame, m)) for m in methods}
    image = wants.cine.frame(wants.frame)
    return Facts(image=image, image_frame=wants.frame, cards=CARDS, results=results)


def scene_of(wants: Wants, methods: Sequence[str] = ()) -> Scene:
    assert wants.second is not None
    return resolve_two(wants, facts_of(wants, methods), facts_of(wants.second, methods))


# -- which frame -------------------------------------------------------------------------------


def frames_of(wants: Wants) -> list[int]:
    assert wants.cine is not None
    return [followed(wants, frame).frame for frame in range(len(wants.cine))]


@pytest.mark.parametrize(
    ("rates", "expected"),
    [
        ((25.0, 50.0), [0, 2, 4, 6, 8]),
        ((50.0, 25.0), [0, 0, 1, 1, 2]),
        ((30.0, 30.0003), [0, 1, 2, 3, 4]),
        ((30.0, 29.97), [0, 1, 2, 3, 4]),
    ],
)
def test_by_time_the_nearest_frame_is_shown(
    rates: tuple[float, float], expected: list[int]
) -> None:
    first, second = (
        make_cine(frames, 1 / rate) for frames, rate in zip((5, 20), rates, strict=True)
    )
    assert frames_of(two(first, second)) == expected


def test_nominally_equal_rates_do_not_drift_apart_by_rounding() -> None:
    first, second = make_cine(500, 0.03333), make_cine(500, 1 / 30)
    assert frames_of(two(first, second)) == list(range(500))


def test_true_times_count_where_they_are_irregular() -> None:
    first = make_cine(4, times=[5.0, 5.1, 5.5, 6.0])  # counted from each cine's first frame
    second = make_cine(5, times=[0.0, 0.2, 0.4, 0.6, 0.8])
    assert frames_of(two(first, second)) == [0, 0, 2, 4]


def test_by_frame_the_same_number_is_shown_whatever_the_rates() -> None:
    wants = two(make_cine(5, 0.04), make_cine(20, 0.02))
    wants = replace(wants, beside=Beside(wants.cines[1], sync="frame", frames=2))
    assert frames_of(wants) == [2, 3, 4, 5, 6]


def test_an_offset_in_seconds_is_of_the_second_cine() -> None:
    wants = two(make_cine(5, 0.04), make_cine(20, 0.02))
    wants = replace(wants, beside=Beside(wants.cines[1], seconds=0.1))
    assert frames_of(wants) == [5, 7, 9, 11, 13]


@pytest.mark.parametrize("sync", ["time", "frame"])
def test_beyond_its_ends_its_first_or_last_frame_stays_and_that_is_said(sync: str) -> None:
    wants = two(make_cine(9, 0.1), make_cine(4, 0.1))
    later = Beside(wants.cines[1], sync=sync, seconds=-0.2, frames=-2)  # type: ignore[arg-type]
    wants = replace(wants, beside=later)
    assert [followed(wants, f) for f in (0, 1, 2, 5, 6, 8)] == [
        Followed(0, "before"),
        Followed(0, "before"),
        Followed(0),
        Followed(3),
        Followed(3, "after"),
        Followed(3, "after"),
    ]
    said = []
    for frame in (0, 3, 8):
        pane = scene_of(replace(wants, frame=frame), ["kpn"]).pane("kpn@2")
        assert pane is not None
        said.append(pane.detail)
    assert said == [
        "frame 1 / 4 · begins later · 41 ms",
        "frame 2 / 4 · 41 ms",
        "frame 4 / 4 · has ended · 41 ms",
    ]


# -- what is shown -----------------------------------------------------------------------------


def test_each_cine_has_its_panes_by_its_methods() -> None:
    wants = two(make_cine(), make_cine(interval=0.05))
    scene = scene_of(wants, ["kpn"])
    assert [p.id for p in scene.images] == [INPUT, "kpn", "input@2", "kpn@2"]
    assert {p.frame for p in scene.panes} == {3}
    assert {p.frame for p in scene.panes_beside} == {6}
    assert wants.beside is not None
    other = replace(wants, beside=replace(wants.beside, methods=("median",)))
    assert [p.id for p in scene_of(other).images] == [INPUT, "kpn", "input@2", "median@2"]


def test_a_steered_method_has_its_pane_in_both() -> None:
    wants = two(make_cine(), make_cine(), steering={"kpn": Steering(strength=2)})
    assert wants.all_panes == (
        *(INPUT, "kpn", "kpn:steered"),
        *("input@2", "kpn@2", "kpn:steered@2"),
    )


def test_captions_name_the_cines_shortly_and_apart() -> None:
    first, second = grey_cine((4, 4), name="a.dcm"), grey_cine((4, 4), name="b.dcm")
    scene = scene_of(two(first, second))
    assert [p.where for p in scene.images] == ["a.dcm", "a.dcm", "b.dcm", "b.dcm"]
    long = grey_cine((4, 4), name="1.2.840.113619.2.21.848.246800003.0.1952805748.3.dcm")
    assert names_apart(first, long) == ("a.dcm", "1.2.840.11361…2805748.3.dcm")


def test_work_for_both_cines_is_asked_for() -> None:
    first, second = make_cine(20, 0.1), make_cine(20, 0.05)
    wants = two(first, second, playback=Playback(playing=True))
    scene = resolve_two(wants, Facts(cards=CARDS), Facts(cards=CARDS))
    assert scene.beside is not None
    assert [(r.cine, r.frame) for r in (*scene.requests, *scene.beside.requests)] == [
        (first, 3),
        (second, 6),
    ]
    assert scene.decode[:3] == (3, 4, 5)
    assert scene.beside.decode[:3] == (6, 8, 10), "of the faster one only those that are shown"
    assert [r.frame for r in scene.beside.ahead][:3] == [8, 10, 12]
    assert not scene.ready


def test_kernels_are_asked_for_of_the_cine_that_the_mouse_is_in() -> None:
    wants = two(make_cine(), make_cine())
    for pane, expected in (("kpn", [True, False]), ("kpn@2", [False, True])):
        scene = scene_of(replace(wants, looked_at=Hover(pane, 1, 2), hover=None))
        assert scene.beside is not None
        both = (*scene.requests, *scene.beside.requests)
        assert [r.needs_evidence for r in both] == expected
        assert scene.inspected is (scene.beside if pane == "kpn@2" else scene)


def test_pins_and_the_pixel_under_the_mouse_belong_to_their_cine() -> None:
    first, second = make_cine(), make_cine(interval=0.05)
    pins = (Pin(first, 1, 2, 0), Pin(second, 3, 4, 0))
    scene = scene_of(two(first, second, pins=pins, hover=Hover("input@2", 5, 6)))
    assert [p.pins for p in scene.images] == [pins[:1], pins[:1], pins[1:], pins[1:]]
    assert [p.cursor for p in scene.images] == [(5, 6)] * 4
    assert scene.pixel is not None
    assert scene.pixel.value == "60", "frame 6 of the second cine"


# -- places in images of other sizes -----------------------------------------------------------


def test_the_same_place_is_as_far_down_and_across() -> None:
    assert same_place((3, 4), (10, 20), (10, 20)) == (3, 4)
    assert same_place((3, 4), (10, 20), (20, 40)) == (7, 9)
    assert same_place((9, 19), (10, 20), (5, 7)) == (4, 6)


def test_linked_views_show_the_same_part_of_images_of_other_sizes() -> None:
    wants = two(grey_cine((40, 60)), grey_cine((80, 120)), views={"": View(10, 15, 8)})
    views = [p.view for p in scene_of(wants).images]
    assert views == [View(10, 15, 8)] * 2 + [View(20, 30, 4)] * 2
    assert swapped(swapped(wants)).views == wants.views


def test_levels_are_linked_where_values_mean_the_same() -> None:
    eight, sixteen = grey_cine((4, 6)), grey_cine((4, 6), values=(0.0, 4095.0))
    dark = {"": Levels(0, 99)}
    same = scene_of(two(eight, grey_cine((4, 6)), levels=dark))
    assert {p.levels for p in same.images} == {Levels(0, 99)}
    scene = scene_of(two(eight, sixteen, levels=dark))
    assert [p.levels for p in scene.images] == [Levels(0, 99)] * 2 + [Levels(0, 4095)] * 2


# -- what is done in panes of the second cine --------------------------------------------------


@pytest.fixture
def state() -> ViewerState:
    return ViewerState(two(grey_cine((40, 60)), grey_cine((80, 120))))


def test_a_click_pins_a_pixel_of_the_cine_that_was_clicked(state: ViewerState) -> None:
    first, second = state.wants.cines
    state_at("kpn@2", state).pins.toggle(70, 110)
    state_at("kpn", state).pins.toggle(1, 2)
    assert [(p.cine, p.row, p.column) for p in state.wants.pins] == [
        (second, 70, 110),
        (first, 1, 2),
    ]
    assert (state.wants.cine, state.wants.frame) == (first, 3)


def test_the_very_pixel_under_the_mouse_is_inspected(state: ViewerState) -> None:
    state_at("kpn@2", state).set_hover(Hover("kpn", 71, 111))
    assert state.wants.looked_at == Hover("kpn@2", 35, 55), "always a pixel of the first cine"
    assert state.wants.second is not None
    assert state.wants.second.looked_at == Hover("kpn", 71, 111)
    state.look_at(4, 5)  # in the first cine
    assert state.wants.looked_at == Hover("kpn", 4, 5)


def test_zoom_and_levels_of_either_cine_are_those_of_both_while_linked(state: ViewerState) -> None:
    state_at("kpn@2", state).linked.set_view("kpn", View(20, 30, 4))
    assert state.wants.views == {"": View(10, 15, 8)}
    state_at("kpn@2", state).linked.set_levels("kpn", Levels(3, 9))
    assert state.wants.levels == {"": Levels(3, 9)}
    state.change(views={}, levels={}, links=Links(False, False, False))
    state_at("kpn@2", state).linked.set_view("kpn", View(20, 30, 4))
    assert [p.view for p in scene_of(state.wants).images] == [None] * 3 + [View(20, 30, 4)]
    state.linked.set_view("kpn", View(1, 2, 3))
    assert [p.view for p in scene_of(state.wants).images] == [
        None,
        View(1, 2, 3),
        None,
        View(20, 30, 4),
    ]


def test_levels_that_cannot_be_shared_are_kept_apart() -> None:
    wants = two(grey_cine((4, 6)), grey_cine((4, 6), values=(0.0, 4095.0)))
    state = ViewerState(replace(wants, levels={"": Levels(0, 99)}))
    state_at("input@2", state).linked.set_levels(INPUT, Levels(10, 2000))
    state.linked.set_levels(INPUT, Levels(0, 88))
    levels = [p.levels for p in scene_of(state.wants).images]
    assert levels == [Levels(0, 88)] * 2 + [Levels(10, 2000)] * 2


def test_levels_are_undone_in_their_cine_after_both_changed_places() -> None:
    state = ViewerState(two(grey_cine((4, 6)), grey_cine((4, 6), values=(0.0, 4095.0))))
    state_at("input@2", state).linked.set_levels(INPUT, Levels(10, 2000))
    state.two_cines.swap()
    assert [p.levels for p in scene_of(state.wants).panes] == [Levels(10, 2000)] * 2
    state.history.undo()
    levels = [p.levels for p in scene_of(state.wants).images]
    assert levels == [Levels(0, 4095)] * 2 + [Levels(0, 255)] * 2
    state.history.redo()
    levels = [p.levels for p in scene_of(state.wants).images]
    assert levels == [Levels(10, 2000)] * 2 + [Levels(0, 255)] * 2


def test_another_second_cine_has_not_the_levels_of_the_last_one() -> None:
    wants = two(grey_cine((4, 6)), grey_cine((4, 6), values=(0.0, 4095.0)))
    other = grey_cine((4, 6), values=(0.0, 1023.0))
    state = ViewerState(replace(wants, cines=(*wants.cines, other)))
    state_at("input@2", state).linked.set_levels(INPUT, Levels(10, 2000))
    state.two_cines.show(other)
    assert {p.levels for p in scene_of(state.wants).panes_beside} == {Levels(0, 1023)}
    assert state.history.to_undo is None


def test_no_name_that_a_user_can_give_is_taken_for_one_of_the_other_cine(
    state: ViewerState,
) -> None:
    box, second = ((2, 2), (9, 9)), state_at("kpn@2", state)
    for side in (state, second):
        side.rois.rename(side.rois.add("rectangle", box) or "", "a")
    state.rois.rename(state.rois.add("rectangle", box) or "", "a@2")
    assert state.rois.selected is not None
    assert second.rois.selected is None
    second.rois.select("a")
    assert state.rois.selected is None
    assert second.rois.selected is not None


# -- what explains the second cine -------------------------------------------------------------


@pytest.fixture
def explained(state: ViewerState) -> StateExplained:
    return StateExplained(state)


def test_the_cine_explained_is_that_of_the_pane_opened_else_of_the_pane_looked_at(
    state: ViewerState, explained: StateExplained
) -> None:
    first, second = state.wants.cines
    assert explained.wants.cine is first
    state_at("kpn@2", state).set_hover(Hover("kpn", 1, 1))
    assert (explained.wants.cine, explained.wants.explained) == (second, "kpn")
    state.explain("input")
    assert (explained.wants.cine, explained.wants.explained) == (first, "input")
    state.explain("kpn@2")
    state.set_hover(Hover("kpn", 1, 1))
    assert (explained.wants.cine, explained.wants.explained) == (second, "kpn")
    explained.explain("input")
    assert state.wants.explaining == "input@2"
    state.two_cines.show(None)
    assert (explained.wants.cine, explained.wants.explained) == (first, "kpn")


def test_evidence_is_made_of_the_cine_explained_alone(
    state: ViewerState, explained: StateExplained
) -> None:
    for pane, expected in (("kpn", [True, False]), ("kpn@2", [False, True])):
        state.explain(pane)
        explained.need_evidence("explain maps", {"kpn"})
        scene = scene_of(state.wants)
        assert scene.beside is not None
        both = (*scene.requests, *scene.beside.requests)
        assert [r.needs_evidence for r in both] == expected
    assert swapped(swapped(state.wants)).evidence == state.wants.evidence
    state.two_cines.swap()
    assert state.wants.evidence == {"explain maps": {"kpn"}}, "of the same cine, now the first"
    assert state.wants.explaining == "kpn"


def test_what_an_explainer_lays_over_the_second_cine_is_not_over_the_first(
    state: ViewerState, explained: StateExplained
) -> None:
    state.explain("kpn@2")
    mask = np.zeros((80, 120), bool)
    explained.light_up(mask)
    explained.draw_line((70, 100), (71, 119))
    scene = scene_of(state.wants)
    assert [len(p.overlays) for p in scene.images] == [0, 0, 1, 1]
    assert [p.line is not None for p in scene.images] == [False, False, True, True]


def test_to_go_to_a_frame_of_the_second_cine_is_to_go_to_that_which_belongs_to_it() -> None:
    slow, fast = grey_cine((4, 6), 10, 0.1), grey_cine((4, 6), 40, 0.05)
    state = ViewerState(two(slow, fast, playback=Playback(playing=True)))
    explained = StateExplained(state)
    state.explain("kpn@2")
    explained.set_playback(playing=False)
    explained.go_to(8)
    assert not state.wants.playback.playing
    assert (state.wants.frame, explained.wants.frame) == (4, 8)
    state.explain("kpn")
    explained.go_to(8)
    assert state.wants.frame == 8


def test_listeners_of_what_is_explained_hear_every_change(
    state: ViewerState, explained: StateExplained
) -> None:
    heard: list[int] = []
    end = explained.subscribe(lambda before, after: heard.append(after.frame))
    state.go_to(4)
    end()
    state.go_to(5)
    assert heard == [4]


# -- which cines -------------------------------------------------------------------------------


def test_a_cine_is_shown_beside_and_taken_away(state: ViewerState) -> None:
    first, second = state.wants.cines
    state_at("kpn@2", state).set_hover(Hover("kpn", 71, 111))
    state.two_cines.show(None)
    assert state.wants.second is None
    assert state.wants.looked_at == Hover("kpn", 35, 55)
    state.two_cines.show(first)
    assert state.wants.beside is None, "never beside itself"
    state.two_cines.show(second)
    assert state.wants.beside == Beside(second)


def test_swapping_twice_changes_nothing(state: ViewerState) -> None:
    state.two_cines.follow(seconds=0.2)
    state.two_cines.choose_methods(("median",))
    before = state.wants
    state.two_cines.swap()
    assert state.wants.cine is before.cines[1]
    assert (state.wants.methods, state.wants.frame) == (("median",), 5)
    assert state.wants.beside == Beside(before.cines[0], ("kpn",), seconds=-0.2)
    state.two_cines.swap()
    assert state.wants == before


def test_the_cine_beside_is_shown_in_the_place_of_the_first_by_a_swap(state: ViewerState) -> None:
    first, second = state.wants.cines
    state.show_cine(second)
    assert state.wants.cine is second
    assert state.wants.beside is not None
    assert state.wants.beside.cine is first


def test_closing_either_cine_leaves_the_other_alone(state: ViewerState) -> None:
    for place in (0, 1):
        one = ViewerState(state.wants)
        one.close_cine(state.wants.cines[place])
        assert one.wants.cine is state.wants.cines[1 - place]
        assert one.wants.beside is None


def test_methods_of_the_second_cine_are_those_of_the_first_until_chosen(state: ViewerState) -> None:
    def methods() -> list[tuple[str, ...]]:
        return [side.methods for side in state.wants.sides]

    state.choose_method("median", True)
    assert methods() == [("kpn", "median")] * 2
    state_at("kpn@2", state).choose_method("kpn", False)
    state.choose_method("median", False)
    assert methods() == [("kpn",), ("median",)]
    state.two_cines.choose_methods(None)
    assert methods() == [("kpn",)] * 2


# -- comparing ---------------------------------------------------------------------------------


def compared(wants: Wants, first: str, second: str) -> Scene:
    how = replace(wants.comparison, shown=True, first=first, second=second)
    return Comparer().add_to(scene_of(replace(wants, comparison=how), ["kpn"]))


def test_panes_of_two_cines_can_be_compared() -> None:
    scene = compared(two(make_cine(), make_cine(interval=0.05)), INPUT, "input@2")
    assert scene.comparison is not None
    values = scene.comparison.values
    assert values is not None
    assert np.unique(values).tolist() == [30.0], "frame 6 (60) minus frame 3 (30)"


def test_images_of_other_sizes_or_values_are_not_compared_and_that_is_said() -> None:
    scene = compared(two(grey_cine((40, 60)), grey_cine((80, 120))), INPUT, "input@2")
    assert scene.comparison is not None
    assert scene.comparison.problem == (
        "These images have other sizes (60 × 40 and 120 × 80 pixels): compare images of one size."
    )
    deep = grey_cine((40, 60), values=(0.0, 4095.0))
    scene = compared(two(grey_cine((40, 60)), deep), INPUT, "input@2")
    assert scene.comparison is not None
    assert "other values for white (255 and 4095)" in scene.comparison.problem
