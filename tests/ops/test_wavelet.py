"""The Haar transform against PyWavelets, and what orthonormal means."""

import numpy as np
import pytest
import pywt
import torch

from speckle_viewer.ops.wavelet import BANDS, haar_dwt, haar_idwt


def image(*shape: int) -> torch.Tensor:
    return torch.rand(shape, generator=torch.Generator().manual_seed(1))


def test_the_inverse_gives_the_image_back() -> None:
    x = image(2, 3, 10, 14)
    torch.testing.assert_close(haar_idwt(haar_dwt(x)), x, atol=1e-6, rtol=0)


def test_energy_is_kept() -> None:
    x = image(1, 2, 8, 8).double()
    assert float(haar_dwt(x).square().sum()) == pytest.approx(float(x.square().sum()), rel=1e-12)


def test_bands_are_those_of_pywavelets_in_value_and_sign() -> None:
    x = image(6, 10)
    approximation, details = pywt.dwt2(x.numpy(), "haar")
    ours = haar_dwt(x[None, None])[0]
    assert len(ours) == len(BANDS)
    for band, expected in zip(ours, (approximation, *details), strict=True):
        np.testing.assert_allclose(band.numpy(), expected, atol=1e-6)


def test_channels_of_one_band_stay_together() -> None:
    x = image(1, 2, 4, 4)
    ll = haar_dwt(x)[:, :2]
    torch.testing.assert_close(ll, torch.nn.functional.avg_pool2d(x, 2) * 2)


def test_odd_sizes_are_refused() -> None:
    with pytest.raises(ValueError, match="even size"):
        haar_dwt(image(1, 1, 5, 4))
