"""A gallery holds the kernels of its pixels, and those pixels only."""

import numpy as np
import pytest
import torch

from speckle_viewer.evidence import KernelField, RuledKernels, combined
from speckle_viewer.evidence.gallery import kernels_on_grid
from speckle_viewer.networks import KPN


def field(burst: int = 1) -> KernelField:
    torch.manual_seed(11)
    network = KPN(widths=(4, 6), sizes=[3, 5], burst=burst, stride=2)
    torch.nn.init.normal_(network.head.weight, std=1.0)
    kernels = network.eval().predict(torch.rand(burst, 24, 30)).kernels
    assert kernels is not None
    return kernels


def test_the_grid_starts_half_a_spacing_inside() -> None:
    found = kernels_on_grid(field(), 10, np.ones((24, 30), np.bool_))
    assert [*zip(found.rows.tolist(), found.columns.tolist(), strict=True)] == [
        (r, c) for r in (5, 15) for c in (5, 15, 25)
    ]


@pytest.mark.parametrize("burst", [1, 3])
def test_each_kernel_is_that_of_its_pixel(burst: int) -> None:
    kernels = field(burst)
    found = kernels_on_grid(kernels, 7, np.ones((24, 30), np.bool_))
    assert found.taps.shape == (len(found.rows), burst, 5, 5)
    for row, column, taps in zip(found.rows, found.columns, found.taps, strict=True):
        alone = combined(kernels.at(int(row), int(column)).taps)
        np.testing.assert_allclose(taps, alone, atol=1e-7)
    np.testing.assert_allclose(found.of_frame(None), found.taps.sum(1))
    np.testing.assert_array_equal(found.of_frame(burst - 1), found.taps[:, -1])


def test_pixels_beside_tissue_and_beside_the_field_are_left_out() -> None:
    whole = field()
    part = KernelField(whole.taps, whole.frames, whole.output, stride=2, origin=(40, 50))
    where = np.ones((90, 100), np.bool_)
    where[:, 64:] = False
    found = kernels_on_grid(part, 4, where)
    assert len(found.rows) > 0
    assert set(found.rows.tolist()) == {42, 46, 50, 54, 58, 62}
    assert set(found.columns.tolist()) == {50, 54, 58, 62}
    nothing = kernels_on_grid(part, 4, np.zeros((90, 100), np.bool_))
    assert nothing.taps.shape == (0, 1, 5, 5)


def test_ruled_kernels_are_asked_one_by_one_and_can_be_stopped() -> None:
    def rule(frame: torch.Tensor, row: int, column: int) -> torch.Tensor:
        return torch.full((3, 3), float(100 * row + column))

    frame = torch.rand(40, 40)
    kernels = RuledKernels((), frame[None], frame, rule=rule)
    found = kernels_on_grid(kernels, 8, np.ones((40, 40), np.bool_))
    np.testing.assert_array_equal(found.taps[:, 0, 1, 1], 100 * found.rows + found.columns)
    asked = []

    def check() -> None:
        asked.append(True)
        if len(asked) == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        kernels_on_grid(kernels, 8, np.ones((40, 40), np.bool_), check)


def test_a_spacing_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="every 1 px or more, not every 0 px"):
        kernels_on_grid(field(), 0, np.ones((24, 30), np.bool_))
