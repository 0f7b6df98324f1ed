"""The Measurements dock: what lies in regions of all images, live."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.gui.explain.explainer import Explainer
from speckle_viewer.gui.explain.follower import Follower
from speckle_viewer.gui.explain.measuring.controls import (
    THIS_FRAME,
    MeasuringControls,
)
from speckle_viewer.gui.explain.measuring.hints import hint_of
from speckle_viewer.gui.explain.measuring.memory import Images, Memory
from speckle_viewer.gui.explain.measuring.plotting import Plotting
from speckle_viewer.gui.explain.measuring.question import Question, name_of, question_of
from speckle_viewer.gui.explain.measuring.running import Running
from speckle_viewer.gui.explain.measuring.saving import Saving
from speckle_viewer.gui.explain.measuring.table import MeasurementTable
from speckle_viewer.gui.explain.measuring.values import Cell, Row, found_in, measure
from speckle_viewer.gui.explain.measuring.whole_cine import Whole
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.measuring import QUANTITIES
from speckle_viewer.methods import Card
from speckle_viewer.viewer import Scene, ViewerState, Wants

if TYPE_CHECKING:
    from speckle_viewer.evidence.shown import Shown

_Answer = tuple[Scene, Question, tuple[Row, ...]]


class MeasurementsExplainer(Explainer):
    """A table of all regions in all images, a plot of the selected rows, and the whole cine."""

    name = "measurements"
    title = QT_TR_NOOP("Measurements")
    shortcut = "M"
    tip = QT_TR_NOOP("Mean, speckle SNR, CNR and more of regions in all images, and over time")
    has_choice = False

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self.controls = MeasuringControls(state)
        self.table = MeasurementTable()
        self.progress = QProgressBar(textVisible=False, maximum=1000)
        self.message, self.empty = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.memory, self.images = Memory(), Images(lambda request: self.cached(request))
        self.running = Running(self.memory, self.images, self)
        self.plotting = Plotting(
            state, self.table, self.memory, self.images, self.failed.emit, self
        )
        self.plot = self.plotting.part
        self.saving = Saving(self.running, self)
        self._scene: Scene | None = None
        self._question: Question | None = None
        self._measured: tuple[Scene, Question] | None = None
        """What the rows are of: while others are measured, not what is asked now."""
        self._roi: str | None = None
        self._problem = ""
        self._follower = Follower[_Answer](self.analyst, "table", self._take, self._fail)
        self._lay_out()
        self._connect()
        state.subscribe(self._wants_changed)

    def _lay_out(self) -> None:
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for label in (self.message, self.empty):
            label.setProperty("role", "caption")
        # A long sentence must not widen the window.
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.progress.setAccessibleName(tr("Frames measured"))
        kept = self.progress.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(kept)
        self.progress.setFixedWidth(160)
        self.progress.hide()
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.table)
        both.addWidget(self.plot)
        both.setStretchFactor(0, 2)
        both.setStretchFactor(1, 1)
        both.setSizes([2000, 1000])
        both.setChildrenCollapsible(False)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(both)
        below = QHBoxLayout()
        below.addWidget(self.message, 1)
        below.addWidget(self.progress)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        column.setSpacing(GRID // 2)
        column.addWidget(self.controls)
        column.addLayout(self._pages, 1)
        column.addLayout(below)

    def _connect(self) -> None:
        self.controls.run_wanted.connect(self._run)
        self.controls.stop_wanted.connect(self.running.stop)
        self.controls.save_wanted.connect(self._save)
        self.running.progressed.connect(self._show_progress)
        self.running.changed.connect(self._show_more)
        self.running.failed.connect(self.failed)
        self.saving.noted.connect(self.noted)
        self.saving.failed.connect(self.failed)
        self.table.chosen.connect(self._take_choice)
        self.plot.gone_to.connect(self._go_to)

    @classmethod
    def explains(cls, card: Card | None) -> bool:
        """Every image, the input included."""
        return True

    def evidence_of(self, wants: Wants) -> frozenset[str]:
        """None: the images suffice."""
        return frozenset()

    # -- the table -----------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Have measured what the scene shows, unless that is measured already."""
        self._scene = scene
        wants, question = scene.wants, question_of(scene)
        self._question = question
        self.controls.show_wants(wants, question is not None)
        self.plot.offer(wants.measuring.columns, wants.measuring.plot)
        self._pages.setCurrentIndex(0 if question is None else 1)
        if question is None:
            self._show_nothing()
            return
        sources = [seen.source for seen in question.seen]
        self.memory.turn_to(question.setting, sources, question.places)
        # Patient also while it stands still: a region that is dragged is another one at each move.
        self._follower.want(
            None, question, lambda task: (scene, question, measure(question, task)), patient=True
        )
        selected = self.state.rois.selected
        if (name := None if selected is None else selected.name) != self._roi:
            self._roi = name
            self._choose_region(name)
        self._say()
        self.plotting.follow(scene, question)

    def _show_nothing(self) -> None:
        there = self._scene is not None and self._scene.cine is not None
        draw = tr("Draw a region to measure it: press Shift+R, and drag in an image.")
        self.empty.setText(draw if there else tr("Open a cine to measure in it."))
        self._measured = None
        self._follower.drop()
        self.table.show_rows((), (), 0)
        self.plotting.let_go()
        self.message.clear()

    def _take(self, answer: _Answer) -> None:
        scene, question, rows = answer
        if self._question is None:
            return
        self._problem, self._measured = "", (scene, question)
        self.memory.put(question.setting, filter(None, map(found_in, rows)))
        for seen in question.seen:
            if seen.source.is_steered and seen.image is not None:
                self.images.put(seen.source, seen.frame, seen.image)
        self._show_rows(rows, question.names)
        self._say()
        self.plotting.draw()

    def _say(self) -> None:
        if self._question is not None:
            hint = hint_of(self._question, self.table.measured.rows)
            self.message.setText(self._problem or hint)

    def _fail(self, sentence: str) -> None:
        self._problem = sentence
        self.message.setText(sentence)

    def _show_rows(self, rows: tuple[Row, ...], names: tuple[str, ...]) -> None:
        if self._scene is not None:
            whole = tuple(map(self._with_over_cine, rows))
            self.table.show_rows(whole, names, self._scene.wants.frame)

    def _with_over_cine(self, row: Row) -> Row:
        """A row with the values of the whole cine, as far as they are known."""
        known = self.memory.over_cine(row.source, row.place)
        cells = {name: Cell(known[name]) for name in row.cells.keys() & known.keys()}
        return replace(row, cells={**row.cells, **cells})

    def _show_more(self) -> None:
        """The whole cine has given more values."""
        self._show_rows(self.table.measured.rows, self.table.measured.names)
        self.plotting.draw()

    # -- rows that are selected ----------------------------------------------------------------

    def _choose_region(self, name: str | None) -> None:
        """Select the rows of a region that was selected elsewhere."""
        if name is not None and name not in {name_of(row.place) for row in self.table.selected}:
            assert self._question is not None
            self.table.choose([(name, seen.source.pane) for seen in self._question.seen])
            self.plotting.draw()

    def _take_choice(self) -> None:
        """Rows were selected: the region of the first one is, in the images too."""
        rows = self.table.selected
        names = {name_of(row.place) for row in rows}
        if rows and self.state.wants.roi not in names:
            self._roi = name_of(rows[0].place)
            self.state.rois.select(self._roi)
        if self._scene is not None and self._question is not None:
            self.plotting.follow(self._scene, self._question)
        self.plotting.draw()

    def _go_to(self, frame: int) -> None:
        self.state.set_playback(playing=False)
        self.state.go_to(frame)

    # -- the whole cine ------------------------------------------------------------------------

    def _run(self) -> None:
        if self._question is not None:
            asked = self.running.asked_of(self._question, self.state.wants)
            self.running.start(asked, self._show_over_cine)

    def _show_over_cine(self, whole: Whole) -> None:
        """Show the columns that are of the whole cine, which only now have values."""
        over = dict.fromkeys(name for values in whole.over_cine.values() for name in values)
        columns = self.state.wants.measuring.columns
        if not over.keys() <= {*columns}:
            self.state.measurements.show_columns((*columns, *over))
            self.noted.emit(
                tr("The table has the columns of the whole cine at its right: {}.").format(
                    ", ".join(tr(QUANTITIES[name].title) for name in over)
                )
            )

    def _show_progress(self, share: float | None) -> None:
        self.controls.show_running(share is not None)
        self.progress.setVisible(share is not None)
        self.progress.setValue(round(1000 * (share or 0.0)))

    def _save(self, what: str) -> None:
        if self._scene is None or self._question is None:
            return
        asked = self._scene, self._question
        scene, question = (self._measured or asked) if what == THIS_FRAME else asked
        self.saving.ask(what, scene, question, self.table.measured.rows)

    def shown(self) -> "Shown | None":
        """The table, and the plot."""
        if self._measured is None or not self.table.measured.rows:
            return None
        from speckle_viewer.gui.explain.measuring.taken import shown_measurements

        return shown_measurements(
            *self._measured, self.table.measured, self.plot, self.plotting.drawn
        )

    # -- coming and going ----------------------------------------------------------------------

    def _wants_changed(self, before: Wants, after: Wants) -> None:
        """Let go of what was closed, even while nothing is shown."""
        if not set(before.cines) <= set(after.cines):
            self.running.forget()
            self.images.forget()
            self._let_go()
            self.memory.turn_to(None, (), ())

    def _let_go(self) -> None:
        """Hold on to no scene, with the images in it."""
        self._scene = self._question = self._measured = None
        self._follower.drop()
        self.table.show_rows((), (), 0)
        self.plotting.let_go()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._let_go()

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        self.plot.refresh_theme()
        self.plotting.draw()

    def close_down(self) -> None:
        """Stop all that runs, as the window closes."""
        super().close_down()
        for analyst in (self.plotting.courses.analyst, self.running.analyst, self.saving.analyst):
            analyst.close()
