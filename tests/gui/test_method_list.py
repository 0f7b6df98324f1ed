"""Methods are found, ticked and selected with the mouse and with keys."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.method_list import MethodList
from speckle_viewer.gui.window import Window
from speckle_viewer.viewer import INPUT
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import canvas, click_method

KEY = Qt.Key


def listed(methods: MethodList) -> list[str]:
    """What is to be seen in the list, headings included."""
    items = (methods.item(row) for row in range(methods.count()))
    return [item.text() for item in items if not item.isHidden()]


def test_methods_stand_under_headings(noise_methods: None, window: Window) -> None:
    shown = listed(window.methods)
    headings = ["Networks", "Bursts", "Classical filters"]
    assert [text for text in shown if text in headings] == headings
    assert shown.index("Tiny KPN, burst of 1") < shown.index("Bursts")
    assert shown.index("Bursts") < shown.index("Tiny KPN, burst of 3")
    assert shown.index("Classical filters") < shown.index("SRAD")


def test_a_click_on_a_name_ticks_it_and_the_box_unticks(still: Window, qtbot: QtBot) -> None:
    click_method(still, "gaussian")
    assert [*still.state.wants.methods] == ["kpn", "gaussian"]
    click_method(still, "gaussian")
    assert [*still.state.wants.methods] == ["kpn", "gaussian"], "its name only selects it now"
    click_method(still, "kpn")
    assert still.state.wants.selected == "kpn"
    click_method(still, "kpn", box=True)
    assert [*still.state.wants.methods] == ["gaussian"]
    click_method(still, "kpn", box=True)
    wait_until_ready(still, qtbot)
    assert [*still.grid.panes] == [INPUT, "gaussian", "kpn"]


def test_a_double_click_ticks_and_shows_the_card(still: Window, qtbot: QtBot) -> None:
    methods = still.methods
    click_method(still, "lee")
    place = methods.visualItemRect(methods.item(methods.row_of("lee"))).center()
    qtbot.mouseDClick(methods.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert "lee" in still.state.wants.methods
    assert still.method.isVisible()


def test_after_a_click_in_the_list_space_plays(still: Window, qtbot: QtBot) -> None:
    still.activateWindow()
    still.grid.focus_image()
    qtbot.waitUntil(canvas(still, INPUT).hasFocus)
    click_method(still, "gaussian")
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Space)
    assert still.state.wants.playback.playing
    assert [*still.state.wants.methods] == ["kpn", "gaussian"]


def test_after_a_click_on_a_found_method_space_plays(still: Window, qtbot: QtBot) -> None:
    still.activateWindow()
    qtbot.mouseClick(still.methods.search, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(still.methods.search.hasFocus)
    qtbot.keyClicks(still.methods.search, "gaus")
    click_method(still, "gaussian")
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Space)
    assert still.state.wants.playback.playing
    assert still.methods.search.text() == "gaus"


def test_after_a_click_on_a_cine_space_plays(still: Window, qtbot: QtBot) -> None:
    still.activateWindow()
    cines = still.cines
    place = cines.visualItemRect(cines.item(0)).center()
    qtbot.mouseClick(cines.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(cines.hasFocus)
    qtbot.keyClick(cines, KEY.Key_Space)
    assert still.state.wants.playback.playing


def test_words_leave_the_methods_that_have_them(window: Window, qtbot: QtBot) -> None:
    everything = listed(window.methods)
    qtbot.keyClicks(window.methods.search, "anisotropic diffusion")
    assert set(listed(window.methods)) == {"Classical filters", "Diffusion", "SRAD"}
    window.methods.search.clear()
    assert listed(window.methods) == everything


def test_headings_and_training_are_searched_too(window: Window) -> None:
    find = window.methods.search
    find.setText("classical filters")
    heading, *found = listed(window.methods)
    assert heading == "Classical filters"
    assert {"Gaussian", "SRAD"} <= {*found}
    assert "Tiny KPN, burst of 1" not in found
    find.setText(window.presenter.cards["kpn"].training)
    assert "Tiny KPN, burst of 1" in listed(window.methods)
    find.setText("no such words")
    assert listed(window.methods) == ["No method has these words."]


def test_methods_of_the_same_title_are_told_apart(still: Window, qtbot: QtBot) -> None:
    card = still.presenter.cards["kpn"]
    still.offer_method(replace(card, id="my-kpn"))
    for method in ("kpn", "my-kpn"):
        still.state.choose_method(method, True)
    still.presenter.refresh()
    names = [f"{card.title} (kpn)", f"{card.title} (my-kpn)"]
    assert [name for name in listed(still.methods) if name in names] == names
    assert [pane.title for pane in still.presenter.scene.panes[1:]] == names
    choice = still.method.choice
    assert [choice.itemText(i) for i in range(choice.count())] == names


def test_the_arrows_read_cards_and_enter_ticks(still: Window, qtbot: QtBot) -> None:
    still.activateWindow()
    methods = still.methods
    methods.setFocus()
    qtbot.waitUntil(methods.hasFocus)
    qtbot.keyClick(methods, KEY.Key_Down)
    assert still.state.wants.selected == "kpn-burst", "headings are passed over"
    assert [*still.state.wants.methods] == ["kpn"]
    qtbot.keyClick(methods, KEY.Key_Return)
    assert [*still.state.wants.methods] == ["kpn", "kpn-burst"]
    qtbot.keyClick(methods, KEY.Key_Return)
    assert [*still.state.wants.methods] == ["kpn"]


def test_every_method_says_what_it_shows(window: Window) -> None:
    for method, card in window.presenter.cards.items():
        assert card.shows in window.methods.item(window.methods.row_of(method)).toolTip()


def test_names_of_methods_take_two_lines_at_most(still: Window, qtbot: QtBot) -> None:
    methods = still.methods
    card = replace(still.presenter.cards["kpn"], id="long", title="A long name of a method " * 5)
    still.offer_method(card)
    heights = {
        row: methods.visualItemRect(methods.item(row)).height() for row in range(methods.count())
    }
    line = methods.fontMetrics().lineSpacing()
    long, short = heights[methods.row_of("long")], heights[methods.row_of("srad")]
    assert long - short == line
    assert short < 2 * line
