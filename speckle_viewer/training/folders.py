"""Where pairs come from that the user has: images, pairs of images, and frames of a cine."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError
from torch import Tensor

from speckle_viewer.errors import TrainingError
from speckle_viewer.training.objectives import Batch
from speckle_viewer.training.recipe import Recipe
from speckle_viewer.training.sources import rng_of

T = TypeVar("T")
Grey = NDArray[np.float32]

SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp")

_HELD_OUT = 10
"""One image of so many is kept for validation."""

_TISSUE = 0.5
"""Share of a patch of a cine that must not be black."""

_TRIES = 50
"""Places tried for such a patch, before one is taken as it is."""


class Images:
    """Patches of the images of a folder, mirrored half of the time.

    Raises `TrainingError` if there are none, or one cannot be read or is smaller than a patch.
    """

    def __init__(self, recipe: Recipe) -> None:
        self.files = _files(Path(recipe.folder))
        for file in self.files:
            _check_size(file, _size_of(file), recipe.patch)

    def __call__(self, generator: torch.Generator, validation: bool, size: int) -> Tensor:
        rng = rng_of(generator)
        image = _read(_any(_part(self.files, validation), rng))
        # A little more than a patch may be wanted, for the pulse.
        lacking = [(0, max(size - n, 0)) for n in image.shape]
        return torch.from_numpy(_patch(rng, [np.pad(image, lacking, mode="reflect")], size)[0])


class Pairs:
    """Patches of pairs of images of the same name in the sub-folders ``noisy`` and ``clean``.

    Raises `TrainingError` if there are none, if one has no partner, or if partners differ in size.
    """

    def __init__(self, recipe: Recipe) -> None:
        if recipe.burst > 1:
            raise TrainingError("Pairs of images are single frames; add --set burst=1.")
        self.patch = recipe.patch
        noisy, clean = (_files(Path(recipe.folder) / name) for name in ("noisy", "clean"))
        alone = {f.name for f in noisy} ^ {f.name for f in clean}
        if alone:
            raise TrainingError(
                f"{min(alone)} is in only one of noisy and clean in {recipe.folder}: every image "
                "needs a partner of the same name."
            )
        self.pairs = list(zip(noisy, clean, strict=True))
        for one, other in self.pairs:
            size, partner = _size_of(one), _size_of(other)
            if size != partner:
                raise TrainingError(
                    f"{one} has {size[0]}×{size[1]} pixels, its partner {other} has "
                    f"{partner[0]}×{partner[1]}: both must show the same, pixel by pixel."
                )
            _check_size(one, size, recipe.patch)

    def __call__(self, generator: torch.Generator, validation: bool) -> Batch:
        rng = rng_of(generator)
        files = _any(_part(self.pairs, validation), rng)
        parts = _patch(rng, [_read(file) for file in files], self.patch)
        noisy, clean = (torch.from_numpy(part)[None] for part in parts)
        return Batch(noisy[:, None], clean, None)


class Frames:
    """Frames of cines, and as target the one ``gap`` frames after the last that the network sees.

    Parameters
    ----------
    recipe
        Says how many frames the network sees, and the gap.
    cines
        (frames, rows, columns) of uint8 each. The last tenth of each is for validation, where it
        is long enough; its target is a frame of the cine too, as nothing clean is known.

    Raises
    ------
    TrainingError
        If there is none, or one is too short or too small.
    """

    def __init__(self, recipe: Recipe, cines: Sequence[NDArray[np.uint8]]) -> None:
        self.burst, self.patch, self.cines = recipe.burst, recipe.patch, list(cines)
        self.span = recipe.burst + recipe.gap
        if not self.cines:
            raise TrainingError("There is no cine to train on; name one with --set folder=FILE.")
        for cine in self.cines:
            if len(cine) < self.span or min(cine.shape[1:]) < recipe.patch:
                raise TrainingError(
                    f"A cine of {len(cine)} frames of {cine.shape[2]}×{cine.shape[1]} pixels is "
                    f"too small: the recipe needs {self.span} frames of "
                    f"{recipe.patch}×{recipe.patch}."
                )

    def __call__(self, generator: torch.Generator, validation: bool) -> Batch:
        rng = rng_of(generator)
        cine = _any(self.cines, rng)
        split = len(cine) - len(cine) // _HELD_OUT
        if len(cine) - split >= self.span:
            cine = cine[split:] if validation else cine[:split]
        first = int(rng.integers(len(cine) - self.span + 1))
        frames = [cine[first + i] for i in (*range(self.burst), self.span - 1)]
        for _ in range(_TRIES):
            parts = _patch(rng, frames, self.patch)
            if np.mean(parts[0] > 0) > _TISSUE:
                break
        shown = torch.from_numpy(np.stack(parts)).float() / 255
        return Batch(shown[None, :-1], shown[-1:], None)


def _any(items: Sequence[T], rng: np.random.Generator) -> T:
    return items[int(rng.integers(len(items)))]


def _part(items: Sequence[T], validation: bool) -> Sequence[T]:
    """Every tenth for validation, the others for training; of a single one, both."""
    held_out = items[::_HELD_OUT]
    if len(items) == 1:
        return items
    return held_out if validation else [x for i, x in enumerate(items) if i % _HELD_OUT]


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise TrainingError(f"There is no folder {folder}; name it with --set folder=PATH.")
    files = sorted(f for f in folder.iterdir() if f.suffix.lower() in SUFFIXES)
    if not files:
        raise TrainingError(
            f"The folder {folder} holds no images; put some there ({', '.join(SUFFIXES)})."
        )
    return files


def _size_of(file: Path) -> tuple[int, int]:
    try:
        with Image.open(file) as image:
            return image.size
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise TrainingError(f"The image {file} cannot be read ({error}).") from error


def _check_size(file: Path, size: tuple[int, int], patch: int) -> None:
    if min(size) < patch:
        raise TrainingError(
            f"{file} has {size[0]}×{size[1]} pixels, less than a patch of {patch}×{patch}; take it "
            f"out of the folder, or add --set patch={max(min(size) // 8 * 8, 24)}."
        )


@lru_cache(maxsize=64)
def _read(file: Path) -> Grey:
    """An image as brightness in [0, 1], (rows, columns)."""
    try:
        with Image.open(file) as image:
            if image.mode.startswith("I") or image.mode == "F":
                raw = np.asarray(image, np.float32)
                return raw / np.float32(65535 if image.mode.startswith("I") else 1)
            return np.asarray(image.convert("L"), np.float32) / np.float32(255)
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise TrainingError(f"The image {file} cannot be read ({error}).") from error


def _patch(
    rng: np.random.Generator, images: Sequence[NDArray[Any]], size: int
) -> list[NDArray[Any]]:
    """The same patch of images of one size, mirrored left to right half of the time."""
    row, column = (int(rng.integers(n - size + 1)) for n in images[0].shape)
    step = -1 if rng.random() < 0.5 else 1
    parts = (image[row : row + size, column : column + size] for image in images)
    return [np.ascontiguousarray(part[:, ::step]) for part in parts]
