"""Kernels, as the user alters them."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from speckle_viewer.steering import KernelEdit
from speckle_viewer.viewer.steering import PinEdit

if TYPE_CHECKING:
    from speckle_viewer.viewer.state import ViewerState


class Kernels:
    """The part of the state that changes `Wants.steering` and `Wants.edits`."""

    def __init__(self, state: "ViewerState") -> None:
        self._state = state

    def steer(self, method: str, **changes: Any) -> None:
        """Change how a method's kernels are steered: any field of `Steering`."""
        wants = self._state.wants
        rest = {m: s for m, s in wants.steering.items() if m != method}
        wanted = replace(wants.steering_of(method), **changes)
        self._state.change(steering=rest if wanted.is_none else {**rest, method: wanted})

    def reset(self, method: str) -> None:
        """Let a method's kernels be as predicted, of all pixels of the current cine."""
        wants = self._state.wants
        edits = (e for e in wants.edits if e.method != method or e.cine is not wants.cine)
        rest = {m: s for m, s in wants.steering.items() if m != method}
        self._state.change(steering=rest, edits=tuple(edits))

    def edit(self, method: str, edit: KernelEdit) -> None:
        """Alter a method's kernel at a pin of the current cine, in place of what was done there.

        An edit that alters nothing gives the pixel its own kernel back.
        """
        wants, place = self._state.wants, (edit.row, edit.column)
        if wants.cine is None:
            return
        rest = tuple(
            e
            for e in wants.edits
            if (e.cine, e.method, e.edit.row, e.edit.column) != (wants.cine, method, *place)
        )
        made = edit != KernelEdit(*place)
        edits = (*rest, PinEdit(wants.cine, method, edit)) if made else rest
        self._state.change(edits=edits)
