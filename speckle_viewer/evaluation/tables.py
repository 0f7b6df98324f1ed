"""Tables of measurements: printed, or written as Markdown, CSV or JSON."""

import csv
import io
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from speckle_viewer.errors import EvaluationError
from speckle_viewer.whole_file import write_whole


@dataclass(frozen=True)
class Table:
    """Rows of measurements, each of one method at one place.

    Attributes
    ----------
    where
        What the place is: "set", "region", …
    metrics
        Names of the columns, with their units, and how many digits to show of each.
    rows
        Place, method, and one value per metric.
    notes
        Sentences that a reader needs.
    """

    title: str
    where: str
    metrics: Mapping[str, int]
    rows: Sequence[tuple[str, str, Sequence[float]]]
    notes: Sequence[str] = field(default=())

    def cells(self) -> list[list[str]]:
        """The table as text, its head first."""
        digits = self.metrics.values()
        shown = [
            [where, method, *(_shown(v, d) for v, d in zip(values, digits, strict=True))]
            for where, method, values in self.rows
        ]
        return [[self.where, "method", *self.metrics], *shown]

    def text(self) -> str:
        """For the terminal: columns aligned."""
        cells = self.cells()
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        lines = [
            "  ".join(
                cell.ljust(width) if column < 2 else cell.rjust(width)
                for column, (cell, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
            for row in cells
        ]
        return "\n".join([self.title, "", *lines, "", *self.notes]).rstrip() + "\n"

    def markdown(self) -> str:
        """A heading and a table in Markdown."""
        head, *rows = (" | ".join(cell.replace("|", "\\|") for cell in row) for row in self.cells())
        rule = " | ".join(["---", "---", *("---:" for _ in self.metrics)])
        table = "\n".join(f"| {line} |" for line in (head, rule, *rows))
        return "\n\n".join([f"## {self.title}", table, *self.notes]) + "\n"


def render(tables: Sequence[Table], suffix: str) -> str:
    """Tables in the format of a file with this suffix. In CSV and JSON every value is a record."""
    if suffix == ".md":
        return "\n".join(table.markdown() for table in tables)
    records = [
        {"table": table.title, "where": where, "method": method, "metric": metric, "value": value}
        for table in tables
        for where, method, values in table.rows
        for metric, value in zip(table.metrics, values, strict=True)
        if not math.isnan(value)
    ]
    if suffix == ".json":
        # JSON knows no infinity.
        return json.dumps([r | {"value": _finite(r["value"])} for r in records], indent=1) + "\n"
    file = io.StringIO()
    writer = csv.DictWriter(file, ["table", "where", "method", "metric", "value"])
    writer.writeheader()
    writer.writerows(records)
    return file.getvalue()


SUFFIXES = (".md", ".csv", ".json")


def check_suffix(path: Path) -> None:
    """Raise `EvaluationError` if tables cannot be written to a file with this suffix."""
    if path.suffix.lower() not in SUFFIXES:
        raise EvaluationError(
            f"Tables cannot be written to {path.name}: name a file that ends in .md, .csv or .json."
        )


def write_tables(tables: Sequence[Table], path: Path) -> None:
    """Write tables to a file, whole or not at all. Raises `EvaluationError`, `OSError`."""
    check_suffix(path)
    write_whole(path, render(tables, path.suffix.lower()).encode())


def _shown(value: float, digits: int) -> str:
    return "–" if math.isnan(value) else f"{value:.{digits}f}"


def _finite(value: object) -> object:
    return str(value) if isinstance(value, float) and math.isinf(value) else value


def mean_of(rows: Iterable[Sequence[float]]) -> list[float]:
    """Mean of each column over the rows that have a number there; NaN where none has."""
    columns = ([v for v in column if not math.isnan(v)] for column in zip(*rows, strict=True))
    return [sum(column) / len(column) if column else math.nan for column in columns]
