"""What an inspector shows, as numbers: what can be copied, saved and drawn for a paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.colours import Colours as Colours

Array = NDArray[Any]


OF_FRAME = ("x (px)", "y (px)")
"""Axes of maps over the frame."""

FROM_CENTRE = ("dx (px)", "dy (px)")
"""Axes of kernels."""

OF_BAND = ("Coefficient", "Coefficient")
"""Axes of sub-bands of an image, side by side, which have coordinates of their own."""


@dataclass(frozen=True, eq=False)
class Mark:
    """What is drawn over a picture: a ring around each point, or lines from point to point.

    Attributes
    ----------
    name
        For the legend; empty for none.
    points
        (n, 2): rows and columns in pixels of the frame, whole numbers being their centres.
    closed
        Whether a line leads back to the first point.
    """

    name: str
    colour: str
    points: Array
    kind: Literal["ring", "line"] = "line"
    closed: bool = False


@dataclass(frozen=True, eq=False)
class ColourBar:
    """What the colours mean of what is laid over a picture of RGB. ``label`` has the unit.

    ``classes`` are the names of whole numbers from 0, where ``colours`` is "classes".
    """

    label: str
    colours: Colours
    limits: tuple[float, float]
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Picture:
    """A map or a kernel.

    Attributes
    ----------
    values
        (H, W), or (H, W, 3) of RGB in [0, 1]. NaN is drawn as nothing.
    unit
        Of the values, as written after a number; empty without one.
    quantity
        What the values are, for the colour bar, such as "Weight"; empty where the title says it.
    limits
        The values at both ends of the colours; by default those of the values, around zero where
        ``colours`` is "diverging". Of classes the first has the first colour, and is 0 by default.
    row0, column0
        Where the first pixel lies: in the frame, or from a kernel's centre.
    mm_per_px
        (down, across) of a pixel of the frame, where it is known.
    step
        Pixels of the frame, down and across, that a value stands for.
    axes
        Labels, with units, of what goes across and down.
    rooted
        Whether colours go with the square root of the values' magnitude.
    xs, ys
        (W,) and (H,): where columns and rows lie in units of the axes, if they are no pixels; they
        need not be evenly spaced.
    marks, bars
        What is drawn over it, and colour bars of what was laid over it.
    """

    title: str
    values: Array
    unit: str = ""
    colours: Colours = "grey"
    limits: tuple[float, float] | None = None
    row0: int = 0
    column0: int = 0
    mm_per_px: tuple[float, float] | None = None
    step: int = 1
    axes: tuple[str, str] = OF_FRAME
    rooted: bool = False
    xs: Array | None = None
    ys: Array | None = None
    marks: tuple[Mark, ...] = ()
    bars: tuple[ColourBar, ...] = ()
    quantity: str = ""

    @property
    def places(self) -> tuple[Array, Array]:
        """(H,) and (W,): where the rows and columns lie, in units of the axes.

        In pixels of the frame: where a value stands for several, the first of them.
        """
        height, width = self.values.shape[:2]
        ys = self.row0 + self.step * np.arange(height) if self.ys is None else self.ys
        return ys, self.column0 + self.step * np.arange(width) if self.xs is None else self.xs


@dataclass(frozen=True, eq=False)
class Curves:
    """Values ``ys``, by name, (n,) each, over ``x`` (n,). Labels carry the units.

    ``looks`` are colour on white and kind of line, as matplotlib writes it, by name; curves that
    are not in it have the usual ones. With a ``floor`` the values' axis is logarithmic and starts
    there; what is less is drawn there.
    """

    title: str
    x: Array
    x_label: str
    ys: Mapping[str, Array]
    y_label: str
    looks: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    floor: float | None = None


@dataclass(frozen=True, eq=False)
class Bars:
    """A histogram: ``heights`` (n,) between ``edges`` (n + 1,). Labels carry the units."""

    title: str
    edges: Array
    heights: Array
    x_label: str
    y_label: str


@dataclass(frozen=True, eq=False)
class Points:
    """A scatter plot (n,); ``groups`` (n,) are numbers of classes from 0, or None."""

    title: str
    x: Array
    y: Array
    x_label: str
    y_label: str
    groups: Array | None = None


@dataclass(frozen=True, eq=False)
class Table:
    """Rows of text and numbers under ``heads``, which carry the units; None is not known."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]


Panel = Picture | Curves | Bars | Points | Table


@dataclass(frozen=True, eq=False)
class Shown:
    """What is on screen.

    Attributes
    ----------
    title
        What it is, such as "Kernel of KPN".
    facts
        What one must know beside it, in the order in which it is written: method, frame, pixel,
        settings. Never anything that names a patient.
    panels
        From left to right.
    across
        How many of them stand in a row of the figure; 0 leaves it to the figure.
    """

    title: str
    facts: Mapping[str, str] = field(default_factory=dict)
    panels: tuple[Panel, ...] = ()
    across: int = 0

    def _repr_png_(self) -> bytes:
        """The figure, as notebooks show it."""
        from speckle_viewer.evidence.taking.figure import to_png

        return to_png(self, dpi=100)


def limits_of(picture: Picture) -> tuple[float, float]:
    """The values at both ends of the colours."""
    if picture.limits is not None:
        return picture.limits
    finite = picture.values[np.isfinite(picture.values)]
    if picture.colours == "diverging":
        most = float(np.abs(finite).max(initial=0.0)) or 1.0
        return -most, most
    if not finite.size:
        return 0.0, 1.0
    return float(finite.min()), float(finite.max())
