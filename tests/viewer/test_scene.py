"""What is shown follows from what is wanted and what is there."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import Request, Result
from speckle_viewer.evidence import PixelKernel
from speckle_viewer.methods import Control
from speckle_viewer.viewer import (
    INPUT,
    Facts,
    Hover,
    Levels,
    Line,
    Overlay,
    Pin,
    Playback,
    Wants,
    resolve,
)
from speckle_viewer.viewer.overlay import OverlayReading
from tests.viewer.cines import CALIBRATED, COLUMNS, ROWS, Ramp, make_card, make_cine, make_result


@pytest.fixture
def cine() -> Cine:
    return make_cine()


@pytest.fixture
def wants(cine: Cine) -> Wants:
    return Wants(cines=(cine,), cine=cine, methods=("kpn", "median"), frame=3)


def facts_for(wants: Wants, *results: Result, frame: int | None = None) -> Facts:
    shown = wants.frame if frame is None else frame
    assert wants.cine is not None
    return Facts(
        image=wants.cine.frame(shown),
        image_frame=shown,
        results={r.request.method: r for r in results},
        cards={"kpn": make_card("kpn", "KPN (burst 5)"), "median": make_card("median", "Median")},
    )


def result(wants: Wants, method: str = "kpn", **changes: object) -> Result:
    assert wants.cine is not None
    return make_result(replace(Request(wants.cine, wants.frame, method), **changes))


class Field:
    """Stands for a kernel field that covers the upper ten rows."""

    def covers(self, row: int, column: int) -> bool:
        return row < 10

    def at(self, row: int, column: int) -> PixelKernel:
        return PixelKernel(row, column, (), (), 0.0, 0.0)


def spot(kernel: PixelKernel | None) -> tuple[int, int] | None:
    return None if kernel is None else (kernel.row, kernel.column)


def with_kernels(bare: Result, field: object) -> Result:
    return replace(bare, prediction=SimpleNamespace(kernels=field))  # type: ignore[arg-type]


def test_without_a_cine_there_is_nothing() -> None:
    scene = resolve(Wants(methods=("kpn",)), Facts())
    assert scene.panes == ()
    assert scene.decode == ()
    assert scene.requests == ()
    assert "Open a cine" in scene.inspection.message


def test_one_pane_for_the_input_and_one_per_method(wants: Wants) -> None:
    scene = resolve(wants, facts_for(wants, result(wants)))
    assert [(p.id, p.title, p.detail) for p in scene.panes] == [
        (INPUT, "Input", ""),
        ("kpn", "KPN (burst 5)", "41 ms"),
        ("median", "Median", "computing …"),
    ]
    assert [p.pending for p in scene.panes] == [False, False, True]
    assert not scene.ready


def test_what_is_not_there_is_asked_for(wants: Wants, cine: Cine) -> None:
    scene = resolve(wants, facts_for(wants, result(wants)))
    assert scene.requests == (Request(cine, 3, "median"),)
    assert scene.decode == (4, 2)
    assert Request(cine, 4, "kpn") in scene.ahead


def test_a_pane_without_an_image_says_what_is_waited_for(wants: Wants) -> None:
    nothing = resolve(wants, Facts())
    assert [p.detail for p in nothing.panes] == ["loading …", "computing …", "computing …"]
    here = resolve(wants, facts_for(wants, result(wants)))
    assert [p.detail for p in here.panes[::2]] == ["", "computing …"]


def test_the_last_image_stays_and_says_which_frame_it_is(wants: Wants) -> None:
    late = result(wants, frame=1)
    scene = resolve(wants, facts_for(wants, late, frame=2))
    shown, kpn, _ = scene.panes
    assert shown.frame == 2
    assert shown.detail == "frame 3"
    assert shown.pending
    assert kpn.image is late.image
    assert kpn.detail == "41 ms · frame 2"
    assert kpn.pending


def test_a_frame_without_its_image_is_pending_and_decoded_again(wants: Wants) -> None:
    scene = resolve(wants, Facts(image=None, image_frame=wants.frame))
    assert scene.panes[0].pending
    assert scene.decode[0] == wants.frame


def test_a_result_of_the_other_precision_is_not_the_wanted_one(wants: Wants) -> None:
    scene = resolve(replace(wants, precision="exact"), facts_for(wants, result(wants)))
    assert scene.panes[1].pending
    assert scene.requests[0].precision == "exact"


def test_controls_are_asked_for_and_other_settings_are_not_current(wants: Wants) -> None:
    level = Control("level", "Level", "grey levels", 0, 75, 25)
    facts = facts_for(wants, result(wants, controls={"level": 30.0}))
    facts = replace(facts, cards={**facts.cards, "kpn": make_card("kpn", "KPN", level)})
    set_to = replace(wants, methods=("kpn",), controls={"kpn": {"level": 40.0}})
    scene = resolve(set_to, facts)
    assert scene.panes[1].pending
    assert scene.panes[1].detail == "41 ms · Level 30 grey levels", "that of the image shown"
    assert [r.controls for r in (*scene.requests, *scene.ahead)] == [{"level": 40.0}] * 3
    current = resolve(replace(set_to, controls={"kpn": {"level": 30.0}}), facts)
    assert not current.panes[1].pending
    assert not current.requests


def test_evidence_is_asked_for_where_a_noise_map_is_looked_at(wants: Wants) -> None:
    scene = resolve(
        replace(wants, evidence={"noise map": frozenset({"median"})}),
        facts_for(wants, result(wants)),
    )
    assert [(r.method, r.needs_evidence) for r in scene.requests] == [("median", True)]
    assert not any(r.needs_evidence for r in scene.ahead)


def test_a_problem_takes_the_place_of_the_image_and_is_not_asked_for_again(wants: Wants) -> None:
    facts = replace(facts_for(wants, result(wants, frame=1)), problems={"kpn": "No memory."})
    scene = resolve(wants, facts)
    assert scene.panes[1].problem == "No memory."
    assert scene.panes[1].image is None
    assert not scene.panes[1].pending
    assert [r.method for r in scene.requests] == ["median"]


def test_levels_are_the_window_of_the_file_where_it_has_one(wants: Wants) -> None:
    assert wants.cine is not None
    wants.cine.window = (10.0, 99.5)
    panes = resolve(wants, facts_for(wants)).panes
    assert {pane.levels for pane in panes} == {Levels(10, 99.5)}


def test_levels_are_those_of_the_file_until_they_are_set(wants: Wants) -> None:
    facts = facts_for(wants)
    assert resolve(wants, facts).panes[0].levels == Levels(0, 255)
    set_once = replace(wants, levels={"": Levels(10, 20)})
    assert resolve(set_once, facts).panes[1].levels == Levels(10, 20)


def test_pixels_are_as_high_and_wide_as_the_calibration_says(wants: Wants) -> None:
    pane = resolve(wants, facts_for(wants)).panes[0]
    assert pane.aspect == 2.0
    assert pane.mm_per_column == 0.25


def test_without_calibration_there_is_no_scale() -> None:
    cine = make_cine(region=replace(CALIBRATED, mm_per_px=None))
    wants = Wants(cines=(cine,), cine=cine, hover=Hover(INPUT, 4, 8))
    scene = resolve(wants, facts_for(wants))
    assert scene.panes[0].aspect == 1.0
    assert scene.panes[0].mm_per_column is None
    assert scene.pixel is not None
    assert scene.pixel.position_mm is None


def test_the_cursor_is_in_all_panes_or_in_that_of_the_mouse(wants: Wants) -> None:
    hovering = replace(wants, hover=Hover("kpn", 4, 8))
    facts = facts_for(wants)
    assert [p.cursor for p in resolve(hovering, facts).panes] == [(4, 8)] * 3
    alone = replace(hovering, links=replace(wants.links, cursor=False))
    assert [p.cursor for p in resolve(alone, facts).panes] == [None, (4, 8), None]


def test_the_pixel_under_the_mouse_is_read_with_its_place(wants: Wants) -> None:
    scene = resolve(replace(wants, hover=Hover(INPUT, 4, 8)), facts_for(wants))
    assert scene.pixel is not None
    assert (scene.pixel.value, scene.pixel.unit) == ("30", "grey levels")
    assert scene.pixel.position_mm == (2.0, 2.0)
    assert scene.pixel.source == "header"


def test_a_grey_pixel_of_a_colour_file_has_one_value() -> None:
    cine = make_cine(channels=3)
    wants = Wants(cines=(cine,), cine=cine, frame=2, hover=Hover(INPUT, 0, 0))
    scene = resolve(wants, facts_for(wants))
    assert scene.pixel is not None
    assert scene.pixel.value == "20"


def test_a_colour_pixel_has_three_values(monkeypatch: pytest.MonkeyPatch) -> None:
    red = np.tile(np.array([30, 20, 10], np.uint8), (ROWS, COLUMNS, 1))
    monkeypatch.setattr(Ramp, "decode", lambda *_: red)
    cine = make_cine(channels=3)
    wants = Wants(cines=(cine,), cine=cine, frame=2, hover=Hover(INPUT, 0, 0))
    scene = resolve(wants, facts_for(wants))
    assert scene.pixel is not None
    assert scene.pixel.value == "30 20 10"


def test_evidence_is_asked_for_where_somebody_looks(wants: Wants) -> None:
    looking = replace(wants, looked_at=Hover(INPUT, 4, 8))
    bare = facts_for(wants, result(wants))
    scene = resolve(looking, bare)
    assert scene.requests[0] == Request(wants.cine, 3, "kpn", needs_evidence=True)  # type: ignore[arg-type]
    assert not scene.panes[1].pending, "the image is there"
    assert "on their way" in scene.inspection.message
    assert resolve(replace(looking, inspecting=False), bare).requests[0].method == "median"


def test_over_the_input_the_first_method_is_inspected_else_the_one_under_the_mouse(
    wants: Wants,
) -> None:
    facts = facts_for(
        wants,
        with_kernels(result(wants), Field()),
        with_kernels(result(wants, "median"), None),
    )
    scene = resolve(replace(wants, looked_at=Hover(INPUT, 4, 8)), facts)
    assert spot(scene.inspection.kernel) == (4, 8)
    assert scene.inspection.method == "KPN (burst 5)"
    scene = resolve(replace(wants, looked_at=Hover("median", 4, 8)), facts)
    assert scene.inspection.kernel is None
    assert scene.inspection.kind == "equivalent"  # which any method has


def test_pins_are_inspected_in_the_frame_that_is_shown(wants: Wants, cine: Cine) -> None:
    pinned = replace(wants, pins=(Pin(cine, 4, 8, 0), Pin(cine, 20, 8, 1)))
    facts = facts_for(wants, with_kernels(result(wants), Field()))
    inspection = resolve(pinned, facts).inspection
    assert [spot(kernel) for _, kernel in inspection.pins] == [(4, 8), None]


def test_outside_what_was_denoised_there_is_no_kernel(wants: Wants) -> None:
    facts = facts_for(wants, with_kernels(result(wants), Field()))
    bare = facts.results["kpn"]
    facts = replace(facts, results={"kpn": replace(bare, tissue=np.zeros((40, 60), bool))})
    inspection = resolve(replace(wants, looked_at=Hover(INPUT, 30, 8)), facts).inspection
    assert inspection.kernel is None
    assert not inspection.tissue
    assert "outside" in inspection.message


def test_while_playing_the_next_frames_of_the_range_are_prepared(wants: Wants) -> None:
    playing = replace(wants, playback=Playback(playing=True, first=2, last=5))
    scene = resolve(playing, replace(facts_for(wants), decoded=frozenset({4})))
    assert scene.decode == (5, 2)
    assert [r.frame for r in scene.ahead if r.method == "kpn"] == [4, 5, 2]


@pytest.mark.parametrize(
    ("changes", "backwards", "expected"),
    [
        ({"loop": True}, False, [4, 5, 2]),
        ({"loop": False}, False, [4, 5]),
        ({"ping_pong": True}, False, [4, 5, 2]),
        ({"ping_pong": True}, True, [2, 4, 5]),
        ({"ping_pong": True, "loop": False}, True, []),
    ],
)
def test_what_is_prepared_is_what_plays_next(
    wants: Wants, changes: dict[str, bool], backwards: bool, expected: list[int]
) -> None:
    playing = replace(wants, playback=Playback(playing=True, first=2, last=5, **changes))  # type: ignore[arg-type]
    scene = resolve(playing, replace(facts_for(wants), backwards=backwards))
    assert [r.frame for r in scene.ahead if r.method == "kpn"] == expected


def test_an_overlay_lies_over_the_pane_and_the_cine_it_was_made_for(wants: Wants) -> None:
    assert wants.cine is not None
    mine = Overlay(wants.cine, "kpn", 3, np.zeros((4, 6)))
    elsewhere = Overlay(make_cine(), "kpn", 3, np.zeros((4, 6)))
    wanted = replace(wants, overlays={"elsewhere": elsewhere, "maps": mine})
    panes = resolve(wanted, facts_for(wants)).panes
    assert [pane.overlays for pane in panes] == [(), (mine,), ()]


def test_a_line_is_drawn_in_every_pane_of_its_cine(wants: Wants) -> None:
    assert wants.cine is not None
    line = Line(wants.cine, (1, 2), (8, 9))
    panes = resolve(replace(wants, line=line, tool="line"), facts_for(wants)).panes
    assert {(pane.line, pane.tool) for pane in panes} == {(line, "line")}
    other = resolve(replace(wants, line=Line(make_cine(), (1, 2), (8, 9))), facts_for(wants))
    assert {pane.line for pane in other.panes} == {None}


def test_what_lies_over_an_image_is_read_with_the_pixel(wants: Wants) -> None:
    assert wants.cine is not None
    values = np.full((10, 15), np.nan, np.float32)
    values[2, 4] = 5.25
    laid = Overlay(wants.cine, "kpn", 3, values, 4, (1, 0), title="Entropy", unit="bit")

    def read(row: int, column: int, overlay: Overlay = laid) -> OverlayReading | None:
        looking = replace(wants, hover=Hover(INPUT, row, column), overlays={"maps": overlay})
        pixel = resolve(looking, facts_for(looking)).pixel
        assert pixel is not None
        return pixel.laid

    assert read(9, 16) == read(12, 19) == OverlayReading("Entropy", "5.25", "bit")
    assert read(13, 16) is read(8, 16) is read(0, 16) is None
    assert read(9, 16, replace(laid, title="")) is None
    frames = replace(laid, values=values - 4.25, colours="classes", classes=("−1", "this"))
    dominant = replace(frames, title="Dominant frame")
    assert read(9, 16, dominant) == OverlayReading("Dominant frame", "this")
