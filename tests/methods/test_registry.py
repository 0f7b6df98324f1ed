import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import safetensors.torch
import torch

import speckle_viewer as sv
from speckle_viewer import paths
from speckle_viewer.errors import Cancelled, MethodError
from speckle_viewer.methods import card, load_method, method_ids, network_ids
from speckle_viewer.methods.network_method import NetworkMethod
from speckle_viewer.networks import KPN

ARGUMENTS: dict[str, Any] = {"burst": 3, "sizes": [3], "widths": [4, 6], "stride": 2}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "weights_folder", lambda: tmp_path)
    return tmp_path


def write(folder: Path, name: str = "tiny", **changes: Any) -> KPN:
    torch.manual_seed(0)
    network = KPN(**ARGUMENTS)
    weights = folder / f"{name}.safetensors"
    safetensors.torch.save_file(network.state_dict(), weights)
    values = {
        "id": name,
        "title": "Tiny",
        "paper": "",
        "shows": "",
        "burst": 3,
        "evidence": ["kernels"],
        "parameters": 1,
        "training": "",
        "licence": "MIT",
        "network": {"class": "KPN", "arguments": ARGUMENTS},
        "sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
    }
    (folder / f"{name}.json").write_text(json.dumps(values | changes), encoding="utf-8")
    return network.eval()


def test_methods_are_listed_by_name(folder: Path) -> None:
    assert network_ids() == ()
    write(folder, "kpn-burst5")
    write(folder, "kpn")
    assert network_ids() == ("kpn", "kpn-burst5")
    assert method_ids()[:2] == network_ids()
    assert card("kpn").title == "Tiny"


def test_listing_methods_needs_no_torch() -> None:
    script = (
        "import sys, speckle_viewer.denoising, speckle_viewer.methods as m\n"
        "[m.card(i) for i in m.method_ids()]\n"
        "sys.exit('torch' in sys.modules or 'PySide6' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_files_that_were_renamed_are_the_method_of_their_new_name(folder: Path) -> None:
    write(folder, "mine", id="kpn")
    assert card("mine").id == "mine"


@pytest.mark.parametrize(
    "limits", [(0, 75, 80), (75, 0, 25), (0, float("inf"), 1), (float("nan"), 1, 1), ("0", 75, 25)]
)
def test_a_card_with_a_control_that_cannot_be_set_is_refused(folder: Path, limits: Any) -> None:
    names = ("minimum", "maximum", "default")
    control = {"name": "level", "title": "Level", "unit": ""} | dict(
        zip(names, limits, strict=True)
    )
    write(folder, controls=[control])
    with pytest.raises(MethodError, match=r"The card .*tiny.json cannot be read \(.*needs"):
        card("tiny")


@pytest.mark.parametrize("ask", [card, load_method, sv.load_method])
def test_an_unknown_method_is_answered_with_the_known_ones(folder: Path, ask: Any) -> None:
    write(folder, "kpn")
    write(folder, "kpn-burst5")
    with pytest.raises(MethodError, match=r"no method 'kpm'; choose one of: kpn, kpn-burst5, "):
        ask("kpm")


def test_a_loaded_method_gives_what_its_network_gives(folder: Path) -> None:
    network = write(folder)
    method = load_method("tiny")
    assert (method.overlap, method.multiple) == (network.overlap, network.multiple)
    burst = torch.rand(3, 1, 21, 34)
    expected = network.predict(burst[:, 0])
    prediction = method.predict(burst, {})
    torch.testing.assert_close(prediction.image, expected.image, atol=1e-6, rtol=0)
    assert prediction.kernels is not None
    assert prediction.kernels.taps[0].shape[:2] == (3, 9)


def test_low_precision_gives_a_float32_image(folder: Path) -> None:
    write(folder)
    method = load_method("tiny")
    prediction = method.predict(torch.rand(3, 1, 16, 16), {}, dtype=torch.bfloat16)
    assert prediction.image.dtype == torch.float32
    assert prediction.kernels is not None
    assert prediction.kernels.taps[0].element_size() == 2
    again = method.predict(torch.rand(3, 1, 16, 16), {})  # the exact weights are still there
    assert again.kernels is not None
    assert again.kernels.taps[0].dtype == torch.float32


def test_check_is_called_before_every_layer_and_stops_the_network(folder: Path) -> None:
    write(folder)
    method = load_method("tiny")
    assert isinstance(method, NetworkMethod)
    network = method._networks[torch.float32]
    run: list[str] = []
    for name, layer in network.named_modules():
        if not list(layer.children()):
            layer.register_forward_hook(lambda *_, name=name: run.append(name))
    burst = torch.rand(3, 1, 16, 16)

    def stop_at_fourth() -> None:
        if len(run) == 4:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        method.predict(burst, {}, check=stop_at_fourth)
    assert len(run) == 4
    run.clear()
    method.predict(burst, {})
    assert len(run) > 10, "the check of an earlier frame is still at work"


def test_altered_weights_are_refused(folder: Path) -> None:
    write(folder)
    weights = folder / "tiny.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    with pytest.raises(MethodError, match=r"tiny\.safetensors are not those .* sha256 differs"):
        load_method("tiny")


def test_missing_weights_are_named(folder: Path) -> None:
    write(folder)
    (folder / "tiny.safetensors").unlink()
    with pytest.raises(MethodError, match=r"tiny\.safetensors of tiny cannot be read"):
        load_method("tiny")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"network": {"class": "KPN", "arguments": ARGUMENTS | {"sizes": [5]}}}, "do not fit"),
        ({"network": {"class": "GAN", "arguments": {}}}, "cannot be built .*'GAN'"),
        ({"network": {"class": "KPN", "arguments": {"size": 3}}}, "cannot be built .*size"),
        ({"network": {"class": "KPN", "arguments": {"sizes": [4]}}}, "cannot be built .*odd"),
        ({"network": {}}, "cannot be built"),
        ({"burst": 5}, "promises bursts of 5 frames, its network takes 3"),
        ({"burst_length": 5}, r"card .*tiny\.json cannot be read"),
    ],
)
def test_a_card_that_does_not_fit_is_refused(folder: Path, changes: Any, says: str) -> None:
    write(folder, **changes)
    with pytest.raises(MethodError, match=says):
        load_method("tiny")


def test_weights_that_are_none_are_refused(folder: Path) -> None:
    garbage = b"not a file of weights"
    write(folder, sha256=hashlib.sha256(garbage).hexdigest())
    (folder / "tiny.safetensors").write_bytes(garbage)
    with pytest.raises(MethodError, match="do not fit"):
        load_method("tiny")


@pytest.mark.parametrize("name", method_ids())
def test_every_shipped_method_loads_and_runs(name: str) -> None:
    method = load_method(name)
    prediction = method.predict(torch.rand(method.card.burst, 1, 40, 50), {})
    assert prediction.image.shape == (40, 50)
    assert ("kernels" in method.card.evidence) == (prediction.kernels is not None)
