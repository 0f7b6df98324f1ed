"""KPN: shapes, parameter counts, forms, and what must hold whatever the weights."""

import pytest
import torch
from torch import nn

from speckle_viewer.errors import Cancelled
from speckle_viewer.networks import KPN
from speckle_viewer.networks.unet_trunk import UNetTrunk


def scrambled(network: KPN) -> KPN:
    """Random weights that make every part of the network count."""
    torch.manual_seed(11)
    nn.init.normal_(network.head.weight, std=3.0)
    return network.eval()


def count(module: nn.Module) -> int:
    return sum(p.numel() for p in module.parameters())


def convolutions(*shapes: tuple[int, int]) -> int:
    """Parameters of 3×3 convolutions with biases."""
    return sum(9 * i * o + o for i, o in shapes)


def block(inputs: int, outputs: int) -> int:
    return convolutions((inputs, outputs), (outputs, outputs), (outputs, outputs))


def test_parameter_count_of_the_study() -> None:
    encoder = block(1, 64) + block(64, 128) + block(128, 256) + block(256, 256)
    decoder = block(512, 256) + block(384, 128) + block(192, 64)
    assert count(UNetTrunk(1)) == encoder + decoder
    assert count(KPN()) == encoder + decoder + convolutions((64, 25))
    assert count(KPN(burst=5, sizes=(3, 5, 7))) == (
        encoder + block(5, 64) - block(1, 64) + decoder + convolutions((64, 5 * (9 + 25 + 49)))
    )


def test_parameter_count_of_the_options() -> None:
    plain = count(KPN())
    assert count(KPN(separable=True)) == plain - convolutions((64, 25)) + convolutions((64, 10))
    assert count(KPN(core_bias=True)) == plain + convolutions((64, 1))
    assert count(KPN(noise_map=True)) == plain + 9 * 64
    gates = sum(2 * c * (c // 16) + c // 16 + (c // 16) * c + c for c in (256, 128, 64))
    assert count(KPN(attention=True)) == plain + gates + 3 * (2 * 49 + 1)
    without = KPN(bias=False)
    assert not [n for n, _ in without.named_parameters() if n.endswith("bias")]


@pytest.mark.parametrize("size", [(1, 1), (5, 3), (17, 31), (40, 24)])
@pytest.mark.parametrize("stride", [1, 2])
def test_any_size(size: tuple[int, int], stride: int) -> None:
    network = scrambled(KPN(3, (3, 5), (4, 6, 8), stride=stride))
    prediction = network.predict(torch.rand(3, *size))
    assert prediction.image.shape == size
    assert float(prediction.image.min()) >= 0
    assert float(prediction.image.max()) <= 1


@pytest.mark.parametrize("stride", [1, 2])
@pytest.mark.parametrize("separable", [False, True])
def test_training_and_inference_compute_the_same(stride: int, separable: bool) -> None:
    network = scrambled(KPN(3, (3, 5), (4, 6), stride=stride, separable=separable, core_bias=True))
    frames = torch.rand(3, 19, 14)
    prediction = network.predict(frames)
    assert prediction.kernels is not None
    contributions = network(frames[None])
    assert contributions.shape == (1, 3, 19, 14)
    torch.testing.assert_close(
        contributions.detach().sum(1)[0], prediction.kernels.output, atol=1e-6, rtol=1e-5
    )


@pytest.mark.parametrize("attention", [False, True])
@pytest.mark.parametrize("alpha", [0.1, 3.0, 50.0])
def test_the_bias_free_form_scales_with_its_input(alpha: float, attention: bool) -> None:
    network = scrambled(KPN(2, (3, 5), (4, 6), bias=False, attention=attention)).double()
    frames = torch.rand(1, 2, 16, 16, dtype=torch.float64)
    scaled = network(alpha * frames)
    torch.testing.assert_close(scaled, alpha * network(frames), rtol=1e-5, atol=1e-6 * alpha)


def test_bias_free_kernels_sum_to_one() -> None:
    prediction = scrambled(KPN(2, (3, 5), (4, 6), bias=False)).predict(torch.rand(2, 12, 12))
    assert prediction.kernels is not None
    assert prediction.kernels.at(5, 7).sum == pytest.approx(1, abs=1e-5)


def test_a_new_network_is_a_mean_filter() -> None:
    torch.manual_seed(0)
    image = KPN(1, (3, 5), (4, 6)).predict(torch.full((1, 30, 30), 0.5)).image
    assert float((image[5:-5, 5:-5] - 0.5).abs().max()) < 0.05


@pytest.mark.parametrize("stride", [1, 2])
def test_nothing_beyond_the_overlap_matters(stride: int) -> None:
    network = scrambled(KPN(1, (5,), (3, 3, 3), stride=stride)).double()
    reach = network.overlap
    side = 2 * reach + 41
    frames = torch.rand(1, 1, side, side, dtype=torch.float64, requires_grad=True)
    middle = side // 2
    network(frames)[0, 0, middle, middle].backward()
    assert frames.grad is not None
    rows = frames.grad[0, 0].abs().sum(1).nonzero()
    assert int((rows - middle).abs().max()) <= reach
    assert int((rows - middle).abs().max()) > reach // 2


def test_frames_of_a_burst_are_weighed_in_their_order() -> None:
    network = KPN(3, (1,), (2, 2))
    with torch.no_grad():
        network.head.weight.zero_()
        assert network.head.bias is not None
        network.head.bias.copy_(torch.tensor([3.0, 0.0, 0.0]))
    frames = torch.rand(3, 8, 8)
    torch.testing.assert_close(network.predict(frames).image, frames[0])


def test_a_noise_map_is_an_input() -> None:
    network = scrambled(KPN(1, (3,), (4, 6), noise_map=True))
    frames = torch.rand(1, 9, 9)
    quiet = network.predict(frames, noise_map=torch.zeros(9, 9))
    loud = network.predict(frames, noise_map=torch.ones(9, 9))
    assert not torch.equal(quiet.image, loud.image)
    assert loud.noise_map is not None
    assert float(loud.noise_map[0, 0]) == 1


def test_cancelling_stops_between_taps() -> None:
    calls = 0

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        KPN(1, (9,), (2, 2)).predict(torch.rand(1, 8, 8), check=check)
    assert calls == 3


def test_bfloat16_weights_stay_close_and_explain_themselves() -> None:
    network = scrambled(KPN(1, (5,), (8, 8), stride=2))
    nn.init.normal_(network.head.weight, std=0.3)
    frames = torch.rand(1, 32, 32)
    exact = network.predict(frames).image
    prediction = network.bfloat16().predict(frames)
    assert float((prediction.image - exact).abs().max()) < 0.01
    assert prediction.kernels is not None
    kernel = prediction.kernels.at(13, 9)
    assert kernel.weighted == pytest.approx(kernel.output, abs=1e-5)


@pytest.mark.parametrize("arguments", [{"sizes": (4,)}, {"sizes": ()}, {"stride": 3}])
def test_impossible_forms_are_refused(arguments: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"odd kernel sizes|a stride of"):
        KPN(**arguments)  # type: ignore[arg-type]
