"""The next window is as the last one was left, and always on a screen."""

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QSplitter
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.settings import Settings
from speckle_viewer.gui.window import Window
from tests.gui.driving import turn_to


def again(window: Window, qtbot: QtBot) -> Window:
    """Close the window, and start the program once more."""
    window.close()
    fresh = Window()
    with qtbot.waitExposed(fresh):
        fresh.show()
    return fresh


def test_docks_tab_splitters_and_methods_come_back(window: Window, qtbot: QtBot) -> None:
    window.state.choose_method("kpn-burst", True)
    window.explain.open("removed")
    window.docks.lists.hide()
    turn_to(window, "Header")
    splitter = window.findChild(QSplitter, "inspector-parts")
    assert isinstance(splitter, QSplitter)
    fresh = again(window, qtbot)
    try:
        assert fresh.state.wants.methods == ("kpn", "kpn-burst")
        assert fresh.explain.docks["removed"].isVisible()
        assert fresh.explain.docks["removed"].explainer is not None
        assert not fresh.explain.docks["jacobian"].isVisible()
        assert not fresh.docks.lists.isVisible()
        assert fresh.docks.tabs.currentWidget() is fresh.header
    finally:
        fresh.close()


def test_splitters_come_back(window: Window, qtbot: QtBot) -> None:
    splitter = window.findChild(QSplitter, "lists-parts")
    assert isinstance(splitter, QSplitter)
    whole = sum(splitter.sizes())
    splitter.setSizes([whole // 2, whole - whole // 2])
    left = splitter.sizes()
    fresh = again(window, qtbot)
    try:
        splitter = fresh.findChild(QSplitter, "lists-parts")
        assert isinstance(splitter, QSplitter)
        share = splitter.sizes()[0] / sum(splitter.sizes())
        assert abs(share - left[0] / sum(left)) < 0.05
    finally:
        fresh.close()


def test_a_window_that_was_on_a_screen_that_is_gone_comes_back_onto_one(
    window: Window, qtbot: QtBot
) -> None:
    window.move(QPoint(-9000, 7000))
    fresh = again(window, qtbot)
    try:
        screen = QApplication.primaryScreen().availableGeometry()
        assert screen.intersects(fresh.frameGeometry())
        assert screen.contains(fresh.frameGeometry().topLeft())
    finally:
        fresh.close()


def test_methods_that_are_gone_are_not_chosen(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    Settings().methods = ("was-removed",)
    fresh = Window()
    try:
        assert fresh.state.wants.methods == ("kpn",)
    finally:
        fresh.close()
