"""The hybrid method of the study: a few kernels, learned from a network, and no network any more.

Pairs of a patch and the kernel that the network predicts for it are clustered by their kernels. A
new pixel takes the mean kernel of the cluster whose mean patch has the highest normalised
cross-correlation with its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.cluster.vq import kmeans2
from torch import Tensor
from torch.nn.functional import conv2d, pad

from speckle_viewer.errors import EvaluationError
from speckle_viewer.evaluation.denoiser import middle_frame
from speckle_viewer.evaluation.scores import Grey
from speckle_viewer.methods.method import Method
from speckle_viewer.simulation.test_set import Pair

_PER_IMAGE = 1500
_FLAT = 1e-3
"""Patches that vary less are black surroundings of a sector, and teach nothing."""

_SEED = 80_000


class Samples(NamedTuple):
    """Kernels and standardised patches, (n, K²) each, in the same order."""

    kernels: NDArray[np.float32]
    patches: NDArray[np.float32]


@dataclass(frozen=True)
class Codebook:
    """Kernels (k, K, K), and the patch (k, K, K) that stands for the pixels of each."""

    kernels: Tensor
    patches: Tensor

    def choose(self, image: Tensor) -> Tensor:
        """Which kernel each pixel of an image (H, W) takes, (H, W).

        A pixel's own mean and norm are the same for all candidates, so that the largest product
        with a patch of zero mean and unit norm is the largest correlation.
        """
        return _filtered(image, _standardised(self.patches)).argmax(0)

    def __call__(self, burst: Tensor) -> Grey:
        """Denoise the middle frame of a burst (T, 1, H, W)."""
        image = torch.from_numpy(middle_frame(burst))
        filtered = _filtered(image, self.kernels)
        chosen = filtered.gather(0, self.choose(image)[None])[0]
        return chosen.clamp(0, 1).numpy()


def codebook(samples: Samples, count: int) -> Codebook:
    """So many kernels, and the patches that call for them, out of many (k-means++, seeded).

    Clusters that stay empty are left out.
    """
    _, nearest = kmeans2(
        samples.kernels, count, minit="++", missing="warn", rng=np.random.default_rng(_SEED)
    )
    size = round(samples.kernels.shape[1] ** 0.5)
    used = np.unique(nearest)
    kernels, patches = (
        torch.from_numpy(np.stack([values[nearest == cluster].mean(0) for cluster in used]))
        for values in samples
    )
    return Codebook(kernels.view(-1, size, size), patches.view(-1, size, size))


def samples_of(method: Method, pairs: Sequence[Pair]) -> Samples:
    """Kernels of a method, and what they weigh, at random pixels of ``pairs``.

    Raises
    ------
    EvaluationError
        If it does not predict one kernel per pixel.
    """
    rng = np.random.default_rng(_SEED)
    kernels, patches = [], []
    for pair in pairs:
        field = method.predict(pair.noisy, {}).kernels
        if field is None or len(field.sizes) != 1 or len(field.frames) != 1:
            raise EvaluationError(
                f"{method.card.id} does not predict one kernel per pixel; take another network."
            )
        sides = pair.noisy.shape[-2:]
        rows, columns = (rng.integers(0, side, _PER_IMAGE) for side in sides)
        for row, column in zip(rows, columns, strict=True):
            at = field.at(int(row), int(column))
            patch = at.patches[0][0]
            if patch.std() > _FLAT:
                kernels.append(at.taps[0][0].ravel())
                patches.append(_standardised(torch.from_numpy(patch)[None])[0].numpy().ravel())
    return Samples(np.stack(kernels), np.stack(patches))


def _standardised(patches: Tensor) -> Tensor:
    """Patches (k, K, K) with zero mean and unit norm."""
    centred = patches - patches.mean((-2, -1), keepdim=True)
    return centred / centred.square().sum((-2, -1), keepdim=True).sqrt().clamp_min(1e-12)


def _filtered(image: Tensor, kernels: Tensor) -> Tensor:
    """(k, H, W): an image (H, W), its edge repeated, weighed by each of (k, K, K)."""
    reach = kernels.shape[-1] // 2
    padded = pad(image[None, None], (reach,) * 4, mode="replicate")
    found: Tensor = conv2d(padded, kernels[:, None])[0]
    return found
