"""How values of kernels are distributed, and which kernels have the values of a bar."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.evidence.statistics.sample import KernelSample, Mask

Values = NDArray[np.float32]

_OUTSIDE = 0.05  # per cent at either end that would leave the other bars no room
_COUNTED = 2_000_000  # values from which the range is taken


@dataclass(frozen=True, eq=False)
class Histogram:
    """Values of n kernels sorted into bars.

    Attributes
    ----------
    values
        (n,), or (n, m) where each kernel has several.
    edges
        (bars + 1,), rising. What lies beyond either end is counted in the last bar there.
    """

    values: Values
    edges: NDArray[np.float64]

    @cached_property
    def _bars(self) -> NDArray[np.uint8]:
        """The bar of each value, (m, n): all kernels' first values side by side, and so on."""
        low, high, count = self.edges[0], self.edges[-1], len(self.edges) - 1
        values = np.ascontiguousarray(self.values.reshape(len(self.values), -1).T)
        place = np.floor((values - np.float32(low)) * np.float32(count / (high - low)))
        return np.asarray(np.clip(place, 0, count - 1), np.uint8)

    def counts(self, selected: NDArray[Any] | None = None) -> NDArray[np.intp]:
        """How many values each bar holds, of all kernels or of some: a mask (n,) or numbers."""
        bars = self._bars if selected is None else self._bars[:, selected]
        return np.bincount(bars.ravel(), minlength=len(self.edges) - 1)

    def within(self, first: int, last: int) -> Mask:
        """Which kernels (n,) have a value in the bars from ``first`` to ``last``, both included."""
        hit = np.zeros(len(self.values), bool)
        for bars in self._bars:
            hit |= bars - np.uint8(first) <= last - first  # below ``first`` it wraps round
        return hit


def tap_histogram(
    sample: KernelSample, bars: int = 100, tap: tuple[int, int] | None = None
) -> Histogram:
    """The taps of all kernels; or the tap (row, column) of each, counted from the upper left.

    Parameters
    ----------
    bars
        Up to 256.
    """
    return _histogram(sample.flat if tap is None else sample.taps[:, tap[0], tap[1]], bars)


def spread(sample: KernelSample, bars: int = 100) -> Histogram:
    """Standard deviation of the K² taps of each kernel: 0 where all weigh the same."""
    return _histogram(sample.flat.std(1), bars)


def _histogram(values: Values, bars: int) -> Histogram:
    if not 1 <= bars <= 256:
        raise ValueError(f"1 to 256 bars, not {bars}")
    step = -(-values.size // _COUNTED)
    low, high = np.percentile(values.ravel()[::step], [_OUTSIDE, 100 - _OUTSIDE])
    if high - low <= 1e-6 * max(abs(low), abs(high), 1e-3):  # all the same
        low, high = low - 0.5e-3, high + 0.5e-3
    return Histogram(values, np.linspace(float(low), float(high), bars + 1))
