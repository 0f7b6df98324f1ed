"""How well a method removes white Gaussian noise from pictures: the protocol of the papers.

Grey pictures; noise added in float and not clipped; the output clipped. With networks from
elsewhere this shows whether they were imported faithfully; it says nothing about speckle.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch

from speckle_viewer.cine import open_cine
from speckle_viewer.cine.open import PICTURES, format_of
from speckle_viewer.errors import CineError
from speckle_viewer.evaluation.scores import Grey, Scores, mean_scores, score
from speckle_viewer.evaluation.settings import named
from speckle_viewer.methods.card import Card
from speckle_viewer.methods.controls import NOISE_LEVEL
from speckle_viewer.methods.method import Method


def add_noise(clean: Grey, sigma: float, seed: int) -> Grey:
    """``clean`` (H, W) in [0, 1] with noise of ``sigma`` grey levels, float32, not clipped."""
    noise = np.random.default_rng(seed).standard_normal(clean.shape)
    return (clean + sigma / 255 * noise).astype(np.float32)


def denoise_still(
    method: Method, noisy: Grey, sigma: float, given: Mapping[str, float] | None = None
) -> Grey:
    """A picture (H, W) through a method, clipped to [0, 1].

    A method that wants a burst sees the picture as often as it asks; one that has to be told how
    strong the noise is, is told, unless another value of its controls is ``given``.
    """
    burst = torch.from_numpy(noisy).expand(method.card.burst, 1, -1, -1)
    return (
        method.predict(burst, _told(method.card, sigma) | dict(given or {}))
        .image.clamp(0, 1)
        .cpu()
        .numpy()
    )


def clipped(card: Card, sigma: float, given: Mapping[str, float]) -> list[str]:
    """Sentences on what a method cannot be told of the noise."""
    return [
        f"{name} reaches only {value:g} grey levels: that is what the method is told"
        for name, value in _told(card, sigma).items()
        if value < sigma and name not in given
    ]


def _told(card: Card, sigma: float) -> dict[str, float]:
    return {
        control.name: min(sigma, control.maximum)
        for control in card.controls
        if control.name == NOISE_LEVEL.name
    }


def evaluate(
    method: Method,
    pictures: Sequence[Path],
    sigma: float,
    seed: int = 0,
    given: Mapping[str, float] | None = None,
) -> Iterator[tuple[str, Scores]]:
    """Scores of a method on pictures, by name.

    Every picture gets its noise from the same seed, whatever the others are. PSNR and SSIM are
    those of grey levels with a range of 255. Raises `CineError` if a picture cannot be read.
    """
    for path in pictures:
        clean = open_cine(path).grey(0)
        image = denoise_still(method, add_noise(clean, sigma, seed), sigma, given)
        yield path.name, score(image, clean)


def report(
    method: Method,
    pictures: Sequence[Path],
    sigma: float,
    seed: int = 0,
    given: Mapping[str, float] | None = None,
) -> Scores:
    """Print PSNR and SSIM of every picture as they come, and return their mean."""
    given = given or {}
    called = named(method.card.id, given)
    print(f"{called}, white Gaussian noise of {sigma:g} grey levels, seed {seed}")
    for note in clipped(method.card, sigma, given):
        print(f"({note})")
    print(f"{'':32}{'PSNR':>8}  {'SSIM':>6}")
    reached = []
    for name, scores in evaluate(method, pictures, sigma, seed, given):
        reached.append(scores)
        _print_scores(name, scores)
    mean = mean_scores(reached)
    _print_scores(f"mean of {len(reached)}", mean)
    return mean


def report_input(pictures: Sequence[Path], sigma: float, seed: int = 0) -> Scores:
    """Print and return the mean scores of the pictures with noise, clipped as outputs are."""
    reached = []
    for path in pictures:
        clean = open_cine(path).grey(0)
        reached.append(score(add_noise(clean, sigma, seed).clip(0, 1), clean))
    mean = mean_scores(reached)
    _print_scores("input (the noise, unfiltered)", mean)
    return mean


def _print_scores(name: str, scores: Scores) -> None:
    print(f"{name:32}{scores.psnr:8.3f}  {scores.ssim:6.4f}", flush=True)


def pictures_in(folder: Path) -> list[Path]:
    """The pictures of a folder, by name. Raises `CineError` if there are none."""
    try:
        files = sorted(folder.iterdir()) if folder.is_dir() else []
        pictures = [path for path in files if path.is_file() and format_of(path) == PICTURES]
    except OSError as error:
        raise CineError(
            f"{folder} cannot be read ({error.strerror}): name a folder that you may read."
        ) from error
    if not pictures:
        raise CineError(f"{folder} holds no pictures: name a folder with PNG, JPEG or TIFF files.")
    return pictures
