"""Images that tables train on beside the simulator's, made when they are needed."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

from speckle_viewer.evaluation.scores import Grey
from speckle_viewer.simulation.clean import dead_leaves
from speckle_viewer.simulation.test_set import tuning_stills
from speckle_viewer.whole_file import write_whole

_SEED = 60_000
_LEAVES, _STILLS = 200, 24


def image_folder(name: str, work: Path) -> Path:
    """The folder ``name`` in ``work`` with its images: "leaves", or "ultrasound" pairs.

    What is there already is kept; it is the same each time. Raises `OSError`.
    """
    folder = work / name
    done = folder / ".complete"
    if not done.exists():
        _MAKERS[name](folder)
        write_whole(done, b"")
    return folder


def _leaves(folder: Path) -> None:
    """Dead leaves (192, 192): content with the statistics of natural images."""
    for number in range(_LEAVES):
        leaves = dead_leaves(np.random.default_rng(_SEED + number), 192)
        _save(folder / f"{number:03}.png", leaves)


def _ultrasound(folder: Path) -> None:
    """Pairs (256, 256) of simulated hearts and muscles, none of them in the test set."""
    for number, pair in enumerate(tuning_stills(_STILLS)):
        _save(folder / "noisy" / f"{number:02}.png", pair.noisy[0, 0].numpy())
        _save(folder / "clean" / f"{number:02}.png", pair.clean.numpy())


_MAKERS: dict[str, Callable[[Path], None]] = {"leaves": _leaves, "ultrasound": _ultrasound}


def _save(path: Path, image: Grey) -> None:
    file = BytesIO()
    Image.fromarray((np.clip(image, 0, 1) * 255).round().astype(np.uint8)).save(file, "PNG")
    write_whole(path, file.getvalue())
