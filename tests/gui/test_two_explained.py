"""Of two cines that are shown together, explainers explain the one they are opened on."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from speckle_viewer.cine import Cine
from speckle_viewer.gui.explain.map_explainer import MapExplainer
from speckle_viewer.gui.explain.measuring import MeasurementsExplainer
from speckle_viewer.gui.explain.removed import RemovedExplainer
from speckle_viewer.gui.explain.time_explainer import TimeExplainer
from speckle_viewer.gui.window import Window
from speckle_viewer.viewer import INPUT
from speckle_viewer.viewer.roi import Roi
from speckle_viewer.viewer.state_beside import state_at
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import LEFT, canvas, click, drag_through, hover
from tests.gui.test_time_explainer import click_plot
from tests.gui.test_two_cines import choose, menu_of, open_two, write_timed


@pytest.fixture
def both(window: Window, qtbot: QtBot, tmp_path: Path) -> Window:
    """8 frames at 25 per second, and beside them 20 larger ones at 50."""
    slow = write_timed(tmp_path / "slow.npz", 8, 25)
    open_two(window, qtbot, slow, write_timed(tmp_path / "fast.npz", 20, 50, (96, 128)))
    return window


def maps_over(window: Window) -> list[tuple[str, Cine, int | None]]:
    """Panes over which a map lies, and of which frame of which cine it is."""
    images = window.presenter.scene.images
    return [(pane.id, o.cine, o.frame) for pane in images for o in pane.overlays]


def test_a_map_lies_over_the_image_of_the_cine_it_was_opened_on(both: Window, qtbot: QtBot) -> None:
    first, second = both.state.wants.cines
    both.state.go_to(3)
    choose(menu_of(both, "kpn@2"), "Kernel map")
    qtbot.waitUntil(lambda: maps_over(both) == [("kpn@2", second, 6)], timeout=30_000)
    choice = both.explain.docks["maps"].choice
    assert [choice.itemText(i) for i in range(choice.count())] == [
        "Tiny KPN, burst of 1 · slow.npz",
        "Tiny KPN, burst of 1 · fast.npz",
    ]
    assert choice.currentIndex() == 1
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: maps_over(both) == [("kpn", first, 3)], timeout=30_000)


def test_the_time_page_runs_over_the_second_cine_and_a_click_goes_to_its_frame(
    both: Window, qtbot: QtBot
) -> None:
    click(both, "input@2", 50, 60)
    both.explain.open("time", "kpn@2")
    page = both.explain.docks["time"].make()
    assert isinstance(page, TimeExplainer)
    qtbot.waitUntil(page.controls.run.isEnabled)
    qtbot.mouseClick(page.controls.run, LEFT)
    qtbot.waitUntil(lambda: page.answer is not None and not page.analyst.is_busy, timeout=30_000)
    assert page.answer is not None
    assert page.answer.strip.frames.tolist() == [*range(20)]
    both.presenter.refresh()
    click_plot(page.curves, 0.2, 100.0)
    assert both.state.wants.frame == 5, "at 0.2 s, as frame 10 of the second cine"
    wait_until_ready(both, qtbot)
    assert {pane.frame for pane in both.presenter.scene.panes_beside} == {10}


def test_regions_of_either_cine_are_measured(both: Window, qtbot: QtBot) -> None:
    first, second = both.state.wants.cines
    both.state.use_tool("rectangle")
    both.presenter.refresh()
    for pane, box in ((INPUT, (5, 6, 25, 36)), ("input@2", (10, 12, 50, 72))):
        image = canvas(both, pane)
        drag_through(image.viewport(), image.to_screen(*box[:2]), image.to_screen(*box[2:]))
    both.state.use_tool("view")
    both.explain.open("measurements")
    page, choice = (
        both.explain.docks["measurements"].make(),
        both.explain.docks["measurements"].choice,
    )
    assert isinstance(page, MeasurementsExplainer)
    for pane, cine, name in (("input@2", second, "fast.npz"), (INPUT, first, "slow.npz")):
        hover(both, pane, 20, 30)
        wait_until_ready(both, qtbot)

        def measured(cine: Cine = cine) -> bool:
            rows = page.table.measured.rows
            return bool(rows) and all(row.place.cine is cine for row in rows)

        qtbot.waitUntil(measured, timeout=20_000)
        assert choice.isVisible()
        assert choice.currentText() == name
        row = page.table.measured.rows[0]
        assert isinstance(row.place, Roi)
        inside = cine.frame(row.frame)[row.place.mask(row.frame)]
        assert row.cells["mean"].value == pytest.approx(inside.mean())


def test_with_one_cine_there_is_no_choice_of_cines(both: Window, qtbot: QtBot) -> None:
    both.explain.open("measurements")
    choice = both.explain.docks["measurements"].choice
    qtbot.waitUntil(choice.isVisible)
    both.state.two_cines.show(None)
    qtbot.waitUntil(lambda: not choice.isVisible())


def test_weights_lie_over_the_images_of_the_cine_that_is_inspected(
    both: Window, qtbot: QtBot
) -> None:
    both.inspector.over_image_action.trigger()

    def hovered(pane: str) -> list[str]:
        hover(both, pane, 20, 30)
        own = {p.id for p in both.presenter.scene.all_panes if p.where == where[pane]}
        qtbot.waitUntil(lambda: {p for p, _, _ in maps_over(both)} == own, timeout=20_000)
        return [p for p, _, _ in maps_over(both)]

    where = {p.id: p.where for p in both.presenter.scene.all_panes}
    assert hovered("kpn@2") == ["input@2", "kpn@2"]
    assert hovered("kpn") == [INPUT, "kpn"]


def test_equivalent_kernels_of_a_method_of_the_second_cine_alone_are_all_worked_out(
    both: Window, qtbot: QtBot
) -> None:
    both.state.two_cines.choose_methods(("tv",))
    wait_until_ready(both, qtbot)
    both.state.choose_map(spacing=32)
    both.explain.open("maps", "tv@2")
    page = both.explain.docks["maps"].make()
    assert isinstance(page, MapExplainer)
    qtbot.waitUntil(lambda: "equivalent kernels" in page.meaning.text(), timeout=20_000)
    qtbot.mouseClick(page.controls.compute, LEFT)
    both.state.step(1)
    assert page.controls.compute.text() == "Stop"
    qtbot.waitUntil(lambda: [pane for pane, *_ in maps_over(both)] == ["tv@2"], timeout=30_000)


def test_what_is_lit_of_one_cine_is_not_looked_for_in_what_was_removed_from_the_other(
    both: Window, qtbot: QtBot
) -> None:
    both.explain.open("removed", "kpn")
    page = both.explain.docks["removed"].make()
    assert isinstance(page, RemovedExplainer)
    qtbot.waitUntil(lambda: page.found is not None and page.found.values.shape == (48, 64))
    state_at("kpn@2", both.state).light_region((10, 10), (19, 19))
    both.explain.open("removed", "kpn@2")
    qtbot.waitUntil(lambda: page.histogram.lit is not None and page.histogram.lit.sum() == 100)
