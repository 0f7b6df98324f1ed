"""Pixels that are lit in all panes."""

from dataclasses import replace

import numpy as np
import pytest

from speckle_viewer.viewer import Facts, ViewerState, resolve
from tests.viewer.cines import COLUMNS, ROWS, make_cine


@pytest.fixture
def state() -> ViewerState:
    state = ViewerState()
    state.add_cine(make_cine())
    state.choose_method("kpn", True)
    return state


def test_lit_pixels_are_lit_in_every_pane_of_their_cine(state: ViewerState) -> None:
    mask = np.zeros((ROWS, COLUMNS), bool)
    mask[2, 3] = True
    state.light_up(mask, "one pixel")
    brush = state.wants.brush
    assert brush is not None
    assert brush.values is mask
    assert brush.classes == ("one pixel",)
    panes = resolve(state.wants, Facts()).panes
    assert [pane.overlays for pane in panes] == [(brush,), (brush,)]
    other = replace(state.wants, cine=make_cine())
    assert other.brush is None
    assert {pane.overlays for pane in resolve(other, Facts()).panes} == {()}
    state.light_up(None)
    assert state.wants.brush is None


def test_a_region_is_lit_with_both_its_corners_whatever_their_order(state: ViewerState) -> None:
    state.light_region((7, 4), (5, 9))
    brush = state.wants.brush
    assert brush is not None
    rows, columns = np.nonzero(brush.values)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (5, 7, 4, 9)
    assert len(rows) == 3 * 6
    assert brush.classes == ("region of 3 × 6 px",)
    state.light_region((0, 0), (ROWS, 3))
    assert state.wants.brush is brush


def test_a_closed_cine_takes_what_was_lit_along(state: ViewerState) -> None:
    assert state.wants.cine is not None
    state.light_region((1, 1), (2, 2))
    state.close_cine(state.wants.cine)
    assert state.wants.overlays == {}
