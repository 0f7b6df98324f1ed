"""Every class of network as a method: by its name on a card, folded, with its controls."""

from typing import Any

import pytest
import torch
from torch import nn

from speckle_viewer.methods.controls import NOISE_LEVEL, NOISE_OVERRIDE, controls_of
from speckle_viewer.methods.network_method import NETWORKS, NetworkMethod, build
from tests.denoising.fakes import card_of
from tests.methods.checkpoints import scrambled

SMALL: dict[str, dict[str, Any]] = {
    "UNet": {"widths": [4, 6]},
    "LDFN": {"widths": [4, 6]},
    "GDFN": {"filters": 3, "widths": [4, 5], "head": [4, 4]},
    "MWCNN": {"widths": [4, 4, 4]},
    "MWCNNStudy": {"widths": [4, 6]},
    "KPN": {"widths": [4, 6]},
    "MWKPN": {"widths": [4, 6]},
    "NoiseEstimator": {"widths": [4, 1]},
    "DnCNN": {"depth": 5, "width": 8},
    "FFDNet": {"depth": 4, "width": 8},
    "CBDNet": {"widths": [4, 6, 8]},
    "BFUNet": {},
    "Codebook": {"entries": 3, "size": 5},
}


def method_of(network: str, **more: Any) -> NetworkMethod:
    arguments = SMALL[network] | more
    card = card_of(
        network.lower(),
        network={"class": network, "arguments": arguments},
        controls=controls_of(network, arguments),
    )
    return NetworkMethod(card, scrambled(build(card)))


@pytest.mark.parametrize("network", NETWORKS)
def test_every_network_can_be_a_method(network: str) -> None:
    prediction = method_of(network).predict(torch.rand(1, 1, 21, 30), {})
    assert prediction.image.shape == (21, 30)
    assert prediction.image.dtype == torch.float32


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("network", ["DnCNN", "MWCNN"])
def test_norms_are_folded_and_the_image_stays(network: str, bias: bool) -> None:
    arguments = SMALL[network] | {"bias": bias}
    card = card_of(network={"class": network, "arguments": arguments})
    original = scrambled(build(card))
    frame = torch.rand(1, 1, 24, 24)
    with torch.no_grad():
        expected = original(frame)[0, 0].clamp(0, 1)
    method = NetworkMethod(card, original)
    kinds = [type(m).__name__ for m in method._networks[torch.float32].modules()]
    assert not [kind for kind in kinds if "Norm" in kind]
    torch.testing.assert_close(method.predict(frame, {}).image, expected, atol=1e-5, rtol=0)


@pytest.mark.parametrize(("network", "more"), [("FFDNet", {}), ("UNet", {"noise_map": True})])
def test_the_noise_level_is_told_in_grey_levels(network: str, more: dict[str, Any]) -> None:
    method, frame = method_of(network, **more), torch.rand(1, 1, 20, 20)
    assert method.card.controls == (NOISE_LEVEL,)
    *_, last = (m for m in method._networks[torch.float32].modules() if isinstance(m, nn.Conv2d))
    assert last.bias is not None
    nn.init.constant_(last.bias, 0.5)  # so that the image is not all clipped
    by_default, loud = (method.predict(frame, c) for c in ({}, {"noise_level": 75.0}))
    for prediction, level in ((by_default, 25), (loud, 75)):
        assert prediction.noise_map is not None
        assert torch.equal(prediction.noise_map, torch.full((20, 20), level / 255))
    assert not torch.equal(by_default.image, loud.image)


def test_cbdnets_estimate_is_shown_and_can_be_overridden() -> None:
    method, frame = method_of("CBDNet"), torch.rand(1, 1, 20, 20)
    assert method.card.controls == (NOISE_OVERRIDE,)
    estimated = method.predict(frame, {})
    overridden = method.predict(frame, {"noise_override": 50.0})
    assert estimated.noise_map is not None
    assert overridden.noise_map is not None
    assert float(estimated.noise_map.std()) > 0
    assert torch.equal(overridden.noise_map, torch.full((20, 20), 50 / 255))
    assert not torch.equal(estimated.image, overridden.image)
    again = method.predict(frame, {"noise_override": 0.0})
    assert torch.equal(again.image, estimated.image)
