"""Files as references: chosen by the user, or the truth that lies beside a simulated file."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from speckle_viewer.cine import Cine
from speckle_viewer.cine.truth import truth_beside
from speckle_viewer.errors import EvaluationError
from speckle_viewer.gui.explain.analyst import Analyst, Task
from speckle_viewer.gui.presenter import is_same_file
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer.references import misfit

if TYPE_CHECKING:
    from speckle_viewer.gui.window import Window


class ReferenceFiles(QObject):
    """Opens files in a thread of its own, and has cines compared with them."""

    noted = Signal(str)
    """What was found beside a file that was opened."""
    failed = Signal(str)
    """Why a file cannot be the reference, in a sentence."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window, self._state = window, window.state
        self._analyst = Analyst("reference files", self)
        window.presenter.cine_opened.connect(self.offer)
        window.actions_.use_reference.triggered.connect(self.ask)
        window.actions_.no_reference.triggered.connect(self._forget)

    def ask(self) -> None:
        """Ask for the file that the shown cine is to be compared with."""
        cine = self._state.wants.cine
        if cine is None:
            return
        title = tr("Reference of {}").format(cine.name)
        name, _ = QFileDialog.getOpenFileName(
            self._window, title, str(self._window.settings.folder)
        )
        if name:
            self.take(cine, Path(name))

    def take(self, cine: Cine, path: Path) -> None:
        """Compare a cine with a file."""
        opening = self._window.presenter.opening

        def then(opened: Cine) -> None:
            self._use(cine, opened)

        self._analyst.ask("named", lambda _: opening.open(path), then, self.failed.emit)

    def offer(self, cine: Cine) -> None:
        """Compare a cine that was just opened with its truth, if that lies beside it."""
        path, opening = cine.path, self._window.presenter.opening
        if path is None:
            return

        def job(task: Task) -> Cine | None:
            truth = truth_beside(path)
            return None if truth is None else opening.open(truth)

        def then(truth: Cine | None) -> None:
            if truth is not None and not misfit(cine, truth) and self._use(cine, truth):
                text = tr("{} is the truth of {}: PSNR and SSIM stand above the images.")
                self.noted.emit(text.format(truth.name, cine.name))

        self._analyst.ask(f"truth of {path}", job, then)

    def _use(self, cine: Cine, opened: Cine) -> bool:
        """Compare a cine with one that was opened for it, or is open twice by now."""
        cines = self._state.wants.cines
        there = next((c for c in cines if is_same_file(c, opened)), opened)
        if there is not opened:
            opened.close()
        if not any(c is cine for c in cines):
            opened.close()
            return False
        try:
            self._window.presenter.use_reference(cine, there)
        except EvaluationError as error:
            opened.close()
            self.failed.emit(str(error))
            return False
        return True

    def _forget(self) -> None:
        if self._state.wants.cine is not None:
            self._state.references.forget(self._state.wants.cine)

    def close(self) -> None:
        """Stop all that runs, as the window closes."""
        self._analyst.close()
