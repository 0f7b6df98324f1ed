"""``speckle-viewer train``: the recipe and what overrides it, read from the command line."""

import _thread
import argparse
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from subprocess import list2cmdline
from typing import TYPE_CHECKING, Any

from speckle_viewer.errors import TrainingError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from speckle_viewer.training.recipe import Recipe

EPILOG = """
Everything goes into one folder: a log, a picture of validation patches per epoch, a checkpoint,
and at the end the weights with their card. Ctrl-C ends the run after the step that it is at, with
all of these. docs/training.md has commands for every recipe.
"""


def train(parser: argparse.ArgumentParser, words: Sequence[str]) -> int:
    """Run the command; returns the exit status: 130 if somebody stopped it."""
    _describe(parser)
    options = parser.parse_args(words)
    if options.list:
        return _list()
    if options.watched:
        threading.Thread(target=_stop_at_end_of_input, daemon=True).start()
    from speckle_viewer.training.checkpoint import read_checkpoint
    from speckle_viewer.training.command import run
    from speckle_viewer.training.parallel import leave
    from speckle_viewer.training.start import read_start

    checkpoint, start = None, None
    if options.resume:
        _check_resume(parser, options)
        given = {k: getattr(options, k) for k in ("minutes", "steps")}
        checkpoint = read_checkpoint(options.resume, **_told(given))
        recipe, folder = checkpoint.recipe, options.resume
    else:
        start = read_start(options.start) if options.start else None
        recipe = _recipe(options, start.entry if start else None)
        folder = options.out or Path("runs") / recipe.id
        _check_folder(folder)
    cines = _cines(recipe) if recipe.data == "cine" else ()
    card, finished = run(
        recipe,
        folder,
        start=start,
        checkpoint=checkpoint,
        cines=cines,
        workers=options.workers,
        tensorboard=options.tensorboard,
    )
    if os.environ.get("RANK", "0") == "0":  # of torchrun's processes, one speaks
        print(card)
        print(f"List it with: speckle-viewer weights import {_import_words(card)}")
        if not finished:
            print(f"Stopped. Continue with: speckle-viewer train --resume {folder}")
    return leave(0 if finished else 130)


def _import_words(card: Path) -> str:
    from speckle_viewer.methods import method_ids

    method = f"my-{card.stem}" if card.stem in method_ids() else card.stem
    return list2cmdline([str(card.with_suffix(".safetensors")), "--as", method])


def _describe(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EPILOG
    parser.add_argument("recipe", nargs="?", help="name of a recipe, or path of a .toml file")
    parser.add_argument("--network", metavar="ID", help="to train in place of the recipe's")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        dest="settings",
        help="in place of what the recipe says; may be repeated",
    )
    parser.add_argument("--from", dest="start", metavar="WEIGHTS|ID", help="weights to start from")
    parser.add_argument("--steps", type=int, help="budget in steps")
    parser.add_argument("--minutes", type=float, help="budget in time; the first to be spent ends")
    parser.add_argument("--seed", type=int, help="of the weights and of all pairs")
    parser.add_argument("--as", dest="id", metavar="ID", help="id of the method that is made")
    parser.add_argument("--out", type=Path, metavar="DIR", help="runs/ID by default")
    parser.add_argument("--workers", type=int, default=1, help="processes that make pairs (1)")
    parser.add_argument("--resume", type=Path, metavar="DIR", help="continue the run in a folder")
    parser.add_argument("--tensorboard", action="store_true", help="write event files as well")
    parser.add_argument("--watched", action="store_true", help="stop when standard input ends")
    parser.add_argument("--list", action="store_true", help="list recipes and networks")


def _stop_at_end_of_input() -> None:
    while os.read(0, 1024):
        pass
    _thread.interrupt_main()  # as Ctrl-C


def _list() -> int:
    from speckle_viewer.training.recipe import networks, recipe_names

    print("Recipes:", ", ".join(recipe_names()))
    for method, entry in networks().items():
        print(f"  {method:16}{entry['title']}, by {entry['recipe']}")
    return 0


def _recipe(options: argparse.Namespace, entry: Any) -> "Recipe":
    from speckle_viewer.training.recipe import resolve

    given = {k: getattr(options, k) for k in ("minutes", "steps", "seed", "id")}
    return resolve(options.recipe, options.network, options.settings, start=entry, **given)


def _told(given: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in given.items() if value is not None}


def _check_resume(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    named = ("recipe", "network", "settings", "start", "seed", "id", "out")
    if any(getattr(options, name) for name in named):
        parser.error("--resume continues the recipe of its folder; only a new budget may be given")


def _check_folder(folder: Path) -> None:
    from speckle_viewer.training.checkpoint import FILE

    if (folder / FILE).exists():
        raise TrainingError(
            f"{folder} holds a run already; continue it with --resume {folder}, or name another "
            "folder with --out."
        )


def _cines(recipe: "Recipe") -> list["NDArray[np.uint8]"]:
    """The frames of a cine, or of all in a folder, as grey levels (frames, rows, columns)."""
    import numpy as np

    from speckle_viewer.cine import open_cine
    from speckle_viewer.cine.open import cines_in

    if not recipe.folder or not Path(recipe.folder).exists():
        raise TrainingError(
            f"There is no cine {recipe.folder!r}; name a file or folder with --set folder=PATH."
        )
    found = []
    for path in cines_in(recipe.folder):
        cine = open_cine(path)
        shown = [np.asarray(cine.grey(i) * cine.tissue(i) * 255) for i in range(len(cine))]
        found.append(np.stack(shown).round().astype(np.uint8))
    return found
