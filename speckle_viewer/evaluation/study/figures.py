"""Figures of a table: its figures as bars, and what the methods make of one image."""

from collections.abc import Mapping
from html import escape
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from speckle_viewer.evaluation.scores import Grey
from speckle_viewer.evaluation.tables import Table

_LINE, _LABEL, _WIDTH, _NUMBER = 18, 230, 420, 60
_LABEL_HEIGHT = 16
_STYLE = "font: 12px sans-serif; fill: #333"


def bars(table: Table, metric: str) -> bytes:
    """One metric of a table as an SVG: a bar per row, a group per place.

    Bars begin at the least value less a tenth of the range, as decibels have no zero.
    """
    column = list(table.metrics).index(metric)
    values = [row[2][column] for row in table.rows]
    finite = [v for v in values if np.isfinite(v)]
    low, high = (min(finite), max(finite)) if finite else (0.0, 1.0)
    low -= 0.1 * (high - low or 1)
    scale = _WIDTH / (high - low)
    parts, top, place = [], 0, ""
    for (where, method, _), value in zip(table.rows, values, strict=True):
        if where != place:
            parts.append(_text(4, top + 20, f"{where}: {metric}", "font-weight: bold"))
            place, top = where, top + 28
        parts.append(_text(_LABEL - 6, top + 13, method, "text-anchor: end"))
        length = max((value - low) * scale, 0) if np.isfinite(value) else 0
        colour = "#999" if method == "input" else "#3b76af"
        parts.append(
            f'<rect x="{_LABEL}" y="{top + 3}" width="{length:.1f}" height="12" fill="{colour}"/>'
        )
        shown = f"{value:.{table.metrics[metric]}f}"
        parts.append(_text(int(_LABEL + length + 5), top + 13, shown))
        top += _LINE
    width = _LABEL + _WIDTH + _NUMBER
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{top + 8}">'
    ground = '<rect width="100%" height="100%" fill="white"/>'
    return "\n".join([head, ground, *parts, "</svg>", ""]).encode()


def gallery(images: Mapping[str, Grey], columns: int = 5) -> bytes:
    """Images (H, W) in [0, 1] of one size with their names above, as a PNG."""
    height, width = next(iter(images.values())).shape
    rows = -(-len(images) // columns)
    across = min(columns, len(images))
    sheet = Image.new("L", (across * (width + 4), rows * (height + _LABEL_HEIGHT + 4)), 255)
    draw = ImageDraw.Draw(sheet)
    for number, (name, image) in enumerate(images.items()):
        left = number % columns * (width + 4)
        top = number // columns * (height + _LABEL_HEIGHT + 4)
        draw.text((left + 2, top + 2), name.replace("×", "x").replace("σ", "sigma"), fill=0)
        grey = (np.clip(image, 0, 1) * 255).round().astype(np.uint8)
        sheet.paste(Image.fromarray(grey), (left, top + _LABEL_HEIGHT))
    file = BytesIO()
    sheet.save(file, "PNG")
    return file.getvalue()


def _text(left: int, baseline: int, text: str, style: str = "") -> str:
    return f'<text x="{left}" y="{baseline}" style="{_STYLE}; {style}">{escape(text)}</text>'


def curves(
    series: Mapping[str, Mapping[int, float]], levels: Mapping[str, float], x: str, y: str
) -> bytes:
    """Values over numbers on a logarithmic axis as an SVG, with dashed lines at ``levels``.

    Both by name; a level has the colour of the series of its name.
    """
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    style: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": "curves", "font.size": 9}
    with rc_context(style):
        figure = Figure((6.4, 3.6), layout="constrained")
        axes = figure.subplots()
        for name, points in series.items():
            (line,) = axes.plot([*points], [*points.values()], marker="o", label=name)
            if name in levels:
                axes.axhline(levels[name], color=line.get_color(), linestyle="--", linewidth=1)
        numbers = sorted({n for points in series.values() for n in points})
        axes.set_xscale("log")
        axes.set_xticks(numbers, [str(n) for n in numbers])
        axes.minorticks_off()
        axes.set_xlabel(x)
        axes.set_ylabel(y)
        axes.spines[["top", "right"]].set_visible(False)
        axes.legend(frameon=False, title="dashed: the network itself")
        file = BytesIO()
        figure.savefig(file, format="svg", metadata={"Date": None})
    return file.getvalue()
