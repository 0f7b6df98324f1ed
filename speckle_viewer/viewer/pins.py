"""Pins, as the user sets and removes them."""

from typing import TYPE_CHECKING

from speckle_viewer.viewer.wants import PIN_COLOURS, Pin

if TYPE_CHECKING:
    from speckle_viewer.viewer.state import ViewerState


class Pins:
    """The part of the state that changes `Wants.pins`."""

    def __init__(self, state: "ViewerState") -> None:
        self._state = state

    def toggle(self, row: int, column: int) -> None:
        """Pin a pixel of the current cine, or take away the pin that is there.

        A pixel outside the image is not pinned.
        """
        wants = self._state.wants
        if wants.cine is None or not wants.has(row, column):
            return
        there = next((p for p in wants.cine_pins if (p.row, p.column) == (row, column)), None)
        if there is not None:
            self._state.change(pins=tuple(p for p in wants.pins if p is not there))
            return
        used = [p.colour for p in wants.cine_pins]
        colour = min(range(PIN_COLOURS), key=lambda c: (used.count(c), c))
        self._state.change(pins=(*wants.pins, Pin(wants.cine, row, column, colour)))

    def remove(self, index: int) -> None:
        """Take away a pin by its place in the list of the current cine."""
        wants = self._state.wants
        gone = wants.cine_pins[index]
        self._state.change(pins=tuple(p for p in wants.pins if p is not gone))

    def clear(self) -> None:
        """Take away all pins of the current cine."""
        wants = self._state.wants
        self._state.change(pins=tuple(p for p in wants.pins if p.cine is not wants.cine))
