"""A method's card, controls and noise map: moved with mouse and keys, answered by the engine."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from speckle_viewer.denoising import denoise
from speckle_viewer.gui.control_panel import ControlRow, step_of
from speckle_viewer.gui.theme import LIGHT
from speckle_viewer.gui.window import Window
from speckle_viewer.methods import Control, card
from speckle_viewer.viewer import INPUT
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import canvas, click_method, hover, turn_to

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key


def row(window: Window, name: str) -> ControlRow:
    return window.method.controls.rows[name]


def press(window: Window, qtbot: QtBot, widget: QWidget, key: Qt.Key) -> None:
    """Give a control the keyboard, and press a key."""
    window.activateWindow()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    qtbot.keyClick(widget, key)


def shown(window: Window, qtbot: QtBot, method: str) -> np.ndarray:
    """The image of a method's pane, once it is the wanted one."""
    wait_until_ready(window, qtbot)
    (pane,) = (p for p in window.presenter.scene.panes if p.id == method)
    assert pane.image is not None
    return pane.image


def expected(window: Window, method: str, **controls: float) -> np.ndarray:
    """What the library gives for the frame shown, in grey levels."""
    cine = window.state.wants.cine
    assert cine is not None
    frame = window.state.wants.frame
    made = denoise(cine, method, frame, controls=controls, precision="auto")
    return 255 * made.image.numpy()


@pytest.fixture
def smoothing(still: Window, qtbot: QtBot) -> Window:
    """The window with the Gaussian filter chosen, and its controls in front."""
    still.activateWindow()
    click_method(still, "gaussian")
    turn_to(still, "Method")
    wait_until_ready(still, qtbot)
    return still


def test_keys_move_a_control_and_the_image_follows(smoothing: Window, qtbot: QtBot) -> None:
    slider, frame = row(smoothing, "sigma").slider, smoothing.state.wants.frame
    for _ in range(20):  # faster than anything is computed: the newest value wins
        press(smoothing, qtbot, slider, KEY.Key_Right)
    assert smoothing.state.wants.frame == frame, "the arrows are the slider's"
    value = smoothing.state.wants.controls["gaussian"]["sigma"]
    assert value == pytest.approx(row(smoothing, "sigma").control.default + 0.2)
    image = shown(smoothing, qtbot, "gaussian")
    assert np.abs(image - expected(smoothing, "gaussian", sigma=value)).max() <= 0.51
    assert f"Width σ {value:g} px" in smoothing.grid.panes["gaussian"].caption
    qtbot.keyClick(slider, KEY.Key_Space)
    assert smoothing.state.wants.playback.playing


def test_the_mouse_moves_a_control_and_reset_takes_it_back(smoothing: Window, qtbot: QtBot) -> None:
    before = shown(smoothing, qtbot, "gaussian")
    slider, reset = row(smoothing, "sigma").slider, smoothing.method.controls.reset_button
    assert not reset.isEnabled()
    QTest.mouseClick(slider, LEFT, pos=slider.rect().center() + slider.rect().topRight() / 3)
    assert (
        smoothing.state.wants.controls["gaussian"]["sigma"]
        > row(smoothing, "sigma").control.default
    )
    assert np.any(shown(smoothing, qtbot, "gaussian") != before)
    qtbot.mouseClick(reset, LEFT)
    assert np.array_equal(shown(smoothing, qtbot, "gaussian"), before)
    assert row(smoothing, "sigma").field.value() == row(smoothing, "sigma").control.default
    assert not reset.isEnabled()
    assert smoothing.grid.panes["gaussian"].caption.endswith(" ms")


def test_a_number_is_typed(smoothing: Window, qtbot: QtBot) -> None:
    field = row(smoothing, "sigma").field
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.selectAll()
    qtbot.keyClicks(field, "2.25")
    qtbot.keyClick(field, KEY.Key_Return)
    assert smoothing.state.wants.controls["gaussian"] == {"sigma": 2.25}
    assert field.text() == "2.25 px"
    image = shown(smoothing, qtbot, "gaussian")
    assert np.abs(image - expected(smoothing, "gaussian", sigma=2.25)).max() <= 0.51


def test_each_method_keeps_its_own_controls(smoothing: Window, qtbot: QtBot) -> None:
    press(smoothing, qtbot, row(smoothing, "sigma").slider, KEY.Key_End)
    click_method(smoothing, "lee")
    wait_until_ready(smoothing, qtbot)
    assert [*smoothing.method.controls.rows] == ["radius", "variation", "dynamic_range"]
    choice = smoothing.method.choice
    assert [choice.itemText(i) for i in range(choice.count())] == [
        "Tiny KPN, burst of 1",
        "Gaussian",
        "Lee",
    ]
    press(smoothing, qtbot, choice, KEY.Key_Up)
    wait_until_ready(smoothing, qtbot)
    assert row(smoothing, "sigma").field.value() == 4.0


def test_every_control_says_what_it_is(smoothing: Window, qtbot: QtBot) -> None:
    for method in smoothing.presenter.cards:
        smoothing.state.select_method(method)
        smoothing.presenter.refresh()
        for control in smoothing.presenter.cards[method].controls:
            made = row(smoothing, control.name)
            for widget in (made.slider, made.field):
                assert widget.accessibleName() == control.title
                assert f"{control.default:g} by default" in widget.toolTip()
            assert made.field.value() == control.default
            assert made.field.text().endswith(control.unit)


@pytest.mark.parametrize(
    ("limits", "step"),
    [((1, 200, 20), 1), ((0.3, 4, 1.3), 0.01), ((0.1, 10, 4), 0.1), ((0, 1, 0), 0.01)],
)
def test_a_control_moves_in_steps_that_suit_it(
    limits: tuple[float, float, float], step: float
) -> None:
    assert step_of(Control("x", "X", "", *limits)) == pytest.approx(step)


def test_the_noise_level_answers(noise_methods: None, still: Window, qtbot: QtBot) -> None:
    click_method(still, "ffdnet")
    turn_to(still, "Method")
    before = shown(still, qtbot, "ffdnet")
    made = row(still, "noise_level")
    assert made.field.text() == "25 grey levels"
    press(still, qtbot, made.slider, KEY.Key_End)
    image = shown(still, qtbot, "ffdnet")
    assert np.any(image != before)
    wanted = np.clip(expected(still, "ffdnet", noise_level=75), 0, 255)
    assert np.abs(image - wanted).max() <= 1.51
    assert still.method.map.texts[0] == "75.0 grey levels of 255 everywhere"


def test_the_estimate_is_shown_and_overridden(
    noise_methods: None, still: Window, qtbot: QtBot
) -> None:
    click_method(still, "cbdnet")
    turn_to(still, "Method")
    estimated = shown(still, qtbot, "cbdnet")
    made, view = row(still, "noise_override"), still.method.map
    cine = still.state.wants.cine
    assert cine is not None
    own = denoise(cine, "cbdnet", still.state.wants.frame, precision="auto").noise_map
    assert own is not None
    levels = 255 * own.numpy()
    assert view.map is not None
    assert view.map.at(20, 30) == pytest.approx(levels[20, 30], rel=1e-3)
    mean = levels[cine.tissue(still.state.wants.frame)].mean()
    assert view.texts[0] == f"Mean: {mean:.1f} grey levels of 255"
    hover(still, "cbdnet", 20, 30)
    still.presenter.refresh()
    assert view.texts[1] == f"x 30  y 20: {levels[20, 30]:.1f} grey levels of 255"
    assert made.estimate is not None
    assert made.estimate.isChecked()
    assert not made.slider.isEnabled()
    assert made.field.text() == "estimated"
    qtbot.mouseClick(made.estimate, LEFT)
    assert still.state.wants.controls["cbdnet"] == {"noise_override": round(mean)}
    assert np.any(shown(still, qtbot, "cbdnet") != estimated)
    assert view.texts[0] == f"{round(mean):.1f} grey levels of 255 everywhere"
    press(still, qtbot, made.slider, KEY.Key_Home)
    assert still.state.wants.controls["cbdnet"] == {"noise_override": 1}, "0 is the box's"
    qtbot.mouseClick(made.estimate, LEFT)
    assert np.array_equal(shown(still, qtbot, "cbdnet"), estimated)


def test_a_map_that_is_not_of_the_image_shown_says_so(
    noise_methods: None, still: Window, qtbot: QtBot
) -> None:
    click_method(still, "cbdnet")
    turn_to(still, "Method")
    wait_until_ready(still, qtbot)
    scene, view = still.presenter.scene, still.method.map
    *others, pane = scene.panes
    assert pane.result is not None
    mean = view.texts[0]
    for change, says in (
        ({"frame": 4}, " · of frame 3"),
        ({"controls": {"noise_override": 9.0}}, " · other settings"),
    ):
        # An image that is cached without what was kept beside it.
        wanted = replace(pane.result.request, **change)  # type: ignore[arg-type]
        bare = replace(pane.result, request=wanted, prediction=None)
        still.method.show_scene(replace(scene, panes=(*others, replace(pane, result=bare))))
        assert view.texts[0] == mean + says
    still.method.show_scene(scene)
    assert view.texts[0] == mean


def test_a_map_of_the_setting_before_says_so(
    noise_methods: None, still: Window, qtbot: QtBot
) -> None:
    click_method(still, "cbdnet")
    turn_to(still, "Method")
    wait_until_ready(still, qtbot)
    made, scene, view = row(still, "noise_override"), still.presenter.scene, still.method.map
    mean = view.texts[0]
    wanted = replace(scene.wants, controls={"cbdnet": {"noise_override": 60.0}})
    still.method.show_scene(replace(scene, wants=wanted))
    assert made.field.value() == 60
    assert view.texts[0] == mean + " · other settings"


def test_the_estimate_is_replaced_once_it_is_there(
    noise_methods: None, still: Window, qtbot: QtBot
) -> None:
    click_method(still, "cbdnet")
    turn_to(still, "Method")
    still.presenter.refresh()
    box = row(still, "noise_override").estimate
    assert box is not None
    assert not box.isEnabled(), "there is nothing to begin with yet"
    wait_until_ready(still, qtbot)
    assert box.isEnabled()


def test_the_mouse_on_the_noise_map_is_the_linked_cursor(
    noise_methods: None, still: Window, qtbot: QtBot
) -> None:
    click_method(still, "cbdnet")
    turn_to(still, "Method")
    wait_until_ready(still, qtbot)
    view = still.method.map
    qtbot.mouseMove(view, view.to_screen(10, 40).toPoint())
    qtbot.waitUntil(lambda: still.state.wants.hover is not None)
    spot = still.state.wants.hover
    assert spot is not None
    assert abs(spot.row - 10) <= 1
    assert abs(spot.column - 40) <= 1
    still.presenter.refresh()
    assert still.presenter.scene.panes[0].cursor == (spot.row, spot.column)


def test_evidence_is_asked_for_while_the_map_is_looked_at(
    noise_methods: None, still: Window, qtbot: QtBot
) -> None:
    click_method(still, "cbdnet")
    wait_until_ready(still, qtbot)
    assert not still.state.wants.evidence
    turn_to(still, "Method")
    wait_until_ready(still, qtbot)
    assert still.state.wants.evidence == {"noise map": {"cbdnet"}}
    turn_to(still, "Kernel")
    assert not still.state.wants.evidence


def test_the_card_says_everything_and_can_be_copied(still: Window, qtbot: QtBot) -> None:
    turn_to(still, "Method")
    wait_until_ready(still, qtbot)
    described, text = still.presenter.cards["kpn"], still.method.card
    said = text.toPlainText() + still.method.shows.text()
    parts = (described.paper, described.shows, described.training, described.licence)
    for part in (*parts, described.sha256, "kernels", "1 frame"):
        assert part in said
    flags = text.textInteractionFlags()
    assert flags & Qt.TextInteractionFlag.TextSelectableByMouse
    assert flags & Qt.TextInteractionFlag.TextSelectableByKeyboard
    text.selectAll()
    text.copy()
    assert described.sha256 in QApplication.clipboard().text()


def test_the_card_has_figures_beside_the_best_classical_filter(still: Window) -> None:
    metrics = {
        "psnr_db": 31.06,
        "input_psnr_db": 24.2,
        "best_classical_psnr_db": 28.5,
        "best_classical_by_psnr_db": "nlm <b>",
    }
    text = still.method.card
    text.show_card(replace(card("srad"), metrics={"16 stills": metrics}))
    said = text.toPlainText()
    for part in ("On 16 stills", "PSNR, dB", "31.060", "24.200", "28.500", "nlm <b>"):
        assert part in said
    still.actions_.light.setChecked(True)
    assert LIGHT.secondary in text.toHtml()
    still.actions_.light.setChecked(False)


def test_a_click_on_a_caption_and_a_key_lead_to_the_controls(still: Window, qtbot: QtBot) -> None:
    click_method(still, "gaussian")
    wait_until_ready(still, qtbot)
    pane = still.grid.panes["kpn"]
    qtbot.mouseClick(pane, LEFT, pos=pane.caption_line.geometry().center())
    assert still.method.isVisible()
    assert still.state.wants.selected == "kpn"
    turn_to(still, "Kernel")
    still.activateWindow()
    still.grid.focus_image()
    qtbot.waitUntil(canvas(still, INPUT).hasFocus)
    still.state.select_method("gaussian")
    wait_until_ready(still, qtbot)
    qtbot.keyClick(canvas(still, INPUT), KEY.Key_M, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(row(still, "sigma").slider.hasFocus)


def test_without_a_cine_the_tab_says_what_to_do(noise_methods: None, window: Window) -> None:
    click_method(window, "cbdnet")
    turn_to(window, "Method")
    window.presenter.refresh()
    assert window.method.map.texts[0] == "Open a cine to see the noise map."
