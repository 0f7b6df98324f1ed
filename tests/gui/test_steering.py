"""Steering in the real window: controls, panes, kernels, and single pixels by hand."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from speckle_viewer.evidence import KernelField, PixelKernel
from speckle_viewer.gui.steering.pin_editor import NO_PIN
from speckle_viewer.gui.steering.steer_tab import NOTHING_TO_STEER
from speckle_viewer.gui.window import Window
from speckle_viewer.steering import KernelEdit, Steering
from speckle_viewer.viewer.steering import SteeringJob
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import LEFT, NO_KEYS, click, click_method, hover, turn_to

PANE = "kpn:steered"


def ready(window: Window, qtbot: QtBot) -> None:
    """Wait until what is wanted is steered and drawn."""
    wait_until_ready(window, qtbot)
    qtbot.waitUntil(lambda: not window.presenter.scene.steer, timeout=20_000)
    wait_until_ready(window, qtbot)


@pytest.fixture
def steering(still: Window, qtbot: QtBot) -> Window:
    """The window at a still frame, with the Steer tab in front."""
    QTest.keyClick(still, Qt.Key.Key_F12)
    assert still.steer.isVisible()
    ready(still, qtbot)
    return still


def press(widget: QWidget, at: QPoint | None = None) -> None:
    QTest.mouseClick(widget, LEFT, NO_KEYS, at or QPoint(8, widget.height() // 2))


def choose(box: QComboBox, text: str) -> None:
    """Choose an item as the keyboard does."""
    (place,) = (i for i in range(box.count()) if text in box.itemText(i))
    box.setFocus()
    while box.currentIndex() != place:
        QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < place else Qt.Key.Key_Up)


def image(window: Window, pane: str) -> np.ndarray:
    shown = window.presenter.scene.pane(pane)
    assert shown is not None
    assert shown.image is not None
    return np.asarray(shown.image)


def field(window: Window, pane: str) -> KernelField:
    shown = window.presenter.scene.pane(pane)
    assert shown is not None
    assert shown.result is not None
    assert shown.result.prediction is not None
    assert shown.result.prediction.kernels is not None
    return shown.result.prediction.kernels


def test_the_strength_makes_a_pane_that_lies_between_input_and_output(
    steering: Window, qtbot: QtBot
) -> None:
    slider = steering.steer.settings.sliders["strength"].slider
    press(slider, QPoint(slider.width() // 4, slider.height() // 2))
    ready(steering, qtbot)
    strength = steering.state.wants.steering_of("kpn").strength
    assert 0 < strength < 1
    assert [*steering.grid.panes] == ["input", "kpn", PANE]
    caption = steering.grid.panes[PANE].caption
    assert caption.startswith(f"Tiny KPN, burst of 1, steered · strength {strength:.2f} · ")
    plain, before = field(steering, "kpn"), image(steering, "input").astype(float)
    blend = before + strength * (255 * plain.output.numpy() - before)
    np.testing.assert_allclose(image(steering, PANE), blend.clip(0, 255), atol=0.51)
    press(steering.steer.reset)
    ready(steering, qtbot)
    assert [*steering.grid.panes] == ["input", "kpn"]
    assert steering.steer.settings.sliders["strength"].field.value() == 1


def test_the_kernel_tab_over_the_steered_pane_shows_the_steered_kernel(
    steering: Window, qtbot: QtBot
) -> None:
    press(steering.steer.settings.checks["no_negatives"])
    press(steering.steer.settings.checks["sum_one"])
    ready(steering, qtbot)
    turn_to(steering, "Kernel")
    hover(steering, PANE, 20, 30)
    ready(steering, qtbot)
    kernel = steering.inspector.maps.kernel
    assert isinstance(kernel, PixelKernel)
    assert min(t.min() for t in kernel.taps) >= 0
    assert kernel.sum == pytest.approx(1, abs=1e-5)
    assert kernel.weighted == pytest.approx(kernel.output, abs=1e-5)
    shown = image(steering, PANE)[20, 30]
    assert shown == pytest.approx(np.rint(255 * np.clip(kernel.output, 0, 1)), abs=1)
    hover(steering, "kpn", 20, 30)
    ready(steering, qtbot)
    plain = steering.inspector.maps.kernel
    assert isinstance(plain, PixelKernel)
    assert plain.output == pytest.approx(float(field(steering, "kpn").output[20, 30]))


def test_the_figures_say_what_becomes_of_the_pixel(steering: Window, qtbot: QtBot) -> None:
    press(steering.steer.settings.checks["sum_one"])
    hover(steering, "kpn", 20, 30)
    ready(steering, qtbot)
    before, after = (field(steering, pane).at(20, 30) for pane in ("kpn", PANE))
    lines = steering.steer.figures
    assert lines["Value"].text == (
        f"Value: {255 * before.output:.1f} → {255 * after.output:.1f} grey levels"
    )
    assert lines["Sum of weights"].text == f"Sum of weights: {before.sum:.3f} → 1.000"


def test_what_may_be_set_next_is_worked_out_before_it_is_set(
    steering: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    steerers = steering.presenter.steerers
    qtbot.waitUntil(lambda: bool(steerers._steerers) and not steerers._analyst.is_busy)

    def refuse(*args: object, **options: object) -> None:
        raise AssertionError("the taps were gone through again")

    monkeypatch.setattr("speckle_viewer.evidence.weighing.weigh", refuse)
    for name in ("no_negatives", "sum_one", "symmetric"):
        press(steering.steer.settings.checks[name])
        ready(steering, qtbot)
    steering.state.kernels.steer("kpn", along=0.5, across=-0.25)
    ready(steering, qtbot)
    kernel = field(steering, PANE).at(20, 30)
    assert kernel.sum == pytest.approx(1, abs=1e-5)
    assert kernel.weighted == pytest.approx(kernel.output, abs=1e-5)
    turn_to(steering, "Method")
    assert steerers._ahead is None


def test_working_ahead_goes_on_when_a_setting_is_no_longer_wanted(
    steering: Window, qtbot: QtBot
) -> None:
    steerers, shown = steering.presenter.steerers, steering.presenter.scene.pane("kpn")
    qtbot.waitUntil(lambda: bool(steerers._steerers) and not steerers._analyst.is_busy)
    assert shown is not None
    assert shown.result is not None
    steerers.want([SteeringJob(shown.result, Steering(strength=0.5))])
    assert not steerers._analyst.busy("ahead")
    steerers.keep(())
    assert steerers._analyst.busy("ahead")


def test_the_steered_pane_follows_the_playing_cine(steering: Window, qtbot: QtBot) -> None:
    press(steering.steer.settings.checks["symmetric"])
    ready(steering, qtbot)
    seen: set[int] = set()

    def moved() -> bool:
        pane = steering.presenter.scene.pane(PANE)
        if pane is not None and pane.frame is not None:
            seen.add(pane.frame)
        return len(seen) == 6

    QTest.keyClick(steering.grid, Qt.Key.Key_Space)
    assert steering.state.wants.playback.playing
    qtbot.waitUntil(moved, timeout=30_000)


def test_frames_of_a_burst_are_muted(steering: Window, qtbot: QtBot) -> None:
    click_method(steering, "kpn-burst", box=True)
    ready(steering, qtbot)
    frames = steering.steer.settings.frames
    assert [b.text() for b in frames.values()] == ["−1", "this", "+1"]
    press(frames[-1])
    ready(steering, qtbot)
    assert steering.state.wants.steering_of("kpn-burst") == Steering(muted=(-1,))
    plain, steered = field(steering, "kpn-burst"), field(steering, "kpn-burst:steered")
    before, after = plain.at(20, 30), steered.at(20, 30)
    lost = (before.taps[0][0] * before.patches[0][0]).sum()
    assert after.output == pytest.approx(before.output - float(lost), abs=1e-5)
    assert "without frame −1" in steering.grid.panes["kpn-burst:steered"].caption


def wheel(widget: QWidget, at: QPoint, notches: int) -> None:
    place = QPointF(at)
    event = QWheelEvent(
        place, QPointF(widget.mapToGlobal(at)), QPoint(), QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, NO_KEYS, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_a_weight_set_by_hand_changes_its_pixel_alone(steering: Window, qtbot: QtBot) -> None:
    editor = steering.steer.editor
    assert editor.hint.isVisible()
    assert editor.hint.text() == NO_PIN
    click(steering, "kpn", 20, 30)
    ready(steering, qtbot)
    before = field(steering, "kpn").at(20, 30)
    cell = editor.grid.cell_rect(0, 2).center()
    QTest.mouseClick(editor.grid, LEFT, NO_KEYS, cell)
    assert editor.tap.text() == "dx +1, dy −1"
    assert editor.weight.value() == pytest.approx(float(before.taps[0][0, 0, 2]), abs=1e-5)
    editor.weight.setFocus()
    editor.weight.selectAll()
    QTest.keyClicks(editor.weight, "0.5")
    QTest.keyClick(editor.weight, Qt.Key.Key_Return)
    ready(steering, qtbot)
    step = (0.5 - float(before.taps[0][0, 0, 2])) * float(before.patches[0][0, 0, 2])
    assert field(steering, PANE).at(20, 30).output == pytest.approx(before.output + step, abs=1e-5)
    changed = np.argwhere(image(steering, PANE) != image(steering, "kpn")).tolist()
    assert changed == [[20, 30]]
    shown = steering.presenter.scene.pane(PANE)
    assert shown is not None
    assert shown.edited == ((20, 30),)
    assert editor.outcome.text == (
        f"{255 * before.output:.1f} → {255 * (before.output + step):.1f} grey levels"
    )
    wheel(editor.grid, cell, 2)
    assert editor.weight.value() > 0.5
    press(editor.undo)
    ready(steering, qtbot)
    assert [*steering.grid.panes] == ["input", "kpn"]


def test_the_kernel_of_another_pin_is_used(steering: Window, qtbot: QtBot) -> None:
    click(steering, "kpn", 20, 30)
    click(steering, "kpn", 10, 12)
    ready(steering, qtbot)
    choose(steering.steer.editor.pin, "pin 2")
    assert steering.steer.editor.place == (10, 12)
    choose(steering.steer.editor.source, "pin 1")
    ready(steering, qtbot)
    assert steering.state.wants.edits_of("kpn") == (KernelEdit(10, 12, (20, 30)),)
    kernel, source = field(steering, PANE).at(10, 12), field(steering, "kpn").at(20, 30)
    np.testing.assert_allclose(kernel.taps[0], source.taps[0], atol=1e-7)
    patch = field(steering, "kpn").at(10, 12).patches[0]
    assert kernel.output == pytest.approx(float((source.taps[0] * patch).sum()), abs=1e-5)


def test_arrow_keys_choose_weights_and_leave_the_cine_alone(steering: Window, qtbot: QtBot) -> None:
    click(steering, "kpn", 20, 30)
    ready(steering, qtbot)
    grid = steering.steer.editor.grid
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Left)
    QTest.keyClick(grid, Qt.Key.Key_Up)
    assert steering.steer.editor.tap.text() == "dx −1, dy −1"
    before = steering.steer.editor.weight.value()
    QTest.keyClick(grid, Qt.Key.Key_Plus)
    assert steering.steer.editor.weight.value() > before
    assert steering.state.wants.frame == 2


def test_clicking_the_caption_of_the_steered_pane_opens_the_steer_tab(
    steering: Window, qtbot: QtBot
) -> None:
    press(steering.steer.settings.checks["symmetric"])
    ready(steering, qtbot)
    turn_to(steering, "Method")
    QTest.mouseClick(steering.grid.panes[PANE], LEFT, NO_KEYS, QPoint(20, 10))
    assert steering.steer.isVisible()


def test_without_a_method_that_predicts_kernels_it_says_so(steering: Window, qtbot: QtBot) -> None:
    click_method(steering, "kpn", box=True)
    ready(steering, qtbot)
    assert steering.steer._nothing.isVisible()
    assert steering.steer._nothing.text() == NOTHING_TO_STEER
    assert not steering.steer.reset.isEnabled()


def test_kernels_that_follow_from_a_rule_are_refused_with_a_sentence(
    steering: Window, qtbot: QtBot
) -> None:
    click_method(steering, "bilateral", box=True)
    ready(steering, qtbot)
    steering.state.kernels.steer("bilateral", strength=0.5)
    ready(steering, qtbot)
    pane = steering.presenter.scene.pane("bilateral:steered")
    assert pane is not None
    assert "cannot be steered" in pane.problem
    assert steering.steer._nothing.text() == pane.problem
