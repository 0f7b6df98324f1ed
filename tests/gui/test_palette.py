"""Everything can be asked for by name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.commands import commands, placed_actions
from speckle_viewer.gui.matching import score
from speckle_viewer.gui.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def asked(window: Window, qtbot: QtBot, typed: str) -> list[str]:
    """Open the palette, type, and give what it offers."""
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_K, CTRL)
    assert window.help.palette.isVisible()
    assert window.help.palette.line.hasFocus()
    qtbot.keyClicks(window.help.palette.line, typed)
    found = window.help.palette.list
    return [found.topLevelItem(row).text(0) for row in range(found.topLevelItemCount())]


def enter(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(window.help.palette.line, Qt.Key.Key_Return)


def test_an_action_is_found_by_its_words_and_done(still: Window, qtbot: QtBot) -> None:
    assert asked(still, qtbot, "compare")[0] == "Compare"
    enter(still, qtbot)
    assert still.state.wants.comparison.shown
    assert not still.help.palette.isVisible()
    assert asked(still, qtbot, "compare")[0] == "✓ Compare"


def test_letters_of_words_are_enough(still: Window, qtbot: QtBot) -> None:
    assert asked(still, qtbot, "crdctl")[0] == "Card and controls"
    qtbot.keyClick(still.help.palette.line, Qt.Key.Key_Escape)
    assert asked(still, qtbot, "jaco")[0].endswith("Jacobian")
    enter(still, qtbot)
    assert still.explain.docks["jacobian"].isVisible()


def test_arrows_choose_and_methods_go_on_and_off(still: Window, qtbot: QtBot) -> None:
    before = still.state.wants.methods
    found = asked(still, qtbot, "tiny kpn")
    assert sum("Tiny KPN" in name for name in found) == 2
    other = next(i for i, name in enumerate(found) if not name.startswith("✓"))
    for _ in range(other):
        qtbot.keyClick(still.help.palette.line, Qt.Key.Key_Down)
    enter(still, qtbot)
    assert set(still.state.wants.methods) == {*before, "kpn-burst"}


def test_what_is_not_possible_is_there_with_its_reason_and_does_nothing(
    window: Window, qtbot: QtBot
) -> None:
    assert asked(window, qtbot, "export")[0] == "Export …"
    item = window.help.palette.list.topLevelItem(0)
    assert item.text(1) == "File · needs a cine"
    enter(window, qtbot)
    assert window.help.palette.isVisible()
    assert window.further.export is None


def test_escape_closes_and_gives_the_keyboard_back(still: Window, qtbot: QtBot) -> None:
    still.methods.setFocus()
    qtbot.keyClick(still.methods, Qt.Key.Key_P, CTRL | SHIFT)
    assert still.help.palette.isVisible()
    qtbot.keyClick(still.help.palette.line, Qt.Key.Key_Escape)
    assert not still.help.palette.isVisible()
    assert still.methods.hasFocus()


def test_cines_and_recent_files_are_commands(still: Window) -> None:
    places = {command.place for command in commands(still)}
    assert {"Cine", "Open recent", "Method on or off", "File", "Explain", "Help"} <= places


def test_every_action_is_a_command_once(still: Window) -> None:
    listed = [action for _, action in placed_actions(still)]
    assert len(listed) == len(set(listed))
    assert set(still.actions_.all) <= set(listed)


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("open", "Open files …", "Reopen"),
        ("save fig", "Save figure …", "Save numbers …"),
        ("cac", "Card and controls", "Cancel it"),
        ("rés", "Reset levels", "Fires"),
    ],
)
def test_the_better_answer_comes_first(query: str, better: str, worse: str) -> None:
    first, second = score(query, better), score(query, worse)
    assert first is not None
    assert second is None or first > second


def test_what_has_not_the_letters_is_no_answer() -> None:
    assert score("zoom", "Export …") is None
    assert score("export zoom", "Export …") is None


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("dif", "Difference"),
        ("swipe", "Swipe"),
        ("flicker", "Flicker"),
        ("ratio", "Ratio"),
        ("blend", "Blend"),
        ("video", "Open files …"),
        ("csv", "Measurements"),
        ("dynamic range", "Measurements"),
        ("histogram", "Measurements"),
        ("French", "Preferences …"),
        ("denoise", "Lee"),
        ("sub-band", "Wavelet bench"),
        ("ROI", "Rectangle"),
        ("screenshot", "Save figure …"),
    ],
)
def test_what_others_call_it_is_found(still: Window, qtbot: QtBot, typed: str, first: str) -> None:
    found = [name.removeprefix("✓ ") for name in asked(still, qtbot, typed)]
    assert first in found[:5], found


def test_an_explainer_that_is_open_is_brought_to_the_front(still: Window, qtbot: QtBot) -> None:
    for name in ("measurements", "removed"):
        still.explain.open(name)
    dock = still.explain.docks["measurements"]
    for _ in range(2):
        found = asked(still, qtbot, "csv")
        for _ in range(found.index("✓ Measurements")):
            qtbot.keyClick(still.help.palette.line, Qt.Key.Key_Down)
        enter(still, qtbot)
        qtbot.waitUntil(lambda: still.explain.front is dock)


def test_each_way_to_compare_is_a_command(still: Window, qtbot: QtBot) -> None:
    asked(still, qtbot, "swipe")
    enter(still, qtbot)
    how = still.state.wants.comparison
    assert how.shown
    assert how.mode == "swipe"
    assert asked(still, qtbot, "dif")[0] == "Difference"
    enter(still, qtbot)
    assert still.state.wants.comparison.mode == "difference"
    assert asked(still, qtbot, "dif")[0] == "✓ Difference"
    enter(still, qtbot)
    assert not still.state.wants.comparison.shown
