import hashlib
import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.torch
import torch
from torch import nn

from speckle_viewer import paths
from speckle_viewer.errors import MethodError
from speckle_viewer.methods import Card, card, load_method, method_ids
from speckle_viewer.methods.controls import NOISE_LEVEL
from speckle_viewer.methods.importers import import_weights
from speckle_viewer.methods.network_method import NetworkMethod
from speckle_viewer.networks.bf_unet import BFUNet
from speckle_viewer.networks.dncnn import DnCNN
from speckle_viewer.networks.ffdnet import FFDNet
from speckle_viewer.networks.kpn import KPN
from tests.methods.checkpoints import bias_free_study, kair, matconvnet, scrambled
from tests.methods.models import Blur, script


def save(content: Any, file: Path) -> Path:
    torch.save(content, file)
    return file


def as_mat(file: Path, network: nn.Module) -> Path:
    matconvnet(file.with_suffix(".mat"), network)
    return file.with_suffix(".mat")


Write = Callable[[Path, nn.Module], Path]
LAYOUTS: dict[str, tuple[nn.Module, Write]] = {
    "kair dncnn": (DnCNN(5, 8, norm=False), lambda f, n: save(kair(n), f)),
    "kair dncnn with norms": (DnCNN(5, 8), lambda f, n: save(kair(n), f)),
    "kair ffdnet": (FFDNet(4, 8), lambda f, n: save(kair(n), f)),
    "bias-free dncnn": (DnCNN(6, 8, bias=False), lambda f, n: save(bias_free_study(n), f)),
    "biased dncnn of the study": (DnCNN(6, 8), lambda f, n: save(bias_free_study(n), f)),
    "bias-free unet": (BFUNet(), lambda f, n: save({"model": [n.state_dict()]}, f)),
    "biased unet of the study": (BFUNet(bias=True), lambda f, n: save(n.state_dict(), f)),
    "matconvnet dncnn": (DnCNN(5, 8, norm=False), as_mat),
    "matconvnet ffdnet": (FFDNet(4, 8), as_mat),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@torch.no_grad()
def test_an_imported_network_does_what_the_source_did(layout: str, tmp_path: Path) -> None:
    network, write = LAYOUTS[layout]
    scrambled(network)
    imported = import_weights(write(tmp_path / "published.pth", network), "mine")
    frame = torch.rand(1, 1, 21, 18)
    if isinstance(network, FFDNet):
        expected = network(frame, torch.full_like(frame, 40 / 255))
        assert imported.controls == (NOISE_LEVEL,)
    else:
        expected = network(frame)
    told = {control.name: 40.0 for control in imported.controls if control == NOISE_LEVEL}
    prediction = load_method("mine").predict(frame, told)
    torch.testing.assert_close(prediction.image, expected[0, 0].clamp(0, 1), atol=1e-5, rtol=0)
    assert imported.parameters == sum(p.numel() for p in network.parameters())


def test_the_noise_level_of_ffdnet_is_in_grey_levels_and_has_a_default(tmp_path: Path) -> None:
    network = scrambled(FFDNet(4, 8))
    import_weights(save(kair(network), tmp_path / "ffdnet.pth"), "ffdnet-kair")
    method, frame = load_method("ffdnet-kair"), torch.rand(1, 1, 16, 16)
    by_default, quiet = method.predict(frame, {}), method.predict(frame, {"noise_level": 0})
    assert by_default.noise_map is not None
    assert torch.equal(by_default.noise_map, torch.full((16, 16), 25 / 255))
    assert not torch.equal(by_default.image, quiet.image)


def test_a_card_says_where_the_weights_came_from(tmp_path: Path, user_folder: Path) -> None:
    file = save(kair(DnCNN(5, 8, norm=False)), tmp_path / "dncnn_25.pth")
    import_weights(file, "dncnn-25")
    assert sorted(p.name for p in user_folder.iterdir()) == [
        "dncnn-25.json", "dncnn-25.safetensors",
    ]  # fmt: skip
    assert card("dncnn-25").source == {
        "file": "dncnn_25.pth",
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "layout": "KAIR",
    }
    assert "dncnn-25" in method_ids()


def test_norms_are_folded_for_inference(tmp_path: Path) -> None:
    import_weights(save(bias_free_study(DnCNN(6, 8, bias=False)), tmp_path / "bf.pt"), "bf")
    method = load_method("bf")
    assert isinstance(method, NetworkMethod)
    kinds = {type(m).__name__ for m in method._networks[torch.float32].modules()}
    assert "Conv2d" in kinds
    assert not [kind for kind in kinds if "Norm" in kind]


@pytest.mark.parametrize("suffix", [".safetensors", ".pth"])
def test_weights_of_this_project_are_known_by_their_card(tmp_path: Path, suffix: str) -> None:
    network, file = KPN(1, (3,), (4, 6), stride=2), tmp_path / f"trained{suffix}"
    if suffix == ".pth":
        torch.save(network.state_dict(), file)
    else:
        safetensors.torch.save_file(network.state_dict(), file)
    with pytest.raises(MethodError, match="need their card, trained.json, beside them"):
        import_weights(file, "copy")
    arguments = {"burst": 1, "sizes": [3], "widths": [4, 6], "stride": 2}
    beside = Card(
        "kpn", "My KPN", "", "", 1, ("kernels",), 1, "", "MIT",
        {"class": "KPN", "arguments": arguments},
    )  # fmt: skip
    file.with_suffix(".json").write_text(beside.to_json(), encoding="utf-8")
    assert import_weights(file, "copy").title == "My KPN"
    frame = torch.rand(1, 1, 20, 20)
    expected = network.predict(frame[:, 0]).image
    torch.testing.assert_close(load_method("copy").predict(frame, {}).image, expected)


def with_one(state: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
    return state | {name: value}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"model.4.weight": torch.zeros(8, 8, 5, 5)}, "model.4.weight is 8×8×5×5 instead of 8×8×3"),
        ({"model.0.weight": torch.zeros(8, 3, 3, 3)}, "model.0.weight is 8×3×3×3 instead of 8×1×3"),
        ({"model.0.weight": torch.zeros(6, 1, 3, 3)}, "model.0.weight is 6×1×3×3 instead of 8×1×3"),
        ({"model.2.bias": torch.tensor(1.0)}, "model.2.bias is a single number instead of 8"),
        ({"model.2.weight": None}, "the tensor model.2.weight is missing"),
        ({"model.2.bias": torch.full((8,), torch.nan)}, "model.2.bias holds values .* not finite"),
        ({"tail.weight": torch.zeros(3)}, "no place for the tensor tail.weight"),
        # Two are wrong: the first is named.
        ({"model.6.bias": torch.zeros(9), "model.2.bias": torch.zeros(9)}, r"model\.2\.bias is 9 "),
    ],
)  # fmt: skip
def test_a_mismatch_names_the_first_wrong_tensor(
    tmp_path: Path, user_folder: Path, change: dict[str, Any], says: str
) -> None:
    state = {k: v for k, v in (kair(DnCNN(5, 8, norm=False)) | change).items() if v is not None}
    with pytest.raises(MethodError, match=f"layout of KAIR, do not fit DnCNN: .*{says}"):
        import_weights(save(state, tmp_path / "wrong.pth"), "wrong")
    assert not user_folder.exists()


def test_a_mismatch_names_the_tensor_as_its_own_file_does(tmp_path: Path) -> None:
    whole = bias_free_study(DnCNN(6, 8, bias=False))
    whole["model"][0]["bn_layer_list.2.running_var"] = torch.ones(7)
    with pytest.raises(MethodError, match=r"bn_layer_list\.2\.running_var is 7 instead of 8"):
        import_weights(save(whole, tmp_path / "wrong.pt"), "wrong")
    network = DnCNN(5, 8, norm=False)
    network.layers[4] = nn.Conv2d(8, 8, 5)
    with pytest.raises(
        MethodError, match=r"net\.layers\{5\}\.filters is 8×8×5×5 instead of 8×8×3×3"
    ):
        import_weights(as_mat(tmp_path / "wrong", network), "wrong")


def test_colour_networks_are_refused_by_the_first_tensor(tmp_path: Path) -> None:
    state = kair(FFDNet(4, 8)) | {"model.0.weight": torch.zeros(8, 13, 3, 3)}
    with pytest.raises(MethodError, match=r"FFDNet: the tensor model\.0\.weight is 8×13×3×3"):
        import_weights(save(state, tmp_path / "colour.pth"), "colour")


class Malicious:
    """Runs a command when an ordinary unpickler meets it."""

    def __init__(self, harm: Path) -> None:
        self.harm = harm

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.harm),)


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("place", ["beside", "instead", "in args"])
def test_a_pickle_cannot_run_code(tmp_path: Path, place: str, zipped: bool) -> None:
    harm, file = tmp_path / "harm", tmp_path / "evil.pt"
    content: Any = bias_free_study(DnCNN(6, 8, bias=False))
    if place == "in args":
        content["args"].hidden_size = Malicious(harm)
    elif place == "beside":
        content["step"] = Malicious(harm)
    else:
        content = Malicious(harm)
    torch.save(content, file, _use_new_zipfile_serialization=zipped)
    with pytest.raises(MethodError, match=r"evil\.pt is refused: .* asks to run \w+\.mkdir"):
        import_weights(file, "evil")
    assert not harm.exists()
    torch.load(file, weights_only=False)
    assert harm.exists(), "the test's pickle is harmless, and proves nothing"


def test_pickles_are_not_read_by_a_torch_that_is_known_to_be_unsafe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = save(kair(DnCNN(5, 8, norm=False)), tmp_path / "dncnn.pth")
    monkeypatch.setattr(torch, "__version__", "2.9.1+cpu")
    with pytest.raises(MethodError, match=r"PyTorch 2\.9\.1\+cpu cannot read dncnn.pth safely"):
        import_weights(file, "dncnn-old")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ([], "no state dict"),
        ({}, "no state dict"),
        ({"model": [{}, {}]}, "no state dict"),
        ({"epoch": 3}, "no state dict"),
        ({"a": torch.zeros(2).to_sparse()}, "no state dict"),
        ({"encoder.weight": torch.zeros(2)}, "first tensor is encoder.weight"),
        (DnCNN(3, 2).state_dict(), "need their card"),
    ],
)
def test_what_is_no_known_layout_is_refused_in_one_sentence(
    tmp_path: Path, content: Any, says: str
) -> None:
    with pytest.raises(MethodError, match=says):
        import_weights(save(content, tmp_path / "what.pth"), "what")


def test_the_studys_residual_unet_is_not_taken_for_the_published_one(tmp_path: Path) -> None:
    from argparse import Namespace

    whole = {"model": [BFUNet().state_dict()], "args": Namespace(residual=True)}
    with pytest.raises(MethodError, match="residual connection"):
        import_weights(save(whole, tmp_path / "unet.pt"), "unet-residual")


def test_a_model_among_weights_is_not_run_and_named_as_what_it_is(
    tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    file = script(Blur(), tmp_path / "theirs")
    recwarn.clear()
    with pytest.raises(MethodError, match="TorchScript model .*methods add theirs.pt --as ID"):
        import_weights(file, "theirs")
    assert not recwarn.list


@pytest.mark.parametrize("name", ["X.SAFETENSORS", "X.MAT"])
def test_endings_may_be_in_capitals(tmp_path: Path, name: str) -> None:
    network, file = DnCNN(5, 8, norm=False), tmp_path / name
    if name.endswith("MAT"):
        matconvnet(file, network)
    else:
        safetensors.torch.save_file(kair(network), file)
    assert import_weights(file, "shouted").network["class"] == "DnCNN"


@pytest.mark.parametrize("name", ["x.pth", "x.pt", "x.safetensors", "x.mat"])
@pytest.mark.parametrize("content", [b"", b"garbage", pickle.dumps(1), b"PK\3\4 cut short"])
def test_damaged_files_are_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(MethodError, match=r"x\.\w+ (cannot be read|holds no)"):
        import_weights(tmp_path / name, "damaged")
    with pytest.raises(MethodError, match="nowhere.* cannot be read"):
        import_weights(tmp_path / f"nowhere{name}", "damaged")


def test_a_matconvnet_file_with_unmerged_norms_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "norms.mat"
    matconvnet(file, DnCNN(5, 8, norm=False), extra=({"type": "bnorm"},))
    with pytest.raises(MethodError, match=r"layer of type 'bnorm' \(net\.layers\{1\}\)"):
        import_weights(file, "norms")


def test_a_matlab_file_without_a_network_is_refused(tmp_path: Path) -> None:
    from scipy.io import savemat

    for number, content in enumerate([{"x": np.ones(3)}, {"net": {"layers": np.ones(3)}}]):
        file = tmp_path / f"{number}.mat"
        savemat(file, content)
        with pytest.raises(MethodError, match="holds no network"):
            import_weights(file, "none")


@pytest.mark.parametrize("name", ["", "../out", "A", "a b", "-x", "x" * 65, "x/y", "ä"])
def test_an_id_must_be_fit_for_a_file_name(tmp_path: Path, name: str) -> None:
    file = save(kair(DnCNN(5, 8, norm=False)), tmp_path / "dncnn.pth")
    with pytest.raises(MethodError, match="use small letters, digits and hyphens"):
        import_weights(file, name)


def test_an_import_takes_the_place_of_no_other_method(
    tmp_path: Path, user_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = save(kair(DnCNN(5, 8, norm=False)), tmp_path / "dncnn.pth")
    import_weights(file, "twice")
    with pytest.raises(MethodError, match="imported method twice already; .* remove twice$"):
        import_weights(file, "twice")
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    monkeypatch.setattr(paths, "weights_folder", lambda: shipped)
    ours = (user_folder / "twice.json").read_text(encoding="utf-8")
    (shipped / "dncnn.json").write_text(ours.replace('"twice"', '"dncnn"'), encoding="utf-8")
    with pytest.raises(MethodError, match="dncnn is the id of a method that ships"):
        import_weights(file, "dncnn")
    # Shipped later, by a new version: the shipped one is what the name means from then on.
    (shipped / "twice.json").write_text(ours.replace("DnCNN (", "Shipped ("), encoding="utf-8")
    assert method_ids().count("twice") == 1
    assert card("twice").title == "Shipped (dncnn)"


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, ".local/share/speckle-viewer/weights"),
        ("linux", {"XDG_DATA_HOME": "data"}, "data/speckle-viewer/weights"),
        ("darwin", {}, "Library/Application Support/speckle-viewer/weights"),
        ("win32", {"LOCALAPPDATA": "local"}, "local/speckle-viewer/weights"),
        ("win32", {}, "AppData/Local/speckle-viewer/weights"),
        ("linux", {"SPECKLE_WEIGHTS": "own"}, "own"),
    ],
)
def test_the_users_folder_lies_where_the_system_keeps_data(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    variables: dict[str, str],
    expected: str,
) -> None:
    for name in ("SPECKLE_WEIGHTS", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, folder in variables.items():
        monkeypatch.setenv(name, str(tmp_path / folder))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(sys, "platform", platform)
    assert paths.user_weights_folder() == tmp_path / expected
