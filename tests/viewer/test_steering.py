"""A method whose kernels are steered has a pane more, which shows what is there of it."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import Request, Result
from speckle_viewer.steering import KernelEdit, Steering, TapEdit
from speckle_viewer.viewer import Facts, Hover, ViewerState, Wants, resolve
from speckle_viewer.viewer.steering import Steered, method_of, steered_pane
from tests.viewer.cines import make_card, make_cine, make_result

STRONG = Steering(strength=1.5)
PANE = steered_pane("kpn")


@pytest.fixture
def cine() -> Cine:
    return make_cine()


@pytest.fixture
def state(cine: Cine) -> ViewerState:
    state = ViewerState()
    state.add_cine(cine)
    state.set_playback(playing=False)
    for method in ("kpn", "median"):
        state.choose_method(method, True)
    state.kernels.steer("kpn", strength=1.5)
    return state


def result_of(wants: Wants, frame: int | None = None, kernels: bool = True) -> Result:
    assert wants.cine is not None
    request = Request(wants.cine, wants.frame if frame is None else frame, "kpn")
    there: Any = SimpleNamespace(kernels=None) if kernels else None
    return replace(make_result(request), prediction=there)


def facts(wants: Wants, *results: Result, steered: Steered | None = None) -> Facts:
    return Facts(
        results={r.request.method: r for r in results},
        steered={} if steered is None else {"kpn": steered},
        cards={"kpn": make_card("kpn", "KPN"), "median": make_card("median", "Median")},
    )


def test_the_steered_pane_stands_beside_the_plain_one(state: ViewerState) -> None:
    assert state.wants.panes == ("input", "kpn", PANE, "median")
    assert method_of(PANE) == "kpn"
    scene = resolve(state.wants, facts(state.wants))
    pane = scene.pane(PANE)
    assert pane is not None
    assert (pane.title, pane.detail, pane.pending) == ("KPN, steered", "steering …", True)
    state.kernels.reset("kpn")
    assert [*state.wants.panes] == ["input", "kpn", "median"]


def test_a_setting_back_at_its_default_is_no_steering(state: ViewerState) -> None:
    state.kernels.steer("kpn", strength=1.0)
    assert not state.wants.is_steered("kpn")
    assert state.wants.steering == {}


def test_kernels_are_asked_for_until_they_are_steered(state: ViewerState) -> None:
    wants = state.wants
    (asked, _) = resolve(wants, facts(wants)).requests
    assert (asked.method, asked.needs_evidence) == ("kpn", True)
    bare = result_of(wants, kernels=False)
    assert [r.method for r in resolve(wants, facts(wants, bare)).requests] == ["kpn", "median"]
    # An image that was steered before needs them no more.
    there = Steered(bare, STRONG)
    scene = resolve(wants, facts(wants, bare, steered=there))
    assert [r.method for r in scene.requests] == ["median"]
    assert scene.steer == ()


def test_kernels_that_are_there_are_steered_once(state: ViewerState) -> None:
    wants, result = state.wants, result_of(state.wants)
    (job,) = resolve(wants, facts(wants, result)).steer
    assert (job.result, job.steering, job.edits) == (result, STRONG, ())
    done = Steered(result, STRONG)
    assert job.key == done.key
    assert resolve(wants, facts(wants, result, steered=done)).steer == ()
    state.kernels.steer("kpn", strength=0.5)
    (again,) = resolve(state.wants, facts(wants, result, steered=done)).steer
    assert again.steering == Steering(strength=0.5)


def test_the_last_image_stays_and_says_how_it_was_made(state: ViewerState) -> None:
    done = Steered(result_of(state.wants), STRONG)
    state.kernels.steer("kpn", strength=0.5)
    state.go_to(4)
    pane = resolve(state.wants, facts(state.wants, steered=done)).pane(PANE)
    assert pane is not None
    assert pane.image is done.result.image
    assert pane.pending
    assert pane.detail == "strength 1.50 · 41 ms · frame 1"


def test_while_a_cine_plays_the_newest_kernels_that_came_are_steered(state: ViewerState) -> None:
    older = result_of(state.wants, frame=2)
    state.go_to(3)
    (job,) = resolve(state.wants, facts(state.wants, older)).steer
    assert job.result is older
    # But not if the wanted frame is there already, from an earlier round.
    wanted = Steered(result_of(state.wants, kernels=False), STRONG)
    assert resolve(state.wants, facts(state.wants, older, steered=wanted)).steer == ()


def test_an_image_kept_without_kernels_is_steered_again_where_they_are_looked_at(
    state: ViewerState,
) -> None:
    result = result_of(state.wants)
    kept = Steered(replace(result, prediction=None), STRONG)
    assert resolve(state.wants, facts(state.wants, result, steered=kept)).steer == ()
    state.set_hover(Hover(PANE, 3, 4))
    assert state.wants.inspected_method == "kpn"
    assert state.wants.inspected_pane == PANE
    assert len(resolve(state.wants, facts(state.wants, result, steered=kept)).steer) == 1


def test_what_cannot_be_steered_says_why(state: ViewerState) -> None:
    refused = Steered(result_of(state.wants), STRONG, problem="It cannot.")
    pane = resolve(state.wants, facts(state.wants, steered=refused)).pane(PANE)
    assert pane is not None
    assert (pane.image, pane.problem, pane.pending) == (None, "It cannot.", False)


def test_an_edit_belongs_to_its_pin_cine_and_method(state: ViewerState, cine: Cine) -> None:
    state.kernels.reset("kpn")
    edit = KernelEdit(5, 6).with_tap(TapEdit(3, 0, 0, 1, 0.25))
    state.kernels.edit("kpn", edit)
    assert state.wants.edits_of("kpn") == ()  # there is no pin
    state.pins.toggle(5, 6)
    assert state.wants.edits_of("kpn") == (edit,)
    assert state.wants.edits_of("median") == ()
    assert state.wants.panes == ("input", "kpn", PANE, "median")
    result = result_of(state.wants)
    (job,) = resolve(state.wants, facts(state.wants, result)).steer
    assert job.edits == (edit,)
    done = Steered(result, Steering(), (edit,))
    pane = resolve(state.wants, facts(state.wants, result, steered=done)).pane(PANE)
    assert pane is not None
    assert pane.edited == ((5, 6),)
    assert pane.detail.startswith("1 pixel by hand")
    state.kernels.edit("kpn", KernelEdit(5, 6))
    assert state.wants.edits == ()
    state.kernels.edit("kpn", edit)
    state.close_cine(cine)
    assert state.wants.edits == ()
