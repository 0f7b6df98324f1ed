"""Grey values along the line in every image, and how wide an edge across it is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Frame
from speckle_viewer.viewer import Line, Scene
from speckle_viewer.viewer.along import Places, as_luma, places, read_along

Values = NDArray[np.float32]

_SHORTEST = 8  # values, of which the first and the last two are the plateaus
_CLEAR = 3.0


@dataclass(frozen=True, eq=False)
class Source:
    """The image of a pane, as it was when the profile was asked for.

    ``place`` is that of the pane in the window, which its colour goes with.
    """

    pane: str
    title: str
    settings: tuple[str, ...]
    image: Frame
    frame: int | None
    place: int


@dataclass(frozen=True, eq=False)
class Profile:
    """What lies along the line in one image.

    ``values`` (n,) are in units of the image, of colours the luma. ``edge`` is the distance in
    which they go from 10 to 90 % of an edge, in units of the line; None where there is no edge.
    """

    source: Source
    values: Values
    edge: float | None


@dataclass(frozen=True, eq=False)
class Profiles:
    """The profiles of all images along one line."""

    line: Line
    thickness: int
    where: Places
    of: tuple[Profile, ...]


def sources_of(scene: Scene) -> tuple[Source, ...]:
    """The images of the cine that the line lies in; not that of the pane that compares."""
    places = {pane: place for place, pane in enumerate(scene.wants.panes)}
    return tuple(
        Source(pane.id, pane.title, pane.settings, pane.image, pane.frame, places[pane.id])
        for pane in scene.panes
        if pane.image is not None and pane.id in places
    )


def read_profiles(line: Line, thickness: int, sources: Sequence[Source]) -> Profiles:
    """Read every image along the line."""
    where = places(line, thickness)
    found = []
    for source in sources:
        values = as_luma(read_along(source.image, where))
        found.append(Profile(source, values, edge_of(values, where)))
    return Profiles(line, thickness, where, tuple(found))


def edge_of(values: Values, where: Places) -> float | None:
    """How wide the edge is that values (n,) cross, in units of the line; None without an edge.

    There is one where the medians of the first and the last quarter differ by three times what
    the values scatter by (standard deviation) within them: else speckle would pass for edges.
    """
    from speckle_viewer.metrics import edge_width  # loads scikit-image

    if len(values) < _SHORTEST:
        return None
    quarter = len(values) // 4
    first, last = values[:quarter], values[-quarter:]
    step = abs(float(np.median(last)) - float(np.median(first)))
    scatter = float(np.hypot(first.std(), last.std()) / np.sqrt(2))
    if step <= _CLEAR * scatter or step == 0:
        return None
    width = edge_width(values) * where.length / (len(values) - 1)
    return width if np.isfinite(width) else None
