"""Kernels of a method, with what they weigh, what it looks like there and what comes out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from speckle_viewer.codebook.pictures import Picture
from speckle_viewer.errors import MethodError
from speckle_viewer.evidence import KernelField, combined, patches_at
from speckle_viewer.evidence.entry_kernels import BLOCK
from speckle_viewer.methods.method import Method
from speckle_viewer.networks.local_features import local_features

Array = NDArray[np.float32]
Progress = Callable[[float], None]
"""Called with the share that is done; may raise to stop."""

_FLAT = 1 / 255
"""Patches that vary less are black or white through and through, and teach nothing."""


@dataclass(frozen=True, eq=False)
class Samples:
    """n pixels.

    Attributes
    ----------
    kernels, patches
        (n, K, K) each: the taps, all sizes added and cut to K, and the brightness that they weigh.
    features
        (n, F): `local_features` of the pixel's block.
    outputs
        (n,): what the method made of the pixel, not clipped.
    """

    kernels: Array
    patches: Array
    features: Array
    outputs: Array

    def __len__(self) -> int:
        return len(self.outputs)


def draw(
    method: Method,
    pictures: Sequence[Picture],
    count: int,
    size: int,
    *,
    seed: int = 0,
    progress: Progress = lambda done: None,
) -> Samples:
    """Run a method on pictures and draw ``count`` pixels of their tissue at random.

    Raises
    ------
    MethodError
        If it looks at bursts, predicts no kernels, or there is nothing to be seen in the tissue.
    """
    if method.card.burst > 1:
        raise MethodError(
            f"{method.card.title} looks at {method.card.burst} frames at a time; a codebook has "
            "kernels for one: learn it from a method for single frames, such as kpn."
        )
    rng = np.random.default_rng(seed)
    each = -(-count // max(len(pictures), 1))
    parts: list[Samples] = []
    for number, picture in enumerate(pictures):
        progress(number / len(pictures))
        parts.append(_of_picture(method, picture, each, size, rng))
    joined = [
        np.concatenate([getattr(part, name) for part in parts] or [np.empty(0, np.float32)])
        for name in ("kernels", "patches", "features", "outputs")
    ]
    if not len(joined[-1]):
        raise MethodError("There is no tissue to learn from in these pictures: take others.")
    return Samples(*joined)


def _of_picture(
    method: Method, picture: Picture, count: int, size: int, rng: np.random.Generator
) -> Samples:
    image = torch.from_numpy(picture.brightness)
    field = method.predict(image[None, None], {}).kernels
    if field is None:
        raise MethodError(
            f"{method.card.title} predicts no kernels, of which a codebook could be made: learn it "
            "from another method, such as kpn or ldfn."
        )
    rows, columns = np.nonzero(picture.tissue)
    taken = rng.integers(0, len(rows), count) if len(rows) else np.empty(0, np.intp)
    rows, columns = rows[taken], columns[taken]
    patches = patches_at(field.frames[0], size, rows, columns)
    varied = patches.std((1, 2)) > _FLAT
    rows, columns = rows[varied], columns[varied]
    features = local_features(image)[:, rows // BLOCK, columns // BLOCK]
    return Samples(
        _kernels(field, rows, columns, size),
        patches[varied],
        features.T.contiguous().numpy(),
        field.output[rows, columns].numpy(),
    )


def _kernels(
    field: KernelField, rows: NDArray[np.intp], columns: NDArray[np.intp], size: int
) -> Array:
    """(n, K, K): all sizes added, and cut or filled with zeros to K."""
    largest = max(field.sizes)
    if not len(rows):
        return np.empty((0, size, size), np.float32)
    taps = combined(field.taps_at(rows, columns))[:, 0]
    cut, lacking = max(largest - size, 0) // 2, max(size - largest, 0) // 2
    inner = taps[:, cut : largest - cut, cut : largest - cut]
    filled: Array = np.pad(inner, ((0, 0), (lacking, lacking), (lacking, lacking)))
    return filled
