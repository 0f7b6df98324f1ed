"""The magnifier: whether it is there, and how much it magnifies."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from speckle_viewer.viewer.state import ViewerState

FACTORS = (4, 8, 16)
"""Pixels of the screen, across, for one of the image."""


@dataclass(frozen=True)
class Magnifier:
    """Whether the spot under the mouse is shown magnified, by one of `FACTORS`."""

    shown: bool = False
    factor: int = 8


class Magnifying:
    """What `ViewerState` holds of the magnifier."""

    def __init__(self, state: "ViewerState") -> None:
        self._state = state

    def set(self, **changes: Any) -> None:
        """Change any field of `Magnifier`."""
        self._state.change(magnifier=replace(self._state.wants.magnifier, **changes))

    def next_factor(self) -> None:
        """Magnify by the next of `FACTORS`; after the last comes the first."""
        place = FACTORS.index(self._state.wants.magnifier.factor)
        self.set(shown=True, factor=FACTORS[(place + 1) % len(FACTORS)])
