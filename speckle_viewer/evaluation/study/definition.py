"""What a table of the study compares, read from ``tables/NAME.toml``."""

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from speckle_viewer.errors import EvaluationError

_FOLDER = Path(__file__).parent / "tables"


@dataclass(frozen=True)
class Row:
    """One line of a table: a training, or what is made of another row.

    Attributes
    ----------
    recipe, network, settings, steps
        As those of ``speckle-viewer train``.
    folder
        Images to train on, by their name in `speckle_viewer.evaluation.study.images`.
    start
        Name of the row whose weights training starts from.
    method
        Instead of a training: the id of a method that is here.
    kernels, of
        Instead of a training: a codebook of so many kernels, learnt from the row ``of``.
    rule, by, size, mean
        Of a codebook: how a pixel finds its kernel, what pixels are sorted by, the size of the
        kernels, and whether they are means, not fitted to the output; see
        `speckle_viewer.codebook.Settings`.
    """

    name: str
    recipe: str = ""
    network: str = ""
    settings: tuple[str, ...] = ()
    steps: int = 0
    folder: str = ""
    start: str = ""
    method: str = ""
    kernels: int = 0
    of: str = ""
    rule: str = "blend"
    by: Literal["kernels", "patches", "directions"] = "kernels"
    size: int = 11
    mean: bool = False

    @property
    def is_trained(self) -> bool:
        """Whether it is a training."""
        return not (self.kernels or self.method)


@dataclass(frozen=True)
class Definition:
    """A table: rows, or every method that is here, on test sets.

    Attributes
    ----------
    study
        What the study found.
    sets
        Names of test sets, as `speckle_viewer.evaluation.study.sets` knows them.
    rows
        In order; a row refers to earlier ones only. Empty: every method that makes images.
    """

    name: str
    title: str
    study: str
    sets: tuple[str, ...]
    rows: tuple[Row, ...]


def table_names() -> list[str]:
    """Names of all tables, in alphabetical order."""
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


def definition(name: str, steps: int | None = None) -> Definition:
    """The table of this name; ``steps`` are those of its longest training.

    The others keep their share of them: rows that had the same number of steps when they are
    measured still have.

    Raises
    ------
    EvaluationError
        If there is no such table.
    """
    if name not in table_names():
        raise EvaluationError(
            f"There is no table {name!r}; choose one of: {', '.join(table_names())}."
        )
    values = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    common: dict[str, Any] = {
        key: values[key] for key in ("recipe", "network", "steps") if key in values
    }
    shared = tuple(values.get("settings", ()))
    rows = tuple(_row(common, shared, row) for row in values.get("row", ()))
    if steps is not None:
        longest = max((row.steps for row in rows), default=0)
        rows = tuple(
            replace(row, steps=max(1, round(steps * row.steps / longest)))
            if row.is_trained
            else row
            for row in rows
        )
    return Definition(name, values["title"], values["study"], tuple(values["sets"]), rows)


def _row(common: dict[str, Any], shared: tuple[str, ...], values: dict[str, Any]) -> Row:
    if "kernels" in values or "method" in values:
        return Row(**values)
    given = common | values | {"settings": (*shared, *values.get("settings", ()))}
    return Row(**given)
