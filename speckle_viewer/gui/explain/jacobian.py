"""The Jacobian of a method on a part of the frame, taken apart into singular vectors."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.cine import Cine
from speckle_viewer.errors import SpeckleViewerError
from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.explain.explainer import Explainer
from speckle_viewer.gui.explain.jacobian_modes import ModeGallery
from speckle_viewer.gui.explain.jacobian_part import outline, place_of
from speckle_viewer.gui.explain.jacobian_spectrum import Spectrum
from speckle_viewer.gui.explain.same_pixel import pixel_of
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.texts import named
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.viewer import Scene, ViewerState, Wants
from speckle_viewer.viewer.names import name_of
from speckle_viewer.viewer.takeaway import mm_per_px_of
from speckle_viewer.viewer.wants import BRUSH

if TYPE_CHECKING:
    from speckle_viewer.denoising.differentiator import Differentiator
    from speckle_viewer.evidence.jacobian import Modes
    from speckle_viewer.evidence.shown import Shown

_SIZES = (8, 16, 24, 32, 48, 64)
_WIDTH = 230  # px of the column of controls
_KEY = "jacobian"


@dataclass(frozen=True, eq=False)
class _Asked:
    """What is worked out, or was: the method at a frame, and the part of it."""

    cine: Cine
    method: str
    title: str
    frame: int
    controls: dict[str, float]
    corner: tuple[int, int]
    shape: tuple[int, int]
    drawn: tuple[int, int] | None = None

    @property
    def place(self) -> str:
        """Where the part is."""
        (top, left), (height, width) = self.corner, self.shape
        place = tr("{} × {} px from x {}, y {}").format(width, height, left, top)
        if self.drawn in (None, self.shape):
            return place
        height, width = self.drawn
        return tr("{}, the middle of a rectangle of {} × {} px").format(place, width, height)


class JacobianExplainer(Explainer):
    """Works out the Jacobian of a part on demand: that takes seconds to minutes."""

    name = "jacobian"
    title = QT_TR_NOOP("Jacobian")
    shortcut = "F7"
    tip = QT_TR_NOOP(
        "What the method keeps of a part of the image: its singular values and vectors there"
    )
    lays = frozenset({BRUSH, name})

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self.side, self.region = QComboBox(self), QPushButton(tr("Rectangle"), self)
        self.start, self.progress = QPushButton(tr("Work it out"), self), QProgressBar(self)
        self.figures = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.part = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.part.setProperty("role", "caption")
        self.spectrum, self.gallery = Spectrum(), ModeGallery()
        self._scene: Scene | None = None
        self._differentiator: Differentiator | None = None
        self._asked: _Asked | None = None
        self._found: tuple[_Asked, Modes] | None = None
        self._problem = ""
        self._part_drawn: object = None
        self._lay_out()
        self.region.clicked.connect(lambda on: state.use_tool("region" if on else "view"))
        self.side.activated.connect(self._choose_size)
        self.start.clicked.connect(self._start_or_cancel)
        self.gallery.moved.connect(self.spectrum.mark)
        self.spectrum.chosen.connect(self.gallery.go_to)

    def _lay_out(self) -> None:
        self.side.setAccessibleName(tr("Size of the part"))
        self.side.setToolTip(
            tr(
                "Size in pixels of the part around the pinned pixel, or else the one looked at.\n"
                "Its Jacobian has that many pixels squared; 64 × 64 take minutes."
            )
        )
        for side in _SIZES:
            self.side.addItem(f"{side} × {side}", side)
        self.region.setCheckable(True)
        self.region.setToolTip(
            tr(
                "Drag a rectangle in an image to look at that: its middle 64 × 64 px if it is "
                "larger"
            )
        )
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("How much of the Jacobian is worked out"))
        self.progress.setFixedHeight(6)
        controls = QWidget(self)
        controls.setFixedWidth(_WIDTH)
        column = QVBoxLayout(controls)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        choice = QHBoxLayout()
        choice.addWidget(self.side, 1)
        choice.addWidget(self.region)
        column.addLayout(choice)
        for widget in (self.start, self.progress, self.part, self.figures):
            column.addWidget(widget)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID // 2, GRID, GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(controls)
        row.addWidget(self.spectrum, 2)
        row.addWidget(self.gallery, 3)

    def evidence_of(self, wants: Wants) -> frozenset[str]:
        """None: it looks at the method itself."""
        return frozenset()

    # -- showing -------------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Say what would be worked out, and show what was."""
        self._scene, wants = scene, scene.wants
        if self._found is not None and self._found[0].cine is not wants.cine:
            self._found = None
        if self._asked is not None and self._asked.cine is not wants.cine:
            self.analyst.cancel(_KEY)
            self._asked = None
        self.side.setCurrentIndex(self.side.findData(wants.jacobian_size))
        self.region.setChecked(wants.tool == "region")
        busy = self.analyst.busy(_KEY)
        self.start.setText(tr("Cancel") if busy else tr("Work it out"))
        self.start.setEnabled(busy or self._next(wants) is not None)
        self.start.setToolTip(
            tr("Stop working it out") if busy else tr("Work out the Jacobian of the part (Return)")
        )
        self.progress.setVisible(busy)
        self._tell(wants, busy)
        self._draw_part(wants)

    def _draw_part(self, wants: Wants) -> None:
        place = place_of(wants)
        if (wants.cine, place) != self._part_drawn:
            self._part_drawn = wants.cine, place
            self.state.lay_over(self.name, outline(wants))

    def _tell(self, wants: Wants, busy: bool) -> None:
        upcoming = self._asked if busy else self._next(wants)
        self.part.setText("" if upcoming is None else named(upcoming.title, upcoming.place))
        if self._found is None:
            self.spectrum.show_values(None)
            self.gallery.show_modes(None, self._problem or self._why_empty(wants, busy))
            self.figures.setText("")
            return
        asked, modes = self._found
        self.spectrum.show_values(modes.values)
        self.gallery.show_modes(modes)
        pixels = len(modes.values)
        dimension = modes.effective_dimension
        self.figures.setText(
            f"{self._problem}\n" * bool(self._problem)
            + tr(
                "Shown: {}, frame {}, {}\n"
                "Effective dimension Σσ²: {:.1f} of {} ({:.1f} %)\n"
                "Largest singular value: {:.3f}"
            ).format(
                asked.title,
                asked.frame + 1,
                asked.place,
                dimension,
                pixels,
                100 * dimension / pixels,
                modes.values[0],
            )
        )

    def _why_empty(self, wants: Wants, busy: bool) -> str:
        if busy:
            return tr("The Jacobian is being worked out.")
        if wants.cine is None:
            return tr("Open a cine, and choose a method on the left.")
        if wants.explained not in wants.methods:
            return tr("Choose a method to see what it keeps of a part of the image.")
        if pixel_of(wants) is None:
            return tr("Point at a pixel, or pin one: the part lies around it.")
        return tr("Press “Work it out” to see what the method keeps of this part.")

    def _next(self, wants: Wants) -> _Asked | None:
        """What would be worked out now."""
        method, cine = wants.explained, wants.cine
        place = place_of(wants)
        if cine is None or method is None or method not in wants.methods or place is None:
            return None
        controls = dict(wants.controls.get(method, {}))
        title = name_of(method, self.cards)
        return _Asked(cine, method, title, wants.frame, controls, *place)

    def _choose_size(self) -> None:
        """Look at a part of this size around a pixel, and no longer at a rectangle."""
        if self.state.wants.brush is not None:
            self.state.light_up(None)
        self.state.choose_part(self.side.currentData())

    # -- working it out ------------------------------------------------------------------------

    def _start_or_cancel(self) -> None:
        if self._scene is None:
            return
        if self.analyst.busy(_KEY):
            self.analyst.cancel(_KEY)
            self._asked = None
        else:
            self._asked, self._problem = self._next(self._scene.wants), ""
            if self._asked is not None:
                self.progress.setValue(0)
                self.analyst.ask(
                    _KEY,
                    partial(self._work_out, self._asked),
                    partial(self._take, self._asked),
                    self._fail,
                    lambda done: self.progress.setValue(round(100 * done)),
                )
        self.show_scene(self._scene)

    def _take(self, asked: _Asked, modes: "Modes") -> None:
        self._found, self._asked = (asked, modes), None
        if self._scene is not None:
            self.show_scene(self._scene)

    def _fail(self, sentence: str) -> None:
        self._problem, self._asked = sentence, None
        if self._scene is not None:
            self.show_scene(self._scene)

    def _work_out(self, asked: _Asked, task: Task) -> "Modes":
        """In the analyst's thread."""
        from speckle_viewer.denoising.differentiator import Differentiator  # imports torch
        from speckle_viewer.evidence.jacobian import Part, decompose, jacobian

        check = task.check_method
        self._differentiator = self._differentiator or Differentiator()
        seen = self._differentiator.at(
            asked.cine, asked.method, asked.frame, controls=asked.controls, check=check
        )
        part: Part = Part(*asked.corner, *asked.shape)
        try:
            found = jacobian(
                seen.function,
                seen.burst,
                part,
                multiple=seen.multiple,
                check=check,
                progress=lambda done: task.report(0.9 * done),
            )
        except ValueError as error:
            raise SpeckleViewerError(str(error).capitalize() + ".") from error
        check()
        return decompose(found)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self.state.wants.tool == "region":
            self.state.use_tool("view")

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        self.spectrum.refresh_theme()
        self.gallery.update()

    def shown(self) -> "Shown | None":
        """The spectrum, and the pairs of vectors that are seen."""
        if self._found is None or self._scene is None:
            return None
        from speckle_viewer.evidence.shown import Curves, Panel, Picture, Shown

        asked, modes = self._found
        facts = {
            "Method": asked.title,
            "Frame": f"{asked.frame + 1} of {len(asked.cine)}",
            "Part": asked.place,
            "Effective dimension Σσ²": f"{modes.effective_dimension:.2f} of {len(modes.values)}",
        }
        numbers = np.arange(1, len(modes.values) + 1)
        panels: list[Panel] = [
            Curves("Singular values", numbers, "number", {"σ": modes.values}, "σ (no unit)")
        ]
        look = partial(
            Picture,
            colours="diverging",
            row0=asked.corner[0],
            column0=asked.corner[1],
            mm_per_px=mm_per_px_of(self._scene),
        )
        for mode in self.gallery.visible_modes:
            inputs = modes.inputs[mode]
            panels.append(look(f"Input {mode + 1}", inputs[len(inputs) // 2]))
            panels.append(look(f"Output {mode + 1}", modes.outputs[mode]))
        return Shown(self.title, facts, tuple(panels))
