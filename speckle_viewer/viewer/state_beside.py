"""The state as the second cine has it, for what the user does there."""

from dataclasses import fields, replace

from speckle_viewer.viewer.beside import is_beside, swapped
from speckle_viewer.viewer.state import ViewerState
from speckle_viewer.viewer.wants import Wants

_OF_FIRST = frozenset({"cine", "cines", "frame", "playback", "methods", "beside"})


class StateBeside(ViewerState):
    """A state whose current cine is the second one; what changes there changes in the first state.

    So all that works on the current cine works on the second one too. Which cines are shown, the
    frame and the playback are changed by the first state alone, and only that has listeners.
    """

    def __init__(self, first: ViewerState) -> None:
        super().__init__()
        self._first = first
        self.history = first.history

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
        if "methods" in changed:
            beside = replace(beside, methods=wanted.methods)
        if {"hover", "looked_at"} & changed and back.beside is not None:
            beside = replace(beside, spot=back.beside.spot)
        self._first.change(**changes, beside=beside)


def state_at(pane: str, state: ViewerState) -> ViewerState:
    """The state whose current cine is the one that a pane shows."""
    return StateBeside(state) if is_beside(pane) else state
