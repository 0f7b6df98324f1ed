"""How strong a method took the noise to be, pixel by pixel, in numbers that can be shown."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.denoising import Result
from speckle_viewer.methods.controls import GREY_LEVELS

T = TypeVar("T", bound=np.generic)

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
        (rows, columns): what was denoised.
    mean, least, largest
        Over the tissue; of large frames over every second, third, … row and column.
    limit
        The largest value in colours: 99 % of the tissue are below, so that a few pixels do not
        darken the rest.
    """

    values: NDArray[np.float32]
    tissue: NDArray[np.bool_]
    mean: float
    least: float
    largest: float
    limit: float

    @property
    def is_even(self) -> bool:
        """Whether it is the same everywhere, as where the user gave it."""
        return self.largest - self.least < 1e-3

    def at(self, row: int, column: int) -> float | None:
        """The value at a pixel; None where nothing was denoised, and outside the image."""
        rows, columns = self.values.shape
        if not (0 <= row < rows and 0 <= column < columns):
            return None
        return float(self.values[row, column]) if self.tissue[row, column] else None


def noise_map(result: Result) -> NoiseMap | None:
    """The noise map of a result; None where the method gives none, or nothing is tissue."""
    prediction = result.prediction
    if prediction is None or prediction.noise_map is None:
        return None
    values = GREY_LEVELS * prediction.noise_map.numpy()
    some = sampled(values)[sampled(result.tissue)]
    if not some.size:
        return None
    numbers = (some.mean(), some.min(), some.max(), np.percentile(some, _COLOURED))
    return NoiseMap(values, result.tissue, *map(float, numbers))


def sampled(image: NDArray[T]) -> NDArray[T]:
    """At most `SIDE` rows and columns of an image, evenly spaced."""
    step = -(-max(image.shape) // SIDE)
    return image[::step, ::step]
