"""Clean echo maps for training: dead leaves, simple phantoms and mixtures, with sector edges.

The clean truth is sharp; only the speckle model blurs.
"""

from collections.abc import Callable

import numpy as np

from speckle_viewer.simulation.draw import (
    ANECHOIC,
    Image,
    blend,
    coverage,
    ellipse_distance,
    grid,
    smooth_curve,
    smooth_field,
    uniform,
)


def dead_leaves(rng: np.random.Generator, size: int) -> Image:
    """Overlapping leaves with radii distributed as r^-3, some with gradients or stripes.

    Lee, Mumford and Huang, "Occlusion models for natural images", IJCV 2001.
    """
    centre, spread = uniform(rng, 0.22, 0.6), uniform(rng, 0.05, 0.4)
    echo = np.full((size, size), centre + spread * uniform(rng, -1, 1), np.float32)
    smallest, largest = uniform(rng, 2.5, 8.0), size / 2
    count = int(size * size / smallest**2 / uniform(rng, 5, 25))
    share = rng.uniform(size=count)
    radii = 1 / np.sqrt(share * (smallest**-2 - largest**-2) + largest**-2)
    places = rng.uniform(0, size, (count, 2))
    levels = centre + spread * rng.uniform(-1, 1, count)
    for radius, place, level in zip(radii, places, levels, strict=True):
        _leaf(rng, echo, float(radius), (float(place[0]), float(place[1])), float(level))
    return echo


def _leaf(
    rng: np.random.Generator, echo: Image, radius: float, place: tuple[float, float], level: float
) -> None:
    aspect = uniform(rng, 0.4, 1.0)
    top, left = (max(int(c - radius) - 1, 0) for c in place)
    bottom, right = (int(c + radius) + 3 for c in place)
    window = echo[top:bottom, left:right]
    rows, columns = (g[top:bottom, left:right] for g in grid(*echo.shape))
    turn = uniform(rng, 0, np.pi)
    weight = coverage(ellipse_distance(rows, columns, place, (radius, radius * aspect), turn))
    if radius > 5 and rng.random() < 0.4:
        along = (rows - place[0]) * float(np.sin(turn)) + (columns - place[1]) * float(np.cos(turn))
        if rng.random() < 0.5:
            fill = level + uniform(rng, -0.2, 0.2) * along / radius
        else:
            fill = level + uniform(rng, 0.05, 0.2) * np.sin(
                along * (2 * np.pi / uniform(rng, 4, 16))
            )
        blend(window, weight, fill)
    else:
        blend(window, weight, level)


def phantom(rng: np.random.Generator, size: int) -> Image:
    """Tissue that is flat, smooth or layered, with a few structures as in real scans."""
    echo = _background(rng, size)
    _add_structures(rng, echo, int(rng.integers(0, 5)))
    return echo


def mixture(rng: np.random.Generator, size: int) -> Image:
    """Dead leaves of low contrast as tissue, with the structures of a phantom in front."""
    leaves = dead_leaves(rng, size)
    echo = leaves.mean() + (leaves - leaves.mean()) * uniform(rng, 0.2, 0.6)
    echo = np.asarray(echo, np.float32)
    _add_structures(rng, echo, int(rng.integers(1, 5)))
    return echo


def clean_scene(rng: np.random.Generator, size: int) -> tuple[Image, Image]:
    """One echo map (size, size) and the share [0 or 1] of it that the scan covers."""
    family = rng.choice(3, p=(0.35, 0.45, 0.2))
    echo = (dead_leaves, phantom, mixture)[family](rng, size)
    if rng.random() < 0.4:
        _depth_gain(rng, echo)
    if rng.random() < 0.15:
        echo -= uniform(rng, 0.05, 0.25)
    inside = sector_mask(rng, size) if rng.random() < 0.2 else np.ones_like(echo)
    return echo, inside


def sector_mask(rng: np.random.Generator, size: int) -> Image:
    """Mask of 0 and 1: a straight edge, a corner, or the arc of a curved probe or far end."""
    rows, columns = grid(size, size)
    centre = rng.uniform(0.1, 0.9, 2) * size
    inside = np.ones((size, size), bool)
    kind = rng.integers(3)
    for _ in range(1 + int(kind == 1)):
        turn = uniform(rng, 0, 2 * np.pi)
        across = (rows - centre[0]) * np.sin(turn) + (columns - centre[1]) * np.cos(turn)
        inside &= across > 0
    if kind == 2:
        radius = size * uniform(rng, 0.5, 3)
        sign = 1 if rng.random() < 0.5 else -1
        distance = np.hypot(rows - centre[0] + sign * radius, columns - centre[1])
        inside = (distance < radius) if sign > 0 else (distance > radius)
    return inside.astype(np.float32)


def _background(rng: np.random.Generator, size: int) -> Image:
    echo = np.full((size, size), uniform(rng, 0.12, 0.65), np.float32)
    kind = rng.random()
    if kind < 0.35:
        echo += uniform(rng, 0.03, 0.12) * smooth_field(rng, (size, size), int(rng.integers(2, 7)))
    elif kind < 0.65:
        _layers(rng, echo)
    return echo


def _layers(rng: np.random.Generator, echo: Image) -> None:
    size = len(echo)
    rows, columns = grid(*echo.shape)
    slope = uniform(rng, -0.4, 0.4)
    bend = smooth_curve(rng, size, uniform(rng, 0.3, 1.5)) * uniform(rng, 0, 0.08) * size
    depth = rows - slope * columns - bend
    edge = uniform(rng, -0.2, 0.3) * size
    while edge < size * 1.2:
        level = uniform(rng, 0.05, 0.65)
        fill: Image | float = level
        if rng.random() < 0.5:
            fill = level + _fascicles(rng, depth)
        blend(echo, coverage(edge - depth), fill)
        if rng.random() < 0.4:
            blend(echo, coverage(np.abs(depth - edge) - uniform(rng, 0.6, 2)), level + 0.3)
        edge += uniform(rng, 0.06, 0.5) * max(size, 64)


def _fascicles(rng: np.random.Generator, depth: Image) -> Image:
    """Bright lines of irregular brightness along the layer, as in muscle and tendon."""
    _, columns = grid(*depth.shape)
    period = uniform(rng, 5, 18)
    wobble = smooth_field(rng, depth.shape, 6) * uniform(rng, 0.1, 0.6)
    phase = (depth + uniform(rng, -0.3, 0.3) * columns) / period + wobble
    sharpness = int(rng.integers(1, 4)) * 2
    stripes = np.cos(np.pi * phase) ** sharpness
    return np.asarray(uniform(rng, 0.08, 0.35) * (stripes - 0.3), np.float32)


def _add_structures(rng: np.random.Generator, echo: Image, count: int) -> None:
    brushes: tuple[Callable[[np.random.Generator, Image], None], ...]
    brushes = (_cyst, _cyst, _cyst, _vessel, _vessel, _interface, _interface, _points, _shadow)
    for _ in range(count):
        brushes[int(rng.integers(len(brushes)))](rng, echo)


def _cyst(rng: np.random.Generator, echo: Image) -> None:
    size = len(echo)
    rows, columns = grid(*echo.shape)
    centre = (uniform(rng, 0, size), uniform(rng, 0, size))
    radius = float(np.exp(rng.uniform(np.log(2.5), np.log(size * 0.4))))
    radii = (radius, radius * uniform(rng, 0.5, 1))
    distance = ellipse_distance(rows, columns, centre, radii, uniform(rng, 0, np.pi))
    if rng.random() < 0.3:
        distance = distance + radius * 0.12 * smooth_field(rng, echo.shape, 6)
    anechoic = rng.random() < 0.4
    if anechoic and rng.random() < 0.5:
        behind = np.abs(columns - centre[1]) - radius * 0.8
        below = (rows > centre[0]) * coverage(behind / 4)
        echo += below * uniform(rng, 0.05, 0.15)
    change = float(rng.choice((-0.3, -0.2, -0.1, -0.05, 0.05, 0.1, 0.2, 0.35)))
    blend(echo, coverage(distance), ANECHOIC if anechoic else echo + change)
    if rng.random() < 0.3:
        blend(echo, coverage(np.abs(distance) - uniform(rng, 0.5, 1.5)), echo.mean() + 0.3)


def _path(rng: np.random.Generator, echo: Image) -> Image:
    """Signed distance in pixels to a smooth curve that crosses the map at any angle."""
    size = len(echo)
    rows, columns = grid(*echo.shape)
    turn = uniform(rng, -0.7, 0.7) if rng.random() < 0.7 else uniform(rng, 0, np.pi)
    cosine, sine = float(np.cos(turn)), float(np.sin(turn))
    along = cosine * columns + sine * rows
    across = cosine * rows - sine * columns
    half = size / 2
    middle = cosine * half - sine * half + uniform(rng, -0.45, 0.45) * size
    height = uniform(rng, 0, 0.12) * size
    frequency = 2 * np.pi * uniform(rng, 0.2, 1.2) / size
    phase = along * frequency + uniform(rng, 0, 2 * np.pi)
    steepness = np.sqrt(1 + (height * frequency * np.cos(phase)) ** 2)
    return np.asarray((across - middle - height * np.sin(phase)) / steepness, np.float32)


def _vessel(rng: np.random.Generator, echo: Image) -> None:
    distance = np.abs(_path(rng, echo))
    radius = float(np.exp(rng.uniform(np.log(1.5), np.log(len(echo) * 0.18))))
    wall = uniform(rng, 0.5, 3.0) if rng.random() < 0.7 else 0.0
    brightness = uniform(rng, 0.6, 1.0)
    blend(echo, coverage(distance - radius - wall) * float(wall > 0), brightness)
    blend(
        echo, coverage(distance - radius), ANECHOIC if rng.random() < 0.6 else uniform(rng, 0, 0.2)
    )


def _interface(rng: np.random.Generator, echo: Image) -> None:
    distance = _path(rng, echo)
    if rng.random() < 0.3:
        echo -= coverage(-distance) * uniform(rng, 0.1, 0.9)
    fade = 1 - uniform(rng, 0, 1) * np.abs(smooth_field(rng, echo.shape, 4))
    weight = coverage(np.abs(distance) - uniform(rng, 0.5, 2.5)) * np.clip(fade, 0, 1)
    blend(echo, weight, uniform(rng, 0.6, 1.05))


def _points(rng: np.random.Generator, echo: Image) -> None:
    rows, columns = grid(*echo.shape)
    for _ in range(int(rng.integers(1, 6))):
        place = (uniform(rng, 0, len(echo)), uniform(rng, 0, len(echo)))
        distance = np.hypot(rows - place[0], columns - place[1])
        blend(echo, coverage(distance - uniform(rng, 0.8, 2.2)), uniform(rng, 0.6, 1.0))


def _shadow(rng: np.random.Generator, echo: Image) -> None:
    size = len(echo)
    rows, columns = grid(*echo.shape)
    start, lean = uniform(rng, -0.3, 0.8) * size, uniform(rng, -0.3, 0.3)
    across = np.abs(columns - uniform(rng, 0, size) - lean * (rows - start))
    strip = coverage((across - uniform(rng, 0.05, 0.3) * size) / uniform(rng, 1, 8))
    echo += strip * (rows > start) * uniform(rng, -0.5, 0.15)


def _depth_gain(rng: np.random.Generator, echo: Image) -> None:
    depth = np.linspace(-0.5, 0.5, len(echo), dtype=np.float32)[:, None]
    echo += uniform(rng, -0.4, 0.2) * depth + uniform(rng, -0.3, 0.3) * (depth**2)
