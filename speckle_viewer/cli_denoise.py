"""``speckle-viewer denoise``: files and folders without a window."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from speckle_viewer.errors import ExportError
from speckle_viewer.export.batch import (
    Done,
    Job,
    Journal,
    jobs,
    nameless,
    run_here,
    run_on_cluster,
)
from speckle_viewer.export.dicom import COMPRESSIONS
from speckle_viewer.export.formats import FORMATS
from speckle_viewer.export.processing import Processing
from speckle_viewer.methods import card
from speckle_viewer.methods.controls import settings

LOG, NAMES = "denoise-log.jsonl", "denoise-names.json"


def denoise(parser: argparse.ArgumentParser, words: Sequence[str]) -> int:
    """Denoise what the command line names; the exit status is 1 unless all files are done."""
    options = _options(parser, words)
    first, last = _range(options.frames)
    processing = Processing(
        options.method,
        _controls(options.method, options.control),
        "exact" if options.exact else "auto",
        first=first,
        last=last,
    )
    work = jobs(
        options.inputs,
        options.out,
        processing,
        options.format,
        compression=options.compression,
        anonymous=options.anonymous,
    )
    log = options.out / LOG
    if options.anonymous:
        # Beside the folder, which may be given away: they name the files, and so perhaps patients.
        folder = options.out.resolve()
        log = folder.with_name(f"{folder.name}-{LOG}")
        work = nameless(work, options.out, folder.with_name(f"{folder.name}-{NAMES}"))
    there = [job for job in work if job.target.exists()]
    if there and not options.resume:
        raise ExportError(
            f"{len(there)} of {len(work)} files are there already, {there[0].target} for one: add "
            "--resume to do the others, or name another folder with --out."
        )
    done = _shown(_run(work, options), len(work), Journal(log))
    return _summary(done, len(work), log)


def _options(parser: argparse.ArgumentParser, words: Sequence[str]) -> argparse.Namespace:
    add = parser.add_argument
    add("inputs", nargs="+", type=Path, metavar="INPUT", help="files, or folders with all below")
    add("--method", required=True, metavar="ID", help="see `speckle-viewer methods`")
    add("--out", required=True, type=Path, metavar="DIR")
    add("--format", choices=FORMATS, default="dicom")
    add("--control", action="append", default=[], metavar="NAME=VALUE", help="of the method")
    add("--frames", metavar="FIRST:LAST", help="both included, from 1; by default all")
    add("--exact", action="store_true", help="compute in float32")
    add("--compression", choices=COMPRESSIONS, default="none", help="of DICOM; all are lossless")
    add("--anonymous", action="store_true", help="de-identify DICOM, and number the files")
    add("--workers", type=int, default=1, metavar="N", help="processes on this machine")
    add("--scheduler", metavar="ADDRESS", help="of a Dask cluster, such as tcp://host:8786")
    add("--resume", action="store_true", help="pass over what is written already")
    return parser.parse_args(words)


def _controls(method: str, given: Sequence[str]) -> dict[str, float]:
    values = {}
    for text in given:
        name, _, number = text.partition("=")
        try:
            values[name] = float(number)
        except ValueError:
            raise ExportError(f"--control {text}: write NAME=VALUE with a number.") from None
    settings(card(method), values)  # or a sentence with those that there are
    return values


def _range(frames: str | None) -> tuple[int, int | None]:
    if frames is None:
        return 0, None
    first, colon, last = frames.partition(":")
    try:
        begin = int(first or 1)
        return begin - 1, (int(last) - 1 if last else None) if colon else begin - 1
    except ValueError:
        raise ExportError(f"--frames {frames}: write FIRST:LAST, such as 1:20.") from None


def _run(work: Sequence[Job], options: argparse.Namespace) -> Iterator[Done]:
    if options.scheduler:
        return run_on_cluster(work, options.scheduler)
    return run_here(work, options.workers)


def _shown(done: Iterator[Done], count: int, journal: Journal) -> list[Done]:
    """All that was done; a line for each failure, and a bar where there is a terminal."""
    shows, begun, all_ = sys.stderr.isatty(), perf_counter(), list[Done]()
    try:
        for one in done:
            all_.append(one)
            journal.add(one)
            if shows:
                print("\r\033[K", end="", file=sys.stderr)
            if one.outcome == "failed":
                print(f"failed: {one.source}: {one.sentence}", file=sys.stderr)
            if shows:
                print(_bar(len(all_), count, perf_counter() - begun), end="", file=sys.stderr)
                sys.stderr.flush()
    except KeyboardInterrupt:
        print("\nStopped: the same command with --resume goes on.", file=sys.stderr)
    if shows:
        print("\r\033[K", end="", file=sys.stderr)
    return all_


def _bar(done: int, count: int, seconds: float) -> str:
    filled = 20 * done // count
    left = round(seconds / done * (count - done))
    bar = "#" * filled + "." * (20 - filled)
    return f"[{bar}] {done} of {count} files, {left // 60}:{left % 60:02d} left"


def _summary(done: Sequence[Done], count: int, log: Path) -> int:
    counts = Counter(one.outcome for one in done)
    frames = sum(one.frames for one in done)
    seconds = sum(one.seconds for one in done)
    print("| outcome | files |\n|---|---:|")
    for outcome in ("written", "there already", "failed"):
        print(f"| {outcome} | {counts[outcome]} |")
    print()
    if frames:
        print(f"{frames} frames, {1000 * seconds / frames:.0f} ms each.")
    print(f"Log: {log}")
    return 1 if counts["failed"] or len(done) < count else 0
