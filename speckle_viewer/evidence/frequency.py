"""What a kernel does to spatial frequencies: the magnitude of its discrete-time Fourier transform.

A kernel that is the same everywhere passes a pattern of the spatial frequency f on, |H(f)| times
as strong; |H(0)| is its sum. Of a kernel that changes from pixel to pixel it says what the kernel
would do if its neighbours were like it (Oppenheim and Schafer, Discrete-Time Signal Processing).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

POINTS = 64
"""Frequencies along each axis, unless told otherwise."""


@dataclass(frozen=True)
class FrequencyResponse:
    """The magnitudes of kernels over spatial frequency, zero frequency at ``points // 2``.

    Attributes
    ----------
    magnitude
        (…, points, points) float32: |H|, no unit.
    rows, columns
        (points,): the vertical and the horizontal frequencies, ascending, in ``unit``.
    unit
        "cycles/px", or "cycles/mm" where the image is calibrated.
    """

    magnitude: NDArray[np.float32]
    rows: NDArray[np.float64]
    columns: NDArray[np.float64]
    unit: str


def frequency_response(
    taps: NDArray[Any], points: int = POINTS, mm_per_px: tuple[float, float] | None = None
) -> FrequencyResponse:
    """The frequency response of kernels, by a zero-padded Fourier transform.

    Parameters
    ----------
    taps
        (…, K, K), K odd or even, as applied by correlation; the magnitude is that of convolution.
    points
        Frequencies along each axis, from −½ cycles/px on; at least K.
    mm_per_px
        (vertical, horizontal): gives frequencies in cycles/mm.

    Raises
    ------
    ValueError
        If there are more taps than points.
    """
    size = max(taps.shape[-2:])
    if size > points:
        raise ValueError(
            f"a kernel of {size} × {size} taps needs at least {size} points, not {points}"
        )
    spectrum = np.fft.fft2(np.asarray(taps, np.float64), s=(points, points))
    magnitude = np.abs(np.fft.fftshift(spectrum, axes=(-2, -1))).astype(np.float32)
    per_px = np.fft.fftshift(np.fft.fftfreq(points))
    down, across = mm_per_px or (1.0, 1.0)
    unit = "cycles/px" if mm_per_px is None else "cycles/mm"
    return FrequencyResponse(magnitude, per_px / down, per_px / across, unit)


def along_axes(
    taps: NDArray[Any], steps: int = 256
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """|H| of kernels (…, K, K) along the vertical and the horizontal axis of frequencies.

    Each (…, n): at n frequencies evenly from 0 to ½ cycles/px, ``steps`` + 1 of them or, of a
    kernel larger than twice as many, some more.
    """
    taps = np.asarray(taps, np.float64)
    points = max(2 * steps, taps.shape[-1] + taps.shape[-1] % 2)
    down, across = (np.abs(np.fft.rfft(taps.sum(axis), points)) for axis in (-1, -2))
    return down, across


def half_amplitudes(taps: NDArray[Any], steps: int = 256) -> tuple[float, float]:
    """Where a kernel (K, K) halves a pattern: the lowest vertical and horizontal frequency.

    In cycles/px; infinite where |H| stays above half its value at zero up to ½ cycles/px.
    """
    down, across = along_axes(taps, steps)
    return _half(down), _half(across)


def _half(magnitude: NDArray[np.float64]) -> float:
    """Of one axis: linearly interpolated between two of its frequencies up to ½ cycles/px."""
    half = magnitude[0] / 2
    below = np.flatnonzero(magnitude < half)
    if not below.size:
        return float("inf")
    last = below[0] - 1
    share = (magnitude[last] - half) / (magnitude[last] - magnitude[last + 1])
    return float((last + share) / (2 * (magnitude.size - 1)))
