"""The real window: frames play, methods run in the worker, kernels are shown, panes are moved."""

import threading
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from speckle_viewer.denoising import denoise
from speckle_viewer.gui.window import Window
from speckle_viewer.viewer import INPUT
from speckle_viewer.viewer.linked import of
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import (
    RIGHT,
    canvas,
    click,
    double_click,
    drag,
    hover,
    pressed,
    wheel,
)


def test_methods_run_in_the_worker(playing: Window, qtbot: QtBot) -> None:
    threads = {thread.name for thread in threading.enumerate()}
    assert {"denoising", "decoding", "opening"} <= threads
    playing.state.set_playback(playing=False)
    wait_until_ready(playing, qtbot)
    qtbot.waitUntil(lambda: "ms/frame" in playing.status.engine.text())


def test_the_kernel_under_the_mouse_is_that_of_the_network(still: Window, qtbot: QtBot) -> None:
    cine = still.state.wants.cine
    assert cine is not None
    hover(still, "kpn", 20, 30)
    qtbot.waitUntil(lambda: still.inspector.maps.kernel is not None, timeout=20_000)
    kernel = still.inspector.maps.kernel
    assert kernel is not None
    assert (kernel.row, kernel.column) == (20, 30)
    own = denoise(cine, "kpn", 2, precision="auto")
    expected = float(own.image[20, 30])
    assert np.clip(kernel.output, 0, 1) == pytest.approx(expected, abs=1e-2)
    assert kernel.weighted == pytest.approx(kernel.output, abs=1e-4)
    image = still.presenter.scene.panes[1].image
    assert image is not None
    assert abs(float(image[20, 30]) - 255 * np.clip(kernel.output, 0, 1)) <= 0.51


def test_over_the_input_the_first_method_is_explained(still: Window, qtbot: QtBot) -> None:
    hover(still, INPUT, 5, 7)
    qtbot.waitUntil(lambda: still.inspector.maps.kernel is not None, timeout=20_000)
    assert still.presenter.scene.inspection.method == "Tiny KPN, burst of 1"
    assert "x 7  y 5" in still.status.place.text()


def test_a_mouse_that_only_moves_is_followed(still: Window, qtbot: QtBot) -> None:
    image = canvas(still, "kpn")
    for pixel in ((20, 30), (22, 33)):
        qtbot.mouseMove(image.viewport(), image.to_screen(*pixel).toPoint())
        qtbot.waitUntil(lambda: still.presenter.scene.panes[0].cursor is not None)
        still.presenter.refresh()
        assert still.presenter.scene.panes[0].cursor == pixel


def test_pins_survive_frame_changes_and_are_listed(still: Window, qtbot: QtBot) -> None:
    click(still, "kpn", 20, 30)
    click(still, INPUT, 10, 12)
    wait_until_ready(still, qtbot)
    values = [row.values for row in still.inspector.pins.rows]
    assert [(r.row, r.column) for r in still.inspector.pins.rows] == [(20, 30), (10, 12)]
    still.state.step(1)
    wait_until_ready(still, qtbot)
    rows = still.inspector.pins.rows
    assert [(r.row, r.column) for r in rows] == [(20, 30), (10, 12)]
    assert [r.values for r in rows] != values
    assert all(r.kernel is not None for r in rows)
    still.inspector.pin_removed.emit(0)
    assert [(p.row, p.column) for p in still.state.wants.cine_pins] == [(10, 12)]


def test_pins_show_the_kernels_of_the_pane_that_the_mouse_is_in(
    still: Window, qtbot: QtBot
) -> None:
    still.state.choose_method("kpn-burst", True)
    click(still, "kpn", 20, 30)
    for pane in ("kpn", "kpn-burst", "kpn"):
        hover(still, pane, 21, 31)
        wait_until_ready(still, qtbot)
        (_, kernel), *_ = still.presenter.scene.inspection.pins
        shown = still.inspector.pins.rows[0].kernel
        assert kernel is not None
        assert shown is not None
        assert shown.output == kernel.output


def test_a_double_click_fits_and_leaves_no_pin(still: Window) -> None:
    wheel(still, INPUT, 10, 10, 3)
    double_click(still, INPUT, 10, 12)
    assert of(still.state.wants.views, INPUT) is None
    assert not still.state.wants.cine_pins


def test_zoom_is_linked_and_keeps_the_pixel_under_the_mouse(still: Window, qtbot: QtBot) -> None:
    before = canvas(still, INPUT).to_screen(10, 12)
    wheel(still, INPUT, 10, 12, 4)
    still.presenter.refresh()
    after = canvas(still, INPUT).to_screen(10, 12)
    assert (after - before).manhattanLength() < 0.01
    assert canvas(still, "kpn").view() == canvas(still, INPUT).view()
    still.actions_.link_view.setChecked(False)
    wheel(still, "kpn", 10, 12, -2)
    still.presenter.refresh()
    assert canvas(still, "kpn").view().zoom < canvas(still, INPUT).view().zoom


def test_dragging_moves_the_image_with_the_mouse(still: Window) -> None:
    before = canvas(still, "kpn").to_screen(10, 12)
    drag(still, INPUT, QPoint(40, -24))
    still.presenter.refresh()
    after = canvas(still, "kpn").to_screen(10, 12)
    assert (after - before).toPoint() == QPoint(40, -24)
    assert not still.state.wants.cine_pins


def test_dragging_with_the_right_button_sets_the_levels_of_all_panes(still: Window) -> None:
    drag(still, INPUT, QPoint(0, 50), RIGHT)
    brighter = of(still.state.wants.levels, "kpn")
    assert brighter is not None
    assert brighter.level > 127.5
    assert brighter.window == pytest.approx(255)
    drag(still, INPUT, QPoint(50, 0), RIGHT)
    still.presenter.refresh()
    wider = still.presenter.scene.panes[1].levels
    assert wider.window > 255
    still.actions_.reset_levels.trigger()
    still.presenter.refresh()
    assert still.presenter.scene.panes[0].levels.window == 255


def test_one_to_one_and_fit(still: Window) -> None:
    still.actions_.one_to_one.trigger()
    assert of(still.state.wants.views, INPUT) is not None
    still.presenter.refresh()
    assert canvas(still, "kpn").view().zoom == 1 / still.devicePixelRatioF()
    still.actions_.fit.trigger()
    assert not still.state.wants.views


def test_the_keyboard_plays_and_steps(still: Window, qtbot: QtBot) -> None:
    still.activateWindow()
    still.grid.focus_image()
    qtbot.waitUntil(lambda: canvas(still, INPUT).hasFocus())
    for key, frame in (
        (Qt.Key.Key_Right, 3),
        (Qt.Key.Key_Left, 2),
        (Qt.Key.Key_End, 5),
        (Qt.Key.Key_Home, 0),
    ):
        pressed(still, qtbot, key)
        assert still.state.wants.frame == frame
    pressed(still, qtbot, Qt.Key.Key_Space)
    assert still.state.wants.playback.playing
    pressed(still, qtbot, Qt.Key.Key_Space)
    assert not still.state.wants.playback.playing
    still.state.go_to(1)
    pressed(still, qtbot, Qt.Key.Key_I)
    still.state.go_to(3)
    pressed(still, qtbot, Qt.Key.Key_O)
    assert still.state.wants.playback_range == (1, 3)


def test_tab_in_an_image_hides_all_but_the_images(still: Window, qtbot: QtBot) -> None:
    still.activateWindow()
    still.grid.focus_image()
    qtbot.waitUntil(lambda: canvas(still, INPUT).hasFocus())
    parts = (still.docks.lists, still.docks.inspector, still.menuBar(), still.statusBar())
    pressed(still, qtbot, Qt.Key.Key_Tab)
    assert not any(part.isVisible() for part in parts)
    assert canvas(still, INPUT).hasFocus()
    frame = still.state.wants.frame
    pressed(still, qtbot, Qt.Key.Key_Right)
    assert still.state.wants.frame == frame + 1, "shortcuts work though the menu is hidden"
    pressed(still, qtbot, Qt.Key.Key_Tab)
    assert all(part.isVisible() for part in parts)


def test_tab_elsewhere_goes_to_the_next_control(still: Window, qtbot: QtBot) -> None:
    still.activateWindow()
    still.methods.setFocus()
    qtbot.waitUntil(still.methods.hasFocus)
    pressed(still, qtbot, Qt.Key.Key_Tab)
    assert still.menuBar().isVisible()
    assert not still.methods.hasFocus()


def test_space_ticks_a_method_where_the_list_has_the_keyboard(still: Window, qtbot: QtBot) -> None:
    still.activateWindow()
    still.methods.setFocus()
    qtbot.waitUntil(still.methods.hasFocus)
    still.methods.setCurrentRow(still.methods.row_of("kpn-burst"))
    pressed(still, qtbot, Qt.Key.Key_Space)
    assert still.state.wants.methods == ("kpn", "kpn-burst")
    assert not still.state.wants.playback.playing
    wait_until_ready(still, qtbot)
    assert [*still.grid.panes] == [INPUT, "kpn", "kpn-burst"]


def test_four_panes_stand_two_by_two_and_more_still_fit(still: Window, qtbot: QtBot) -> None:
    for method in ("gaussian", "median"):
        still.state.choose_method(method, True)
    wait_until_ready(still, qtbot)
    qtbot.waitUntil(lambda: len(_places(still)) == 4)
    assert sorted(_places(still).values()) == [(0, 0), (0, 1), (1, 0), (1, 1)]
    for sizes in zip(*((p.width(), p.height()) for p in still.grid.panes.values()), strict=True):
        assert max(sizes) - min(sizes) <= 4
    for method in ("lee", "kpn-burst"):
        still.state.choose_method(method, True)
    wait_until_ready(still, qtbot)
    assert all(pane.canvas.width() > 150 for pane in still.grid.panes.values())


def _places(window: Window) -> dict[str, tuple[int, int]]:
    """Row and column of each pane."""
    layout = window.grid._layout
    found = {}
    for name, pane in window.grid.panes.items():
        where: Any = layout.getItemPosition(layout.indexOf(pane))
        found[name] = where[:2]
    return found


def test_the_slider_marks_what_is_decoded_and_denoised(still: Window, qtbot: QtBot) -> None:
    slider = still.transport.slider
    assert 2 in slider.decoded
    qtbot.waitUntil(lambda: 2 in slider.denoised)
    assert slider.value() == 2
    assert still.transport.frame_label.text() == "3 / 6"
    slider.setValue(4)
    assert still.state.wants.frame == 4


def test_every_frame_mode_shows_each_frame_denoised(playing: Window, qtbot: QtBot) -> None:
    playing.state.set_playback(playing=False)
    playing.state.go_to(0)
    wait_until_ready(playing, qtbot)
    seen: list[tuple[int | None, int | None]] = []

    def note() -> None:
        scene = playing.presenter.scene
        if scene.ready and (not seen or seen[-1][0] != scene.panes[0].frame):
            seen.append((scene.panes[0].frame, scene.panes[1].frame))

    playing.presenter.scene_changed.connect(note)
    playing.state.set_playback(playing=True, mode="every frame", speed=4.0)
    qtbot.waitUntil(lambda: len(seen) > 7, timeout=60_000)
    frames = [frame for frame, _ in seen]
    assert all(a == b for a, b in seen)
    first = frames[0] or 0
    assert frames[:7] == [(first + i) % 6 for i in range(7)]
    assert playing.presenter.playing.player.dropped == 0


def test_playback_says_where_its_rate_is_from(still: Window) -> None:
    assert still.transport.interval_label.text() == "40.0 ms (assumed)"


def test_every_action_and_button_says_what_it_does(still: Window) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QSlider

    assert all(a.toolTip() and a.text() for a in still.actions_.all)
    for kind in (QAbstractButton, QComboBox, QLineEdit, QSlider):
        for widget in still.findChildren(kind):
            if widget.objectName().startswith("qt_") or not widget.isVisible():
                continue
            name = widget.accessibleName() or getattr(widget, "text", str)()
            assert name, f"{widget} has no name"
            assert widget.toolTip(), f"{widget} has no tooltip"
