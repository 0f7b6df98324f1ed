"""Where an explainer has nothing to explain it says so, and what to do."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.explain.removed import RemovedExplainer
from speckle_viewer.gui.explain.time_explainer import TimeExplainer
from speckle_viewer.gui.window import Window
from tests.gui.driving import click, write_cine


def opened(window: Window, qtbot: QtBot, name: str) -> object:
    window.explain.open(name)
    dock = window.explain.docks[name]
    qtbot.waitUntil(lambda: dock.isVisible() and dock.explainer is not None)
    window.presenter.refresh()
    return dock.explainer


def test_what_was_removed_waits_for_no_frame_that_never_comes(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    explainer = opened(window, qtbot, "removed")
    assert isinstance(explainer, RemovedExplainer)
    assert explainer.figures.text().startswith("Open a cine")
    window.state.choose_method("kpn", False)
    window.open(write_cine(tmp_path / "noise.npy"))
    qtbot.waitUntil(lambda: explainer.figures.text().startswith("Choose a method"), timeout=20_000)


@pytest.mark.parametrize(("frames", "said"), [(1, "A still image"), (2, "Press “Run")])
def test_a_still_image_has_nothing_over_time(
    window: Window, qtbot: QtBot, tmp_path: Path, frames: int, said: str
) -> None:
    window.open(write_cine(tmp_path / "noise.npy", frames=frames))
    qtbot.waitUntil(lambda: window.state.wants.cine is not None, timeout=20_000)
    explainer = opened(window, qtbot, "time")
    assert isinstance(explainer, TimeExplainer)
    qtbot.waitUntil(lambda: window.presenter.scene.pane("input").image is not None)
    click(window, "input", 10, 10)
    qtbot.waitUntil(lambda: explainer.message.text().startswith(said))
