"""Curves, histograms, points and tables in a figure."""

from typing import TYPE_CHECKING, Any

import numpy as np

from speckle_viewer.colours import CLASSES, rgba, table
from speckle_viewer.evidence.shown import Bars, Curves, Points, Table
from speckle_viewer.evidence.taking.figure_fitting import wrapped

if TYPE_CHECKING:  # matplotlib takes a moment to load, which only who draws waits for
    from matplotlib.axes import Axes

_ROW = 0.16  # inches that a row of a table needs
_LETTER = 0.058  # and a letter of 7 pt
_NARROWEST = 8  # letters of a column
_LEGEND = 1.3  # inches that a name of a curve may be long
_MANY = 5000  # points above which a scatter plot is kept as an image in SVG


def draw_plot(axes: "Axes", panel: Curves | Bars | Points) -> None:
    """Draw a plot, without labels."""
    if isinstance(panel, Curves):
        _draw_curves(axes, panel)
    elif isinstance(panel, Bars):
        axes.stairs(panel.heights, panel.edges, fill=True, color="0.45")
    else:
        _draw_points(axes, panel)


def _draw_curves(axes: "Axes", curves: Curves) -> None:
    for name, values in curves.ys.items():
        look: dict[str, Any] = dict(
            zip(("color", "linestyle"), curves.looks.get(name, ()), strict=False)
        )
        drawn = values if curves.floor is None else np.maximum(values, curves.floor)
        axes.plot(curves.x, drawn, label=wrapped(name, _LEGEND), **look)
    if curves.floor is not None:
        axes.set_yscale("log")
        axes.set_ylim(bottom=curves.floor)
        axes.yaxis.set_major_formatter("{x:g}")
    if len(curves.ys) > 1:
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1), handlelength=1)


def draw_table(axes: "Axes", panel: Table, room: float) -> float:
    """Draw a table in so many inches; gives how many it is high.

    Columns are as wide as what stands in them.
    """
    rows = panel.rows or (("",) * len(panel.heads),)
    cells = [[_written(value) for value in row] for row in rows]
    words = zip(*cells, map(str.split, panel.heads), strict=True)
    letters = [max(_NARROWEST, *map(len, (*column, *head))) for *column, head in words]
    shares = [number / sum(letters) for number in letters]
    heads = [wrapped(h, room * s, _NARROWEST) for h, s in zip(panel.heads, shares, strict=True)]
    axes.set_axis_off()
    drawn = axes.table(
        cells, colLabels=heads, colWidths=shares, loc="upper center", edges="horizontal"
    )
    drawn.auto_set_font_size(False)
    drawn.set_fontsize(7 if _LETTER * sum(letters) < room else 5)
    most = max(head.count("\n") for head in heads) + 1
    for (row, _), cell in drawn.get_celld().items():
        cell.set_height((most if row == 0 else 1) / (len(cells) + most))
        cell.set_linewidth(0.4)
    return _ROW * (len(cells) + most)


def _written(value: str | float | None) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return "" if value != value else f"{value:.4g}".replace("-", "−")


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
