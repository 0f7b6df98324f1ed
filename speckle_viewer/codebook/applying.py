"""What a codebook makes of samples: the entries that they take, and what comes out."""

import numpy as np
import torch
from numpy.typing import NDArray

from speckle_viewer.codebook.clustering import Labels
from speckle_viewer.codebook.samples import Samples
from speckle_viewer.networks.codebook import Codebook, standardised

_AT_ONCE = 16_384


@torch.no_grad()
def chosen(network: Codebook, samples: Samples) -> Labels:
    """The entry (n,) that each sample takes, or takes most of."""
    if network.rule == "correlation":
        patches = torch.from_numpy(samples.patches).flatten(1)
        found = (patches @ standardised(network.patches).flatten(1).T).argmax(1)
    else:
        found = network.by_features(torch.from_numpy(samples.features).T[:, :, None])[:, 0]
    labels: Labels = found.numpy().astype(np.intp)
    return labels


@torch.no_grad()
def made(network: Codebook, samples: Samples) -> NDArray[np.float32]:
    """What the codebook makes of each sample: (n,), not clipped."""
    taken = torch.from_numpy(chosen(network, samples))
    parts = []
    for place in torch.split(torch.arange(len(samples)), _AT_ONCE):
        patches = torch.from_numpy(samples.patches)[place].flatten(1)
        answers = patches @ network.entries.flatten(1).T
        if network.rule == "blend":
            features = torch.from_numpy(samples.features)[place].T[:, :, None]
            blend = network.scores(features)[:, :, 0].softmax(0).T
            parts.append((blend * answers).sum(1))
        else:
            parts.append(answers.gather(1, taken[place, None])[:, 0])
    whole: NDArray[np.float32] = torch.cat(parts).numpy()
    return whole


def difference(network: Codebook, samples: Samples) -> float:
    """Root mean square of the codebook's output less the method's, in grey levels of 255."""
    missed = made(network, samples) - samples.outputs
    return 255 * float(np.sqrt(np.mean(missed**2, dtype=np.float64)))
