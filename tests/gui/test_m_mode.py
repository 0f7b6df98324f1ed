"""M-modes show what is there of each frame at its true time, and the rest when asked to."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from pytestqt.qtbot import QtBot

from speckle_viewer.evidence.shown import Picture
from speckle_viewer.gui.explain.m_mode import MModeExplainer
from speckle_viewer.gui.window import Window
from speckle_viewer.viewer.along import places, read_along
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import LEFT, _mouse

START, END = (5, 6), (40, 50)


@pytest.fixture
def m_mode(still: Window, qtbot: QtBot) -> MModeExplainer:
    """M-modes of a line in the window with a still cine of six frames."""
    still.activateWindow()
    qtbot.keyClick(still, Qt.Key.Key_M, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: still.explain.docks["m-mode"].explainer is not None)
    found = still.explain.docks["m-mode"].explainer
    assert isinstance(found, MModeExplainer)
    still.state.draw_line(START, END)
    qtbot.waitUntil(lambda: len(found.drawn) == 2)
    return found


def run(view: MModeExplainer, qtbot: QtBot) -> None:
    """Press "Run the rest", and wait until all frames are there."""
    qtbot.waitUntil(view.controls.run.isEnabled)
    qtbot.mouseClick(view.controls.run, LEFT)
    assert view.controls.run.text() == "Stop"
    qtbot.waitUntil(lambda: all(one.known.all() for one in view.drawn), timeout=30_000)
    qtbot.waitUntil(lambda: not view.runner.is_busy)


def test_frames_that_are_there_appear_by_themselves(m_mode: MModeExplainer, still: Window) -> None:
    given, made = m_mode.drawn
    assert given.known[2]
    assert made.known[2]
    cine, line = still.state.wants.cine, still.state.wants.cine_line
    assert cine is not None
    assert line is not None
    where = places(line)
    np.testing.assert_allclose(given.values[2], read_along(cine.frame(2), where))
    pane = still.presenter.scene.pane("kpn")
    assert pane is not None
    assert pane.image is not None
    np.testing.assert_allclose(made.values[2], read_along(pane.image, where))
    for one in (given, made):
        assert np.isnan(one.values[~one.known]).all()
        assert (one.pixels[~one.known][..., 3] == 0).all()


def test_the_rest_is_run_on_request(m_mode: MModeExplainer, still: Window, qtbot: QtBot) -> None:
    run(m_mode, qtbot)
    cine, line = still.state.wants.cine, still.state.wants.cine_line
    assert cine is not None
    assert line is not None
    for frame in range(6):
        expected = read_along(cine.frame(frame), places(line))
        np.testing.assert_allclose(m_mode.drawn[0].values[frame], expected)
    assert m_mode.controls.hint.text() == "6 of 6 frames are there."
    assert m_mode.controls.run.text() == "Run the rest"
    assert not m_mode.controls.run.isEnabled()
    still.state.go_to(5)
    wait_until_ready(still, qtbot)
    pane = still.presenter.scene.pane("kpn")
    assert pane is not None
    assert pane.image is not None
    made = m_mode.drawn[1].values[5]
    np.testing.assert_allclose(made, read_along(pane.image, places(line)), atol=1)


def test_another_line_needs_no_other_run(
    m_mode: MModeExplainer, still: Window, qtbot: QtBot
) -> None:
    run(m_mode, qtbot)
    still.state.draw_line((10, 10), (10, 40))
    qtbot.waitUntil(lambda: m_mode.drawn[0].where.length == 30)
    assert all(one.known.all() for one in m_mode.drawn)


def test_a_run_can_be_stopped(m_mode: MModeExplainer, qtbot: QtBot) -> None:
    qtbot.waitUntil(m_mode.controls.run.isEnabled)
    qtbot.mouseClick(m_mode.controls.run, LEFT)
    qtbot.mouseClick(m_mode.controls.run, LEFT)
    assert not m_mode.runner.is_busy
    assert m_mode.controls.run.text() == "Run the rest"
    run(m_mode, qtbot)


def test_the_marker_moves_and_a_click_goes_to_a_frame(
    m_mode: MModeExplainer, still: Window, qtbot: QtBot
) -> None:
    cine = still.state.wants.cine
    assert cine is not None
    picture = m_mode.plots.pictures[1]
    assert picture.marked == pytest.approx(cine.times[2])
    still.state.set_playback(playing=True)
    place = picture.to_screen(float(cine.times[4]) + 0.002, 10)
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        _mouse(picture.viewport(), kind, QPointF(place), LEFT, LEFT)
    assert still.state.wants.frame == 4
    assert not still.state.wants.playback.playing
    qtbot.waitUntil(lambda: all(p.marked == cine.times[4] for p in m_mode.plots.pictures))


def test_pointing_says_values_and_marks_the_place(
    m_mode: MModeExplainer, still: Window, qtbot: QtBot
) -> None:
    run(m_mode, qtbot)
    cine = still.state.wants.cine
    assert cine is not None
    place = m_mode.plots.pictures[0].to_screen(float(cine.times[3]), 0.0)
    _mouse(m_mode.plots.pictures[0].viewport(), QEvent.Type.MouseMove, QPointF(place))
    text = m_mode.reading.text()
    assert text.startswith(f"{cine.times[3]:.3f} s, frame 4")
    assert f"Input {cine.frame(3)[START]}" in text
    hover = still.state.wants.hover
    assert hover is not None
    assert (hover.row, hover.column) == START


def test_it_scrolls_with_the_cine(m_mode: MModeExplainer, still: Window, qtbot: QtBot) -> None:
    cine = still.state.wants.cine
    assert cine is not None
    times = np.arange(600) / 30
    for now, expected in ((0.0, -1 / 60), (10.0, 9.5), (19.9, 19 - 1 / 60)):
        m_mode.plots.look(times, now, 1.0)
        (left, right), _ = m_mode.plots.pictures[0].viewRange()
        assert left == pytest.approx(expected, abs=0.02)
        assert right - left == pytest.approx(1.0)
    m_mode.plots.look(times, 10.0, None)
    (left, right), _ = m_mode.plots.pictures[0].viewRange()
    assert (left, right) == pytest.approx((-1 / 60, times[-1] + 1 / 60))


def test_all_images_and_their_arrangement_are_chosen(
    m_mode: MModeExplainer, still: Window, qtbot: QtBot
) -> None:
    still.state.choose_method("kpn-burst", True)
    wait_until_ready(still, qtbot)
    assert len(m_mode.drawn) == 2
    for box in (m_mode.controls.panes, m_mode.controls.stacked):
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert still.state.wants.along.every_pane
    assert still.state.wants.along.stacked
    qtbot.waitUntil(lambda: len(m_mode.plots.pictures) == 3)
    lefts = {picture.x() for picture in m_mode.plots.pictures}
    assert len(lefts) == 1
    titles = [caption.text() for caption in m_mode.plots.captions]
    assert titles == [pane.title for pane in still.presenter.scene.panes]


def test_figures_have_true_times_and_distances(
    m_mode: MModeExplainer, still: Window, qtbot: QtBot
) -> None:
    run(m_mode, qtbot)
    shown = still.explain.docks["m-mode"].shown()
    assert shown is not None
    cine = still.state.wants.cine
    assert cine is not None
    for panel, one in zip(shown.panels, m_mode.drawn, strict=True):
        assert isinstance(panel, Picture)
        np.testing.assert_array_equal(panel.values, one.values.T)
        assert panel.xs is not None
        np.testing.assert_array_equal(panel.xs, cine.times)
        np.testing.assert_array_equal(panel.ys, one.where.distance)  # type: ignore[arg-type]


def test_colour_cines_have_coloured_m_modes(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    colours = np.random.default_rng(5).integers(0, 255, (3, 30, 40, 3)).astype(np.uint8)
    np.save(tmp_path / "colour.npy", colours)
    window.open(tmp_path / "colour.npy")
    qtbot.waitUntil(lambda: window.state.wants.cine is not None, timeout=20_000)
    window.state.set_playback(playing=False)
    window.explain.open("m-mode")
    view = window.explain.docks["m-mode"].explainer
    assert isinstance(view, MModeExplainer)
    window.state.draw_line((4, 5), (4, 30))
    qtbot.waitUntil(lambda: bool(view.drawn) and bool(view.drawn[0].known[0]))
    pixels = view.drawn[0].pixels[0]
    np.testing.assert_array_equal(pixels[:, :3], colours[0, 4, 5:31])
    assert (pixels[:, 3] == 255).all()


def test_a_closed_cine_is_let_go(m_mode: MModeExplainer, still: Window, qtbot: QtBot) -> None:
    cine = still.state.wants.cine
    assert cine is not None
    still.presenter.close_cine(cine)
    qtbot.waitUntil(lambda: not m_mode.drawn)
    qtbot.waitUntil(lambda: m_mode.message.text().startswith("Open a cine"))
    assert still.explain.docks["m-mode"].shown() is None


def test_levels_are_those_of_the_image(m_mode: MModeExplainer, still: Window, qtbot: QtBot) -> None:
    levels = still.presenter.scene.panes[0].levels
    still.state.linked.set_levels("input", replace(levels, low=100, high=150))
    qtbot.waitUntil(lambda: m_mode.drawn[0].track.levels.low == 100)
    one = m_mode.drawn[0]
    expected = np.clip((one.values[2] - 100) / 50 * 255, 0, 255)
    assert np.abs(one.pixels[2, :, 0] - expected).max() <= 0.51
