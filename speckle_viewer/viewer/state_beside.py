"""The state as the second cine has it, or the one explained, for what the user does there."""

from collections.abc import Callable
from dataclasses import fields, replace

from speckle_viewer.viewer.beside import is_beside, swapped
from speckle_viewer.viewer.state import Listener, ViewerState
from speckle_viewer.viewer.wants import Wants

_OF_FIRST = frozenset({"cine", "cines", "playback", "methods", "beside"})


class StateBeside(ViewerState):
    """A state whose current cine is the second one; what changes there changes in the first state.

    So all that works on the current cine works on the second one too. Which cines are shown is
    changed by the first state alone, and only that has listeners. To go to a frame is to go to
    that of the first cine which belongs to it; of playback there is only to play and to stop.
    """

    def __init__(self, first: ViewerState) -> None:
        self._first = first
        super().__init__(history=first.history)

    @property
    def wants(self) -> Wants:
        """What is wanted now, as the second cine has it; where there is none, as it is."""
        wants = self._first.wants
        return wants if wants.beside is None or wants.cine is None else swapped(wants)

    def _want(self, wanted: Wants) -> None:
        now, before = self._first.wants, self.wants
        if now.beside is None or wanted.beside is None:
            return
        changed = {
            f.name for f in fields(Wants) if getattr(before, f.name) != getattr(wanted, f.name)
        }
        back, beside = swapped(wanted), now.beside
        changes = {name: getattr(back, name) for name in changed - _OF_FIRST}
        if "playback" in changed:
            changes["playback"] = replace(now.playback, playing=wanted.playback.playing)
        if "methods" in changed:
            beside = replace(beside, methods=wanted.methods)
        if {"hover", "looked_at"} & changed and back.beside is not None:
            beside = replace(beside, spot=back.beside.spot)
        self._first.change(**changes, beside=beside)


class StateExplained(StateBeside):
    """A state whose current cine is the one that the explainers explain.

    Its listeners hear what is wanted of the first cine.
    """

    @property
    def wants(self) -> Wants:
        """What is wanted now, as the cine explained has it."""
        return super().wants if self._first.wants.explains_beside else self._first.wants

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have ``listener`` called after every change of the first state."""
        return self._first.subscribe(listener)

    def _want(self, wanted: Wants) -> None:
        if self._first.wants.explains_beside:
            super()._want(wanted)
        else:
            self._first._want(wanted)


def state_at(pane: str, state: ViewerState) -> ViewerState:
    """The state whose current cine is the one that a pane shows."""
    return StateBeside(state) if is_beside(pane) else state
