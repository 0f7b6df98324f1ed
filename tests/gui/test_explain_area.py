"""Explainers open under the images, on the pane that they were asked for, and follow it."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.explain import area
from speckle_viewer.gui.explain.dock import ExplainDock, height_in
from speckle_viewer.gui.explain.explainer import Explainer
from speckle_viewer.gui.window import Window
from speckle_viewer.methods import Card
from speckle_viewer.viewer import Scene
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import LEFT, NONE, _mouse, write_cine


class Kernels(Explainer):
    """Of methods with kernels."""

    name, title, shortcut, tip = "kernels", "All kernels", "Ctrl+F11", "Kernels of the frame"
    scenes: list[Scene]

    @classmethod
    def explains(cls, card: Card | None) -> bool:
        return card is not None and "kernels" in card.evidence

    def show_scene(self, scene: Scene) -> None:
        self.scenes = [*getattr(self, "scenes", []), scene]


class Anything(Explainer):
    """Of the input too."""

    name, title, shortcut, tip = "anything", "Anything", "Ctrl+F12", "All there is"

    @classmethod
    def explains(cls, card: Card | None) -> bool:
        return True


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(area, "EXPLAINERS", (Kernels, Anything))


@pytest.fixture
def explaining(kinds: None, window: Window, qtbot: QtBot, tmp_path: Path) -> Window:
    window.open(write_cine(tmp_path / "noise.npy"))
    qtbot.waitUntil(lambda: window.state.wants.cine is not None, timeout=20_000)
    window.state.set_playback(playing=False)
    window.state.choose_method("kpn-burst", True)
    wait_until_ready(window, qtbot)
    return window


def titles(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def test_nothing_is_open_and_nothing_made_until_it_is_asked_for(explaining: Window) -> None:
    docks = explaining.explain.docks
    assert [dock.isVisible() for dock in docks.values()] == [False, False]
    assert [dock.explainer for dock in docks.values()] == [None, None]
    assert explaining.state.wants.evidence == {}


def test_a_pane_offers_what_explains_it(explaining: Window) -> None:
    menus = {pane: QMenu() for pane in ("input", "kpn")}
    for pane, menu in menus.items():
        explaining.grid.panes[pane].explaining.emit(menu, pane)
    figure = ["", "Save figure of this image …"]
    assert titles(menus["input"]) == ["Anything", *figure]
    assert titles(menus["kpn"]) == ["All kernels", "Anything", "Steer kernels", *figure]


def test_it_opens_on_the_pane_it_was_asked_for_and_its_evidence_comes(
    explaining: Window, qtbot: QtBot
) -> None:
    menu = QMenu()
    explaining.grid.panes["kpn-burst"].explaining.emit(menu, "kpn-burst")
    menu.actions()[0].trigger()
    dock = explaining.explain.docks["kernels"]
    qtbot.waitUntil(lambda: dock.isVisible() and dock.choice.currentData() == "kpn-burst")
    assert explaining.state.wants.explained == "kpn-burst"

    def has_evidence() -> bool:
        pane = explaining.presenter.scene.pane("kpn-burst")
        return pane is not None and pane.result is not None and pane.result.prediction is not None

    qtbot.waitUntil(has_evidence, timeout=20_000)
    assert explaining.state.wants.evidence == {"explain kernels": {"kpn-burst"}}


def test_the_choice_in_its_header_changes_the_method(explaining: Window, qtbot: QtBot) -> None:
    explaining.explain.open("kernels", "kpn")
    dock = explaining.explain.docks["kernels"]
    qtbot.waitUntil(lambda: dock.choice.count() == 2)
    dock.choice.setFocus()
    qtbot.keyClick(dock.choice, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: explaining.state.wants.explained == "kpn-burst")


def test_a_shortcut_opens_and_closes_it_and_a_closed_one_asks_for_nothing(
    explaining: Window, qtbot: QtBot
) -> None:
    dock = explaining.explain.docks["kernels"]
    explaining.activateWindow()
    qtbot.keyClick(explaining, Qt.Key.Key_F11, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(explaining.state.wants.evidence))
    assert isinstance(dock.explainer, Kernels)
    qtbot.waitUntil(lambda: bool(dock.explainer.scenes))
    qtbot.keyClick(explaining, Qt.Key.Key_F11, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not explaining.state.wants.evidence)
    seen = len(dock.explainer.scenes)
    explaining.state.step(1)
    wait_until_ready(explaining, qtbot)
    assert len(dock.explainer.scenes) == seen


def test_a_tab_behind_another_is_not_fed(explaining: Window, qtbot: QtBot) -> None:
    explaining.explain.open("kernels", "kpn")
    qtbot.waitUntil(lambda: "explain kernels" in explaining.state.wants.evidence)
    explaining.explain.open("anything")
    qtbot.waitUntil(lambda: [*explaining.state.wants.evidence] == ["explain anything"])


def test_images_only_hides_explainers_and_brings_them_back(
    explaining: Window, qtbot: QtBot
) -> None:
    explaining.explain.open("kernels")
    dock = explaining.explain.docks["kernels"]
    qtbot.waitUntil(dock.isVisible)
    explaining.actions_.images_only.setChecked(True)
    assert not dock.isVisible()
    explaining.actions_.images_only.setChecked(False)
    assert dock.isVisible()


def test_one_that_cannot_explain_the_input_explains_a_method(
    explaining: Window, qtbot: QtBot
) -> None:
    explaining.explain.open("anything", "input")
    qtbot.waitUntil(lambda: explaining.state.wants.explained == "input")
    explaining.explain.open("kernels")
    qtbot.waitUntil(lambda: explaining.state.wants.explained == "kpn")
    assert explaining.explain.docks["kernels"].choice.currentData() == "kpn"


def test_in_a_small_window_explainers_leave_room_for_images_and_lists(
    still: Window, qtbot: QtBot
) -> None:
    still.resize(1100, 700)
    still.state.rois.add("rectangle", ((2.0, 3.0), (6.0, 9.0)))
    qtbot.waitUntil(still.regions.isVisible)

    def is_low(dock: ExplainDock) -> bool:
        return dock.height() <= 0.4 * still.height()

    for name, dock in still.explain.docks.items():
        still.explain.open(name)
        qtbot.waitUntil(dock.isVisible)
        qtbot.waitUntil(partial(is_low, dock))
        dock.close()
    still.explain.open("removed")
    row = still.methods.sizeHintForRow(still.methods.row_of("srad"))
    qtbot.waitUntil(lambda: still.methods.viewport().height() >= 4 * row)
    assert still.height() == 700


def test_one_that_is_opened_again_is_as_high_as_it_was_dragged(still: Window, qtbot: QtBot) -> None:
    dock = still.explain.docks["maps"]
    still.activateWindow()
    qtbot.keyClick(still, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: dock.isVisible() and dock.height() == height_in(still))
    edge = QPointF(dock.x() + 200, dock.y() - 1)
    _mouse(still, QEvent.Type.MouseButtonPress, edge, LEFT, LEFT)
    _mouse(still, QEvent.Type.MouseMove, edge - QPointF(0, 80), NONE, LEFT)
    qtbot.waitUntil(lambda: dock.height() == height_in(still) + 80)
    _mouse(still, QEvent.Type.MouseButtonRelease, edge - QPointF(0, 80), LEFT)
    qtbot.keyClick(still, Qt.Key.Key_F9)
    qtbot.waitUntil(dock.isHidden)
    still.explain.open("removed")
    removed = still.explain.docks["removed"]
    qtbot.waitUntil(lambda: removed.isVisible() and removed.height() == height_in(still) + 80)
