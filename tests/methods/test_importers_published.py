"""Weights that others published, against a direct evaluation of what is in their files."""

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from speckle_viewer.cine import open_cine
from speckle_viewer.evaluation.gaussian import add_noise, denoise_still
from speckle_viewer.evaluation.scores import score
from speckle_viewer.methods import load_method
from speckle_viewer.methods.importers import import_weights


@pytest.fixture(autouse=True)
def user_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPECKLE_WEIGHTS", str(tmp_path))


@pytest.fixture
def published(shared_data: Path) -> Path:
    folder = shared_data.parent / "published"
    if not folder.is_dir():
        pytest.skip("no published weights here")
    return folder


@pytest.fixture
def clean(shared_data: Path) -> np.ndarray:
    return open_cine(shared_data / "natural" / "camera.png").grey(0)[100:292, 100:292]


def kair_directly(state: Mapping[str, Tensor], x: Tensor) -> Tensor:
    noise, last = x, 32
    for index in range(0, last + 1, 2):
        noise = F.conv2d(noise, state[f"model.{index}.weight"], state[f"model.{index}.bias"], 1, 1)
        noise = noise if index == last else noise.relu()
    return x - noise


def bias_free_directly(state: Mapping[str, Tensor], x: Tensor) -> Tensor:
    noise = F.conv2d(x, state["first_layer.weight"], padding=1).relu()
    for i in range(18):
        noise = F.conv2d(noise, state[f"hidden_layer_list.{i}.weight"], padding=1)
        divisor = state[f"bn_layer_list.{i}.running_var"] ** 0.5 + 1e-5
        noise = noise / divisor[:, None, None] * state[f"bn_layer_list.{i}.weight"][:, None, None]
        noise = noise.relu()
    return x - F.conv2d(noise, state["last_layer.weight"], padding=1)


def psnr(image: np.ndarray, clean: np.ndarray) -> float:
    return score(image, clean).psnr


def test_kairs_dncnn_equals_its_stack_of_convolutions(published: Path, clean: np.ndarray) -> None:
    file = published / "kair_dncnn_25.pth"
    assert import_weights(file, "kair").parameters == 555_137
    noisy = add_noise(clean, 25, 0)
    state = torch.load(file, weights_only=True)
    expected = kair_directly(state, torch.from_numpy(noisy)[None, None])[0, 0].clamp(0, 1).numpy()
    reached = psnr(denoise_still(load_method("kair"), noisy, 25), clean)
    assert reached == pytest.approx(psnr(expected, clean), abs=1e-3)
    # The published mean over its 12 pictures is 30.43 dB; without the network it is 20.2.
    assert 28 < reached < 33
    assert psnr(noisy, clean) == pytest.approx(20.17, abs=0.1)


@pytest.mark.parametrize(("sigma", "least"), [(10, 32), (30, 27.5), (50, 25.5), (90, 23)])
def test_the_bias_free_dncnn_equals_its_layers(
    published: Path, clean: np.ndarray, sigma: float, least: float
) -> None:
    file = published / "bf_dncnn_bias_free_0-100.pt"
    assert import_weights(file, "bf").parameters == 665_856
    noisy = add_noise(clean, sigma, 0)
    with torch.serialization.safe_globals([Namespace]):
        state = torch.load(file, weights_only=True)["model"][0]
    output = bias_free_directly(state, torch.from_numpy(noisy)[None, None])
    reached = psnr(denoise_still(load_method("bf"), noisy, sigma), clean)
    assert reached == pytest.approx(psnr(output[0, 0].clamp(0, 1).numpy(), clean), abs=1e-3)
    assert least < reached < least + 6


def test_the_bias_free_dncnn_scales_with_its_input(published: Path, clean: np.ndarray) -> None:
    import_weights(published / "bf_dncnn_bias_free_0-100.pt", "bf")
    network = load_method("bf")._networks[torch.float32].double()  # type: ignore[attr-defined]
    noisy = torch.from_numpy(add_noise(clean[:40, :40], 30, 0)).double()[None, None]
    expected = network(noisy)
    for alpha in (0.1, 3, 50):
        torch.testing.assert_close(network(alpha * noisy), alpha * expected, rtol=1e-5, atol=1e-6)
