"""The noise map of a method: read it, point at it, and paint another one."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from speckle_viewer.denoising import NoisePaint, Result
from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.explain.explainer import Explainer
from speckle_viewer.gui.explain.follower import Follower
from speckle_viewer.gui.explain.noise_brush import NoiseBrush
from speckle_viewer.gui.explain.noise_canvas import NoiseCanvas
from speckle_viewer.gui.explain.noise_picture import UNIT
from speckle_viewer.gui.explain.noise_plot import Measured, NoisePlot
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.texts import named
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.methods import Card
from speckle_viewer.methods.controls import GREY_LEVELS, NOISE_LEVEL, takes_noise_map
from speckle_viewer.viewer import Hover, PaneScene, Scene, ViewerState, Wants
from speckle_viewer.viewer.noise_map import Levels, NoiseMap, noise_map_under, own_levels, paint
from speckle_viewer.viewer.takeaway import facts_of, mm_per_px_of

if TYPE_CHECKING:
    from speckle_viewer.evidence.shown import Shown

_SIDE_WIDTH = 232


class NoiseExplainer(Explainer):
    """A map with its colour bar; beside it figures and brush, and the noise over the brightness."""

    name = "noise"
    title = QT_TR_NOOP("Noise map")
    shortcut = "F4"
    tip = QT_TR_NOOP(
        "How strong the method took the noise to be at each pixel, and a brush to overrule it"
    )

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self.map = NoiseCanvas(self)
        self.figures = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.source = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.source.setProperty("role", "caption")
        self.brush, self.plot = NoiseBrush(self), NoisePlot(self)
        self._levels = Follower[Measured](
            self.analyst, "noise level", self._show_levels, lambda _: self.plot.show_levels(None)
        )
        self._scene: Scene | None = None
        self._method: str | None = None
        self._stroke: Levels | None = None
        self._own: Levels | None = None
        self._drawn: object = None
        self._result: Result | None = None
        self._lay_out()
        self.map.hovered.connect(self._hover)
        self.map.clicked.connect(state.pins.toggle)
        self.map.moved.connect(self._move)
        self.map.stroked.connect(self._paint)
        self.map.stroke_ended.connect(self._end_stroke)
        self.map.brush_turned.connect(self.brush.turn)
        self.brush.changed.connect(lambda: self.map.set_brush(self.brush.diameter))
        self.brush.reset.connect(self._reset)

    def _lay_out(self) -> None:
        side = QWidget(self)
        side.setFixedWidth(_SIDE_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for widget in (self.figures, self.source, self.brush):
            column.addWidget(widget)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID // 2, GRID, GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(side)
        row.addWidget(self.map, 1)
        row.addWidget(self.plot, 1)

    @classmethod
    def explains(cls, card: Card | None) -> bool:
        """Methods that say on their card that they give a noise map."""
        return card is not None and "noise map" in card.evidence

    def evidence_of(self, wants: Wants) -> frozenset[str]:
        """That of the method whose map is shown."""
        method = self._method_of(wants)
        return frozenset() if method is None else frozenset({method})

    def _method_of(self, wants: Wants) -> str | None:
        """The method explained; if that gives no map, the first on the screen that does.

        So the map stays while the mouse is in the image of another method.
        """
        offered = [m for m in wants.methods if self.explains(self.cards.get(m))]
        return wants.explained if wants.explained in offered else next(iter(offered), None)

    # -- showing -------------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Draw the map of the method explained, and what is said of the pixel looked at."""
        self._scene = scene
        wants = scene.wants
        method = self._method = self._method_of(wants)
        pane, card = scene.pane(method), self.cards.get(method or "")
        painted = wants.painted_noise(method)
        if pane is not None and pane.result is not None and pane.result.prediction is not None:
            self._result = pane.result
        elif pane is None or pane.result is None or not self._is_of(pane):
            self._result = None
        drawn = (method, self._result, painted, self._why_none(scene, pane, card))
        if drawn != self._drawn and self._stroke is None:
            self._drawn = drawn
            self._draw(pane, painted, drawn[-1])
        spot = wants.hover or wants.looked_at
        self.map.show_pixel(None if spot is None else (spot.row, spot.column))
        self.map.show_pins(tuple((p.row, p.column, pin_colour(p.colour)) for p in wants.cine_pins))
        self.brush.setVisible(card is not None and takes_noise_map(card))
        self.brush.clear.setEnabled(painted is not None)
        if self.brush.isHidden():
            self.brush.lay_down()
        self._say(card, pane)

    def _is_of(self, pane: PaneScene) -> bool:
        """Whether the map that is kept belongs to this method and cine."""
        kept = self._result.request if self._result is not None else None
        new = pane.result.request if pane.result is not None else None
        return (
            kept is not None
            and new is not None
            and ((kept.method, kept.cine) == (new.method, new.cine))
        )

    def _draw(self, pane: PaneScene | None, painted: NoisePaint | None, message: str) -> None:
        result = None if message else self._result
        found = None if result is None else noise_map_under(result, painted)
        if found is not None and found.is_even:  # a middle colour leaves room for what is painted
            found = replace(found, limit=2 * found.limit)
        self.map.draw_map(found, message, 1.0 if pane is None else pane.aspect)
        if found is None or result is None:
            self._levels.drop()
            self.plot.show_levels(None)
            return
        request = result.request

        def measure(task: Task) -> Measured:
            from speckle_viewer.evidence.noise_level import noise_levels

            image = GREY_LEVELS * request.cine.grey(request.frame)
            return Measured(found, noise_levels(found.values, image, found.tissue))

        playing = self.state.wants.playback.playing
        self._levels.want(found, None, measure, patient=playing)

    def _show_levels(self, measured: Measured) -> None:
        if self.map.map is not None:
            self.plot.show_levels(measured)

    def _why_none(self, scene: Scene, pane: PaneScene | None, card: Card | None) -> str:
        if scene.cine is None:
            return tr("Open a cine to see the noise map.")
        if pane is None or not self.explains(card):
            return tr(
                "Choose a method that gives a noise map: CBDNet, FFDNet or the noise estimator."
            )
        if pane.problem:
            return pane.problem
        if pane.result is not None and not pane.result.tissue.any():
            return tr("There is no tissue in this frame.")
        return "" if self._result is not None else tr("The noise map of this frame is on its way.")

    def _say(self, card: Card | None, pane: PaneScene | None) -> None:
        shown = self.map.map
        mean = (
            ""
            if shown is None
            else tr("Mean over tissue: {:.1f} grey levels of 255").format(shown.mean)
        )
        self.figures.setText(f"{mean}\n{self.map.value}" if shown is not None else "")
        source = "" if shown is None else tr(self._source(card))
        if source and pane is not None and self._method != self.state.wants.explained:
            source = named(pane.title, f"{source[0].lower()}{source[1:]}")
        if shown is not None and self._result is not None and pane is not None:
            frame = self._result.request.frame
            source += ", " + tr("of frame {}").format(frame + 1) if frame != pane.frame else ""
        self.source.setText(source)
        self.map.setAccessibleDescription(f"{mean}. {source}")

    def _source(self, card: Card | None) -> str:
        """Where the map comes from."""
        wants = self.state.wants
        if wants.painted_noise(self._method) is not None or self._stroke is not None:
            return QT_TR_NOOP("Painted noise map")
        told = card is not None and any(c.name == NOISE_LEVEL.name for c in card.controls)
        if told or wants.controls.get(self._method or ""):
            return QT_TR_NOOP("One level everywhere, as it is set")
        return QT_TR_NOOP("Estimated by the method")

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        self.map.update()
        self.plot.refresh_theme()

    def shown(self) -> "Shown | None":
        """The map over the tissue, and the noise over the brightness."""
        from speckle_viewer.evidence.shown import Picture, Shown

        scene, found, result = self._scene, self.map.map, self._result
        pane = None if scene is None else scene.pane(self._method)
        if scene is None or pane is None or found is None or result is None:
            return None
        facts = facts_of(scene, pane) | {
            "Frame": f"{result.request.frame + 1} of {len(result.request.cine)}",
            "Noise": self._source(self.cards.get(self._method or "")),
            "Mean over tissue": f"{found.mean:.1f} {UNIT}",
        }
        picture = Picture(
            title="Noise, standard deviation",
            values=found.shown,
            unit=UNIT,
            colours="sequential",
            limits=(0.0, self.map.limit or 1.0),
            mm_per_px=mm_per_px_of(scene),
        )
        curves = self.plot.curves()
        return Shown("Noise map", facts, (picture,) if curves is None else (picture, curves))

    # -- what the user does --------------------------------------------------------------------

    def _hover(self, pixel: tuple[int, int] | None) -> None:
        if self._method is not None:
            self.state.set_hover(None if pixel is None else Hover(self._method, *pixel))

    def _move(self, rows: int, columns: int) -> None:
        spot = self.state.wants.looked_at
        if spot is not None:
            self.state.set_hover(None)
            self.state.look_at(spot.row + rows, spot.column + columns)

    def _paint(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Draw a stroke on the map that is seen; the method hears of it when the stroke ends."""
        shown, method = self.map.map, self._method
        if shown is None or self._result is None or method is None:
            return
        if self._stroke is None:
            painted = self.state.wants.painted_noise(method)
            none = np.full(shown.values.shape, np.nan, np.float32)
            self._stroke = none if painted is None else painted.levels.copy()
            self._own = own_levels(self._result)
            self._begin_stroke(shown)
        rows, columns = paint(self._stroke, start, end, self.brush.diameter, self.brush.value)
        assert self.map.map is not None
        assert self._own is not None
        stroke, own = self._stroke[rows, columns], self._own[rows, columns]
        self.map.map.values[rows, columns] = np.where(np.isnan(stroke), own, stroke)
        self.map.redraw(rows, columns)

    def _begin_stroke(self, shown: NoiseMap) -> None:
        """Draw on a map of its own, whose colours reach to the painted level."""
        level = 0.0 if np.isnan(self.brush.value) else self.brush.value
        own = NoiseMap(
            shown.values.copy(),
            shown.tissue,
            shown.mean,
            shown.least,
            max(shown.largest, level),
            max(shown.limit, level),
        )
        self.map.draw_map(own, "", self.map.aspect)

    def _end_stroke(self) -> None:
        stroke, self._stroke = self._stroke, None
        if self._method is not None and stroke is not None:
            self.state.paint_noise(self._method, stroke)

    def _reset(self) -> None:
        if self._method is not None:
            self.state.paint_noise(self._method, None)
