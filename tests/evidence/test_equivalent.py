"""Equivalent kernels are rows and columns of the Jacobian, as plain autograd has it."""

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from speckle_viewer.evidence.equivalent import (
    equivalent_column,
    equivalent_kernel,
    net_bias_map,
)
from speckle_viewer.networks.kpn import KPN
from tests.networks.forms import FORMS, build

Function = Callable[[Tensor], Tensor]
ROWS, COLUMNS = 14, 24


def image_of(network: Any) -> Function:
    return lambda burst: network(burst[None, :, 0]).sum(1)[0]


def noise(frames: int = 1) -> Tensor:
    return torch.rand(frames, 1, ROWS, COLUMNS, generator=torch.Generator().manual_seed(1))


def jacobian(network: Any, burst: Tensor) -> Tensor:
    """The oracle: the whole Jacobian (H, W, N, H, W), in float64."""
    found = torch.autograd.functional.jacobian(image_of(network.double()), burst.double())
    network.float()
    return found[:, :, :, 0]


def row_of_jacobian(network: Any, burst: Tensor, pixel: tuple[int, int]) -> Tensor:
    """The same of one output pixel: (N, H, W)."""
    whole = image_of(network.double())
    found = torch.autograd.functional.jacobian(lambda seen: whole(seen)[pixel], burst.double())
    network.float()
    return found[:, 0]


def placed(taps: Any, row: int, column: int) -> Tensor:
    """Taps (N, K, K) around a pixel, as planes of the image (N, H, W)."""
    half = taps.shape[-1] // 2
    canvas = np.zeros((len(taps), ROWS + 2 * half, COLUMNS + 2 * half))
    canvas[:, row : row + 2 * half + 1, column : column + 2 * half + 1] = taps
    inner = canvas[:, half : half + ROWS, half : half + COLUMNS]
    assert np.abs(canvas).sum() == np.abs(inner).sum(), "taps outside the image"
    return torch.from_numpy(inner)


@pytest.mark.parametrize(
    ("form", "pixel"),
    [(f, (9, 13)) for f in FORMS if f != "ffdnet"] + [(f, (0, 23)) for f in ("unet", "kpn")],
)
def test_a_kernel_is_a_row_of_the_jacobian(form: str, pixel: tuple[int, int]) -> None:
    network, burst = build(form), noise()
    expected = row_of_jacobian(network, burst, pixel)
    kernel = equivalent_kernel(image_of(network), burst, *pixel)
    torch.testing.assert_close(
        placed(kernel.taps[0], *pixel), expected, atol=1e-5 * float(expected.abs().max()), rtol=0
    )
    assert (kernel.row, kernel.column) == pixel
    # The crop is the whole image here, so the output is that of the image.
    assert kernel.output == pytest.approx(float(image_of(network)(burst).detach()[pixel]), abs=1e-5)
    assert kernel.weighted == pytest.approx(kernel.output, abs=1e-6)


@pytest.mark.parametrize("form", ["unet", "mwcnn", "kpn", "gdfn-weighted", "cbdnet"])
def test_a_column_is_a_column_of_the_jacobian(form: str) -> None:
    network, burst = build(form), noise()
    expected = jacobian(network, burst)[:, :, 0, 9, 13]
    column = equivalent_column(image_of(network), burst, 9, 13)
    torch.testing.assert_close(
        placed(column.taps[0], 9, 13)[0], expected, atol=1e-5 * float(expected.abs().max()), rtol=0
    )
    assert column.sum == pytest.approx(float(expected.sum()), rel=1e-4, abs=1e-5)
    assert column.intensity == pytest.approx(float(burst[0, 0, 9, 13]))
    np.testing.assert_allclose(column.products[0], column.taps[0] * column.intensity, rtol=1e-6)
    middle = column.taps[0].shape[-1] // 2
    assert column.patches[0][0, middle, middle] == pytest.approx(
        float(image_of(network)(burst).detach()[9, 13]), abs=1e-5
    )


def test_a_burst_has_a_kernel_for_each_frame_and_the_column_of_its_middle_one() -> None:
    torch.manual_seed(2)
    network, burst = KPN(3, (3,), (4, 6)), noise(3)
    expected = jacobian(network, burst)
    kernel = equivalent_kernel(image_of(network), burst, 6, 7)
    torch.testing.assert_close(placed(kernel.taps[0], 6, 7), expected[6, 7], atol=1e-6, rtol=0)
    half = kernel.taps[0].shape[-1] // 2
    np.testing.assert_array_equal(kernel.patches[0][:, half, half], burst[:, 0, 6, 7].numpy())
    column = equivalent_column(image_of(network), burst, 6, 7)
    torch.testing.assert_close(
        placed(column.taps[0], 6, 7)[0], expected[:, :, 1, 6, 7], atol=1e-6, rtol=0
    )


@pytest.mark.parametrize("form", ["unet", "kpn", "cbdnet"])
def test_the_net_bias_is_what_the_jacobian_leaves(form: str) -> None:
    network, burst = build(form), noise()
    weighed = torch.einsum("ijnkl,nkl->ij", jacobian(network, burst), burst[:, 0].double())
    expected = image_of(network)(burst).detach() - weighed
    assert expected.abs().max() > 0.01  # or this would show nothing
    found = net_bias_map(image_of(network), burst)
    torch.testing.assert_close(found.double(), expected, atol=1e-5, rtol=0)
    kernel = equivalent_kernel(image_of(network), burst, 4, 5)
    assert kernel.bias == pytest.approx(float(expected[4, 5]), abs=1e-5)


@pytest.mark.parametrize("form", ["unet", "dncnn", "kpn", "bf-unet", "mwcnn"])
def test_bias_free_networks_have_none(form: str) -> None:
    network, burst = build(form, bias=False), noise()
    kernel = equivalent_kernel(image_of(network), burst, 9, 13)
    assert abs(kernel.bias) < 1e-5 * max(1, abs(kernel.output))
    image = image_of(network)(burst).detach()
    assert net_bias_map(image_of(network), burst).abs().max() < 1e-5 * image.abs().max()


@pytest.mark.parametrize("pixel", [(0, 0), (50, 61), (103, 99)])
def test_a_crop_that_reaches_as_far_as_the_method_gives_the_kernel_of_the_frame(
    pixel: tuple[int, int],
) -> None:
    network: Any = build("unet")
    assert 2 * network.overlap < 96
    burst = torch.rand(1, 1, 104, 100, generator=torch.Generator().manual_seed(4))
    whole = equivalent_kernel(image_of(network), burst, *pixel, reach=104)
    part = equivalent_kernel(
        image_of(network), burst, *pixel, reach=network.overlap, multiple=network.multiple
    )
    margin = (whole.taps[0].shape[-1] - part.taps[0].shape[-1]) // 2
    assert margin > 0
    grown = np.pad(part.taps[0], ((0, 0), (margin, margin), (margin, margin)))
    np.testing.assert_allclose(grown, whole.taps[0], atol=1e-6)
    assert part.output == pytest.approx(whole.output, abs=1e-6)
    assert part.bias == pytest.approx(whole.bias, abs=1e-6)


def test_outside_the_image_there_is_no_kernel() -> None:
    with pytest.raises(IndexError, match="row 14, column 3 lies outside"):
        equivalent_kernel(lambda burst: burst[0, 0], noise(), 14, 3)


def test_columns_may_be_asked_for_by_several_threads_at_once() -> None:
    network, burst, found = build("unet"), noise(), {}
    expected = equivalent_column(image_of(network), burst, 9, 13).taps[0]

    def ask(name: int) -> None:
        for _ in range(5):
            found[name] = equivalent_column(image_of(network), burst, 9, 13).taps[0]

    threads = [threading.Thread(target=ask, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    for taps in found.values():
        np.testing.assert_array_equal(taps, expected)
