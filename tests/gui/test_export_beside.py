"""The Export window writes what is shown of a second cine, beside the first."""

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from speckle_viewer.evidence import taking
from speckle_viewer.evidence.shown import Picture, Shown
from speckle_viewer.export.box import Box
from speckle_viewer.gui.export_window import ExportWindow
from speckle_viewer.gui.window import Window
from speckle_viewer.viewer.pane_figure import shown_panes
from tests.gui.conftest import wait_until_ready
from tests.gui.test_export_window import choose, opened, written
from tests.gui.test_two_cines import open_two, write_timed


@pytest.fixture
def both(window: Window, qtbot: QtBot, tmp_path: Path) -> Window:
    """8 frames at 25 per second, and beside them 20 larger ones at 50."""
    first = write_timed(tmp_path / "slow.npz", 8, 25)
    open_two(window, qtbot, first, write_timed(tmp_path / "fast.npz", 20, 50, (40, 72)))
    return window


@pytest.fixture
def exporting(both: Window, qtbot: QtBot) -> ExportWindow:
    return opened(both, qtbot, images=5)


def test_images_of_both_cines_are_offered_with_their_names(exporting: ExportWindow) -> None:
    said = [exporting.pane.itemText(i) for i in range(exporting.pane.count())]
    assert said == [
        "Input (slow.npz)",
        "Tiny KPN, burst of 1 (slow.npz)",
        "Input (fast.npz)",
        "Tiny KPN, burst of 1 (fast.npz)",
        "All, side by side",
    ]


def test_the_second_cine_is_written_with_the_frames_beside_the_range(
    exporting: ExportWindow, both: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    both.state.set_playback(first=1, last=3)
    wait_until_ready(both, qtbot)
    two = both.state.wants.cines[1]
    choose(exporting, pane="input@2", format="npy", frames="range")
    frames = np.load(written(exporting, qtbot, tmp_path / "range.npy"))
    np.testing.assert_array_equal(frames, [two.frame(i) for i in range(2, 7)])
    choose(exporting, pane="kpn@2", frames="this")
    both.state.go_to(3)
    wait_until_ready(both, qtbot)
    (frame,) = np.load(written(exporting, qtbot, tmp_path / "this.npy"))
    shown = both.presenter.scene.pane("kpn@2")
    assert shown is not None
    assert shown.image is not None
    assert shown.frame == 6
    assert np.abs(frame.astype(int) - shown.image.astype(int)).max() <= 1


def test_both_cines_side_by_side_are_a_figure_and_no_video(
    exporting: ExportWindow, both: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(exporting, pane="all", format="mp4")
    assert not exporting.go.isEnabled()
    assert exporting.said.text() == "Images of two cines are for figures: choose another format."
    choose(exporting, format="figure")
    assert exporting.go.isEnabled()
    assert exporting.said.text() == ""
    scene = both.presenter.scene
    shown = shown_panes(scene, [pane.id for pane in scene.images])
    assert shown is not None
    sizes = [p.values.shape[:2] for p in shown.panels if isinstance(p, Picture)]
    assert sizes == [(48, 64)] * 2 + [(40, 72)] * 2
    assert shown.across == 2, "a row for each cine"
    drawn = written(exporting, qtbot, tmp_path / "both.svg").read_text("utf-8")
    assert drawn.count("<image") == 4
    assert "Frame of the second cine: 1 of 20" in drawn


def test_a_mask_belongs_to_its_cine(exporting: ExportWindow) -> None:
    choose(exporting, pane="input")
    exporting.preview.set_boxes((Box(0, 0, 10, 12),))
    choose(exporting, pane="kpn")
    assert exporting.preview.boxes
    choose(exporting, pane="kpn@2")
    assert not exporting.preview.boxes
    choose(exporting, pane="all")
    assert exporting.preview.boxes
    assert "second cine" in exporting.masking.text()


def test_a_figure_of_both_cines_hides_the_masks_of_each(
    exporting: ExportWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pane, box in (("input", Box(20, 30, 24, 36)), ("kpn@2", Box(10, 40, 15, 50))):
        choose(exporting, pane=pane)
        exporting.preview.set_boxes((box,))
    choose(exporting, pane="all", format="figure")
    saved = list[Shown]()

    def save(shown: Shown, path: Path) -> Path:
        saved.append(shown)
        return path

    monkeypatch.setattr(taking, "save", save)
    written(exporting, qtbot, tmp_path / "both.svg")
    *first, third, last = (p.values for p in saved[0].panels if isinstance(p, Picture))
    for image in first:
        assert not image[20:24, 30:36].any()
        assert image[10:15, 40:50].any(), "what is masked in the second cine"
    for image in (third, last):
        assert not image[10:15, 40:50].any()
        assert image[20:24, 30:36].any()
