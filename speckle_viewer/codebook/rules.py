"""Rules by which a pixel finds its entry, learnt from samples whose entry is known.

Each gives tensors of a `speckle_viewer.networks.codebook.Codebook`. scikit-learn learns them, and
is not needed to run them.
"""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from speckle_viewer.codebook.clustering import Labels
from speckle_viewer.codebook.samples import Samples
from speckle_viewer.networks.codebook import standardised

State = dict[str, Tensor]

_LEARNS_FROM = 40_000
"""Samples that a classifier sees: more change nothing and take long."""

_LEAVES = 8
"""Leaves of a tree per entry."""

_NEVER = -1e6
"""Score of an entry that no sample has."""


def linear_rule(samples: Samples, labels: Labels, count: int) -> State:
    """Scores by multinomial logistic regression on the features."""
    from sklearn.linear_model import LogisticRegression

    return _scores(samples, labels, count, LogisticRegression(max_iter=200, tol=1e-2))


def projection_rule(samples: Samples, labels: Labels, count: int) -> State:
    """Nearest class mean in the projection of linear discriminant analysis: linear scores too."""
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

    return _scores(samples, labels, count, LinearDiscriminantAnalysis())


def _scores(samples: Samples, labels: Labels, count: int, classifier: Any) -> State:
    """Weights (count, F) and offsets (count,) in the features' own units."""
    features = samples.features.astype(np.float64)
    mean, spread = features.mean(0), features.std(0) + 1e-12
    part = _part(labels)
    classes = np.unique(labels[part])
    weights = np.zeros((count, features.shape[1]))
    offsets = np.full(count, _NEVER)
    offsets[classes] = 0.0
    if len(classes) > 1:
        classifier.fit((features[part] - mean) / spread, labels[part])
        rows, added = classifier.coef_ / spread, classifier.intercept_
        if len(classes) == 2:  # scikit-learn has one score then, of the second
            rows, added = np.vstack([0 * rows, rows]), np.array([0.0, float(added[0])])
        weights[classes], offsets[classes] = rows, added - rows @ mean
    return {"weights": _tensor(weights), "offsets": _tensor(offsets)}


def tree_rule(samples: Samples, labels: Labels, count: int) -> State:
    """A decision tree on the features, as the rows of `Codebook.tree`."""
    from sklearn.tree import DecisionTreeClassifier

    part = _part(labels)
    classifier = DecisionTreeClassifier(
        max_leaf_nodes=max(2, _LEAVES * count), min_samples_leaf=20, random_state=0
    )
    classifier.fit(samples.features[part], labels[part])
    tree = classifier.tree_
    nodes = np.arange(tree.node_count)
    leaf = tree.children_left < 0
    # Its thresholds are float64: rounded upwards, one would let through what it should not.
    rounded = tree.threshold.astype(np.float32)
    rounded = np.where(rounded > tree.threshold, np.nextafter(rounded, np.float32("-inf")), rounded)
    entry = classifier.classes_[tree.value[:, 0].argmax(1)]
    columns = (
        np.where(leaf, 0, tree.feature),
        np.where(leaf, 0, rounded),
        np.where(leaf, nodes, tree.children_left),
        np.where(leaf, nodes, tree.children_right),
        entry,
    )
    return {"tree": _tensor(np.stack(columns, 1))}


def correlation_rule(samples: Samples, labels: Labels, count: int) -> State:
    """The mean patch, each of zero mean and unit norm, of every kind: the study's rule."""
    patches = standardised(torch.from_numpy(samples.patches))
    kinds = torch.from_numpy(labels)
    total = torch.zeros(count, *patches.shape[1:]).index_add(0, kinds, patches)
    return {"patches": total / torch.bincount(kinds, minlength=count).clamp_min(1)[:, None, None]}


def _part(labels: Labels) -> NDArray[np.intp]:
    """Places of the samples to learn from."""
    return np.random.default_rng(0).permutation(len(labels))[:_LEARNS_FROM]


def _tensor(values: NDArray[Any]) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(values, np.float32))
