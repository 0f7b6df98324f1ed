"""Methods that are model files."""

import hashlib
import os
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import onnx
import onnx.helper
import onnx.numpy_helper
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from speckle_viewer import cli, paths
from speckle_viewer.denoising import Request
from speckle_viewer.denoising.tiling import predict_tiled
from speckle_viewer.errors import Cancelled, MethodError
from speckle_viewer.methods import card, load_method, method_ids
from speckle_viewer.methods.plugins import WARNING, add_plugin
from speckle_viewer.networks.trunk import EVERYWHERE
from tests.denoising.fakes import Listener, cine_of, speckle


@pytest.fixture(autouse=True)
def user_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "the user's" / "weights"
    monkeypatch.setenv("SPECKLE_WEIGHTS", str(folder))
    return folder


class Blur(nn.Module):
    """Two convolutions with a rectifier: a pixel depends on 5 pixels around it."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.first, self.second = nn.Conv2d(1, 3, 7, padding=3), nn.Conv2d(3, 1, 5, padding=2)
        for layer in (self.first, self.second):
            nn.init.uniform_(layer.weight, 0, 0.1)

    def forward(self, image: Tensor) -> Tensor:
        return self.second(F.relu(self.first(image)))


class Halves(nn.Module):
    """Works at half the resolution, and so on even sizes only."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.layer = nn.Conv2d(4, 4, 3, padding=1)

    def forward(self, image: Tensor) -> Tensor:
        return F.pixel_shuffle(self.layer(F.pixel_unshuffle(image, 2)), 2)


class HiddenGrid(nn.Module):
    """Takes any size, but what it makes of a pixel depends on the pixel's place in a grid of 4."""

    def forward(self, image: Tensor) -> Tensor:
        coarse = F.avg_pool2d(image, 4, 4, ceil_mode=True)
        fine = F.interpolate(coarse, scale_factor=4.0)
        return 0.5 * image + 0.5 * fine[:, :, : image.shape[2], : image.shape[3]]


class Overall(nn.Module):
    def forward(self, image: Tensor) -> Tensor:
        return 0.5 * image + 0.5 * image.mean()


class Noise(nn.Module):
    def forward(self, image: Tensor) -> Tensor:
        return image - F.avg_pool2d(image, 5, 1, 2, count_include_pad=False)


class Fixed(nn.Module):
    """Takes 64 × 96 pixels and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = Blur()

    def forward(self, image: Tensor) -> Tensor:
        return self.inner(image.view(1, 1, 64, 96))


def script(model: nn.Module, file: Path, **_: Any) -> Path:
    with pytest.warns(DeprecationWarning, match="deprecated"):
        torch.jit.save(torch.jit.script(model.eval()), file.with_suffix(".pt"))
    return file.with_suffix(".pt")


def export(model: nn.Module, file: Path, multiple: int = 1) -> Path:
    rows, columns = (multiple * torch.export.Dim(name, min=2) for name in ("rows", "columns"))
    shapes = {"image": {2: rows, 3: columns}}
    image = torch.rand(1, 1, 16 * multiple, 24 * multiple)
    program = torch.export.export(model.eval(), (image,), dynamic_shapes=shapes)
    torch.export.save(program, file.with_suffix(".pt2"))
    return file.with_suffix(".pt2")


def graph(model: Blur, rows: Any = "rows", columns: Any = "columns") -> onnx.ModelProto:
    """`Blur` as ONNX."""
    kind, pads = onnx.TensorProto.FLOAT, [3] * 4
    info = onnx.helper.make_tensor_value_info
    node = onnx.helper.make_node
    made = onnx.helper.make_graph(
        [
            node("Conv", ["image", "first.weight", "first.bias"], ["a"], pads=pads),
            node("Relu", ["a"], ["b"]),
            node("Conv", ["b", "second.weight", "second.bias"], ["made"], pads=[2] * 4),
        ],
        "blur",
        [info("image", kind, [1, 1, rows, columns])],
        [info("made", kind, [1, 1, rows, columns])],
        [onnx.numpy_helper.from_array(t.numpy(), n) for n, t in model.state_dict().items()],
    )
    opsets = [onnx.helper.make_opsetid("", 17)]
    return onnx.helper.make_model(made, opset_imports=opsets, ir_version=8)


def as_onnx(model: Any, file: Path, **_: Any) -> Path:
    file.with_suffix(".onnx").write_bytes(graph(model).SerializeToString())
    return file.with_suffix(".onnx")


KINDS: dict[str, Callable[..., Path]] = {
    "TorchScript": script,
    "torch.export": export,
    "ONNX": as_onnx,
}


def needs(method: str) -> Any:
    return card(method).network["arguments"]


def made_by(method: str, image: Tensor) -> Tensor:
    return load_method(method).predict(image, {}).image


@pytest.mark.parametrize("kind", KINDS)
@torch.no_grad()
def test_a_model_file_becomes_a_method_that_does_what_the_model_did(
    tmp_path: Path, user_folder: Path, kind: str
) -> None:
    model = Blur()
    file = KINDS[kind](model, tmp_path / "soft")
    added = add_plugin(file, "mine")
    file.unlink()  # from now on the copy counts
    assert method_ids().count("mine") == 1
    assert card("mine") == added
    assert (added.id, added.title, added.origin) == ("mine", "soft", "added")
    assert added.source["file"] == file.name
    copy = user_folder / f"mine{file.suffix}"
    assert added.sha256 == added.source["sha256"] == hashlib.sha256(copy.read_bytes()).hexdigest()
    assert needs("mine")["overlap"] == 5
    image = torch.rand(1, 1, 83, 101)
    expected = model(image)[0, 0].clamp(0, 1)
    torch.testing.assert_close(made_by("mine", image), expected, atol=1e-6, rtol=0)
    small = torch.rand(1, 1, 9, 70)
    assert made_by("mine", small).shape == (9, 70)
    if kind != "ONNX":  # a file that does not say
        assert added.parameters == sum(p.numel() for p in model.parameters())


@pytest.mark.parametrize("kind", KINDS)
@torch.no_grad()
def test_the_engine_runs_it_like_any_method(tmp_path: Path, kind: str) -> None:
    add_plugin(KINDS[kind](Blur(), tmp_path / "soft"), "mine")
    frames, listener = speckle(2, 70, 90), Listener()
    engine = listener.engine(load_method)
    try:
        number = engine.submit(Request(cine_of(frames), 1, "mine"), "pane")
        listener.wait(lambda: bool(listener.results or listener.errors))
        assert listener.errors == []
        result = listener.result(number)
    finally:
        engine.close()
    expected = Blur()(torch.from_numpy(frames[1] / 255.0).float()[None, None])[0, 0]
    shown = torch.from_numpy(result.image.astype("float32")) / 255
    torch.testing.assert_close(shown, expected.clamp(0, 1), atol=0.51 / 255, rtol=0)
    assert result.arithmetic == "float32"


CASES: dict[str, tuple[nn.Module, Callable[..., Path], int]] = {
    "blur": (Blur(), script, 5),
    "blur in ONNX": (Blur(), as_onnx, 5),
    "halves": (Halves(), script, 2),
    "halves exported": (Halves(), export, 2),
    "hidden grid": (HiddenGrid(), script, EVERYWHERE),
    "overall": (Overall(), script, EVERYWHERE),
}


@pytest.mark.parametrize("case", CASES)
def test_tiles_give_what_the_full_frame_gives(tmp_path: Path, case: str) -> None:
    model, write, overlap = CASES[case]
    multiple = 2 if isinstance(model, Halves) else 1
    add_plugin(write(model, tmp_path / "model", multiple=multiple), "mine")
    method = load_method("mine")
    assert (method.overlap, method.multiple) == (overlap, multiple)
    assert method.only_float32
    image, where = torch.rand(1, 1, 150, 131), {"device": torch.device("cpu")}
    whole, tiled = (
        predict_tiled(method, image, {}, dtype=torch.float32, side=side, **where).image
        for side in (None, 40)
    )
    torch.testing.assert_close(tiled, whole, atol=1e-5, rtol=0)


@torch.no_grad()
def test_only_even_sizes_are_met_by_mirroring(tmp_path: Path) -> None:
    model = Halves()
    add_plugin(script(model, tmp_path / "halves"), "halves")
    image = torch.rand(1, 1, 77, 81)
    mirrored = F.pad(image, (0, 1, 0, 1), mode="reflect")
    expected = model(mirrored)[0, 0, :77, :81].clamp(0, 1)
    torch.testing.assert_close(made_by("halves", image), expected, atol=1e-6, rtol=0)


def fixed_export(file: Path) -> Path:
    torch.export.save(torch.export.export(Blur().eval(), (torch.rand(1, 1, 64, 96),)), file)
    return file


def fixed_onnx(file: Path) -> Path:
    file.write_bytes(graph(Blur(), 64, 96).SerializeToString())
    return file


@pytest.mark.parametrize("write", [fixed_export, fixed_onnx])
@torch.no_grad()
def test_a_model_of_one_size_sees_the_frame_in_windows(tmp_path: Path, write: Any) -> None:
    suffix = ".onnx" if write is fixed_onnx else ".pt2"
    add_plugin(write(tmp_path / f"fixed{suffix}"), "fixed")
    assert needs("fixed")["size"] == [64, 96]
    assert needs("fixed")["margin"] == 5
    for shape in ((64, 96), (200, 301), (20, 97)):
        image = torch.rand(1, 1, *shape)
        expected = Blur()(image)[0, 0].clamp(0, 1)
        inside = slice(None, -5), slice(None, -5)  # its own border is beyond the mirrored pixels
        torch.testing.assert_close(
            made_by("fixed", image)[inside], expected[inside], atol=1e-6, rtol=0
        )


def test_a_script_of_one_size_needs_a_usual_one(tmp_path: Path) -> None:
    with pytest.raises(MethodError, match=r"image in and image out: .*shape '\[1, 1, 64, 96\]'"):
        add_plugin(script(Fixed(), tmp_path / "fixed"), "fixed")


def test_work_can_be_stopped_before_the_model_runs(tmp_path: Path) -> None:
    def stop() -> None:
        raise Cancelled("enough")

    add_plugin(script(Blur(), tmp_path / "blur"), "mine")
    with pytest.raises(Cancelled):
        load_method("mine").predict(torch.rand(1, 1, 70, 70), {}, check=stop)


def test_work_in_windows_can_be_stopped_between_them(tmp_path: Path) -> None:
    add_plugin(fixed_export(tmp_path / "fixed.pt2"), "fixed")
    asked: list[None] = []

    def stop_at_third() -> None:
        asked.append(None)
        if len(asked) == 3:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        load_method("fixed").predict(torch.rand(1, 1, 300, 300), {}, check=stop_at_third)


def test_a_model_that_gives_the_noise_is_subtracted(tmp_path: Path) -> None:
    add_plugin(script(Noise(), tmp_path / "noise"), "noise")
    assert needs("noise")["subtracted"]
    image = torch.rand(1, 1, 70, 80)
    expected = F.avg_pool2d(image, 5, 1, 2, count_include_pad=False)[0, 0]
    torch.testing.assert_close(made_by("noise", image), expected, atol=1e-6, rtol=0)
    add_plugin(script(Overall(), tmp_path / "overall"), "overall")
    assert not needs("overall")["subtracted"]


class Cropped(nn.Module):
    def forward(self, image: Tensor) -> Tensor:
        return image[:, :, 1:]


class Two(nn.Module):
    def forward(self, image: Tensor, level: Tensor) -> Tensor:
        return image * level


class Undefined(nn.Module):
    def forward(self, image: Tensor) -> Tensor:
        return image / (image - image)


class Colours(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Conv2d(3, 3, 3, padding=1)

    def forward(self, image: Tensor) -> Tensor:
        return self.layer(image)


class Words(nn.Module):
    def forward(self, image: Tensor) -> str:
        return "no image"


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
        ("model.pt2", "zip", "an archive of something else"),
        ("model.pt2", "cut", "model.pt2 is no model file: save it with"),
        ("model.pt", "text", "model.pt is no model file: save it with"),
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


def test_a_control_that_is_not_there_is_refused(tmp_path: Path) -> None:
    add_plugin(script(Blur(), tmp_path / "blur"), "mine")
    with pytest.raises(MethodError, match="has no control strength"):
        load_method("mine").predict(torch.rand(1, 1, 70, 70), {"strength": 1})


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
