"""Maps of kernels over the frame: wide, long, negative where, and which way they point."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from speckle_viewer.gui.explain.explainer import Explainer
from speckle_viewer.gui.explain.map_controls import MapControls
from speckle_viewer.gui.explain.map_found import Found, said, selection, summary, weights
from speckle_viewer.gui.explain.map_histogram import MapHistogram
from speckle_viewer.gui.explain.map_source import MapSource, kind_of, predicts
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.texts import label_of
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.methods import Card
from speckle_viewer.viewer import MapChoice, Overlay, PaneScene, Scene, ViewerState, Wants
from speckle_viewer.viewer.takeaway import mm_per_px_of
from speckle_viewer.viewer.wants import BRUSH

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.kernel_maps import KernelMap
    from speckle_viewer.evidence.shown import Shown


class MapExplainer(Explainer):
    """Lays a map over the image of the pane that is explained; has its histogram and figures."""

    name = "maps"
    title = QT_TR_NOOP("Kernel map")
    shortcut = "F9"
    tip = QT_TR_NOOP(
        "A figure of the kernels over the frame: width, orientation, negative weights and more"
    )
    lays = frozenset({BRUSH, name})

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self.controls = MapControls(state)
        self.histogram = MapHistogram()
        self.meaning, self.summary, self.reading = (QLabel() for _ in range(3))
        self._source = MapSource(self.analyst, self._draw)
        self._scene: Scene | None = None
        self._drawn: tuple[Found, MapChoice] | None = None
        self._lit: Overlay | None = None
        self._lay_out()
        self.controls.compute_wanted.connect(self._compute)
        self.controls.stop_wanted.connect(self._source.stop)
        self.histogram.selected.connect(self._light)
        self.histogram.cleared.connect(lambda: state.light_up(None))
        state.subscribe(self._wants_changed)

    def _wants_changed(self, before: Wants, after: Wants) -> None:
        """Let go of what was closed, even while nothing is shown."""
        self._source.keep_up(after)
        if not set(before.cines) <= set(after.cines):
            self._source.forget(after.cines)
            self._scene = self._drawn = None

    def _lay_out(self) -> None:
        self.meaning.setProperty("role", "caption")
        self.summary.setProperty("role", "caption")
        for label, name in (
            (self.meaning, tr("Meaning of the map")),
            (self.summary, tr("Values of the map")),
            (self.reading, tr("Value at the pixel")),
        ):
            label.setAccessibleName(name)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (self.meaning, self.reading):  # a long sentence must not widen the window
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        plot = QVBoxLayout()
        plot.setSpacing(GRID // 2)
        plot.addWidget(self.meaning)
        plot.addWidget(self.histogram, 1)
        plot.addWidget(self.reading)
        plot.addWidget(self.summary)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID, GRID, GRID // 2)
        row.setSpacing(2 * GRID)
        row.addWidget(self.controls, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(plot, 1)

    @classmethod
    def explains(cls, card: Card | None) -> bool:
        """Every method: those that predict no kernels have equivalent ones."""
        return card is not None

    # -- computing -----------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Have the maps of the frame computed, and draw those that are there."""
        self._scene = scene
        pane = scene.pane(scene.wants.explained)
        if pane is not None and pane.result is not None and pane.id in scene.wants.methods:
            self._source.follow(scene, pane, pane.result)
        self._draw()

    def _compute(self) -> None:
        """Begin with the equivalent kernels of the frame that is shown."""
        scene = self._scene
        pane = None if scene is None else scene.pane(scene.wants.explained)
        if scene is not None and pane is not None and pane.result is not None:
            self._source.compute(scene, pane, pane.result)

    # -- drawing -------------------------------------------------------------------------------

    def _shown(self) -> "tuple[Found, KernelMap] | None":
        """The map that is shown, and of what it is one."""
        scene = self._scene
        found = None if scene is None else self._source.found(scene)
        if scene is None or found is None or self._source.problem(scene):
            return None
        return found, found.maps[_choice(scene, found).name]

    def _draw(self) -> None:
        """Bring overlay, histogram and words up to date, as far as they are not."""
        scene, shown = self._scene, self._shown()
        if scene is None or not self.isVisible():
            return
        pane, share = scene.pane(scene.wants.explained), self._source.share(scene)
        ready = pane is not None and pane.result is not None and pane.id in scene.wants.methods
        self.controls.show_run(kind_of(scene), predicts(scene), share, ready)
        if shown is None:
            self._draw_nothing(scene, pane)
            return
        choice = _choice(scene, shown[0])
        if self._drawn != (shown[0], choice):
            self._drawn = shown[0], choice
            limits = choice.limits or shown[1].limits
            self.state.lay_over(self.name, _overlay(*shown, choice, limits))
            self._draw_panel(*shown, choice, limits)
            self._lit = None
        self._show_lit(scene, shown[1])
        self._read(scene, *shown)

    def _show_lit(self, scene: Scene, shown: "KernelMap") -> None:
        """Draw which of the values belong to pixels that are lit."""
        brush = scene.wants.brush
        if brush is not self._lit:
            self._lit = brush
            self.histogram.show_lit(None if brush is None else shown.within(brush.values))

    def _light(self, low: float, high: float) -> None:
        """Light up the pixels whose values lie between these."""
        shown = self._shown()
        if shown is not None:
            (found, one) = shown
            words = selection(one, low, high, found)
            self.state.light_up(one.pixels(low, high, found.cine.shape), words)

    def _draw_nothing(self, scene: Scene, pane: PaneScene | None) -> None:
        on_grid = kind_of(scene) == "equivalent"
        self.controls.show_choice(scene.wants.kernel_map, (0.0, 1.0), bursts=False, on_grid=on_grid)
        self._drawn = None
        self.state.lay_over(self.name, None)
        self.histogram.clear()
        sentence = self._source.problem(scene) or _why_none(scene, pane, self._source.share(scene))
        self.meaning.setText(sentence)
        self.summary.clear()
        self.reading.clear()

    def _draw_panel(
        self, found: Found, shown: "KernelMap", choice: MapChoice, limits: tuple[float, float]
    ) -> None:
        quantity = shown.quantity
        self.controls.show_choice(
            choice, limits, bursts="dominant_frame" in found.maps, on_grid=found.on_grid
        )
        self.histogram.show_values(
            shown.values, limits, quantity.colours, label_of(quantity), found.classes
        )
        self.meaning.setText(f"{tr(quantity.meaning)}.")
        self.summary.setText(summary(shown, found))

    def _read(self, scene: Scene, found: Found, shown: "KernelMap") -> None:
        spot = scene.wants.looked_at
        value = None if spot is None else shown.at(spot.row, spot.column)
        pins = ((shown.at(p.row, p.column), pin_colour(p.colour)) for p in scene.wants.cine_pins)
        self.histogram.mark(value, [(at, colour) for at, colour in pins if at is not None])
        parts = []
        if spot is not None and value is not None:
            parts = [f"x {spot.column}  y {spot.row}:  {said(shown, value, found)}"]
        brush = scene.wants.brush
        if brush is not None:
            lit = tr("{:.1f} % of the kernels").format(100 * self.histogram.lit_share)
            parts.append(f"({brush.classes[0]}: {lit})")
        done = self._source.share(scene)
        if done is not None:
            parts.append(tr("({:.0f} % of the kernels are done)").format(100 * done))
        elif found.share < 1:
            parts.append(tr("(stopped at {:.0f} %)").format(100 * found.share))
        if found.frame != scene.wants.frame:
            parts.append(tr("(map of frame {})").format(found.frame + 1))
        self.reading.setText("  ".join(parts))

    def shown(self) -> "Shown | None":
        """The map and its histogram."""
        from speckle_viewer.evidence.shown import Bars, Shown
        from speckle_viewer.evidence.taking import map_picture

        shown, scene = self._shown(), self._scene
        if shown is None or scene is None:
            return None
        (found, one), mm = shown, mm_per_px_of(scene)
        quantity, spacing = one.quantity, one.spacing
        picture = map_picture(one, _choice(scene, found).limits, mm_per_px=mm)
        edges, heights = self.histogram.edges, self.histogram.heights
        bars = Bars("Histogram", edges, heights, quantity.label, "Kernels")
        return Shown(f"{quantity.title} of kernels", found.facts(spacing), (picture, bars))

    # -- coming and going ----------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._source.drop()
            self._scene = self._drawn = None  # with the evidence in it
            self.state.lay_over(self.name, None)

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        self.histogram.update()


def _choice(scene: Scene, found: Found) -> MapChoice:
    """What is chosen, or the width where that is not there: one frame has none that weighs most."""
    choice = scene.wants.kernel_map
    return choice if choice.name in found.maps else replace(choice, name="width", limits=None)


def _overlay(
    found: Found, shown: "KernelMap", choice: MapChoice, limits: tuple[float, float]
) -> Overlay:
    quantity = shown.quantity
    return Overlay(
        cine=found.cine,
        pane=found.request.method,
        frame=found.frame,
        values=shown.values,
        spacing=shown.spacing,
        origin=shown.origin,
        colours=quantity.colours,
        limits=limits,
        opacity=choice.opacity,
        weights=weights(shown),
        title=tr(quantity.title),
        unit=quantity.unit,
        classes=found.classes,
    )


def _why_none(scene: Scene, pane: PaneScene | None, share: float | None) -> str:
    if scene.cine is None:
        return tr("Open a cine to see a map of a method's kernels.")
    if pane is None or pane.id not in scene.wants.methods:
        return tr("Choose a method on the left to see a map of its kernels.")
    if pane.problem:
        return pane.problem
    if kind_of(scene) == "predicted" or pane.result is None:
        return tr("The kernels of this frame are on their way.")
    spacing = scene.wants.kernel_map.spacing
    middle = slice(spacing // 2, None, spacing)
    count = int(pane.result.insonified[middle, middle].sum())
    if share is not None:
        return tr("{} of {} equivalent kernels are done.").format(round(share * count), count)
    return tr("Press “Compute” for {} equivalent kernels, one every {} px.").format(count, spacing)
