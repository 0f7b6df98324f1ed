"""M-modes of the images along the line: brightness over time, as a scanner shows it."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from speckle_viewer.gui.explain.analyst import Analyst, Task
from speckle_viewer.gui.explain.explainer import Explainer
from speckle_viewer.gui.explain.follower import Follower
from speckle_viewer.gui.explain.m_mode_controls import MModeControls
from speckle_viewer.gui.explain.m_mode_plots import MModePlots
from speckle_viewer.gui.explain.m_mode_shown import shown_m_modes
from speckle_viewer.gui.explain.m_mode_strips import (
    Drawn,
    Question,
    Strips,
    make_rest,
    question_of,
)
from speckle_viewer.gui.explain.measuring.memory import Images
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.texts import title_of
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.methods import Card
from speckle_viewer.viewer import Scene, ViewerState, Wants
from speckle_viewer.viewer.along import as_luma
from speckle_viewer.viewer.wants import LINE

if TYPE_CHECKING:
    from speckle_viewer.evidence.shown import Shown


class MModeExplainer(Explainer):
    """Shows what is there of every frame along the line, and has the rest run when asked to."""

    name = "m-mode"
    title = QT_TR_NOOP("M-mode")
    shortcut = "Shift+M"
    tip = QT_TR_NOOP("Brightness along a line over time, of the input and of what methods make")
    lays = frozenset({LINE})

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self.runner = Analyst("M-mode", self)
        self.controls, self.plots = MModeControls(state, self.runner), MModePlots()
        self.message = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.reading = QLabel()
        self.drawn: tuple[Drawn, ...] = ()
        self._images = Images(lambda request: self.cached(request))
        self._strips = Strips(self._images)
        self._asked: Question | None = None
        self._of: Question | None = None
        self._scene: Scene | None = None
        self._problem = ""
        self._follower = Follower[tuple[Question, tuple[Drawn, ...]]](
            self.analyst, "strips", self._show, self._fail
        )
        self._lay_out()
        self.controls.run.run_wanted.connect(self._run)
        self.controls.run.moved_on.connect(self._see_run)
        self.plots.gone_to.connect(self._go_to)
        self.plots.pointed.connect(self._point)
        state.subscribe(self._wants_changed)

    def _lay_out(self) -> None:
        self.message.setProperty("role", "caption")
        self.reading.setAccessibleName(tr("Values under the mouse"))
        # Of many images it is long, and must not widen the window.
        self.reading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout()
        column.setSpacing(GRID // 2)
        column.addWidget(self.message, 1)
        column.addWidget(self.plots, 1)
        column.addWidget(self.reading)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID, GRID, GRID // 2)
        row.setSpacing(2 * GRID)
        row.addWidget(self.controls)
        row.addLayout(column, 1)

    def evidence_of(self, wants: Wants) -> frozenset[str]:
        """None: the images suffice."""
        return frozenset()

    # -- showing -------------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Have the strips filled with what is there by now, and mark the frame shown."""
        self._scene = scene
        self._asked = asked = question_of(scene)
        self._keep_steered(scene)
        if asked is None:
            self._clear()
        else:
            if self._of != asked:
                self._problem = self.controls.run.problem = ""
            there = scene.decoded, scene.denoised, self._images.count

            def job(task: Task) -> tuple[Question, tuple[Drawn, ...]]:
                return asked, self._strips.fill(asked, task)

            self._follower.want(scene.cine, (asked, there), job, patient=True)
        self._tell()
        self._look()

    def _keep_steered(self, scene: Scene) -> None:
        """Images of steered kernels are in no cache of the engine: those seen are kept here."""
        asked = self._asked
        for track in () if asked is None else asked.tracks:
            pane = scene.pane(track.source.pane)
            if asked is None or pane is None or pane.pending or not track.source.is_steered:
                continue
            known = self._images.get(asked.setting, track.source, scene.wants.frame)
            if known is None and pane.image is not None and pane.frame is not None:
                self._images.put(track.source, pane.frame, pane.image)

    def _clear(self) -> None:
        self._follower.drop()
        self.drawn, self._of = (), None

    def _fail(self, sentence: str) -> None:
        self._problem = sentence
        self._tell()

    def _show(self, found: tuple[Question, tuple[Drawn, ...]]) -> None:
        self._of, self.drawn = found
        self._draw()
        self._tell()
        self._look()

    def _draw(self) -> None:
        if self._of is not None:
            stacked = self.state.wants.along.stacked
            self.plots.show_drawn(self.drawn, self._of.cine.times, stacked=stacked)

    def _tell(self) -> None:
        """Say what is lacking, and what can be done."""
        scene = self._scene
        if scene is None:
            return
        sentence = "" if self.drawn else _why_none(scene, self._asked)
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))
        self.plots.setVisible(not sentence)
        self.reading.setVisible(not sentence)
        lacking = self._lacking
        self.controls.show_wants(scene.wants, self._asked is not None and lacking > 0)
        hint = ""
        if self.drawn:
            there = np.all([one.known for one in self.drawn], axis=0)
            hint = tr("{} of {} frames are there.").format(int(there.sum()), len(there))
        self.controls.hint.setText(self.controls.run.problem or self._problem or hint)

    @property
    def _lacking(self) -> int:
        """How many frames a run would have to make."""
        first, last = self.state.wants.playback_range
        return sum(int((~one.known[first : last + 1]).sum()) for one in self.drawn)

    def _look(self) -> None:
        """Mark the frame shown, and scroll to it."""
        scene = self._scene
        if scene is not None and scene.cine is not None and self.drawn:
            self._arrange(scene.wants)
            times = scene.cine.times
            self.plots.look(times, float(times[scene.wants.frame]), scene.wants.along.span)

    def _arrange(self, wants: Wants) -> None:
        if self.plots.stacked != wants.along.stacked:
            self._draw()

    # -- running -------------------------------------------------------------------------------

    def _run(self) -> None:
        from speckle_viewer.gui.exporting import processing_of  # loads pydicom's encoders

        asked, wants, images = self._asked, self.state.wants, self._images
        if asked is None:
            return
        processings = [processing_of(wants, t.source.pane, "range") for t in asked.tracks]
        first, last = wants.playback_range

        def job(task: Task) -> None:
            make_rest(asked, processings, range(first, last + 1), images, task)

        self._problem = ""
        self.controls.run.start(job)

    def _see_run(self) -> None:
        """Have what a run has made meanwhile filled in."""
        if self._scene is not None:
            self._images.count += 1  # what was decoded is there now, too
            self.show_scene(self._scene)

    # -- the mouse -----------------------------------------------------------------------------

    def _frame_at(self, time: float) -> int:
        assert self._of is not None
        return int(np.abs(self._of.cine.times - time).argmin())

    def _go_to(self, time: float) -> None:
        if self._of is not None and self._of.cine is self.state.wants.cine:
            self.state.set_playback(playing=False)
            self.state.go_to(self._frame_at(time))

    def _point(self, place: tuple[float, float] | None) -> None:
        """Say the values under the mouse, and mark the place in the images."""
        of = self._of
        if place is None or of is None or not self.drawn:
            self.reading.clear()
            self.state.point_at(None)
            return
        frame, where = self._frame_at(place[0]), self.drawn[0].where
        step = int(np.abs(where.distance - place[1]).argmin())
        said = []
        for one in self.drawn:
            value = float(as_luma(one.values[frame])[step])
            said.append(
                f"{title_of(one.track.source.title)} {'–' if np.isnan(value) else f'{value:.4g}'}"
            )
        when = tr("{} s, frame {}").format(f"{of.cine.times[frame]:.3f}", frame + 1)
        at = f"{where.distance[step]:.1f} {where.unit}"
        self.reading.setText(f"{when}, {at}:   {'   '.join(said)}")
        if of.cine is self.state.wants.cine:
            self.state.point_at(where.nearest(place[1]))

    # -- taking away, coming and going ---------------------------------------------------------

    def shown(self) -> "Shown | None":
        """An M-mode for each image, over true times and distances."""
        if self._of is None or not self.drawn:
            return None
        return shown_m_modes(self._of, self.drawn)

    def _wants_changed(self, before: Wants, after: Wants) -> None:
        """Let go of what was closed, even while nothing is shown."""
        if not set(before.cines) <= set(after.cines):
            self.controls.run.stop()
            self._images.forget()
            self._strips.forget()
            self._let_go()

    def _let_go(self) -> None:
        """Hold on to no scene, with the images in it."""
        self._scene = self._asked = None
        self._clear()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if event.spontaneous():
            return
        self._let_go()
        if self.state.wants.tool == "line":
            self.state.use_tool("view")

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        self.plots.refresh_theme()

    def close_down(self) -> None:
        """Stop all that runs, as the window closes."""
        super().close_down()
        self.runner.close()

    @classmethod
    def explains(cls, card: Card | None) -> bool:
        """Every image, the input too."""
        return True


def _why_none(scene: Scene, asked: Question | None) -> str:
    if scene.cine is None:
        return tr("Open a cine to see it over time.")
    if len(scene.cine) == 1:
        return tr("A still image has one frame only: open a cine to see it over time.")
    if asked is None:
        return tr("Press “Draw”, then drag in an image: its M-mode appears here.")
    return tr("Reading …")
