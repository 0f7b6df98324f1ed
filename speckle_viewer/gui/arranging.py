"""Where the panes stand, so that the images are as large as possible."""

from collections.abc import Iterator, Sequence

CAPTION = 26
"""Height of what stands above an image, in pixels."""

_ROWS_MUST_GAIN = 1.2
"""Side by side is easier to compare: a further row must make the images this much larger."""

Places = tuple[tuple[int, int], ...]
"""Row and column of each pane."""


def places_for(counts: Sequence[int], width: int, height: int, shape: float) -> Places:
    """Where panes go that belong to one cine, or to two.

    Parameters
    ----------
    counts
        How many belong to each cine. Those of a cine begin a row of their own, or, if the images
        are larger so, a column.
    width, height
        Of all the room, in pixels.
    shape
        Width by height of an image.
    """
    best, best_size = tuple[tuple[int, int], ...](), 0.0
    for places in _candidates(counts):
        rows, columns = (1 + max(place[i] for place in places) for i in (0, 1))
        size = min(width / columns, (height / rows - CAPTION) * shape)
        if not best or size > best_size * _ROWS_MUST_GAIN:
            best, best_size = places, max(size, 0.0)
    return best


def _candidates(counts: Sequence[int]) -> Iterator[Places]:
    """The widest arrangement first."""
    if len(counts) > 1 and max(counts) == 1:  # in any case side by side, if there is room
        yield tuple((0, i) for i in range(len(counts)))
    for columns in range(max(counts), 0, -1):
        places, top = list[tuple[int, int]](), 0
        for count in counts:
            places += [(top + i // columns, i % columns) for i in range(count)]
            top += -(-count // columns)
        yield tuple(places)
    if len(counts) > 1:
        yield tuple((i, column) for column, count in enumerate(counts) for i in range(count))


def columns_for(count: int, width: int, height: int, shape: float) -> int:
    """How many of ``count`` panes of one cine go side by side; the rest as for `places_for`."""
    return 1 + max(column for _, column in places_for((count,), width, height, shape))
