"""``speckle-viewer evaluate``: what it measures, where, and how it says so."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from speckle_viewer.errors import EvaluationError
from speckle_viewer.evaluation.settings import Settings, named, read_settings
from speckle_viewer.evaluation.tables import Table, check_suffix, write_tables
from speckle_viewer.methods import card, load_method

if TYPE_CHECKING:
    from speckle_viewer.evaluation.denoiser import Denoiser

SETS = ("simulated", "stills", "bursts", "photographs")
"""What --set takes; "simulated" is stills and bursts."""

_USAGE = """\
%(prog)s --method ID [--method ID ...] [--control ID.CONTROL=VALUE ...]
           (--images DIR --sigma S | --set SET | --pairs DIR | --cine FILE) [options]
       %(prog)s --table NAME [options]"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.usage = _USAGE
    parser.add_argument(
        "--method",
        action="append",
        default=[],
        metavar="ID",
        help="what to measure; may be given several times",
    )
    parser.add_argument(
        "--control",
        action="append",
        default=[],
        metavar="ID.CONTROL=VALUE",
        help="of a method, in place of its default, such as ffdnet.noise_level=20",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--images", type=Path, metavar="DIR", help="pictures that get noise")
    what.add_argument(
        "--set", action="append", choices=SETS, help="simulated speckle of which the truth is known"
    )
    what.add_argument("--pairs", type=Path, metavar="DIR", help="with folders noisy and clean")
    what.add_argument("--cine", type=Path, metavar="FILE", help="a recording, without truth")
    what.add_argument("--table", metavar="NAME", help="of the study; 'list' names them")
    noise = parser.add_argument_group("with --images")
    noise.add_argument("--noise", choices=["gaussian"], default="gaussian")
    noise.add_argument("--sigma", type=float, help="grey levels, of 255")
    noise.add_argument("--seed", type=int, default=0)
    cine = parser.add_argument_group("with --cine")
    cine.add_argument(
        "--roi",
        action="append",
        default=[],
        metavar="NAME=ROW,COLUMN,HEIGHT,WIDTH",
        help="a region in pixels; one whose name begins with 'edge' holds a straight edge",
    )
    cine.add_argument(
        "--dynamic-range", type=float, metavar="DB", help="between black and white, never guessed"
    )
    cine.add_argument("--frame", type=int, help="the middle one by default")
    cine.add_argument("--frames", type=int, default=8, help="how many around it (%(default)s)")
    table = parser.add_argument_group("with --table")
    table.add_argument(
        "--work",
        type=Path,
        default=Path("study"),
        metavar="DIR",
        help="keeps what was trained, so that a run goes on where it stopped (%(default)s)",
    )
    steps = "of the longest training; the others keep their share"
    table.add_argument("--steps", type=int, help=steps)
    parser.add_argument("--out", type=Path, metavar="FILE", help="as .md, .csv or .json")


def run(options: argparse.Namespace) -> None:
    """Measure what the options ask for, print it, and write it where they say.

    Raises
    ------
    EvaluationError, CineError, MethodError
        If something is missing, does not fit or cannot be read.
    """
    if options.out:
        check_suffix(options.out)
    for method in options.method:
        card(method)  # before anything that takes long
    if not options.method and not options.table:
        raise EvaluationError(
            "Say which method to measure: --method ID; speckle-viewer methods lists them."
        )
    options.settings = read_settings(options.control, options.method)
    measure = next(way for name, way in _WAYS.items() if getattr(options, name) is not None)
    tables = measure(options)
    if options.out and tables:
        write_tables(tables, options.out)
        print(options.out)


def _images(options: argparse.Namespace) -> Sequence[Table]:
    from speckle_viewer.evaluation.gaussian import clipped, pictures_in, report, report_input

    if options.sigma is None:
        raise EvaluationError("Say how strong the noise is: --sigma 25, in grey levels of 255.")
    pictures = pictures_in(options.images)
    reached = {}
    for name, given in options.settings.items():
        mean = report(load_method(name), pictures, options.sigma, options.seed, given)
        reached[named(name, given)] = mean
    reached = {"input": report_input(pictures, options.sigma, options.seed)} | reached
    rows = [(options.images.name, name, (mean.psnr, mean.ssim)) for name, mean in reached.items()]
    title = f"White Gaussian noise of {options.sigma:g} grey levels, seed {options.seed}"
    notes = [
        f"{name}: {note}."
        for name, given in options.settings.items()
        for note in clipped(card(name), options.sigma, given)
    ]
    return [Table(title, "pictures", {"PSNR (dB)": 3, "SSIM": 4}, rows, notes)]


def _denoisers(chosen: Settings) -> "dict[str, Denoiser]":
    from speckle_viewer.evaluation.denoiser import denoiser

    return {
        named(method, given): denoiser(load_method(method), given)
        for method, given in chosen.items()
    }


def _sets(options: argparse.Namespace) -> Sequence[Table]:
    from speckle_viewer.evaluation import with_truth

    names = [
        name
        for chosen in options.set
        for name in (with_truth.SIMULATED if chosen == "simulated" else (chosen,))
    ]
    sets = {name: with_truth.SETS[name]() for name in names}
    table = with_truth.truth_table("Simulated speckle", sets, _denoisers(options.settings))
    return _printed([table])


def _pairs(options: argparse.Namespace) -> Sequence[Table]:
    from speckle_viewer.evaluation.pairs import read_pairs
    from speckle_viewer.evaluation.with_truth import truth_table

    pairs = {f"pairs of {options.pairs}": list(read_pairs(options.pairs))}
    return _printed([truth_table("Pairs", pairs, _denoisers(options.settings))])


def _cine(options: argparse.Namespace) -> Sequence[Table]:
    from speckle_viewer.cine import open_cine
    from speckle_viewer.evaluation.cines import cine_tables, frames_around, show
    from speckle_viewer.evaluation.regions import check_inside, rectangle

    decibels = options.dynamic_range
    if decibels is not None and not 0 < decibels < float("inf"):
        raise EvaluationError(
            f"A dynamic range is a positive number of dB, not {decibels:g}; most displays show 40 "
            "to 80."
        )
    regions = [rectangle(text) for text in options.roi]
    cine = open_cine(options.cine)
    try:
        check_inside(regions, cine.shape)
        frames = frames_around(cine, options.frame, options.frames)
        print(f"{cine.name}, frames {frames[0]} to {frames[-1]}\n")
        return _printed(cine_tables(show(cine, options.settings, frames, decibels), regions))
    finally:
        cine.close()


def _study(options: argparse.Namespace) -> Sequence[Table]:
    from speckle_viewer.evaluation.study import run_table, table_names

    if options.table == "list":
        print("\n".join(table_names()))
        return []
    tables = _printed(run_table(options.table, options.work, options.steps))
    print(options.work / f"{options.table}.md")
    return tables


def _printed(tables: Sequence[Table]) -> Sequence[Table]:
    print("\n".join(table.text() for table in tables), end="")
    return tables


_WAYS: dict[str, Callable[[argparse.Namespace], Sequence[Table]]] = {
    "images": _images,
    "set": _sets,
    "pairs": _pairs,
    "cine": _cine,
    "table": _study,
}
