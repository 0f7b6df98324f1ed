"""Taking away by menu, key and dialog what the window shows."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.explain.taking import NOTHING, TakeButton
from speckle_viewer.gui.window import Window
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import click_method, hover, turn_to

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def looked_at(window: Window, qtbot: QtBot) -> None:
    hover(window, "kpn", 20, 30)
    wait_until_ready(window, qtbot)
    window.presenter.refresh()


def answer(monkeypatch: pytest.MonkeyPatch, path: Path, kind: str = "") -> list[str]:
    """Have the file dialog answer; gives what it proposed."""
    proposed: list[str] = []

    def ask(parent: object, title: str, name: str, kinds: str) -> tuple[str, str]:
        proposed.append(name)
        return str(path), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return proposed


def button_of(window: Window, name: str) -> TakeButton:
    (found,) = (
        b for b in window.findChildren(TakeButton) if b.accessibleName() == f"Take away: {name}"
    )
    return found


def choose(button: TakeButton, text: str) -> None:
    (action,) = (a for a in button.menu().actions() if a.text().startswith(text))
    action.trigger()


def test_the_key_copies_the_kernel_as_numbers(still: Window, qtbot: QtBot) -> None:
    looked_at(still, qtbot)
    still.activateWindow()
    still.grid.focus_image()
    QApplication.clipboard().clear()
    qtbot.keyClick(still, Qt.Key.Key_C, CTRL_SHIFT)
    qtbot.waitUntil(lambda: bool(QApplication.clipboard().text()))
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0] == "Kernel of a pixel"
    assert "Pixel\tx 30, y 20" in lines
    start = lines.index("Weights 3 × 3") + 1
    assert lines[start].split("\t") == ["row \\ column", "-1", "0", "1"]
    numbers = [[float(n) for n in line.split("\t")[1:]] for line in lines[start + 1 : start + 4]]
    kernel = still.presenter.scene.inspection.kernel
    np.testing.assert_allclose(numbers, kernel.taps[0][0], rtol=1e-6)
    said = "Copied as numbers: Kernel of a pixel."
    qtbot.waitUntil(lambda: still.status.engine.text() == said)
    still.presenter.refresh()
    assert still.status.engine.text() == said
    assert still.messages.text == ""
    qtbot.waitUntil(lambda: still.status.engine.text() != said)


def test_the_explainer_in_front_comes_first(
    noise_methods: None, still: Window, qtbot: QtBot
) -> None:
    still.state.choose_method("kpn", False)
    click_method(still, "cbdnet")
    still.explain.open("noise")
    wait_until_ready(still, qtbot)
    still.presenter.refresh()
    QApplication.clipboard().clear()
    still.actions_.copy_numbers.trigger()
    qtbot.waitUntil(lambda: bool(QApplication.clipboard().text()))
    assert QApplication.clipboard().text().startswith("Noise map\nMethod\tTiny CBDNet\n")
    assert "Unit\tgrey levels" in QApplication.clipboard().text()


def test_numbers_are_saved_from_the_menu(
    noise_methods: None,
    still: Window,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    still.state.choose_method("kpn", False)
    click_method(still, "cbdnet")
    still.explain.open("noise")
    wait_until_ready(still, qtbot)
    still.presenter.refresh()
    proposed = answer(monkeypatch, tmp_path / "map", "Arrays (*.npz)")
    choose(button_of(still, "Noise map"), "Save numbers")
    qtbot.waitUntil(lambda: still.messages.text == "Saved map.npz.")
    with np.load(tmp_path / "map.npz", allow_pickle=False) as found:
        expected = still.presenter.scene.pane("cbdnet").result.prediction.noise_map
        np.testing.assert_allclose(
            found["noise_standard_deviation"], 255 * expected.numpy(), rtol=1e-6
        )
    assert Path(proposed[0]).name == "noise-map.npz", "what it is, and never of whom"


def test_a_figure_of_the_kernel_is_saved(
    still: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_to(still, "Kernel")
    looked_at(still, qtbot)
    answer(monkeypatch, tmp_path / "kernel.svg")
    choose(button_of(still, "kernel"), "Save figure")
    qtbot.waitUntil(lambda: still.messages.text == "Saved kernel.svg.", timeout=60_000)
    drawn = (tmp_path / "kernel.svg").read_text(encoding="utf-8")
    assert "Weights 3 × 3" in drawn
    assert still.state.wants.cine.name not in drawn


def test_where_nothing_is_shown_a_sentence_says_so(window: Window, qtbot: QtBot) -> None:
    window.actions_.save_figure.trigger()
    assert window.messages.text == NOTHING


def test_what_cannot_be_written_is_one_sentence(
    still: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at(still, qtbot)
    (tmp_path / "file").write_text("in the way")
    answer(monkeypatch, tmp_path / "file" / "kernel.npz")
    still.actions_.save_numbers.trigger()
    qtbot.waitUntil(lambda: "cannot be written" in still.messages.text)
    assert "choose another place" in still.messages.text


def test_a_dialog_that_is_cancelled_writes_nothing(
    still: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at(still, qtbot)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    still.actions_.save_figure.trigger()
    assert not still.taking.is_busy
