"""Components and clusters of kernels, against NumPy's SVD and scikit-learn on the same data."""

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA, FastICA
from sklearn.metrics import adjusted_rand_score

from speckle_viewer.evidence.statistics import best_count, cluster, ica, pca, svd
from tests.evidence.test_statistics import sample_of


def kernels_of(scores: np.ndarray, seed: int = 0) -> np.ndarray:
    """Kernels (n, 5, 5): a mean filter and so much of some random patterns each."""
    patterns = np.random.default_rng(seed).normal(size=(scores.shape[1], 25)) / 25
    return (1 / 25 + scores @ patterns).reshape(-1, 5, 5)


@pytest.fixture(scope="module")
def normal() -> np.ndarray:
    rng = np.random.default_rng(1)
    return kernels_of(rng.normal(size=(600, 12)) * 0.7 ** np.arange(12))


def test_principal_components_are_those_of_numpy_and_scikit_learn(normal: np.ndarray) -> None:
    found = pca(sample_of(normal), 4)
    flat = normal.reshape(600, 25)
    _, singular, directions = np.linalg.svd(flat - flat.mean(0), full_matrices=False)
    shares = singular**2 / (singular**2).sum()
    np.testing.assert_allclose(found.explained, shares[:4], rtol=1e-3)
    reference = PCA(4, svd_solver="full").fit(flat)
    np.testing.assert_allclose(found.explained, reference.explained_variance_ratio_, rtol=1e-3)
    for kernel, direction in zip(found.kernels, directions, strict=False):
        assert abs(kernel.ravel() @ direction) == pytest.approx(1, abs=1e-4)
    np.testing.assert_allclose(found.mean, normal.mean(0), atol=1e-6)


@pytest.mark.parametrize("analyse", [pca, ica, svd])
def test_mean_scores_and_components_give_the_kernels_back(analyse, normal: np.ndarray) -> None:
    found = analyse(sample_of(normal), 25)
    back = found.mean + np.einsum("nc,cij->nij", found.scores, found.kernels)
    np.testing.assert_allclose(back, normal, atol=1e-5)
    assert found.explained.sum() == pytest.approx(1, abs=1e-3)
    assert (np.diff(found.explained) <= 0).all()


def test_singular_vectors_are_those_of_numpy(normal: np.ndarray) -> None:
    found = svd(sample_of(normal), 3)
    _, singular, directions = np.linalg.svd(normal.reshape(600, 25), full_matrices=False)
    np.testing.assert_allclose(found.explained, (singular**2 / (singular**2).sum())[:3], rtol=1e-3)
    for kernel, direction in zip(found.kernels, directions, strict=False):
        assert abs(kernel.ravel() @ direction) == pytest.approx(1, abs=1e-3)


def test_independent_components_part_what_varies_independently() -> None:
    sources = np.random.default_rng(2).uniform(-1, 1, (4000, 3))  # PCA cannot part these
    found = ica(sample_of(kernels_of(sources)), 3)
    likeness = np.abs(np.corrcoef(found.scores.T, sources.T)[:3, 3:])
    assert (likeness.max(1) > 0.99).all()
    assert set(likeness.argmax(1)) == {0, 1, 2}


def test_independent_components_have_settled() -> None:
    """Where scores are nearly normal, as those of real kernels, FastICA may stop too early."""
    sample = sample_of(kernels_of(np.random.default_rng(1).standard_t(6, size=(3000, 6))))
    reference = FastICA(whiten="unit-variance", tol=1e-9, max_iter=5000, random_state=0)
    settled = reference.fit_transform(pca(sample, 6).scores.astype(np.float64))
    likeness = np.abs(np.corrcoef(ica(sample, 6).scores.T, settled.T)[:6, 6:])
    assert (likeness.max(1) > 0.99).all()


def test_kernels_that_do_not_vary_have_one_component_that_explains_nothing() -> None:
    same = sample_of(np.full((50, 3, 3), 1 / 9))
    for analyse in (pca, ica):
        found = analyse(same, 4)
        np.testing.assert_allclose(found.explained, 0, atol=1e-9)
    assert svd(same, 4).explained[0] == pytest.approx(1)


def three_kinds(n: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    kinds = rng.choice(3, n, p=[0.5, 0.3, 0.2])
    centres = kernels_of(np.eye(3), seed=5)
    return centres[kinds] + rng.normal(size=(n, 5, 5)) * 0.002, kinds


@pytest.mark.parametrize("n", [500, 25_000])
@pytest.mark.parametrize("kind", ["k-means", "Gaussian mixture"])
def test_clusters_are_the_kinds_that_there_are_the_most_frequent_first(kind, n: int) -> None:
    kernels, kinds = three_kinds(n)
    found = cluster(sample_of(kernels), 3, kind)
    np.testing.assert_array_equal(found.labels, kinds)
    assert found.shares.sum() == pytest.approx(1)
    assert list(found.shares) == sorted(found.shares, reverse=True)
    for number in range(3):
        own = kernels[found.within(number)]
        np.testing.assert_allclose(found.kernels[number], own.mean(0), atol=1e-5)


def test_k_means_is_as_good_as_that_of_scikit_learn(normal: np.ndarray) -> None:
    found = cluster(sample_of(normal), 5)
    reference = KMeans(5, n_init=10, random_state=0).fit(normal.reshape(600, 25))
    rest = ((normal - found.kernels[found.labels]) ** 2).sum()
    assert rest < 1.03 * reference.inertia_


def test_a_mixture_parts_long_clusters_that_k_means_cuts() -> None:
    rng = np.random.default_rng(6)
    kinds = rng.choice(2, 2000)
    scores = np.stack([rng.normal(size=2000) * 10, 3.0 * kinds + rng.normal(size=2000) * 0.3], 1)
    sample = sample_of(kernels_of(scores))
    assert adjusted_rand_score(kinds, cluster(sample, 2, "Gaussian mixture").labels) > 0.98
    assert adjusted_rand_score(kinds, cluster(sample, 2, "k-means").labels) < 0.2


def test_the_best_number_of_clusters_is_that_of_the_kinds() -> None:
    told: list[float] = []
    count, silhouettes = best_count(sample_of(three_kinds(600)[0]), 6, progress=told.append)
    assert count == 3
    assert silhouettes.shape == (5,)
    assert np.nanmax(silhouettes) > 0.7
    assert len(told) == 5


def test_kernels_that_are_all_the_same_are_one_cluster() -> None:
    same = sample_of(np.full((50, 3, 3), 1 / 9))
    assert list(cluster(same, 4).shares) == [1]
    assert list(cluster(same, 4, "Gaussian mixture").shares) == [1]
    assert best_count(same)[0] == 1


def test_there_are_no_more_clusters_than_kernels_that_differ() -> None:
    kinds = np.random.default_rng(0).normal(size=(3, 3, 3))
    sample = sample_of(np.repeat(kinds, [30, 20, 10], axis=0))
    found = cluster(sample, 8)
    np.testing.assert_allclose(found.kernels, kinds, rtol=1e-5)
    assert best_count(sample)[0] == 3
    few = sample_of(kinds[:2])
    assert len(pca(few).explained) <= 2
    assert list(cluster(few, 8).shares) == [0.5, 0.5]
