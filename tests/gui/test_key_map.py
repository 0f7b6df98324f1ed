"""The keys: one table for the window and the docs, and no key that means two things."""

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.key_map import page
from speckle_viewer.gui.window import Window

PAGE = Path(__file__).resolve().parents[2] / "docs" / "keys.md"


def opened(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F1)
    assert window.help.keys is not None
    assert window.help.keys.isVisible()


def test_f1_lists_actions_and_gestures(still: Window, qtbot: QtBot) -> None:
    opened(still, qtbot)
    assert still.help.keys is not None
    rows = still.help.keys.shown
    assert ("Ctrl+O", "Open files") in rows
    assert ("F7", "Jacobian") in rows
    assert any(keys == "Wheel" for keys, _ in rows)


def test_every_shortcut_of_an_action_is_listed(still: Window, qtbot: QtBot) -> None:
    opened(still, qtbot)
    assert still.help.keys is not None
    listed = {keys for keys, _ in still.help.keys.shown}
    native = QKeySequence.SequenceFormat.NativeText
    for action in still.actions():
        for key in action.shortcuts():
            assert any(key.toString(native) in keys.split(", ") for keys in listed), action.text()


def test_a_key_is_listed_by_what_it_always_does(still: Window, qtbot: QtBot) -> None:
    still.state.rois.add("rectangle", ((2.0, 3.0), (6.0, 9.0)))
    qtbot.waitUntil(lambda: "Region 1" in still.actions_.undo.text())
    opened(still, qtbot)
    assert still.help.keys is not None
    assert ("Ctrl+Z", "Undo") in still.help.keys.shown


def test_a_search_leaves_what_has_the_words(still: Window, qtbot: QtBot) -> None:
    opened(still, qtbot)
    assert still.help.keys is not None
    qtbot.keyClicks(still.help.keys.search, "range clear"[:5])
    rows = still.help.keys.shown
    assert ("I", "Start of range here") in rows
    assert all("range" in f"{keys} {what}".lower() for keys, what in rows)


def test_the_table_is_copied_as_text(still: Window, qtbot: QtBot) -> None:
    opened(still, qtbot)
    assert still.help.keys is not None
    qtbot.mouseClick(still.help.keys.copy_button, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert "Ctrl+O" in text
    assert "In an image, with the mouse\n" in text


def test_no_key_means_two_things(still: Window) -> None:
    keys = Counter(key.toString() for action in still.actions() for key in action.shortcuts())
    assert [key for key, count in keys.items() if count > 1] == []


def test_the_page_of_keys_is_current(qapp: QApplication) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "docs/keys.md is of other keys: run python -m speckle_viewer.gui.key_map docs/keys.md"
    )
