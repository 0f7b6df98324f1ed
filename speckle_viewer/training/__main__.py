"""``python -m speckle_viewer.training RECIPE``: train on simulated speckle, write the weights."""

import argparse
import logging
from dataclasses import replace
from pathlib import Path

import torch

from speckle_viewer.networks import KPN
from speckle_viewer.paths import weights_folder
from speckle_viewer.training.data import batches
from speckle_viewer.training.loop import train
from speckle_viewer.training.memory import reuse_large_blocks
from speckle_viewer.training.recipe import RECIPES
from speckle_viewer.training.save import load_matching, save_method


def main() -> None:
    """Read the command line, train, save."""
    parser = argparse.ArgumentParser(prog="python -m speckle_viewer.training", description=__doc__)
    parser.add_argument("recipe", choices=sorted(RECIPES))
    parser.add_argument("--minutes", type=float, help="wall-clock budget")
    parser.add_argument("--steps", type=int, help="budget in optimiser steps")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--start", type=Path, help="weights to start from, where shapes agree")
    parser.add_argument("--out", type=Path, default=weights_folder(), help="folder to write into")
    parser.add_argument("--workers", type=int, default=1, help="processes that simulate")
    options = parser.parse_args()
    given = {k: getattr(options, k) for k in ("minutes", "steps", "seed")}
    recipe = replace(RECIPES[options.recipe], **{k: v for k, v in given.items() if v is not None})
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.manual_seed(recipe.seed)
    reuse_large_blocks()
    network = KPN(**recipe.arguments)
    if options.start:
        load_matching(network, options.start)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    trained = train(recipe, network, batches(recipe, options.workers), device)
    print(save_method(recipe, trained, options.out))


if __name__ == "__main__":
    main()
