"""Scores on the simulated test set: ``python -m speckle_viewer.evaluation.simulated``.

It prints those of the input and of the classical filters; ``--method ID`` adds a trained method,
and may be given several times. Every method has the settings of its card; those of the filters are
the best on similar images (`speckle_viewer.evaluation.yardsticks`).

Where a method estimates the noise, that is scored on pairs made like those of its training from a
seed of their own: the test set knows the truth of the image only.
"""

import argparse
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import torch

from speckle_viewer.evaluation.denoiser import Denoiser, denoiser, middle_frame
from speckle_viewer.evaluation.scores import Scores, mean_scores, score
from speckle_viewer.evaluation.yardsticks import GRIDS
from speckle_viewer.methods import card, load_method
from speckle_viewer.methods.card import Card
from speckle_viewer.methods.controls import NOISE_LEVEL
from speckle_viewer.methods.method import Method
from speckle_viewer.methods.registry import card_file
from speckle_viewer.simulation.batch import Pairs, simulate_batch
from speckle_viewer.simulation.test_set import SIZE, Pair, held_out_bursts, held_out_stills
from speckle_viewer.whole_file import write_whole

_NOISE_SEED = 50_000


def score_all(denoise: Denoiser, pairs: Sequence[Pair]) -> Scores:
    """Mean scores of a denoiser over pairs."""
    return mean_scores(score(denoise(pair.noisy), pair.clean.numpy()) for pair in pairs)


def card_metrics(
    reached: Mapping[str, Scores], method: str, classical: Collection[str]
) -> dict[str, float | str]:
    """What a method's card says of a set: its scores, and those of the best classical filters.

    ``classical`` are the names of these in ``reached``, where "input" is there too.
    """
    own, noisy = reached[method], reached["input"]
    figures: dict[str, float | str] = {}
    for index, name in enumerate(("psnr_db", "offset_free_psnr_db", "ssim")):
        best = max(classical, key=lambda k: reached[k][index])
        figures |= {
            name: round(own[index], 3),
            f"input_{name}": round(noisy[index], 3),
            f"best_classical_{name}": round(reached[best][index], 3),
            f"best_classical_by_{name}": best,
        }
    return figures


def noise_pairs(count: int = 16) -> Pairs:
    """Stills (1, 1, 256, 256) as in training, of which the noise is known; no training has them."""
    return simulate_batch(count, SIZE, 1, torch.Generator().manual_seed(_NOISE_SEED))


def noise_metrics(method: Method, pairs: Pairs) -> dict[str, float]:
    """How far a method's noise maps are from the truth, and how far the best constant is.

    Root mean square over all pixels with noise, in grey levels of 255.
    """
    maps = (method.predict(noisy, controls={}).noise_map for noisy in pairs.noisy)
    found = torch.stack([noise_map for noise_map in maps if noise_map is not None])
    truth = pairs.noise[:, 0]
    within = truth > 0
    error = (found.cpu() - truth)[within].square().mean().sqrt()
    constant = truth[within].std(correction=0)
    return {
        "noise_rmse_grey_levels": round(255 * error.item(), 3),
        "best_constant_noise_rmse_grey_levels": round(255 * constant.item(), 3),
    }


def makes_images(described: Card) -> bool:
    """Whether a method's image is a denoised one, and not a map of the noise."""
    return described.network.get("class") != "NoiseEstimator"


def estimates_noise(described: Card) -> bool:
    """Whether a method's noise map is its own, and not what it was told."""
    told = any(control.name == NOISE_LEVEL.name for control in described.controls)
    return "noise map" in described.evidence and not told


def image_scores(methods: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What the cards of methods say of the test set; prints all scores as they come."""
    denoisers: dict[str, Denoiser] = {"input": middle_frame}
    denoisers |= {name: denoiser(load_method(name)) for name in dict.fromkeys((*GRIDS, *methods))}
    metrics: dict[str, dict[str, Any]] = {name: {} for name in methods}
    for title, pairs in {"stills": held_out_stills(), "bursts": held_out_bursts()}.items():
        place = f"{len(pairs)} simulated {title}"
        print(f"\n{place:30s}   PSNR  offset-free PSNR   SSIM")
        reached = {}
        for name, denoise in denoisers.items():
            reached[name] = scores = score_all(denoise, pairs)
            print(f"{name:30s} {scores[0]:6.2f} {scores[1]:17.2f} {scores[2]:6.3f}", flush=True)
        for name in methods:
            metrics[name][place] = card_metrics(reached, name, tuple(GRIDS))
    return metrics


def noise_scores(methods: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What the cards of methods say of their noise maps; prints it as it comes."""
    pairs, metrics = noise_pairs(), {}
    place = f"{len(pairs.noise)} simulated images as in training"
    for name in methods:
        metrics[name] = {place: noise_metrics(load_method(name), pairs)}
        print(f"\n{name}, {place}: {metrics[name][place]}", flush=True)
    return metrics


def main(arguments: list[str] | None = None) -> None:
    """Print a table of mean scores over stills and bursts, and what noise maps are worth."""
    parser = argparse.ArgumentParser(description="Scores on the simulated test set.")
    parser.add_argument("--method", action="append", default=[], help="id of a method")
    parser.add_argument(
        "--write-card", action="store_true", help="put the scores into the cards of the methods"
    )
    options = parser.parse_args(arguments)
    cards = {name: card(name) for name in options.method}
    of_images = image_scores([name for name in cards if makes_images(cards[name])])
    of_noise = noise_scores([name for name in cards if estimates_noise(cards[name])])
    if options.write_card:
        for name, described in cards.items():
            scored = replace(described, metrics=of_images.get(name, {}) | of_noise.get(name, {}))
            write_whole(card_file(name), scored.to_json().encode())


if __name__ == "__main__":
    main()
