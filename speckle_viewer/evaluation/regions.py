"""Rectangles on a frame that the user names: tissue to measure, pairs to compare, edges."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.errors import EvaluationError

EDGE = "edge"
"""Rectangles whose name begins so hold one straight edge, of which the width is measured."""

_SMALLEST = 4


@dataclass(frozen=True)
class Rectangle:
    """A named part of a frame, in pixels."""

    name: str
    row: int
    column: int
    height: int
    width: int

    @property
    def is_edge(self) -> bool:
        return self.name.startswith(EDGE)

    def of(self, image: NDArray[Any]) -> NDArray[Any]:
        """What an image (..., H, W) shows there."""
        rows = slice(self.row, self.row + self.height)
        return image[..., rows, self.column : self.column + self.width]


def rectangle(text: str) -> Rectangle:
    """Read ``name=row,column,height,width``. Raises `EvaluationError`."""
    name, _, numbers = text.partition("=")
    try:
        row, column, height, width = (int(number) for number in numbers.split(","))
    except ValueError:
        row = column = height = width = -1
    if not name.strip() or min(row, column) < 0 or min(height, width) < _SMALLEST:
        raise EvaluationError(
            f"The region {text!r} cannot be read: write name=row,column,height,width in pixels, "
            f"at least {_SMALLEST} high and wide, for instance liver=120,200,40,40."
        )
    return Rectangle(name.strip(), row, column, height, width)


def check_inside(regions: list[Rectangle], shape: tuple[int, int]) -> None:
    """Raise `EvaluationError` if a region leaves a frame (H, W), or two have the same name."""
    for r in regions:
        if r.row + r.height > shape[0] or r.column + r.width > shape[1]:
            raise EvaluationError(
                f"The region {r.name} leaves the frame, which has {shape[0]} rows and {shape[1]} "
                "columns: choose smaller numbers."
            )
    names = [r.name for r in regions]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise EvaluationError(f"Two regions are called {twice}: give each its own name.")


def share_inside(region: Rectangle, tissue: NDArray[np.bool_]) -> float:
    """How much of a region is tissue."""
    return float(np.mean(region.of(tissue)))
