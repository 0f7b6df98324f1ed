"""How near each pane is to the reference of its cine: measured in a thread, live."""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple
from weakref import ReferenceType, ref

from PySide6.QtCore import QObject, Signal

from speckle_viewer.cine import Cine, Frame
from speckle_viewer.cine.cine import to_grey
from speckle_viewer.gui.explain.analyst import Analyst, Task
from speckle_viewer.gui.explain.follower import Follower
from speckle_viewer.viewer import PaneScene, Scene, Wants
from speckle_viewer.viewer.references import Scored, frame_of

_Of = tuple[Cine, str]
"""A cine and one of its panes."""


class _Known(NamedTuple):
    """A score, and what it is of."""

    image: "ReferenceType[Frame]"
    reference: Cine
    scored: Scored


class Agreements(QObject):
    """Measures what the panes show, and keeps what it has measured: a loop measures once."""

    changed = Signal()
    """Something more was measured."""
    failed = Signal(str)
    """A measurement failed, with a sentence."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._analyst = Analyst("reference", self)
        self._followers: dict[_Of, Follower[tuple[_Of, Frame, Cine, Scored]]] = {}
        self._known: dict[_Of, dict[int, _Known]] = {}

    def found(self, wants: Wants) -> dict[str, Mapping[int, Scored]]:
        """By pane of the current cine and by frame what is known, the newest last."""
        if wants.reference is None:
            return {}
        return {
            pane: {f: k.scored for f, k in known.items() if k.reference is wants.reference}
            for (cine, pane), known in self._known.items()
            if cine is wants.cine
        }

    def want(self, scene: Scene) -> None:
        """Have measured what a scene shows and is not known yet."""
        cine, reference = scene.cine, scene.wants.reference
        if cine is None or reference is None:
            return
        for pane in scene.panes:
            if pane.image is not None and not self._is_known(cine, reference, pane):
                self._measure(cine, reference, pane, scene.wants.playback.playing)

    def _is_known(self, cine: Cine, reference: Cine, pane: PaneScene) -> bool:
        known = self._known.get((cine, pane.id), {}).get(-1 if pane.frame is None else pane.frame)
        return known is not None and known.image() is pane.image and known.reference is reference

    def _measure(self, cine: Cine, reference: Cine, pane: PaneScene, patient: bool) -> None:
        image, frame, of = pane.image, pane.frame, (cine, pane.id)
        assert image is not None
        assert frame is not None
        follower = self._followers.get(of)
        if follower is None:
            key = f"{id(cine)} {pane.id}"
            follower = Follower(self._analyst, key, self._take, self.failed.emit)
            self._followers[of] = follower
        job = partial(_score, of, image, frame, reference)
        follower.want(image, (reference, frame), job, patient=patient)

    def _take(self, measured: tuple[_Of, Frame, Cine, Scored]) -> None:
        of, image, reference, scored = measured
        known = self._known.setdefault(of, {})
        known.pop(scored.frame, None)  # the newest is last
        known[scored.frame] = _Known(ref(image), reference, scored)
        self.changed.emit()

    def forget(self, cine: Cine) -> None:
        """Drop what belongs to a cine that is closed."""
        for of in [of for of in self._followers if of[0] is cine]:
            self._followers.pop(of).drop()
            self._known.pop(of, None)

    def close(self) -> None:
        """Stop all that runs, as the window closes."""
        self._analyst.close()


def _score(
    of: _Of, image: Frame, frame: int, reference: Cine, task: Task
) -> tuple[_Of, Frame, Cine, Scored]:
    from speckle_viewer.errors import CineError
    from speckle_viewer.measuring.agreement import agreement

    cine = of[0]
    try:
        inside, truth = cine.insonified(frame), reference.grey(frame_of(reference, frame))
        task.check()
        found = agreement(to_grey(image, cine.value_range), truth, inside)
    except CineError as error:
        return of, image, reference, Scored(frame, None, str(error))
    return of, image, reference, Scored(frame, found)
