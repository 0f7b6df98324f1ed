"""Maps of kernels over the frame: wide, long, negative where, and which way they point."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from speckle_viewer.denoising import Result
from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.explain.explainer import Explainer
from speckle_viewer.gui.explain.follower import Follower
from speckle_viewer.gui.explain.map_controls import MapControls
from speckle_viewer.gui.explain.map_found import Found, said, summary, weights
from speckle_viewer.gui.explain.map_histogram import MapHistogram
from speckle_viewer.gui.style import GRID
from speckle_viewer.methods import Card
from speckle_viewer.viewer import MapChoice, Overlay, PaneScene, Scene, ViewerState
from speckle_viewer.viewer.panes import main_region

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.kernel_maps import KernelMap
    from speckle_viewer.evidence.shown import Shown

_MOST_PLAYING = 1 << 13
"""Kernels of a map while the cine plays: it is to keep up."""


class MapExplainer(Explainer):
    """Lays a map over the image of the pane that is explained; has its histogram and figures."""

    name = "maps"
    title = "Kernel map"
    shortcut = "F9"
    tip = "A figure of the kernels over the frame: width, orientation, negative weights and more"

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self.controls = MapControls(state)
        self.histogram = MapHistogram()
        self.meaning, self.summary, self.reading = (QLabel() for _ in range(3))
        self._follower = Follower[Found](self.analyst, "maps", self._take, self._fail)
        self._scene: Scene | None = None
        self._found: Found | None = None
        self._drawn: tuple[Found, MapChoice] | None = None
        self._problem = ""
        self._lay_out()

    def _lay_out(self) -> None:
        self.meaning.setProperty("role", "caption")
        self.summary.setProperty("role", "caption")
        for label, name in (
            (self.meaning, "Meaning of the map"),
            (self.summary, "Values of the map"),
            (self.reading, "Value at the pixel"),
        ):
            label.setAccessibleName(name)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        plot = QVBoxLayout()
        plot.setSpacing(GRID // 2)
        plot.addWidget(self.meaning)
        plot.addWidget(self.histogram, 1)
        figures = QHBoxLayout()
        figures.addWidget(self.reading, 1)
        figures.addWidget(self.summary)
        plot.addLayout(figures)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID, GRID, GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self.controls, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(plot, 1)

    @classmethod
    def explains(cls, card: Card | None) -> bool:
        """Methods that say on their card that they give kernels."""
        return card is not None and "kernels" in card.evidence

    # -- computing -----------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Have the maps of the frame computed, and draw those that are there."""
        self._scene = scene
        pane = scene.pane(scene.wants.explained)
        self._problem = _why_none(scene, pane)
        result = None if pane is None else pane.result
        if pane is not None and result is not None and not self._problem:
            self._want(scene, pane, result)
        self._draw()

    def _want(self, scene: Scene, pane: PaneScene, result: Result) -> None:
        prediction = result.prediction
        if prediction is None or prediction.kernels is None:
            return  # on its way: meanwhile the last map stays
        kernels, request, title = prediction.kernels, result.request, pane.title
        spacing = scene.wants.kernel_map.spacing
        playing = scene.wants.playback.playing

        def job(task: Task) -> Found:
            from speckle_viewer.evidence import RuledKernels
            from speckle_viewer.evidence.kernel_maps import MOST_KERNELS, kernel_maps

            on_grid = isinstance(kernels, RuledKernels)
            maps = kernel_maps(
                kernels,
                spacing=spacing if on_grid else None,
                most=_MOST_PLAYING if playing else MOST_KERNELS,
                tissue=result.tissue,
                check=task.check,
            )
            offsets = tuple(i - request.frame for i in result.burst)
            return Found(request.cine, request.method, title, request.frame, offsets, on_grid, maps)

        self._follower.want(kernels, (spacing, playing), job, patient=playing)

    def _take(self, found: Found) -> None:
        self._found = found
        self._draw()

    def _fail(self, sentence: str) -> None:
        self._problem = sentence
        self._draw()

    # -- drawing -------------------------------------------------------------------------------

    @property
    def map(self) -> "KernelMap | None":
        """The map that is shown."""
        found, scene = self._found, self._scene
        if found is None or scene is None or self._problem or not found.belongs_to(scene):
            return None
        name = scene.wants.kernel_map.name  # a single frame has none that weighs most
        return found.maps[name if name in found.maps else "width"]

    def _draw(self) -> None:
        """Bring overlay, histogram and words up to date, as far as they are not."""
        scene, found, shown = self._scene, self._found, self.map
        if scene is None or not self.isVisible():
            return
        if shown is None or found is None:
            self._draw_nothing(scene)
            return
        choice = scene.wants.kernel_map
        if self._drawn != (found, choice):
            self._drawn = found, choice
            limits = choice.limits or shown.limits
            self._lay_over(found, shown, choice, limits)
            self._draw_panel(found, shown, choice, limits)
        self._read(scene, shown)

    def _draw_nothing(self, scene: Scene) -> None:
        if self._drawn is not None or not self.meaning.text():
            self.controls.show_choice(
                scene.wants.kernel_map, (0.0, 1.0), bursts=False, on_grid=False
            )
        self._drawn = None
        self.state.lay_over(self.name, None)
        self.histogram.clear()
        self.meaning.setText(self._problem or "The kernels of this frame are on their way.")
        self.summary.clear()
        self.reading.clear()

    def _lay_over(
        self, found: Found, shown: "KernelMap", choice: MapChoice, limits: tuple[float, float]
    ) -> None:
        quantity = shown.quantity
        overlay = Overlay(
            cine=found.cine,
            pane=found.pane,
            frame=found.frame,
            values=shown.values,
            spacing=shown.spacing,
            origin=shown.origin,
            colours=quantity.colours,
            limits=limits,
            opacity=choice.opacity,
            weights=weights(shown),
            title=quantity.title,
            unit=quantity.unit,
            classes=found.classes,
        )
        self.state.lay_over(self.name, overlay)

    def _draw_panel(
        self, found: Found, shown: "KernelMap", choice: MapChoice, limits: tuple[float, float]
    ) -> None:
        quantity = shown.quantity
        self.controls.show_choice(
            choice, limits, bursts="dominant_frame" in found.maps, on_grid=found.on_grid
        )
        self.histogram.show_values(
            shown.values, limits, quantity.colours, quantity.label, found.classes
        )
        self.meaning.setText(f"{quantity.meaning}.")
        self.summary.setText(summary(shown, found))

    def _read(self, scene: Scene, shown: "KernelMap") -> None:
        spot = scene.wants.looked_at
        value = None if spot is None else shown.at(spot.row, spot.column)
        self.histogram.mark(value)
        found = self._found
        assert found is not None
        late = "" if found.frame == scene.wants.frame else f"  (frame {found.frame + 1})"
        if spot is None or value is None:
            self.reading.setText(late.strip(" ()"))
            return
        value_said = said(shown, value, found)
        self.reading.setText(f"x {spot.column}  y {spot.row}:  {value_said}{late}")

    def shown(self) -> "Shown | None":
        """The map and its histogram."""
        from speckle_viewer.evidence.shown import Bars, Picture, Shown

        shown, found = self.map, self._found
        if shown is None or found is None or self._scene is None:
            return None
        quantity, region = shown.quantity, main_region(found.cine)
        mm = None if region is None else region.mm_per_px
        picture = Picture(
            quantity.title,
            shown.values,
            quantity.unit,
            quantity.colours,
            self._scene.wants.kernel_map.limits or shown.limits,
            *shown.origin,
            None if mm is None else (mm[0] * shown.spacing, mm[1] * shown.spacing),
        )
        bars = Bars(
            "Histogram", self.histogram.edges, self.histogram.heights, quantity.label, "Kernels"
        )
        facts = {
            "Method": found.title,
            "Frame": f"{found.frame + 1} of {len(found.cine)}",
            "Pixels per value": f"{shown.spacing} × {shown.spacing}",
        }
        return Shown(f"{quantity.title} of kernels", facts, (picture, bars))

    # -- coming and going ----------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._scene is not None:
            self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._follower.drop()
            self._drawn = None
            self.state.lay_over(self.name, None)

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        self.histogram.update()


def _why_none(scene: Scene, pane: PaneScene | None) -> str:
    if scene.cine is None:
        return "Open a cine to see a map of a method's kernels."
    if pane is None or pane.id not in scene.wants.methods:
        return "Choose a method that predicts kernels, such as KPN."
    prediction = None if pane.result is None else pane.result.prediction
    if prediction is not None and prediction.kernels is None:
        return f"{pane.title} predicts no kernels: choose another method."
    return pane.problem
