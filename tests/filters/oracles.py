"""The filters once more, as their papers write them: in float64, one pixel at a time."""

from collections.abc import Callable, Iterator
from math import exp, hypot, log10

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.float64]


def amplitude(image: Image, dynamic_range: float) -> Image:
    return 10 ** ((image - 1) * dynamic_range / 20)


def windows(image: Image, radius: int) -> Iterator[tuple[int, int, Image, Image]]:
    """Row, column, the pixels of the window that the image has, their distances from its centre."""
    height, width = image.shape
    for y in range(height):
        for x in range(width):
            rows = range(max(0, y - radius), min(height, y + radius + 1))
            columns = range(max(0, x - radius), min(width, x + radius + 1))
            distances = np.array([[hypot(i - y, j - x) for j in columns] for i in rows])
            yield y, x, image[rows.start : rows.stop, columns.start : columns.stop], distances


def in_amplitude(
    image: Image,
    radius: int,
    dynamic_range: float,
    estimate: Callable[[float, Image, Image], float],
) -> Image:
    """Estimate each amplitude of (pixel, window, distances), and log-compress it again."""
    echo, out = amplitude(image, dynamic_range), np.empty_like(image)
    for y, x, window, distances in windows(echo, radius):
        out[y, x] = 1 + 20 * log10(estimate(echo[y, x], window, distances)) / dynamic_range
    return out


def lee(image: Image, *, radius: int, variation: float, dynamic_range: float) -> Image:
    def estimate(z: float, window: Image, _: Image) -> float:
        mean, variance = window.mean(), window.var()
        if variance <= mean**2 * variation**2:
            return float(mean)
        return float(mean + (1 - variation**2 * mean**2 / variance) * (z - mean))

    return in_amplitude(image, radius, dynamic_range, estimate)


def kuan(image: Image, *, radius: int, variation: float, dynamic_range: float) -> Image:
    """As the estimate of least mean squared error: k = Var(x) / Var(z), Var(x) from the model."""

    def estimate(z: float, window: Image, _: Image) -> float:
        mean, variance = window.mean(), window.var()
        clean = max(0.0, (variance - mean**2 * variation**2) / (1 + variation**2))
        return float(mean + (clean / variance if clean else 0) * (z - mean))

    return in_amplitude(image, radius, dynamic_range, estimate)


def frost(image: Image, *, radius: int, damping: float, dynamic_range: float) -> Image:
    def estimate(_: float, window: Image, distances: Image) -> float:
        weights = np.exp(-damping * window.var() / window.mean() ** 2 * distances)
        return float((weights * window).sum() / weights.sum())

    return in_amplitude(image, radius, dynamic_range, estimate)


def bilateral(image: Image, *, sigma: float, contrast: float, radius: int) -> Image:
    out = np.empty_like(image)
    for y, x, window, distances in windows(image, radius):
        unlike = (window - image[y, x]) / (contrast / 255)
        weights = np.exp(-0.5 * (distances / sigma) ** 2) * np.exp(-0.5 * unlike**2)
        out[y, x] = (weights * window).sum() / weights.sum()
    return out


def nlm(image: Image, *, strength: float, patch: int, search: int) -> Image:
    """Edges are repeated for patches; only pixels of the image are averaged."""
    padded, out = np.pad(image, patch, mode="edge"), np.empty_like(image)

    def patch_of(y: int, x: int) -> Image:
        return padded[y : y + 2 * patch + 1, x : x + 2 * patch + 1]

    for y, x, window, _ in windows(image, search):
        top, left = max(0, y - search), max(0, x - search)
        weights = np.empty_like(window)
        for i, j in np.ndindex(*window.shape):
            unlike = np.mean((patch_of(y, x) - patch_of(top + i, left + j)) ** 2)
            weights[i, j] = exp(-unlike / (strength / 255) ** 2)
        out[y, x] = (weights * window).sum() / weights.sum()
    return out


def neighbours(y: int, x: int, shape: tuple[int, ...]) -> dict[str, tuple[int, int]]:
    """Those of the four that the image has; where it ends, the pixel itself."""
    return {
        "north": (max(y - 1, 0), x),
        "south": (min(y + 1, shape[0] - 1), x),
        "west": (y, max(x - 1, 0)),
        "east": (y, min(x + 1, shape[1] - 1)),
    }


def anisotropic_step(image: Image, kappa: float) -> Image:
    out = image.copy()
    for y, x in np.ndindex(*image.shape):
        for place in neighbours(y, x, image.shape).values():
            difference = image[place] - image[y, x]
            out[y, x] += 0.25 * exp(-((difference / kappa) ** 2)) * difference
    return out


def srad_step(echo: Image, speckle: float, step: float) -> Image:
    """One iteration on the amplitude; ``speckle`` is q₀."""
    c = np.empty_like(echo)
    for y, x in np.ndindex(*echo.shape):
        centre = echo[y, x]
        d = [echo[place] - centre for place in neighbours(y, x, echo.shape).values()]
        gradient, laplacian = sum(v**2 for v in d) / centre**2, sum(d) / centre
        q2 = (0.5 * gradient - laplacian**2 / 16) / (1 + laplacian / 4) ** 2
        c[y, x] = 1 / (1 + (q2 - speckle**2) / (speckle**2 * (1 + speckle**2)))
    c, out = c.clip(0, 1), echo.copy()
    for y, x in np.ndindex(*echo.shape):
        for side, place in neighbours(y, x, echo.shape).items():
            coefficient = c[place] if side in ("south", "east") else c[y, x]
            out[y, x] += step / 4 * coefficient * (echo[place] - echo[y, x])
    return out


def obnlm(image: Image, *, strength: float, block: int, search: int) -> Image:
    """Every second pixel of every second row has a block; the image's edges are repeated."""
    height, width = image.shape
    margin = block + search
    u = np.pad(image * 255, margin + 2, mode="edge")
    total, count = np.zeros_like(u), np.zeros_like(u)

    def around(y: int, x: int) -> tuple[slice, slice]:
        y, x = y + margin + 2, x + margin + 2
        return slice(y - block, y + block + 1), slice(x - block, x + block + 1)

    for y in range(0, height, 2):
        for x in range(0, width, 2):
            here, weights = u[around(y, x)], 0.0
            restored = np.zeros_like(here)
            for i in range(-search, search + 1):
                for j in range(-search, search + 1):
                    there = u[around(y + i, x + j)]
                    distance = np.mean((here - there) ** 2 / np.maximum(there, 1))
                    weight = exp(-distance / strength**2)
                    restored += weight * there
                    weights += weight
            total[around(y, x)] += restored / weights
            count[around(y, x)] += 1
    inner = slice(margin + 2, -margin - 2)
    return (total[inner, inner] / count[inner, inner]) / 255
