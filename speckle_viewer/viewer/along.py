"""Grey values along a line that was drawn: where it is read, how it is shown, and what is there."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from speckle_viewer.cine import Frame

if TYPE_CHECKING:
    from speckle_viewer.viewer.state import ViewerState
    from speckle_viewer.viewer.wants import Line

THICKNESSES = (1, 3, 5)
"""How many lines side by side, a pixel apart, are averaged into one."""

SPANS = (1.0, 2.0, 5.0, 10.0)
"""Seconds that an M-mode shows at once where it scrolls with the cine."""

_BT601 = np.array([0.299, 0.587, 0.114], np.float32)


@dataclass(frozen=True)
class AlongLine:
    """How what lies along the line is shown.

    Attributes
    ----------
    thickness
        One of `THICKNESSES`.
    every_pane
        Whether M-modes are of all images, or of the input and the method that is explained.
    stacked
        Whether M-modes stand above each other, or side by side.
    span
        Seconds of the M-modes that are seen at once, one of `SPANS`; None for the whole cine.
    """

    thickness: int = 1
    every_pane: bool = False
    stacked: bool = False
    span: float | None = None


class Lines:
    """What `ViewerState` holds of how things along the line are shown."""

    def __init__(self, state: "ViewerState") -> None:
        self._state = state

    def set(self, **changes: Any) -> None:
        """Change any field of `AlongLine`."""
        self._state.change(along=replace(self._state.wants.along, **changes))


@dataclass(frozen=True, eq=False)
class Places:
    """Where an image is read along a line, in steps of a pixel from its start to its end.

    Attributes
    ----------
    rows, columns
        (k, n) float64: of n steps, k places across the line, which are averaged. Whole numbers are
        the centres of pixels.
    distance
        (n,) from the start, in ``unit``.
    unit
        "mm" where both ends lie in one calibrated region, else "px".
    source
        Where the scale comes from, or why there is none.
    """

    rows: NDArray[np.float64]
    columns: NDArray[np.float64]
    distance: NDArray[np.float64]
    unit: str
    source: str

    @property
    def length(self) -> float:
        """From the centre of the first pixel to that of the last, in ``unit``."""
        return float(self.distance[-1])

    def nearest(self, distance: float) -> tuple[int, int]:
        """(row, column) of the pixel at a distance from the start."""
        step = int(np.abs(self.distance - distance).argmin())
        middle = len(self.rows) // 2
        row, column = self.rows[middle, step], self.columns[middle, step]
        return int(np.rint(row)), int(np.rint(column))


def places(line: "Line", thickness: int = 1) -> Places:
    """Where images are read along a line; ``thickness`` is one of `THICKNESSES`.

    Steps are as near to one pixel as makes them even. The lines beside it lie a pixel apart at
    right angles to it: on the skin, not in the grid, where pixels are not square.
    """
    from speckle_viewer.measuring.calibration import region_of, scale_of, why_not

    start, end = np.array(line.start, np.float64), np.array(line.end, np.float64)
    way, regions = end - start, line.cine.regions
    ends = ((row + 0.5, column + 0.5) for row, column in (line.start, line.end))
    region = region_of(regions, *ends)
    scale = None if region is None else region.mm_per_px
    source = why_not(regions, "both ends") if region is None else scale_of(region)
    down, across = scale or (1.0, 1.0)
    steps = max(round(float(np.hypot(*way))), 1)
    part = np.linspace(0.0, 1.0, steps + 1)
    beside = np.array([-way[1] * across / down, way[0] * down / across])
    beside /= float(np.hypot(*beside)) or 1.0
    offsets = np.arange(thickness) - thickness // 2
    rows, columns = (
        start[axis] + part[None] * way[axis] + offsets[:, None] * beside[axis] for axis in (0, 1)
    )
    distance = part * float(np.hypot(way[0] * down, way[1] * across))
    return Places(rows, columns, distance, "px" if scale is None else "mm", source)


def read_along(image: Frame, where: Places) -> NDArray[np.float32]:
    """The values of an image (H, W) or (H, W, 3) along a line, (n,) or (n, 3), in its own units.

    Between pixels they are interpolated bilinearly; beyond the edge, which thick lines may cross,
    the edge is repeated.
    """
    at = np.stack([where.rows, where.columns])
    if image.ndim == 3:
        parts = [_read(image[..., colour], at) for colour in range(image.shape[-1])]
        return np.stack(parts, axis=-1)
    return _read(image, at)


def as_luma(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Brightness (n,) of values that may be colours (n, 3): their luma (ITU-R BT.601)."""
    return values if values.ndim == 1 else values @ _BT601


def _read(plane: NDArray[Any], at: NDArray[np.float64]) -> NDArray[np.float32]:
    values = ndimage.map_coordinates(plane, at, np.float32, order=1, mode="nearest")
    return np.asarray(values.mean(axis=0), np.float32)
