"""Two images against each other in the real window: by menu, mouse and keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.inspector.figures import fixed
from speckle_viewer.gui.window import Window
from speckle_viewer.viewer import INPUT, Hover, PaneScene
from speckle_viewer.viewer.comparison import COMPARE, CompareMode
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import LEFT, RIGHT, canvas, click, drag, drag_through, hover, wheel


def press(window: Window, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key)
    wait_until_ready(window, qtbot)


def choose(box: QComboBox, text: str, qtbot: QtBot) -> None:
    """Choose from a box with the keys, as one does once it has the keyboard."""
    box.setFocus()
    while box.currentText() != text:
        place, wanted = box.currentIndex(), box.findText(text)
        qtbot.keyClick(box, Qt.Key.Key_Down if wanted > place else Qt.Key.Key_Up)


def compared(window: Window) -> PaneScene:
    pane = window.presenter.scene.comparison
    assert pane is not None
    return pane


@pytest.fixture
def comparing(still: Window, qtbot: QtBot) -> Window:
    """The window with the difference of its method and the input, called by the key."""
    still.grid.focus_image()
    press(still, qtbot, Qt.Key.Key_C)
    return still


def in_mode(window: Window, mode: CompareMode, qtbot: QtBot) -> None:
    choose(window.comparing.mode, mode.capitalize(), qtbot)
    wait_until_ready(window, qtbot)
    window.grid.focus_image()


def test_the_key_adds_a_pane_and_a_strip_and_takes_them_away(still: Window, qtbot: QtBot) -> None:
    assert not still.comparing.isVisible()
    still.grid.focus_image()
    press(still, qtbot, Qt.Key.Key_C)
    assert [*still.grid.panes] == [INPUT, "kpn", COMPARE]
    assert still.comparing.isVisible()
    assert still.actions_.compare.isChecked()
    assert still.grid.panes[COMPARE].caption == "Tiny KPN, burst of 1 − Input"
    qtbot.mouseClick(still.comparing.close_button, LEFT)
    wait_until_ready(still, qtbot)
    assert [*still.grid.panes] == [INPUT, "kpn"]
    assert not still.comparing.isVisible()
    assert not still.actions_.compare.isChecked()


def test_the_number_under_the_mouse_is_the_difference(comparing: Window, qtbot: QtBot) -> None:
    hover(comparing, COMPARE, 20, 30)
    wait_until_ready(comparing, qtbot)
    given, made = (comparing.presenter.scene.pane(p) for p in (INPUT, "kpn"))
    assert given is not None
    assert given.image is not None
    assert made is not None
    assert made.image is not None
    expected = int(made.image[20, 30]) - int(given.image[20, 30])
    assert comparing.status.value.text() == f"value {fixed(expected, 0)} grey levels"
    assert comparing.status.laid.text() == "", "the same number once more"
    hover(comparing, INPUT, 20, 30)
    wait_until_ready(comparing, qtbot)
    assert comparing.status.value.text() == f"value {int(given.image[20, 30])} grey levels"
    hover(comparing, COMPARE, 20, 30)
    wait_until_ready(comparing, qtbot)
    assert comparing.state.wants.hover == Hover(COMPARE, 20, 30)


def test_all_images_of_a_row_are_equally_large(comparing: Window, qtbot: QtBot) -> None:
    sizes = {p: canvas(comparing, p).viewport().height() for p in (INPUT, "kpn", COMPARE)}
    assert max(sizes.values()) - min(sizes.values()) <= 1, sizes


def test_zoom_cursor_and_pins_are_shared(comparing: Window, qtbot: QtBot) -> None:
    click(comparing, COMPARE, 10, 12)
    wheel(comparing, COMPARE, 10, 12, 3)
    hover(comparing, COMPARE, 11, 13)
    wait_until_ready(comparing, qtbot)
    images = comparing.presenter.scene.images
    assert {(p.view, p.cursor) for p in images} == {(compared(comparing).view, (11, 13))}
    assert compared(comparing).view is not None
    assert [(p.row, p.column) for p in compared(comparing).pins] == [(10, 12)]
    drag(comparing, "kpn", QPoint(30, 20))
    wait_until_ready(comparing, qtbot)
    assert compared(comparing).view == comparing.presenter.scene.panes[1].view


def test_the_gain_is_set_by_slider_and_right_button(comparing: Window, qtbot: QtBot) -> None:
    strip = comparing.comparing
    assert (strip.slider_name.text(), strip.value.text()) == ("Gain", "× 4")
    strip.slider.setFocus()
    qtbot.keyClick(strip.slider, Qt.Key.Key_End)
    wait_until_ready(comparing, qtbot)
    assert strip.value.text() == "× 32"
    assert compared(comparing).overlays[0].limits == (-8, 8)
    drag(comparing, COMPARE, QPoint(60, 0), RIGHT)
    wait_until_ready(comparing, qtbot)
    assert comparing.state.wants.comparison.gain < 32
    assert comparing.presenter.scene.panes[0].levels.low == 0


def test_the_divider_is_dragged_and_drags_no_image(comparing: Window, qtbot: QtBot) -> None:
    in_mode(comparing, "swipe", qtbot)
    image, divider = canvas(comparing, COMPARE), compared(comparing).divider
    assert divider is not None
    assert divider.column == 32
    target, row = image.viewport(), image.viewport().height() / 2
    edge = [(image.to_screen(0, c) + image.to_screen(0, c - 1)) / 2 for c in (32, 20, 10)]
    drag_through(target, *(QPointF(at.x(), row) for at in edge))
    wait_until_ready(comparing, qtbot)
    pane = compared(comparing)
    assert pane.divider is not None
    assert pane.divider.column == 10
    assert pane.view is None
    assert pane.pins == ()
    given, made = comparing.presenter.scene.panes
    assert pane.image is not None
    assert given.image is not None
    assert made.image is not None
    np.testing.assert_array_equal(pane.image[:, :10], given.image[:, :10])
    np.testing.assert_array_equal(pane.image[:, 10:], made.image[:, 10:])
    assert comparing.comparing.value.text() == "16 %"


def test_the_mouse_says_that_the_divider_can_be_dragged(comparing: Window, qtbot: QtBot) -> None:
    in_mode(comparing, "swipe", qtbot)
    image, split = canvas(comparing, COMPARE), Qt.CursorShape.SplitHCursor
    hover(comparing, COMPARE, 20, 31)
    assert image.cursor().shape() == split
    hover(comparing, COMPARE, 20, 5)
    assert image.cursor().shape() != split


def test_a_blend_follows_the_slider(comparing: Window, qtbot: QtBot) -> None:
    in_mode(comparing, "blend", qtbot)
    comparing.comparing.slider.setFocus()
    qtbot.keyClick(comparing.comparing.slider, Qt.Key.Key_End)
    wait_until_ready(comparing, qtbot)
    made = comparing.presenter.scene.panes[1].image
    assert made is not None
    np.testing.assert_array_equal(compared(comparing).image, made)


def test_the_key_changes_the_image_and_back(comparing: Window, qtbot: QtBot) -> None:
    in_mode(comparing, "flicker", qtbot)
    given, made = comparing.presenter.scene.panes
    assert compared(comparing).image is given.image
    press(comparing, qtbot, Qt.Key.Key_X)
    assert compared(comparing).image is made.image
    press(comparing, qtbot, Qt.Key.Key_X)
    assert compared(comparing).image is given.image
    qtbot.mouseClick(comparing.comparing.other, LEFT)
    wait_until_ready(comparing, qtbot)
    assert compared(comparing).image is made.image


def test_a_key_that_is_held_shows_the_other_image_until_it_is_let_go(
    comparing: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_mode(comparing, "flicker", qtbot)
    given, made = comparing.presenter.scene.panes
    clock = [10.0]
    monkeypatch.setattr(comparing.actions_.flicker, "now", lambda: clock[0])
    target = QApplication.focusWidget()
    assert target is not None
    qtbot.keyPress(target, Qt.Key.Key_X)
    wait_until_ready(comparing, qtbot)
    assert compared(comparing).image is made.image
    clock[0] += 2.0
    qtbot.keyRelease(target, Qt.Key.Key_X)
    wait_until_ready(comparing, qtbot)
    assert compared(comparing).image is given.image


def test_the_images_change_places_and_are_chosen(comparing: Window, qtbot: QtBot) -> None:
    strip = comparing.comparing
    qtbot.mouseClick(strip.swap, LEFT)
    wait_until_ready(comparing, qtbot)
    assert comparing.grid.panes[COMPARE].caption == "Input − Tiny KPN, burst of 1"
    assert (strip.first.currentData(), strip.second.currentData()) == ("kpn", INPUT)
    comparing.state.choose_method("kpn-burst", True)
    wait_until_ready(comparing, qtbot)
    choose(strip.second, "Tiny KPN, burst of 3", qtbot)
    wait_until_ready(comparing, qtbot)
    assert comparing.state.wants.compared == ("kpn", "kpn-burst")


def test_it_plays_along_and_only_ever_compares_one_frame(comparing: Window, qtbot: QtBot) -> None:
    shown = []

    def look(scene: object) -> None:
        pane, cine = compared(comparing), comparing.state.wants.cine
        assert cine is not None
        if pane.values is not None and pane.frame is not None and pane.image is not None:
            given = cine.frame(pane.frame).astype(float)
            shown.append((pane.frame, np.array_equal(pane.image - given, pane.values)))

    comparing.presenter.scene_changed.connect(look)
    comparing.state.set_playback(playing=True)
    qtbot.waitUntil(lambda: len({frame for frame, _ in shown}) >= 4, timeout=30_000)
    comparing.state.set_playback(playing=False)
    assert all(right for _, right in shown)


def test_every_control_has_a_name_and_a_tooltip(comparing: Window) -> None:
    strip = comparing.comparing
    for widget in (strip.mode, strip.first, strip.second, strip.swap, strip.slider, strip.other):
        assert widget.accessibleName()
        assert widget.toolTip()


def test_with_a_closed_cine_it_goes_and_comes_with_the_next(
    comparing: Window, qtbot: QtBot
) -> None:
    cine = comparing.state.wants.cine
    assert cine is not None
    comparing.presenter.close_cine(cine)
    qtbot.waitUntil(lambda: not comparing.grid.panes)
    assert not comparing.comparing.isVisible()
    assert comparing.presenter.scene.comparison is None


def test_the_kernel_under_the_mouse_is_that_of_the_method(comparing: Window, qtbot: QtBot) -> None:
    hover(comparing, COMPARE, 20, 30)
    wait_until_ready(comparing, qtbot)
    qtbot.waitUntil(lambda: comparing.inspector.maps.kernel is not None, timeout=20_000)
    kernel = comparing.inspector.maps.kernel
    assert kernel is not None
    assert (kernel.row, kernel.column) == (20, 30)
    assert comparing.state.wants.inspected_method == "kpn"


def test_images_only_hides_the_strip_and_keeps_the_image(comparing: Window, qtbot: QtBot) -> None:
    comparing.grid.focus_image()
    press(comparing, qtbot, Qt.Key.Key_Tab)
    assert not comparing.comparing.isVisible()
    assert comparing.grid.panes[COMPARE].isVisible()
    comparing.grid.focus_image()
    press(comparing, qtbot, Qt.Key.Key_Tab)
    assert comparing.comparing.isVisible()


def test_the_strip_says_what_it_does_without_a_method(comparing: Window, qtbot: QtBot) -> None:
    comparing.state.choose_method("kpn", False)
    wait_until_ready(comparing, qtbot)
    pane = compared(comparing)
    assert pane.problem == "Choose a method on the left to compare its image with the input."
    assert not canvas(comparing, COMPARE).has_image
