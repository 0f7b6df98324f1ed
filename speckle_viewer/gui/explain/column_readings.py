"""What is written of a kernel's tap, of its frequency response and of itself."""

from dataclasses import dataclass
from math import isfinite, log10
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.gui.inspector.figures import fixed, signed
from speckle_viewer.gui.tr import QT_TR_NOOP, tr

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.frequency import FrequencyResponse

HINT = QT_TR_NOOP("Point at a cell, or use the arrow keys")


@dataclass(frozen=True, eq=False)
class Response:
    """The responses of n kernels, and where each halves a pattern, in cycles/px.

    ``down`` and ``across`` (n, points) are those along the axes, from 0 to ½ cycles/px.
    """

    of: "FrequencyResponse"
    halves: tuple[tuple[float, float], ...]
    mm_per_px: tuple[float, float] | None
    down: NDArray[np.float64]
    across: NDArray[np.float64]

    @property
    def edge(self) -> str:
        """Which frequency the edges of a response are: "edge ½ cycles/px"."""
        return tr("edge {}").format(f"{self._highest} {self.of.unit}")

    @property
    def short_edge(self) -> str:
        """The same where room is short: "½ /px"."""
        return f"{self._highest} {self.of.unit.removeprefix('cycles')}"

    @property
    def _highest(self) -> str:
        if self.mm_per_px is None:
            return "½"
        down, across = (0.5 / mm for mm in self.mm_per_px)
        return f"{across:.2g}" if round(down / across, 2) == 1 else f"{across:.2g} × {down:.2g}"


def reading_of(
    title: str,
    taps: NDArray[np.float32],
    response: Response,
    index: int,
    kind: str | None,
    at: tuple[int, int] | None,
) -> tuple[str, str]:
    """Two lines: on the number at a row and column of a picture, and on kernel ``index``."""
    first = tr(HINT)
    if at is not None:
        tell = _tap(taps, *at) if kind == "weight" else _magnitude(response, index, *at)
        first = f"{title} · {tell}"
    return first, f"{title} · {_figures(taps, response, index)}"


def _tap(taps: NDArray[np.float32], row: int, column: int) -> str:
    middle = taps.shape[-1] // 2
    place = tr("tap dx {}, dy {}").format(signed(column - middle), signed(row - middle))
    return tr("{} · weight {}").format(place, fixed(float(taps[row, column]), 5))


def _magnitude(response: Response, index: int, row: int, column: int) -> str:
    found = response.of
    value = float(found.magnitude[index, row, column])
    across, down = fixed(float(found.columns[column]), 2), fixed(float(found.rows[row]), 2)
    decibels = f" ({fixed(20 * log10(value), 1)} dB)" if value > 0 else ""
    return f"{across} → {down} ↓ {found.unit} · |H| {fixed(value, 3)}{decibels}"


def _figures(taps: NDArray[np.float32], response: Response, index: int) -> str:
    down, across = response.halves[index]
    if response.mm_per_px is not None:
        down, across = down / response.mm_per_px[0], across / response.mm_per_px[1]
    total = fixed(float(taps.sum(dtype=np.float64)), 4)
    norm = fixed(float(np.linalg.norm(taps)), 3)
    halves = f"{_or_never(across)} → {_or_never(down)} ↓ {response.of.unit}"
    return tr("sum {} · norm {} · |H| halves at {}").format(total, norm, halves)


def _or_never(frequency: float) -> str:
    return fixed(frequency, 2) if isfinite(frequency) else "–"
