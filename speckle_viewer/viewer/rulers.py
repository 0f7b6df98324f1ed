"""Distances, as the user draws, names and removes them."""

from dataclasses import replace
from typing import TYPE_CHECKING

from speckle_viewer.viewer.ruler import Ruler

if TYPE_CHECKING:
    from speckle_viewer.viewer.state import ViewerState

Place = tuple[float, float]


class Rulers:
    """The part of the state that changes `Wants.rulers`; names are those of the current cine."""

    def __init__(self, state: "ViewerState") -> None:
        self._state = state
        self.new_name = "Distance"
        """What new distances are called, before their number; the window translates it."""

    @property
    def selected(self) -> Ruler | None:
        """The distance that is selected."""
        return self.named(self._state.wants.ruler)

    def named(self, name: str | None) -> Ruler | None:
        """The distance of this name in the current cine."""
        return next((r for r in self._state.wants.cine_rulers if r.name == name), None)

    def select(self, name: str | None) -> None:
        """Select a distance, and no region."""
        there = self.named(name)
        self._state.change(ruler=None if there is None else there.name, roi=None)

    def add(self, start: Place, end: Place) -> str | None:
        """Add a distance in the current cine, select it, and give its name; None for no length."""
        wants = self._state.wants
        if wants.cine is None or start == end:
            return None
        names = {ruler.name for ruler in wants.cine_rulers}
        stem = self.new_name
        number = next(n for n in range(1, len(names) + 2) if f"{stem} {n}" not in names)
        ruler = Ruler(wants.cine, f"{stem} {number}", start, end)
        self._state.change(rulers=(*wants.rulers, ruler), ruler=ruler.name, roi=None)
        return ruler.name

    def put(self, name: str, start: Place, end: Place) -> None:
        """Put the ends of a distance elsewhere."""
        wants, old = self._state.wants, self.named(name)
        if old is not None and start != end:
            new = replace(old, start=start, end=end)
            self._state.change(rulers=tuple(new if r is old else r for r in wants.rulers))

    def rename(self, name: str, new: str) -> bool:
        """Give a distance another name; False if it is empty or another distance has it."""
        new = " ".join(new.split())
        if not new or (new != name and self.named(new) is not None):
            return False
        wants, ruler = self._state.wants, self.named(name)
        rulers = tuple(replace(r, name=new) if r is ruler else r for r in wants.rulers)
        self._state.change(rulers=rulers, ruler=new if wants.ruler == name else wants.ruler)
        return True

    def remove(self, name: str) -> None:
        """Take a distance away."""
        gone, wants = self.named(name), self._state.wants
        rest = tuple(r for r in wants.rulers if r is not gone)
        self._state.change(rulers=rest, ruler=None if wants.ruler == name else wants.ruler)
