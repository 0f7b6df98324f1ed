"""Errors do not block, keep their details folded, and go when they are dismissed."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from speckle_viewer.cine import open_cine
from speckle_viewer.gui.message_bar import MessageBar
from speckle_viewer.gui.theme import DARK, LIGHT
from speckle_viewer.gui.window import Window
from tests.gui.driving import write_cine


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    return bar


def test_details_and_earlier_messages_are_in_the_fold(bar: MessageBar) -> None:
    bar.show_message("The first.", "why")
    bar.show_message("The second.", "how")
    assert bar.text == "The second."
    assert bar.details == "how\nBefore: The first."
    bar.dismiss()
    assert bar.text == ""
    bar.show_message("The third.")
    assert bar.details == ""


def test_it_covers_no_image_and_gives_its_room_back(still: Window, qtbot: QtBot) -> None:
    height = still.grid.height()
    still.messages.show_message("Something went wrong.", "why")
    qtbot.waitUntil(lambda: still.grid.height() < height)
    assert still.messages.isVisible()
    assert not still.messages.geometry().intersects(still.grid.geometry())
    still.messages.dismiss()
    qtbot.waitUntil(lambda: still.grid.height() == height)


def test_what_is_said_of_a_cine_goes_with_it(still: Window, qtbot: QtBot, tmp_path: Path) -> None:
    def cines() -> int:
        return len(still.state.wants.cines)

    bad = tmp_path / "bad.npy"
    bad.write_bytes(b"nothing of the kind")
    settled = still.presenter.settled
    with qtbot.waitSignals([settled, settled], timeout=20_000):
        still.open_all([bad, write_cine(tmp_path / "b.npy")])
    assert cines() == 2
    assert "bad.npy" in still.messages.text, "the cine that was opened along with it is shown"
    still.state.show_cine(still.state.wants.cines[0])
    assert still.messages.text == ""
    still.messages.show_message("No method was made.")
    still.open(write_cine(tmp_path / "c.npy"))
    qtbot.waitUntil(lambda: cines() == 3, timeout=20_000)
    assert still.messages.text == "No method was made."


def test_how_grave_a_message_is_shows_in_colour_sign_and_word(bar: MessageBar) -> None:
    signs = set()
    for show, colour, word in (
        (bar.show_note, DARK.secondary, "Note"),
        (bar.show_warning, DARK.amber, "Warning"),
        (bar.show_message, DARK.red, "Failure"),
    ):
        show("The left one.")
        assert f"border-left: 3px solid {colour}" in bar.styleSheet()
        sign = next(label for label in bar.findChildren(QLabel) if label.toolTip() == word)
        assert bar.accessibleName() == sign.accessibleName() == word
        image = sign.pixmap().toImage()
        signs.add(tuple(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)))
    assert len(signs) == 3, "they differ in shape, not in colour alone"


def test_a_file_that_is_open_already_is_no_warning(still: Window, qtbot: QtBot) -> None:
    cine = still.state.wants.cine
    assert cine is not None
    still.open(cine.path)
    qtbot.waitUntil(lambda: still.messages.text == f"{cine.name} is open already.", timeout=20_000)
    assert still.messages.accessibleName() == "Done"
    assert DARK.amber not in still.messages.styleSheet()


def test_a_warning_does_not_hide_an_error(bar: MessageBar) -> None:
    bar.show_warning("a.dcm: the last frame is cut off")
    assert DARK.amber in bar.styleSheet()
    bar.show_message("bad.dcm is not a cine.", "why")
    assert DARK.red in bar.styleSheet()
    bar.show_warning("b.dcm: the last frame is cut off")
    assert bar.text == "bad.dcm is not a cine."
    assert bar.details.splitlines() == [
        "why",
        "Before: b.dcm: the last frame is cut off",
        "Before: a.dcm: the last frame is cut off",
    ]


def test_it_follows_the_theme(still: Window) -> None:
    still.messages.show_message("Something went wrong.")
    still.actions_.light.setChecked(True)
    assert LIGHT.red in still.messages.styleSheet()
    still.actions_.light.setChecked(False)
    assert DARK.red in still.messages.styleSheet()


def test_what_was_mended_while_opening_is_said_once(window: Window, tmp_path: Path) -> None:
    cine = open_cine(write_cine(tmp_path / "noise.npy"))
    cine.notes = ("The last frame is cut off.", "No times.")
    window.presenter._take_cine(cine)
    assert window.messages.text == f"{cine.name}: The last frame is cut off; No times"
    window.messages.dismiss()
    window.presenter.refresh()
    assert window.messages.text == ""


def test_a_frame_that_cannot_be_decoded_does_not_hide_the_notes(
    window: Window, tmp_path: Path
) -> None:
    cine = open_cine(write_cine(tmp_path / "noise.npy"))
    cine.notes = ("7 of 30 frames are complete.",)
    window.presenter._take_cine(cine)
    window.presenter._take_frame_problem(cine, 6, "Frame 7 cannot be decoded.")
    assert window.messages.text.splitlines() == [
        "Frame 7 cannot be decoded.",
        f"{cine.name}: 7 of 30 frames are complete",
    ]


def test_what_was_done_is_neutral_and_goes_by_itself(bar: MessageBar, qtbot: QtBot) -> None:
    bar.timer.setInterval(0)
    with qtbot.waitSignal(bar.timer.timeout):
        bar.show_done("Saved a.csv.")
        assert bar.text == "Saved a.csv."
        assert DARK.amber not in bar.styleSheet()
        assert DARK.red not in bar.styleSheet()
    assert bar.text == ""


def test_a_warning_comes_back_after_what_was_done(bar: MessageBar, qtbot: QtBot) -> None:
    bar.timer.setInterval(0)
    bar.show_warning("The last frame is cut off.")
    with qtbot.waitSignal(bar.timer.timeout):
        bar.show_done("Saved a.csv.")
        assert bar.text == "Saved a.csv."
    assert bar.text == "The last frame is cut off."
    assert DARK.amber in bar.styleSheet()
    bar.show_message("bad.dcm is not a cine.")
    bar.show_done("Saved b.csv.")
    assert bar.text == "bad.dcm is not a cine."
    assert not bar.timer.isActive(), "an error stays"
