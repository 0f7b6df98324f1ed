"""The part of the state that shows a second cine beside the first."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from speckle_viewer.cine import Cine
from speckle_viewer.viewer.beside import Beside, is_beside, own_pane, swapped
from speckle_viewer.viewer.wants import Hover, Wants

if TYPE_CHECKING:
    from speckle_viewer.viewer.state import ViewerState

_OF_EACH = frozenset({"cine", "cines", "methods", "frame", "playback", "beside"})
"""Fields that `TwoCines.at` leaves as they are."""


class TwoCines:
    """The part of the state that changes `Wants.beside`."""

    def __init__(self, state: "ViewerState") -> None:
        self._state = state

    def show(self, cine: Cine | None) -> None:
        """Show a cine beside the current one, in place of the last one; None for none."""
        wants = self._state.wants
        if cine is wants.cine or (wants.beside is not None and wants.beside.cine is cine):
            return
        beside = None
        if cine is not None:
            beside = (
                Beside(cine)
                if wants.beside is None
                else replace(wants.beside, cine=cine, seconds=0.0, frames=0, spot=None)
            )
        self._state.change(
            beside=beside, hover=_at_home(wants.hover), looked_at=_at_home(wants.looked_at)
        )

    def swap(self) -> None:
        """Let both cines change places: the second one sets the pace from now on."""
        wants = self._state.wants
        if wants.beside is not None:
            turned = swapped(wants)
            self._state.change(**{f.name: getattr(turned, f.name) for f in fields(Wants)})

    def choose_methods(self, methods: tuple[str, ...] | None) -> None:
        """Show the second cine by these methods; None for those of the first cine."""
        self._change(methods=methods)

    def choose_method(self, method: str, chosen: bool) -> None:
        """Add a method to those of the second cine, or take it away."""
        beside = self._state.wants.beside
        if beside is not None:
            now = self._state.wants.methods if beside.methods is None else beside.methods
            rest = tuple(m for m in now if m != method)
            self._change(methods=(*rest, method) if chosen else rest)

    def follow(self, **changes: Any) -> None:
        """Change how the second cine follows: ``sync``, ``seconds`` or ``frames`` of `Beside`."""
        self._change(**changes)

    def _change(self, **changes: Any) -> None:
        beside = self._state.wants.beside
        if beside is not None:
            self._state.change(beside=replace(beside, **changes))

    def at(self, pane: str, change: Callable[["ViewerState"], object]) -> None:
        """Change the state at a pane: where that is the second cine's, as if it were the first.

        ``change`` gets a state to be changed, whose current cine is that of the pane.
        """
        wants = self._state.wants
        if not is_beside(pane) or wants.beside is None:
            change(self._state)
            return
        before = swapped(wants)
        there = type(self._state)(before)
        change(there)
        after = there.wants
        back = swapped(after)
        names = {f.name for f in fields(Wants)} - _OF_EACH
        changed = {n for n in names if getattr(before, n) != getattr(after, n)}
        changes = {name: getattr(back, name) for name in changed}
        if {"hover", "looked_at"} & changed and back.beside is not None:
            changes["beside"] = replace(wants.beside, spot=back.beside.spot)
        self._state.change(**changes)


def _at_home(hover: Hover | None) -> Hover | None:
    """The same place in a pane of the first cine."""
    return None if hover is None else replace(hover, pane=own_pane(hover.pane))
