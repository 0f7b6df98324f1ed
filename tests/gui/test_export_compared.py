"""The comparison is exported from arrays, and images are saved as figures."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from speckle_viewer.colours import diverging
from speckle_viewer.evidence.shown import Picture
from speckle_viewer.export.box import Box
from speckle_viewer.export.montage import Bar, _caption
from speckle_viewer.gui.export_window import ExportWindow
from speckle_viewer.gui.window import Window
from speckle_viewer.viewer.drawn import drawn_whole
from speckle_viewer.viewer.pane_figure import shown_panes
from speckle_viewer.viewer.roi import Roi
from tests.gui.conftest import wait_until_ready
from tests.gui.test_export_window import choose, written


@pytest.fixture
def exporting(still: Window, qtbot: QtBot) -> ExportWindow:
    """The Export window while two panes are compared."""
    still.actions_.compare.setChecked(True)
    still.state.compare(gain=1.0)
    wait_until_ready(still, qtbot)
    qtbot.keyClick(still, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(
        lambda: still.further.export is not None and still.further.export.pane.count() == 4
    )
    assert still.further.export is not None
    return still.further.export


def compared(window: Window) -> tuple[np.ndarray, np.ndarray]:
    """The images compared, as numbers."""
    first, second = (pane.image for pane in window.presenter.scene.panes)
    assert first is not None
    assert second is not None
    return first.astype(float), second.astype(float)


def test_a_colour_bar_stands_in_the_caption() -> None:
    table = diverging("dark")
    strip = np.asarray(_caption("KPN − Input", 300, Bar(table, "-64", "64", "grey levels")))
    plain = np.asarray(_caption("KPN − Input", 300, None))
    np.testing.assert_array_equal(strip[:, :90], plain[:, :90])
    row = strip[12].astype(int)
    coloured = np.flatnonzero(np.ptp(row, axis=-1) > 10)
    assert row[coloured[0]] == pytest.approx(table[0].astype(int), abs=12)
    assert row[coloured[-1]] == pytest.approx(table[-1].astype(int), abs=12)


def test_a_difference_has_the_colours_of_the_screen(
    exporting: ExportWindow, still: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(exporting, pane="compare", format="png", frames="this")
    folder = written(exporting, qtbot, tmp_path / "out")
    picture = np.asarray(Image.open(folder / "frame-0001.png"))
    first, second = compared(still)
    assert picture.shape == (first.shape[0] + 22, first.shape[1], 3)
    table, limit = diverging("dark").astype(int), 256.0
    place = np.rint((second - first + limit) / (2 * limit) * (len(table) - 1)).astype(int)
    assert np.abs(picture[22:].astype(int) - table[place]).max() <= 2
    shown = still.presenter.scene.comparison
    assert shown is not None
    np.testing.assert_array_equal(picture[22:], drawn_whole(shown))


def test_numbers_of_a_difference_are_an_array(
    exporting: ExportWindow, still: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    exporting.preview.set_boxes((Box(0, 0, 10, 12),))
    choose(exporting, pane="compare", format="npy", frames="this")
    values = np.load(written(exporting, qtbot, tmp_path / "out.npy"))
    first, second = compared(still)
    expected = second - first
    expected[:10, :12] = 0
    np.testing.assert_allclose(values[0], expected, atol=1.01)
    assert values.dtype == np.float32
    told = (tmp_path / "out.npy.txt").read_text("utf-8")
    assert told.startswith("Tiny KPN, burst of 1 − Input (grey levels): Copied unchanged by ")
    assert told.endswith("Rectangles made black: 1.\n")


@pytest.mark.parametrize("mode", ["swipe", "blend"])
def test_a_swipe_and_a_blend_are_pictures(
    exporting: ExportWindow, still: Window, qtbot: QtBot, tmp_path: Path, mode: str
) -> None:
    still.state.compare(mode=mode, divider=0.25, share=0.5)
    wait_until_ready(still, qtbot)
    choose(exporting, pane="compare", format="png", frames="this")
    folder = written(exporting, qtbot, tmp_path / "out")
    picture = np.asarray(Image.open(folder / "frame-0001.png"))
    first, second = compared(still)
    found = picture[22:, :, 0].astype(float)
    if mode == "blend":
        assert np.abs(found - (first + second) / 2).max() <= 1.5
        return
    np.testing.assert_allclose(found[:, :15], first[:, :15], atol=1)
    assert (found[:, 15] == 255).all()  # the divider
    np.testing.assert_allclose(found[:, 16:], second[:, 16:], atol=1)


def test_the_comparison_stands_beside_the_others(
    exporting: ExportWindow, still: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(exporting, pane="all", format="gif", frames="whole")
    path = written(exporting, qtbot, tmp_path / "all.gif")
    with Image.open(path) as film:
        assert film.n_frames == 6  # type: ignore[attr-defined]
        rows, columns = still.state.wants.cine.shape  # type: ignore[union-attr]
        assert film.size[0] * film.size[1] >= 3 * rows * columns


def test_a_comparison_is_not_for_dicom(exporting: ExportWindow) -> None:
    choose(exporting, pane="compare", format="dicom")
    assert not exporting.go.isEnabled()
    assert exporting.said.text().startswith("A comparison is no recording")
    choose(exporting, format="mp4")
    assert exporting.go.isEnabled()
    assert not exporting.said.text()


@pytest.mark.parametrize("suffix", [".svg", ".png"])
def test_a_figure_has_the_image_with_regions_and_pins(
    exporting: ExportWindow, still: Window, qtbot: QtBot, tmp_path: Path, suffix: str
) -> None:
    cine = still.state.wants.cine
    assert cine is not None
    still.state.change(rois=(Roi(cine, "cyst", 0, "ellipse", ((5.0, 6.0), (20.0, 30.0))),))
    still.state.pins.toggle(30, 40)
    wait_until_ready(still, qtbot)
    choose(exporting, pane="kpn", format="figure")
    assert exporting.frames.isHidden()
    path = written(exporting, qtbot, tmp_path / f"figure{suffix}")
    if suffix == ".svg":
        text = path.read_text()
        assert "cyst" in text
        assert "Frame: 3 of 6" in text
        assert "<image" in text
    else:
        with Image.open(path) as picture:
            assert picture.size[0] == 1003  # 85 mm at 300 dpi


def test_figures_keep_numbers_and_colours(still: Window, qtbot: QtBot) -> None:
    still.actions_.compare.setChecked(True)
    wait_until_ready(still, qtbot)
    scene = still.presenter.scene
    shown = shown_panes(scene, [pane.id for pane in scene.images])
    assert shown is not None
    given, made, difference = shown.panels
    assert isinstance(difference, Picture)
    first, second = compared(still)
    np.testing.assert_allclose(difference.values, second - first)
    assert (difference.colours, difference.unit) == ("diverging", "grey levels")
    for picture, image in ((given, first), (made, second)):
        assert isinstance(picture, Picture)
        np.testing.assert_allclose(picture.values[..., 1] * 255, image)
    assert shown_panes(scene, ["no such pane"]) is None


def test_the_menu_of_an_image_saves_its_figure(
    still: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    still.actions_.compare.setChecked(True)
    wait_until_ready(still, qtbot)
    path = tmp_path / "image.svg"
    monkeypatch.setattr(
        "speckle_viewer.gui.explain.taking.QFileDialog.getSaveFileName",
        lambda *_: (str(path), ""),
    )
    for pane in ("input", "compare"):
        path.unlink(missing_ok=True)
        menu: QMenu = still.grid.panes[pane].explain_button.menu()
        menu.aboutToShow.emit()
        (action,) = (a for a in menu.actions() if a.text().startswith("Save figure of this"))
        with qtbot.waitSignal(still.taking.noted, timeout=20_000):
            action.trigger()
        assert path.read_text().startswith("<?xml")
