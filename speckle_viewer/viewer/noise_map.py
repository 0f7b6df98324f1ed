"""How strong a method took the noise to be, pixel by pixel, in numbers that can be shown."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.denoising import Result

GREY_LEVELS = 255
"""Of full brightness, the unit of `Prediction.noise_map`."""

_COLOURED = 99  # per cent


@dataclass(frozen=True, eq=False)
class NoiseMap:
    """The noise's standard deviation in grey levels.

    Attributes
    ----------
    values
        (rows, columns); not a number where nothing was denoised.
    mean, largest
        Over the tissue.
    limit
        The largest value in colours: 99 % of the tissue are below, so that a few pixels do not
        darken the rest.
    """

    values: NDArray[np.float32]
    mean: float
    largest: float
    limit: float

    @property
    def is_even(self) -> bool:
        """Whether it is the same everywhere, as where the user gave it."""
        return bool(self.largest - np.nanmin(self.values) < 1e-3)

    def at(self, row: int, column: int) -> float | None:
        """The value at a pixel; None where nothing was denoised, and outside the image."""
        rows, columns = self.values.shape
        if not (0 <= row < rows and 0 <= column < columns):
            return None
        value = float(self.values[row, column])
        return None if np.isnan(value) else value


def noise_map(result: Result) -> NoiseMap | None:
    """The noise map of a result; None where the method gives none, or nothing is tissue."""
    prediction = result.prediction
    if prediction is None or prediction.noise_map is None or not result.tissue.any():
        return None
    grey = GREY_LEVELS * prediction.noise_map.numpy()
    values = np.where(result.tissue, grey, np.nan).astype(np.float32)
    tissue = values[result.tissue]
    limit = float(np.percentile(tissue, _COLOURED))
    return NoiseMap(values, float(tissue.mean()), float(tissue.max()), limit)
