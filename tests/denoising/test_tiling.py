from itertools import chain, product

import numpy as np
import pytest
import torch

from speckle_viewer.denoising.tiling import Box, cut, predict_tiled, tissue_box
from speckle_viewer.errors import Cancelled
from speckle_viewer.methods.network_method import NetworkMethod
from speckle_viewer.networks import Prediction
from tests.denoising.fakes import kpn_method

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


def test_the_kernel_of_any_pixel_of_a_tiled_frame_makes_its_output() -> None:
    method = kpn_method(3, 2)
    prediction = predicted(method, torch.rand(3, 1, 90, 77), 32)
    assert prediction.kernels is not None
    seams_and_others = [*range(0, 90, 13), *range(29, 36), 89]
    for row, column in product(seams_and_others, range(0, 77, 4)):
        kernel = prediction.kernels.at(row, column)
        assert kernel.weighted == pytest.approx(kernel.output, abs=1e-4)
        assert min(max(kernel.output, 0), 1) == prediction.image[row, column]


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
