"""Methods that are model files."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from speckle_viewer.denoising import Request
from speckle_viewer.denoising.tiling import predict_tiled
from speckle_viewer.errors import Cancelled, MethodError
from speckle_viewer.methods import card, load_method, method_ids
from speckle_viewer.methods.plugins import add_plugin
from speckle_viewer.networks.trunk import EVERYWHERE
from tests.denoising.fakes import Listener, cine_of, speckle
from tests.methods.models import (
    KINDS,
    Blur,
    Fixed,
    Halves,
    HiddenGrid,
    Noise,
    Overall,
    as_onnx,
    export,
    graph,
    script,
)


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


def test_a_control_that_is_not_there_is_refused(tmp_path: Path) -> None:
    add_plugin(script(Blur(), tmp_path / "blur"), "mine")
    with pytest.raises(MethodError, match="has no control strength"):
        load_method("mine").predict(torch.rand(1, 1, 70, 70), {"strength": 1})
