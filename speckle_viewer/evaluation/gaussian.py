"""How well a method removes white Gaussian noise from pictures: the protocol of the papers.

Grey pictures; noise added in float and not clipped; the output clipped. With networks from
elsewhere this shows whether they were imported faithfully; it says nothing about speckle.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from speckle_viewer.cine import open_cine
from speckle_viewer.cine.open import PICTURES, format_of
from speckle_viewer.errors import CineError
from speckle_viewer.evaluation.scores import Grey, Scores, mean_scores, score
from speckle_viewer.methods.controls import NOISE_LEVEL
from speckle_viewer.methods.method import Method


def add_noise(clean: Grey, sigma: float, seed: int) -> Grey:
    """``clean`` (H, W) in [0, 1] with noise of ``sigma`` grey levels, float32, not clipped."""
    noise = np.random.default_rng(seed).standard_normal(clean.shape)
    return (clean + sigma / 255 * noise).astype(np.float32)


def denoise_still(method: Method, noisy: Grey, sigma: float) -> Grey:
    """A picture (H, W) through a method, clipped to [0, 1].

    A method that wants a burst sees the picture as often as it asks; one that has to be told how
    strong the noise is, is told.
    """
    burst = torch.from_numpy(noisy).expand(method.card.burst, 1, -1, -1)
    return method.predict(burst, _told(method, sigma)).image.clamp(0, 1).cpu().numpy()


def _told(method: Method, sigma: float) -> dict[str, float]:
    return {
        control.name: min(sigma, control.maximum)
        for control in method.card.controls
        if control.name == NOISE_LEVEL.name
    }


def evaluate(
    method: Method, folder: Path, sigma: float, seed: int = 0
) -> Iterator[tuple[str, Scores]]:
    """Scores of a method on every picture of a folder, by name.

    Every picture gets its noise from the same seed, whatever else is in the folder. PSNR and SSIM
    are those of grey levels with a range of 255.

    Raises
    ------
    CineError
        If there are no pictures, or one cannot be read.
    """
    for path in _pictures(folder):
        clean = open_cine(path).grey(0)
        image = denoise_still(method, add_noise(clean, sigma, seed), sigma)
        yield path.name, score(image, clean)


def report(method: Method, folder: Path, sigma: float, seed: int = 0) -> Scores:
    """Print PSNR and SSIM of every picture of a folder as they come, and return their mean."""
    print(f"{method.card.id}, white Gaussian noise of {sigma:g} grey levels, seed {seed}")
    for name, value in _told(method, sigma).items():
        if value < sigma:
            print(f"({name} reaches only {value:g} grey levels: that is what the method is told)")
    print(f"{'':32}{'PSNR':>8}  {'SSIM':>6}")
    reached = []
    for name, scores in evaluate(method, folder, sigma, seed):
        reached.append(scores)
        _print_scores(name, scores)
    mean = mean_scores(reached)
    _print_scores(f"mean of {len(reached)}", mean)
    return mean


def _print_scores(name: str, scores: Scores) -> None:
    print(f"{name:32}{scores.psnr:8.3f}  {scores.ssim:6.4f}", flush=True)


def _pictures(folder: Path) -> list[Path]:
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
