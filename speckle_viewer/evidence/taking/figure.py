"""A figure fit for a paper, drawn by matplotlib without a screen."""

import io
import re
import textwrap
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from speckle_viewer.colours import on_white
from speckle_viewer.evidence.shown import Panel, Picture, Shown, Table
from speckle_viewer.evidence.taking.figure_fitting import Fitting
from speckle_viewer.evidence.taking.figure_layout import Block, Cell, lay_out
from speckle_viewer.evidence.taking.figure_picture import (
    TALLEST,
    draw_names,
    draw_picture,
    shape_of,
)
from speckle_viewer.evidence.taking.figure_plots import draw_plot, draw_table
from speckle_viewer.evidence.taking.figure_rows import is_wide, rows_of

if TYPE_CHECKING:  # matplotlib takes a moment to load, which only who draws waits for
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLUMN, PAGE = 85.0, 180.0
"""Millimetres: one column of a journal, and two."""

DPI = 300
_INCH = 25.4
_MANY = 3  # panels in a row, above which labels that say the same stand once
_CAPTION = 17.5  # letters of 7 pt that fill an inch
_PLOT = 0.7  # height over width of a plot
_STYLE: dict[str, Any] = {
    "font.family": "sans-serif",
    "font.size": 8,
    "axes.titlesize": 8,
    "axes.labelsize": 8,
    "xtick.labelsize": 7,
    "ytick.labelsize": 7,
    "legend.fontsize": 7,
    "legend.frameon": False,
    "axes.linewidth": 0.6,
    "lines.linewidth": 1.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "svg.fonttype": "none",  # text as text
    "svg.hashsalt": "speckle-viewer",  # the same figure gives the same file
    "text.parse_math": False,  # a title may have a dollar sign
    "savefig.facecolor": "white",
}
_LINES = ("-",) * 4 + ("--",) * 4
"""With the colours of curves: darkened, some of eight come near each other."""
_style = threading.RLock()
"""Matplotlib's settings are those of the process."""


def to_svg(shown: Shown, millimetres: float | None = None) -> bytes:
    """The figure as SVG, its text as text."""
    return _drawn(shown, millimetres, "svg", metadata={"Date": None, "Title": shown.title})


def to_png(shown: Shown, dpi: int = DPI, millimetres: float | None = None) -> bytes:
    """The figure as PNG."""
    return _drawn(shown, millimetres, "png", dpi=dpi, metadata={"Title": shown.title})


def _drawn(shown: Shown, millimetres: float | None, kind: str, **how: Any) -> bytes:
    buffer = io.BytesIO()
    with _in_style():
        as_figure(shown, millimetres).savefig(buffer, format=kind, **how)
    return buffer.getvalue()


@contextmanager
def _in_style() -> Iterator[None]:
    import matplotlib as mpl
    from cycler import cycler

    style: Any = _STYLE | {"axes.prop_cycle": cycler(color=on_white(), linestyle=_LINES)}
    with _style, mpl.rc_context(style):
        yield


def as_figure(shown: Shown, millimetres: float | None = None) -> "Figure":
    """A figure with white ground: a panel each, and a caption from the facts.

    The colours are those on screen in the light theme. Letters have 7 and 8 pt.

    Parameters
    ----------
    millimetres
        The width; by default that of one column of a journal, `COLUMN`, for a single picture or
        plot, and of two, `PAGE`, for more. The height follows.

    Returns
    -------
    Figure
        Of matplotlib, to be changed or saved; it needs no screen.
    """
    from matplotlib.figure import Figure

    with _in_style():
        wide = (millimetres or _width(shown)) / _INCH
        figure = Figure((wide, wide))
        parts = rows_of(shown)
        blocks = [_block(figure, rows, wide, len(parts) > 1) for rows in parts]
        # Without a title of its own: journals have it in the caption.
        said = _caption(shown, int(_CAPTION * wide))
        caption = figure.text(0, 0, said, ha="left", va="top", fontsize=7)
        lay_out(figure, blocks, caption, Fitting(figure).fit)
        for cell, panel in zip(_cells(blocks), shown.panels, strict=True):
            if isinstance(panel, Picture):
                draw_names(cell.axes, panel, cell.axes.get_position().width * wide)
    return figure


def _width(shown: Shown) -> float:
    alone = len(shown.panels) == 1 and not isinstance(shown.panels[0], Table)
    return COLUMN if alone and not is_wide(shown.panels[0]) else PAGE


def _cells(blocks: Sequence[Block]) -> Iterator[Cell]:
    return (cell for block in blocks for row in block.rows for cell in row)


def _block(figure: "Figure", rows: Sequence[Sequence[Panel]], wide: float, others: bool) -> Block:
    """Draw panels of one size, anywhere; ``others`` says whether there are more blocks."""
    across = max(map(len, rows))
    cells = []
    for row in rows:
        axes = [figure.add_axes((0, 0, 0.5, 0.5), label=str(len(figure.axes))) for _ in row]
        beside = (*row[1:], None)
        cells.append([_draw(*each, wide / across) for each in zip(axes, row, beside, strict=True)])
    small = others and across == 1 and not isinstance(rows[0][0], Table)
    if across > _MANY:
        _label_once([[cell.axes for cell in row] for row in cells])
    return Block(cells, TALLEST, _PLOT, wide / 2 if small else wide)


def _draw(axes: "Axes", panel: Panel, beside: Panel | None, room: float) -> Cell:
    """Draw a panel in a column of so many inches; ``beside`` is the one on its right."""
    axes.set_title(panel.title, loc="left")
    if isinstance(panel, Picture):
        draw_picture(axes, panel, bar=not _has_same_bar(panel, beside))
        return Cell(axes, shape_of(panel))
    if isinstance(panel, Table):
        return Cell(axes, None, draw_table(axes, panel, room))
    draw_plot(axes, panel)
    axes.set_xlabel(panel.x_label)
    axes.set_ylabel(panel.y_label)
    return Cell(axes, None)


def _has_same_bar(panel: Picture, beside: Panel | None) -> bool:
    """Whether the colour bar of the picture on the right says the same."""
    if not isinstance(beside, Picture) or panel.limits is None or panel.bars:
        return False
    both = [(p.limits, p.colours, p.quantity, p.unit, p.rooted) for p in (panel, beside)]
    return both[0] == both[1] and panel.values.ndim == beside.values.ndim == 2


def _label_once(rows: Sequence[Sequence["Axes"]]) -> None:
    """Among many small panels, drop labels that another one of the row or below says too."""
    for above, below in pairwise(rows):
        for upper, lower in zip(above, below, strict=False):
            if upper.get_xlabel() == lower.get_xlabel():
                upper.set_xlabel("")
    for row in rows:
        for place, axes in enumerate(row):
            if axes.get_ylabel() in [left.get_ylabel() for left in row[:place]]:
                axes.set_ylabel("")
            said = {bar.get_ylabel() for right in row[place + 1 :] for bar in right.child_axes}
            for bar in axes.child_axes:
                bar.set_ylabel("" if bar.get_ylabel() in said else bar.get_ylabel())


def _caption(shown: Shown, letters: int) -> str:
    """The title, and a line per fact, with the minus sign of print."""
    lines = [shown.title, *(f"{name}: {value}" for name, value in shown.facts.items())]
    filled = (textwrap.fill(line, letters, subsequent_indent="    ") for line in lines)
    return re.sub(r"(?<![\w-])-(?=\d)", "−", "\n".join(filled))
