"""``speckle-viewer codebook learn``: a few kernels in place of a network."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from speckle_viewer.errors import MethodError

if TYPE_CHECKING:
    from speckle_viewer.codebook import Picture

_SIMULATED = 200
"""Images to learn on, unless told otherwise."""

_KINDS: dict[str, Any] = {"k-means": "k-means", "mixture": "Gaussian mixture"}


def run(parser: argparse.ArgumentParser, words: Sequence[str]) -> int:
    """Learn what the words say, write it, and print what was learnt; the exit status."""
    what = parser.add_subparsers(required=True, metavar="learn")
    _add_options(what.add_parser("learn", help="from the kernels of a method"))
    options = parser.parse_args(words)
    from speckle_viewer.codebook import Settings, learn, save
    from speckle_viewer.methods import load_method
    from speckle_viewer.methods.importers import import_weights
    from speckle_viewer.methods.registry import check_id

    _check(options)
    if options.id:
        check_id(options.id)
    settings = Settings(
        entries=options.entries,
        size=options.size,
        by=options.by,
        kind=_KINDS[options.clusters],
        rule=options.rule,
        fitted=not options.mean,
        samples=options.samples,
        steps=options.steps,
        seed=options.seed,
    )
    method = load_method(options.method)
    pictures, source = _pictures(options)
    learnt = learn(method, pictures, settings, source=source, progress=_show)
    card = save(learnt, options.out)
    print(f"{options.out}: {card.title}, {card.parameters:,} numbers")
    if options.id:
        print(f"{import_weights(options.out, options.id).id} is a method now")
    return 0


def _check(options: argparse.Namespace) -> None:
    """Refuse what would fail only after all that takes long."""
    if options.out.suffix.lower() != ".safetensors":
        raise MethodError(f"{options.out} must end in .safetensors: its name is the method's id.")
    for name in ("simulated", "frames"):
        if getattr(options, name) < 1:
            raise MethodError(f"--{name} {getattr(options, name)}: learn on at least one.")
    try:
        options.out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MethodError(f"{options.out} cannot be written ({error.strerror}).") from error
    if not os.access(options.out.parent, os.W_OK):
        raise MethodError(f"{options.out} cannot be written: choose another folder.")


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("method", metavar="ID", help="such as kpn or ldfn")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.safetensors")
    parser.add_argument("--as", dest="id", metavar="ID", help="make it a method here at once")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--cine", type=Path, metavar="FILE", help="learn on frames of a cine")
    where.add_argument("--folder", type=Path, metavar="DIR", help="on the images of a folder")
    where.add_argument(
        "--simulated",
        type=int,
        default=_SIMULATED,
        metavar="N",
        help="on so many simulated images (%(default)s, unless told otherwise)",
    )
    parser.add_argument("--frames", type=int, default=12, help="of cine or folder (%(default)s)")
    parser.add_argument("--entries", type=int, default=32, help="1 to 256 (%(default)s)")
    parser.add_argument("--size", type=int, default=11, help="of the kernels, px (%(default)s)")
    parser.add_argument(
        "--by",
        choices=["kernels", "patches", "directions"],
        default="kernels",
        help="what pixels are sorted by (%(default)s)",
    )
    parser.add_argument("--clusters", choices=[*_KINDS], default="k-means")
    parser.add_argument(
        "--rule",
        choices=["blend", "least error", "linear", "projection", "tree", "correlation"],
        default="blend",
        help="how a pixel finds its entries (%(default)s)",
    )
    parser.add_argument(
        "--mean", action="store_true", help="entries are mean kernels, not fitted to the output"
    )
    parser.add_argument("--samples", type=int, default=60_000, help="pixels (%(default)s)")
    parser.add_argument(
        "--steps", type=int, default=600, help="of 'blend' and 'least error' (%(default)s)"
    )
    parser.add_argument("--seed", type=int, default=0)


def _pictures(options: argparse.Namespace) -> "tuple[list[Picture], str]":
    """What to learn on, and what the card calls it."""
    from speckle_viewer.codebook import frames_of, pictures_in

    if options.cine is not None:
        from speckle_viewer.cine import open_cine

        pictures = frames_of(open_cine(options.cine), options.frames)
        return pictures, f"{len(pictures)} frames of a cine of the user"
    if options.folder is not None:
        pictures = pictures_in(options.folder, options.frames)
        return pictures, f"{len(pictures)} images of the user"
    from speckle_viewer.evaluation.study.hybrid import simulated_pictures

    return simulated_pictures(options.simulated), f"{options.simulated} simulated images"


def _show(done: float) -> None:
    """The share that is done, where somebody looks."""
    if sys.stderr.isatty():
        print(f"\r{100 * done:3.0f} %", end="\n" if done >= 1 else "", file=sys.stderr, flush=True)
