"""Kernels sorted into a few kinds: k-means and Gaussian mixture."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.evidence.statistics.sample import KernelSample, Mask, Progress
from speckle_viewer.no_warnings import no_warnings

Array = NDArray[np.float32]
Kind = Literal["k-means", "Gaussian mixture"]

_MINI_BATCHES_FROM = 20_000  # kernels; fewer are clustered all at once
_MIXTURE_LEARNS_FROM = 10_000
_SCORED = 2_000  # kernels that say how many clusters there are
_DIMENSIONS = 10
"""Principal components in which a mixture is sought: a covariance has their number squared."""

_KEPT = 0.99  # share of the variance that suffices


@dataclass(frozen=True, eq=False)
class Clusters:
    """k clusters of n kernels, the most frequent first.

    Attributes
    ----------
    labels
        (n,): the cluster of each kernel.
    kernels
        (k, K, K): the mean of each cluster.
    patches
        (k, K, K): the mean of the patches, in [0, 1].
    shares
        (k,): the share of all kernels, in 0…1.
    """

    kind: Kind
    labels: NDArray[np.intp]
    kernels: Array
    patches: Array
    shares: NDArray[np.float64]

    def within(self, number: int) -> Mask:
        """Which kernels (n,) belong to a cluster."""
        return np.asarray(self.labels == number)


def cluster(sample: KernelSample, count: int = 8, kind: Kind = "k-means") -> Clusters:
    """Sort kernels into at most ``count`` clusters; seeded, so that it can be repeated.

    k-means minimises the squared distance of the taps, by mini-batches (Sculley 2010) where there
    are many. The Gaussian mixture knows clusters of different size and shape; it is fitted to the
    first principal components of a part, and all kernels take the component that is most likely.
    Clusters that stay empty are left out.
    """
    space = _reduced(sample) if kind == "Gaussian mixture" else sample.flat
    labels = _labels(space, min(count, len(sample)), kind)
    return _sorted(sample, labels, kind)


def best_count(
    sample: KernelSample, largest: int = 12, *, progress: Progress | None = None
) -> tuple[int, NDArray[np.float64]]:
    """The number of k-means clusters, 2 to ``largest``, with the largest mean silhouette.

    The silhouette (Rousseeuw 1987) is 1 where clusters are compact and far from each other, and
    about 0 where they run into each other: then the number says little.

    Returns
    -------
    count, silhouettes
        (largest − 1,): for 2, 3, … clusters, of 2,000 kernels.
    """
    from sklearn.metrics import silhouette_score

    drawn = np.random.default_rng(0).permutation(len(sample))[:_SCORED]
    part = sample.flat[drawn]
    counts = range(2, min(largest, len(part) - 1) + 1)
    silhouettes = np.full(largest - 1, np.nan)
    for place, count in enumerate(counts):
        if progress is not None:
            progress(place / len(counts))
        labels = _labels(part, count, "k-means")
        if len(np.unique(labels)) > 1:
            silhouettes[place] = silhouette_score(part, labels)
    if np.isnan(silhouettes).all():  # all kernels are the same
        return 1, silhouettes
    return int(np.nanargmax(silhouettes)) + 2, silhouettes


def _reduced(sample: KernelSample) -> Array:
    """Scores of the first principal components (n, c), each with a variance of one."""
    from speckle_viewer.evidence.statistics.components import pca

    components = pca(sample, _DIMENSIONS)
    explained = components.explained.cumsum()
    needed = int(np.searchsorted(explained, _KEPT * explained[-1])) + 1
    scores = components.scores[:, :needed]
    return np.asarray(scores / (scores.std(0, dtype=np.float64) + 1e-30), np.float32)


def _labels(values: Array, count: int, kind: Kind) -> NDArray[np.intp]:
    from sklearn.cluster import KMeans, MiniBatchKMeans
    from sklearn.mixture import GaussianMixture

    distinct = len(np.unique(values[:: max(1, len(values) // 1000)], axis=0))
    if count == 1 or distinct == 1:
        return np.zeros(len(values), np.intp)
    if kind == "Gaussian mixture":
        drawn = np.random.default_rng(0).permutation(len(values))[:_MIXTURE_LEARNS_FROM]
        mixture = GaussianMixture(count, reg_covar=1e-5, tol=1e-4, max_iter=500, random_state=0)
        with no_warnings:  # as below
            mixture.fit(values[drawn].astype(np.float64))
        return np.asarray(mixture.predict(values.astype(np.float64)), np.intp)
    scaled = values / (values.std() or 1.0)  # its tolerances know no scale
    if len(values) > _MINI_BATCHES_FROM:
        model = MiniBatchKMeans(count, batch_size=4096, n_init=3, random_state=0)
    else:
        model = KMeans(count, n_init=3, random_state=0)
    with no_warnings:  # that fewer kernels differ than there are to be clusters
        labels = model.fit_predict(scaled)
    return np.asarray(labels, np.intp)


def _sorted(sample: KernelSample, labels: NDArray[np.intp], kind: Kind) -> Clusters:
    """Numbered by falling frequency, with the means of each."""
    counts = np.bincount(labels)
    order = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
    number = np.empty_like(counts)
    number[order] = np.arange(len(order))
    labels = number[labels]
    kernels, patches = means(sample, labels, len(order))
    return Clusters(kind, labels, kernels, patches, counts[order] / len(labels))


def means(sample: KernelSample, labels: NDArray[np.intp], count: int) -> tuple[Array, Array]:
    """The mean kernel and the mean patch of each group, (count, K, K) each; NaN where empty."""
    from scipy.sparse import csr_array

    sizes = np.bincount(labels, minlength=count)
    place = (np.ones(len(labels)), (labels, np.arange(len(labels))))
    member = csr_array(place, shape=(count, len(labels)))
    found = []
    for values in (sample.flat, sample.patches.reshape(len(sample), -1)):
        with np.errstate(invalid="ignore"):
            mean = (member @ values) / sizes[:, None]
        found.append(mean.reshape(count, sample.size, sample.size).astype(np.float32))
    return found[0], found[1]
