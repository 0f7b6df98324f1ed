"""Saving the table as comma-separated values: of this frame, or of the whole cine."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from speckle_viewer.gui.explain.analyst import Analyst, Task
from speckle_viewer.gui.explain.measuring.controls import THIS_FRAME
from speckle_viewer.gui.explain.measuring.question import Question
from speckle_viewer.gui.explain.measuring.running import Running
from speckle_viewer.gui.explain.measuring.values import Row
from speckle_viewer.gui.explain.measuring.whole_cine import Whole
from speckle_viewer.gui.tr import tr
from speckle_viewer.measuring import QUANTITIES
from speckle_viewer.viewer import Scene

_NAMES = {True: "measurements.csv", False: "measurements-cine.csv"}


class Saving(QObject):
    """Asks where to, has measured what is lacking, and writes whole or not at all."""

    noted = Signal(str)
    failed = Signal(str)

    def __init__(self, running: Running, parent: QWidget) -> None:
        super().__init__(parent)
        self._running, self._widget = running, parent
        self._folder = Path.home()
        self.analyst = Analyst("saving measurements", self)

    def ask(self, what: str, scene: Scene, question: Question, rows: Sequence[Row]) -> None:
        """Ask for a file; then save the rows that are shown, or those of every frame."""
        this_frame = what == THIS_FRAME
        first = str(self._folder / _NAMES[this_frame])
        kinds = tr("Comma-separated values (*.csv)")
        chosen, _ = QFileDialog.getSaveFileName(self._widget, tr("Save measurements"), first, kinds)
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix.lower() == ".csv" else path.with_name(f"{path.name}.csv")
        self._folder = path.parent
        if this_frame:
            self._save_rows(path, scene, question, rows)
        else:
            self._save_cine(path, scene, question)

    def _save_rows(self, path: Path, scene: Scene, question: Question, rows: Sequence[Row]) -> None:
        sources = tuple(seen.source for seen in question.seen)
        frames = f"{scene.wants.frame + 1} of {scene.wants.frame_count}"

        def job(task: Task) -> Path:
            from speckle_viewer.gui.explain.measuring import taken

            facts = taken.facts_for_file(
                scene, question.setting, sources, question.places, question.names, frames
            )
            return taken.write_csv(
                path, "Measurements", facts, taken.table_of(rows, question.names)
            )

        self._write(path, job)

    def _save_cine(self, path: Path, scene: Scene, question: Question) -> None:
        asked = self._running.asked_of(question, scene.wants)

        def write(whole: Whole) -> None:
            def job(task: Task) -> Path:
                from speckle_viewer.gui.explain.measuring import taken

                over = [name for name, q in QUANTITIES.items() if q.compute is None]
                names = (*asked.names, *over)
                frames = f"1 to {scene.wants.frame_count}"
                facts = taken.facts_for_file(
                    scene, asked.setting, asked.sources, asked.places, names, frames
                )
                title = "Measurements of the whole cine"
                return taken.write_csv(path, title, facts, taken.whole_table(whole))

            self._write(path, job)

        if self._running.is_known(asked) and self._running.whole is not None:
            write(self._running.whole)
        else:
            self._running.start(asked, write)

    def _write(self, path: Path, job: Callable[[Task], Path]) -> None:
        self.analyst.ask(
            f"save {path}",
            job,
            lambda saved: self.noted.emit(tr("Saved {}.").format(saved.name)),
            self.failed.emit,
        )
