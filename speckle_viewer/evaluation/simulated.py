"""Scores on the simulated test set: ``python -m speckle_viewer.evaluation.simulated``.

Without a method it prints the input and the tuned classical filters; ``--method ID`` adds a trained
one, and may be given several times.
"""

import argparse
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import torch
from torch import Tensor

from speckle_viewer.denoising.burst import burst_indices
from speckle_viewer.evaluation.scores import Grey, Scores, mean_scores, score
from speckle_viewer.evaluation.yardsticks import tuned
from speckle_viewer.methods.card import Card
from speckle_viewer.methods.registry import card_file
from speckle_viewer.simulation.test_set import (
    Pair,
    held_out_bursts,
    held_out_stills,
    tuning_stills,
)
from speckle_viewer.whole_file import write_whole

Denoiser = Callable[[Tensor], Grey]
"""From a burst (T, 1, H, W) to its middle frame (H, W)."""


def score_all(denoise: Denoiser, pairs: Sequence[Pair]) -> Scores:
    """Mean scores of a denoiser over pairs."""
    return mean_scores(score(denoise(pair.noisy), pair.clean.numpy()) for pair in pairs)


def middle_frame(burst: Tensor) -> Grey:
    """The middle frame (H, W) of a burst (T, 1, H, W), unfiltered."""
    return burst[len(burst) // 2, 0].numpy()


def classical_denoisers() -> dict[str, Denoiser]:
    """The tuned classical filters on the middle frame, by name and settings."""
    pairs = [(middle_frame(pair.noisy), pair.clean.numpy()) for pair in tuning_stills()]
    denoisers: dict[str, Denoiser] = {}
    for yardstick in tuned(pairs):
        name = f"{yardstick.name} ({yardstick.settings})"
        denoisers[name] = partial(_on_middle_frame, yardstick.apply)
    return denoisers


def _on_middle_frame(apply: Callable[[Grey], Grey], burst: Tensor) -> Grey:
    return apply(middle_frame(burst))


def method_denoiser(method_id: str) -> Denoiser:
    """A registered method; it sees a still or burst as the engine would show it a cine."""
    # Here, because the classical filters need no networks.
    from speckle_viewer.methods import load_method

    method = load_method(method_id)

    def denoise(burst: Tensor) -> Grey:
        chosen = burst_indices(len(burst) // 2, method.card.burst, len(burst))
        with torch.inference_mode():
            image = method.predict(burst[list(chosen)], controls={}).image
        return image.clamp(0, 1).cpu().numpy()

    return denoise


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


def main(arguments: list[str] | None = None) -> None:
    """Print a table of mean scores over stills and bursts."""
    parser = argparse.ArgumentParser(description="Scores on the simulated test set.")
    parser.add_argument("--method", action="append", default=[], help="id of a trained method")
    parser.add_argument(
        "--write-card", action="store_true", help="put the scores into the cards of the methods"
    )
    options = parser.parse_args(arguments)
    methods: list[str] = options.method
    classical = classical_denoisers()
    denoisers: dict[str, Denoiser] = {"input": middle_frame, **classical}
    denoisers |= {name: method_denoiser(name) for name in methods}
    sets = {"stills": held_out_stills(), "bursts": held_out_bursts()}
    metrics: dict[str, dict[str, Any]] = {name: {} for name in methods}
    for title, pairs in sets.items():
        print(f"\n{len(pairs)} {title:44s}   PSNR  offset-free PSNR   SSIM")
        reached = {}
        for name, denoise in denoisers.items():
            reached[name] = scores = score_all(denoise, pairs)
            print(f"{name:46s} {scores[0]:7.2f} {scores[1]:17.2f} {scores[2]:6.3f}", flush=True)
        for name in methods:
            metrics[name][f"{len(pairs)} simulated {title}"] = card_metrics(
                reached, name, classical
            )
    if options.write_card:
        for name in methods:
            path = card_file(name)
            write_whole(path, replace(Card.read(path), metrics=metrics[name]).to_json().encode())


if __name__ == "__main__":
    main()
