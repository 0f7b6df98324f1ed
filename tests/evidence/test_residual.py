"""What was removed, against sums over all pairs of pixels."""

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from speckle_viewer.errors import SpeckleViewerError
from speckle_viewer.evidence.residual import removed

RNG = np.random.default_rng(2)


def direct(values: np.ndarray, tissue: np.ndarray, down: int, across: int) -> float:
    """Mean product at a lag, pair by pair."""
    found = []
    for row, column in np.argwhere(tissue):
        other = row + down, column + across
        if all(0 <= o < s for o, s in zip(other, values.shape, strict=True)) and tissue[other]:
            found.append(float(values[row, column]) * float(values[other]))
    return float(np.mean(found)) if found else 0.0


@pytest.mark.parametrize("shape", [(13, 11), (5, 16)])
def test_the_autocorrelation_is_the_mean_product_of_pairs(shape: tuple[int, int]) -> None:
    given, made = (RNG.integers(8, 256, shape).astype(np.float32) for _ in range(2))
    tissue = RNG.random(shape) < 0.7
    found = removed(given, made, tissue, reach=6)
    centred = given - made - (given - made)[tissue].mean(dtype=np.float64)
    variance = direct(centred, tissue, 0, 0)
    for down in range(-6, 7):
        for across in range(-6, 7):
            expected = direct(centred, tissue, down, across) / variance
            assert found.autocorrelation[down + 6, across + 6] == pytest.approx(expected, abs=1e-4)


def test_its_figures_are_those_of_the_tissue_alone() -> None:
    given, made = (RNG.integers(8, 256, (20, 30)).astype(np.float32) for _ in range(2))
    tissue = np.zeros((20, 30), bool)
    tissue[4:15, 3:22] = True
    found = removed(given, made, tissue)
    inside = (given - made)[tissue].astype(np.float64)
    assert found.mean == pytest.approx(inside.mean())
    assert found.std == pytest.approx(inside.std())
    assert found.correlation == pytest.approx(np.corrcoef(inside, made[tissue])[0, 1])
    np.testing.assert_array_equal(np.isnan(found.values), ~tissue)
    np.testing.assert_array_equal(found.values[tissue], (given - made)[tissue])


def test_its_width_is_that_of_the_blobs() -> None:
    """White noise under a Gaussian of σ has an autocorrelation of σ√2: a width of 3.33 σ."""
    noise = gaussian_filter(RNG.normal(0, 1, (400, 400)), (1.5, 3.0)).astype(np.float32)
    made = np.full_like(noise, 8)
    found = removed(noise, made, np.ones(noise.shape, bool))
    np.testing.assert_allclose(found.width, (3.33 * 1.5, 3.33 * 3.0), rtol=0.06)


def test_nothing_removed_has_no_width() -> None:
    image = np.full((30, 30), 80, np.float32)
    found = removed(image, image, np.ones(image.shape, bool))
    assert (found.mean, found.std) == (0, 0)
    assert np.isnan([*found.width, found.correlation]).all()


def test_without_tissue_it_is_said() -> None:
    image = np.zeros((4, 4), np.float32)
    with pytest.raises(SpeckleViewerError, match="no tissue but black"):
        removed(image, image, np.zeros((4, 4), bool))


def test_what_is_black_in_both_does_not_count() -> None:
    given, made = (RNG.integers(8, 256, (20, 30)).astype(np.float32) for _ in range(2))
    given[:, :12], made[:, :12] = 7, 0
    given[3, 3] = 50
    found = removed(given, made, np.ones(given.shape, bool))
    seen = np.ones(given.shape, bool)
    seen[:, :12] = False
    seen[3, 3] = True
    np.testing.assert_array_equal(~np.isnan(found.values), seen)
    assert found.std == pytest.approx((given - made)[seen].std(dtype=np.float64))
