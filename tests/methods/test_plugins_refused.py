"""Model files that are refused, what they could do, and the commands that add and remove them."""

import os
import pickle
import zipfile
from pathlib import Path
from typing import Any

import onnx
import pytest
import torch
from torch import Tensor, nn

from speckle_viewer import cli, paths
from speckle_viewer.errors import MethodError
from speckle_viewer.methods import load_method, method_ids
from speckle_viewer.methods.plugins import WARNING, add_plugin
from tests.methods.models import (
    Blur,
    Colours,
    Cropped,
    Two,
    Undefined,
    Words,
    as_onnx,
    export,
    graph,
    script,
)


@pytest.mark.parametrize(
    ("model", "says"),
    [
        (Cropped(), r"makes \(1, 1, 255, 256\) of an image \(1, 1, 256, 256\)"),
        (Two(), "missing value for argument 'level'"),
        (Undefined(), "no finite floating-point numbers"),
        (Colours(), "to have 3 channels, but got 1 channels instead"),
        (Words(), "returns str and no tensor"),
    ],
)
def test_what_makes_no_image_of_an_image_is_refused_in_a_sentence(
    tmp_path: Path, user_folder: Path, model: nn.Module, says: str
) -> None:
    with pytest.raises(MethodError, match=rf"model.pt \(TorchScript\) cannot be used .*{says}"):
        add_plugin(script(model, tmp_path / "model"), "mine")
    assert not user_folder.exists()


def content(file: Path, kind: str) -> bytes:
    if kind == "weights":
        torch.save(Blur().state_dict(), file)
    elif kind == "old":
        torch.save(Blur().state_dict(), file, _use_new_zipfile_serialization=False)
    elif kind == "zip":
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("letter.txt", "hello")
    elif kind == "cut":
        return export(Blur(), file).read_bytes()[:2000]
    elif kind == "external":
        model = graph(Blur())
        onnx.save(model, file, save_as_external_data=True, size_threshold=0)
    else:
        return b"no model at all"
    return file.read_bytes()


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("model.pt", "weights", "holds weights and no network; .*weights import model.pt --as"),
        ("model.pth", "old", "holds weights and no network; .*weights import model.pth --as"),
        ("model.safetensors", "text", "holds weights and no network"),
        ("model.pt2", "zip", "an archive of something else"),
        ("model.pt2", "cut", "model.pt2 is no model file: save it with"),
        ("model.pt", "text", "model.pt is no model file: save it with"),
        ("MODEL.ONNX", "text", r"MODEL.ONNX \(ONNX\) cannot be used"),
        ("model.onnx", "text", r"model.onnx \(ONNX\) cannot be used .*protobuf parsing failed"),
        ("model.onnx", "external", "its weights lie in a second file: .*external_data=False"),
    ],
)
def test_files_that_are_no_models_are_refused_in_a_sentence(
    tmp_path: Path, user_folder: Path, monkeypatch: pytest.MonkeyPatch,
    name: str, kind: str, says: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)  # where a second file would be looked for
    file = tmp_path / name
    file.write_bytes(content(file, kind))
    with pytest.raises(MethodError, match=says):
        add_plugin(file, "mine")
    assert not user_folder.exists()


def test_a_damaged_export_is_refused_without_a_traceback(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    whole, damaged = export(Blur(), tmp_path / "whole"), tmp_path / "damaged.pt2"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"{" if name.endswith("model.json") else old.read(name))
    with pytest.raises(MethodError, match="damaged, or another version saved it"):
        add_plugin(damaged, "mine")
    assert capfd.readouterr().err == ""


def test_without_onnxruntime_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "onnxruntime", None)
    with pytest.raises(MethodError, match=r"pip install .*speckle-viewer\[onnx\]"):
        add_plugin(as_onnx(Blur(), tmp_path / "blur"), "mine")


def test_an_exchanged_file_is_refused_before_it_is_opened(
    tmp_path: Path, user_folder: Path
) -> None:
    add_plugin(export(Blur(), tmp_path / "blur"), "mine")
    stored, trace = user_folder / "mine.pt2", tmp_path / "was-run"

    class Shout:
        def __reduce__(self) -> Any:
            return os.mkdir, (str(trace),)

    data = stored.read_bytes()
    with zipfile.ZipFile(tmp_path / "evil.pt2", "w") as new, zipfile.ZipFile(stored) as old:
        for name in old.namelist():
            inputs = name.endswith("sample_inputs/model.pt")
            new.writestr(name, pickle.dumps(Shout(), 2) if inputs else old.read(name))
    stored.write_bytes((tmp_path / "evil.pt2").read_bytes())
    with pytest.raises(MethodError, match=r"mine\.pt2 is not the one .* sha256 differs"):
        load_method("mine")
    assert not trace.exists()
    # Which is not in vain, and what the warning says of these files:
    with pytest.raises(MethodError):
        add_plugin(tmp_path / "evil.pt2", "evil")
    assert trace.exists()
    stored.write_bytes(data)
    load_method("mine")


def test_a_script_can_read_and_write_files_as_the_warning_says(tmp_path: Path) -> None:
    class Reader(nn.Module):
        def __init__(self, file: str) -> None:
            super().__init__()
            self.file = file

        def forward(self, image: Tensor) -> Tensor:
            found = torch.from_file(self.file, False, 4, dtype=torch.uint8)
            torch.save(found, self.file + ".stolen")
            return image

    (tmp_path / "secret").write_bytes(b"1234")
    add_plugin(script(Reader(str(tmp_path / "secret")), tmp_path / "reader"), "reader")
    assert torch.load(tmp_path / "secret.stolen").tolist() == list(b"1234")
    assert "TorchScript file can read and write your files" in WARNING


@pytest.mark.parametrize(
    ("method", "says"),
    [
        ("kpn", "id of a method that ships"),
        ("median", "id of a method that ships"),
        ("../kpn", "cannot be called"),
        ("mine", "method mine already; .* remove mine"),
    ],
)
def test_an_added_file_takes_the_place_of_no_other_method(
    tmp_path: Path, method: str, says: str
) -> None:
    file = script(Blur(), tmp_path / "blur")
    add_plugin(file, "mine")
    with pytest.raises(MethodError, match=says):
        add_plugin(file, method)


@pytest.mark.parametrize("answer", ["y", "n", None])
def test_the_command_warns_and_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answer: Any
) -> None:
    def asked(question: str) -> str:
        assert capsys.readouterr().out == f"{WARNING}\n"
        if answer is None:
            raise EOFError
        return str(answer)

    monkeypatch.setattr("builtins.input", asked)
    words = ["methods", "add", str(script(Blur(), tmp_path / "blur")), "--as", "mine"]
    assert cli.main(words) == (0 if answer == "y" else 1)
    assert ("mine" in method_ids()) == (answer == "y")


def test_nobody_is_asked_about_a_file_that_cannot_be_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("builtins.input", lambda _: pytest.fail("the user was asked"))
    torch.save(Blur().state_dict(), tmp_path / "blur.pth")
    for name, says in (("gone.pt2", "No such file"), ("blur.pth", "weights import blur.pth")):
        assert cli.main(["methods", "add", str(tmp_path / name), "--as", "mine"]) == 1
        printed = capsys.readouterr()
        assert says in printed.err
        assert printed.out == ""


def test_a_method_is_added_listed_and_removed_by_command(
    tmp_path: Path, user_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = as_onnx(Blur(), tmp_path / "blur")
    assert cli.main(["methods", "add", str(file), "--as", "mine", "--yes"]) == 0
    assert capsys.readouterr().out == f"{WARNING}\nmine: blur (ONNX)\n"
    assert cli.main(["methods"]) == 0
    (line,) = (x for x in capsys.readouterr().out.splitlines() if x.startswith("mine "))
    assert line.split()[-1] == "added"
    assert cli.main(["methods", "show", "mine"]) == 0
    assert '"overlap": 5' in capsys.readouterr().out
    assert cli.main(["methods", "remove", "mine"]) == 0
    assert "mine" not in method_ids()
    assert list(user_folder.iterdir()) == []
    assert cli.main(["methods", "remove", "kpn"]) == 1
    assert (paths.weights_folder() / "kpn.json").is_file()
    assert cli.main(["methods", "remove", "../mine"]) == 1
    assert file.is_file()
