"""Kernels as a mean plus a few components: PCA, ICA and SVD."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.evidence.statistics.sample import KernelSample
from speckle_viewer.no_warnings import no_warnings

Array = NDArray[np.float32]
Kind = Literal["PCA", "ICA", "SVD"]

_VARIES = 1e-6  # of the largest variance; less is rounding
_ICA_LEARNS_FROM = 20_000  # kernels; all are scored
_ICA_TOLERANCE = 1e-5  # at 1e-4 components of real kernels have not settled


@dataclass(frozen=True, eq=False)
class Components:
    """Every kernel is about ``mean + Σ scores · kernels``.

    Attributes
    ----------
    mean
        (K, K): the mean kernel; zero for SVD.
    kernels
        (c, K, K): of norm one for PCA and SVD; for ICA what a standard deviation of the score adds.
    scores
        (n, c): how much of each component a kernel has.
    explained
        (c,), falling: the share of the variance of all taps, in 0…1, that each component explains;
        for SVD of the sum of squares, so that the mean counts too.
    """

    kind: Kind
    mean: Array
    kernels: Array
    scores: Array
    explained: NDArray[np.float64]


def pca(sample: KernelSample, count: int = 6) -> Components:
    """Principal components: orthogonal, each explains as much of the variance as is left.

    Where kernels vary in fewer ways than ``count``, there are fewer components.
    """
    from sklearn.decomposition import PCA

    mean = sample.mean.astype(np.float32)
    centred = sample.flat - mean.ravel()
    model = PCA(_at_most(count, sample), random_state=0)
    with no_warnings:  # that nothing is explained where nothing varies
        scores = model.fit_transform(centred)
    varies = model.explained_variance_ > _VARIES * model.explained_variance_[0]
    varies[0] = True
    return _components("PCA", mean, model.components_[varies], scores[:, varies], centred)


def ica(sample: KernelSample, count: int = 6) -> Components:
    """Independent components (FastICA) of the first ``count`` principal ones.

    Together they explain what those explain, but each varies as independently of the others as
    can be. Hyvärinen and Oja, Neural Networks 13, 2000.
    """
    from sklearn.decomposition import FastICA

    principal = pca(sample, count)
    if not principal.scores.any():
        return replace(principal, kind="ICA")
    drawn = np.random.default_rng(0).permutation(len(sample))[:_ICA_LEARNS_FROM]
    model = FastICA(whiten="unit-variance", tol=_ICA_TOLERANCE, max_iter=1000, random_state=0)
    exact = principal.scores.astype(np.float64)
    with no_warnings:  # of no convergence: then many rotations are as independent
        model.fit(exact[drawn])
    scores = model.transform(exact)
    kernels = model.mixing_.T @ principal.kernels.reshape(len(principal.kernels), -1)
    centred = sample.flat - principal.mean.ravel()
    return _components("ICA", principal.mean, kernels, scores - scores.mean(0), centred)


def svd(sample: KernelSample, count: int = 6) -> Components:
    """Singular vectors of the kernels as they are: the first resembles the mean kernel."""
    from sklearn.decomposition import TruncatedSVD

    model = TruncatedSVD(_at_most(count, sample), n_iter=7, random_state=0)
    with no_warnings:  # as above
        scores = model.fit_transform(sample.flat)
    zero = np.zeros((sample.size, sample.size), np.float32)
    return _components("SVD", zero, model.components_, scores, sample.flat)


def _at_most(count: int, sample: KernelSample) -> int:
    return min(count, len(sample), sample.size**2)


def _components(kind: Kind, mean: Array, flat: Array, scores: Array, data: Array) -> Components:
    """Sorted by what they explain of ``data`` (n, K²); the largest tap of each is positive."""
    largest = np.take_along_axis(flat, np.abs(flat).argmax(1)[:, None], axis=1)
    signs = np.where(largest < 0, -1, 1).astype(np.float32)
    energy = np.square(scores, dtype=np.float64).sum(0) * np.square(flat, dtype=np.float64).sum(1)
    order = np.argsort(-energy, kind="stable")
    total = np.einsum("ij,ij->", data, data, dtype=np.float64)
    return Components(
        kind,
        mean,
        (flat * signs)[order].reshape(-1, *mean.shape).astype(np.float32),
        (scores * signs.T)[:, order].astype(np.float32),
        energy[order] / (total or 1.0),
    )
