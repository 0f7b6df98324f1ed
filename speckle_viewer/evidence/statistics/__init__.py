"""Statistics over many kernels of a frame: mean, spread, components, clusters, directions.

>>> sample = sample_kernels(prediction.kernels, 20_000)
>>> components = pca(sample, 6)
>>> clusters = cluster(sample, 8)
"""

from speckle_viewer.evidence.statistics.clusters import Clusters, best_count, cluster
from speckle_viewer.evidence.statistics.components import Components, ica, pca, svd
from speckle_viewer.evidence.statistics.directions import SECTORS, Directions, by_direction
from speckle_viewer.evidence.statistics.histograms import Histogram, spread, tap_histogram
from speckle_viewer.evidence.statistics.planes import Planes, planes
from speckle_viewer.evidence.statistics.sample import KernelSample, sample_kernels

__all__ = [
    "SECTORS",
    "Clusters",
    "Components",
    "Directions",
    "Histogram",
    "KernelSample",
    "Planes",
    "best_count",
    "by_direction",
    "cluster",
    "ica",
    "pca",
    "planes",
    "sample_kernels",
    "spread",
    "svd",
    "tap_histogram",
]
