"""The colours of pins: the same in image, inspector, plots and exports, in either theme."""

PIN_COLOURS = (
    "#e69f00",
    "#56b4e9",
    "#009e73",
    "#f0e442",
    "#d55e00",
    "#cc79a7",
    "#40f4dc",
    "#0072b2",
)
"""Seven of Okabe and Ito's colours (their black is of no use on ultrasound) and an aqua that is
as far from them with a red, green or blue deficiency of sight as they are from each other."""


def pin_colour(index: int) -> str:
    """The colour of a pin as ``#rrggbb``; after eight they come again."""
    return PIN_COLOURS[index % len(PIN_COLOURS)]
