"""Errors do not block, keep their details folded, and go when they are dismissed."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.message_bar import MessageBar
from speckle_viewer.gui.window import Window


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
