"""An evidence bundle is saved from the window, and dropped on a fresh one it shows the same."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from speckle_viewer.gui.bundle_dialog import BundleDialog
from speckle_viewer.gui.window import Window
from speckle_viewer.viewer import INPUT
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import click, drop


@pytest.fixture
def dialog(still: Window, qtbot: QtBot) -> BundleDialog:
    """The dialog over a small cine with a pin, and an explainer open."""
    click(still, INPUT, 20, 30)
    still.explain.open("same-pixel")
    wait_until_ready(still, qtbot)
    still.actions_.save_bundle.trigger()
    dialog = still.sessions.bundle
    assert dialog is not None
    qtbot.waitUntil(dialog.go.isEnabled, timeout=20_000)
    return dialog


@pytest.fixture
def fresh(window: Window, qtbot: QtBot) -> Iterator[Window]:
    made = Window()
    with qtbot.waitExposed(made):
        made.show()
    yield made
    if isValid(made):
        made.close()


def saved(dialog: BundleDialog, qtbot: QtBot, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    with qtbot.waitSignal(dialog.written, timeout=60_000):
        dialog.go.click()
    assert dialog.said.text() == f"Written: {file}"


def test_it_says_what_it_holds_and_writes_that(
    dialog: BundleDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dialog.what.text() == "2 images · 1 pin · Same pixel, all methods"
    assert not dialog.named.isChecked()
    saved(dialog, qtbot, tmp_path / "evidence.zip", monkeypatch)
    with ZipFile(tmp_path / "evidence.zip") as bundle:
        names = bundle.namelist()
        assert {"report.html", "session.speckle.json", "versions.json"} < {*names}
        assert "kernels/1-pin-1-kernel-of-tiny-kpn-burst-of-1.npz" in names
        assert "explainers/1-same-pixel-all-methods.tsv" in names
        assert b"noise.npy" not in bundle.read("report.html")
        assert str(tmp_path).encode() not in bundle.read("session.speckle.json")
    assert not dialog.is_busy
    qtbot.waitUntil(lambda: not dialog.bar.isVisible())


def test_dropped_on_another_window_it_asks_for_the_cine_and_shows_the_same(
    dialog: BundleDialog,
    still: Window,
    fresh: Window,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "sent").mkdir()
    saved(dialog, qtbot, tmp_path / "sent" / "evidence.zip", monkeypatch)
    fresh.settings.forget_recent()
    cine = (tmp_path / "noise.npy").rename(tmp_path / "ours.npy")
    titles = list[str]()

    def ask(parent: object, title: str, *_: object) -> tuple[str, str]:
        titles.append(title)
        return str(cine), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    drop(fresh, tmp_path / "sent" / "evidence.zip")
    qtbot.waitUntil(lambda: fresh.messages.text == "Opened evidence.zip.", timeout=20_000)
    assert titles == ["cine 1 is not in the bundle: where is it? Cancel leaves it out"]
    assert fresh.state.wants.frame == 2
    assert [(pin.row, pin.column) for pin in fresh.state.wants.pins] == [(20, 30)]
    assert not fresh.explain.docks["same-pixel"].isHidden()


def test_a_cine_that_was_opened_lately_is_not_asked_for(
    dialog: BundleDialog,
    fresh: Window,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "sent").mkdir()
    saved(dialog, qtbot, tmp_path / "sent" / "evidence.zip", monkeypatch)
    assert fresh.settings.recent
    fresh.open(tmp_path / "sent" / "evidence.zip")
    qtbot.waitUntil(lambda: fresh.messages.text == "Opened evidence.zip.", timeout=20_000)
    assert [cine.path for cine in fresh.state.wants.cines] == [tmp_path / "noise.npy"]


def test_cancelled_it_leaves_nothing(dialog: BundleDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.write(tmp_path / "out" / "evidence.zip")
    assert dialog.stop.text() == "Cancel"
    dialog.stop.click()
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert dialog.said.text() == "Cancelled: nothing was written."
    after = list[str]()  # there is one thread
    dialog._writing.analyst.ask("after", lambda task: "done", after.append)
    qtbot.waitUntil(lambda: after == ["done"], timeout=60_000)
    assert not [*tmp_path.glob("out/*")]


def test_escape_closes_it_and_stops_writing(
    dialog: BundleDialog, still: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.write(tmp_path / "evidence.zip")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not dialog.is_busy
    assert "bundle" not in still.state.wants.evidence


def test_what_cannot_be_written_is_said(dialog: BundleDialog, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "evidence.zip").mkdir()
    dialog.write(tmp_path / "evidence.zip")
    qtbot.waitUntil(lambda: "cannot be written" in dialog.said.text(), timeout=60_000)


def test_without_a_cine_there_is_nothing_to_save(window: Window) -> None:
    assert not window.actions_.save_bundle.isEnabled()


def test_it_says_which_explainers_are_in_it_and_has_those(
    dialog: BundleDialog,
    still: Window,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    still.explain.open("wavelets")  # over the other one, which lets go of what it showed
    bench = still.explain.docks["wavelets"]
    qtbot.waitUntil(lambda: bench.shown() is not None, timeout=60_000)
    wait_until_ready(still, qtbot)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=20_000)
    qtbot.waitUntil(lambda: dialog.what.text() == "2 images · 1 pin · Wavelet bench")
    saved(dialog, qtbot, tmp_path / "evidence.zip", monkeypatch)
    with ZipFile(tmp_path / "evidence.zip") as bundle:
        names = {name for name in bundle.namelist() if name.startswith("explainers/")}
    assert {name.rpartition(".")[0] for name in names} == {"explainers/1-wavelet-sub-bands"}
