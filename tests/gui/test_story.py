"""What a researcher does of a morning, with mouse and keys alone, from two files to a folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import speckle_viewer as sv
from speckle_viewer import cli
from speckle_viewer.gui.window import Window
from speckle_viewer.viewer import INPUT
from speckle_viewer.viewer.comparison import COMPARE
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import NO_KEYS, canvas, click_method, drag_through, drop, write_cine
from tests.gui.test_comparing import choose, compared
from tests.gui.test_measurements import cell, draw, settled

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
BOXES = (((10, 12), (22, 30)), ((32, 8), (44, 20)), ((26, 40), (40, 56)))


@contextmanager
def other_account(home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    """The window of somebody else, who has no settings yet."""
    home.mkdir(exist_ok=True)
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(home))
    window = Window()
    window.resize(1200, 800)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    if isValid(window):
        window.close()


def key(window: Window, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = NO_KEYS) -> None:
    """Press a key in an image of this window, which gets the keyboard first."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.grid.focus_image()
    QTest.keyClick(canvas(window, INPUT), key, held)


def image_of(window: Window, pane: str) -> np.ndarray:
    shown = window.presenter.scene.pane(pane)
    assert shown is not None
    assert shown.image is not None
    return np.asarray(shown.image)


def look(window: Window, qtbot: QtBot, folder: Path) -> None:
    """Open two cines, choose two methods, draw three regions and read the table."""
    drop(window, write_cine(folder / "one.npy"), write_cine(folder / "two.npy", seed=1))
    qtbot.waitUntil(lambda: window.cines.count() == 2, timeout=20_000)
    window.state.set_playback(playing=False)
    window.state.go_to(3)
    click_method(window, "median", box=True)
    assert window.state.wants.methods == ("kpn", "median")
    wait_until_ready(window, qtbot)
    key(window, qtbot, Key.Key_M)
    qtbot.waitUntil(lambda: window.explain.docks["measurements"].explainer is not None)
    for box in BOXES:
        draw(window, qtbot, box)
        settled(window, qtbot)
    assert [roi.name for roi in window.state.wants.cine_rois] == [
        "Region 1",
        "Region 2",
        "Region 3",
    ]
    (top, left), (bottom, right) = BOXES[1]
    for pane in (INPUT, "kpn", "median"):
        mean = image_of(window, pane)[top:bottom, left:right].mean()
        assert cell(window, "Region 2", pane, "mean") == f"{mean:.1f}"


def swipe(window: Window, qtbot: QtBot) -> None:
    """Compare the median with the input under a divider that is dragged."""
    key(window, qtbot, Key.Key_C)
    choose(window.comparing.mode, "Swipe", qtbot)
    wait_until_ready(window, qtbot)
    image, row = canvas(window, COMPARE), 24
    edges = [(image.to_screen(row, c) + image.to_screen(row, c - 1)) / 2 for c in (32, 25, 16)]
    drag_through(image.viewport(), *edges)
    wait_until_ready(window, qtbot)
    divider = compared(window).divider
    assert divider is not None
    assert divider.column == 16


def export(window: Window, qtbot: QtBot, to: Path) -> None:
    """Write what the KPN made of the frame as DICOM; others read the same pixels."""
    import pydicom

    key(window, qtbot, Key.Key_E, CTRL)
    qtbot.waitUntil(
        lambda: window.further.export is not None and window.further.export.pane.count() >= 4
    )
    form = window.further.export
    assert form is not None
    for box, data in ((form.pane, "kpn"), (form.format, "dicom"), (form.frames, "this")):
        box.setCurrentIndex(box.findData(data))
    with qtbot.waitSignal(form.written, timeout=30_000):
        form.write(to)
    shown = np.rint(image_of(window, "kpn")).astype(int)
    assert np.abs(sv.open_cine(to).frame(0).astype(int) - shown).max() <= 1
    file = pydicom.dcmread(to)
    file.pixel_array_options(decoding_plugin="gdcm")
    assert np.abs(file.pixel_array.squeeze().astype(int) - shown).max() <= 1
    assert "DERIVED" in file.ImageType
    form.close()


def test_from_two_files_to_a_folder(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, home = tmp_path / "study", tmp_path / "somebody-else"
    folder.mkdir()
    look(window, qtbot, folder)
    swipe(window, qtbot)
    export(window, qtbot, tmp_path / "kpn.dcm")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(folder / "morning"), ""))
    key(window, qtbot, Key.Key_S, CTRL)
    qtbot.waitUntil((folder / "morning.speckle.json").exists, timeout=20_000)
    qtbot.waitUntil(lambda: not window.sessions.is_busy)
    median = image_of(window, "median")

    home.mkdir()
    moved = folder.rename(home / "their study")
    with other_account(home, qtbot, monkeypatch) as other:
        drop(other, moved / "morning.speckle.json")
        qtbot.waitUntil(lambda: len(other.state.wants.cines) == 2, timeout=20_000)
        wait_until_ready(other, qtbot)
        qtbot.waitUntil(lambda: other.explain.docks["measurements"].explainer is not None)
        settled(other, qtbot)
        for pane in (INPUT, "kpn", "median", COMPARE):
            np.testing.assert_array_equal(image_of(other, pane), image_of(window, pane))
        for region in ("Region 1", "Region 2", "Region 3"):
            mine, theirs = (cell(w, region, "median", "mean") for w in (window, other))
            assert mine == theirs

    words = ["denoise", str(moved), "--method", "median", "--out", str(tmp_path / "done")]
    assert cli.main([*words, "--format", "npy"]) == 0
    made = sorted((tmp_path / "done").rglob("*.npy"))
    assert len(made) == 2
    np.testing.assert_allclose(np.load(made[1])[3], median, atol=1)  # the one that is shown
