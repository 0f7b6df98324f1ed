"""Weights and models of others become methods, from the menu or dropped on the window."""

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from speckle_viewer.errors import MethodError
from speckle_viewer.gui import importing
from speckle_viewer.gui.importing import ImportDialog, suggested_id, way_for
from speckle_viewer.gui.window import Window
from speckle_viewer.gui.worker import end_all
from speckle_viewer.methods import Card
from speckle_viewer.methods.installed import installed
from speckle_viewer.methods.plugins import WARNING
from speckle_viewer.methods.registry import remove_method
from speckle_viewer.networks.dncnn import DnCNN
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import click_method, drop
from tests.methods.checkpoints import kair

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A small DnCNN as KAIR stores it."""
    path = tmp_path / "Small DnCNN_25.pth"
    torch.save(kair(DnCNN(4, 4, norm=False)), path)
    return path


@pytest.fixture
def ran() -> list[Path]:
    """The models that were run."""
    return []


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ran: list[Path]) -> Path:
    """A file that says that it was run, in place of a model that runs."""

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
    assert still.methods.item(row - 1).text() == "Imported and added"
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


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_before_a_model_is_run_the_user_is_warned(
    own_weights: Path, model: Path, ran: list[Path], still: Window, qtbot: QtBot, key: Qt.Key
) -> None:
    drop(still, model)
    asked = dialog(still, qtbot)
    assert WARNING in [label.text() for label in asked.findChildren(QLabel)]
    assert asked.cancel.isDefault()
    assert not asked.go.isDefault()
    qtbot.keyClick(asked, key)
    qtbot.waitUntil(lambda: not still.findChildren(ImportDialog), timeout=5_000)
    drop(still, model)
    qtbot.mouseClick(dialog(still, qtbot).go, LEFT)
    qtbot.waitUntil(lambda: still.messages.text == "theirs.pt2 was run.", timeout=20_000)
    assert ran == [model], "only once, and not when the answer was no"


def test_of_a_model_from_the_menu_the_user_is_warned_whatever_its_ending(
    own_weights: Path, still: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/nowhere/net.pt", ""))
    still.actions_.add_model.trigger()
    asked = dialog(still, qtbot)
    assert WARNING in [label.text() for label in asked.findChildren(QLabel)]
    assert asked.cancel.isDefault()
    qtbot.mouseClick(asked.cancel, LEFT)
    qtbot.waitUntil(lambda: not still.findChildren(ImportDialog), timeout=5_000)


PLUGIN = """
import threading
from speckle_viewer.methods import Card
if threading.current_thread() is threading.main_thread():
    raise RuntimeError("imported in the window's thread")
class Tenth:
    card = Card("tenth", "A tenth more", "", "", 1, (), 0, "", "MIT", {})
    overlap, multiple, only_float32 = 0, 1, True
    def predict(self, burst, controls, *, dtype=None, check=None):
        from speckle_viewer.networks import Prediction
        return Prediction(burst[len(burst) // 2, 0] * 0.9 + 0.1)
    def to(self, device):
        return self
"""


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package with a method, and one that cannot be imported. Name it before the window."""
    site = tmp_path / "site"
    folder = site / "shady-2.0.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: shady\nVersion: 2.0\n")
    entries = "[speckle_viewer.methods]\ntenth = shady_tenth:Tenth\nbroken = no_such_module:X\n"
    (folder / "entry_points.txt").write_text(entries)
    (site / "shady_tenth.py").write_text(PLUGIN)
    monkeypatch.syspath_prepend(str(site))
    installed.cache_clear()
    yield
    sys.modules.pop("shady_tenth", None)
    installed.cache_clear()


def test_installed_packages_are_read_beside_the_window_and_run(
    packages: None, still: Window, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: still.methods.row_of("tenth") >= 0, timeout=20_000)
    assert still.state.wants.methods == ("kpn",)
    assert "The plug-in broken of shady cannot be imported" in still.messages.text
    click_method(still, "tenth")
    wait_until_ready(still, qtbot)
    before, after = (pane.image for pane in still.presenter.scene.panes if pane.id != "kpn")
    assert before is not None
    assert after is not None
    assert abs(after - (0.9 * before + 25.5)).max() <= 0.51


def test_an_id_that_is_used_again_shows_the_new_weights(
    own_weights: Path, tmp_path: Path, still: Window, qtbot: QtBot
) -> None:
    network, images = DnCNN(3, 4, norm=False), []
    for times in (1, 40):
        tensors = {name: times * tensor for name, tensor in kair(network).items()}
        torch.save(tensors, tmp_path / "net.pth")
        drop(still, tmp_path / "net.pth")
        asked = dialog(still, qtbot)
        assert asked.method.text() == "net"
        with qtbot.waitSignal(still.importing.imported, timeout=60_000):
            qtbot.mouseClick(asked.go, LEFT)
        wait_until_ready(still, qtbot)
        images.append(still.presenter.scene.panes[-1].image)
        remove_method("net")  # as the command does in another process
        qtbot.waitUntil(lambda: not still.findChildren(ImportDialog), timeout=5_000)
    assert (images[0] != images[1]).any()


def test_the_programs_end_waits_for_what_is_being_read(still: Window, tmp_path: Path) -> None:
    begun, may_end, ended = threading.Event(), threading.Event(), threading.Event()

    def read(file: Path, method: str) -> Card:
        begun.set()
        may_end.wait(60)
        ended.set()
        raise MethodError("too late")

    still.importing.read(replace(importing.IMPORT, read=read), tmp_path / "x.pth", "x")
    assert begun.wait(60)
    still.close()
    may_end.set()
    end_all()
    assert ended.is_set()


def test_cines_are_no_weights_and_ids_are_free() -> None:
    assert way_for(Path("echo.npy")) is None
    assert way_for(Path("echo.dcm")) is None
    assert way_for(Path("DnCNN.MAT")) is importing.IMPORT
    assert way_for(Path("net.onnx")) is importing.ADD_MODEL
    assert suggested_id(Path("model.mat"), {"model", "model-2"}) == "model-3"
    assert suggested_id(Path("My Net (1).pth"), set()) == "my-net-1"
    assert suggested_id(Path("___.pth"), set()) == "imported"
