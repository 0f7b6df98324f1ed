"""The Jacobian of a method on a part of the frame, taken apart into singular vectors."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from speckle_viewer.gui.explain.explainer import Explainer
from speckle_viewer.gui.explain.jacobian_controls import JacobianControls
from speckle_viewer.gui.explain.jacobian_modes import ModeGallery
from speckle_viewer.gui.explain.jacobian_part import outline, place_of
from speckle_viewer.gui.explain.jacobian_spectrum import Spectrum
from speckle_viewer.gui.explain.jacobian_work import Asked, Decomposer, Found, asked_by
from speckle_viewer.gui.explain.same_pixel import pixel_of
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.texts import named
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.viewer import Scene, ViewerState, Wants
from speckle_viewer.viewer.takeaway import mm_per_px_of
from speckle_viewer.viewer.wants import BRUSH

if TYPE_CHECKING:
    from speckle_viewer.evidence.shown import Shown

_KEY = "jacobian"


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
        self.controls, self.spectrum, self.gallery = (
            JacobianControls(self),
            Spectrum(),
            ModeGallery(),
        )
        self._scene: Scene | None = None
        self._decomposer = Decomposer()
        self._asked: Asked | None = None
        self._found: Found | None = None
        self._problem = ""
        self._part_drawn: object = None
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID // 2, GRID, GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self.controls)
        row.addWidget(self.spectrum, 2)
        row.addWidget(self.gallery, 3)
        self.controls.region.clicked.connect(lambda on: state.use_tool("region" if on else "view"))
        self.controls.side.activated.connect(self._choose_size)
        self.controls.start.clicked.connect(self._start_or_cancel)
        self.gallery.moved.connect(self.spectrum.mark)
        self.spectrum.chosen.connect(self.gallery.go_to)

    def evidence_of(self, wants: Wants) -> frozenset[str]:
        """None: it looks at the method itself."""
        return frozenset()

    # -- showing -------------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Say what would be worked out, and show what was."""
        self._scene, wants = scene, scene.wants
        if self._found is not None and self._found.asked.cine is not wants.cine:
            self._found = None
        if self._asked is not None and self._asked.cine is not wants.cine:
            self.analyst.cancel(_KEY)
            self._asked = None
        controls, upcoming = self.controls, asked_by(wants, self.cards)
        controls.side.setCurrentIndex(controls.side.findData(wants.jacobian_size))
        controls.region.setChecked(wants.tool == "region")
        busy = self.analyst.busy(_KEY)
        controls.show_state(busy, upcoming is not None)
        about = self._asked if busy else upcoming
        controls.part.setText("" if about is None else named(about.title, about.place))
        controls.show_figures(self._found, self._problem)
        modes = None if self._found is None else self._found.modes
        self.spectrum.show_values(None if modes is None else modes.values)
        self.gallery.show_modes(modes, self._problem or self._why_empty(wants, busy))
        self._draw_part(wants)

    def _draw_part(self, wants: Wants) -> None:
        place = place_of(wants)
        if (wants.cine, place) != self._part_drawn:
            self._part_drawn = wants.cine, place
            self.state.lay_over(self.name, outline(wants))

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

    def _choose_size(self) -> None:
        """Look at a part of this size around a pixel, and no longer at a rectangle."""
        if self.state.wants.brush is not None:
            self.state.light_up(None)
        self.state.choose_part(self.controls.side.currentData())

    # -- working it out ------------------------------------------------------------------------

    def _start_or_cancel(self) -> None:
        if self._scene is None:
            return
        if self.analyst.busy(_KEY):
            self.analyst.cancel(_KEY)
            self._asked = None
        else:
            self._asked, self._problem = asked_by(self._scene.wants, self.cards), ""
            if self._asked is not None:
                self.controls.progress.setValue(0)
                self.analyst.ask(
                    _KEY,
                    partial(self._decomposer, self._asked),
                    self._take,
                    self._fail,
                    lambda done: self.controls.progress.setValue(round(100 * done)),
                )
        self.show_scene(self._scene)

    def _take(self, found: Found) -> None:
        self._found, self._asked = found, None
        if self._scene is not None:
            self.show_scene(self._scene)

    def _fail(self, sentence: str) -> None:
        self._problem, self._asked = sentence, None
        if self._scene is not None:
            self.show_scene(self._scene)

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

        asked, modes = self._found.asked, self._found.modes
        facts = {
            "Method": asked.title,
            "Frame": f"{asked.frame + 1} of {len(asked.cine)}",
            "Part": asked.place,
            "Effective dimension Σσ²": f"{modes.effective_dimension:.2f} of {len(modes.values)}",
        }
        if self._found.by_differences:
            facts["Worked out"] = "by differences of one grey level"
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
            quantity="Singular vector",
        )
        for mode in self.gallery.visible_modes:
            inputs = modes.inputs[mode]
            panels.append(look(f"Input {mode + 1}", inputs[len(inputs) // 2]))
            panels.append(look(f"Output {mode + 1}", modes.outputs[mode]))
        return Shown(self.title, facts, tuple(panels))
