"""Where the kernels, their responses and the curves stand in `KernelColumns`."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QSize

Kind = Literal["weight", "response"]

TITLE, GAP = 18, 10
BAR = 32  # px: a colour bar with its figures
BARS = 300  # px that both have, if there is room
EDGE = 3  # px: to the mark of the keyboard
_WIDEST = 240  # px: a larger map shows nothing more
_CURVES, _WIDEST_CURVES = QSize(120, 90), QSize(520, 300)
_FOR_CURVES = 160  # px: what maps leave free, if they do
_SMALLEST = 64  # px: maps do not become smaller for the curves' sake


@dataclass(frozen=True, eq=False)
class Column:
    """A kernel (K, K) under its title, or the ``short`` one where that has no room.

    ``colour`` ("#rrggbb") marks it, empty for no mark.
    """

    title: str
    taps: NDArray[np.float32]
    colour: str = ""
    short: str = ""


@dataclass(frozen=True)
class Place:
    """Where one picture is drawn."""

    column: int
    kind: Kind
    rect: QRect


@dataclass(frozen=True)
class Cell:
    """One number of one picture, by the picture's place in `KernelColumns.places`."""

    place: int
    row: int
    column: int


def arranged(count: int, size: QSize) -> tuple[Place, ...]:
    """The responses under their kernels or beside them, whichever makes both larger.

    They leave room for the curves, unless they would become too small.
    """
    places = _as_large_as_fit(count, size)
    if room_for_curves(places, size) is None:
        for_curves = QSize(_FOR_CURVES + 2 * GAP, 0)
        smaller = _as_large_as_fit(count, size - for_curves)
        if smaller and smaller[0].rect.width() >= _SMALLEST:
            return smaller
    return places


def _as_large_as_fit(count: int, size: QSize) -> tuple[Place, ...]:
    width, height = size.width() - 2 * EDGE, size.height() - BAR
    under = min((width + GAP) // max(count, 1) - GAP, (height - TITLE - GAP) // 2, _WIDEST)
    beside = min((width + GAP) // max(2 * count, 1) - GAP, height - TITLE, _WIDEST)
    side, step = max(under, beside, 24), (1 if under >= beside else 2)
    right, down = (0, side + GAP) if step == 1 else (side + GAP, 0)
    places = []
    for index in range(count):
        corner = QPoint(EDGE + step * index * (side + GAP), TITLE)
        square = QRect(corner, QSize(side, side))
        places.append(Place(index, "weight", square))
        places.append(Place(index, "response", square.translated(right, down)))
    return tuple(places)


def room_for_curves(places: tuple[Place, ...], size: QSize) -> QRect | None:
    """What the pictures leave free, right of them or under them, if it is large enough."""
    if not places:
        return None
    bars = min(BARS, size.width() - EDGE - _CURVES.width() - 2 * GAP)
    right = max(*(p.rect.right() for p in places), bars) + 2 * GAP
    bottom = max(p.rect.bottom() for p in places) + BAR + GAP
    beside = QRect(right, 0, size.width() - right - EDGE, size.height() - EDGE)
    below = QRect(EDGE, bottom, size.width() - 2 * EDGE, size.height() - bottom - EDGE)
    for room in sorted((beside, below), key=lambda r: -r.width() * r.height()):
        if room.width() >= _CURVES.width() and room.height() >= _CURVES.height():
            return QRect(room.topLeft(), room.size().boundedTo(_WIDEST_CURVES))
    return None
