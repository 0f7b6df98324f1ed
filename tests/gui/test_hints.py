"""Hints of the first start: once, one after the other, and again when asked for."""

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget
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


def test_hints_lie_in_the_image_area(still: Window, qtbot: QtBot) -> None:
    hints, grid = still.help.hints, still.grid
    still.resize(1100, 700)
    hints.begin()
    still.explain.open("measurements")
    still.messages.show_note("Something to read.")
    qtbot.waitUntil(lambda: grid.height() < 480 and still.messages.isVisible())
    while hints.shown:
        room = QRect(grid.mapTo(still, QPoint(0, 0)), grid.size())
        assert room.contains(hints.geometry())
        assert still.childAt(hints.geometry().center()) in (hints, *hints.findChildren(QWidget))
        assert not hints.hasFocus()
        qtbot.mouseClick(hints.next_button, Qt.MouseButton.LeftButton)


def test_what_is_done_already_is_neither_said_nor_counted(still: Window, qtbot: QtBot) -> None:
    hints = still.help.hints
    hints.begin()
    assert "Tick a method" in hints.shown
    assert hints.count.text() == f"1 of {3 - (still.state.wants.looked_at is not None)}"
