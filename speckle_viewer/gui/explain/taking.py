"""Copying and saving what is shown: numbers and figures, made in a thread of their own."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QToolButton, QWidget

from speckle_viewer.gui.explain.analyst import Analyst, Task
from speckle_viewer.gui.icons import set_icon
from speckle_viewer.gui.tr import QT_TR_NOOP, tr

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.shown import Shown

Source = Callable[[], "Shown | None"]

COPY_KEY = "Ctrl+Shift+C"
NOTHING = QT_TR_NOOP("There are no numbers to take away here yet.")
_NUMBERS = {"Arrays (*.npz)": ".npz", "Tab-separated text (*.tsv)": ".tsv"}
_FIGURES = {"Scalable figure (*.svg)": ".svg", "Picture of 300 dpi (*.png)": ".png"}


class Taking(QObject):
    """Takes away what it is given, and says how that went."""

    copied = Signal(str)
    noted = Signal(str)
    failed = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._analyst = Analyst("taking away", self)
        self._folder = Path.home()

    @property
    def is_busy(self) -> bool:
        """Whether something is being made."""
        return self._analyst.is_busy

    def copy(self, shown: "Shown | None") -> None:
        """Put the numbers on the clipboard, as text for a spreadsheet."""
        if shown is None:
            self.failed.emit(tr(NOTHING))
            return

        def job(task: Task) -> tuple[str, bool]:
            from speckle_viewer.evidence.taking.text import as_text, is_large

            return as_text(shown, large=False), any(map(is_large, shown.panels))

        def then(made: tuple[str, bool]) -> None:
            text, left_out = made
            QApplication.clipboard().setText(text)
            said = tr("Copied as numbers: {}.").format(shown.title)
            without = tr("Images are not on the clipboard: save the numbers.")
            self.copied.emit(f"{said} {without}" if left_out else said)

        self._analyst.ask("copy", job, then, self.failed.emit)

    def save_numbers(self, shown: "Shown | None") -> None:
        """Ask for a file, and write all arrays with their coordinates."""
        self._ask(shown, tr("Save numbers"), _NUMBERS)

    def save_figure(self, shown: "Shown | None") -> None:
        """Ask for a file, and draw a figure fit for a paper."""
        self._ask(shown, tr("Save figure"), _FIGURES)

    def _ask(self, shown: "Shown | None", title: str, kinds: dict[str, str]) -> None:
        if shown is None:
            self.failed.emit(tr(NOTHING))
            return
        # Of what it is, and never of whom.
        name = re.sub(r"[^a-z0-9]+", "-", shown.title.lower()).strip("-")
        first = self._folder / f"{name}{next(iter(kinds.values()))}"
        chosen, kind = QFileDialog.getSaveFileName(
            self._window, title, str(first), ";;".join(kinds)
        )
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() not in kinds.values():
            path = path.with_name(path.name + kinds.get(kind, first.suffix))
        self._folder = path.parent
        self._save(shown, path)

    def _save(self, shown: "Shown", path: Path) -> None:
        def job(task: Task) -> Path:
            from speckle_viewer.evidence.taking import save

            return save(shown, path)

        self._analyst.ask(
            f"save {path}",
            job,
            lambda saved: self.noted.emit(tr("Saved {}.").format(saved.name)),
            self.failed.emit,
        )

    def close(self) -> None:
        """Stop: what is being written is written whole or not at all."""
        self._analyst.close()


class TakeButton(QToolButton):
    """A small menu that takes away what one part of the window shows."""

    def __init__(
        self, taking: Taking, source: Source, what: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_icon(self, "take")
        self.setToolTip(tr("Copy or save what is shown, as numbers or as a figure"))
        self.setAccessibleName(tr("Take away: {}").format(what))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for text, tip, does in (
            (
                tr("Copy numbers") + f"\t{COPY_KEY}",
                tr("Copy as tab-separated text, which pastes into a spreadsheet"),
                taking.copy,
            ),
            (
                tr("Save numbers (.npz) …"),
                tr("Save all arrays with their coordinates, for NumPy, or as text"),
                taking.save_numbers,
            ),
            (
                tr("Save figure (SVG, PNG) …"),
                tr("Save a figure fit for a paper, on white, with colour bars"),
                taking.save_figure,
            ),
        ):
            action = menu.addAction(text)
            action.setToolTip(tip)
            action.triggered.connect(lambda _=False, does=does: does(source()))
        self.setMenu(menu)
