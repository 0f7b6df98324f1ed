"""What kernels are measured by: names, units and colours, for maps, strips and menus.

The window names them before anything that computes them is loaded.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.colours import Colours


@dataclass(frozen=True)
class Quantity:
    """One figure of a kernel.

    ``limits`` are those that the values have by nature; ``middle`` is the value with the neutral
    colour where ``colours`` is "diverging".
    """

    title: str
    unit: str
    colours: Colours
    meaning: str
    limits: tuple[float, float] | None = None
    middle: float | None = None

    @property
    def label(self) -> str:
        """Title and unit, as for an axis."""
        return f"{self.title} ({self.unit})" if self.unit else self.title

    def limits_of(self, values: NDArray[np.float32]) -> tuple[float, float]:
        """What the colours of values best run between; NaN is left out.

        Those that they have by nature; else what 98 % of them lie between, so that a few do not
        hide the rest, around the middle of the colours if there is one.
        """
        there = values[np.isfinite(values)]
        if self.limits is not None or not there.size:
            return self.limits or (0.0, 1.0)
        low, high = (float(v) for v in np.percentile(there, (1, 99)))
        if self.middle is not None:
            reach = max(abs(low - self.middle), abs(high - self.middle)) or 1.0
            return self.middle - reach, self.middle + reach
        return low, high if high > low else low + 1.0


QUANTITIES: Mapping[str, Quantity] = {
    "sum": Quantity(
        "Sum", "", "diverging", "Above 1, brighter than the input; below, darker", middle=1.0
    ),
    "negative_mass": Quantity(
        "Negative mass",
        "",
        "sequential",
        "Sum of the negative weights' magnitudes: they sharpen edges",
    ),
    "entropy": Quantity(
        "Entropy", "bit", "sequential", "How evenly weight is spread over taps: 0 for a single tap"
    ),
    "width": Quantity(
        "Effective width", "px", "sequential", "Full width at half maximum: wide is smooth"
    ),
    "anisotropy": Quantity(
        "Anisotropy", "", "sequential", "0 where kernels are round, 1 where they are lines", (0, 1)
    ),
    "orientation": Quantity(
        "Orientation",
        "°",
        "cyclic",
        "Of the longer axis: 0° is horizontal, 90° vertical. Clear where kernels are round",
        (0, 180),
    ),
    "shift": Quantity(
        "Centroid shift", "px", "sequential", "How far the weight lies from the pixel itself"
    ),
    "identity_distance": Quantity(
        "Distance to identity", "", "sequential", "0 where the pixel is left as it is"
    ),
    "std": Quantity("Deviation of taps", "", "sequential", "Standard deviation of the weights"),
    "dominant_frame": Quantity(
        "Dominant frame", "", "classes", "The frame of the burst that has the most weight"
    ),
}
"""By name: as `speckle_viewer.evidence.shape.KernelShape` has them, but for the dominant frame."""

OVER_TIME: Mapping[str, Quantity] = {
    "output": Quantity(
        "Output brightness", "", "grey", "Of the image that the method makes", (0, 1)
    ),
    "input": Quantity("Input brightness", "", "grey", "Of the image in the file", (0, 1)),
    **QUANTITIES,
}
"""What `speckle_viewer.denoising.time_strip` knows of a pixel, frame by frame."""
