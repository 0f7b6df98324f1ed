"""How strong a method took the noise to be, pixel by pixel, in numbers that can be shown."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.denoising import NoisePaint, Result
from speckle_viewer.methods.controls import GREY_LEVELS

T = TypeVar("T", bound=np.generic)
Levels = NDArray[np.float32]

_COLOURED = 99  # per cent
SIDE = 512
"""Rows and columns of which numbers are taken: more would cost time while a cine plays."""


@dataclass(frozen=True, eq=False)
class NoiseMap:
    """The noise's standard deviation in grey levels.

    Attributes
    ----------
    values
        (rows, columns); meant only where ``tissue``.
    tissue
        (rows, columns): what was denoised, without the black beside the sector.
    mean, least, largest
        Over the tissue; of large frames over every second, third, … row and column.
    limit
        The largest value in colours: 99 % of the tissue are below, so that a few pixels do not
        darken the rest.
    """

    values: Levels
    tissue: NDArray[np.bool_]
    mean: float
    least: float
    largest: float
    limit: float

    @property
    def is_even(self) -> bool:
        """Whether it is the same everywhere, as where the user gave it."""
        return self.largest - self.least < 1e-3

    @property
    def shown(self) -> Levels:
        """The values with NaN where there is no tissue."""
        return np.where(self.tissue, self.values, np.float32(np.nan))

    def at(self, row: int, column: int) -> float | None:
        """The value at a pixel; None where there is no tissue, and outside the image."""
        rows, columns = self.values.shape
        if not (0 <= row < rows and 0 <= column < columns):
            return None
        known = self.tissue[row, column] and not np.isnan(self.values[row, column])
        return float(self.values[row, column]) if known else None


def noise_map(result: Result) -> NoiseMap | None:
    """The noise map of a result; None where the method gives none, or nothing is tissue."""
    values = _values(result)
    return None if values is None else _described(values, result)


def noise_map_under(result: Result, painted: NoisePaint | None) -> NoiseMap | None:
    """The noise map that is wanted: ``painted``, and under it the method's own as far as known.

    That is NaN where the result was painted and ``painted`` is not.
    """
    own = own_levels(result)
    if own is None:
        return None
    if painted is not None:
        own = np.where(np.isnan(painted.levels), own, painted.levels)
    return _described(own, result)


def own_levels(result: Result) -> Levels | None:
    """The method's own noise map (rows, columns) in grey levels, NaN where it was painted over."""
    values, painted = _values(result), result.request.noise
    if values is None or painted is None:
        return values
    return np.where(np.isnan(painted.levels), values, np.float32(np.nan))


def _values(result: Result) -> Levels | None:
    prediction = result.prediction
    if prediction is None or prediction.noise_map is None:
        return None
    levels: Levels = GREY_LEVELS * prediction.noise_map.numpy()
    return levels


def _described(values: Levels, result: Result) -> NoiseMap | None:
    some = sampled(values)[sampled(result.insonified)]
    some = some[~np.isnan(some)]
    if not some.size:
        return None
    numbers = (some.mean(), some.min(), some.max(), np.percentile(some, _COLOURED))
    return NoiseMap(values, result.insonified, *map(float, numbers))


def sampled(image: NDArray[T]) -> NDArray[T]:
    """At most `SIDE` rows and columns of an image, evenly spaced."""
    step = step_of(image.shape)
    return image[::step, ::step]


def step_of(shape: tuple[int, ...]) -> int:
    """Every how many rows and columns `sampled` takes one."""
    return -(-max(shape) // SIDE)


def paint(
    levels: NDArray[T],
    start: tuple[int, int],
    end: tuple[int, int],
    diameter: float,
    level: float,
) -> tuple[slice, slice]:
    """Draw a stroke of a round brush into ``levels`` (rows, columns), in place.

    From the middle of one pixel, (row, column), to that of another; NaN as ``level`` erases. Pixels
    whose middle is within half the diameter are painted, the one under the brush always.

    Returns
    -------
    tuple
        The rows and columns that may have changed.
    """
    reach = diameter / 2
    (top, bottom), (left, right) = (sorted(pair) for pair in zip(start, end, strict=True))
    margin = int(reach)
    rows = slice(max(top - margin, 0), max(bottom + margin + 1, 0))
    columns = slice(max(left - margin, 0), max(right + margin + 1, 0))
    part = levels[rows, columns]
    down = np.arange(part.shape[0])[:, None] + rows.start - start[0]
    across = np.arange(part.shape[1])[None] + columns.start - start[1]
    # The distance to the segment between both: to its nearest point, which lies `along` it.
    by_row, by_column = end[0] - start[0], end[1] - start[1]
    length = by_row**2 + by_column**2 or 1
    along = np.clip((down * by_row + across * by_column) / length, 0, 1)
    squared = (down - along * by_row) ** 2 + (across - along * by_column) ** 2
    part[squared <= max(reach, 0.5) ** 2] = level
    return rows, columns
