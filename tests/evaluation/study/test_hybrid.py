"""Few kernels in place of a network: chosen by correlation, and right where they can be."""

import numpy as np
import pytest
import torch
from scipy.ndimage import correlate

from speckle_viewer.errors import EvaluationError
from speckle_viewer.evaluation.study.hybrid import Codebook, Samples, codebook, samples_of
from speckle_viewer.methods.network_method import NetworkMethod
from speckle_viewer.networks.ldfn import LDFN
from speckle_viewer.simulation.test_set import Pair
from tests.denoising.fakes import Halving, card_of, kpn_method


@pytest.fixture
def book() -> Codebook:
    generator = torch.Generator().manual_seed(0)
    return Codebook(
        torch.rand((3, 5, 5), generator=generator) / 25,
        torch.rand((3, 5, 5), generator=generator),
    )


def test_each_pixel_takes_the_kernel_whose_patch_correlates_best(book: Codebook) -> None:
    image = torch.rand((14, 12), generator=torch.Generator().manual_seed(1))
    padded = np.pad(image.numpy(), 2, mode="edge")
    chosen, denoised = book.choose(image), book(image[None, None])
    for row in range(14):
        for column in range(12):
            patch = padded[row : row + 5, column : column + 5]
            scores = [np.corrcoef(patch.ravel(), p.numpy().ravel())[0, 1] for p in book.patches]
            assert chosen[row, column] == np.argmax(scores)
            expected = (book.kernels[chosen[row, column]].numpy() * patch).sum()
            assert denoised[row, column] == pytest.approx(min(expected, 1), abs=1e-5)


def test_one_kernel_is_a_linear_filter(book: Codebook) -> None:
    one = Codebook(book.kernels[:1], book.patches[:1])
    image = torch.rand((20, 20), generator=torch.Generator().manual_seed(2))
    expected = correlate(image.numpy(), book.kernels[0].numpy(), mode="nearest")
    np.testing.assert_allclose(one(image[None, None]), expected.clip(0, 1), atol=1e-5)


def test_clusters_are_found_again() -> None:
    rng = np.random.default_rng(3)
    true = rng.random((3, 9)).astype(np.float32)
    kind = rng.integers(0, 3, 600)
    patches = np.eye(9, dtype=np.float32)[kind]
    found = codebook(Samples(true[kind] + rng.normal(0, 0.01, (600, 9)).astype("f4"), patches), 3)
    order = np.argsort(found.kernels[:, 0, 0].numpy())
    expected = np.argsort(true[:, 0])
    np.testing.assert_allclose(found.kernels.reshape(3, 9)[order], true[expected], atol=5e-3)
    np.testing.assert_allclose(found.patches.reshape(3, 9)[order], np.eye(9)[:3][expected])


def test_kernels_are_those_that_the_network_predicts() -> None:
    torch.manual_seed(4)
    network = LDFN(1, 3, (4, 6))
    torch.nn.init.normal_(network.head.weight, std=0.2)
    method = NetworkMethod(card_of("ldfn"), network)
    noisy = torch.rand((1, 1, 40, 40))
    samples = samples_of(method, [Pair("noise", noisy, noisy[0, 0])])
    taps = method.predict(noisy, {}).kernels.taps[0][0].reshape(9, -1).T.numpy()
    distance = np.abs(taps[None] - samples.kernels[:20, None]).max(-1).min(-1)
    assert distance.max() < 1e-5
    np.testing.assert_allclose(np.linalg.norm(samples.patches, axis=1), 1, atol=1e-5)


def test_what_has_not_one_kernel_per_pixel_is_refused() -> None:
    noisy = torch.rand((1, 1, 32, 32))
    for method in (Halving(), kpn_method()):
        with pytest.raises(EvaluationError, match="does not predict one kernel per pixel"):
            samples_of(method, [Pair("noise", noisy, noisy[0, 0])])
