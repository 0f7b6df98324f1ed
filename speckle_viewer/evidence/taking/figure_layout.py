"""Where the panels of a figure stand: as large as labels and colour bars leave room for.

Matplotlib's own layouts keep the figure's height and spread what is left over between pictures of a
fixed shape; here it is the height that follows.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # matplotlib takes a moment to load, which only who draws waits for
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

_PAD = 0.04  # inches around all
_ACROSS, _DOWN = 0.1, 0.08  # inches between what belongs to panels
_SMALLEST = 0.3
_ROUNDS = 3  # labels depend a little on sizes, and sizes on labels


@dataclass(frozen=True, eq=False)
class Cell:
    """A panel that was drawn.

    Attributes
    ----------
    shape
        Its height over its width; None takes the height of its row.
    height
        In inches, for what needs a fixed one.
    """

    axes: "Axes"
    shape: float | None
    height: float | None = None


@dataclass(frozen=True, eq=False)
class Block:
    """Rows of panels under each other, in columns of one width.

    ``tallest`` is the height over width up to which pictures fill their column, ``plot`` the
    height of plots over their width, and ``widest`` in inches that of a column.
    """

    rows: Sequence[Sequence[Cell]]
    tallest: float
    plot: float
    widest: float


@dataclass(frozen=True)
class _Margins:
    """Inches that stand beside a panel."""

    left: float
    right: float
    top: float
    bottom: float


def lay_out(
    figure: "Figure", blocks: Sequence[Block], caption: "Text", fit: Callable[[], None]
) -> None:
    """Place all panels, from above, and the caption under them; gives the figure its height.

    ``fit`` is called in between, and makes labels fit panels of the size that they have then.
    """
    for number in range(_ROUNDS):
        if number:
            fit()
        width, top = figure.get_figwidth(), _PAD
        places: list[tuple[Axes, tuple[float, float, float, float]]] = []
        for block in blocks:
            top = _place(block, width, top, places)
        height = top + _DOWN + caption.get_window_extent().height / figure.dpi + _PAD
        figure.set_figheight(height)
        for axes, (left, upper, wide, high) in places:
            place = left / width, 1 - (upper + high) / height, wide / width, high / height
            axes.set_position(place)
        caption.set_position((_PAD / width, 1 - (top + _DOWN) / height))


def _place(
    block: Block,
    width: float,
    top: float,
    places: list[tuple["Axes", tuple[float, float, float, float]]],
) -> float:
    """Add a block's panels at (left, top, width, height), in inches; gives where it ends."""
    margins = [[_margins(cell) for cell in row] for row in block.rows]
    across = max(map(len, block.rows))
    lefts, rights = (
        [max(getattr(row[i], side) for row in margins if i < len(row)) for i in range(across)]
        for side in ("left", "right")
    )
    room = width - 2 * _PAD - (across - 1) * _ACROSS - sum(lefts) - sum(rights)
    wide = min(max(room / across, _SMALLEST), block.widest)
    for row, beside in zip(block.rows, margins, strict=True):
        top += max(m.top for m in beside)
        high = _height(block, row, wide)
        left = _PAD
        for cell, before, after in zip(row, lefts, rights, strict=False):
            left += before
            own = high if cell.shape is None else min(wide * cell.shape, high)
            size = wide if cell.shape is None else own / cell.shape
            places.append((cell.axes, (left, top, size, own)))
            left += wide + after + _ACROSS
        top += high + max(m.bottom for m in beside) + _DOWN
    return top


def _height(block: Block, row: Iterable[Cell], wide: float) -> float:
    """Inches that the panels of a row may be high."""
    pictures = [wide * min(cell.shape, block.tallest) for cell in row if cell.shape is not None]
    fixed = [cell.height for cell in row if cell.height is not None]
    return max([*pictures, *fixed], default=wide * block.plot)


def _margins(cell: Cell) -> _Margins:
    """What stands beside a panel now. Titles and labels may be longer: they are wrapped to fit."""
    axes, per_inch = cell.axes, cell.axes.figure.dpi
    inner, outer = axes.get_window_extent(), axes.get_tightbbox(for_layout_only=True)
    assert outer is not None
    return _Margins(
        max(inner.x0 - outer.x0, 0) / per_inch,
        max(outer.x1 - inner.x1, 0) / per_inch,
        max(outer.y1 - inner.y1, 0) / per_inch,
        max(inner.y0 - outer.y0, 0) / per_inch,
    )
