"""Brushes with which scenes are drawn: grids, smooth fields, soft edges, curves, tubes."""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.floating[Any]]
"""(H, W) of floating point. An echo map holds echo levels in units of the displayed dynamic range:
0 is black and 1 is white; levels outside [0, 1] are allowed and are clipped by the display."""

ANECHOIC = -0.6
"""Level of fluid: far enough below black that its speckle is not seen."""


@lru_cache(maxsize=8)
def grid(height: int, width: int) -> tuple[Image, Image]:
    """Row and column of every pixel, each (H, W); shared between callers, not to be written to."""
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    rows.flags.writeable = columns.flags.writeable = False
    return rows, columns


def uniform(rng: np.random.Generator, low: float, high: float) -> float:
    """One uniform number as a Python float, which keeps float32 arrays float32."""
    return float(rng.uniform(low, high))


def smooth_curve(rng: np.random.Generator, length: int, bumps: float) -> Image:
    """Smooth random curve (length,) of about unit range with about ``bumps`` waves."""
    position = np.arange(length, dtype=np.float32) / length
    curve = np.zeros(length, np.float32)
    for wave in range(3):
        frequency = bumps * uniform(rng, 0.3, 1.0) * 2 * np.pi
        curve += np.sin(frequency * position + uniform(rng, 0, 2 * np.pi)) / (2 + wave)
    return curve


def smooth_field(rng: np.random.Generator, shape: tuple[int, ...], knots: int) -> Image:
    """Smooth random field of shape (H, W) of about unit variance, with ``knots`` bumps each way."""
    centres = np.linspace(0, 1, knots, dtype=np.float32)

    def basis(length: int) -> Image:
        position = np.linspace(0, 1, length, dtype=np.float32)[:, None]
        weights = np.exp(-0.5 * ((position - centres) * (knots - 1) / 0.6) ** 2)
        return np.asarray(weights / np.linalg.norm(weights, axis=1, keepdims=True), np.float32)

    values = rng.standard_normal((knots, knots), dtype=np.float32)
    return np.asarray(basis(shape[0]) @ values @ basis(shape[1]).T, np.float32)


def coverage(distance: Image) -> Image:
    """How much of a pixel lies inside a shape, from its signed distance in pixels (< 0 inside)."""
    return np.asarray(np.clip(0.5 - distance, 0.0, 1.0))


def blend(echo: Image, weight: Image, level: Image | float) -> None:
    """Paint ``level`` over ``echo`` in place where ``weight`` is 1, partly where it is less."""
    echo += weight * (level - echo)


def ellipse_distance(
    rows: Image,
    columns: Image,
    centre: tuple[float, float],
    radii: tuple[float, float],
    turn: float,
) -> Image:
    """Approximate signed distance in pixels to an ellipse turned by ``turn`` radians."""
    down, right = rows - centre[0], columns - centre[1]
    cosine, sine = float(np.cos(turn)), float(np.sin(turn))
    first = (cosine * down + sine * right) / radii[0]
    second = (cosine * right - sine * down) / radii[1]
    return np.asarray((np.hypot(first, second) - 1) * min(radii), np.float32)
