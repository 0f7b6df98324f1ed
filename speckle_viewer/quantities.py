"""What kernels are measured by: names, units and colours, for maps, strips and menus.

The window names them before anything that computes them is loaded.
"""

from collections.abc import Mapping
from dataclasses import dataclass

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
