from itertools import chain, product

import numpy as np
import pytest
import torch
from torch import nn

from speckle_viewer.denoising.tiling import Box, cut, predict_tiled, tissue_box
from speckle_viewer.errors import Cancelled
from speckle_viewer.methods.controls import controls_of
from speckle_viewer.methods.network_method import NetworkMethod
from speckle_viewer.networks import Prediction
from speckle_viewer.networks.cbdnet import CBDNet
from speckle_viewer.networks.gdfn import GDFN
from speckle_viewer.networks.mwcnn import MWCNN, MWCNNStudy
from speckle_viewer.networks.trunk import EVERYWHERE
from tests.denoising.fakes import card_of, kpn_method
from tests.networks.forms import FORMS, WithMap, build

CPU = torch.device("cpu")


def predicted(
    method: NetworkMethod, burst: torch.Tensor, side: int | None = None, evidence: bool = True
) -> Prediction:
    return predict_tiled(
        method, burst, {}, device=CPU, dtype=torch.float32, side=side, evidence=evidence
    )


@pytest.mark.parametrize("stride", [1, 2])
@pytest.mark.parametrize("separable", [False, True])
@pytest.mark.parametrize("size", [(96, 128), (101, 87), (1, 1), (3, 500), (70, 5)])
def test_tiles_equal_the_full_frame(size: tuple[int, int], stride: int, separable: bool) -> None:
    method = kpn_method(3, stride, separable=separable, core_bias=True)
    burst = torch.rand(3, 1, *size, generator=torch.Generator().manual_seed(3))
    whole, tiled = predicted(method, burst), predicted(method, burst, 40)
    assert whole.image.shape == tiled.image.shape == size
    torch.testing.assert_close(tiled.image, whole.image, atol=1e-5, rtol=0)
    assert whole.kernels is not None
    assert tiled.kernels is not None
    for joined, full in zip(tiled.kernels.taps, whole.kernels.taps, strict=True):
        torch.testing.assert_close(joined, full, atol=1e-5, rtol=0)
    assert torch.equal(tiled.kernels.frames, burst[:, 0])
    assert whole.kernels.bias is not None
    assert tiled.kernels.bias is not None
    torch.testing.assert_close(tiled.kernels.bias, whole.kernels.bias, atol=1e-5, rtol=0)


def method_of(form: str) -> NetworkMethod:
    network = build(form)
    network = network.network if isinstance(network, WithMap) else network
    controls = controls_of(type(network).__name__, {})
    return NetworkMethod(card_of(form, controls=controls), network)


LOCAL = [form for form in FORMS if method_of(form).overlap < EVERYWHERE]


@pytest.mark.parametrize("upright", [False, True])
@pytest.mark.parametrize("form", LOCAL)
def test_tiles_of_every_network_equal_the_full_frame(form: str, upright: bool) -> None:
    method = method_of(form)
    long = 2 * method.overlap + 83  # and odd: longer than a tile with its overlaps
    burst = torch.rand(1, 1, *((long, 37) if upright else (37, long)))
    whole, tiled = predicted(method, burst), predicted(method, burst, 32)
    assert whole.image.std() > 1e-3, "nothing to compare"
    torch.testing.assert_close(tiled.image, whole.image, atol=1e-5, rtol=0)
    if whole.noise_map is not None:
        assert tiled.noise_map is not None
        torch.testing.assert_close(tiled.noise_map, whole.noise_map, atol=1e-5, rtol=0)


def test_only_what_looks_everywhere_by_design_has_no_tiles() -> None:
    whole = {"unet with attention", "gdfn", "gdfn normalised", "gdfn-weighted"}
    assert set(FORMS) - set(LOCAL) == whole


def test_the_kernel_of_any_pixel_of_a_tiled_frame_makes_its_output() -> None:
    method = kpn_method(3, 2)
    prediction = predicted(method, torch.rand(3, 1, 90, 77), 32)
    assert prediction.kernels is not None
    seams_and_others = [*range(0, 90, 13), *range(29, 36), 89]
    for row, column in product(seams_and_others, range(0, 77, 4)):
        kernel = prediction.kernels.at(row, column)
        assert kernel.weighted == pytest.approx(kernel.output, abs=1e-4)
        assert min(max(kernel.output, 0), 1) == prediction.image[row, column]


@pytest.mark.parametrize("size", [(320, 40), (35, 301), (9, 5)])
@pytest.mark.parametrize("network", [MWCNN, MWCNNStudy])
def test_sub_bands_of_tiles_are_joined(network: type[nn.Module], size: tuple[int, int]) -> None:
    method = NetworkMethod(card_of("mwcnn"), network((4, 4, 4)))
    burst = torch.rand(1, 1, *size)
    whole, tiled = predicted(method, burst), predicted(method, burst, 32)
    direct = method.predict(burst, {})
    assert len(whole.subbands) == 3
    for full, joined, own in zip(whole.subbands, tiled.subbands, direct.subbands, strict=True):
        assert torch.equal(full.before, own.before)
        assert torch.equal(full.after, own.after)
        torch.testing.assert_close(joined.before, full.before, atol=1e-5, rtol=1e-4)
        torch.testing.assert_close(joined.after, full.after, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("weighted", [False, True])
def test_global_filters_of_tiles_are_those_of_the_frame(weighted: bool) -> None:
    network = GDFN(3, 5, widths=(4, 5), head=(4, 4), weighted=weighted)
    method, burst = NetworkMethod(card_of("gdfn"), network), torch.rand(1, 1, 50, 61)
    whole, tiled = predicted(method, burst).filters, predicted(method, burst, 32).filters
    assert whole is not None
    assert tiled is not None
    assert torch.equal(tiled.taps, whole.taps)
    assert torch.equal(tiled.frame, burst[0, 0])
    assert (tiled.mixture is not None) == weighted
    torch.testing.assert_close(tiled.apply(), whole.apply())


def test_without_evidence_only_image_and_noise_map_are_kept() -> None:
    for network in (MWCNN((4, 4, 4)), GDFN(3, 5, widths=(4, 5), head=(4, 4)), CBDNet(1, (4, 4, 4))):
        method = NetworkMethod(card_of(), network)
        prediction = predicted(method, torch.rand(1, 1, 40, 40), evidence=False)
        assert prediction.filters is None
        assert prediction.subbands == ()
        assert (prediction.noise_map is not None) == isinstance(network, CBDNet)


def test_a_crop_grown_by_the_overlap_equals_the_full_frame() -> None:
    method = kpn_method(1, 2)
    burst = torch.rand(1, 1, 160, 176)
    core = Box(66, 50, 97, 101)
    crop = core.grown(method.overlap, method.multiple, (160, 176))
    assert crop != Box(0, 0, 160, 176)
    whole = predicted(method, burst).image[core.slices]
    part = predicted(method, burst[(..., *crop.slices)]).image
    inside = part[core.top - crop.top :, core.left - crop.left :][:31, :51]
    torch.testing.assert_close(inside, whole, atol=1e-5, rtol=0)


def test_without_evidence_there_are_no_kernels() -> None:
    burst = torch.rand(1, 1, 64, 64)
    assert predicted(kpn_method(), burst, evidence=False).kernels is None
    assert predicted(kpn_method(), burst, 32, evidence=False).kernels is None


def test_work_is_given_up_between_tiles() -> None:
    done: list[float] = []

    def check() -> None:
        if done:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        predict_tiled(
            kpn_method(),
            torch.rand(1, 1, 64, 64),
            {},
            device=CPU,
            dtype=torch.float32,
            side=32,
            check=check,
            progress=done.append,
        )
    assert done == [0.25]


def test_a_box_grows_to_multiples_within_the_image() -> None:
    assert Box(10, 20, 31, 41).grown(3, 4, (100, 42)) == Box(4, 16, 36, 42)
    assert Box(0, 0, 1, 1).grown(1_000_000, 8, (7, 9)) == Box(0, 0, 7, 9)


def test_cuts_cover_every_pixel_once_and_lie_on_the_networks_grid() -> None:
    count = np.zeros((70, 93), int)
    for box in chain.from_iterable(cut((70, 93), 30, 8)):
        count[box.slices] += 1
        assert box.top % 8 == box.left % 8 == 0
    assert (count == 1).all()


def test_the_box_of_the_tissue() -> None:
    tissue = np.zeros((9, 9), bool)
    assert tissue_box(tissue) is None
    tissue[3, 7] = tissue[5, 2] = True
    assert tissue_box(tissue) == Box(3, 2, 6, 8)
