"""The hybrid method of the study: a few kernels, learned from a network, and no network any more.

What is learnt, and how, is `speckle_viewer.codebook`; here is what it learns on for the table.
"""

import torch

from speckle_viewer.codebook import Picture, Settings
from speckle_viewer.codebook.learning import learn_from
from speckle_viewer.codebook.samples import Samples, draw
from speckle_viewer.evaluation.study.definition import Row
from speckle_viewer.methods.method import Method
from speckle_viewer.simulation import simulate_batch

PICTURES, SAMPLES = 600, 100_000
"""Simulated images to learn on, and pixels drawn of them."""

_SIZE, _SEED = 160, 90_000
"""Side of the images in pixels, and the first one's seed: of no test set."""


def simulated_pictures(count: int) -> list[Picture]:
    """Images as networks are trained on, of other seeds; what is not black is tissue."""
    pictures = []
    for number in range(count):
        generator = torch.Generator().manual_seed(_SEED + number)
        noisy = simulate_batch(1, _SIZE, 1, generator).noisy[0, 0, 0].numpy()
        pictures.append(Picture(noisy, noisy > 0))
    return pictures


def samples_of(method: Method, size: int) -> Samples:
    """Pixels of simulated images to learn from, the same each time. Raises `MethodError`."""
    return draw(method, simulated_pictures(PICTURES), SAMPLES, size)


def codebook(row: Row, samples: Samples, teacher: Method) -> Method:
    """What a row of a table asks to be learnt. Raises `MethodError`."""
    settings = Settings(
        entries=row.kernels, size=row.size, rule=row.rule, by=row.by, fitted=not row.mean
    )
    return learn_from(samples, teacher.card, settings, f"{PICTURES} simulated images").method


def learning_of(row: Row, teacher: str) -> str:
    """The codebook of a row as a command, learnt from the method of this id."""
    words = [f"speckle-viewer codebook learn {teacher} --simulated {PICTURES}"]
    words += [f"--samples {SAMPLES} --entries {row.kernels} --size {row.size}"]
    words += [f"--by {row.by} --rule '{row.rule}'"]
    return " ".join([*words, *(["--mean"] if row.mean else []), "--out codebook.safetensors"])
