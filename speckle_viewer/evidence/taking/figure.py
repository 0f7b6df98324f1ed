"""A figure fit for a paper, drawn by matplotlib without a screen."""

import io
import textwrap
import threading
from typing import TYPE_CHECKING, Any

import numpy as np

from speckle_viewer.colours import CLASSES, on_white, rgba, table
from speckle_viewer.evidence.shown import (
    Bars,
    Curves,
    Panel,
    Picture,
    Points,
    Shown,
    Table,
)
from speckle_viewer.evidence.taking.figure_picture import TALLEST, draw_picture

if TYPE_CHECKING:  # matplotlib takes a moment to load, which only who draws waits for
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 7.1
"""Inches: two columns of a journal, 180 mm."""

DPI = 300
_ACROSS = (5, 3, 4)  # of more than `_IN_ONE_ROW` panels: a burst's five frames stay in a row
_IN_ONE_ROW = 3
_BESIDE = 0.9  # inches for the numbers of an axis and of a colour bar
_BARE = 0.1  # inches between images that have neither
_PAD = 0.04  # inches around all
_ROW = 0.16  # inches that a row of a table needs
_LETTER = 0.062  # inches that a letter takes, 8 pt
_CAPTION = 125  # letters of 7 pt that fill a line
_FREE = 0.6  # height over width of a picture that has axes of its own
_WIDE = 2.0  # width over height from which a picture needs more room
_MANY = 5000  # points above which a scatter plot is kept as an image in SVG
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
    "figure.constrained_layout.use": True,
    "savefig.facecolor": "white",
}
_LINES = ("-",) * 4 + ("--",) * 4
"""With the colours of curves: darkened, some of eight come near each other."""
_style = threading.Lock()
"""Matplotlib's settings are those of the process."""


def to_svg(shown: Shown) -> bytes:
    """The figure as SVG, its text as text."""
    return _drawn(shown, "svg", metadata={"Date": None, "Title": shown.title})


def to_png(shown: Shown, dpi: int = DPI) -> bytes:
    """The figure as PNG."""
    return _drawn(shown, "png", dpi=dpi, metadata={"Title": shown.title})


def _drawn(shown: Shown, kind: str, **how: Any) -> bytes:
    import matplotlib as mpl
    from cycler import cycler

    buffer = io.BytesIO()
    style: Any = _STYLE | {"axes.prop_cycle": cycler(color=on_white(), linestyle=_LINES)}
    with _style, mpl.rc_context(style):
        as_figure(shown).savefig(buffer, format=kind, **how)
    return buffer.getvalue()


def as_figure(shown: Shown) -> "Figure":
    """A figure of 180 mm width with white ground: a panel each, and a caption from the facts.

    The colours are those on screen in the light theme.
    """
    from matplotlib.figure import Figure

    rows = _rows(shown.panels)
    across = max(len(rows[0]), 1)
    inside = WIDTH / across - (_BARE if all(map(_is_bare, shown.panels)) else _BESIDE)
    caption, heights = _caption(shown), [_height(row, inside) for row in rows]
    figure = Figure((WIDTH, sum(heights) + 0.15 * len(caption.splitlines()) + 0.1))
    grid = figure.subplots(len(rows), across, squeeze=False, height_ratios=heights)
    for axes, panel in zip(grid.flat, shown.panels, strict=False):
        axes.set_title(_wrapped(panel.title, WIDTH / across - 0.4), loc="left")
        _draw(axes, panel, WIDTH / across, inside)
    for axes in grid.flat[len(shown.panels) :]:
        axes.set_axis_off()
    if across > _IN_ONE_ROW:
        _label_outer(grid)
    # Without a title of its own: journals have it in the caption.
    figure.supxlabel(caption, x=_PAD / WIDTH, ha="left", fontsize=7)
    return figure


def _label_outer(grid: Any) -> None:
    """Labels of small pictures at the left, below and at the last bars alone: all are the same."""
    for axes in grid[:-1].flat:
        axes.set_xlabel("")
    for axes in grid[:, 1:].flat:
        axes.set_ylabel("")
    for axes in grid[:, :-1].flat:
        for bar in axes.child_axes:
            bar.set_ylabel("")


def _rows(panels: tuple[Panel, ...]) -> list[tuple[Panel, ...]]:
    count = len(panels)
    if any(isinstance(panel, Table) for panel in panels):  # it needs the whole width
        across = 1
    elif count <= _IN_ONE_ROW:
        across = max(count, 1)
    elif all(isinstance(p, Picture) and max(p.values.shape[:2]) <= 32 for p in panels):
        across = next((n for n in _ACROSS if count % n == 0), _ACROSS[0])
    else:
        across = 2 if count == 4 or any(_is_wide(panel) for panel in panels) else _IN_ONE_ROW
    return [panels[i : i + across] for i in range(0, count, across)] or [()]


def _is_wide(panel: Panel) -> bool:
    return isinstance(panel, Picture) and panel.values.shape[1] > _WIDE * panel.values.shape[0]


def _is_bare(panel: Panel) -> bool:
    """Whether it is an image with a scale bar, and nothing beside it."""
    if not isinstance(panel, Picture) or panel.xs is not None or panel.mm_per_px is None:
        return False
    return panel.values.ndim == 3 and not panel.bars


def _wrapped(text: str, inches: float) -> str:
    return textwrap.fill(text, max(int(inches / _LETTER), 12))


def _height(row: tuple[Panel, ...], inside: float) -> float:
    """Inches that a row of panels needs, with titles and axes; ``inside`` is a panel's width."""
    plots = (Curves, Bars, Points)
    wanted = [min(inside, 2.4) if isinstance(panel, plots) else 0.0 for panel in row]
    for panel in row:
        if isinstance(panel, Table):
            wanted.append(_ROW * (len(panel.rows) + 1))
        if isinstance(panel, Picture):
            rows, columns = panel.values.shape[:2]
            down, right = panel.mm_per_px or (1.0, 1.0)
            free = panel.xs is not None  # of axes with other units each
            shape = _FREE if free else rows * down / (columns * right)
            wanted.append(inside * min(shape, TALLEST))
    return max(wanted, default=0.5) + 0.6


def _caption(shown: Shown) -> str:
    """The title, and a line per fact."""
    lines = [shown.title, *(f"{name}: {value}" for name, value in shown.facts.items())]
    return "\n".join(textwrap.fill(line, _CAPTION, subsequent_indent="    ") for line in lines)


def _draw(axes: "Axes", panel: Panel, inches: float, inside: float) -> None:
    if isinstance(panel, Picture):
        draw_picture(axes, panel, inside)
        return
    if isinstance(panel, Table):
        _draw_table(axes, panel, inches)
        return
    axes.set_xlabel(_wrapped(panel.x_label, inches - 0.6))
    axes.set_ylabel(_wrapped(panel.y_label, inches - 0.6))
    if isinstance(panel, Curves):
        for name, values in panel.ys.items():
            look: dict[str, Any] = dict(
                zip(("color", "linestyle"), panel.looks.get(name, ()), strict=False)
            )
            axes.plot(panel.x, values, label=name, **look)
        if len(panel.ys) > 1:
            axes.legend(loc="upper left", bbox_to_anchor=(1, 1), handlelength=1)
    elif isinstance(panel, Bars):
        axes.stairs(panel.heights, panel.edges, fill=True, color="0.45")
    else:
        _draw_points(axes, panel)


def _draw_table(axes: "Axes", panel: Table, inches: float) -> None:
    width = inches / max(len(panel.heads), 1)
    heads = [_wrapped(head, width) for head in panel.heads]
    cells = [[_written(value) for value in row] for row in panel.rows]
    axes.set_axis_off()
    drawn = axes.table(cells, colLabels=heads, loc="upper center", edges="horizontal")
    drawn.auto_set_font_size(False)
    drawn.set_fontsize(7 if len(heads) < 10 else 5)
    most = max(head.count("\n") for head in heads) + 1
    for (row, _), cell in drawn.get_celld().items():
        cell.set_height((most if row == 0 else 1) / (len(cells) + most))
        cell.set_linewidth(0.4)


def _written(value: str | float | None) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return "" if value != value else f"{value:.4g}"


def _draw_points(axes: "Axes", points: Points) -> None:
    groups = np.zeros(len(points.x), int) if points.groups is None else points.groups
    colours = rgba(groups, "classes", (0, CLASSES)) / 255 if points.groups is not None else "0.3"
    axes.scatter(points.x, points.y, s=2, c=colours, linewidths=0, rasterized=len(points.x) > _MANY)
    known = [] if points.groups is None else [int(g) for g in np.unique(groups) if g >= 0]
    if 1 < len(known) <= CLASSES:
        for group in known:
            colour = table("classes")[group] / 255
            axes.scatter([], [], s=8, color=colour, label=str(group))
        axes.legend(title="Group", loc="upper left", bbox_to_anchor=(1, 1), handletextpad=0)
