"""What explainers have over the images goes when they are closed, and comes back with them."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.window import Window

KEYS = {
    "maps": Qt.Key.Key_F9,
    "statistics": Qt.Key.Key_F10,
    "time": Qt.Key.Key_F11,
    "jacobian": Qt.Key.Key_F7,
}


def press(window: Window, qtbot: QtBot, name: str) -> None:
    """Open or close an explainer with its key."""
    dock = window.explain.docks[name]
    was = dock.isHidden()
    window.activateWindow()
    window.grid.focus_image()
    qtbot.keyClick(window, KEYS[name])
    qtbot.waitUntil(lambda: dock.isHidden() != was)


def over(window: Window) -> tuple[int, bool]:
    """How many overlays there are over the image of the method, and whether there is a line."""
    pane = window.presenter.scene.pane("kpn")
    assert pane is not None
    return len(pane.overlays), pane.line is not None


@pytest.mark.parametrize("name", ["statistics", "jacobian"])
def test_lit_pixels_go_with_the_last_explainer_that_uses_them(
    still: Window, qtbot: QtBot, name: str
) -> None:
    press(still, qtbot, name)
    still.state.light_region((5, 5), (20, 30))
    qtbot.waitUntil(lambda: over(still) == (1, False))
    press(still, qtbot, name)
    qtbot.waitUntil(lambda: over(still) == (0, False))
    assert still.state.wants.brush is not None
    press(still, qtbot, name)
    qtbot.waitUntil(lambda: over(still) == (1, False))


def test_the_line_goes_with_the_explainer_of_time(still: Window, qtbot: QtBot) -> None:
    press(still, qtbot, "time")
    still.state.draw_line((5, 5), (20, 30))
    qtbot.waitUntil(lambda: over(still) == (0, True))
    press(still, qtbot, "time")
    qtbot.waitUntil(lambda: over(still) == (0, False))
    press(still, qtbot, "time")
    qtbot.waitUntil(lambda: over(still) == (0, True))


def test_a_map_stays_behind_another_tab_and_goes_when_it_is_closed_there(
    still: Window, qtbot: QtBot
) -> None:
    press(still, qtbot, "maps")
    qtbot.waitUntil(lambda: over(still) == (1, False), timeout=30_000)
    press(still, qtbot, "time")
    qtbot.waitUntil(lambda: "explain maps" not in still.state.wants.evidence)
    still.presenter.refresh()
    assert over(still) == (1, False)
    still.explain.docks["maps"].close()
    qtbot.waitUntil(lambda: over(still) == (0, False))
    press(still, qtbot, "maps")
    qtbot.waitUntil(lambda: over(still) == (1, False), timeout=30_000)
