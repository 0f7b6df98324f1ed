"""Two images set against each other: by the formulas, pixel by pixel, and in the scene."""

from dataclasses import replace
from math import log10

import numpy as np
import pytest

from speckle_viewer.cine import Cine, Frame
from speckle_viewer.denoising import Request
from speckle_viewer.viewer import INPUT, Facts, Hover, Levels, Scene, View, ViewerState, resolve
from speckle_viewer.viewer.comparer import NOTHING_TO_COMPARE, Comparer
from speckle_viewer.viewer.comparison import (
    COMPARE,
    blended,
    difference,
    full_scale,
    ratio_db,
    swiped,
)
from tests.viewer.cines import COLUMNS, ROWS, make_card, make_cine, make_result

BYTE, FLOAT = (0.0, 255.0), (0.0, 1.0)


def two(kind: str) -> tuple[Frame, Frame]:
    """Small images of a kind, of any values that it can have."""
    rng = np.random.default_rng(4)
    shape = (6, 7, 3) if kind == "colour" else (6, 7)
    if kind == "float32":
        return rng.random(shape, np.float32), rng.random(shape, np.float32)
    top, kept = (65536, np.uint16) if kind == "uint16" else (256, np.uint8)
    first, second = (rng.integers(0, top, shape).astype(kept) for _ in range(2))
    first[0, 0] = second[0, 1] = 0
    first[0, 2], second[0, 2] = 0, top - 1
    return first, second


def luma(image: Frame, row: int, column: int) -> float:
    value = image[row, column]
    return float(value @ [0.299, 0.587, 0.114]) if image.ndim == 3 else float(value)


@pytest.mark.parametrize("kind", ["uint8", "uint16", "float32", "colour"])
def test_a_difference_is_the_second_minus_the_first(kind: str) -> None:
    first, second = two(kind)
    found = difference(first, second)
    assert found.dtype == np.float32
    for row, column in np.ndindex(6, 7):
        expected = luma(second, row, column) - luma(first, row, column)
        assert found[row, column] == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("kind", ["uint8", "uint16", "float32", "colour"])
def test_a_ratio_is_in_decibels_and_finite_for_black(kind: str) -> None:
    first, second = two(kind)
    top = {"uint16": 65535.0, "float32": 1.0}.get(kind, 255.0)
    found = ratio_db(first, second, (0.0, top))
    for row, column in np.ndindex(6, 7):
        above, below = (max(luma(i, row, column) * 255 / top, 8) for i in (second, first))
        assert found[row, column] == pytest.approx(20 * log10(above / below), abs=1e-3)


def test_black_may_have_any_value() -> None:
    first, second = np.full((2, 2), 120, np.uint8), np.full((2, 2), 220, np.uint8)
    found = ratio_db(first, second, (20.0, 220.0))
    np.testing.assert_allclose(found, 20 * log10(200 / 100), atol=1e-4)


@pytest.mark.parametrize("kind", ["uint8", "uint16", "float32", "colour"])
@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_a_blend_is_a_mean_with_weights(kind: str, share: float) -> None:
    first, second = two(kind)
    found = blended(first, second, share)
    assert found.dtype == first.dtype
    expected = (1 - share) * first.astype(np.float64) + share * second
    tolerance = 1e-6 if kind == "float32" else 0.51
    np.testing.assert_allclose(found, expected, atol=tolerance)


@pytest.mark.parametrize("column", [0, 3, 7])
def test_a_swipe_is_the_first_up_to_a_column_and_then_the_second(column: int) -> None:
    first, second = two("colour")
    found = swiped(first, second, column)
    np.testing.assert_array_equal(found[:, :column], first[:, :column])
    np.testing.assert_array_equal(found[:, column:], second[:, column:])


@pytest.mark.parametrize(
    ("value_range", "full"), [(BYTE, 256), ((0.0, 4095.0), 4096), (FLOAT, 1), ((-1.0, 1.5), 2.5)]
)
def test_the_full_scale_of_a_difference_is_round(
    value_range: tuple[float, float], full: float
) -> None:
    assert full_scale("difference", value_range) == full


# -- in the scene ------------------------------------------------------------------------------


@pytest.fixture
def cine() -> Cine:
    return make_cine()


@pytest.fixture
def state(cine: Cine) -> ViewerState:
    """The third frame, whose input is 20, with two methods whose images are 100 and 50."""
    state = ViewerState()
    state.add_cine(cine)
    state.set_playback(playing=False)
    state.choose_method("kpn", True)
    state.choose_method("median", True)
    state.go_to(2)
    state.compare(shown=True)
    return state


def facts(state: ViewerState, **frames: int) -> Facts:
    """What is there: of the wanted frame, or of another one that is named by pane."""
    cine = state.wants.cine
    assert cine is not None
    of = {pane: frames.get(pane, state.wants.frame) for pane in (INPUT, "kpn", "median")}
    greys = {"kpn": 100, "median": 50}
    return Facts(
        image=cine.frame(of[INPUT]),
        image_frame=of[INPUT],
        results={m: make_result(Request(cine, of[m], m), grey) for m, grey in greys.items()},
        cards={"kpn": make_card("kpn", "KPN"), "median": make_card("median", "Median")},
    )


def shown(state: ViewerState, comparer: Comparer | None = None, **frames: int) -> Scene:
    return (comparer or Comparer()).add_to(resolve(state.wants, facts(state, **frames)))


def test_there_is_no_pane_unless_it_is_wanted(state: ViewerState) -> None:
    state.compare(shown=False)
    scene = shown(state)
    assert scene.comparison is None
    assert scene.images == scene.panes


def test_the_first_method_minus_the_input_in_colours_with_a_bar(state: ViewerState) -> None:
    scene = shown(state)
    pane = scene.comparison
    assert pane is not None
    assert scene.images[-1] is pane
    assert scene.pane(COMPARE) is pane
    assert (pane.id, pane.title, pane.detail) == (COMPARE, "KPN − Input", "")
    (overlay,) = pane.overlays
    assert (overlay.colours, overlay.limits, overlay.opacity) == ("diverging", (-64, 64), 1.0)
    assert (overlay.title, overlay.unit, overlay.frame) == ("Difference", "grey levels", 2)
    assert (overlay.values == 80).all()


def test_any_two_panes_are_compared(state: ViewerState) -> None:
    state.compare(first="kpn", second="median")
    pane = shown(state).comparison
    assert pane is not None
    assert pane.title == "Median − KPN"
    assert (pane.overlays[0].values == -50).all()


def test_a_pane_that_is_gone_gives_way_and_comes_back(state: ViewerState) -> None:
    state.compare(second="median")
    state.choose_method("median", False)
    assert state.wants.compared == (INPUT, "kpn")
    state.choose_method("median", True)
    assert state.wants.compared == (INPUT, "median")


def test_without_a_method_it_says_what_to_do(state: ViewerState) -> None:
    for method in state.wants.methods:
        state.choose_method(method, False)
    pane = shown(state).comparison
    assert pane is not None
    assert (pane.image, pane.problem, pane.pending) == (None, NOTHING_TO_COMPARE, False)


def test_a_ratio_is_read_under_the_mouse_with_its_unit(state: ViewerState) -> None:
    state.compare(mode="ratio")
    state.set_hover(Hover(COMPARE, 3, 4))
    pixel = shown(state).pixel
    assert pixel is not None
    assert (pixel.value, pixel.unit) == (f"{20 * log10(100 / 20):.4g}", "dB")
    assert pixel.laid is None, "the same number once more"


def test_a_swipe_shows_both_sides_of_its_divider(state: ViewerState) -> None:
    state.compare(mode="swipe", divider=0.25)
    pane = shown(state).comparison
    assert pane is not None
    assert pane.image is not None
    assert pane.divider is not None
    assert (pane.divider.column, pane.divider.left, pane.divider.right) == (15, "Input", "KPN")
    np.testing.assert_array_equal(pane.image[0], [20] * 15 + [100] * (COLUMNS - 15))


def test_a_blend_and_a_flicker_show_images(state: ViewerState) -> None:
    state.compare(mode="blend", share=0.25)
    blend = shown(state).comparison
    state.compare(mode="flicker")
    first = shown(state).comparison
    state.compare(flipped=True)
    second = shown(state).comparison
    for pane, grey in ((blend, 40), (first, 20), (second, 100)):
        assert pane is not None
        assert pane.image is not None
        assert (pane.image == grey).all()
        assert pane.overlays == ()


def test_images_of_different_frames_are_never_compared(state: ViewerState) -> None:
    comparer = Comparer()
    state.compare(first="kpn", second="median")
    waiting = shown(state, comparer, kpn=1).comparison
    assert waiting is not None
    assert (waiting.image, waiting.detail, waiting.pending) == (None, "computing …", True)
    there = shown(state, comparer).comparison
    assert there is not None
    assert there.frame == 2
    state.go_to(3)
    late = shown(state, comparer, kpn=3, median=2).comparison
    assert late is not None
    assert (late.frame, late.detail, late.pending) == (2, "frame 3", True)
    assert (late.overlays[0].values == -50).all()


def test_a_slow_method_is_compared_with_its_own_frame_of_the_input(
    state: ViewerState, cine: Cine
) -> None:
    state.go_to(5)
    cine.frame(1)
    pane = shown(state, kpn=1).comparison
    assert pane is not None
    assert (pane.frame, pane.detail) == (1, "frame 2")
    assert (pane.overlays[0].values == 100 - 10).all()


def test_nothing_is_made_anew_while_the_mouse_moves(state: ViewerState) -> None:
    comparer, there = Comparer(), facts(state)
    before = comparer.add_to(resolve(state.wants, there)).comparison
    state.set_hover(Hover("kpn", 3, 4))
    after = comparer.add_to(resolve(state.wants, there)).comparison
    assert before is not None
    assert after is not None
    assert after.cursor == (3, 4)
    assert after.overlays[0] is before.overlays[0]
    state.compare(gain=8)
    other = comparer.add_to(resolve(state.wants, there)).comparison
    assert other is not None
    assert other.overlays[0].limits == (-32, 32)


def test_another_cine_is_not_shown_the_last_comparison(state: ViewerState) -> None:
    comparer = Comparer()
    shown(state, comparer)
    state.add_cine(make_cine())
    waiting = comparer.add_to(resolve(state.wants, Facts())).comparison
    assert waiting is not None
    assert waiting.image is None


def test_what_is_wrong_with_a_pane_is_wrong_with_its_comparison(state: ViewerState) -> None:
    broken = replace(facts(state), results={}, problems={"kpn": "No memory is left."})
    pane = Comparer().add_to(resolve(state.wants, broken)).comparison
    assert pane is not None
    assert (pane.problem, pane.image) == ("No memory is left.", None)


def test_pins_zoom_and_calibration_are_those_of_the_panes(state: ViewerState) -> None:
    state.pins.toggle(7, 8)
    pane = shown(state).comparison
    assert pane is not None
    assert pane.pins == state.wants.cine_pins
    assert (pane.aspect, pane.mm_per_column, pane.view) == (2.0, 0.25, None)


# -- in the state ------------------------------------------------------------------------------


def test_a_narrower_window_of_a_difference_is_a_larger_gain(state: ViewerState) -> None:
    state.linked.set_levels(COMPARE, Levels(-16, 16))
    assert state.wants.comparison.gain == 16
    assert state.wants.levels == {}
    state.linked.set_levels(COMPARE, Levels(-1, 1))
    assert state.wants.comparison.gain == 32


def test_levels_of_a_swipe_are_linked_with_those_of_the_panes(state: ViewerState) -> None:
    state.compare(mode="swipe")
    state.linked.set_levels(COMPARE, Levels(10, 90))
    scene = shown(state)
    assert {pane.levels for pane in scene.images} == {Levels(10, 90)}


@pytest.mark.parametrize(
    ("wanted", "kept"), [({"gain": 0.1}, 1), ({"share": 1.4}, 1), ({"divider": -2.0}, 0)]
)
def test_values_stay_within_their_limits(
    state: ViewerState, wanted: dict[str, float], kept: float
) -> None:
    state.compare(**wanted)
    assert getattr(state.wants.comparison, next(iter(wanted))) == kept


def test_the_kernel_of_a_compared_pixel_is_that_of_the_second_pane(state: ViewerState) -> None:
    state.compare(second="median")
    state.set_hover(Hover(COMPARE, ROWS - 1, 0))
    assert state.wants.inspected_method == "median"
    assert state.wants.inspected_pane == "median"


def test_its_view_is_its_own_where_views_are_not_linked(state: ViewerState) -> None:
    state.linked.link(view=False)
    own, other = View(1, 2, 3), View(4, 5, 6)
    state.linked.set_view(COMPARE, own)
    state.linked.set_view("kpn", other)
    scene = shown(state)
    assert [pane.view for pane in scene.images] == [None, other, None, own]
