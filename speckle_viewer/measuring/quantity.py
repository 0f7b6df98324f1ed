"""What a quantity is, and what it is computed of."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from speckle_viewer import metrics
from speckle_viewer.metrics.array import Float

Need = Literal[
    "region", "background", "input", "reference", "line", "frames", "dynamic range", "calibration",
    "echoes",
]  # fmt: skip

_LACKS: dict[Need, tuple[str, str]] = {
    "region": ("–", "The region has too few pixels on this frame."),
    "background": ("–", "Choose another region as the background, in the box above."),
    "input": ("–", "Compares a method with the input: the input itself has none."),
    "reference": ("–", "Choose a reference: File, Use a file as reference."),
    "line": ("–", "Is measured along a line: see the rows of the line."),
    "frames": ("–", "Needs all frames: press “Measure whole cine”."),
    "dynamic range": (
        "needs range",
        "Needs the dynamic range in dB, to undo the log compression: set it in the box above.",
    ),
    "echoes": ("–", "The region is black: the display has cut its speckle off."),
    "calibration": ("–", "The image has no calibration here, so that there are no millimetres."),
}


@dataclass(frozen=True, eq=False)
class Subject:
    """What quantities of one frame are computed of: a region of an image, or a line in it.

    Attributes
    ----------
    image
        (H, W): brightness in [0, 1], as it is displayed without levels.
    inside
        (H, W): the pixels of the region; None where a line is measured.
    before
        (H, W): the input, where the image is the output of a method.
    background
        (H, W): the pixels of the region that this one is compared with.
    truth
        (H, W): the frame of the reference.
    line
        From and to, (row, column) each.
    dynamic_range
        Decibels between black and white, where they are known.
    mm_per_px
        (down, across), where the image is calibrated.
    """

    image: NDArray[np.float32]
    inside: NDArray[np.bool_] | None = None
    before: NDArray[np.float32] | None = None
    background: NDArray[np.bool_] | None = None
    line: tuple[tuple[float, float], tuple[float, float]] | None = None
    dynamic_range: float | None = None
    mm_per_px: tuple[float, float] | None = None
    truth: NDArray[np.float32] | None = None

    @cached_property
    def values(self) -> Float:
        """(n,): brightness of the region's pixels."""
        return _of(self.image, self.inside)

    @cached_property
    def values_before(self) -> Float:
        """(n,): the same pixels of the input."""
        assert self.before is not None
        return _of(self.before, self.inside)

    @cached_property
    def values_around(self) -> Float:
        """(n,): brightness of the background's pixels."""
        return _of(self.image, self.background)

    @cached_property
    def box(self) -> tuple[slice, slice]:
        """The smallest rectangle around the region."""
        assert self.inside is not None
        return bounding_box(self.inside)

    @property
    def _is_lit(self) -> bool:
        return len(self.values) > 0 and float(self.values.mean()) >= metrics.CUT_OFF

    def envelope(self, values: Float) -> Float:
        """The linear envelope of some brightness."""
        assert self.dynamic_range is not None
        return metrics.envelope(values, self.dynamic_range)

    def lacks(self, needs: frozenset[Need]) -> Need | None:
        """The first of some needs that is not there."""
        there: dict[Need, bool] = {
            "line": self.line is not None,
            "region": self.inside is not None and len(self.values) > 1,
            "background": self.background is not None and bool(self.background.any()),
            "input": self.before is not None,
            "reference": self.truth is not None,
            "frames": False,
            "dynamic range": self.dynamic_range is not None,
            "calibration": self.mm_per_px is not None,
            "echoes": self.inside is not None and self._is_lit,
        }
        return next((need for need, met in there.items() if need in needs and not met), None)


@dataclass(frozen=True)
class Quantity:
    """One column of the table.

    Attributes
    ----------
    name, title, symbol, unit
        "cnr", "CNR", "|μ − μ_b| / √(σ² + σ_b²)", and what is written after a number.
    convention
        What exactly is computed, in a sentence or two: packages differ.
    reference
        The paper that defines it; empty where it needs none.
    needs
        What a `Subject` must have.
    digits
        After the point.
    compute
        Its value; of those that need "frames" it is None: `whole_cine` has them.
    """

    name: str
    title: str
    symbol: str
    unit: str
    convention: str
    reference: str
    needs: frozenset[Need]
    digits: int
    compute: Callable[[Subject], float] | None = None

    @property
    def head(self) -> str:
        """Title with unit, as a table's head has it."""
        return f"{self.title} ({self.unit})" if self.unit else self.title

    def of(self, subject: Subject) -> float | None:
        """Its value; None where something that it needs is not there."""
        if self.compute is None or subject.lacks(self.needs) is not None:
            return None
        return self.compute(subject)

    def why_not(self, subject: Subject) -> tuple[str, str]:
        """What stands in place of its value, and a sentence that says what it lacks."""
        need = subject.lacks(self.needs)
        return ("–", "") if need is None else _LACKS[need]


def bounding_box(inside: NDArray[np.bool_]) -> tuple[slice, slice]:
    """The smallest rectangle around the pixels of a mask (H, W) that is not empty."""
    rows, columns = (np.flatnonzero(inside.any(axis)) for axis in (1, 0))
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def _of(image: NDArray[np.float32], inside: NDArray[np.bool_] | None) -> Float:
    assert inside is not None
    return np.asarray(image[inside], np.float64)
