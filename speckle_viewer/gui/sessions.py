"""Saving what the window shows as a session file, and opening one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox

from speckle_viewer.cine import Cine
from speckle_viewer.errors import SessionError
from speckle_viewer.gui.bundle_dialog import BundleDialog
from speckle_viewer.gui.explain.analyst import Analyst, Task
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.viewer import Wants
from speckle_viewer.viewer.bundle_file import is_bundle
from speckle_viewer.viewer.session import (
    LASTING,
    SUFFIX,
    Layout,
    StoredCine,
    seen_from,
    session_text,
    stored_cine,
)
from speckle_viewer.viewer.session_fit import fitted
from speckle_viewer.viewer.session_open import Opened, Reading, begin, differences, open_all
from speckle_viewer.whole_file import write_whole

if TYPE_CHECKING:
    from speckle_viewer.gui.window import Window

_TABS = ("kernel", "steer", "method", "header")
"""Of the inspector, as the session file calls them."""

_CLOSING_S = 0.2
"""How long the window waits for a file that is being written: else it may come after its end."""

SAVE, REPLACE = QT_TR_NOOP("Save …"), QT_TR_NOOP("Replace")
_SAVING = QT_TR_NOOP("Save session")
_KIND = QT_TR_NOOP("Sessions (*{})")
_KINDS = QT_TR_NOOP("Sessions and evidence bundles (*{} *.zip);;All files (*)")


def is_session(file: Path) -> bool:
    """Whether a file is a session or an evidence bundle, by its name."""
    return file.name.lower().endswith(SUFFIX) or is_bundle(file)


class Sessions(QObject):
    """Reads and writes sessions in a thread of its own, and has the window show them."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._analyst = Analyst("sessions", self)
        self._last: Path | None = None
        self._kept: Wants | None = None
        """What was saved or opened last."""
        self._stored: dict[tuple[str, int, int], StoredCine] = {}
        window.actions_.save_session.triggered.connect(lambda: self.ask_to_save())
        window.actions_.open_session.triggered.connect(self.ask_to_open)
        window.actions_.save_bundle.triggered.connect(self.show_bundle_dialog)
        self.bundle: BundleDialog | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a session is being read or written."""
        return self._analyst.is_busy

    def close(self) -> None:
        """Stop: what is being written is written whole or not at all, and mostly by then."""
        self._analyst.close(_CLOSING_S)
        if self.bundle is not None:
            self.bundle.close_down()

    def show_bundle_dialog(self) -> None:
        """Show the dialog that saves an evidence bundle, which is made at its first use."""
        if self.bundle is None:
            self.bundle = BundleDialog(self._window)
        self.bundle.show()
        self.bundle.raise_()

    # -- saving --------------------------------------------------------------------------------

    def ask_to_save(self, then: Callable[[], None] = lambda: None) -> None:
        """Ask for a file, save what is shown, and go on with ``then`` if that went well."""
        first = self._last or self._window.settings.folder / f"session{SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr(_SAVING), str(first), tr(_KIND).format(SUFFIX)
        )
        if not name:
            return
        typed = Path(name)
        is_whole = typed.name.lower().endswith(SUFFIX)
        file = typed if is_whole else typed.with_name(_stem(typed) + SUFFIX)
        if file == typed or not file.exists() or self._may_replace(file):
            self.save(file, then)

    def _may_replace(self, file: Path) -> bool:
        """Ask; the dialog itself did not, for the ending was not typed."""
        question = tr("{} is there already. Replace it?").format(file.name)
        yes = QMessageBox.StandardButton.Yes
        return QMessageBox.question(self._window, tr(_SAVING), question) == yes

    def save(self, file: Path, then: Callable[[], None] = lambda: None) -> None:
        """Save what is shown now; how it went appears in the message bar."""
        wants = self._window.state.wants

        def saved() -> None:
            self._last, self._kept = file, wants
            self._window.settings.add_recent(file)
            self._window.messages.show_done(tr("Saved {}.").format(file.name))
            then()

        self.write(file, saved, self._fail)

    def write(self, file: Path, then: Callable[[], None], failed: Callable[[str], None]) -> None:
        """Write what is shown now; ``then`` or ``failed`` with a sentence follows."""
        wants, layout = self._window.state.wants, self.layout()
        cards = self._window.presenter.cards
        weights = {m: cards[m].sha256 for m in wants.all_methods if m in cards}

        def job(task: Task) -> None:
            cines = [seen_from(self.stored(cine, task), file.parent) for cine in wants.cines]
            text = session_text(wants, cines, weights, layout)
            task.check()
            try:
                write_whole(file, text.encode())
            except OSError as error:
                raise SessionError(
                    f"{file.name} cannot be written ({error.strerror}): choose another place."
                ) from error

        self._analyst.ask(f"save {file}", job, lambda _: then(), failed)

    def stored(self, cine: Cine, task: Task) -> StoredCine:
        """A cine as a session knows it; in a thread. A file that is as it was is not read again."""
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

    def layout(self) -> Layout:
        """What the window has open now."""
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
            self._window, tr("Open session"), str(folder), tr(_KINDS).format(SUFFIX)
        )
        if name:
            self._window.settings.add_recent(Path(name))
            self.open(Path(name))

    def open(self, file: Path, *, named: bool = True) -> bool:
        """Show what a session holds, in place of all that is open; or say why that cannot be.

        What is not saved is asked about first; False if it is to stay. The next session is saved
        under this one's name, unless it was not ``named`` by the user or is an evidence bundle.
        """
        if self._is_saved():
            self._begin(file, named)
            return True
        answer = self._ask_to_replace(file)
        if answer == SAVE:
            self.ask_to_save(lambda: self._begin(file, named))
        elif answer == REPLACE:
            self._begin(file, named)
        return bool(answer)

    def _is_saved(self) -> bool:
        """Whether nothing of what is open would be lost."""
        now, kept = self._window.state.wants, self._kept
        if not now.cines:
            return True
        return kept is not None and all(getattr(now, n) == getattr(kept, n) for n in LASTING)

    def _ask_to_replace(self, file: Path) -> str:
        """`SAVE` or `REPLACE`; empty if neither."""
        question = tr("{} takes the place of all that is open. Save that first?")
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Open session"))
        box.setText(question.format(file.name))
        roles = {SAVE: box.ButtonRole.AcceptRole, REPLACE: box.ButtonRole.DestructiveRole}
        buttons = {text: box.addButton(tr(text), role) for text, role in roles.items()}
        box.addButton(box.StandardButton.Cancel)
        box.setDefaultButton(buttons[SAVE])
        box.exec()
        box.deleteLater()
        return next((text for text, b in buttons.items() if b is box.clickedButton()), "")

    def _begin(self, file: Path, named: bool) -> None:
        self._last = file if named and not is_bundle(file) else self._last
        self._window.messages.dismiss()
        self._window.messages.show_note(tr("Opening {} …").format(file.name))
        cards = dict(self._window.presenter.cards)
        there = [cine.path for cine in self._window.state.wants.cines if cine.path is not None]
        known = (*there, *self._window.settings.recent)
        self._analyst.ask(
            "open",
            lambda task: begin(file, cards, known, task.check),
            self._ask_for_moved,
            self._fail,
        )

    def _ask_for_moved(self, reading: Reading) -> None:
        places = [
            place or self._ask_where(cine, reading.file)
            for cine, place in zip(reading.session.cines, reading.places, strict=True)
        ]
        reading = replace(reading, places=tuple(places))
        opening = self._window.presenter.opening
        self._analyst.ask(
            "open",
            lambda task: open_all(reading, opening.open, task.check),
            lambda opened: self._show(reading, opened),
            self._fail,
        )

    def _ask_where(self, cine: StoredCine, file: Path) -> Path | None:
        title = tr("{} has moved: where is it now? Cancel leaves it out")
        if is_bundle(file):
            title = tr("{} is not in the bundle: where is it? Cancel leaves it out")
        title, folder = title.format(cine.name), str(file.parent)
        if cine.is_folder:
            name = QFileDialog.getExistingDirectory(self._window, title, folder)
        else:
            name, _ = QFileDialog.getOpenFileName(self._window, title, folder)
        return Path(name) if name else None

    def _show(self, reading: Reading, opened: Opened) -> None:
        session, window = reading.session, self._window
        if session.cines and all(cine is None for cine in opened.cines):
            self._fail(tr("{} was not opened: {}.").format(reading.file.name, _list(opened.said)))
            return
        for added in reading.cards.values():
            if added.id not in window.presenter.cards:
                window.offer_method(added)
        cards = window.presenter.cards
        pairs = zip(session.wants.cines, opened.cines, strict=True)
        found = {stand_in: cine for stand_in, cine in pairs if cine is not None}
        window.presenter.restore(fitted(session.wants, found, cards))
        self._restore(session.layout)
        self._kept = window.state.wants if reading.file == self._last else None
        said = (*opened.said, *differences(session, cards))
        window.messages.dismiss()
        if said:
            note = tr("Opened {}, but {}.").format(reading.file.name, _list(said))
            window.messages.show_warning(note)
        else:
            window.messages.show_done(tr("Opened {}.").format(reading.file.name))

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
