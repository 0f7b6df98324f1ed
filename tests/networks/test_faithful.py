"""Every network is the published one: parameter counts, and what must hold for any weights."""

import pytest
import torch
from torch import nn

from speckle_viewer.networks.bf_unet import BFUNet
from speckle_viewer.networks.cbdnet import CBDNet
from speckle_viewer.networks.dncnn import DnCNN
from speckle_viewer.networks.ffdnet import FFDNet
from speckle_viewer.networks.gdfn import GDFN
from speckle_viewer.networks.ldfn import LDFN
from speckle_viewer.networks.mwcnn import MWCNN, MWCNNStudy
from speckle_viewer.networks.prediction import Prediction
from speckle_viewer.networks.trunk import EVERYWHERE
from tests.networks.forms import FORMS, build, output


def count(module: nn.Module) -> int:
    return sum(p.numel() for p in module.parameters())


@pytest.mark.parametrize(
    ("network", "parameters"),
    [
        (DnCNN(17), 557_057),
        (DnCNN(20), 668_225),
        (DnCNN(20, bias=False), 665_856),
        (BFUNet(), 233_024),
        (FFDNet(), 485_316),
        (CBDNet(3), 4_365_382),
        (CBDNet(3).estimator, 29_507),
        (MWCNN(), 16_158_308),
    ],
    ids=[
        "dncnn-17",
        "dncnn-20",
        "bf-dncnn-20",
        "bf-unet",
        "ffdnet",
        "cbdnet",
        "cbdnet-estimator",
        "mwcnn",
    ],
)
def test_parameter_counts_are_the_published_ones(network: nn.Module, parameters: int) -> None:
    assert count(network) == parameters


@pytest.mark.parametrize("form", FORMS)
@torch.no_grad()
def test_bias_free_networks_scale_with_their_input(form: str) -> None:
    network = build(form, bias=False).double()
    assert not [n for n, _ in network.named_parameters() if n.endswith("bias")]
    frames = torch.rand(1, 1, 24, 24, dtype=torch.float64)
    expected = output(network, frames)
    for alpha in (0.1, 3, 50):
        torch.testing.assert_close(output(network, alpha * frames), alpha * expected)


@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("form", FORMS)
def test_the_output_is_jacobian_times_input_plus_net_bias(form: str, bias: bool) -> None:
    network = build(form, bias=bias).double()
    frames = torch.rand(1, 1, 16, 16, dtype=torch.float64, requires_grad=True)
    rows = torch.rand(16, 16, dtype=torch.float64) - 0.5  # a random sum of output pixels
    value = (rows * output(network, frames)[0]).sum()
    (jacobian_row,) = torch.autograd.grad(value, frames)
    net_bias = float(value.detach() - (jacobian_row * frames.detach()).sum())
    assert (abs(net_bias) < 1e-9) != bias


@pytest.mark.parametrize("size", [(1, 1), (7, 13), (23, 29)])
@pytest.mark.parametrize("form", FORMS)
@torch.no_grad()
def test_any_size_and_each_image_of_a_batch_for_itself(form: str, size: tuple[int, int]) -> None:
    network = build(form)
    frames = torch.rand(3, 1, *size)
    together = output(network, frames)
    assert together.shape == (3, *size)
    alone = torch.cat([output(network, frame[None]) for frame in frames])
    torch.testing.assert_close(together, alone, atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize("form", FORMS)
def test_nothing_beyond_the_overlap_matters(form: str) -> None:
    network = build(form).double()
    reach = network.overlap
    assert isinstance(reach, int)
    if reach >= EVERYWHERE:
        pytest.skip("every pixel matters by design")
    step = network.multiple
    assert isinstance(step, int)
    side = (2 * reach + 5 * step) // step * step
    frames = torch.rand(1, 1, side, side, dtype=torch.float64, requires_grad=True)
    middle = side // 2
    output(network, frames)[0, middle, middle].backward()  # type: ignore[no-untyped-call]
    assert frames.grad is not None
    seen = frames.grad[0, 0].abs()
    rows, columns = seen.sum(1).nonzero(), seen.sum(0).nonzero()
    farthest = max(int((axis - middle).abs().max()) for axis in (rows, columns))
    assert reach // 3 <= farthest <= reach


@pytest.mark.parametrize("form", FORMS)
@torch.no_grad()
def test_bfloat16_is_close_to_float32(form: str) -> None:
    network = build(form)
    frames = torch.rand(1, 1, 24, 24)
    exact = output(network, frames)
    coarse = output(network.bfloat16(), frames).float()
    assert float((coarse - exact).norm() / exact.norm()) < 0.1


@pytest.mark.parametrize("shift", [1, 2, 5])
def test_dncnn_does_not_care_where_the_image_lies(shift: int) -> None:
    network = build("dncnn").double()
    frames = torch.rand(1, 1, 40, 40, dtype=torch.float64)
    border = 5 + shift
    inside = slice(border, -border)
    moved = output(network, frames.roll((shift, shift), (-2, -1))).roll((-shift, -shift), (-2, -1))
    torch.testing.assert_close(moved[:, inside, inside], output(network, frames)[:, inside, inside])


@torch.no_grad()
def test_ffdnet_cares_for_odd_shifts_only() -> None:
    network = build("ffdnet").double()
    frames = torch.rand(1, 1, 48, 48, dtype=torch.float64)
    expected = output(network, frames)[:, 14:-14, 14:-14]

    def moved(shift: int) -> torch.Tensor:
        out = output(network, frames.roll((shift, shift), (-2, -1)))
        return out.roll((-shift, -shift), (-2, -1))[:, 14:-14, 14:-14]

    torch.testing.assert_close(moved(2), expected)
    assert float((moved(1) - expected).abs().max()) > 1e-3


@pytest.mark.parametrize("form", ["dncnn", "mwcnn"])
@pytest.mark.parametrize("bias", [False, True])
def test_folded_norms_change_nothing(form: str, bias: bool) -> None:
    network = build(form, bias=bias)
    frames = torch.rand(1, 1, 24, 24)
    expected = output(network, frames)
    folded = network.fold()  # type: ignore[operator]
    assert not [m for m in folded.modules() if "Norm" in type(m).__name__]
    torch.testing.assert_close(output(folded, frames), expected, atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("form", ["gdfn", "gdfn-weighted"])
def test_global_filters_applied_again_give_the_image_back(form: str) -> None:
    network = build(form)
    frames = torch.rand(1, 20, 23)
    prediction = network.predict(frames)  # type: ignore[operator]
    filters = prediction.filters
    assert filters.taps.shape == (3, 5, 5)
    expected = output(network, frames[None])[0]
    torch.testing.assert_close(filters.apply(), expected.detach())
    if filters.mixture is not None:
        torch.testing.assert_close(filters.mixture.sum(0), torch.ones(20, 23))


@pytest.mark.parametrize(
    ("form", "levels"), [("mwcnn", 3), ("mwcnn-study", 3), ("unet-wavelet", 1)]
)
def test_sub_bands_lead_from_the_input_to_the_image(form: str, levels: int) -> None:
    from speckle_viewer.ops.wavelet import haar_dwt, haar_idwt

    network = build(form)
    frames = torch.rand(1, 24, 24)
    prediction: Prediction = network.predict(frames)  # type: ignore[operator]
    assert len(prediction.subbands) == levels
    finest = prediction.subbands[0]
    torch.testing.assert_close(finest.before, haar_dwt(frames[None]))
    torch.testing.assert_close(haar_idwt(finest.after)[0, 0].clamp(0, 1), prediction.image)
    for level, bands in enumerate(prediction.subbands):
        assert bands.before.shape == bands.after.shape
        assert bands.before.shape[-1] == 24 >> (level + 1)


def test_mwkpn_gives_the_sub_bands_of_its_trunk() -> None:
    from speckle_viewer.ops.wavelet import haar_dwt

    network = build("mwkpn")
    frames = torch.rand(1, 24, 24)
    prediction: Prediction = network.predict(frames)  # type: ignore[operator]
    (level,) = prediction.subbands
    assert level.before.shape == level.after.shape == (1, 16, 12, 12)
    features = network.trunk.encoder[0](frames[None])  # type: ignore[operator, union-attr, index]
    torch.testing.assert_close(level.before, haar_dwt(features))


def test_softmax_filters_are_weights() -> None:
    torch.manual_seed(3)
    network = LDFN(2, 3, (4, 6), softmax=True).eval()
    nn.init.normal_(network.head.weight)
    prediction = network.predict(torch.rand(2, 12, 12))
    assert prediction.kernels is not None
    kernel = prediction.kernels.at(5, 6)
    assert kernel.taps[0].min() >= 0
    assert kernel.taps[0].sum((1, 2)).tolist() == pytest.approx([0.5, 0.5], abs=1e-6)


def test_cbdnet_estimates_noise_and_takes_a_map_instead() -> None:
    network = build("cbdnet")
    assert isinstance(network, CBDNet)
    frames = torch.rand(1, 15, 15)
    own = network.predict(frames)
    assert own.noise_map is not None
    same = network.predict(frames, noise_map=own.noise_map)
    torch.testing.assert_close(same.image, own.image)
    other = network.predict(frames, noise_map=own.noise_map + 0.5)
    assert not torch.equal(other.image, own.image)


def test_the_study_has_its_widths_by_default() -> None:
    heads = {type(n).__name__: n for n in (GDFN(), GDFN(weighted=True), MWCNNStudy())}
    assert set(heads) == {"GDFN", "MWCNNStudy"}
    taps, mixture = GDFN(weighted=True).eval().generate(torch.rand(1, 1, 33, 40))
    assert taps.shape == (1, 5, 5, 5)
    assert mixture is not None
    assert mixture.shape == (1, 5, 33, 40)
