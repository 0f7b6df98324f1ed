"""Figures of a network's channels against plain NumPy and the transform that the networks use."""

import numpy as np
import pytest
import torch

from speckle_viewer.evidence.wavelet_channels import (
    NAMES,
    channel_figures,
    input_bands,
    name_of,
    tissue_positions,
)
from speckle_viewer.ops.wavelet import haar_dwt

RNG = np.random.default_rng(4)


def test_figures_are_those_of_numpy() -> None:
    planes, bands = RNG.normal(3, 2, (8, 10, 12)), RNG.normal(0, 1, (4, 10, 12))
    planes[5] = 0.25
    planes[2] = -2 * bands[3] + 7
    found = channel_figures(planes, bands)
    np.testing.assert_allclose(found.energy, (planes**2).mean((1, 2)), rtol=1e-5)
    np.testing.assert_allclose(found.variance, planes.var((1, 2)), rtol=1e-5, atol=1e-6)
    for n in (0, 2, 7):
        for b in range(4):
            expected = np.corrcoef(planes[n].ravel(), bands[b].ravel())[0, 1]
            assert found.correlation[n, b] == pytest.approx(expected, abs=1e-5)
    assert (found.correlation[5] == 0).all()
    name, correlation = found.most_like(2)
    assert (name, round(correlation, 4)) == ("HH", -1)


def test_channels_are_put_in_order() -> None:
    planes = RNG.normal(0, 1, (4, 30, 30)) * np.array([1, 3, 2, 4])[:, None, None]
    planes[0] += 100  # much energy, little variance
    bands = np.stack([planes[1], *RNG.normal(0, 1, (3, 30, 30))])
    found = channel_figures(planes, bands)
    assert found.order("energy").tolist() == [0, 3, 1, 2]
    assert found.order("variance").tolist() == [3, 1, 2, 0]
    assert found.order("correlation")[0] == 1
    assert found.order("number").tolist() == [0, 1, 2, 3]


def test_channels_are_named_by_their_band() -> None:
    assert [name_of(i, 8) for i in (0, 1, 2, 7)] == ["LL 1", "LL 2", "LH 1", "HH 2"]


@pytest.mark.parametrize("level", [1, 2, 3])
def test_bands_of_the_input_lie_where_the_network_has_them(level: int) -> None:
    frame = RNG.uniform(0, 1, (64, 80)).astype(np.float32)
    x = torch.from_numpy(frame[8:56, 16:64])[None, None]
    for _ in range(level):
        bands = haar_dwt(x)
        x = bands[:, :1]
    shape = (48 >> level, 48 >> level)
    ours = input_bands(frame, level, (8, 16), shape)
    assert len(ours) == len(NAMES)
    np.testing.assert_allclose(ours, bands[0].numpy(), atol=1e-5)


def test_what_reaches_beyond_the_frame_does_not_count() -> None:
    frame = RNG.uniform(0, 1, (13, 11))
    found = input_bands(frame, 1, (8, 4), (4, 4))
    expected = haar_dwt(torch.from_numpy(frame[8:12, 4:10])[None, None])[0].numpy()
    np.testing.assert_allclose(found, expected, atol=1e-12)
    planes = RNG.normal(0, 1, (3, 4, 4))
    counted = channel_figures(planes, found)
    np.testing.assert_allclose(counted.energy, (planes[:, :2, :3] ** 2).mean((1, 2)), rtol=1e-5)
    nothing = channel_figures(planes, input_bands(frame, 3, (8, 4), (4, 4)))
    assert not nothing.energy.any()
    assert not nothing.correlation.any()


def test_figures_are_of_the_tissue_alone() -> None:
    tissue = np.zeros((32, 40), bool)
    tissue[9:27, 12:31] = True
    inside = tissue_positions(tissue, 2, (4, 8), (6, 7))
    by_hand = tissue[4:28, 8:36].reshape(6, 4, 7, 4).all((1, 3))
    np.testing.assert_array_equal(inside, by_hand)
    planes, bands = RNG.normal(0, 1, (3, 6, 7)), RNG.normal(0, 1, (4, 6, 7))
    planes[:, ~by_hand] = 1e4  # such as activations have where the image is black
    found = channel_figures(planes, bands, inside)
    np.testing.assert_allclose(found.energy, (planes[:, by_hand] ** 2).mean(1), rtol=1e-5)
    expected = np.corrcoef(planes[1][by_hand], bands[2][by_hand])[0, 1]
    assert found.correlation[1, 2] == pytest.approx(expected, abs=1e-5)
    assert tissue_positions(np.zeros((32, 40), bool), 2, (4, 8), (6, 7)).all()
