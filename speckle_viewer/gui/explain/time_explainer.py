"""A figure over time: along a line as an M-mode, and at pins as curves."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from speckle_viewer.gui.explain.explainer import Explainer
from speckle_viewer.gui.explain.time_controls import TimeControls
from speckle_viewer.gui.explain.time_plots import TimeCurves, TimePicture
from speckle_viewer.gui.explain.time_run import Answer, Question, question_of
from speckle_viewer.gui.inspector.figures import rounded
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.texts import label_of, unit_title, unit_words
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.methods import Card
from speckle_viewer.quantities import OVER_TIME
from speckle_viewer.viewer import Scene, ViewerState, Wants
from speckle_viewer.viewer.wants import LINE

if TYPE_CHECKING:
    from speckle_viewer.evidence.shown import Shown

_NOWHERE = QT_TR_NOOP("Draw a line in an image, or click pixels to pin them.")
_READY = QT_TR_NOOP("Press “Run over the cine” to see every frame.")
_OTHER = QT_TR_NOOP("Line, pins, method or settings have changed since this run of {}.")


class TimeExplainer(Explainer):
    """Runs the method over the cine when asked to, and keeps what the line and the pins need."""

    name = "time"
    title = QT_TR_NOOP("Time")
    shortcut = "F11"
    tip = QT_TR_NOOP("Brightness or a figure of the kernels over time: along a line and at pins")
    lays = frozenset({LINE})

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self.controls = TimeControls(state, self.analyst)
        self.picture, self.curves = TimePicture(), TimeCurves()
        self.message = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.reading = QLabel()
        self.answer: Answer | None = None
        self._question: Question | None = None
        self._scene: Scene | None = None
        self._drawn: object = None
        self._lay_out()
        self.controls.run.run_wanted.connect(self._run)
        self.controls.run.moved_on.connect(self._draw_anew)
        for plot in (self.picture, self.curves):
            plot.gone_to.connect(self._go_to)
        self.picture.pointed.connect(self._read_line)
        self.curves.pointed.connect(self._read_time)
        state.subscribe(self._wants_changed)

    def _lay_out(self) -> None:
        self.message.setProperty("role", "caption")
        self.reading.setAccessibleName(tr("Value under the mouse"))
        # Of many pins it is long, and must not widen the window.
        self.reading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        plots = QHBoxLayout()
        plots.setSpacing(GRID)
        plots.addWidget(self.message, 1)
        plots.addWidget(self.picture, 3)
        plots.addWidget(self.curves, 2)
        column = QVBoxLayout()
        column.setSpacing(GRID // 2)
        column.addLayout(plots, 1)
        column.addWidget(self.reading)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID, GRID, GRID // 2)
        row.setSpacing(2 * GRID)
        row.addWidget(self.controls)
        row.addLayout(column, 1)

    def evidence_of(self, wants: Wants) -> frozenset[str]:
        """None of the frame that is shown: the run has its own."""
        return frozenset()

    @classmethod
    def explains(cls, card: Card | None) -> bool:
        """Every method: brightness over time is there in any case."""
        return card is not None

    # -- running -------------------------------------------------------------------------------

    def _run(self) -> None:
        wants = self.state.wants
        pane = None if self._scene is None else self._scene.pane(wants.explained)
        asked = question_of(wants, pane)
        if asked is None or pane is None:
            return
        answer = self.answer = Answer(asked, pane.title, self.put)
        self.controls.run.start(answer.run)

    def _draw_anew(self) -> None:
        """Draw what a run has filled in meanwhile."""
        self._drawn = None
        self._draw()

    # -- drawing -------------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Draw the run, with the frame that is shown marked in it."""
        self._scene = scene
        self._question = question_of(scene.wants, scene.pane(scene.wants.explained))
        self._draw()

    def _wants_changed(self, before: Wants, after: Wants) -> None:
        """Let go of what was closed, even while nothing is shown."""
        if set(before.cines) <= set(after.cines):
            return
        self._scene = self._question = self._drawn = None
        if self.answer is not None and self.answer.question.cine not in after.cines:
            self.controls.run.stop()
            self.answer = None

    def _draw(self) -> None:
        """Bring all that is seen up to date, as far as it is not."""
        if self._scene is None:
            return
        wants, answer = self._scene.wants, self._shown_answer()
        self.controls.show_wants(wants, self._question is not None)
        self.controls.hint.setText(self._hint(answer))
        strip = None if answer is None else answer.strip
        now = answer, strip is not None and bool(strip.figures), wants.over_time
        if now != self._drawn:
            self._drawn = now
            self._draw_plots(answer, wants.over_time)
        self.message.setText(self._why_nothing(answer, wants.over_time))
        if wants.cine is not None:
            for plot in (self.picture, self.curves):
                plot.mark(float(wants.cine.times[wants.frame]))

    def _shown_answer(self) -> Answer | None:
        """The last run, if it was over the cine that is shown."""
        scene, answer = self._scene, self.answer
        there = scene is not None and answer is not None and answer.question.cine is scene.cine
        return answer if there else None

    def _hint(self, answer: Answer | None) -> str:
        if self.controls.run.problem:
            return self.controls.run.problem
        if answer is None or self.controls.run.is_running:
            return ""
        return "" if self._question in (None, answer.question) else tr(_OTHER).format(answer.title)

    def _draw_plots(self, answer: Answer | None, name: str) -> None:
        strip = None if answer is None else answer.strip
        known = frozenset(OVER_TIME if strip is None or not strip.figures else strip.figures)
        self.controls.offer(known)
        along = None if answer is None else answer.along_line(name)
        pins = [] if answer is None else answer.at_pins(name)
        self.picture.setVisible(along is not None)
        self.curves.setVisible(bool(pins))
        self.message.setVisible(along is None and not pins)
        self.controls.bar.show_scale(None, (0.0, 1.0))
        if answer is None or strip is None:
            return
        quantity, limits = answer.quantity(name), answer.limits(name)
        if along is not None:
            length, unit = answer.question.length
            self.picture.show_values(along, strip.times, length, unit, quantity, limits)
            self.controls.bar.show_scale(quantity, limits)
        if pins:
            curves = [(pin_colour(pin.colour), values) for pin, values in pins]
            of_file = quantity.colours == "grey"
            label = unit_title(quantity.unit) if of_file else label_of(quantity)
            self.curves.show_curves(strip.times, curves, label)

    def _why_nothing(self, answer: Answer | None, name: str) -> str:
        if self.controls.run.is_running:
            return tr("Running …")
        if answer is not None and answer.strip is not None and answer.strip.figures:
            what = tr(OVER_TIME[name].title)
            if "width" in answer.strip.figures:  # of the figures, a single frame lacks one alone
                return tr("{} sees one frame at a time: “{}” is for bursts.").format(
                    answer.title, what
                )
            return tr("{} has no kernels: {} is unknown.").format(answer.title, what.lower())
        if self._scene is not None and self._scene.cine is None:
            return tr("Open a cine to see it over time.")
        if self._scene is not None and self._scene.wants.frame_count == 1:
            return tr("A still image has one frame only: open a cine to see it over time.")
        return tr(_NOWHERE) if self._question is None else tr(_READY)

    # -- reading -------------------------------------------------------------------------------

    def _frame_at(self, time: float) -> int:
        """Place in the strip of the frame nearest to a time."""
        assert self.answer is not None
        assert self.answer.strip is not None
        return int(np.abs(self.answer.strip.times - time).argmin())

    def _go_to(self, time: float) -> None:
        answer = self._shown_answer()
        if answer is not None and answer.strip is not None:
            self.state.set_playback(playing=False)
            self.state.go_to(int(answer.strip.frames[self._frame_at(time)]))

    def _read_line(self, place: tuple[float, float] | None) -> None:
        answer, scene = self._shown_answer(), self._scene
        along = (
            None if answer is None or scene is None else answer.along_line(scene.wants.over_time)
        )
        if place is None or answer is None or along is None or scene is None:
            self.reading.clear()
            self.state.point_at(None)
            return
        length, unit = answer.question.length
        pixel = round(place[1] / (length or 1.0) * (along.shape[1] - 1))
        frame = self._frame_at(place[0])
        if 0 <= pixel < along.shape[1]:
            value = float(along[frame, pixel])
            self.state.point_at(answer.pixel(pixel))
            where = f"{place[1]:.1f} {unit}"
            self.reading.setText(f"{self._when(frame)}, {where}:  {self._said(value)}")

    def _read_time(self, place: tuple[float, float] | None) -> None:
        answer, scene = self._shown_answer(), self._scene
        if place is None or answer is None or answer.strip is None or scene is None:
            self.reading.clear()
            return
        frame = self._frame_at(place[0])
        said = [
            f"x {pin.column}  y {pin.row}: {self._said(float(values[frame]))}"
            for pin, values in answer.at_pins(scene.wants.over_time)
        ]
        self.reading.setText("   ".join([f"{self._when(frame)}:", *said]))

    def _when(self, place: int) -> str:
        assert self.answer is not None
        assert self.answer.strip is not None
        strip = self.answer.strip
        return tr("{:.3f} s, frame {}").format(strip.times[place], strip.frames[place] + 1)

    def _said(self, value: float) -> str:
        assert self._scene is not None
        assert self.answer is not None
        unit = unit_words(self.answer.quantity(self._scene.wants.over_time).unit)
        return "–" if np.isnan(value) else f"{rounded(value)} {unit}".rstrip()

    # -- taking away, coming and going ---------------------------------------------------------

    def shown(self) -> "Shown | None":
        """The picture along the line, and the curves at the pins."""
        from speckle_viewer.evidence.shown import Curves, Panel, Picture, Shown

        answer, scene = self._shown_answer(), self._scene
        if answer is None or answer.strip is None or scene is None:
            return None
        name, strip, panels = scene.wants.over_time, answer.strip, list[Panel]()
        quantity, along = answer.quantity(name), answer.along_line(name)
        facts = {
            "Method": answer.title,
            "Frames": f"{strip.frames[0] + 1} to {strip.frames[-1] + 1}",
        }
        if along is not None and answer.question.line is not None:
            line, (length, unit) = answer.question.line, answer.question.length
            start, end = (f"x {c}, y {r}" for r, c in (line.start, line.end))
            facts["Line, downwards"] = f"from {start} to {end}, {length:.1f} {unit}"
            facts["Across"] = f"{strip.times[0]:.3f} to {strip.times[-1]:.3f} s"
            panels.append(
                Picture(
                    "Along the line",
                    along.T,
                    quantity.unit,
                    quantity.colours,
                    answer.limits(name),
                    axes=("Time (s)", f"Along the line ({unit})"),
                    xs=strip.times,
                    ys=np.linspace(0, length, along.shape[1]),
                    quantity=quantity.title,
                )
            )
        pins = {f"x {p.column}, y {p.row}": values for p, values in answer.at_pins(name)}
        if pins:
            panels.append(Curves("At the pins", strip.times, "Time (s)", pins, quantity.label))
        return Shown(f"{quantity.title} over time", facts, tuple(panels)) if panels else None

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if event.spontaneous():
            return
        self._scene = self._drawn = None  # with the evidence in it
        if self.state.wants.tool == "line":
            self.state.use_tool("view")

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        for plot in (self.picture, self.curves):
            plot.refresh_theme()
            plot.refresh_now()
        self._draw_anew()
