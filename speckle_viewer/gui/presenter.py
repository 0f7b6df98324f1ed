"""Between the state and the widgets: gathers facts, resolves the scene, has the work done."""

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import Request, Result
from speckle_viewer.errors import MethodError
from speckle_viewer.gui.agreements import Agreements
from speckle_viewer.gui.bridge import Bridge, Pair
from speckle_viewer.gui.equivalents import Equivalents
from speckle_viewer.gui.loader import Loader
from speckle_viewer.gui.opening import Opening
from speckle_viewer.gui.playing import Playing
from speckle_viewer.gui.steering.steerers import Steerers
from speckle_viewer.gui.tr import tr
from speckle_viewer.gui.what_is_there import WhatIsThere
from speckle_viewer.methods import Card, card
from speckle_viewer.methods.registry import own_ids
from speckle_viewer.viewer import (
    Facts,
    Scene,
    ViewerState,
    Wants,
    resolve,
)
from speckle_viewer.viewer.comparer import Comparer
from speckle_viewer.viewer.scene_of_two import resolve_two

if TYPE_CHECKING:  # torch, which the window does not wait for
    from speckle_viewer.denoising.runner import Run

T = TypeVar("T")

_log = logging.getLogger(__name__)

CLOSING_S = 0.05
"""How long the window waits for its threads to end: hardly noticed, and mostly enough."""


class Presenter(QObject):
    """Resolves the scene after each change of the state or of what is there."""

    scene_changed = Signal(object)
    """The new `Scene`."""
    failed = Signal(str, str)
    """A sentence for the message bar, and its details."""
    not_opened = Signal(object)
    """Of the files that are opened together, those that could not be: (sentence, details) each."""
    settled = Signal()
    """A file or folder that was to be opened was dealt with, well or badly."""
    noted = Signal(str)
    """What had to be assumed or mended in a file."""
    said = Signal(str)
    """What was done, where one might wonder."""
    cine_opened = Signal(object)
    """A `Cine` that was opened by name, not as part of a session."""
    cine_changed = Signal()
    """Another cine is to be shown, and no file that was opened along with it has failed."""
    thumbnail_ready = Signal(object, object)
    """A cine and its small picture."""

    def __init__(
        self,
        state: ViewerState,
        parent: QObject | None = None,
        now: Callable[[], float] = time.perf_counter,
    ) -> None:
        super().__init__(parent)
        self.state = state
        self.cards = _cards()
        self._comparer = Comparer()
        self.playing = Playing(state, self.refresh, now, self)
        self._loader = Loader(self)
        self._bridge = Bridge(self)
        self.equivalents = Equivalents(self)
        self.steerers = Steerers(self)
        self.agreements = Agreements(self)
        self._there = WhatIsThere(
            self.cards, self._bridge, self.equivalents, self.steerers, self.agreements
        )
        self._opening = 0
        self._not_opened: list[tuple[str, str]] = []
        self._closed = False
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self._connect()
        self._unsubscribe = state.subscribe(self._wants_changed)
        self.scene = resolve(state.wants, Facts())

    def _connect(self) -> None:
        self._loader.opened.connect(self._take_cine)
        self._loader.failed.connect(self._take_failure)
        self._loader.settled.connect(self._settle)
        self._loader.decoded.connect(self._soon.start)
        self._loader.frame_failed.connect(self._take_frame_problem)
        self._loader.thumbnail_ready.connect(self.thumbnail_ready)
        self._bridge.changed.connect(self._soon.start)
        self._bridge.failed.connect(lambda sentence: self.failed.emit(sentence, ""))
        self.equivalents.changed.connect(self._soon.start)
        self.steerers.changed.connect(self._soon.start)
        self.agreements.changed.connect(self._soon.start)
        self.agreements.failed.connect(lambda sentence: self.failed.emit(sentence, ""))

    @property
    def opening(self) -> Opening:
        """How cines are opened."""
        return self._loader.opening

    def use_memory(self, opening: Opening, image_bytes: int, evidence_bytes: int) -> None:
        """Open cines so from now on, and keep so much of them, of denoised images and evidence."""
        self._loader.opening = opening
        for cine in self.state.wants.cines:
            cine.set_cache(opening.cache_bytes)
        self._bridge.set_budgets(image_bytes, evidence_bytes)

    def open(self, path: Path) -> None:
        """Open a file or folder in the background; it is shown when it is there."""
        self._opening += 1
        self._loader.open(path)

    def cached(self, request: Request) -> Result | None:
        """The denoised frame of a request if it is there. Never waits; from any thread."""
        return self._bridge.cached(request)

    def put(self, request: Request, run: "Run", check: Callable[[], None]) -> None:
        """Keep a frame that an explainer denoised; from any thread. ``check`` raises to stop."""
        self._bridge.put(request, run, check)

    def add_method(self, card: Card) -> None:
        """Offer a method that is new, also where another one had its id."""
        if self.cards.get(card.id, card) != card:
            self._bridge.forget_method(card.id)
            self.equivalents.forget()
        self.cards[card.id] = card

    def close_cine(self, cine: Cine) -> None:
        """Take a cine off the list, forget what was computed for it, and close its file."""
        self.state.close_cine(cine)
        self._bridge.forget(cine)
        self.equivalents.forget(cine)
        self.steerers.forget(cine)
        self.agreements.forget(cine)
        self._there.forget(cine)
        self._loader.release(cine)

    def use_reference(self, cine: Cine, reference: Cine) -> None:
        """Compare a cine with another one, opened or new; raises `EvaluationError`."""
        self.state.references.use(cine, reference)
        self._loader.draw_thumbnail(reference)

    def restore(self, wants: Wants) -> None:
        """Show what a session held, in place of all that is open."""
        for cine in self.state.wants.cines:
            self.close_cine(cine)
        for cine in wants.cines:
            self._loader.draw_thumbnail(cine)
        self.state.restore(wants)

    def close(self) -> None:
        """Stop all that runs. Returns within some `CLOSING_S`, even if a decoder hangs.

        The threads are daemons, which end by themselves: those that read after the frame or file
        that they are at, that of the engine at the network's next layer. Only the program's own
        end waits for the engine.
        """
        self._closed = True
        self.playing.stop()
        self._soon.stop()
        self._unsubscribe()
        self._loader.stop()
        self.equivalents.close()
        self.steerers.close()
        self.agreements.close()
        end = time.monotonic() + CLOSING_S
        self._bridge.close(CLOSING_S)
        self._loader.close(max(end - time.monotonic(), 0))

    def refresh(self) -> None:
        """Resolve the scene now, show it, and have done what it lacks."""
        if self._closed:
            return
        wants = self.state.wants
        facts = [self._facts(side) for side in (wants, wants.second) if side is not None]
        self.scene = scene = self._comparer.add_to(resolve_two(wants, *facts))
        self.playing.count(scene)
        self.scene_changed.emit(scene)
        self._have_done(scene)
        self.equivalents.want(scene.inspected.inspection.wanted if wants.inspecting else None)

    def _have_done(self, scene: Scene) -> None:
        """Have done what the scene lacks, of two cines in turn."""
        scenes = [s for s in (scene, scene.beside) if s is not None]
        frames = [[(s.cine, frame) for frame in s.decode] for s in scenes if s.cine is not None]
        if any(frames):
            self._loader.decode(in_turn(frames))
        ahead = in_turn([s.ahead for s in scenes])
        requests = [request for s in scenes for request in s.requests]
        self._bridge.want(requests, ahead, patient=scene.wants.playback.playing)
        self.steerers.keep(
            (s.cine, method)
            for s in scenes
            for method in filter(s.wants.is_steered, s.wants.methods)
            if s.cine is not None
        )
        self.steerers.want(job for s in scenes for job in s.steer)
        for one in scenes:
            self.agreements.want(one)

    def _facts(self, wants: Wants) -> Facts:
        playing = self.playing
        backwards = playing.player.backwards
        return self._there.facts(wants, playing.rate, playing.dropped, backwards)

    def _wants_changed(self, before: Wants, after: Wants) -> None:
        if _pairs(after) != _pairs(before):
            self._bridge.keep(_pairs(after))
            self._there.keep([side.cine for side in after.sides])
        if after.cine is not before.cine:
            self._bridge.retry()
            if not self._not_opened:
                self.cine_changed.emit()
        self.playing.follow(before, after)
        self._soon.start()

    # -- what came -----------------------------------------------------------------------------

    def _take_cine(self, cine: Cine) -> None:
        known = next((c for c in self.state.wants.cines if is_same_file(c, cine)), None)
        if known is not None:
            self._loader.release(cine)
            self.state.show_cine(known)
            self.said.emit(tr("{} is open already.").format(cine.name))
            return
        self._loader.draw_thumbnail(cine)
        self.state.add_cine(cine)
        self.cine_opened.emit(cine)
        if cine.notes:
            self.noted.emit(_notes_of(cine))

    def _take_failure(self, sentence: str, details: str) -> None:
        self._not_opened.append((sentence, details))
        self.not_opened.emit(tuple(self._not_opened))

    def _settle(self) -> None:
        self._opening -= 1
        if not self._opening:
            self._not_opened.clear()
        self.settled.emit()

    def _take_frame_problem(self, cine: Cine, frame: int, sentence: str) -> None:
        if self._there.take_problem(cine, frame, sentence):
            # The notes with it, as the bar shows one message: they may be the cause.
            self.failed.emit(f"{sentence}\n{_notes_of(cine)}" if cine.notes else sentence, "")
        self._soon.start()


def is_same_file(one: Cine, other: Cine) -> bool:
    """Whether two cines were opened from one file."""
    if one.path is None or other.path is None:
        return False
    return one.path.absolute() == other.path.absolute()


def _notes_of(cine: Cine) -> str:
    return f"{cine.name}: {'; '.join(n.rstrip('.') for n in cine.notes)}"


def _pairs(wants: Wants) -> frozenset[Pair]:
    return frozenset(
        (side.cine, m) for side in wants.sides for m in side.methods if side.cine is not None
    )


def in_turn(lists: Sequence[Sequence[T]]) -> list[T]:
    """The first of each list, then the second of each, and so on."""
    longest = max(map(len, lists), default=0)
    return [values[i] for i in range(longest) for values in lists if i < len(values)]


def _cards() -> dict[str, Card]:
    """All but those of installed packages, which `Importing` looks for."""
    cards = {}
    for method in own_ids():
        try:
            cards[method] = card(method)
        except MethodError as error:
            _log.warning("%s", error)
    return cards
