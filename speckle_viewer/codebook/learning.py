"""Learning a codebook from a method, and writing it as a method of its own."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import safetensors.torch
import torch

from speckle_viewer.codebook.applying import chosen, difference
from speckle_viewer.codebook.clustering import BY, KINDS, By, Labels, labels_of
from speckle_viewer.codebook.fitting import fitted_entries, learnt_together, mean_entries
from speckle_viewer.codebook.pictures import Picture
from speckle_viewer.codebook.rules import (
    State,
    correlation_rule,
    linear_rule,
    projection_rule,
    tree_rule,
)
from speckle_viewer.codebook.samples import Progress, Samples, draw
from speckle_viewer.errors import MethodError
from speckle_viewer.evidence.statistics.clusters import Kind
from speckle_viewer.methods.about import about
from speckle_viewer.methods.card import Card
from speckle_viewer.methods.method import Method
from speckle_viewer.methods.network_method import NetworkMethod
from speckle_viewer.networks.codebook import MOST_ENTRIES, Codebook
from speckle_viewer.networks.codebook import RULES as NETWORK_RULES
from speckle_viewer.whole_file import write_whole

_RULES: dict[str, Callable[[Samples, Labels, int], State]] = {
    "blend": linear_rule,
    "least error": linear_rule,
    "linear": linear_rule,
    "projection": projection_rule,
    "tree": tree_rule,
    "correlation": correlation_rule,
}
RULES = (*_RULES,)
"""Names of the rules, the best first."""

_PER_ENTRY = 10
"""Pixels that there are at least for each entry, on average."""

_TOGETHER = ("blend", "least error")
"""Rules that are learnt together with the entries, beginning with "linear"."""


@dataclass(frozen=True)
class Settings:
    """How a codebook is learnt.

    Attributes
    ----------
    entries
        1 to 256. Fewer come out where fewer kinds, or few pixels, are found.
    size
        K of the entries, odd, whatever the kernels of the method are.
    by, kind
        What samples are sorted by, and into which kind of clusters.
    rule
        How a pixel finds its entries.
    fitted
        Entries are fitted to the method's output, or else the mean kernels of their samples.
    samples
        Pixels to learn from.
    steps
        Of the rules "blend" and "least error", which are learnt together with the entries.

    Raises
    ------
    MethodError
        If one is out of its range.
    """

    entries: int = 32
    size: int = 11
    by: By = "kernels"
    kind: Kind = "k-means"
    rule: str = RULES[0]
    fitted: bool = True
    samples: int = 60_000
    steps: int = 600
    seed: int = 0

    def __post_init__(self) -> None:
        for good, sentence in (
            (1 <= self.entries <= MOST_ENTRIES, f"entries: choose from 1 to {MOST_ENTRIES}"),
            (1 <= self.size <= 31 and self.size % 2, "size: choose an odd number from 1 to 31"),
            (self.samples > 0, "samples: choose 1 or more"),
            (self.steps >= 0, "steps: choose 0 or more"),
            (self.by in BY, f"by: choose one of {', '.join(BY)}"),
            (self.kind in KINDS, f"kind: choose one of {', '.join(KINDS)}"),
            (self.rule in RULES, f"rule: choose one of {', '.join(RULES)}"),
        ):
            if not good:
                name = sentence.partition(":")[0]
                raise MethodError(
                    f"A codebook cannot have {name} {getattr(self, name)!r}; {sentence}."
                )


class Learnt(NamedTuple):
    """A codebook and its card; the card has no id until it is saved."""

    network: Codebook
    card: Card

    @property
    def method(self) -> NetworkMethod:
        """It as a method, to be run at once."""
        return NetworkMethod(self.card, self.network)


def learn(
    method: Method,
    pictures: Sequence[Picture],
    settings: Settings = Settings(),
    *,
    source: str = "pictures of the user",
    progress: Progress = lambda done: None,
) -> Learnt:
    """Learn a codebook from the kernels of a method.

    Parameters
    ----------
    method
        Of single frames, with a `KernelField`.
    pictures
        What it is learnt on; all are denoised once.
    source
        What the card says that these are; nothing that names a patient.
    progress
        Called with the share that is done; may raise to stop.

    Raises
    ------
    MethodError
        If the method gives no kernels of single frames, or the pictures have no tissue.
    """
    samples = draw(
        method,
        pictures,
        settings.samples,
        settings.size,
        seed=settings.seed,
        progress=lambda done: progress(0.4 * done),
    )
    return learn_from(samples, method.card, settings, source, lambda d: progress(0.4 + 0.6 * d))


def learn_from(
    samples: Samples,
    teacher: Card,
    settings: Settings,
    source: str,
    progress: Progress = lambda done: None,
) -> Learnt:
    """As `learn`, from samples that are there already."""
    count = min(settings.entries, max(1, len(samples) // _PER_ENTRY))
    progress(0.0)
    labels = labels_of(samples, count, settings.by, settings.kind)
    count = int(labels.max()) + 1
    progress(0.2)
    state = _RULES[settings.rule](samples, labels, count)
    if not settings.fitted:
        state["entries"] = mean_entries(samples, labels, count)
    elif settings.rule in _TOGETHER and count > 1:
        state["weights"], state["offsets"], state["entries"] = learnt_together(
            samples,
            state["weights"],
            state["offsets"],
            fitted_entries(samples, labels, count),
            blended=settings.rule == "blend",
            steps=settings.steps,
            seed=settings.seed,
            progress=lambda done: progress(0.3 + 0.6 * done),
        )
    network = _network(settings, count, state)
    progress(0.9)
    if settings.fitted and (settings.rule != "blend" or count == 1):
        network.entries.data = fitted_entries(samples, chosen(network, samples), count)
    network.requires_grad_(False)
    _sort(network, samples)
    return Learnt(network, _card(network, teacher, settings, source, samples))


def _network(settings: Settings, count: int, state: State) -> Codebook:
    rule = settings.rule if settings.rule in NETWORK_RULES else "linear"
    network = Codebook(count, settings.size, rule, len(state.get("tree", ())))
    network.load_state_dict({**network.state_dict(), **state})
    return network


def _sort(network: Codebook, samples: Samples) -> None:
    """Number the entries by falling frequency."""
    counts = np.bincount(chosen(network, samples), minlength=len(network.entries))
    order = torch.from_numpy(np.argsort(-counts, kind="stable"))
    if network.rule == "tree":
        network.tree.data[:, 4] = order.argsort()[network.tree.data[:, 4].long()].float()
    for name, values in network.named_parameters():
        if name != "tree":
            values.data = values.data[order]


def _card(
    network: Codebook, teacher: Card, settings: Settings, source: str, samples: Samples
) -> Card:
    rule = {"rule": network.rule} | ({"nodes": len(network.tree)} if network.rule == "tree" else {})
    count, size = network.entries.shape[:2]
    arguments = {"entries": count, "size": size, **rule}
    kind = about("Codebook", arguments)
    how = "fitted to its output" if settings.fitted else "the mean of their kernels"
    return Card(
        id="codebook",
        title=f"{teacher.title} codebook, {count} entr{'y' if count == 1 else 'ies'}",
        paper=kind.paper,
        shows=kind.shows,
        burst=1,
        evidence=kind.evidence,
        parameters=sum(p.numel() for p in network.parameters()),
        training=(
            f"Learnt from the kernels of {teacher.id} (sha256 {teacher.sha256[:12] or 'none'}) at "
            f"{len(samples):,} pixels of {source}: {settings.kind} clusters by {settings.by}, "
            f"entries of {size}×{size} {how}, rule {settings.rule}, seed {settings.seed}. "
            f"There it misses the output of {teacher.id} by "
            f"{difference(network, samples):.1f} grey levels (root mean square)."
        ),
        licence=teacher.licence,
        network={"class": "Codebook", "arguments": arguments},
        recipe=asdict(settings) | {"method": teacher.id},
    )


def save(learnt: Learnt, path: Path) -> Card:
    """Write ``path`` with the ending .safetensors, and its card beside it as .json, each whole.

    The name of the file becomes the id. Raises `MethodError` if it cannot be written.
    """
    weights = safetensors.torch.save(
        {name: value.contiguous() for name, value in learnt.network.state_dict().items()}
    )
    digest = hashlib.sha256(weights).hexdigest()
    card = replace(learnt.card, id=path.stem, sha256=digest)
    try:
        write_whole(path.with_suffix(".safetensors"), weights)
        write_whole(path.with_suffix(".json"), card.to_json().encode())
    except OSError as error:
        raise MethodError(f"{path} cannot be written ({error.strerror}).") from error
    return card
