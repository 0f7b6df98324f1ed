"""The profile follows the line, the images and the mouse."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from pytestqt.qtbot import QtBot
from scipy.special import erf

from speckle_viewer.evidence.taking import as_text
from speckle_viewer.gui.explain.profile import ProfileExplainer
from speckle_viewer.gui.window import Window
from speckle_viewer.viewer.along import places, read_along
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import LEFT, NONE, _mouse, canvas

START, END = (5, 6), (40, 50)


@pytest.fixture
def profile(still: Window, qtbot: QtBot) -> ProfileExplainer:
    """The profile's explainer in the window with a still cine."""
    still.activateWindow()
    qtbot.keyClick(still, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: still.explain.docks["profile"].explainer is not None)
    found = still.explain.docks["profile"].explainer
    assert isinstance(found, ProfileExplainer)
    qtbot.waitUntil(found.buttons.draw.isEnabled)
    return found


def test_every_image_is_read_along_the_line_while_it_is_dragged(
    profile: ProfileExplainer, still: Window, qtbot: QtBot
) -> None:
    assert profile.message.isVisible()
    qtbot.mouseClick(profile.buttons.draw, LEFT)
    view = canvas(still, "kpn")
    qtbot.waitUntil(lambda: still.presenter.scene.wants.tool == "line")
    start, end = view.to_screen(*START), view.to_screen(*END)
    middle = (start + end) / 2
    _mouse(view.viewport(), QEvent.Type.MouseButtonPress, start, LEFT, LEFT)
    _mouse(view.viewport(), QEvent.Type.MouseMove, middle, NONE, LEFT)
    half = still.state.wants.cine_line
    qtbot.waitUntil(lambda: profile.found is not None and profile.found.line == half)
    _mouse(view.viewport(), QEvent.Type.MouseMove, end, NONE, LEFT)
    whole = still.state.wants.cine_line
    assert whole is not None
    assert whole != half
    qtbot.waitUntil(lambda: profile.found is not None and profile.found.line == whole)
    _mouse(view.viewport(), QEvent.Type.MouseButtonRelease, end, LEFT)
    assert profile.found is not None
    panes = still.presenter.scene.panes
    assert [p.source.title for p in profile.found.of] == [pane.title for pane in panes]
    colours = set()
    for index, pane in enumerate(panes):
        assert pane.image is not None
        values, colour = profile.plot.curve(index)
        np.testing.assert_allclose(values, read_along(pane.image, places(whole)))
        assert pane.title in profile.legend.text()
        assert colour in profile.legend.text()
        colours.add(colour)
    assert len(colours) == len(panes) == 2


def test_it_follows_the_frame_and_the_thickness(
    profile: ProfileExplainer, still: Window, qtbot: QtBot
) -> None:
    still.state.draw_line(START, END)
    qtbot.waitUntil(lambda: profile.found is not None)
    still.state.go_to(4)
    wait_until_ready(still, qtbot)
    qtbot.waitUntil(lambda: profile.found is not None and profile.found.of[1].source.frame == 4)
    box = profile.thickness
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert still.state.wants.along.thickness == 3
    qtbot.waitUntil(lambda: profile.found is not None and profile.found.thickness == 3)
    cine, line = still.state.wants.cine, still.state.wants.cine_line
    assert cine is not None
    assert line is not None
    expected = read_along(cine.frame(4), places(line, 3))
    np.testing.assert_allclose(profile.plot.curve(0)[0], expected)


def test_pointing_at_the_plot_marks_the_place_in_the_images(
    profile: ProfileExplainer, still: Window, qtbot: QtBot
) -> None:
    still.state.draw_line((5, 6), (5, 46))
    qtbot.waitUntil(lambda: profile.found is not None)
    at = profile.plot.to_screen(20, 100)
    _mouse(profile.plot.viewport(), QEvent.Type.MouseMove, QPointF(at))
    hover = still.state.wants.hover
    assert hover is not None
    assert hover.row == 5
    assert abs(hover.column - 26) <= 1
    qtbot.waitUntil(lambda: all(p.cursor is not None for p in still.presenter.scene.panes))
    value = still.state.wants.cine.frame(2)[hover.row, hover.column]  # type: ignore[union-attr]
    assert str(value) in profile.legend.text()
    profile.plot.leaveEvent(QEvent(QEvent.Type.Leave))
    assert still.state.wants.hover is None


def test_an_edge_has_its_width_and_speckle_has_none(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    sigma, columns = 2.5, np.arange(80)
    edge = 100 + 80 * erf((columns - 39.6) / (sigma * np.sqrt(2)))
    noise = np.random.default_rng(3).normal(0, 40, (2, 30, 80))
    noise[:, :15] = 0
    np.save(tmp_path / "edge.npy", np.clip(np.where(noise, 100 + noise, edge), 0, 255).astype("u1"))
    window.open(tmp_path / "edge.npy")
    qtbot.waitUntil(lambda: window.state.wants.cine is not None, timeout=20_000)
    window.state.set_playback(playing=False)
    window.explain.open("profile")
    view = window.explain.docks["profile"].explainer
    assert isinstance(view, ProfileExplainer)
    window.state.draw_line((5, 5), (5, 75))
    qtbot.waitUntil(lambda: view.found is not None)
    assert view.found is not None
    assert view.found.of[0].edge == pytest.approx(2.563 * sigma, rel=0.02)
    window.state.draw_line((22, 5), (22, 75))
    line = window.state.wants.cine_line
    qtbot.waitUntil(lambda: view.found is not None and view.found.line == line)
    assert view.found.of[0].edge is None


def test_what_is_taken_away_is_what_is_drawn(
    profile: ProfileExplainer, still: Window, qtbot: QtBot
) -> None:
    still.state.draw_line(START, END)
    qtbot.waitUntil(lambda: profile.found is not None)
    shown = still.explain.docks["profile"].shown()
    assert shown is not None
    assert profile.found is not None
    text = as_text(shown)
    assert "Along the line (px)\tInput\tTiny KPN, burst of 1" in text
    last = text.strip().splitlines()[-1].split("\t")
    assert float(last[0]) == pytest.approx(profile.found.where.length, rel=1e-5)
    assert float(last[1]) == pytest.approx(float(profile.found.of[0].values[-1]))


def test_it_says_what_is_lacking(window: Window, qtbot: QtBot) -> None:
    window.explain.open("profile")
    view = window.explain.docks["profile"].explainer
    assert isinstance(view, ProfileExplainer)
    qtbot.waitUntil(lambda: view.message.text().startswith("Open a cine"))
    assert not view.buttons.draw.isEnabled()
    assert view.shown() is None
