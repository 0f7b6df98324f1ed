"""The command line, where no window can be opened."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from PIL import Image

from speckle_viewer import __version__, cli, display
from speckle_viewer.errors import MethodError
from speckle_viewer.methods import card, method_ids
from speckle_viewer.networks.dncnn import DnCNN
from tests.methods.checkpoints import kair


@pytest.fixture
def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.skipif(sys.platform != "linux", reason="Windows and macOS always have a screen")
@pytest.mark.usefixtures("no_screen")
def test_without_a_screen_one_sentence_offers_the_screenshot(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["--demo"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "no screen" in printed.err
    assert "make screenshot" in printed.err


@pytest.mark.skipif(sys.platform != "linux", reason="X11")
@pytest.mark.usefixtures("no_screen")
def test_a_screen_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "missing_libraries", list)
    monkeypatch.setenv("DISPLAY", ":4711")
    assert "The screen :4711" in (display.screen_problem() or "")


@pytest.mark.skipif(sys.platform != "linux", reason="system libraries of Linux")
@pytest.mark.usefixtures("no_screen")
def test_missing_system_libraries_are_named_with_their_packages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(display, "missing_libraries", lambda: ["libxcb-cursor.so.0"])
    monkeypatch.setenv("DISPLAY", ":0")
    assert cli.main([]) == 1
    assert "sudo apt-get install libxcb-cursor0" in capsys.readouterr().err


def test_without_qt_the_package_to_install_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "find_spec", lambda name: None)
    assert cli.main(["echo.dcm"]) == 1
    assert "pip install PySide6-Essentials" in capsys.readouterr().err


def test_methods_lists_every_method_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["methods"]) == 0
    ids = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert ids == list(method_ids())
    assert "kpn" in ids


def test_methods_show_prints_the_card(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["methods", "show", "lee"]) == 0
    printed = capsys.readouterr().out
    described = card("lee")
    for text in (described.title, described.paper, described.shows, described.licence):
        assert text in printed
    assert cli.main(["methods", "show", "nonsense"]) == 1
    assert "no method 'nonsense'; choose one of: " in capsys.readouterr().err


def test_weights_are_imported_listed_shown_and_evaluated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SPECKLE_WEIGHTS", str(tmp_path / "imported"))
    torch.save(kair(DnCNN(4, 4, norm=False)), tmp_path / "dncnn.pth")
    words = ["weights", "import", str(tmp_path / "dncnn.pth"), "--as", "dncnn-small"]
    assert cli.main(words) == 0
    assert capsys.readouterr().out == "dncnn-small: DnCNN (dncnn), 373 parameters\n"
    assert cli.main(["methods"]) == 0
    (line,) = (x for x in capsys.readouterr().out.splitlines() if x.startswith("dncnn-small "))
    assert line.split()[-1] == "imported"
    assert cli.main(["methods", "show", "dncnn-small"]) == 0
    assert "file: dncnn.pth" in capsys.readouterr().out
    Image.new("L", (32, 32), 100).save(tmp_path / "grey.png")
    words = ["evaluate", "--method", "dncnn-small", "--images", str(tmp_path), "--noise"]
    assert cli.main([*words, "gaussian", "--sigma", "25", "--seed", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()[2:]
    assert [x.split()[0] for x in lines] == ["grey.png", "mean", "input"]


def test_weights_that_do_not_fit_are_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SPECKLE_WEIGHTS", str(tmp_path / "imported"))
    state = kair(DnCNN(4, 4, norm=False)) | {"model.2.weight": torch.zeros(4, 4, 1, 1)}
    torch.save(state, tmp_path / "dncnn.pth")
    assert cli.main(["weights", "import", str(tmp_path / "dncnn.pth"), "--as", "x"]) == 1
    printed = capsys.readouterr().err
    assert "the tensor model.2.weight is 4×4×1×1 instead of 4×4×3×3." in printed
    assert printed.count("\n") == 1


def test_an_error_of_the_product_is_one_sentence_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(words: list[str]) -> int:
        raise MethodError("The card kpn.json cannot be read.")

    monkeypatch.setitem(cli._COMMANDS, "methods", broken)
    assert cli.main(["methods"]) == 1
    assert capsys.readouterr().err == "speckle-viewer: The card kpn.json cannot be read.\n"


@pytest.mark.parametrize("refusing", ["is_dir", "iterdir"])
def test_pictures_that_cannot_be_read_are_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    refusing: str,
) -> None:
    words = ["evaluate", "--method", "median", "--sigma", "25", "--images"]
    assert cli.main([*words, str(tmp_path / "nowhere")]) == 1
    assert "nowhere holds no pictures" in capsys.readouterr().err
    granted = getattr(Path, refusing)

    def refused(path: Path) -> Any:
        if path == tmp_path:
            raise PermissionError(13, "Permission denied", str(path))
        return granted(path)

    monkeypatch.setattr(Path, refusing, refused)
    assert cli.main([*words, str(tmp_path)]) == 1
    printed = capsys.readouterr().err
    assert f"{tmp_path} cannot be read (Permission denied)" in printed
    assert printed.count("\n") == 1


def test_a_file_that_the_system_refuses_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(words: list[str]) -> int:
        raise PermissionError(13, "Permission denied", "shot.png")

    monkeypatch.setitem(cli._COMMANDS, "screenshot", refused)
    assert cli.main(["screenshot"]) == 1
    printed = capsys.readouterr().err
    assert printed.startswith("speckle-viewer: shot.png cannot be used (Permission denied)")
    assert printed.count("\n") == 1


def test_help_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    printed = capsys.readouterr().out
    commands = ("doctor", "evaluate", "methods", "screenshot", "weights")
    assert all(f"\n  {name} " in printed for name in commands)


def test_the_module_runs_and_says_its_version_without_loading_anything_heavy() -> None:
    check = (
        "import sys, runpy; sys.argv = ['speckle-viewer', '--version']\n"
        "try: runpy.run_module('speckle_viewer', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "assert not {'numpy', 'torch', 'PySide6', 'pydicom'} & set(sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert ran.stdout == f"speckle-viewer {__version__}\n"
