"""Weights and models of others become methods, from the menu or dropped on the window."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from speckle_viewer.errors import MethodError
from speckle_viewer.gui import importing
from speckle_viewer.gui.importing import ImportDialog, suggested_id, way_for
from speckle_viewer.gui.window import Window
from speckle_viewer.methods import Card
from speckle_viewer.methods.plugins import WARNING
from speckle_viewer.networks.dncnn import DnCNN
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import drop
from tests.methods.checkpoints import kair

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A small DnCNN as KAIR stores it."""
    path = tmp_path / "Small DnCNN_25.pth"
    torch.save(kair(DnCNN(4, 4, norm=False)), path)
    return path


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that says that it was run, in place of a model that runs."""
    ran: list[Path] = []

    def run(file: Path, method: str) -> Card:
        ran.append(file)
        raise MethodError(f"{file.name} was run.")

    monkeypatch.setattr(importing, "ADD_MODEL", replace(importing.ADD_MODEL, read=run))
    path = tmp_path / "theirs.pt2"
    path.write_bytes(b"code")
    return path


def dialog(window: Window, qtbot: QtBot) -> ImportDialog:
    """The dialog that is open."""
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportDialog)), timeout=5_000)
    (found,) = window.findChildren(ImportDialog)
    assert isinstance(found, ImportDialog)
    qtbot.waitExposed(found)
    return found


def test_weights_are_imported_from_the_menu_and_run(
    own_weights: Path,
    weights: Path,
    still: Window,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(weights), ""))
    still.actions_.import_weights.trigger()
    asked = dialog(still, qtbot)
    assert asked.method.text() == "small-dncnn-25"
    qtbot.mouseClick(asked.go, LEFT)
    qtbot.waitUntil(lambda: "small-dncnn-25" in still.state.wants.methods, timeout=60_000)
    wait_until_ready(still, qtbot)
    row = still.methods.row_of("small-dncnn-25")
    assert still.methods.item(row).checkState() == Qt.CheckState.Checked
    assert still.methods.item(row - 1).text() == "Imported"
    assert still.presenter.scene.panes[-1].image is not None
    assert (own_weights / "small-dncnn-25.safetensors").is_file()
    assert "small-dncnn-25" in still.messages.text


def test_dropped_weights_are_asked_about_and_a_bad_id_is_explained(
    own_weights: Path, weights: Path, still: Window, qtbot: QtBot
) -> None:
    drop(still, weights)
    asked = dialog(still, qtbot)
    asked.method.selectAll()
    qtbot.keyClicks(asked.method, "Not this!")
    qtbot.keyClick(asked.method, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "small letters" in still.messages.text, timeout=60_000)
    assert not [*own_weights.iterdir()]
    assert still.state.wants.methods == ("kpn",)


def test_a_bad_file_of_weights_is_explained(
    own_weights: Path, still: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.safetensors"
    bad.write_bytes(b"nothing of the kind")
    drop(still, bad)
    qtbot.mouseClick(dialog(still, qtbot).go, LEFT)
    qtbot.waitUntil(lambda: "bad.safetensors" in still.messages.text, timeout=60_000)
    assert not [*own_weights.iterdir()]


def test_before_a_model_is_run_the_user_is_warned(
    own_weights: Path, model: Path, still: Window, qtbot: QtBot
) -> None:
    drop(still, model)
    asked = dialog(still, qtbot)
    assert WARNING in [label.text() for label in asked.findChildren(QLabel)]
    assert asked.cancel.isDefault()
    assert not asked.go.isDefault()
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not still.findChildren(ImportDialog), timeout=5_000)
    assert still.importing._worker is None, "nothing was read"
    drop(still, model)
    qtbot.mouseClick(dialog(still, qtbot).go, LEFT)
    qtbot.waitUntil(lambda: still.messages.text == "theirs.pt2 was run.", timeout=20_000)


def test_escape_leaves_the_file_alone(
    own_weights: Path, weights: Path, still: Window, qtbot: QtBot
) -> None:
    drop(still, weights)
    qtbot.keyClick(dialog(still, qtbot), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not still.findChildren(ImportDialog), timeout=5_000)
    QApplication.processEvents()
    assert still.importing._worker is None


def test_cines_are_no_weights_and_ids_are_free() -> None:
    assert way_for(Path("echo.npy")) is None
    assert way_for(Path("echo.dcm")) is None
    assert way_for(Path("DnCNN.MAT")) is importing.IMPORT
    assert way_for(Path("net.onnx")) is importing.ADD_MODEL
    assert suggested_id(Path("model.mat"), {"model", "model-2"}) == "model-3"
    assert suggested_id(Path("My Net (1).pth"), set()) == "my-net-1"
    assert suggested_id(Path("___.pth"), set()) == "imported"
