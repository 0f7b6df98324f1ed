"""A line is drawn in an image, the method is run over the cine, and a click goes to a frame."""

import gc
import weakref
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from pytestqt.qtbot import QtBot

from speckle_viewer.denoising.time_strip import line_pixels
from speckle_viewer.gui.explain.m_mode import MModeExplainer
from speckle_viewer.gui.explain.time_explainer import TimeExplainer
from speckle_viewer.gui.explain.time_plots import TimePlot
from speckle_viewer.gui.inspector.figures import rounded
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.window import Window
from tests.evidence.test_shape import slow
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import LEFT, NONE, _mouse, canvas, click, write_cine

START, END = (5, 6), (40, 50)
LINE = line_pixels(START, END)


@pytest.fixture
def timed(still: Window, qtbot: QtBot) -> Window:
    """The window with a still cine and the explainer of time."""
    still.activateWindow()
    qtbot.keyClick(still, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: still.explain.docks["time"].explainer is not None)
    qtbot.waitUntil(lambda: explainer(still).controls.line.draw.isEnabled())
    return still


def explainer(window: Window) -> TimeExplainer:
    found = window.explain.docks["time"].explainer
    assert isinstance(found, TimeExplainer)
    return found


def draw(window: Window, qtbot: QtBot, pane: str = "input") -> None:
    """Press "Draw", and drag from one pixel to another."""
    button = explainer(window).controls.line.draw
    if not button.isChecked():
        qtbot.mouseClick(button, LEFT)
    view = canvas(window, pane)
    qtbot.waitUntil(lambda: window.presenter.scene.wants.tool == "line")
    start, end = view.to_screen(*START), view.to_screen(*END)
    target = view.viewport()
    _mouse(target, QEvent.Type.MouseButtonPress, start, LEFT, LEFT)
    _mouse(target, QEvent.Type.MouseMove, (start + end) / 2, NONE, LEFT)
    _mouse(target, QEvent.Type.MouseMove, end, NONE, LEFT)
    _mouse(target, QEvent.Type.MouseButtonRelease, end, LEFT)


def run(window: Window, qtbot: QtBot) -> None:
    """Press "Run over the cine", and wait for the last frame."""
    view = explainer(window)
    qtbot.waitUntil(view.controls.run.isEnabled)
    qtbot.mouseClick(view.controls.run, LEFT)
    assert view.controls.run.text() == "Stop"
    qtbot.waitUntil(lambda: not view.analyst.is_busy, timeout=30_000)


def click_plot(plot: TimePlot, time: float, value: float) -> None:
    at = plot.to_screen(time, value)
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        _mouse(plot.viewport(), kind, QPointF(at), LEFT, LEFT)


def test_dragging_draws_a_line_and_leaves_the_view_alone(timed: Window, qtbot: QtBot) -> None:
    view = timed.state.wants.views
    draw(timed, qtbot)
    line = timed.state.wants.cine_line
    assert line is not None
    assert (line.start, line.end) == (START, END)
    assert timed.state.wants.views == view
    assert timed.state.wants.cine_pins == ()
    qtbot.waitUntil(lambda: all(p.line is line for p in timed.presenter.scene.panes))


def test_a_click_still_pins_while_lines_are_drawn(timed: Window, qtbot: QtBot) -> None:
    draw(timed, qtbot)
    click(timed, "kpn", 20, 30)
    assert [(p.row, p.column) for p in timed.state.wants.cine_pins] == [(20, 30)]


def test_the_line_can_join_two_pins(timed: Window, qtbot: QtBot) -> None:
    controls = explainer(timed).controls
    assert not controls.line.between.isEnabled()
    for row, column in ((3, 3), START, END):
        click(timed, "input", row, column)
    qtbot.waitUntil(controls.line.between.isEnabled)
    qtbot.mouseClick(controls.line.between, LEFT)
    line = timed.state.wants.cine_line
    assert line is not None
    assert (line.start, line.end) == (START, END)
    qtbot.waitUntil(controls.line.remove.isEnabled)
    qtbot.mouseClick(controls.line.remove, LEFT)
    assert timed.state.wants.cine_line is None


def test_a_run_has_every_frame_of_the_line_and_the_pins(timed: Window, qtbot: QtBot) -> None:
    view, cine = explainer(timed), timed.state.wants.cine
    assert cine is not None
    click(timed, "kpn", 20, 30)
    draw(timed, qtbot, "kpn")
    run(timed, qtbot)
    assert view.answer is not None
    along = view.answer.along_line("input")
    assert along is not None
    expected = np.stack([cine.grey(i)[LINE] for i in range(6)])
    np.testing.assert_allclose(along, 255 * expected, atol=1e-4)  # values of the file
    assert view.answer.quantity("input").label == "Input brightness (grey levels)"
    pane = timed.presenter.scene.pane("kpn")
    assert pane is not None
    assert pane.result is not None
    assert pane.result.prediction is not None
    output = view.answer.along_line("output")
    assert output is not None
    np.testing.assert_allclose(output[2], 255 * pane.result.prediction.image[LINE], atol=1e-4)
    ((pin, widths),) = view.answer.at_pins("width")
    assert pane.result.prediction.kernels is not None
    kernel = pane.result.prediction.kernels.at(20, 30).taps[0][0]
    assert widths[2] == pytest.approx(slow(kernel.astype(float))["width"], abs=1e-4)
    assert view.picture.isVisible()
    assert view.curves.isVisible()
    (curve,) = view.curves._curves
    assert curve.opts["pen"].color().name() == pin_colour(pin.colour)


def test_frames_that_were_run_are_there_for_the_rest_of_the_window(
    timed: Window, qtbot: QtBot
) -> None:
    draw(timed, qtbot)
    run(timed, qtbot)
    qtbot.waitUntil(lambda: timed.presenter.scene.denoised == frozenset(range(6)))
    timed.explain.open("m-mode")
    mode = timed.explain.docks["m-mode"].make()
    assert isinstance(mode, MModeExplainer)
    qtbot.waitUntil(lambda: len(mode.drawn) == 2 and all(d.known.all() for d in mode.drawn))


def test_a_click_goes_to_the_frame(timed: Window, qtbot: QtBot) -> None:
    view, cine = explainer(timed), timed.state.wants.cine
    assert cine is not None
    draw(timed, qtbot)
    run(timed, qtbot)
    assert view.picture.marked == pytest.approx(cine.times[2])
    timed.state.set_playback(playing=True)
    click_plot(view.picture, float(cine.times[4]) + 0.002, 10)
    assert timed.state.wants.frame == 4
    assert not timed.state.wants.playback.playing
    qtbot.waitUntil(lambda: view.picture.marked == pytest.approx(cine.times[4]))


def test_what_is_shown_is_chosen_without_another_run(timed: Window, qtbot: QtBot) -> None:
    view = explainer(timed)
    draw(timed, qtbot)
    run(timed, qtbot)
    box, answer = view.controls.quantity, view.answer
    box.setFocus()
    while box.currentText() != "Entropy":
        before = box.currentIndex()
        qtbot.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() > before
    qtbot.waitUntil(lambda: timed.presenter.scene.wants.over_time == "entropy")
    shown = view.shown()
    assert shown is not None
    assert answer is not None
    assert view.answer is answer
    along = answer.along_line("entropy")
    assert along is not None
    (picture,) = shown.panels
    np.testing.assert_array_equal(picture.values, along.T)  # type: ignore[union-attr]
    assert not box.model().index(box.findData("dominant_frame"), 0).flags() & (
        Qt.ItemFlag.ItemIsEnabled
    )


def test_the_value_under_the_mouse_is_said(timed: Window, qtbot: QtBot) -> None:
    view, cine = explainer(timed), timed.state.wants.cine
    assert cine is not None
    timed.state.show_over_time("input")
    draw(timed, qtbot)
    run(timed, qtbot)
    assert view.answer is not None
    length, _ = view.answer.question.length
    place = view.picture.to_screen(float(cine.times[3]), length)
    _mouse(view.picture.viewport(), QEvent.Type.MouseMove, QPointF(place))
    value = cine.grey(3)[END]
    assert view.reading.text().startswith(f"{cine.times[3]:.3f} s, frame 4")
    assert view.reading.text().endswith(f"{rounded(255 * value)} grey levels")
    hover = timed.state.wants.hover
    assert (hover.row, hover.column) == END  # the images mark it, too
    view.picture.leaveEvent(QEvent(QEvent.Type.Leave))
    assert timed.state.wants.hover is None


def test_a_run_that_is_stopped_keeps_what_it_has(timed: Window, qtbot: QtBot) -> None:
    view = explainer(timed)
    draw(timed, qtbot)
    qtbot.waitUntil(view.controls.run.isEnabled)
    qtbot.mouseClick(view.controls.run, LEFT)
    qtbot.mouseClick(view.controls.run, LEFT)
    assert view.controls.run.text() == "Run over the cine"
    assert not view.analyst.is_busy
    run(timed, qtbot)
    assert view.answer is not None
    along = view.answer.along_line("output")
    assert along is not None
    assert np.isfinite(along).all()


def test_another_line_says_that_the_run_is_of_the_last_one(timed: Window, qtbot: QtBot) -> None:
    view = explainer(timed)
    draw(timed, qtbot)
    run(timed, qtbot)
    wait_until_ready(timed, qtbot)
    assert view.controls.hint.text() == ""
    timed.state.draw_line((1, 1), (9, 9))
    qtbot.waitUntil(lambda: "changed since this run of Tiny KPN" in view.controls.hint.text())
    timed.state.draw_line(START, END)
    qtbot.waitUntil(lambda: view.controls.hint.text() == "")


def test_only_the_part_that_plays_is_run(timed: Window, qtbot: QtBot) -> None:
    view = explainer(timed)
    timed.state.set_playback(first=1, last=3)
    draw(timed, qtbot)
    run(timed, qtbot)
    assert view.answer is not None
    assert view.answer.strip is not None
    assert view.answer.strip.frames.tolist() == [1, 2, 3]


def test_hidden_it_gives_the_mouse_back(timed: Window, qtbot: QtBot) -> None:
    draw(timed, qtbot)
    assert timed.state.wants.tool == "line"
    timed.explain.docks["time"].close()
    qtbot.waitUntil(lambda: timed.state.wants.tool == "view")


def test_frames_lie_where_they_lie_in_time(qtbot: QtBot) -> None:
    from speckle_viewer.gui.explain.time_plots import frames_in_time

    even = frames_in_time(np.arange(5) / 25)
    np.testing.assert_array_equal(even, np.arange(5))
    uneven = frames_in_time(np.array([0.0, 0.1, 0.2, 1.2]))
    share = np.bincount(uneven) / len(uneven)
    np.testing.assert_allclose(share, np.array([0.1, 0.1, 0.55, 0.55]) / 1.3, atol=2e-3)


def test_a_closed_cine_is_let_go(timed: Window, qtbot: QtBot, tmp_path: Path) -> None:
    draw(timed, qtbot)
    run(timed, qtbot)
    timed.explain.docks["time"].close()
    timed.open(write_cine(tmp_path / "other.npy", seed=1))
    qtbot.waitUntil(lambda: len(timed.state.wants.cines) == 2, timeout=20_000)
    cine = weakref.ref(timed.state.wants.cines[0])
    timed.presenter.close_cine(timed.state.wants.cines[0])
    wait_until_ready(timed, qtbot)

    def gone() -> bool:
        gc.collect()
        return cine() is None

    qtbot.waitUntil(gone, timeout=20_000)
