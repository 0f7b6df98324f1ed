"""Global filters explain every pixel by one kernel."""

import numpy as np
import pytest
import torch

from speckle_viewer.evidence import GlobalFilters, patch_at


def filters(weighted: bool) -> GlobalFilters:
    torch.manual_seed(5)
    mixture = torch.randn(4, 9, 11).softmax(0) if weighted else None
    return GlobalFilters(torch.randn(4, 5, 5), torch.rand(9, 11), mixture)


@pytest.mark.parametrize("weighted", [False, True])
def test_the_kernel_of_a_pixel_makes_its_value(weighted: bool) -> None:
    found = filters(weighted)
    image = found.apply()
    for row, column in [(0, 0), (4, 5), (8, 10), (2, 9)]:
        assert found.shares_at(row, column).sum() == pytest.approx(1, abs=1e-6)
        patch = patch_at(found.frame, 5, row, column).numpy()
        value = float((found.kernel_at(row, column) * patch).sum())
        assert value == pytest.approx(float(image[row, column]), abs=1e-5)


def test_the_dominant_filter_is_the_one_with_the_largest_share() -> None:
    found = filters(weighted=True)
    dominant = found.dominant()
    assert dominant.shape == (9, 11)
    for row, column in np.ndindex(9, 11):
        assert dominant[row, column] == found.shares_at(row, column).argmax()


def test_without_a_mixture_no_filter_is_dominant() -> None:
    with pytest.raises(ValueError, match="none is dominant"):
        filters(weighted=False).dominant()


def test_shares_are_those_of_each_pixel() -> None:
    taps, frame = torch.rand(3, 5, 5), torch.rand(6, 7)
    mixture = torch.rand(3, 6, 7).softmax(0)
    filters = GlobalFilters(taps, frame, mixture)
    for row, column in ((0, 0), (5, 6), (2, 3)):
        shares = [filters.shares_of(n)[row, column] for n in range(3)]
        np.testing.assert_allclose(shares, filters.shares_at(row, column))
    np.testing.assert_allclose(GlobalFilters(taps, frame).shares_of(1), 1 / 3)
    with pytest.raises(IndexError):
        GlobalFilters(taps, frame).shares_of(3)
