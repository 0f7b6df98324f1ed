"""``python -m speckle_viewer.training RECIPE``: train on simulated speckle, write the weights."""

import argparse
import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from speckle_viewer.methods.network_method import network_class
from speckle_viewer.paths import weights_folder
from speckle_viewer.training.data import batches
from speckle_viewer.training.loop import train
from speckle_viewer.training.memory import reuse_large_blocks
from speckle_viewer.training.recipe import RECIPES
from speckle_viewer.training.save import described_start, load_matching, save_method


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, train, save."""
    parser = argparse.ArgumentParser(prog="python -m speckle_viewer.training", description=__doc__)
    parser.add_argument("recipe", choices=sorted(RECIPES))
    parser.add_argument("--minutes", type=float, help="wall-clock budget")
    parser.add_argument("--steps", type=int, help="budget in optimiser steps")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--learning-rate", type=float, help="at its highest")
    parser.add_argument("--annealing", type=float, help="first weight of each frame's own loss")
    parser.add_argument("--start", type=Path, help="weights to start from, where shapes agree")
    parser.add_argument("--out", type=Path, default=weights_folder(), help="folder to write into")
    parser.add_argument("--workers", type=int, default=1, help="processes that simulate")
    options = parser.parse_args(arguments)
    overridable = ("minutes", "steps", "seed", "learning_rate", "annealing")
    given = {k: getattr(options, k) for k in overridable}
    recipe = replace(RECIPES[options.recipe], **{k: v for k, v in given.items() if v is not None})
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.manual_seed(recipe.seed)
    reuse_large_blocks()
    network = network_class(recipe.network)(**recipe.arguments)
    start = ""
    if options.start:
        load_matching(network, options.start)
        start = described_start(options.start)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    trained = train(recipe, network, batches(recipe, options.workers), device)
    print(save_method(recipe, trained, options.out, start))


if __name__ == "__main__":
    main()
