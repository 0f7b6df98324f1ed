"""Hints of the first start: once, one after the other, and again when asked for."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.window import Window
from tests.gui.driving import canvas, hover, write_cine


def test_hints_are_shown_once(window: Window, qtbot: QtBot) -> None:
    hints = window.help.hints
    assert not hints.shown  # tests and screenshots have none
    hints.begin_once()
    assert "Drop a cine" in hints.shown
    qtbot.mouseClick(hints.close_button, Qt.MouseButton.LeftButton)
    hints.begin_once()
    assert not hints.shown
    window.actions_.keyboard.hints.trigger()
    assert "Drop a cine" in hints.shown


def test_a_hint_that_was_followed_gives_way_to_the_next(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    hints = window.help.hints
    hints.begin()
    window.open(write_cine(tmp_path / "noise.npy", frames=1))
    qtbot.waitUntil(lambda: "Tick a method" in hints.shown, timeout=20_000)
    window.state.choose_method("kpn-burst", True)
    assert "Point at a pixel" in hints.shown
    qtbot.waitUntil(lambda: bool(window.grid.panes) and canvas(window, "input").has_image)
    hover(window, "input", 5, 5)
    assert "F1" in hints.shown
    qtbot.mouseClick(hints.next_button, Qt.MouseButton.LeftButton)
    assert not hints.shown


def test_hints_stay_within_the_window(window: Window, qtbot: QtBot) -> None:
    hints = window.help.hints
    hints.begin()
    window.resize(1100, 700)
    while hints.shown:
        assert window.rect().contains(hints.geometry())
        assert not hints.hasFocus()
        qtbot.mouseClick(hints.next_button, Qt.MouseButton.LeftButton)
