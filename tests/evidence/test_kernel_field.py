"""A kernel field explains its image at every pixel."""

import numpy as np
import pytest
import torch

from speckle_viewer.evidence import KernelField, combined
from speckle_viewer.networks import KPN

FORMS = {
    "plain": {"sizes": [5]},
    "half resolution": {"sizes": [3, 7], "stride": 2},
    "separable": {"sizes": [5], "separable": True},
    "separable at half resolution": {"sizes": [5], "separable": True, "stride": 2},
    "core bias": {"sizes": [3], "core_bias": True, "stride": 2},
    "burst": {"sizes": [3, 5], "burst": 3},
    "bias-free": {"sizes": [3, 5], "burst": 3, "bias": False},
}


def field_of(form: str, height: int = 21, width: int = 18) -> KernelField:
    torch.manual_seed(7)
    network = KPN(widths=(4, 6), **FORMS[form])  # type: ignore[arg-type]
    torch.nn.init.normal_(network.head.weight, std=1.0)
    prediction = network.eval().predict(torch.rand(network.burst, height, width))
    assert prediction.kernels is not None
    return prediction.kernels


@pytest.mark.parametrize("form", FORMS)
def test_taps_times_patches_plus_bias_is_the_output_at_every_pixel(form: str) -> None:
    field = field_of(form)
    for row in range(21):
        for column in range(18):
            kernel = field.at(row, column)
            assert kernel.weighted == pytest.approx(kernel.output, rel=1e-5, abs=1e-5)
            assert kernel.output == float(field.output[row, column])


@pytest.mark.parametrize("form", FORMS)
def test_applying_the_field_gives_the_image_back(form: str) -> None:
    field = field_of(form)
    assert torch.equal(field.apply(), field.output)


def test_patches_are_the_pixels_around_and_the_edge_outside() -> None:
    field = field_of("plain")
    corner, middle = field.at(0, 0), field.at(10, 9)
    np.testing.assert_array_equal(middle.patches[0][0], field.frames[0, 8:13, 7:12].numpy())
    expected = np.pad(field.frames[0].numpy(), 2, mode="edge")[:5, :5]
    np.testing.assert_array_equal(corner.patches[0][0], expected)


def test_a_field_of_a_part_answers_in_coordinates_of_the_whole() -> None:
    whole = field_of("plain")
    part = KernelField(whole.taps, whole.frames, whole.output, origin=(100, 200))
    assert part.covers(100, 200)
    assert not part.covers(99, 200)
    assert not part.covers(121, 200)
    assert part.at(110, 205).output == whole.at(10, 5).output
    assert (part.at(110, 205).row, part.at(110, 205).column) == (110, 205)
    with pytest.raises(IndexError, match="row 5, column 5"):
        part.at(5, 5)


def test_sum_and_products_are_over_all_sizes_and_frames() -> None:
    kernel = field_of("burst").at(4, 4)
    assert kernel.sum == pytest.approx(sum(float(t.sum()) for t in kernel.taps), abs=1e-6)
    assert [t.shape for t in kernel.taps] == [(3, 3, 3), (3, 5, 5)]
    for product, taps, patch in zip(kernel.products, kernel.taps, kernel.patches, strict=True):
        np.testing.assert_array_equal(product, taps * patch)


@pytest.mark.parametrize("form", FORMS)
def test_the_kernels_of_many_pixels_are_those_of_each(form: str) -> None:
    field = field_of(form)
    rows, columns = np.array([0, 20, 7, 7]), np.array([0, 17, 3, 4])
    taps, patches = field.taps_at(rows, columns), field.patches_at(rows, columns)
    for i, (row, column) in enumerate(zip(rows, columns, strict=True)):
        one = field.at(int(row), int(column))
        for size in range(len(field.sizes)):
            np.testing.assert_array_equal(taps[size][i], one.taps[size])
            np.testing.assert_array_equal(patches[size][i], one.patches[size])


def test_kernels_of_two_sizes_combine_to_one_that_does_the_same() -> None:
    kernel = field_of("half resolution").at(9, 9)
    both, patch = combined(kernel.taps), kernel.patches[1]
    assert both.shape == (1, 7, 7)
    assert float((both * patch).sum()) + kernel.bias == pytest.approx(kernel.output, abs=1e-6)
