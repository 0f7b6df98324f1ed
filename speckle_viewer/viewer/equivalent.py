"""Equivalent kernels that the inspector wants, and what has come of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import NoisePaint

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from speckle_viewer.evidence import PixelKernel
    from speckle_viewer.evidence.equivalent import PixelColumn

KernelKind = Literal["predicted", "equivalent"]

Derivative = Literal["row", "column", "bias"]
"""What a pixel is made of, where it goes, and what is added to every pixel of the frame."""


@dataclass(frozen=True)
class EquivalentRequest:
    """What is to be differentiated where. Equal requests have equal answers.

    ``row`` and ``column`` are −1 for the net bias, which is that of the frame. ``noise`` takes the
    place of the method's own noise map.
    """

    cine: Cine
    method: str
    frame: int
    row: int
    column: int
    derivative: Derivative = "row"
    controls: Mapping[str, float] = field(default_factory=dict)
    noise: NoisePaint | None = None


@dataclass(frozen=True, eq=False)
class Equivalent:
    """The answer to a request.

    Attributes
    ----------
    kernel
        A row or a column of the Jacobian.
    bias, output
        (rows, columns): the net bias of the frame, NaN outside tissue, and the method's output.
    offsets
        How far each frame of the burst lies from the one that is denoised.
    reach
        Pixels to each side of the pixel that were looked at.
    exact
        Whether the method sees no farther than that.
    by_differences
        Whether it was worked out by changes of one grey level, for want of a derivative.
    problem
        Why there is nothing; empty where there is.
    """

    request: EquivalentRequest
    kernel: "PixelKernel | PixelColumn | None" = None
    bias: "NDArray[np.float32] | None" = None
    output: "NDArray[np.float32] | None" = None
    offsets: tuple[int, ...] = ()
    reach: int = 0
    exact: bool = True
    by_differences: bool = False
    problem: str = ""
