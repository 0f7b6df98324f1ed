"""Where each heat map goes; the maps are as large as the space allows.

One frame: patch, weight over patch, weight and product side by side or two by two. A burst: a
column per frame and a row each for the patch (or the weight over it), the weight and the product.
"""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPoint, QRect, QSize

Kind = Literal["patch", "overlay", "weight", "product"]

TITLE = 20  # height of a section's title
HEADING = 16  # height of the headings over the maps
GUTTER = 52  # width of the names of the rows of a burst
GAP = 4
SECTION_GAP = 8
SMALLEST = 36  # side of a map below which the panel scrolls rather than shrinks


@dataclass(frozen=True)
class Map:
    """One heat map on the sheet; ``cell`` is the side of a tap in pixels."""

    kind: Kind
    section: int
    frame: int
    size: int
    cell: int
    corner: QPoint

    @property
    def rect(self) -> QRect:
        """The pixels that it covers."""
        return QRect(self.corner, QSize(self.cell * self.size, self.cell * self.size))

    def cell_rect(self, row: int, column: int) -> QRect:
        """The pixels of one tap."""
        offset = QPoint(column * self.cell, row * self.cell)
        return QRect(self.corner + offset, QSize(self.cell, self.cell))

    def tap_at(self, point: QPoint) -> tuple[int, int]:
        """Row and column of the tap at a point of `rect`."""
        offset = point - self.corner
        return offset.y() // self.cell, offset.x() // self.cell


@dataclass(frozen=True)
class Sheet:
    """All maps of a pixel, the top of each section (one per kernel size), and the height used."""

    maps: tuple[Map, ...]
    tops: tuple[int, ...]
    height: int


@dataclass(frozen=True)
class _Grid:
    columns: int
    rows: int
    gutter: int
    headings: int  # rows that have one

    def height(self, side: int) -> int:
        """Height of a section with maps of this side."""
        return TITLE + self.headings * HEADING + self.rows * (side + GAP) - GAP

    def total(self, sizes: tuple[int, ...], side: int) -> int:
        """Height of all sections; taps are whole pixels, so maps may be a little smaller."""
        heights = (self.height(_whole(side, size)) for size in sizes)
        return sum(heights) + SECTION_GAP * (len(sizes) - 1)

    def best_side(self, space: QSize, sizes: tuple[int, ...]) -> int:
        """The largest side of maps with which everything fits, or the smallest allowed."""
        widest = (space.width() - self.gutter + GAP) // self.columns - GAP
        fitting = (s for s in range(widest, SMALLEST, -1) if self.total(sizes, s) <= space.height())
        return next(fitting, min(widest, SMALLEST))


def lay_out(space: QSize, sizes: tuple[int, ...], frames: int, overlay: bool) -> Sheet:
    """Lay out the maps of ``frames`` frames for each of the kernel ``sizes`` in a space.

    ``overlay`` puts the weights over the patches of a burst; a single frame shows both.
    """
    grid = max(_grids(frames), key=lambda g: g.best_side(space, sizes))
    side = grid.best_side(space, sizes)
    across = max(_whole(side, size) for size in sizes) + GAP
    maps: list[Map] = []
    tops: list[int] = []
    top = 0
    for section, size in enumerate(sizes):
        tops.append(top)
        cell = _whole(side, size) // size
        down = cell * size + GAP + (HEADING if grid.headings > 1 else 0)
        for frame in range(frames):
            for order, kind in enumerate(_kinds(frames, overlay)):
                row, column = divmod(order, grid.columns) if frames == 1 else (order, frame)
                x = grid.gutter + column * across
                y = top + TITLE + HEADING + row * down
                maps.append(Map(kind, section, frame, size, cell, QPoint(x, y)))
        top += grid.height(cell * size) + SECTION_GAP
    return Sheet(tuple(maps), tuple(tops), top - SECTION_GAP)


def smallest_space(sizes: tuple[int, ...], frames: int) -> QSize:
    """The space below which the panel scrolls rather than shrinks the maps."""
    grid = _grids(frames)[-1]
    width = max(SMALLEST, *sizes)
    height = min(g.total(sizes, SMALLEST) for g in _grids(frames))
    return QSize(grid.gutter + grid.columns * (width + GAP) - GAP, height)


def _kinds(frames: int, overlay: bool) -> tuple[Kind, ...]:
    if frames == 1:
        return "patch", "overlay", "weight", "product"
    return "overlay" if overlay else "patch", "weight", "product"


def _grids(frames: int) -> tuple[_Grid, ...]:
    if frames == 1:
        return _Grid(4, 1, 1, 1), _Grid(2, 2, 1, 2)  # 1 px: the line around the first map
    return (_Grid(frames, 3, GUTTER, 1),)


def _whole(side: int, size: int) -> int:
    return max(1, side // size) * size
