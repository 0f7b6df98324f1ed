"""Numbers with units and coordinates as text that pastes well into a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from speckle_viewer.errors import ExportError
from speckle_viewer.evidence.shown import (
    FROM_CENTRE,
    Bars,
    Curves,
    Panel,
    Picture,
    Points,
    Shown,
    Table,
)

LARGE = 64 * 64
"""Numbers in a picture, or points in a plot, from which on nobody pastes it into a spreadsheet."""

_FORMULA = ("=", "+", "-", "@")
_MINUS = re.compile(r"−(?=[\d.])")
_MEASURED = re.compile(r"(-?\d+\.\d+) ([^,;(]+)")
"""A number with decimals and its unit, and nothing else."""


def as_text(shown: Shown, *, large: bool = True) -> str:
    """Everything that is shown as tab-separated values, a table per panel.

    Without the ``large`` ones a line stands for each picture or plot of `LARGE` numbers or more;
    of such kernels zeros around them do not count, and are left out.

    Pictures have the columns' coordinates in their first row and the rows' in their first column,
    in pixels of the frame: where a value stands for several, those of the first.
    Numbers have seven digits, which is what float32 holds, and the minus sign of a keyboard;
    nothing stands where one is not known. A fact that is a number with a unit has a cell for each.
    Text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    lines = [_plain(shown.title), *map(_fact, shown.facts.items())]
    for panel in shown.panels if large else map(_without_zeros, shown.panels):
        told = _table(panel) if large or not is_large(panel) else [_left_out(panel)]
        lines += ["", _plain(panel.title), *told]
    return "\n".join(lines) + "\n"


def is_large(panel: Panel) -> bool:
    """Whether it has `LARGE` numbers or points, or more; zeros around a kernel do not count."""
    panel = _without_zeros(panel)
    return not isinstance(panel, Table) and _count(panel) >= LARGE


def _without_zeros(panel: Panel) -> Panel:
    """A kernel of `LARGE` numbers without zeros around it; all else as it is."""
    if not isinstance(panel, Picture) or panel.axes != FROM_CENTRE or _count(panel) < LARGE:
        return panel
    centre = len(panel.values) // 2
    margin = centre - int(np.abs(np.argwhere(panel.values) - centre).max(initial=0))
    inside = slice(margin, len(panel.values) - margin)
    return replace(
        panel,
        values=panel.values[inside, inside],
        row0=panel.row0 + margin,
        column0=panel.column0 + margin,
    )


def _count(panel: Picture | Curves | Bars | Points) -> int:
    if isinstance(panel, Picture):
        return int(np.prod(panel.values.shape[:2]))
    return len(panel.heights if isinstance(panel, Bars) else panel.x)


def _left_out(panel: Panel) -> str:
    size = " × ".join(map(str, panel.values.shape[:2])) if isinstance(panel, Picture) else "Many"
    return f"{size} numbers, left out here: save them as .npz or .tsv."


def _fact(fact: tuple[str, str]) -> str:
    name, value = fact
    measured = _MEASURED.fullmatch(_MINUS.sub("-", value))
    return _line((name, *(measured.groups() if measured else (value,))))


def as_csv(shown: Shown) -> str:
    """The table that is shown as comma-separated values (RFC 4180).

    Title and facts stand before it, in lines that begin with "# ". Numbers have seven digits;
    nothing stands where one is not known, and an apostrophe before text that looks like a formula.

    Raises
    ------
    ExportError
        If there is no table.
    """
    table = next((panel for panel in shown.panels if isinstance(panel, Table)), None)
    if table is None:
        raise ExportError(f"{shown.title} has no table: save it as .tsv or .npz.")
    text = io.StringIO()
    for line in (shown.title, *(f"{name}: {value}" for name, value in shown.facts.items())):
        text.write(f"# {_plain(line)}\r\n")
    writer = csv.writer(text)
    writer.writerow(map(_plain, table.heads))
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return text.getvalue()


def _cell(value: str | float | None) -> str:
    if value is None:
        return ""
    return _plain(value) if isinstance(value, str) else _number(value)


def _table(panel: Panel) -> Iterator[str]:
    if isinstance(panel, Table):
        yield _line(panel.heads)
        yield from (_line(map(_cell, row)) for row in panel.rows)
    elif isinstance(panel, Picture):
        yield from _picture(panel)
    elif isinstance(panel, Curves):
        yield _line(["", panel.y_label])
        yield _line([panel.x_label, *panel.ys])
        yield from _columns(panel.x, *panel.ys.values())
    elif isinstance(panel, Bars):
        yield _line([f"{panel.x_label}, from", "to", panel.y_label])
        yield from _columns(panel.edges[:-1], panel.edges[1:], panel.heights)
    else:
        yield from _points(panel)


def _picture(picture: Picture) -> Iterator[str]:
    if picture.unit:
        yield _line(["Unit", picture.unit])
    if picture.mm_per_px is not None:
        yield _line(["mm per pixel, down", _number(picture.mm_per_px[0])])
        yield _line(["mm per pixel, across", _number(picture.mm_per_px[1])])
    if picture.step > 1:
        yield _line(["Pixels per value, down and across", str(picture.step)])
    planes = [picture.values] if picture.values.ndim == 2 else np.moveaxis(picture.values, -1, 0)
    for plane, colour in zip(planes, ("red", "green", "blue"), strict=False):
        corner = "row \\ column"
        if picture.xs is not None or picture.ys is not None:
            corner = f"{picture.axes[1]} \\ {picture.axes[0]}"
        ys, xs = (places.tolist() for places in picture.places)
        first = corner if picture.values.ndim == 2 else f"{colour}: {corner}"
        yield _line([first, *map(_number, xs)])
        for y, values in zip(ys, plane.tolist(), strict=True):
            yield _line(map(_number, [y, *values]))


def _points(points: Points) -> Iterator[str]:
    grouped = points.groups is not None
    yield _line([points.x_label, points.y_label, *(["group"] if grouped else [])])
    yield from _columns(points.x, points.y, *([points.groups] if grouped else []))


def _columns(*columns: Any) -> Iterator[str]:
    for row in zip(*(np.asarray(column).tolist() for column in columns), strict=True):
        yield _line(map(_number, row))


def _line(cells: Iterable[str]) -> str:
    return "\t".join(map(_plain, cells))


def _plain(text: str) -> str:
    """Without tabs and line ends, which names of others may hold, and never a formula.

    A number's minus is that of a keyboard.

    Spreadsheets work out what begins like one: an apostrophe before it makes it text (OWASP, "CSV
    Injection"). Numbers stay numbers.
    """
    text = _MINUS.sub("-", text if text.isprintable() else " ".join(text.split()))
    return f"'{text}" if text.startswith(_FORMULA) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _number(value: float) -> str:
    return "" if value != value else f"{value:.7g}"
