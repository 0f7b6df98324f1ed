"""A reference in the real window: PSNR and SSIM above the images, live."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from speckle_viewer import metrics
from speckle_viewer.cine import Cine, open_cine
from speckle_viewer.cine.cine import to_grey
from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.explain.measuring.question import question_of
from speckle_viewer.gui.explain.measuring.values import measure
from speckle_viewer.gui.window import Window
from speckle_viewer.viewer import INPUT
from speckle_viewer.viewer.comparison import COMPARE
from speckle_viewer.viewer.measurements import Measuring
from speckle_viewer.viewer.roi import Roi
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import drop

FRAMES, ROWS, COLUMNS = 4, 60, 80


def write(path: Path, frames: int = FRAMES, rows: int = ROWS, noise: float = 0) -> Path:
    rng = np.random.default_rng(3)
    y, x = np.mgrid[:rows, :COLUMNS]
    clean = 120 + 60 * np.sin(x / 9 + np.arange(frames)[:, None, None]) * np.cos(y / 7)
    np.save(path, np.clip(clean + rng.normal(0, noise, clean.shape), 0, 255).astype(np.uint8))
    return path


@pytest.fixture
def pair(window: Window, qtbot: QtBot, tmp_path: Path) -> Window:
    """A noisy cine that was dropped, with its truth beside it."""
    write(tmp_path / "a-clean.npy")
    drop(window, write(tmp_path / "a.npy", noise=20))
    qtbot.waitUntil(lambda: window.state.wants.reference is not None, timeout=20_000)
    window.state.set_playback(playing=False)
    window.state.go_to(2)
    wait_until_scored(window, qtbot)
    return window


def wait_until_scored(window: Window, qtbot: QtBot) -> None:
    wait_until_ready(window, qtbot)

    def scored() -> bool:
        panes = window.presenter.scene.panes
        return all(
            p.scored is not None and p.scored.frame == p.frame == window.state.wants.frame
            for p in panes
        )

    qtbot.waitUntil(scored, timeout=20_000)


def line(window: Window, pane: str) -> str:
    return window.grid.panes[pane].score_line.text


def by_hand(window: Window, pane: str) -> str:
    """What the line must say, from the file itself."""
    cine, shown = window.state.wants.cine, window.presenter.scene.pane(pane)
    assert cine is not None
    assert cine.path is not None
    truth = open_cine(cine.path.with_name("a-clean.npy")).grey(shown.frame)
    inside = cine.insonified(shown.frame)
    image = to_grey(shown.image, cine.value_range)
    psnr = metrics.psnr(image, truth, 1, inside)
    offset_free = metrics.offset_free_psnr(image, truth, 1, inside)
    ssim = metrics.ssim(image, truth, 1, inside)
    return f"PSNR {psnr:.2f} dB · SSIM {ssim:.3f} · offset-free {offset_free:.2f} dB"


def menu_of(window: Window, cine: Cine, qtbot: QtBot) -> QMenu:
    """The menu of a cine in the list, called by the key for menus."""
    window.cines.setFocus()
    names = [c.name for c in window.state.wants.cines]
    window.cines.blockSignals(True)
    window.cines.setCurrentRow(names.index(cine.name))
    window.cines.blockSignals(False)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(window.cines, event)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_the_truth_beside_a_file_is_its_reference(pair: Window) -> None:
    for pane in (INPUT, "kpn"):
        assert line(pair, pane) == f"{by_hand(pair, pane)}   against a-clean.npy"
        assert pair.grid.panes[pane].score_line.isVisible()
        tip = pair.grid.panes[pane].score_line.toolTip()
        assert "10 log10(1 / mean squared error)" in tip
        assert f"{ROWS * COLUMNS:,} px, frame 3, against a-clean.npy." in tip
    assert [c.name for c in pair.state.wants.cines] == ["a.npy", "a-clean.npy"]
    assert pair.state.wants.cine.name == "a.npy"
    assert "a-clean.npy is the truth of a.npy" in pair.messages.text


def test_it_follows_the_frame_and_the_method(pair: Window, qtbot: QtBot) -> None:
    before = line(pair, INPUT)
    pair.state.step(1)
    wait_until_scored(pair, qtbot)
    assert line(pair, INPUT) != before
    assert line(pair, INPUT).startswith(by_hand(pair, INPUT))
    pair.state.choose_method("median", True)
    wait_until_scored(pair, qtbot)
    assert line(pair, "median").startswith(by_hand(pair, "median"))


def test_the_table_of_regions_is_told_the_reference(pair: Window, qtbot: QtBot) -> None:
    cine = pair.state.wants.cine
    roi = Roi(cine, "cyst", 0, "rectangle", ((10, 10), (30, 40)))
    pair.state.change(rois=(roi,), measuring=Measuring(columns=("psnr", "ssim")))
    wait_until_scored(pair, qtbot)
    (row, _) = measure(question_of(pair.presenter.scene), Task(lambda: False, lambda _: None))
    truth, image = pair.state.wants.reference.grey(2), cine.grey(2)
    assert row.cells["psnr"].value == metrics.psnr(image, truth, 1, roi.mask(2))
    assert row.cells["ssim"].value == metrics.ssim(image, truth, 1, roi.mask(2))


def test_it_goes_on_while_the_cine_plays(pair: Window, qtbot: QtBot) -> None:
    scored: set[int] = set()
    pair.presenter.scene_changed.connect(
        lambda scene: scored.update(p.scored.frame for p in scene.panes if p.scored)
    )
    pair.state.set_playback(playing=True)
    qtbot.waitUntil(lambda: scored == set(range(FRAMES)), timeout=20_000)


def test_a_pane_that_compares_has_none(pair: Window, qtbot: QtBot) -> None:
    pair.state.compare(shown=True)
    wait_until_scored(pair, qtbot)
    assert line(pair, COMPARE) == ""
    panes = [pair.grid.panes[p] for p in (INPUT, "kpn", COMPARE)]

    def is_level() -> bool:  # the images stay side by side
        return all(p.canvas.y() == panes[0].canvas.y() > p.score_line.y() > 0 for p in panes)

    qtbot.waitUntil(is_level, timeout=20_000)


def test_without_a_reference_there_is_no_line(pair: Window, qtbot: QtBot) -> None:
    assert pair.actions_.no_reference.isEnabled()
    pair.actions_.no_reference.trigger()
    wait_until_ready(pair, qtbot)
    assert not pair.grid.panes[INPUT].score_line.isVisible()
    assert not pair.actions_.no_reference.isEnabled()


def test_closing_the_reference_ends_the_comparison(pair: Window, qtbot: QtBot) -> None:
    pair.presenter.close_cine(pair.state.wants.reference)
    wait_until_ready(pair, qtbot)
    assert pair.state.wants.reference is None
    assert not pair.grid.panes[INPUT].score_line.isVisible()


def test_an_opened_cine_becomes_the_reference_by_its_menu(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    drop(window, write(tmp_path / "still.npy", 1), write(tmp_path / "b.npy", noise=20))
    qtbot.waitUntil(lambda: len(window.state.wants.cines) == 2, timeout=20_000)
    still, shown = window.state.wants.cines
    window.state.set_playback(playing=False)
    menu = menu_of(window, still, qtbot)
    use = menu.actions()[0]
    assert use.text() == "Use as reference for b.npy"
    use.trigger()
    menu.close()
    wait_until_scored(window, qtbot)
    assert line(window, INPUT).endswith("against still.npy")  # one frame is that of all
    menu = menu_of(window, shown, qtbot)
    menu.actions()[0].trigger()
    menu.close()
    assert window.state.wants.reference is None


def test_what_cannot_be_compared_says_why(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = write(tmp_path / "other.npy", rows=30)
    drop(window, write(tmp_path / "b.npy", noise=20))
    qtbot.waitUntil(lambda: window.state.wants.cine is not None, timeout=20_000)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    window.actions_.use_reference.trigger()
    said = "other.npy cannot be the reference of b.npy: its frames have 80 × 30 px, not 80 × 60."
    qtbot.waitUntil(lambda: said in window.messages.text, timeout=20_000)
    assert window.state.wants.reference is None
    assert len(window.state.wants.cines) == 1


def test_a_file_is_the_reference_once_it_is_chosen(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    truth = write(tmp_path / "truth.npy")
    drop(window, write(tmp_path / "b.npy", noise=20))
    qtbot.waitUntil(lambda: window.state.wants.cine is not None, timeout=20_000)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(truth), ""))
    window.actions_.use_reference.trigger()
    qtbot.waitUntil(lambda: window.state.wants.reference is not None, timeout=20_000)
    window.state.set_playback(playing=False)
    wait_until_scored(window, qtbot)
    assert line(window, "kpn").endswith("against truth.npy")


def test_a_file_that_is_open_by_a_relative_path_is_not_opened_again(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    truth = write(tmp_path / "truth.npy")
    monkeypatch.chdir(tmp_path)
    window.open(Path("truth.npy"))
    qtbot.waitUntil(lambda: len(window.state.wants.cines) == 1, timeout=20_000)
    drop(window, write(tmp_path / "b.npy", noise=20))
    qtbot.waitUntil(lambda: len(window.state.wants.cines) == 2, timeout=20_000)
    window.state.set_playback(playing=False)
    first, second = window.state.wants.cines
    window.references.take(second, truth)
    qtbot.waitUntil(lambda: window.state.wants.references == {second: first}, timeout=20_000)
    assert window.state.wants.cines == (first, second)


def test_a_comparison_that_fails_is_said(
    pair: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("speckle_viewer.measuring.agreement.agreement", broken)
    pair.state.go_to(0)
    failed = "This analysis failed (ZeroDivisionError): run `speckle-viewer doctor`."
    qtbot.waitUntil(lambda: pair.messages.text == failed, timeout=20_000)
    wait_until_ready(pair, qtbot)
