"""The part of the state that says which cine is the reference of which: its truth, say."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from speckle_viewer.cine import Cine
from speckle_viewer.errors import EvaluationError
from speckle_viewer.measuring.agreement import Agreement

if TYPE_CHECKING:
    from speckle_viewer.viewer.state import ViewerState


@dataclass(frozen=True)
class Scored:
    """A frame of a pane against its reference, or why the two cannot be compared."""

    frame: int
    agreement: Agreement | None
    problem: str = ""


class References:
    """Changes `Wants.references`."""

    def __init__(self, state: "ViewerState") -> None:
        self._state = state

    def use(self, cine: Cine, reference: Cine) -> None:
        """Compare a cine with another one from now on, which is put into the list if need be.

        Raises `EvaluationError` if the two cannot be compared.
        """
        sentence = misfit(cine, reference)
        if sentence:
            raise EvaluationError(sentence)
        wants = self._state.wants
        listed = any(c is reference for c in wants.cines)
        self._state.change(
            cines=wants.cines if listed else (*wants.cines, reference),
            references={**wants.references, cine: reference},
        )

    def forget(self, cine: Cine) -> None:
        """Compare a cine with nothing any longer."""
        references = self._state.wants.references
        self._state.change(references={c: r for c, r in references.items() if c is not cine})


def misfit(cine: Cine, reference: Cine) -> str:
    """Why one cine cannot be the reference of another, in a sentence; empty if it can."""
    if reference is cine:
        return f"{cine.name} cannot be its own reference: choose another file."
    if reference.shape != cine.shape:
        (rows, columns), (own_rows, own_columns) = reference.shape, cine.shape
        return (
            f"{reference.name} cannot be the reference of {cine.name}: its frames have {columns} × "
            f"{rows} px, not {own_columns} × {own_rows}. Choose one of the same size."
        )
    if len(reference) not in (1, len(cine)):
        return (
            f"{reference.name} cannot be the reference of {cine.name}: it has {len(reference)} "
            f"frames, not {len(cine)}. Choose one with as many, or a single frame for all."
        )
    return ""


def frame_of(reference: Cine, frame: int) -> int:
    """The frame of a reference that belongs to one of its cine: a single one is that of all."""
    return frame if len(reference) > 1 else 0
