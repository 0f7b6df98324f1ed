"""What every test of the window may use, and what it must not leave behind."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from safetensors.torch import save_file
from shiboken6 import isValid
from torch import nn

from speckle_viewer import paths
from speckle_viewer.gui.language import install
from speckle_viewer.gui.window import Window
from speckle_viewer.methods import Card
from speckle_viewer.methods.about import about
from speckle_viewer.methods.controls import controls_of
from speckle_viewer.networks.cbdnet import CBDNet
from speckle_viewer.networks.ffdnet import FFDNet
from speckle_viewer.networks.kpn import KPN
from tests.gui.driving import write_cine
from tests.gui.leaks import Alive


@pytest.fixture(scope="session", autouse=True)
def in_english(qapp: QApplication) -> None:
    """Have the window speak English, with a decimal point, whatever the machine does."""
    install(qapp, "en")


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication, isolated_settings: Path) -> Iterator[None]:
    """Fail a test that leaves top-level widgets, threads or ticking timers behind."""
    before = Alive()
    yield
    left = before.left_behind()
    if left:
        pytest.fail("The test left behind:\n- " + "\n- ".join(left), pytrace=False)


def _write(folder: Path, method: str, title: str, network: nn.Module, arguments: Any) -> None:
    """A method with the weights that a network has."""
    weights, kind = folder / f"{method}.safetensors", type(network).__name__
    save_file({k: v.contiguous() for k, v in network.state_dict().items()}, weights)
    known = about(kind, arguments)
    card = Card(
        id=method,
        title=title,
        paper=known.paper,
        shows=known.shows,
        burst=arguments.get("burst", 1),
        evidence=known.evidence,
        parameters=1,
        training="none",
        licence="MIT",
        network={"class": kind, "arguments": arguments},
        controls=controls_of(kind, arguments),
        sha256=hashlib.sha256(weights.read_bytes()).hexdigest(),
    )
    (folder / f"{method}.json").write_text(card.to_json(), encoding="utf-8")


@pytest.fixture(scope="session")
def tiny_weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two methods that are quick: kernel prediction networks with few channels and no training."""
    folder = tmp_path_factory.mktemp("weights")
    for burst, method in ((1, "kpn"), (3, "kpn-burst")):
        torch.manual_seed(burst)
        arguments = {"burst": burst, "sizes": [3], "widths": [4, 8]}
        _write(folder, method, f"Tiny KPN, burst of {burst}", KPN(**arguments), arguments)
    return folder


@pytest.fixture
def own_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's own weights, empty. Name it before the window in a test."""
    folder = tmp_path / "own-weights"
    folder.mkdir()
    monkeypatch.setenv("SPECKLE_WEIGHTS", str(folder))
    return folder


@pytest.fixture
def noise_methods(own_weights: Path) -> None:
    """Untrained networks that are told of the noise, and that estimate it: ffdnet, cbdnet."""
    torch.manual_seed(3)
    told = {"depth": 3, "width": 4}
    _write(own_weights, "ffdnet", "Tiny FFDNet", FFDNet(**told), told)
    estimating = {"widths": (8, 8, 8)}
    network = CBDNet(**estimating)
    nn.init.constant_(network.estimator[-2].bias, 0.1)  # or the map would be mostly zero
    nn.init.normal_(network.last.weight)
    _write(own_weights, "cbdnet", "Tiny CBDNet", network, estimating)


@pytest.fixture
def window(qtbot: QtBot, tiny_weights: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    """The real window with tiny methods, shown; the single-frame one is chosen."""
    monkeypatch.setattr(paths, "weights_folder", lambda: tiny_weights)
    window = Window()
    window.resize(1200, 800)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    if isValid(window):
        window.close()


@pytest.fixture
def playing(window: Window, qtbot: QtBot, tmp_path: Path) -> Window:
    """The window with a small cine of 6 frames that plays."""
    window.open(write_cine(tmp_path / "noise.npy"))
    qtbot.waitUntil(lambda: window.state.wants.cine is not None, timeout=20_000)
    return window


@pytest.fixture
def still(playing: Window, qtbot: QtBot) -> Window:
    """The window with a small cine that stands at its third frame, denoised."""
    playing.state.set_playback(playing=False)
    playing.state.go_to(2)
    wait_until_ready(playing, qtbot)
    return playing


def wait_until_ready(window: Window, qtbot: QtBot) -> None:
    """Wait until every pane shows what is wanted, evidence included."""

    def ready() -> bool:
        scene = window.presenter.scene
        lacking = scene.requests or (scene.beside is not None and scene.beside.requests)
        return scene.wants is window.state.wants and scene.ready and not lacking

    qtbot.waitUntil(ready, timeout=60_000)
