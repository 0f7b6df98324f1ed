"""Errors do not block, keep their details folded, and go when they are dismissed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from speckle_viewer.cine import open_cine
from speckle_viewer.gui.message_bar import MessageBar
from speckle_viewer.gui.theme import DARK, LIGHT
from speckle_viewer.gui.window import Window
from tests.gui.driving import write_cine


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    area = QWidget()
    qtbot.addWidget(area)
    area.resize(500, 300)
    area.show()
    return MessageBar(area)


def test_it_lies_within_the_lower_edge_and_follows_it(bar: MessageBar) -> None:
    bar.show_message("bad.dcm is not a cine: open another file.")
    area = bar.parentWidget()
    assert area is not None
    assert area.rect().contains(bar.geometry())
    area.resize(700, 400)
    assert area.rect().contains(bar.geometry())
    assert bar.geometry().bottom() > 380


def test_details_and_earlier_messages_are_in_the_fold(bar: MessageBar) -> None:
    bar.show_message("The first.", "why")
    bar.show_message("The second.", "how")
    assert bar.text == "The second."
    assert bar.details == "how\nBefore: The first."
    bar.dismiss()
    assert bar.text == ""
    bar.show_message("The third.")
    assert bar.details == ""


def test_it_is_in_front_of_the_images(still: Window) -> None:
    still.messages.show_message("Something went wrong.")
    still.presenter.refresh()
    area = still.centralWidget()
    spot = still.messages.geometry().center() - QPoint(0, 0)
    at = area.childAt(spot)
    assert at is not None
    assert at is still.messages or still.messages.isAncestorOf(at)


def test_a_note_is_amber_and_does_not_hide_an_error(bar: MessageBar) -> None:
    bar.show_note("a.dcm: the last frame is cut off")
    assert DARK.amber in bar.styleSheet()
    bar.show_message("bad.dcm is not a cine.", "why")
    assert DARK.red in bar.styleSheet()
    bar.show_note("b.dcm: the last frame is cut off")
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
