"""Zoom and levels: a pane's own, or the same in all panes where they are linked."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from speckle_viewer.viewer.beside import is_beside
from speckle_viewer.viewer.comparison import COMPARE, GAINS, full_scale
from speckle_viewer.viewer.wants import INPUT, Levels, View

if TYPE_CHECKING:
    from speckle_viewer.viewer.state import ViewerState

T = TypeVar("T")

_ALL = ""
"""Where the value that all panes share is kept."""


class Linked:
    """The part of the state that changes `Wants.levels`, `Wants.views` and `Wants.links`."""

    def __init__(self, state: "ViewerState") -> None:
        self._state = state

    def set_levels(self, pane: str, levels: Levels | None) -> None:
        """Set what is black and white, in all panes where linked; None for the default.

        In a pane that compares by numbers of either sign, their limits set the gain.
        """
        wants = self._state.wants
        how, cine = wants.comparison, wants.cine
        if pane != COMPARE or not how.is_signed or cine is None:
            self._state.change(levels=self._spread(wants.levels, pane, levels, wants.links.levels))
        elif levels is not None:
            gain = 2 * full_scale(how.mode, cine.value_range) / max(levels.window, 1e-6)
            gain = min(max(gain, GAINS[0]), GAINS[1])
            self._state.change(comparison=replace(how, gain=gain))

    def reset_levels(self) -> None:
        """Show black and white as the file says, in all panes."""
        self._state.change(levels={})

    def set_view(self, pane: str, view: View | None) -> None:
        """Zoom and pan, in all panes where they are linked; None fits the image."""
        wants = self._state.wants
        self._state.change(views=self._spread(wants.views, pane, view, wants.links.view))

    def link(self, **links: bool) -> None:
        """Switch what the panes share; when linked again, all follow the input pane."""
        wants = self._state.wants
        new = replace(wants.links, **links)
        changes: dict[str, Any] = {"links": new}
        if new.levels and not wants.links.levels:
            changes["levels"] = _joined(wants.levels)
        if new.view and not wants.links.view:
            changes["views"] = _joined(wants.views)
        self._state.change(**changes)

    def _spread(
        self, values: Mapping[str, T], pane: str, value: T | None, linked: bool
    ) -> dict[str, T]:
        kept = {p: v for p, v in values.items() if is_beside(p)}
        if linked:
            return kept if value is None else {**kept, _ALL: value}
        rest = {p: of(values, p) for p in (*self._state.wants.panes, COMPARE) if p != pane}
        kept |= {p: v for p, v in rest.items() if v is not None}
        return kept if value is None else {**kept, pane: value}


def of(values: Mapping[str, T], pane: str) -> T | None:
    """The pane's own value, else the one that all panes share."""
    return values.get(pane, values.get(_ALL))


def _joined(values: Mapping[str, T]) -> dict[str, T]:
    value = of(values, INPUT)
    return {} if value is None else {_ALL: value}
