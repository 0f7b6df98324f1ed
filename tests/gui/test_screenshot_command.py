"""``speckle-viewer screenshot``, which ``make screenshot`` calls, where there is no screen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from speckle_viewer import paths
from speckle_viewer.errors import SpeckleViewerError
from speckle_viewer.gui.presenter import Presenter
from speckle_viewer.gui.screenshot import render
from tests.gui.driving import write_cine


def test_the_window_on_the_sample_cine_is_rendered_without_a_screen(tmp_path: Path) -> None:
    screen = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    without_screen = {name: value for name, value in os.environ.items() if name not in screen}
    picture = tmp_path / "window.png"
    command = [sys.executable, "-m", "speckle_viewer", "screenshot", "--out", str(picture)]
    ran = subprocess.run(command, env=without_screen, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == f"{picture}\n"
    image = QImage(str(picture))
    shades = {image.pixelColor(x, y).rgb() for x in range(0, 1440, 16) for y in range(0, 900, 16)}
    assert len(shades) > 50, "the picture shows no cine"


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    out = tmp_path / "no such folder" / "window.png"
    command = [sys.executable, "-m", "speckle_viewer", "screenshot", "--out", str(out)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert f"{out} cannot be written" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_picture_that_would_show_nothing_is_not_made(
    tmp_path: Path, tiny_weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "weights_folder", lambda: tiny_weights)
    out, cine, bad = tmp_path / "a.png", write_cine(tmp_path / "noise.npy"), tmp_path / "bad.dcm"
    bad.write_bytes(b"no cine at all" * 20)
    with pytest.raises(SpeckleViewerError, match="bad.dcm"):
        render([bad], out)
    with pytest.raises(SpeckleViewerError, match="48 rows and 64 columns"):
        render([cine], out, pixel=(48, 0))
    monkeypatch.setattr(Presenter, "open", lambda *_: None)
    with pytest.raises(SpeckleViewerError, match="took more than"):
        render([cine], out, timeout_s=0)
    assert not out.exists()


def test_one_bad_file_among_others_does_not_matter(
    tmp_path: Path, tiny_weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "weights_folder", lambda: tiny_weights)
    bad = tmp_path / "bad.dcm"
    bad.write_bytes(b"no cine at all" * 20)
    out = render([bad, write_cine(tmp_path / "noise.npy")], tmp_path / "a.png", pixel=(3, 4))
    assert QImage(str(out)).size().toTuple() == (1440, 900)


def test_the_methods_of_the_picture_can_be_chosen(
    tmp_path: Path, tiny_weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "weights_folder", lambda: tiny_weights)
    cine, out, shown = write_cine(tmp_path / "noise.npy"), tmp_path / "a.png", list[str]()
    kept = Presenter.close

    def noted(presenter: Presenter) -> None:
        shown.extend(pane.id for pane in presenter.scene.panes)
        kept(presenter)

    monkeypatch.setattr(Presenter, "close", noted)
    render([cine], out, methods=["median", "gaussian"])
    assert shown == ["input", "median", "gaussian"]
    with pytest.raises(SpeckleViewerError, match="no method 'best'"):
        render([cine], tmp_path / "b.png", methods=["best"])
    with pytest.raises(SpeckleViewerError, match="no comparison 'side'"):
        render([cine], tmp_path / "b.png", compare="side")
    assert not (tmp_path / "b.png").exists()


def test_a_second_cine_is_shown_beside_the_first(
    tmp_path: Path, tiny_weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "weights_folder", lambda: tiny_weights)
    one, two = (write_cine(tmp_path / f"{name}.npy", seed=len(name)) for name in ("a", "bc"))
    assert render([one], tmp_path / "two.png", beside=two).is_file()
    with pytest.raises(SpeckleViewerError, match="gone.npy"):
        render([one], tmp_path / "none.png", beside=tmp_path / "gone.npy")
    assert not (tmp_path / "none.png").exists()
