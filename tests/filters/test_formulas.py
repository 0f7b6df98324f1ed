"""Each filter against its paper's formula in plain loops, or against the library that has it."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, median_filter
from skimage.restoration import denoise_tv_chambolle, denoise_wavelet

from speckle_viewer.evidence import KernelField
from speckle_viewer.filters.anisotropic import anisotropic
from speckle_viewer.filters.bilateral import bilateral
from speckle_viewer.filters.frost import frost
from speckle_viewer.filters.gaussian import gaussian
from speckle_viewer.filters.kuan import kuan
from speckle_viewer.filters.lee import lee
from speckle_viewer.filters.median import median
from speckle_viewer.filters.nlm import nlm
from speckle_viewer.filters.obnlm import obnlm
from speckle_viewer.filters.srad import srad
from speckle_viewer.filters.tv import tv
from speckle_viewer.filters.wavelet import wavelet
from tests.filters import oracles

SIZES = [(9, 12), (1, 1), (1, 7), (2, 3), (11, 5)]


def picture(*shape: int, seed: int = 5) -> NDArray[np.float64]:
    """A step with speckle on it, black and white pixels among it."""
    rng = np.random.default_rng(seed)
    image = 0.3 + 0.35 * (np.arange(shape[1]) > shape[1] / 2) + rng.normal(0, 0.15, shape)
    return image.clip(0, 1).astype(np.float32).astype(np.float64)


def filtered(function: Callable[..., Any], image: NDArray[np.float64], **settings: float) -> Any:
    found = function(torch.from_numpy(image).float(), lambda: None, **settings)
    return (found.output if isinstance(found, KernelField) else found).numpy()


def close(found: Any, expected: Any, tolerance: float = 2e-5) -> None:
    np.testing.assert_allclose(found, expected, rtol=0, atol=tolerance)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("variation", [0.2, 0.5])
@pytest.mark.parametrize(("ours", "theirs"), [(lee, oracles.lee), (kuan, oracles.kuan)])
def test_lee_and_kuan(ours: Any, theirs: Any, variation: float, size: tuple[int, int]) -> None:
    settings: dict[str, Any] = {"radius": 2, "variation": variation, "dynamic_range": 50}
    image = picture(*size)
    close(filtered(ours, image, **settings), theirs(image, **settings))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("damping", [0.5, 4])
def test_frost(damping: float, size: tuple[int, int]) -> None:
    settings: dict[str, Any] = {"radius": 2, "damping": damping, "dynamic_range": 60}
    image = picture(*size)
    close(filtered(frost, image, **settings), oracles.frost(image, **settings))


@pytest.mark.parametrize("size", SIZES)
def test_anisotropic_diffusion(size: tuple[int, int]) -> None:
    image = picture(*size)
    expected = image
    for iterations in range(3):
        close(filtered(anisotropic, image, iterations=iterations, kappa=40), expected)
        expected = oracles.anisotropic_step(expected, 40 / 255)


@pytest.mark.parametrize("size", SIZES)
def test_srad(size: tuple[int, int]) -> None:
    image = picture(*size)
    echo = oracles.amplitude(image, 50)
    for n in range(3):
        settings = {"iterations": n, "variation": 0.4, "dynamic_range": 50}
        close(filtered(srad, image, **settings), 1 + 20 * np.log10(echo) / 50)
        echo = oracles.srad_step(echo, 0.4 * np.exp(-0.5 * n / 6), 0.5)


def test_diffusion_keeps_the_mean() -> None:
    image = picture(40, 31)
    assert filtered(anisotropic, image, iterations=30, kappa=60).mean() == pytest.approx(
        image.mean(), abs=1e-6
    )
    # What one pixel loses another gains only if both use the same coefficient, as SRAD does, too;
    # it is the amplitude that flows.
    settings = {"iterations": 30, "variation": 0.4, "dynamic_range": 50}
    after = oracles.amplitude(filtered(srad, image, **settings).astype(np.float64), 50)
    assert after.mean() == pytest.approx(oracles.amplitude(image, 50).mean(), rel=1e-5)


@pytest.mark.parametrize("size", [(9, 12), (1, 1), (1, 7), (5, 4)])
@pytest.mark.parametrize(("block", "search"), [(1, 2), (2, 3)])
def test_obnlm(block: int, search: int, size: tuple[int, int]) -> None:
    settings: dict[str, Any] = {"strength": 2.0, "block": block, "search": search}
    image = picture(*size)
    close(filtered(obnlm, image, **settings), oracles.obnlm(image, **settings))


@pytest.mark.parametrize("size", [(300, 40), *SIZES])
def test_median_is_that_of_scipy(size: tuple[int, int]) -> None:
    image = picture(*size)
    close(filtered(median, image, radius=2), median_filter(image, 5, mode="nearest"), 0)


@pytest.mark.parametrize("size", [(40, 33), *SIZES])
@pytest.mark.parametrize("sigma", [0.5, 1.6])
def test_gaussian_is_that_of_scipy_with_the_pixels_inside_only(
    sigma: float, size: tuple[int, int]
) -> None:
    image, reach = picture(*size), np.ceil(3 * sigma)

    def smoothed(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(gaussian_filter(values, sigma, mode="constant", radius=int(reach)))

    close(filtered(gaussian, image, sigma=sigma), smoothed(image) / smoothed(np.ones(size)))


@pytest.mark.parametrize("size", [(14, 12), *SIZES])
@pytest.mark.parametrize(("patch", "search"), [(1, 4), (2, 3), (4, 2)])
def test_non_local_means(patch: int, search: int, size: tuple[int, int]) -> None:
    settings: dict[str, Any] = {"strength": 40, "patch": patch, "search": search}
    image = picture(*size)
    close(filtered(nlm, image, **settings), oracles.nlm(image, **settings))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("sigma", [0.5, 1.2])
def test_bilateral(sigma: float, size: tuple[int, int]) -> None:
    image = picture(*size)
    settings: dict[str, Any] = {"sigma": sigma, "contrast": 60}
    expected = oracles.bilateral(image, **settings, radius=int(np.ceil(2.5 * sigma)))
    close(filtered(bilateral, image, **settings), expected)


@pytest.mark.parametrize("size", [(64, 40), *SIZES])
@pytest.mark.parametrize("iterations", [1, 2, 40])
def test_total_variation_is_that_of_scikit_image(iterations: int, size: tuple[int, int]) -> None:
    image = picture(*size)
    # Theirs first takes the input as it is: it looks back at one more iteration than ours.
    expected = denoise_tv_chambolle(image, 40 / 255, eps=0, max_num_iter=iterations + 1)
    close(filtered(tv, image, weight=40, iterations=iterations), expected)


@pytest.mark.parametrize("size", [(64, 40), (128, 128), (31, 97)])
def test_wavelet_shrinkage_is_that_of_scikit_image(size: tuple[int, int]) -> None:
    image = picture(*size)
    expected = denoise_wavelet(image, sigma=30 / 255, wavelet="sym4", wavelet_levels=2)
    close(filtered(wavelet, image, sigma=30, levels=2), expected)
