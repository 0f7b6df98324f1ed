"""Where each heat map goes; the maps are as large as the space allows.

One frame: patch, weight over patch, weight and product side by side or two by two. A burst: a
column per frame and a row each for the patch (or the weight over it), the weight and the product;
where height is left, the frame that is denoised comes first, large. Kernel sizes are stacked or
side by side, whichever makes the maps larger. Of large kernels there is one map per frame: the
weights, or these over the patch. Where height is left, all sizes and frames follow, added around
the centre and large: a section of its own, after those of the sizes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPoint, QRect, QSize

from speckle_viewer.central import SMALL

Kind = Literal["patch", "overlay", "weight", "product"]

_ALL: tuple[Kind, ...] = ("patch", "overlay", "weight", "product")
_LARGE: tuple[Kind, ...] = ("overlay", "weight", "product")

TITLE = 20  # height of a section's title
HEADING = 16  # height of the headings over the maps
GUTTER = 52  # width of the names of the rows of a burst
GAP = 4
SECTION_GAP = 5
BESIDE_GAP = 16
SMALLEST = 36  # side of a map below which the panel scrolls rather than shrinks
_LINE = 1  # around the maps
_WORTH_OF_LARGE = 1.3
_ADDED: tuple[Kind, ...] = ("overlay", "weight")
_SMALLEST_ADDED = 80  # side of the maps of what is added below which they say little more


@dataclass(frozen=True)
class Map:
    """One heat map on the sheet, ``side`` pixels wide, of ``size`` taps.

    ``large`` ones have their name above, unless they are ``nameless`` for that the section above
    has the same; the others belong to the grid of a burst.
    """

    kind: Kind
    section: int
    frame: int
    size: int
    side: int
    corner: QPoint
    large: bool
    nameless: bool = False

    @property
    def cell(self) -> int:
        """The side of a tap in whole pixels."""
        return self.side // self.size

    @property
    def rect(self) -> QRect:
        """The pixels that it covers."""
        return QRect(self.corner, QSize(self.side, self.side))

    def cell_rect(self, row: int, column: int) -> QRect:
        """The pixels of one tap."""
        (left, right), (top, bottom) = (
            (round(i * self.side / self.size), round((i + 1) * self.side / self.size))
            for i in (column, row)
        )
        return QRect(self.corner + QPoint(left, top), QSize(right - left, bottom - top))

    def tap_at(self, point: QPoint) -> tuple[int, int]:
        """Row and column of the tap at a point of `rect`."""
        offset = point - self.corner
        return offset.y() * self.size // self.side, offset.x() * self.size // self.side


@dataclass(frozen=True)
class Sheet:
    """All maps of a pixel, the title of each section, and the height used.

    A section is a kernel size; where ``added``, the last is all sizes and frames added.
    """

    maps: tuple[Map, ...]
    titles: tuple[QRect, ...]
    height: int
    added: bool = False


def lay_out(space: QSize, sizes: tuple[int, ...], frames: int, overlay: bool) -> Sheet:
    """Lay out the maps of ``frames`` frames for each of the kernel ``sizes`` in a space.

    ``overlay`` puts the weights over the patches of a burst; a single frame shows both.
    """
    plans = _plans(space, sizes, frames, overlay)
    plan = max(plans, key=lambda plan: plan.worth(space.height()))
    return plan.sheet(plan.best_side(space.height()), plan.added_side(space.height()))


def smallest_space(sizes: tuple[int, ...], frames: int) -> QSize:
    """The space below which the panel scrolls rather than shrinks the maps."""
    columns, gutter = (2, _LINE) if frames == 1 else (frames, GUTTER)
    if max(sizes) > SMALL:
        columns, gutter = 1, _LINE
    width = gutter + columns * (max(SMALLEST, *sizes) + GAP) - GAP + _LINE
    plans = _plans(QSize(width, 0), sizes, frames, overlay=False)
    return QSize(width, min(plan.height(SMALLEST) for plan in plans if plan.beside == 1))


@dataclass(frozen=True)
class _Plan:
    """One way to arrange the maps; the side of the maps is still open."""

    sizes: tuple[int, ...]
    frames: int
    kinds: tuple[Kind, ...]
    columns: int
    beside: int  # sections side by side
    width: int  # of a section
    has_large: bool = False  # the denoised frame of a burst, large, above its grid

    @property
    def named(self) -> bool:
        """Whether each map has a name above it."""
        return self.frames == 1 or max(self.sizes) > SMALL

    @property
    def gutter(self) -> int:
        return _LINE if self.named else GUTTER

    @property
    def rows(self) -> int:
        return -(-len(self.kinds) * self.frames // self.columns)

    @property
    def row_gap(self) -> int:
        """Between rows of maps."""
        return GAP + HEADING if self.named else GAP

    def best_side(self, height: int) -> int:
        """The largest side of maps with which everything fits, or the smallest allowed."""
        widest = (self.width - self.gutter - _LINE + GAP) // self.columns - GAP
        fitting = (side for side in range(widest, SMALLEST, -1) if self.height(side) <= height)
        return next(fitting, min(widest, SMALLEST))

    def worth(self, height: int) -> float:
        """How good the plan is: large maps, and the denoised frame for a little less of that.

        Of a single frame those of what is added count too, and more.
        """
        fits = self.height(self.best_side(height)) <= height
        added = self.added_side(height) if self.frames == 1 else 0
        side = self.best_side(height) * (_WORTH_OF_LARGE if self.has_large and fits else 1.0)
        return side + _WORTH_OF_LARGE * added

    def added_side(self, height: int) -> int:
        """The side of the two maps of what is added in the height that is left; 0 for none."""
        if self.frames * len(self.sizes) == 1 or max(self.sizes) > SMALL:
            return 0
        taken = self.height(self.best_side(height)) + SECTION_GAP + TITLE + HEADING + _LINE
        across = (self.width + BESIDE_GAP) * self.beside - BESIDE_GAP
        widest = (across - 2 * _LINE + GAP) // len(_ADDED) - GAP
        side = _whole(min(height - taken, widest), max(self.sizes))
        return side if side >= _SMALLEST_ADDED else 0

    def height(self, side: int) -> int:
        """Height of all sections with maps of about this side."""
        heights = [self._section_height(i, size, side) for i, size in enumerate(self.sizes)]
        return max(heights) if self.beside > 1 else sum(heights) + SECTION_GAP * (len(heights) - 1)

    def sheet(self, side: int, added: int) -> Sheet:
        """All maps in their places; ``added`` is the side of those of what is added, or 0."""
        maps: list[Map] = []
        titles: list[QRect] = []
        corner = QPoint(0, 0)
        for section, size in enumerate(self.sizes):
            titles.append(QRect(corner, QSize(self.width, TITLE)))
            maps += self._large_maps(section, size, corner)
            maps += self._grid(section, size, side, corner)
            if self.beside > 1:
                corner += QPoint(self.width + BESIDE_GAP, 0)
            else:
                corner += QPoint(0, self._section_height(section, size, side) + SECTION_GAP)
        height = self.height(side)
        if added:
            top, size = height + SECTION_GAP, max(self.sizes)
            titles.append(QRect(0, top, self.width, TITLE))
            for order, kind in enumerate(_ADDED):
                place = QPoint(_LINE + order * (added + GAP), top + TITLE + HEADING)
                maps.append(Map(kind, len(self.sizes), 0, size, added, place, True))
            height = top + TITLE + HEADING + added + _LINE
        return Sheet(tuple(maps), tuple(titles), height, bool(added))

    def _heading(self, section: int) -> int:
        """Height above the maps; names that stand above those of the first size serve for all."""
        once = self.frames == self.rows == self.beside == 1
        return 0 if section and once else HEADING

    def _section_height(self, section: int, size: int, side: int) -> int:
        rows = self.rows * (_whole(side, size) + self.row_gap) - self.row_gap
        return TITLE + self._large_height(size) + self._heading(section) + rows

    def _large_height(self, size: int) -> int:
        return HEADING + _whole(self._large_side, size) + GAP if self.has_large else 0

    @property
    def _large_side(self) -> int:
        return (self.width - 2 * _LINE + GAP) // len(_LARGE) - GAP

    def _large_maps(self, section: int, size: int, corner: QPoint) -> Iterator[Map]:
        if self.has_large:
            whole = _whole(self._large_side, size)
            for order, kind in enumerate(_LARGE):
                place = corner + QPoint(_LINE + order * (whole + GAP), TITLE + HEADING)
                yield Map(kind, section, self.frames // 2, size, whole, place, True)

    def _grid(self, section: int, size: int, side: int, corner: QPoint) -> Iterator[Map]:
        whole = _whole(side, size)
        across = max(_whole(side, other) for other in self.sizes) + GAP
        heading = self._heading(section)
        top = TITLE + self._large_height(size) + heading
        for frame in range(self.frames):
            for order, kind in enumerate(self.kinds):
                row, column = order, frame
                if self.named:
                    row, column = divmod(frame * len(self.kinds) + order, self.columns)
                x, y = self.gutter + column * across, top + row * (whole + self.row_gap)
                place = corner + QPoint(x, y)
                yield Map(kind, section, frame, size, whole, place, self.named, not heading)


def _plans(space: QSize, sizes: tuple[int, ...], frames: int, overlay: bool) -> Iterator[_Plan]:
    kinds: tuple[Kind, ...]
    for beside in sorted({1, len(sizes)}):
        width = (space.width() + BESIDE_GAP) // beside - BESIDE_GAP
        if max(sizes) > SMALL:
            kinds = ("overlay" if overlay else "weight",)
            for columns in range(frames, 0, -1):
                yield _Plan(sizes, frames, kinds, columns, beside, width)
        elif frames == 1:
            for columns in (4, 2):
                yield _Plan(sizes, frames, _ALL, columns, beside, width)
        else:
            kinds = ("overlay" if overlay else "patch", "weight", "product")
            for has_large in (False, True):
                yield _Plan(sizes, frames, kinds, frames, beside, width, has_large)


def _whole(side: int, size: int) -> int:
    """The largest side that gives every tap the same number of whole pixels.

    Of large kernels, where that would waste much and a pixel more is not seen, any side.
    """
    return side if size > SMALL else max(1, side // size) * size
