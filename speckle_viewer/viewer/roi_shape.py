"""Shapes of regions as their handles are dragged: places (row, column), no screen."""

from speckle_viewer.viewer.roi import Shape

Place = tuple[float, float]
Points = tuple[Place, ...]

_BOXED = ("rectangle", "ellipse")


def handles(shape: Shape, points: Points) -> Points:
    """Where a shape can be taken hold of.

    Of a box the corners and the middles of its edges, clockwise from the upper left; of a polygon
    its corners.
    """
    if shape not in _BOXED:
        return points
    (top, left), (bottom, right) = points
    row, column = (top + bottom) / 2, (left + right) / 2
    upper, middle, lower = ((y, x) for y, x in ((top, column), (row, right), (bottom, column)))
    return (
        (top, left),
        upper,
        (top, right),
        middle,
        (bottom, right),
        lower,
        (bottom, left),
        (row, left),
    )


def dragged(shape: Shape, points: Points, handle: int, to: Place) -> Points:
    """The points of a shape after a handle, by its place in `handles`, was put somewhere."""
    if shape not in _BOXED:
        return (*points[:handle], to, *points[handle + 1 :])
    (top, left), (bottom, right) = points
    row, column = round(to[0]), round(to[1])
    if handle in (0, 1, 2):
        top = row
    if handle in (4, 5, 6):
        bottom = row
    if handle in (0, 6, 7):
        left = column
    if handle in (2, 3, 4):
        right = column
    return (top, left), (bottom, right)


def boxed(start: Place, end: Place, *, aspect: float | None = None) -> Points:
    """A box between two places, of whole pixels.

    With ``aspect``, the height of a pixel divided by its width, it becomes as high as it is wide on
    the screen: the longer side counts.
    """
    down, across = end[0] - start[0], end[1] - start[1]
    if aspect is not None:
        side = max(abs(down) * aspect, abs(across))
        down, across = (side / aspect) * (-1 if down < 0 else 1), side * (-1 if across < 0 else 1)
    top, left = round(start[0]), round(start[1])
    return (float(top), float(left)), (
        float(round(start[0] + down)),
        float(round(start[1] + across)),
    )
