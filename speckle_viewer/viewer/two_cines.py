"""The part of the state that shows a second cine beside the first."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from speckle_viewer.cine import Cine
from speckle_viewer.viewer.beside import Beside, is_beside, own_pane, swapped
from speckle_viewer.viewer.wants import Hover, Wants

if TYPE_CHECKING:
    from speckle_viewer.viewer.state import ViewerState

T = TypeVar("T")


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
            beside=beside,
            levels=_of_first(wants.levels),
            views=_of_first(wants.views),
            hover=_at_home(wants.hover),
            looked_at=_at_home(wants.looked_at),
        )

    def switch(self, on: bool) -> None:
        """Show the cine beside that comes next in the list, or none."""
        wants = self._state.wants
        if not on:
            self.show(None)
        elif wants.beside is None and wants.cine is not None and len(wants.cines) > 1:
            place = wants.cines.index(wants.cine)
            self.show(wants.cines[(place + 1) % len(wants.cines)])

    def swap(self) -> None:
        """Let both cines change places: the second one sets the pace from now on."""
        wants = self._state.wants
        if wants.beside is not None:
            turned = swapped(wants)
            self._state.change(**{f.name: getattr(turned, f.name) for f in fields(Wants)})

    def choose_methods(self, methods: tuple[str, ...] | None) -> None:
        """Show the second cine by these methods; None for those of the first cine."""
        self._change(methods=methods)

    def follow(self, **changes: Any) -> None:
        """Change how the second cine follows: ``sync``, ``seconds`` or ``frames`` of `Beside`."""
        self._change(**changes)

    def _change(self, **changes: Any) -> None:
        beside = self._state.wants.beside
        if beside is not None:
            self._state.change(beside=replace(beside, **changes))


def _of_first(values: Mapping[str, T]) -> dict[str, T]:
    """Without those of the second cine's panes: another one has not its levels."""
    return {pane: value for pane, value in values.items() if not is_beside(pane)}


def _at_home(hover: Hover | None) -> Hover | None:
    """The same place in a pane of the first cine."""
    return None if hover is None else replace(hover, pane=own_pane(hover.pane))
