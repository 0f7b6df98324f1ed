"""Saving what the window shows as a session file, and opening one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox

from speckle_viewer.cine import Cine, open_cine
from speckle_viewer.errors import MethodError, SessionError, SpeckleViewerError
from speckle_viewer.gui.explain.analyst import Analyst, Task
from speckle_viewer.methods import Card, card
from speckle_viewer.viewer.names import name_of
from speckle_viewer.viewer.session import (
    SUFFIX,
    Layout,
    Session,
    StoredCine,
    fingerprint,
    read_session,
    session_text,
    stored_cine,
)
from speckle_viewer.viewer.session_fit import fitted
from speckle_viewer.whole_file import write_whole

if TYPE_CHECKING:
    from speckle_viewer.gui.window import Window

_TABS = ("kernel", "steer", "method", "header")
"""Of the inspector, as the session file calls them."""

_CLOSING_S = 0.2
"""How long the window waits for a file that is being written: else it may come after its end."""

_SAVE = "Save session"
_KIND = f"Sessions (*{SUFFIX})"


def is_session(file: Path) -> bool:
    """Whether a file is a session, by its name."""
    return file.name.lower().endswith(SUFFIX)


@dataclass(frozen=True, eq=False)
class _Reading:
    """A session on its way: its cines where they are now, None where they are not known to be."""

    file: Path
    session: Session
    places: tuple[Path | None, ...]
    cards: Mapping[str, Card]


@dataclass(frozen=True, eq=False)
class _Opened:
    """The cines of a session, None where one is left out, and what there is to say of them."""

    cines: tuple[Cine | None, ...]
    said: tuple[str, ...]


class Sessions(QObject):
    """Reads and writes sessions in a thread of its own, and has the window show them."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._analyst = Analyst("sessions", self)
        self._last: Path | None = None
        self._stored: dict[tuple[str, int, int], StoredCine] = {}
        window.actions_.save_session.triggered.connect(self.ask_to_save)
        window.actions_.open_session.triggered.connect(self.ask_to_open)

    @property
    def is_busy(self) -> bool:
        """Whether a session is being read or written."""
        return self._analyst.is_busy

    def close(self) -> None:
        """Stop: what is being written is written whole or not at all, and mostly by then."""
        self._analyst.close(_CLOSING_S)

    # -- saving --------------------------------------------------------------------------------

    def ask_to_save(self) -> None:
        """Ask for a file, and save what is shown."""
        first = self._last or self._window.settings.folder / f"session{SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(self._window, _SAVE, str(first), _KIND)
        if not name:
            return
        typed = Path(name)
        file = typed if is_session(typed) else typed.with_name(_stem(typed) + SUFFIX)
        if file == typed or not file.exists() or self._may_replace(file):
            self.save(file)

    def _may_replace(self, file: Path) -> bool:
        """Ask; the dialog itself did not, for the ending was not typed."""
        question = f"{file.name} is there already. Replace it?"
        yes = QMessageBox.StandardButton.Yes
        return QMessageBox.question(self._window, _SAVE, question) == yes

    def save(self, file: Path) -> None:
        """Save what is shown now; how it went appears in the message bar."""
        self.write(file, lambda: self._saved(file), self._fail)

    def write(self, file: Path, then: Callable[[], None], failed: Callable[[str], None]) -> None:
        """Write what is shown now; ``then`` or ``failed`` with a sentence follows."""
        wants, layout = self._window.state.wants, self._layout()
        cards = self._window.presenter.cards
        weights = {m: cards[m].sha256 for m in wants.methods if m in cards}

        def job(task: Task) -> None:
            cines = [self._store(cine, task) for cine in wants.cines]
            text = session_text(wants, cines, weights, layout)
            task.check()
            try:
                write_whole(file, text.encode())
            except OSError as error:
                raise SessionError(
                    f"{file.name} cannot be written ({error.strerror}): choose another place."
                ) from error

        self._analyst.ask(f"save {file}", job, lambda _: then(), failed)

    def _store(self, cine: Cine, task: Task) -> StoredCine:
        """In the thread: a file that is as it was is not read again."""
        key = None
        if cine.path is not None and cine.path.is_file():
            status = cine.path.stat()
            key = (str(cine.path), status.st_size, status.st_mtime_ns)
        if key is None or key not in self._stored:
            stored = stored_cine(cine, task.check)
            if key is None:
                return stored
            self._stored[key] = stored
        return self._stored[key]

    def _saved(self, file: Path) -> None:
        self._last = file
        self._window.settings.add_recent(file)
        self._window.messages.show_note(f"Saved {file.name}.")

    def _layout(self) -> Layout:
        docks, tabs = self._window.explain.docks, self._window.docks.tabs
        front = self._window.explain.front
        return Layout(
            explainers=tuple(name for name, dock in docks.items() if not dock.isHidden()),
            front=None if front is None else front.kind.name,
            tab=_TABS[tabs.currentIndex()],
        )

    # -- opening -------------------------------------------------------------------------------

    def ask_to_open(self) -> None:
        """Ask for a session file, and open it."""
        folder = self._last.parent if self._last else self._window.settings.folder
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Open session", str(folder), f"{_KIND};;All files (*)"
        )
        if name:
            self._window.settings.add_recent(Path(name))
            self.open(Path(name))

    def open(self, file: Path, *, named: bool = True) -> None:
        """Show what a session holds, in place of all that is open; or say why that cannot be.

        The next one is saved under its name, unless it was not ``named`` by the user.
        """
        self._last = file if named else self._last
        self._window.messages.dismiss()
        self._window.messages.show_note(f"Opening {file.name} …")
        known = dict(self._window.presenter.cards)
        self._analyst.ask("open", lambda task: _read(file, known), self._ask_for_moved, self._fail)

    def _ask_for_moved(self, reading: _Reading) -> None:
        places = [
            place or self._ask_where(cine, reading.file.parent)
            for cine, place in zip(reading.session.cines, reading.places, strict=True)
        ]
        reading = replace(reading, places=tuple(places))
        self._analyst.ask(
            "open",
            lambda task: _open_all(reading, task),
            lambda opened: self._show(reading, opened),
            self._fail,
        )

    def _ask_where(self, cine: StoredCine, folder: Path) -> Path | None:
        title = f"{cine.name} has moved: where is it now? Cancel leaves it out"
        if cine.is_folder:
            name = QFileDialog.getExistingDirectory(self._window, title, str(folder))
        else:
            name, _ = QFileDialog.getOpenFileName(self._window, title, str(folder))
        return Path(name) if name else None

    def _show(self, reading: _Reading, opened: _Opened) -> None:
        session, window = reading.session, self._window
        if session.cines and all(cine is None for cine in opened.cines):
            self._fail(f"{reading.file.name} was not opened: {_list(opened.said)}.")
            return
        for added in reading.cards.values():
            if added.id not in window.presenter.cards:
                window.offer_method(added)
        cards = window.presenter.cards
        pairs = zip(session.wants.cines, opened.cines, strict=True)
        found = {stand_in: cine for stand_in, cine in pairs if cine is not None}
        window.presenter.restore(fitted(session.wants, found, cards))
        self._restore(session.layout)
        said = (*opened.said, *_of_methods(session, cards))
        window.messages.dismiss()
        rest = f", but {_list(said)}" if said else ""
        window.messages.show_note(f"Opened {reading.file.name}{rest}.")

    def _restore(self, layout: Layout) -> None:
        area, docks = self._window.explain, self._window.docks
        for name, dock in area.docks.items():
            dock.setVisible(name in layout.explainers)
        if layout.front in area.docks:
            area.open(layout.front)
        if layout.tab in _TABS:
            docks.tabs.setCurrentIndex(_TABS.index(layout.tab))

    def _fail(self, sentence: str) -> None:
        self._window.messages.dismiss()
        self._window.messages.show_message(sentence)


def _stem(file: Path) -> str:
    """A file's name without an ending that the user typed for a session's."""
    return file.stem if file.suffix.lower() == ".json" else file.name


def _list(sentences: tuple[str, ...]) -> str:
    return "; ".join(sentences)


def _of_methods(session: Session, cards: Mapping[str, Card]) -> list[str]:
    """What there is to say of methods that are not as they were."""
    said = []
    for method in session.wants.methods:
        there = cards.get(method)
        if there is None:
            said.append(f"there is no method {method} here, which is left out")
        elif there.sha256 != session.weights.get(method, there.sha256):
            said.append(f"{name_of(method, cards)} has other weights than when it was saved")
    return said


# What follows runs in the thread.


def _read(file: Path, cards: Mapping[str, Card]) -> _Reading:
    session = read_session(file)
    more = {}
    for method in session.wants.methods:
        if method not in cards:  # of an installed package, which the window finds a moment later
            try:
                more[method] = card(method)
            except MethodError:
                continue
    places = tuple(_place(cine, file.parent) for cine in session.cines)
    return _Reading(file, session, places, more)


def _place(cine: StoredCine, folder: Path) -> Path | None:
    """Where a cine is: where it was, or beside the session."""
    for place in (folder / cine.path, folder / cine.name):  # the first mostly from the root
        try:
            if place.is_dir() if cine.is_folder else place.is_file():
                return place
        except OSError:
            continue
    return None


def _open_all(reading: _Reading, task: Task) -> _Opened:
    """Open the cines. Those that are open are closed if it is stopped."""
    cines, said = list[Cine | None](), list[str]()
    try:
        for stored, place in zip(reading.session.cines, reading.places, strict=True):
            cine = None
            if place is None:
                said.append(f"{stored.name} was not found and is left out")
            else:
                try:
                    if fingerprint(place, task.check) != stored.sha256:
                        said.append(f"{stored.name} has changed since it was saved")
                    cine = open_cine(place)
                except SpeckleViewerError as error:
                    said.append(f"{stored.name} is left out ({str(error).rstrip('.')})")
            cines.append(cine)
    except BaseException:
        for opened in filter(None, cines):
            opened.close()
        raise
    return _Opened(tuple(cines), tuple(said))
