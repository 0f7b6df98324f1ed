"""A noise map that the user painted takes the place of the method's own, there and only there."""

from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

import speckle_viewer as sv
from speckle_viewer.denoising import NoisePaint, Request
from speckle_viewer.denoising.runner import Runner
from speckle_viewer.denoising.tiling import predict_tiled
from speckle_viewer.errors import MethodError
from speckle_viewer.methods.controls import controls_of
from speckle_viewer.methods.network_method import NetworkMethod
from speckle_viewer.networks import Prediction
from speckle_viewer.networks.cbdnet import CBDNet
from speckle_viewer.networks.ffdnet import FFDNet
from tests.denoising.fakes import Halving, Listener, card_of, cine_of, kpn_method, speckle

BOTH = pytest.mark.parametrize("kind", ["FFDNet", "CBDNet"])
LEVEL = {"FFDNet": "noise_level", "CBDNet": "noise_override"}
SHAPE = (48, 60)


def method_of(kind: str) -> NetworkMethod:
    torch.manual_seed(5)
    network: nn.Module = FFDNet(4, 6) if kind == "FFDNet" else CBDNet(widths=(8, 8, 8))
    if isinstance(network, CBDNet):
        nn.init.constant_(network.estimator[-2].bias, 0.1)  # or the map would be mostly zero
        nn.init.normal_(network.last.weight)
    card = card_of(kind.lower(), controls=controls_of(kind, {}), network={"class": kind})
    return NetworkMethod(card, network)


def predicted(kind: str, noise: Any = None, **controls: float) -> Prediction:
    cine, runner = cine_of(speckle(1, *SHAPE)), Runner(torch.device("cpu"))
    run = runner.run(cine, method_of(kind), 0, controls=controls, precision="exact", noise=noise)
    return run.prediction


def painted(level: float = np.nan) -> np.ndarray:
    return np.full(SHAPE, level, np.float32)


@BOTH
def test_one_level_everywhere_is_what_the_control_sets(kind: str) -> None:
    by_hand, by_control = predicted(kind, painted(40)), predicted(kind, **{LEVEL[kind]: 40})
    torch.testing.assert_close(by_hand.image, by_control.image, atol=1e-6, rtol=0)
    assert not torch.equal(by_hand.image, predicted(kind).image)


@BOTH
def test_nothing_painted_leaves_the_method_its_own(kind: str) -> None:
    torch.testing.assert_close(predicted(kind, painted()).image, predicted(kind).image)


@BOTH
def test_a_painted_part_is_what_the_network_is_told_there(kind: str) -> None:
    noise = painted()
    noise[10:30, 20:50] = 60
    found, own = predicted(kind, noise), predicted(kind)
    assert found.noise_map is not None
    assert own.noise_map is not None
    expected = np.where(np.isnan(noise), own.noise_map, noise / 255).astype(np.float32)
    np.testing.assert_allclose(found.noise_map, expected, atol=1e-6)
    network = method_of(kind)._networks[torch.float32]
    frames = torch.from_numpy(speckle(1, *SHAPE) / np.float32(255))
    with torch.inference_mode():
        image = network(frames[None], torch.from_numpy(expected)[None, None])[0, 0]
    torch.testing.assert_close(found.image, image.clamp(0, 1), atol=1e-5, rtol=0)


def test_tiles_are_told_their_part() -> None:
    method = method_of("FFDNet")
    burst = torch.rand(1, 1, 90, 120)
    noise = torch.full((90, 120), float("nan"))
    noise[20:70, 30:100] = 70 * torch.rand(50, 70)
    whole, tiled = (
        predict_tiled(
            method,
            burst,
            {},
            device=torch.device("cpu"),
            dtype=torch.float32,
            side=side,
            noise=noise,
        )
        for side in (None, 32)
    )
    torch.testing.assert_close(tiled.image, whole.image, atol=1e-5, rtol=0)


def test_a_painted_map_has_results_of_its_own(start: Any, listener: Listener) -> None:
    cine, engine = cine_of(speckle(1, *SHAPE)), start(method_of("FFDNet"))
    plain = Request(cine, 0, "ffdnet", precision="exact")
    paints = [NoisePaint(painted(level)) for level in (5.0, 60.0)]
    first, second = (Request(cine, 0, "ffdnet", precision="exact", noise=p) for p in paints)
    assert len({plain.key, first.key, second.key}) == 3
    images = [listener.result(engine.submit(r, "shown")).image for r in (plain, first, second)]
    assert not np.array_equal(images[0], images[1])
    assert not np.array_equal(images[1], images[2])
    again = engine.cached(first)
    assert again is not None
    np.testing.assert_array_equal(again.image, images[1])


@pytest.mark.parametrize("method", [kpn_method(), Halving()], ids=["kpn", "filter"])
def test_a_method_that_takes_no_map_says_so(method: Any) -> None:
    with pytest.raises(MethodError, match="takes no noise map"):
        sv.denoise(cine_of(speckle(1, *SHAPE)), method, 0, noise=painted(5))


@pytest.mark.parametrize(
    ("noise", "reason"),
    [
        (np.ones((3, 4), np.float32), "3 × 4; make it as large as the frame, 48 × 60"),
        (painted(-1), "below 0"),
        (painted(np.inf), "infinite"),
    ],
)
def test_a_map_that_cannot_be_is_refused_in_a_sentence(noise: np.ndarray, reason: str) -> None:
    with pytest.raises(MethodError, match=reason):
        predicted("FFDNet", noise)
