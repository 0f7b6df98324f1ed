"""Which part of the frame the Jacobian is taken of."""

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.gui.explain.same_pixel import pixel_of
from speckle_viewer.viewer import Overlay, Wants
from speckle_viewer.viewer.overlay import EVERY_PANE

_LARGEST = 64

Shape = tuple[int, int]
Place = tuple[tuple[int, int], Shape, Shape | None]
"""Corner and shape of the part, and the shape of the rectangle that it is the middle of, if any."""


def place_of(wants: Wants) -> Place | None:
    """Corner and shape of the part: the rectangle that is lit, clipped, or around a pixel."""
    if wants.cine is None:
        return None
    drawn = None if wants.brush is None else _rectangle(wants.brush.values)
    if drawn is not None:
        (top, left), (height, width) = drawn
        shape = min(height, _LARGEST), min(width, _LARGEST)
        corner = top + (height - shape[0]) // 2, left + (width - shape[1]) // 2
        return corner, shape, (height, width)
    pixel = pixel_of(wants)
    if pixel is None:
        return None
    height, width = (min(wants.jacobian_size, n) for n in wants.cine.shape)
    shape = height, width
    top, left = (
        min(max(at - length // 2, 0), whole - length)
        for at, length, whole in zip(pixel, shape, wants.cine.shape, strict=True)
    )
    return (top, left), shape, None


def outline(wants: Wants) -> Overlay | None:
    """The edge of the part, for all panes; None where it is just the rectangle that is lit."""
    place = place_of(wants)
    if wants.cine is None or place is None or place[1] == place[2]:
        return None
    corner, shape, _ = place
    edge = np.ones(shape, np.bool_)
    edge[1:-1, 1:-1] = False
    return Overlay(wants.cine, EVERY_PANE, wants.frame, edge, origin=corner, opacity=1.0)


def _rectangle(lit: NDArray[np.bool_]) -> tuple[tuple[int, int], Shape] | None:
    """Corner and shape of the rectangle that pixels (H, W) are; None where they are none."""
    rows, columns = (np.flatnonzero(lit.any(axis)) for axis in (1, 0))
    if rows.size == 0 or not lit[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].all():
        return None
    return (int(rows[0]), int(columns[0])), (rows.size, columns.size)
