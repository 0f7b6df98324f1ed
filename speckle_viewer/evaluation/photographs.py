"""Photographs as tissue: a test set whose content no simulated anatomy resembles.

The photographs are those that scikit-image's wheel holds, so that nothing is downloaded and nothing
of them is shipped here: CC0 or free of known copyright, as its documentation says. Their grey
levels are taken for echo levels, and scanned as the simulated test set is.
"""

import numpy as np
import torch
from skimage import data
from skimage.color import rgb2gray
from torch import Tensor
from torch.nn.functional import grid_sample

from speckle_viewer.evaluation.scores import Grey
from speckle_viewer.simulation.scan import Scan
from speckle_viewer.simulation.speckle import Display, amplitude_of
from speckle_viewer.simulation.test_set import SIZE, Pair

PHOTOGRAPHS = ("brick", "camera", "chelsea", "clock", "coffee", "coins", "grass", "gravel")
"""Names in ``skimage.data``: CC0 by their authors (clock: public domain), but for the coins, of
which the Brooklyn Museum knows no copyright."""

_SEED = 40_000
_DARKEST, _BRIGHTEST = 0.1, 0.85


def photographs_as_tissue() -> list[Pair]:
    """Single frames (1, 1, 256, 256), one per photograph, and what they show without speckle."""
    return [_scanned(name, _SEED + number) for number, name in enumerate(PHOTOGRAPHS)]


def photograph(name: str) -> Grey:
    """The middle (256, 256) of a photograph in grey, in [0, 1]."""
    picture = getattr(data, name)().astype(np.float32) / 255
    grey = rgb2gray(picture) if picture.ndim == 3 else picture
    top, left = ((side - SIZE) // 2 for side in grey.shape)
    return np.asarray(grey[top : top + SIZE, left : left + SIZE], np.float32)


def _scanned(name: str, seed: int) -> Pair:
    rng, generator = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
    scan = _linear_scan(rng)
    values = rng.uniform(48, 66), rng.uniform(0.9, 1.1), rng.uniform(0, 0.25)
    display = Display(*(torch.tensor([float(value)]) for value in values))
    looks = int(rng.integers(1, 4))
    points = scan.scatterers(4.0, generator)
    echoes = torch.randn((looks, len(points)), dtype=torch.complex64, generator=generator)
    level = torch.from_numpy(_DARKEST + (_BRIGHTEST - _DARKEST) * photograph(name))
    amplitude = amplitude_of(_at(level, points)[None, None, None], display).flatten()
    gain = scan.gain(points, echoes)
    noisy = scan.show(scan.detect(points, echoes * amplitude), display, gain)
    clean = scan.expected(_at(level, scan.grid()), display, looks)
    return Pair(name, noisy[None, None], clean)


def _linear_scan(rng: np.random.Generator) -> Scan:
    """Parallel beams, straight down: their apex is far above the image."""
    radius = 6000.0
    return Scan(
        height=SIZE,
        width=SIZE,
        apex=(-radius, SIZE / 2),
        near=radius,
        far=radius + SIZE + 2,
        half_angle=float(np.arctan(SIZE * 0.52 / radius)),
        lines=int(rng.integers(140, 220)),
        samples=int(rng.integers(300, 420)),
        lateral=float(rng.uniform(1.0, 1.7)),
        axial=float(rng.uniform(1.2, 2.2)),
    )


def _at(level: Tensor, points: Tensor) -> Tensor:
    """Echo level (...) of a map (256, 256) at points (..., 2), row and column."""
    place = (points.flip(-1) / (SIZE - 1) * 2 - 1).reshape(1, 1, -1, 2)
    found = grid_sample(level[None, None], place, padding_mode="border", align_corners=True)
    return found.view(points.shape[:-1])
