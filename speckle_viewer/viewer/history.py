"""Undo and redo of what the user draws, pins, sets and steers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING, Any

from speckle_viewer.viewer.beside import swapped
from speckle_viewer.viewer.history_words import FIELDS, words_for
from speckle_viewer.viewer.rebound import rebound
from speckle_viewer.viewer.session_values import hints
from speckle_viewer.viewer.wants import Wants

if TYPE_CHECKING:
    from speckle_viewer.viewer.state import ViewerState

MOST_STEPS = 50
"""Older steps go: each may hold painted pixels of a whole frame."""

TOGETHER_S = 0.6
"""Changes of the same kind are one step while no more than this lies between them."""

_ALONG = ("roi", "ruler")
"""What is selected comes back with what is drawn, but selecting alone is no step.

So does which region is the background, where one that is renamed or removed was it.
"""


@dataclass(frozen=True)
class Step:
    """A change that can be taken back: fields of `Wants` before and after it."""

    words: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


class History:
    """The steps of a state, the newest last.

    Frame, view, playback and the cine shown are never part of a step. Levels belong to the cine
    shown: their steps end with it, and go along when two cines change places.

    Parameters
    ----------
    state
        Its changes become steps.
    clock
        In seconds.
    """

    def __init__(self, state: "ViewerState", clock: Callable[[], float] = monotonic) -> None:
        self._state, self._clock = state, clock
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._last = -TOGETHER_S
        self._in_gesture = self._is_sealed = self._is_own = False
        state.subscribe(self._record)

    @property
    def to_undo(self) -> str | None:
        """What would be undone, in words such as "move of Region 1"; None if there is nothing."""
        return self._done[-1].words if self._done else None

    @property
    def to_redo(self) -> str | None:
        """What would be redone, in words; None if there is nothing."""
        return self._undone[-1].words if self._undone else None

    def undo(self) -> None:
        """Take the last step back; without one, nothing."""
        if self._done:
            self._undone.append(self._done.pop())
            self._apply(self._undone[-1].before)

    def redo(self) -> None:
        """Do again what was undone last; without that, nothing."""
        if self._undone:
            self._done.append(self._undone.pop())
            self._apply(self._done[-1].after)

    def begin_gesture(self) -> None:
        """What changes from now on is a step of its own, up to `end_gesture` one of each kind."""
        self._is_sealed = self._in_gesture = True

    def end_gesture(self) -> None:
        """The mouse button is up again."""
        self._in_gesture = False

    def clear(self) -> None:
        """Forget all steps."""
        self._done, self._undone = [], []

    def _apply(self, values: Mapping[str, Any]) -> None:
        self._is_own = self._is_sealed = True
        changes, now = {**values}, self._state.wants.measuring
        if "measuring" in changes:  # columns and the like are no steps
            changes["measuring"] = replace(now, backgrounds=changes["measuring"].backgrounds)
        try:
            self._state.change(**changes)
        finally:
            self._is_own = False

    # -- recording -----------------------------------------------------------------------------

    def _record(self, before: Wants, after: Wants) -> None:
        gone = any(cine not in after.cines for cine in before.cines)
        if not gone and _are_swapped(before, after):
            self._swap(before)
            return
        if gone or _shows_others(before, after) or before.links.levels != after.links.levels:
            self._forget(after)
            return
        changed = [name for name in FIELDS if getattr(before, name) is not getattr(after, name)]
        changed = [name for name in changed if getattr(before, name) != getattr(after, name)]
        if self._is_own or not changed:
            return
        names = [*changed, *_ALONG]
        if before.measuring.backgrounds != after.measuring.backgrounds:
            names.append("measuring")
        step = Step(
            words_for(before, after, changed[0]),
            {name: getattr(before, name) for name in names},
            {name: getattr(after, name) for name in names},
        )
        self._add(step, changed)

    def _add(self, step: Step, changed: list[str]) -> None:
        now, last = self._clock(), self._done[-1] if self._done else None
        quick = now - self._last < TOGETHER_S
        soon = self._in_gesture or quick
        self._last, self._undone = now, []
        joins = last is not None and last.before.keys() == step.before.keys()
        back = joins and (quick or (self._in_gesture and not self._is_sealed))
        if last is not None and back and all(last.before[n] == step.after[n] for n in changed):
            self._done.pop()  # as a second click takes back what the first did
            return
        same = last is not None and (self._in_gesture or last.words == step.words)
        if last is not None and joins and same and soon and not self._is_sealed:
            self._done[-1] = replace(last, after=step.after)
            return
        self._is_sealed = False
        self._done = [*self._done, step][-MOST_STEPS:]

    def _swap(self, before: Wants) -> None:
        """Have levels and what is selected be those of the same cines in their new places."""

        def turned(values: Mapping[str, Any]) -> dict[str, Any]:
            there = {name: values[name] for name in ("levels", *_ALONG) if name in values}
            wants = swapped(replace(before, **there))
            return {**values, **{name: getattr(wants, name) for name in there}}

        def all_turned(steps: list[Step]) -> list[Step]:
            return [replace(s, before=turned(s.before), after=turned(s.after)) for s in steps]

        self._done, self._undone = all_turned(self._done), all_turned(self._undone)

    def _forget(self, after: Wants) -> None:
        """Keep of all steps what is of the cines that there are, and no levels."""
        kinds, left = hints(Wants), {cine: cine for cine in after.cines}

        def of_left(values: Mapping[str, Any]) -> dict[str, Any]:
            kept = {name: rebound(v, kinds[name], left) for name, v in values.items()}
            return {name: v for name, v in kept.items() if name != "levels"}

        def kept(steps: list[Step]) -> list[Step]:
            bound = [replace(s, before=of_left(s.before), after=of_left(s.after)) for s in steps]
            return [s for s in bound if any(s.before[n] != s.after[n] for n in s.before)]

        self._done, self._undone = kept(self._done), kept(self._undone)


def _shows_others(before: Wants, after: Wants) -> bool:
    """Whether a cine is no longer shown in its place."""
    second = None if after.beside is None else after.beside.cine
    left = before.beside is not None and before.beside.cine is not second
    return left or before.cine is not after.cine


def _are_swapped(before: Wants, after: Wants) -> bool:
    """Whether the two cines that are shown have changed places."""
    if before.beside is None or after.beside is None:
        return False
    return before.cine is after.beside.cine and after.cine is before.beside.cine
