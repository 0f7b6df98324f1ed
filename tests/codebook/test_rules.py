"""Rules agree with scikit-learn, which learnt them; entries with a direct solution."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from sklearn.cluster import KMeans
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression
from sklearn.tree import DecisionTreeClassifier

from speckle_viewer.codebook import rules
from speckle_viewer.codebook.applying import chosen, difference, made
from speckle_viewer.codebook.clustering import labels_of
from speckle_viewer.codebook.fitting import fitted_entries, mean_entries
from speckle_viewer.codebook.learning import RULES, Settings, learn_from
from speckle_viewer.codebook.samples import Samples
from speckle_viewer.evidence import patches_at
from speckle_viewer.networks.codebook import RULES as NETWORK_RULES
from speckle_viewer.networks.codebook import Codebook
from speckle_viewer.networks.local_features import NAMES, local_features
from tests.denoising.fakes import card_of
from tests.networks.codebooks import book


@pytest.fixture(scope="module")
def samples() -> Samples:
    """Pixels of four kinds, which their features tell apart, but not with certainty."""
    rng = np.random.default_rng(0)
    kind = rng.integers(0, 4, 2000)
    true = rng.normal(0.04, 0.05, (4, 5, 5)).astype(np.float32)
    features = rng.normal(0, 1, (2000, len(NAMES))).astype(np.float32)
    features[:, :4] += 3 * np.eye(4, dtype=np.float32)[kind]
    patches = rng.random((2000, 5, 5), dtype=np.float32)
    kernels = true[kind] + rng.normal(0, 0.003, (2000, 5, 5)).astype(np.float32)
    outputs = np.einsum("nij,nij->n", true[kind], patches)
    return Samples(kernels, patches, features, outputs)


@pytest.fixture(scope="module")
def labels(samples: Samples):
    return labels_of(samples, 4, "kernels", "k-means")


def test_kernels_are_clustered_as_scikit_learn_does(samples: Samples, labels) -> None:
    theirs = KMeans(4, n_init=3, random_state=0).fit(samples.kernels.reshape(2000, -1)).labels_
    pairs = {(a, b) for a, b in zip(labels.tolist(), theirs.tolist(), strict=True)}
    assert len(pairs) == 4


@pytest.mark.parametrize(
    ("learn", "classifier"),
    [
        (rules.linear_rule, LogisticRegression(max_iter=200, tol=1e-2)),
        (rules.projection_rule, LinearDiscriminantAnalysis()),
        (
            rules.tree_rule,
            DecisionTreeClassifier(max_leaf_nodes=32, min_samples_leaf=20, random_state=0),
        ),
    ],
)
@pytest.mark.parametrize("count", [2, 4])
def test_rules_choose_as_scikit_learn_does(
    samples: Samples, labels, learn, classifier, count: int
) -> None:
    few = labels < count
    part = Samples(
        *(getattr(samples, n)[few] for n in ("kernels", "patches", "features", "outputs"))
    )
    state = learn(part, labels[few], count)
    network = Codebook(
        count, 5, "tree" if "tree" in state else "linear", len(state.get("tree", ()))
    )
    network.load_state_dict({**network.state_dict(), **state})
    order = np.random.default_rng(0).permutation(few.sum())
    features = part.features.astype(np.float64)
    scaled = features if "tree" in state else (features - features.mean(0)) / features.std(0)
    expected = classifier.fit(scaled[order], labels[few][order]).predict(scaled)
    assert (chosen(network, part) == expected).mean() > 0.999


def test_correlation_takes_mean_patches(samples: Samples, labels) -> None:
    (patches,) = rules.correlation_rule(samples, labels, 4).values()
    for kind in range(4):
        mine = samples.patches[labels == kind]
        centred = mine - mine.mean((1, 2), keepdims=True)
        unit = centred / np.linalg.norm(centred, axis=(1, 2), keepdims=True)
        np.testing.assert_allclose(patches[kind], unit.mean(0), atol=1e-5)


def test_fitted_entries_are_a_ridge_regression(samples: Samples, labels) -> None:
    fitted = fitted_entries(samples, labels, 5)
    for kind in range(4):
        mine = labels == kind
        mean = samples.kernels[mine].mean(0, dtype=np.float64).ravel()
        rows = np.vstack([samples.patches[mine].reshape(-1, 25), np.sqrt(3) * np.eye(25)])
        wanted = np.concatenate([samples.outputs[mine], np.sqrt(3) * mean])
        expected = np.linalg.lstsq(rows.astype(np.float64), wanted, rcond=None)[0]
        np.testing.assert_allclose(fitted[kind].flatten(), expected, atol=1e-5)
    # Of the kind that no sample is of: the mean of all.
    np.testing.assert_allclose(fitted[4], samples.kernels.mean(0), atol=1e-5)


def test_directions_turn_left_from_the_right() -> None:
    ramp = (np.arange(5, dtype=np.float32) - 2) / 50
    down, right = np.broadcast_to(ramp[:, None], (5, 5)), np.broadcast_to(ramp, (5, 5))
    patches = np.stack([0 * down, right, -down, -right, down]) + np.float32(0.5)
    none = np.zeros((5, 1), np.float32)
    samples = Samples(patches, patches, none, none)
    assert labels_of(samples, 5, "directions", "k-means").tolist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("by", ["kernels", "patches", "directions"])
def test_every_rule_learns_from_every_clustering(samples: Samples, rule: str, by) -> None:
    settings = Settings(entries=4, size=5, rule=rule, by=by, steps=5)
    learnt = learn_from(samples, card_of("kpn"), settings, "a test")
    assert learnt.network.entries.shape[0] <= 4
    taken = chosen(learnt.network, samples)
    assert (np.diff(np.bincount(taken, minlength=4)) <= 0).all()  # the most frequent one first
    if rule != "blend":  # numbered anew as a whole: each entry is still fitted to what takes it
        expected = fitted_entries(samples, taken, len(learnt.network.entries))
        torch.testing.assert_close(learnt.network.entries.data, expected)
    assert rule in learnt.card.training
    assert learnt.card.network["arguments"]["size"] == 5
    missed = 255 * np.sqrt(np.mean((made(learnt.network, samples) - samples.outputs) ** 2))
    assert f"misses the output of kpn by {missed:.1f} grey levels" in learnt.card.training


def test_least_error_learns_what_features_say_of_kernels(samples: Samples) -> None:
    def missed(entries: int) -> float:
        settings = Settings(entries=entries, size=5, rule="least error", steps=200)
        learnt = learn_from(samples, card_of("kpn"), settings, "a test")
        return difference(learnt.network, samples)

    assert missed(4) < 0.35 * missed(1)


def test_a_blend_comes_closer_to_kernels_that_are_in_between(samples: Samples) -> None:
    # What is between the true kernels, as the first feature says, is no single entry.
    share = (1 / (1 + np.exp(-samples.features[:, 0])))[:, None, None]
    first, second = samples.kernels[:2]
    kernels = (share * first + (1 - share) * second).astype(np.float32)
    outputs = np.einsum("nij,nij->n", kernels, samples.patches)
    between = replace(samples, kernels=kernels, outputs=outputs)

    def missed(rule: str) -> float:
        settings = Settings(entries=2, size=5, rule=rule, steps=300)
        return difference(learn_from(between, card_of("kpn"), settings, "a test").network, between)

    assert missed("blend") < 0.5 * missed("least error")


@pytest.mark.parametrize("rule", NETWORK_RULES)
def test_samples_become_what_pixels_become(rule: str) -> None:
    network = book(rule)
    image = torch.rand(20, 27, generator=torch.Generator().manual_seed(3))
    rows, columns = np.indices(image.shape).reshape(2, -1)
    patches = patches_at(image, 5, rows, columns)
    features = local_features(image)[:, rows // 2, columns // 2].T.numpy()
    samples = Samples(patches, patches, features, patches[:, 2, 2])
    field = network.predict(image[None]).kernels
    np.testing.assert_array_equal(chosen(network, samples), field.index.flatten())
    np.testing.assert_allclose(made(network, samples), field.output.flatten(), atol=1e-5)
    missed = 255 * (field.output - image).double().square().mean().sqrt()
    assert difference(network, samples) == pytest.approx(float(missed), rel=1e-4)


def test_one_entry_is_one_regression(samples: Samples) -> None:
    learnt = learn_from(samples, card_of("kpn"), Settings(entries=1, size=5), "a test")
    everything = np.zeros(len(samples), np.intp)
    torch.testing.assert_close(learnt.network.entries.data, fitted_entries(samples, everything, 1))
    mean = learn_from(samples, card_of("kpn"), Settings(entries=1, size=5, fitted=False), "a test")
    torch.testing.assert_close(mean.network.entries.data, mean_entries(samples, everything, 1))
