"""The Export window writes what is shown, with progress, cancel, masks and a closing sentence."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pydicom
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

import speckle_viewer as sv
from speckle_viewer.export.box import Box
from speckle_viewer.export.processing import Processing
from speckle_viewer.gui.export_window import ExportWindow
from speckle_viewer.gui.window import Window
from tests.gui.conftest import wait_until_ready


@pytest.fixture
def exporting(still: Window, qtbot: QtBot) -> ExportWindow:
    """The Export window over a small cine at its third frame."""
    return opened(still, qtbot, images=3)


def opened(window: Window, qtbot: QtBot, images: int) -> ExportWindow:
    """The Export window, opened by its key, when it offers so many images."""
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    further = window.further
    qtbot.waitUntil(lambda: further.export is not None and further.export.pane.count() == images)
    assert further.export is not None
    return further.export


def choose(export: ExportWindow, **fields: str) -> None:
    for name, key in fields.items():
        box = getattr(export, name)
        box.setCurrentIndex(box.findData(key))


def written(export: ExportWindow, qtbot: QtBot, path: Path) -> Path:
    with qtbot.waitSignal(export.written, timeout=30_000):
        export.write(path)
    assert "Written" in export.said.text()
    return path


def test_it_offers_the_panes_and_begins_with_the_last(exporting: ExportWindow) -> None:
    offered = [exporting.pane.itemText(i) for i in range(exporting.pane.count())]
    assert offered == ["Input", "Tiny KPN, burst of 1", "All, side by side"]
    assert exporting.pane.currentData() == "kpn"


def test_a_dicom_file_holds_what_the_pane_shows(
    exporting: ExportWindow, still: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(exporting, format="dicom", frames="this", compression="rle")
    path = written(exporting, qtbot, tmp_path / "out.dcm")
    shown = still.presenter.scene.pane("kpn")
    assert shown is not None
    back = sv.open_cine(path)
    assert len(back) == 1
    difference = back.frame(0).astype(int) - np.asarray(shown.image).astype(int)
    assert np.abs(difference).max() <= 1


def test_frames_of_the_playback_range(
    exporting: ExportWindow, still: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    still.state.set_playback(first=1, last=4)
    wait_until_ready(still, qtbot)
    choose(exporting, pane="input", format="npy", frames="range")
    frames = np.load(written(exporting, qtbot, tmp_path / "out.npy"))
    cine = still.state.wants.cine
    assert cine is not None
    np.testing.assert_array_equal(frames, [cine.frame(i) for i in range(1, 5)])


def test_all_panes_side_by_side_with_their_names(
    exporting: ExportWindow, still: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(exporting, pane="all", format="png", frames="this")
    folder = written(exporting, qtbot, tmp_path / "out")
    picture = np.asarray(Image.open(folder / "frame-0001.png"))
    cine = still.state.wants.cine
    assert cine is not None
    rows, columns = cine.shape
    assert picture.shape == (rows + 22, 2 * columns + 4, 3)
    np.testing.assert_array_equal(picture[22:, :columns, 0], cine.frame(2))
    assert picture[:22].max() > 100  # the names


def test_side_by_side_is_not_for_dicom_and_the_window_says_so(exporting: ExportWindow) -> None:
    choose(exporting, pane="all", format="dicom")
    assert not exporting.go.isEnabled()
    assert "choose another format" in exporting.said.text()
    choose(exporting, format="gif")
    assert exporting.go.isEnabled()
    assert not exporting.said.text()


def test_a_rectangle_that_is_dragged_is_black_in_every_frame(
    exporting: ExportWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(exporting, pane="input", format="dicom")
    preview = exporting.preview
    middle = preview.rect().center()
    qtbot.mousePress(preview, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(preview, middle + QPoint(60, 40))
    qtbot.mouseRelease(preview, Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 40))
    (box,) = preview.boxes
    back = sv.open_cine(written(exporting, qtbot, tmp_path / "out.dcm"))
    for index in range(len(back)):
        assert not back.frame(index)[box.top : box.bottom, box.left : box.right].any()
        assert back.frame(index).any()
    exporting.clear_masks.click()
    assert preview.boxes == ()


def test_text_that_remains_is_warned_of(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    window.open_sample()
    qtbot.waitUntil(lambda: window.state.wants.cine is not None, timeout=20_000)
    window.state.set_playback(playing=False)
    window.further.show_export()
    export = window.further.export
    assert export is not None
    choose(export, pane="input", format="dicom")
    assert not export.warning.text()
    export.anonymous.click()
    qtbot.waitUntil(lambda: "text" in export.warning.text(), timeout=10_000)
    export.preview.set_boxes((Box(0, 0, 320, 421),))
    qtbot.waitUntil(lambda: not export.warning.text(), timeout=10_000)
    made = written(export, qtbot, tmp_path / "out.dcm")
    assert pydicom.dcmread(made).PatientIdentityRemoved == "YES"


def test_an_export_can_be_cancelled_and_leaves_nothing(
    exporting: ExportWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    images = Processing.images

    def endless(self: Processing, cine: sv.Cine, check, progress) -> Iterator[object]:
        while True:
            yield from images(self, cine, check, progress)

    monkeypatch.setattr(Processing, "images", endless)
    choose(exporting, pane="input", format="dicom")
    out = tmp_path / "out"
    out.mkdir()
    exporting.write(out / "out.dcm")
    qtbot.waitUntil(lambda: exporting.bar.maximum() == 100)
    assert not exporting.go.isEnabled()
    exporting.stop.click()
    assert "Cancelled" in exporting.said.text()
    assert exporting.go.isEnabled()
    exporting.close_down()
    assert not [*out.iterdir()]


def test_what_cannot_be_written_is_said(
    exporting: ExportWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(exporting, pane="input", format="png")
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "notes.txt").write_text("mine")
    exporting.write(tmp_path / "there")
    qtbot.waitUntil(lambda: "is there already" in exporting.said.text(), timeout=10_000)
    assert exporting.go.isEnabled()
    assert [p.name for p in (tmp_path / "there").iterdir()] == ["notes.txt"]
