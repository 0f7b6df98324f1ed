"""A table of the study, from its definition to Markdown and figures."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from speckle_viewer.codebook.samples import Samples
from speckle_viewer.evaluation.denoiser import Denoiser, denoiser, middle_frame
from speckle_viewer.evaluation.scores import Grey
from speckle_viewer.evaluation.simulated import makes_images
from speckle_viewer.evaluation.study.definition import Definition, Row, definition
from speckle_viewer.evaluation.study.figures import bars, curves, gallery
from speckle_viewer.evaluation.study.hybrid import codebook, learning_of, samples_of
from speckle_viewer.evaluation.study.sets import NamedSet, named_set
from speckle_viewer.evaluation.study.training import command_of, slug, trained
from speckle_viewer.evaluation.tables import Table
from speckle_viewer.evaluation.with_truth import METRICS, NOTES, truth_rows
from speckle_viewer.methods import card, load_method, method_ids
from speckle_viewer.methods.controls import NOISE_LEVEL
from speckle_viewer.methods.method import Method
from speckle_viewer.whole_file import write_whole

Entry = Callable[[float | None], Denoiser]
"""A method that may be told the noise, in grey levels, where that is one level."""

FIGURE = "offset-free PSNR (dB)"


def run_table(name: str, work: Path, steps: int | None = None, workers: int = 1) -> list[Table]:
    """Train what a table needs, measure it, and write ``NAME.md``, ``.svg`` and ``.png``.

    Parameters
    ----------
    work
        Folder that keeps the trainings and takes the results; what is finished is not done again.
    steps
        Of the longest training, in place of the table's own; the others keep their share.
    workers
        Processes that make training pairs.

    Raises
    ------
    EvaluationError, TrainingError, MethodError, OSError
        If there is no such table, or something in it cannot be done.
    """
    described = definition(name, steps)
    entries = _entries(described, work, workers)
    rows: list[tuple[str, str, Sequence[float]]] = []
    images: dict[str, Grey] = {}
    for tested in map(named_set, described.sets):
        denoisers = {method: entry(tested.sigma) for method, entry in entries.items()}
        rows += truth_rows(tested.name, tested.pairs, denoisers)
        images = images or _gallery(tested, denoisers)
    table = Table(described.title, "set", METRICS, rows, (*NOTES, *_notes(described, work)))
    write_whole(work / f"{name}.svg", bars(table, FIGURE))
    write_whole(work / f"{name}.png", gallery(images))
    figures = [f"![{FIGURE}]({name}.svg)", f"![One image]({name}.png)"]
    over_entries = _over_entries(described, table)
    if over_entries:
        write_whole(work / f"{name}-entries.svg", over_entries)
        figures.insert(0, f"![{FIGURE} against the number of entries]({name}-entries.svg)")
    write_whole(work / f"{name}.md", "\n".join([table.markdown(), *figures, ""]).encode())
    return [table]


def _entries(described: Definition, work: Path, workers: int) -> Mapping[str, Entry]:
    """Every row's method by its name; of a table without rows, every method that is here."""
    if not described.rows:
        found = (name for name in method_ids() if makes_images(card(name)))
        return {name: _entry(load_method(name)) for name in found}
    methods: dict[str, Method] = {}
    samples: dict[tuple[str, int], Samples] = {}
    for row in described.rows:
        if row.kernels:
            key = row.of, row.size
            if key not in samples:
                samples[key] = samples_of(methods[row.of], row.size)
            methods[row.name] = codebook(row, samples[key], methods[row.of])
        elif row.method:
            methods[row.name] = load_method(row.method)
        else:
            methods[row.name] = trained(row, described.name, work, workers)
    return {name: _entry(method) for name, method in methods.items()}


def _entry(method: Method) -> Entry:
    told = {c.name: c.maximum for c in method.card.controls if c.name == NOISE_LEVEL.name}

    def with_noise(sigma: float | None) -> Denoiser:
        if sigma is None:
            return denoiser(method)
        return denoiser(method, {name: min(sigma, most) for name, most in told.items()})

    return with_noise


def _over_entries(described: Definition, table: Table) -> bytes:
    """One metric against the number of entries, of codebooks with the best rule; or nothing."""
    books = {row.name: row for row in described.rows if row.kernels}
    usual = {
        name: row for name, row in books.items() if row == Row(name, kernels=row.kernels, of=row.of)
    }
    if len(usual) < 3:
        return b""
    column = list(table.metrics).index(FIGURE)
    series: dict[str, dict[int, float]] = {}
    levels: dict[str, float] = {}
    for place, name, values in table.rows:
        if name in usual:
            series.setdefault(place, {})[usual[name].kernels] = values[column]
        elif name in {row.of for row in usual.values()}:
            levels[place] = values[column]
    return curves(series, levels, "entries of the codebook", FIGURE)


def _gallery(tested: NamedSet, denoisers: Mapping[str, Denoiser]) -> dict[str, Grey]:
    pair = tested.pairs[min(1, len(tested.pairs) - 1)]
    shown = {name: denoise(pair.noisy) for name, denoise in denoisers.items()}
    return {"input": middle_frame(pair.noisy), **shown, "truth": pair.clean.numpy()}


def _notes(described: Definition, work: Path) -> list[str]:
    rows = [row for row in described.rows if row.is_trained]
    commands = [f"{row.name}: `{command_of(row, described.name, work)}`" for row in rows]
    books = [row for row in described.rows if row.kernels]
    teachers = {row.name: row.method or slug(row.name) for row in described.rows}
    commands += [f"{row.name}: `{learning_of(row, teachers[row.of])}`" for row in books]
    return [f"The study: {described.study}", *commands]
