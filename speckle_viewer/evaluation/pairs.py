"""The user's own pairs: a noisy and a clean picture of the same name in two folders."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from speckle_viewer.cine import Cine, open_cine
from speckle_viewer.errors import EvaluationError
from speckle_viewer.simulation.test_set import Pair

_AROUND = 4
"""Frames of a noisy cine on each side of its middle one that methods may look at."""


def pair_names(folder: Path) -> list[tuple[Path, Path]]:
    """The noisy and the clean file of each pair in ``folder``/noisy and ``folder``/clean.

    They belong together by their names without suffix.

    Raises
    ------
    EvaluationError
        If one of the folders is missing or empty, or a file has no counterpart.
    """
    noisy, clean = (_files(folder / name) for name in ("noisy", "clean"))
    for stem, path in (noisy | clean).items():
        if stem not in noisy or stem not in clean:
            missing = "clean" if stem in noisy else "noisy"
            raise EvaluationError(
                f"{path} has no counterpart in {folder / missing}: give both the same name."
            )
    return [(path, clean[stem]) for stem, path in noisy.items()]


def read_pairs(folder: Path) -> Iterator[Pair]:
    """Pairs one by one, in alphabetical order; of a cine, its middle frame and those around.

    Raises
    ------
    EvaluationError
        As `pair_names`, and if the two of a pair do not have the same size.
    CineError
        If a file cannot be read.
    """
    for noisy_path, clean_path in pair_names(folder):
        noisy, clean = open_cine(noisy_path), open_cine(clean_path)
        try:
            yield _pair(noisy, clean, f"{noisy_path.name} and {clean_path.name}")
        finally:
            noisy.close()
            clean.close()


def _pair(noisy: Cine, clean: Cine, names: str) -> Pair:
    if noisy.shape != clean.shape:
        sizes = " and ".join(f"{rows} × {columns}" for rows, columns in (noisy.shape, clean.shape))
        raise EvaluationError(
            f"{names} differ in size ({sizes} pixels): a pair shows the same pixels."
        )
    if len(clean) not in (1, len(noisy)):
        raise EvaluationError(
            f"{names} have {len(noisy)} and {len(clean)} frames: give as many clean frames as "
            "noisy ones, or one of the middle."
        )
    middle = len(noisy) // 2
    around = min(_AROUND, middle, len(noisy) - 1 - middle)
    frames = [noisy.grey(i) for i in range(middle - around, middle + around + 1)]
    truth = clean.grey(middle if len(clean) > 1 else 0)
    return Pair(names, torch.from_numpy(np.stack(frames)[:, None]), torch.from_numpy(truth))


def _files(folder: Path) -> dict[str, Path]:
    try:
        files = sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith("."))
    except OSError as error:
        raise EvaluationError(
            f"{folder} cannot be read ({error.strerror}): put the pairs into two folders, noisy "
            f"and clean, in {folder.parent}."
        ) from error
    if not files:
        raise EvaluationError(f"{folder} is empty: put pictures into it.")
    return {path.stem: path for path in files}
