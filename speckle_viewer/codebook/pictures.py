"""What codebooks are learnt on: single frames with their tissue."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine, open_cine
from speckle_viewer.errors import CineError

FRAMES = 12
"""Frames that are looked at unless told otherwise."""


class Picture(NamedTuple):
    """A frame (H, W), float32 in [0, 1], and where its tissue is (H, W)."""

    brightness: NDArray[np.float32]
    tissue: NDArray[np.bool_]


def frames_of(cine: Cine, count: int = FRAMES) -> list[Picture]:
    """Frames spread evenly over a cine. Raises `CineError` if one cannot be decoded."""
    return [Picture(cine.grey(frame), cine.tissue(frame)) for frame in _spread(len(cine), count)]


def pictures_in(folder: Path, count: int = FRAMES) -> list[Picture]:
    """Frames of the cines and stills in a folder, as many of each as there are to go round.

    Files that are no images are passed over.

    Raises
    ------
    CineError
        If there is none that can be read.
    """
    files = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    opened = list(_readable(files))
    if not opened:
        raise CineError(
            f"There is no cine or still in {folder} that can be read: name another folder."
        )
    chosen = [opened[i] for i in _spread(len(opened), count)]
    each = -(-count // len(chosen))
    return [picture for cine in chosen for picture in frames_of(cine, each)][:count]


def _readable(files: Sequence[Path]) -> Iterator[Cine]:
    for file in files:
        try:
            yield open_cine(file)
        except CineError:
            continue


def _spread(available: int, count: int) -> list[int]:
    """At most ``count`` numbers below ``available``, evenly spread and in order."""
    count = min(count, available)
    return [(2 * i + 1) * available // (2 * count) for i in range(count)]
