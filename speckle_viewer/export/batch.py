"""Many files by one method: each is written once, whichever process does it and whatever fails."""

import json
import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Literal

from speckle_viewer.cine.dicom import is_dicom
from speckle_viewer.cine.open import open_cine, supported_suffixes
from speckle_viewer.errors import ExportError, SpeckleViewerError
from speckle_viewer.export.dicom import Compression
from speckle_viewer.export.formats import SUFFIXES, Format, export
from speckle_viewer.export.processing import Processing
from speckle_viewer.whole_file import write_whole

_log = logging.getLogger(__name__)

_PATIENCE_S = 10

Outcome = Literal["written", "failed", "there already"]


@dataclass(frozen=True)
class Job:
    """One file, and what becomes of it."""

    source: Path
    target: Path
    processing: Processing
    format: Format
    compression: Compression = "none"
    anonymous: bool = False


@dataclass(frozen=True)
class Done:
    """How a job ended. ``seconds`` is the time it took, ``frames`` how many were written."""

    source: Path
    target: Path
    outcome: Outcome
    sentence: str = ""
    frames: int = 0
    seconds: float = 0.0


def jobs(
    inputs: Sequence[Path], out: Path, processing: Processing, format: Format, **options: object
) -> list[Job]:
    """A job for each file; of a folder for all files below it that may be cines, as a tree.

    Raises
    ------
    ExportError
        If there is no such input, none holds a cine, or two would be written to one file.
    """
    found: dict[Path, Path] = {}
    for given in inputs:
        if not given.exists():
            raise ExportError(f"{given} is not there: check its name.")
        base = given if given.is_dir() else given.parent
        files = sorted(_below(given, out.resolve())) if given.is_dir() else [given]
        for file in files:
            inside = file.relative_to(base)
            target = out / inside.with_name(
                f"{_stem(inside)}-{processing.method}{SUFFIXES[format]}"
            )
            if target in found:
                raise ExportError(
                    f"{found[target]} and {file} would both be written to {target}: denoise them "
                    "into different folders."
                )
            found[target] = file
    if not found:
        raise ExportError(f"There is no cine in {', '.join(map(str, inputs))}.")
    return [
        Job(source, target, processing, format, **options)  # type: ignore[arg-type]
        for target, source in found.items()
    ]


def _stem(path: Path) -> str:
    lower = path.name.lower()
    ending = next((e for e in supported_suffixes() if lower.endswith(e)), "")
    return path.name[: len(lower) - len(ending)]


def _below(folder: Path, out: Path) -> Iterator[Path]:
    """Files that may be cines, but for what was written into ``out`` by an earlier run."""
    known = supported_suffixes()
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or not path.is_file() or path.resolve().is_relative_to(out):
            continue
        # Many DICOM files have no ending, or the last number of a UID for one.
        if path.name.lower().endswith(known) or (is_dicom(path) and path.name != "DICOMDIR"):
            yield path


def do(job: Job) -> Done:
    """Do one job; what fails is told in a sentence, and stops nothing else."""
    start = perf_counter()
    if job.target.exists():
        return Done(job.source, job.target, "there already")
    try:
        cine = open_cine(job.source)
        try:
            options = {"compression": job.compression, "anonymous": job.anonymous}
            export(job.target, cine, job.processing, job.format, **options)  # type: ignore[arg-type]
            frames = len(job.processing.frames(cine))
        finally:
            cine.close()
    except SpeckleViewerError as error:
        return Done(job.source, job.target, "failed", str(error))
    except MemoryError:
        sentence = f"There is not enough memory for {job.source.name}."
        return Done(job.source, job.target, "failed", sentence)
    except Exception as error:  # its text may name a patient
        _log.debug("A job failed", exc_info=True)
        sentence = f"{job.source.name} cannot be denoised ({type(error).__name__})."
        return Done(job.source, job.target, "failed", sentence)
    return Done(job.source, job.target, "written", frames=frames, seconds=perf_counter() - start)


def run_here(work: Sequence[Job], workers: int) -> Iterator[Done]:
    """Do the jobs in so many processes; 1 does them in this one. In the order in which they end.

    A process that dies, for want of memory say, takes the others with it. The jobs that they may
    have had in hand are then done one by one, so that the guilty one is found; and so on.
    """
    if workers <= 1:
        yield from map(do, work)
        return
    left = {job.target: job for job in work}
    while left:
        died = False
        with _processes(workers) as pool:
            for future in as_completed([pool.submit(do, job) for job in left.values()]):
                try:
                    done = future.result()
                except BrokenProcessPool:
                    died = True
                else:
                    del left[done.target]
                    yield done
        in_hand = [*left.values()][: 2 * workers] if died else []
        for job in in_hand:
            del left[job.target]
            yield _alone(job)


@contextmanager
def _processes(count: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that leave what they have not begun when they are no longer wanted."""
    pool = ProcessPoolExecutor(count, get_context("spawn"), _one_thread)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(job: Job) -> Done:
    with _processes(1) as pool:
        try:
            return pool.submit(do, job).result()
        except BrokenProcessPool:
            return _died(job)


def _died(job: Job) -> Done:
    sentence = f"The process that denoised {job.source.name} died: is there enough memory?"
    return Done(job.source, job.target, "failed", sentence)


def run_on_cluster(work: Sequence[Job], scheduler: str) -> Iterator[Done]:
    """Do the jobs by the workers of a Dask scheduler, which see the same files under these names.

    What a worker had in hand when it was lost is done by another. A file that it had finished is
    there already, as files are written whole.

    Raises
    ------
    ExportError
        If Dask is not installed, or the scheduler does not answer.
    """
    try:
        from distributed import Client, KilledWorker, as_completed
    except ImportError:
        raise ExportError(
            "A cluster needs the package distributed: pip install 'speckle-viewer[cluster]'."
        ) from None
    try:
        client = Client(  # type: ignore[no-untyped-call]
            scheduler, set_as_default=False, timeout=_PATIENCE_S
        )
    except (OSError, ValueError) as error:
        raise ExportError(
            f"No Dask scheduler answers at {scheduler}: start one with `dask scheduler`, and "
            "workers with `dask worker`."
        ) from error
    with client:
        asked = dict(zip(client.map(do, work, pure=False), work, strict=True))
        for future in as_completed(asked, loop=client.loop):  # type: ignore[no-untyped-call]
            try:
                yield future.result()
            except KilledWorker:
                yield _died(asked[future])


def _one_thread() -> None:
    import torch

    torch.set_num_threads(1)  # as many processes as cores, and one thread each


class Journal:
    """What was done, a line of JSON each, so that a run can be resumed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)

    def add(self, done: Done) -> None:
        """Note a job that has ended."""
        line = {**asdict(done), "source": str(done.source), "target": str(done.target)}
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def nameless(work: Sequence[Job], out: Path, names: Path) -> list[Job]:
    """The same jobs with numbers for names, all in ``out``: files and folders may name patients.

    Which number has which file stands in ``names``. A file keeps its number in later runs, also
    where others have come in between.

    Raises
    ------
    ExportError
        If ``names`` cannot be read or written.
    """
    try:
        numbers = json.loads(names.read_text(encoding="utf-8")) if names.exists() else {}
        for job in work:
            numbers.setdefault(str(job.source.resolve()), len(numbers) + 1)
        write_whole(names, json.dumps(numbers, indent=1).encode())
    except (OSError, ValueError) as error:
        raise ExportError(
            f"{names}, which says which number has which file, cannot be read and written "
            f"({type(error).__name__}): remove it, or name another folder with --out."
        ) from error
    return [
        replace(job, target=out / f"{numbers[str(job.source.resolve())]:04d}{SUFFIXES[job.format]}")
        for job in work
    ]
