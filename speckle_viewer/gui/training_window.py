"""The Training window: starts, watches and stops a run in another process."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import tr
from speckle_viewer.gui.training_form import TrainingForm
from speckle_viewer.gui.training_run import News, TrainingRun
from speckle_viewer.gui.training_view import TrainingView
from speckle_viewer.gui.two_sides import lay_out_sides
from speckle_viewer.methods import Card
from speckle_viewer.training_process import RunFolder, Saved

_DONE = 0.99
"""Share of a budget from which on a run counts as done: the last checkpoint may be a step old."""


class TrainingWindow(QDialog):
    """A form, buttons, and how the run goes. It can be closed while the run goes on.

    Parameters
    ----------
    cards
        Of the methods that there are, kept up to date by their owner.
    runs
        The folder that takes a folder per run.
    """

    made = Signal(object)
    """The weights of a run that ended, which are to become a method."""
    noted = Signal(str)
    """What the user should know while this window is closed."""
    failed = Signal(str)
    """Why a run failed while this window was closed."""

    def __init__(self, cards: Mapping[str, Card], runs: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Train"))
        self._folder = runs
        self._saved: list[Saved] = []
        self._shown: RunFolder | None = None
        self._card: Path | None = None
        self._budget = (1, 0.0)
        self._opened = False
        self.run = TrainingRun(self)
        self.form = TrainingForm(cards, runs, self)
        self.view = TrainingView(self)
        self._build()
        self._connect()
        self.resize(1120, 700)

    # -- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.runs = QComboBox(self)
        self.runs.setAccessibleName(tr("Run"))
        self.runs.setToolTip(tr("Begin a new run, or look at an earlier one and go on with it"))
        self.runs.addItem(tr("New run"))
        self.said = QLabel(self, wordWrap=True)
        self.said.setAccessibleName(tr("What the run is doing"))
        self.lacks = QLabel(self, wordWrap=True)
        self.lacks.setProperty("role", "caption")
        self.lacks.setAccessibleName(tr("What is missing"))
        self.start = QPushButton(tr("Start"), self)
        self.start.setDefault(True)
        self.stop = QPushButton(tr("Stop"), self)
        self.stop.setToolTip(tr("End after the step that it is at; it can be resumed from there"))
        self.add = QPushButton(tr("Add to methods"), self)
        self.add.setToolTip(tr("Put what was learned so far into the list of methods"))
        for button in (self.stop, self.add):
            button.setAutoDefault(False)
        fields = QScrollArea(self, widgetResizable=True)
        fields.setWidget(self.form)
        fields.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        for button in (self.start, self.stop, self.add):
            buttons.addWidget(button)
        buttons.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(self.runs)
        left.addWidget(fields, 1)
        left.addWidget(self.said)
        left.addWidget(self.lacks)
        left.addLayout(buttons)
        lay_out_sides(self, left, 310, self.view)

    def _connect(self) -> None:
        self.runs.currentIndexChanged.connect(self._choose_run)
        self.form.changed.connect(self._follow)
        self.start.clicked.connect(self._start)
        self.stop.clicked.connect(self._stop)
        self.add.clicked.connect(self._add)
        self.run.came.connect(self._take_news)
        self.run.listed.connect(self._take_runs)

    # -- what the user does --------------------------------------------------------------------

    def _choose_run(self, index: int) -> None:
        self.view.clear()
        self._shown = self._card = None
        saved = self._saved[index - 1] if index > 0 else None
        self._say("")
        self.form.show_saved(saved)
        if saved is not None:
            self._look(saved)

    def _look(self, saved: Saved) -> None:
        self._shown = RunFolder(saved.folder)
        self._budget = (saved.recipe["steps"], saved.recipe["minutes"])
        self.run.look(self._shown)

    def _start(self) -> None:
        words, timed = self.form.words(), self.form.unit.currentData() == "minutes"
        count = self.form.budget.value()
        self._budget = (0, count) if timed else (count, 0.0)
        self.view.clear()
        self._card = None
        try:
            self.run.start(words, self.form.place)
        except OSError as error:
            self._fail(tr("The run cannot be started ({}); try again.").format(error.strerror))
            return
        self._shown = self.run.process
        self._say(tr("Starting: the first figures come in some seconds."))
        self._follow()
        self.stop.setFocus()

    def _stop(self) -> None:
        self.run.stop()
        self._say(tr("Stopping after this step …"))
        self._follow()

    def _add(self) -> None:
        assert self._card is not None
        weights, self._card = self._card.with_suffix(".safetensors"), None
        self.made.emit(weights)
        self._say(tr("What was learned so far is put into the list of methods."))
        self._follow()

    def close_run(self) -> None:
        """Ask the run to stop, for the program ends; it can be resumed the next time."""
        self.blockSignals(True)
        self.run.close()

    # -- what came -----------------------------------------------------------------------------

    def _take_news(self, news: News) -> None:
        if news.run is not self._shown:
            return
        self.view.add_lines(news.lines)
        if news.lines:
            self._show_share(news.lines[-1])
        if news.picture is not None:
            file, image = news.picture
            self.view.show_picture(image, int(file.stem.rpartition("-")[2]))
        self._card = news.card if news.ended is not False else None
        running = self.run.process is news.run and not news.ended
        if running and news.lines and not self.run.stopping:
            self._say(tr("Training."))
        if not running:
            self.view.show_time_left(None)
        if news.ended and self.run.process is news.run:
            self._end()
        self._follow()

    def _show_share(self, line: Mapping[str, float]) -> None:
        steps, minutes = self._budget
        left = line["seconds_left"]
        by_time = 1 - left / 60 / minutes if minutes and left is not None else 0.0
        self.view.show_spent(max(line["step"] / steps if steps else 0.0, by_time))

    def _end(self) -> None:
        process = self.run.end()
        error, where = process.error(), process.folder.name
        if error:
            self._fail(error.removeprefix("speckle-viewer: "))
        elif process.stopped:
            kept = self._card is not None
            self._say(
                tr("Stopped. Resume goes on from here.")
                if kept
                else tr("Stopped before the first step: nothing was kept.")
            )
        else:
            self.view.show_spent(1.0)
            self._add()
            self._say(tr("Done. What {} learned is put into the list of methods.").format(where))
        process.close()
        self.run.list_runs(self._folder)

    def _take_runs(self, saved: Sequence[Saved]) -> None:
        """List the runs. The one that is shown stays; else one that was broken off is offered."""
        self._saved = list(saved)
        with QSignalBlocker(self.runs):
            self.runs.clear()
            self.runs.addItem(tr("New run"))
            self.runs.addItems([_titled(run) for run in saved])
        if self.run.process is not None:
            return
        shown = self._shown.folder if self._shown else None
        place = next((n for n, run in enumerate(saved, 1) if run.folder == shown), 0)
        if place:
            with QSignalBlocker(self.runs):
                self.runs.setCurrentIndex(place)
            self.form.show_saved(saved[place - 1])
        elif not self._opened:
            broken_off = (n for n, run in enumerate(saved, 1) if run.spent < _DONE)
            self.runs.setCurrentIndex(next(broken_off, 0))
            if self.runs.currentIndex() > 0:
                self._say(tr("This run was stopped before its end. Resume goes on with it."))
        self._opened = True
        self._follow()

    # -- showing -------------------------------------------------------------------------------

    def _follow(self) -> None:
        running = self.run.process is not None
        problem = self.form.problem()
        self.form.setEnabled(not running)
        self.runs.setEnabled(not running)
        self.start.setText(tr("Resume") if self.form.saved else tr("Start"))
        self.start.setToolTip(tr("Train in another process; this window can be closed meanwhile"))
        self.lacks.setText(problem)
        self.lacks.setVisible(bool(problem) and not running)
        self.start.setEnabled(not running and not problem)
        self.stop.setEnabled(running and not self.run.stopping)
        self.add.setVisible(not running and self._card is not None)

    def _fail(self, sentence: str) -> None:
        self._say(sentence, "error")
        if not self.isVisible():
            self.failed.emit(sentence)

    def _say(self, sentence: str, role: str = "") -> None:
        if self.said.property("role") != role:
            self.said.setProperty("role", role)
            self.said.style().unpolish(self.said)
            self.said.style().polish(self.said)
        self.said.setText(sentence)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.run.process is None:
            self.form.renew()
            self.run.list_runs(self._folder)
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.run.process is not None and not event.spontaneous():
            self.noted.emit(
                tr("Training {} goes on: Methods → Train … shows it.").format(
                    self.run.process.folder.name
                )
            )


def _titled(run: Saved) -> str:
    done = tr("done") if run.spent >= _DONE else tr("{:.0f} % done").format(100 * run.spent)
    return f"{run.folder.name} – {done}"
