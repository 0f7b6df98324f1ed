"""A button that has something run over the cine, and stops it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from speckle_viewer.gui.explain.analyst import Analyst, Task
from speckle_viewer.gui.tr import tr


class RunButton(QPushButton):
    """Has a job done in the thread of an analyst; while that runs, the button stops it.

    Attributes
    ----------
    bar
        Says how much is done; it keeps its room where nothing runs.
    problem
        The sentence of the last run, if it failed.
    """

    run_wanted = Signal()
    moved_on = Signal()
    """A run has begun, has done more, has ended, has failed or was stopped."""

    def __init__(
        self, text: str, name: str, tip: str, analyst: Analyst, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._text, self._analyst = text, analyst
        self.problem = ""
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.bar = QProgressBar(textVisible=False, maximum=1000)
        self.bar.setAccessibleName(tr("Frames done"))
        self.bar.setToolTip(tr("How many of the frames are done"))
        kept = self.bar.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(kept)
        self.bar.hide()
        self.clicked.connect(lambda: self.stop() if self.is_running else self.run_wanted.emit())

    @property
    def is_running(self) -> bool:
        """Whether a run is on its way."""
        return self._analyst.busy("run")

    def start(self, job: Callable[[Task], object]) -> None:
        """Have a job done that reports how much of it is."""
        self.problem = ""
        self._analyst.ask("run", job, lambda _: self._end(), self._end, self._show)
        self._show(0.0)

    def stop(self) -> None:
        """Want no more; what is done stays."""
        self._analyst.cancel("run")
        self._show(None)

    def allow(self, can_run: bool) -> None:
        """Let it be pressed where there is something to run, or to stop."""
        self.setEnabled(can_run or self.is_running)

    def _end(self, problem: str = "") -> None:
        self.problem = problem
        self._show(None)

    def _show(self, share: float | None) -> None:
        self.bar.setVisible(share is not None)
        self.bar.setValue(round(1000 * (share or 0.0)))
        self.setText(self._text if share is None else tr("Stop"))
        self.moved_on.emit()
