"""A map, a kernel or an image in a figure: with axes or a scale bar, colour bars, and marks."""

from math import floor, log10
from typing import TYPE_CHECKING, Any

import numpy as np

from speckle_viewer.colours import CLASSES, table
from speckle_viewer.evidence.shown import Array, ColourBar, Mark, Picture, limits_of

if TYPE_CHECKING:  # matplotlib takes a moment to load, which only who draws waits for
    from matplotlib.axes import Axes

BAR = 0.1
"""Inches that a colour bar is wide, with half of it before it."""

TALLEST = 1.5
"""Height over width up to which a picture fills its width."""

_FREE = 0.6  # height over width of a picture that has axes of its own, in other units each
_NEXT = 0.6  # inches from one colour bar to the next
_EACH_NAMED = 8  # classes: of more, not each has its number beside the bar
_NAME = 5.5  # points: names are small beside what they name
_LETTER = 0.56  # of the size, that a letter takes
_PLATE = "#000000b8"
_UNDER, _OVER = 2.2, 1.1  # points: marks have a dark edge, which is seen on any grey


def shape_of(picture: Picture) -> float:
    """Height over width in which it is drawn."""
    if picture.xs is not None and picture.ys is not None:
        same = _unit_of(picture.axes[0]) == _unit_of(picture.axes[1])
        return float(np.ptp(picture.ys) / np.ptp(picture.xs)) if same else _FREE
    rows, columns = picture.values.shape[:2]
    down, right = picture.mm_per_px or (1.0, 1.0)
    return float(rows * down / (columns * right))


def _unit_of(label: str) -> str:
    return label[label.rfind("(") :]


def draw_picture(axes: "Axes", picture: Picture, *, bar: bool = True) -> None:
    """Draw a picture, without the names of its marks, and with or without its colour bar."""
    if picture.xs is not None and picture.ys is not None:
        _draw_over_axes(axes, picture, picture.xs, picture.ys, bar)
        return
    rows, columns = picture.values.shape[:2]
    down, right = picture.mm_per_px or (1.0, 1.0)
    left, top = picture.column0 - 0.5, picture.row0 - 0.5
    place: dict[str, Any] = {
        "extent": (left, left + columns * picture.step, top + rows * picture.step, top),
        "aspect": down / right,
        "interpolation": "none",
    }
    if picture.values.ndim == 3:
        axes.imshow(np.clip(picture.values, 0, 1), **place)
    else:
        image = axes.imshow(_classes_apart(picture), **_coloured(picture), **place)
        if bar:
            _draw_bar(axes, image, picture)
    for number, own in enumerate(picture.bars):
        _draw_own_bar(axes, own, number)
    for mark in picture.marks:
        _draw_mark(axes, mark)
    if picture.mm_per_px is not None:
        _draw_scale(axes, columns * picture.step, right)
        axes.set_axis_off()
    else:
        axes.set_xlabel(picture.axes[0])
        axes.set_ylabel(picture.axes[1])
        axes.xaxis.set_major_locator(few_ticks(integer=True))
        axes.yaxis.set_major_locator(few_ticks(integer=True))


def _draw_over_axes(axes: "Axes", picture: Picture, xs: Array, ys: Array, bar: bool) -> None:
    """Draw values where they lie, which need not be evenly: each reaches halfway to the next."""
    values = picture.values
    if values.ndim == 3:
        values = np.clip(np.nan_to_num(values, nan=1.0), 0, 1)  # nothing is as white as the ground
    how = _coloured(picture) if values.ndim == 2 else {}
    image = axes.pcolormesh(_edges(xs), _edges(ys), values, rasterized=True, **how)
    axes.invert_yaxis()
    axes.set_xlabel(picture.axes[0])
    axes.set_ylabel(picture.axes[1])
    axes.xaxis.set_major_locator(few_ticks())
    axes.yaxis.set_major_locator(few_ticks())
    if values.ndim == 2 and bar:
        _draw_bar(axes, image, picture)


def _edges(places: Array) -> Array:
    """(n + 1,) limits of what lies at places (n,)."""
    middles = (places[:-1] + places[1:]) / 2
    half = float(np.median(np.diff(places))) / 2 if len(places) > 1 else 0.5
    return np.concatenate([[places[0] - half], middles, [places[-1] + half]])


def _classes_apart(picture: Picture) -> Array:
    """The values; as on screen, negative classes are drawn as nothing."""
    values = picture.values
    return np.where(values < 0, np.nan, values) if picture.colours == "classes" else values


def _coloured(picture: Picture) -> dict[str, Any]:
    """How numbers become colours, as matplotlib takes it."""
    from matplotlib.colors import FuncNorm, ListedColormap, Normalize

    colours, (low, high) = table(picture.colours), limits_of(picture)
    if picture.colours == "classes":
        # One colour and one tick of the bar per class; as on screen they come again after the last.
        low, high = (picture.limits or (0.0,))[0] - 0.5, max(high, 0) + 0.5
        colours = colours[np.arange(round(high - low)) % CLASSES]
    norm = FuncNorm((_root, _square), low, high) if picture.rooted else Normalize(low, high)
    return {"cmap": ListedColormap(colours / 255), "norm": norm}


def _beside(axes: "Axes", number: int = 0) -> "Axes":
    """Where a colour bar stands, of one width in inches, the first one next to the picture."""
    from matplotlib.transforms import Bbox

    figure = axes.get_figure(root=True)
    assert figure is not None

    def place(_: Any, __: Any) -> Bbox:
        across, box = figure.get_figwidth(), axes.get_position()
        left = box.x1 + (BAR / 2 + number * _NEXT) / across
        return Bbox.from_bounds(left, box.y0, BAR / across, box.height)

    found = axes.inset_axes((1, 0, 0.1, 1))
    found.set_axes_locator(place)
    return found


def _draw_bar(axes: "Axes", image: Any, picture: Picture) -> None:
    bar = axes.figure.colorbar(image, cax=_beside(axes), extend=_beyond(picture))
    bar.outline.set_linewidth(0.4)
    bar.set_label(_bar_label(picture))
    low, high = image.norm.vmin, image.norm.vmax
    if picture.rooted:
        bar.set_ticks([low, low / 4, 0.0, high / 4, high] if low < 0 else [0.0, high / 4, high])
    elif picture.colours == "classes" and high - low <= _EACH_NAMED:
        bar.set_ticks([*range(round(low + 0.5), round(high + 0.5))])
    else:
        bar.locator = few_ticks(integer=picture.colours == "classes")


def _beyond(picture: Picture) -> str:
    """Which ends of the colours stand for more than their number."""
    low, high = limits_of(picture)
    known = picture.values[np.isfinite(picture.values)]
    if picture.colours in ("classes", "cyclic") or not known.size:
        return "neither"
    little = 0.005 * (high - low)  # than which nothing is seen
    less, more = float(known.min()) < low - little, float(known.max()) > high + little
    return {(0, 0): "neither", (1, 0): "min", (0, 1): "max", (1, 1): "both"}[less, more]


def _draw_own_bar(axes: "Axes", own: ColourBar, number: int) -> None:
    """A bar of what was laid over a picture: in its colours, which are those for dark images."""
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import ListedColormap, Normalize

    colours, (low, high) = table(own.colours, "dark"), own.limits
    if own.colours == "classes":
        low, high = -0.5, len(own.classes) - 0.5
        colours = colours[: len(own.classes)]
    mapped = ScalarMappable(Normalize(low, high), ListedColormap(colours / 255))
    bar = axes.figure.colorbar(mapped, cax=_beside(axes, number))
    bar.outline.set_linewidth(0.4)
    bar.set_label(own.label)
    if own.classes:
        bar.set_ticks([*range(len(own.classes))], labels=own.classes)
    else:
        bar.locator = few_ticks()


def _draw_mark(axes: "Axes", mark: Mark) -> None:
    from matplotlib.patheffects import withStroke

    points = np.concatenate([mark.points, mark.points[:1]]) if mark.closed else mark.points
    dark = [withStroke(linewidth=_UNDER, foreground="black", alpha=0.6)]
    how: dict[str, Any] = {"color": mark.colour, "linewidth": _OVER, "path_effects": dark}
    if mark.kind == "ring":
        how |= {"marker": "o", "markersize": 5, "markerfacecolor": "none", "linestyle": "none"}
    # Marks beyond the image must not make the axes larger.
    limits = axes.get_xlim(), axes.get_ylim()
    axes.plot(points[:, 1], points[:, 0], linestyle=how.pop("linestyle", "-"), **how)
    axes.set(xlim=limits[0], ylim=limits[1])


def draw_names(axes: "Axes", picture: Picture, inside: float) -> None:
    """Draw names of marks in a picture of ``inside`` inches width.

    They are light on dark plates with an edge in the colour of what they name.
    """
    for mark, (row, column) in zip(*name_places(picture, inside), strict=True):
        # A plate and no dark edge: letters with an edge would no longer be text in SVG.
        plate = {"facecolor": _PLATE, "edgecolor": mark.colour, "linewidth": 0.5, "pad": 1.2}
        how: dict[str, Any] = {"va": "top", "ha": "left", "fontsize": _NAME, "color": "#f0f0f0"}
        axes.text(column, row, mark.name, bbox=plate, **how)


def name_places(picture: Picture, inside: float) -> tuple[list[Mark], list[tuple[float, float]]]:
    """Marks with a name, and the (row, column) of the upper left corner of each name.

    As in the window: above its mark; where another name is already, below it, as low as it takes.
    Always within a picture of ``inside`` inches width.
    """
    down, right = name_size(picture, inside)
    top, left = picture.row0 - 0.5, picture.column0 - 0.5
    height, width = (side * picture.step for side in picture.values.shape[:2])
    marks = [mark for mark in picture.marks if mark.name]
    taken: list[tuple[float, float, float]] = []  # row, first and last column
    for mark in marks:
        (first, column), last = mark.points.min(axis=0), mark.points[:, 0].max()
        wide = len(mark.name) * right
        start = max(min(column, left + width - wide), left + right / 2)
        beside = [row for row, a, b in taken if start < b and a < start + wide]
        tries = [first - 1.2 * down, *(last + (0.3 + n) * down for n in range(5))]
        rows = [max(min(row, top + height - down), top + 0.2 * down) for row in tries]
        free = (row for row in rows if all(abs(row - other) >= down for other in beside))
        taken.append((next(free, rows[0]), start, start + wide))
    return marks, [(row, start) for row, start, _ in taken]


def name_size(picture: Picture, inside: float) -> tuple[float, float]:
    """Rows that a line of a name takes, with its plate, and columns that a letter takes."""
    columns = picture.step * picture.values.shape[1]
    down, right = picture.mm_per_px or (1.0, 1.0)
    points = 72 * inside / columns  # of a column
    return (_NAME + 4.5) / (points * down / right), (_LETTER * _NAME + 0.3) / points


def _bar_label(picture: Picture) -> str:
    unit = picture.unit or ("number" if picture.colours == "classes" else "no unit")
    if picture.quantity:
        unit = f"{picture.quantity} ({picture.unit})" if picture.unit else picture.quantity
    return f"{unit}, √ scale" if picture.rooted else unit


def _root(values: Any) -> Any:
    return np.copysign(np.sqrt(np.abs(values)), values)


def _square(values: Any) -> Any:
    return np.copysign(np.square(values), values)


def few_ticks(integer: bool = False) -> Any:
    """A locator of at most four steps."""
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(4, integer=integer)


def _draw_scale(axes: "Axes", columns: int, mm_per_column: float) -> None:
    """A bar of a round length of at most a third of the width."""
    from mpl_toolkits.axes_grid1.anchored_artists import AnchoredSizeBar

    largest = columns * mm_per_column / 3
    power = 10.0 ** floor(log10(largest))
    millimetres = max(power * step for step in (1, 2, 5) if power * step <= largest)
    axes.add_artist(
        AnchoredSizeBar(
            axes.transData,
            millimetres / mm_per_column,
            f"{millimetres:g} mm",
            "upper left",
            bbox_to_anchor=(0, 0),
            bbox_transform=axes.transAxes,
            pad=0.1,
            borderpad=0.2,
            sep=2,
            frameon=False,
            size_vertical=0,
        )
    )
