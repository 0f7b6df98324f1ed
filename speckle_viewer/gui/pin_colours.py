"""The colours of pins: the same in image, inspector, plots and exports, in either theme."""

from speckle_viewer.colours import DISTINCT as PIN_COLOURS

__all__ = ["PIN_COLOURS", "pin_colour"]


def pin_colour(index: int) -> str:
    """The colour of a pin as ``#rrggbb``; after eight they come again."""
    return PIN_COLOURS[index % len(PIN_COLOURS)]
