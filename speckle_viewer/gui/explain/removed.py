"""What a method removed from the frame: its histogram and its autocorrelation."""

from math import ceil, isnan
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from speckle_viewer.cine import Frame
from speckle_viewer.cine.cine import to_grey
from speckle_viewer.denoising import Result
from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.explain.explainer import Explainer
from speckle_viewer.gui.explain.follower import Follower
from speckle_viewer.gui.explain.map_histogram import MapHistogram, between
from speckle_viewer.gui.explain.removed_lags import LIMITS, LagPicture
from speckle_viewer.gui.inspector.figures import fixed
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.texts import named
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.viewer import INPUT, Overlay, PaneScene, Scene, ViewerState, Wants
from speckle_viewer.viewer.takeaway import facts_of, mm_per_px_of
from speckle_viewer.viewer.wants import BRUSH

if TYPE_CHECKING:
    from speckle_viewer.evidence.residual import Residual
    from speckle_viewer.evidence.shown import Shown

_SIDE_WIDTH = 232
_MOST_BARS = 48  # on either side of zero
_LABEL = QT_TR_NOOP("Input − output (grey levels of 255)")
_WAITING = QT_TR_NOOP("Waiting for the frame …")


class RemovedExplainer(Explainer):
    """Figures, the autocorrelation, and the histogram of input − output in the tissue."""

    name = "removed"
    title = QT_TR_NOOP("What was removed")
    shortcut = "Shift+C"
    tip = QT_TR_NOOP("Input − output: whether it looks like speckle or like anatomy")
    lays = frozenset({BRUSH})

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self.figures = QLabel(tr(_WAITING), self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.figures.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.lags = LagPicture(self)
        self.histogram = MapHistogram(self)
        self.histogram.setAccessibleName(tr("Histogram of what was removed"))
        self.histogram.setToolTip(
            tr(
                "How often each difference occurs in the tissue; lines are the pixel under the "
                "mouse, and pins.\nDrag over bars: their pixels light up. Click: none."
            )
        )
        self.histogram.selected.connect(self._light)
        self.histogram.cleared.connect(lambda: state.light_up(None))
        self.found: Residual | None = None
        self._lit: Overlay | None = None
        self._of: tuple[Scene, PaneScene] | None = None
        self._follower = Follower[tuple["Residual", Scene, PaneScene]](
            self.analyst, "removed", self._show, self._fail
        )
        self._lay_out()

    def _lay_out(self) -> None:
        side = QWidget(self)
        side.setFixedWidth(_SIDE_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.figures)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID // 2, GRID, GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(side)
        row.addWidget(self.lags)
        row.addWidget(self.histogram, 1)

    def evidence_of(self, wants: Wants) -> frozenset[str]:
        """None: the images suffice."""
        return frozenset()

    def show_scene(self, scene: Scene) -> None:
        """Have what was removed worked out, unless it is that of these images already."""
        cine, pane = scene.cine, scene.pane(scene.wants.explained)
        if cine is None or pane is None or pane.result is None or pane.image is None:
            self._clear(_why_none(scene, pane))
            return
        result = pane.result
        given = cine.peek(result.request.frame)
        if given is None:
            return
        playing = scene.wants.playback.playing

        def job(task: Task) -> "tuple[Residual, Scene, PaneScene]":
            return _removed(given, result, cine.value_range), scene, pane

        self._follower.want(result, None, job, patient=playing)
        self._mark(scene)

    def _clear(self, sentence: str) -> None:
        self._follower.drop()
        self.found = self._of = None
        self.lags.show_values(None)
        self.histogram.clear()
        self.figures.setText(sentence)

    def _fail(self, sentence: str) -> None:
        self._clear(sentence)

    def _show(self, found: "tuple[Residual, Scene, PaneScene]") -> None:
        residual, scene, pane = found
        self.found, self._of = residual, (scene, pane)
        self._lit = None
        self.lags.show_values(residual.autocorrelation)
        self._count(residual)
        self._mark(scene)
        figures = {"Method": pane.title} | _figures(residual, mm_per_px_of(scene))
        self.figures.setText("\n".join(named(name, value) for name, value in figures.items()))

    def _count(self, residual: "Residual") -> None:
        """Draw the histogram, its bars as wide as whole grey levels."""
        reach = 8 * max(ceil(residual.std / 2), 1)  # in steps, or it would jump as a cine plays
        wide = ceil(reach / _MOST_BARS)
        bars = ceil(reach / wide)
        limits = (-float(bars * wide), float(bars * wide))
        self.histogram.show_values(residual.values, limits, "diverging", tr(_LABEL), bars=2 * bars)

    def _mark(self, scene: Scene) -> None:
        """Mark the pixel under the mouse, pins, and what is lit in the histogram."""
        found, wants = self.found, scene.wants
        if found is None or self._of is None or self._of[0].cine is not scene.cine:
            return  # another cine's is on its way
        spot = wants.looked_at
        value = None if spot is None else _at(found, spot.row, spot.column)
        pins = ((_at(found, p.row, p.column), pin_colour(p.colour)) for p in wants.cine_pins)
        self.histogram.mark(value, [(at, colour) for at, colour in pins if at is not None])
        if wants.brush is not self._lit:
            self._lit = wants.brush
            lit = None if wants.brush is None else found.values[wants.brush.values]
            self.histogram.show_lit(lit)

    def _light(self, low: float, high: float) -> None:
        """Light up the pixels of which between so much was removed."""
        if self.found is None or self._of is None or self._of[0].cine is not self.state.wants.cine:
            return
        values = self.found.values
        words = between(tr("removed"), low, high, tr("grey levels of 255"))
        self.state.light_up((values >= low) & (values < high), words)

    def shown(self) -> "Shown | None":
        """The residual, its autocorrelation and its histogram."""
        if self.found is None or self._of is None:
            return None
        from speckle_viewer.evidence.shown import FROM_CENTRE, Bars, Picture, Shown

        scene, pane = self._of
        residual, scale = self.found, mm_per_px_of(scene)
        reach = len(residual.autocorrelation) // 2
        lags = Picture(
            "Autocorrelation",
            residual.autocorrelation,
            "",
            "diverging",
            LIMITS,
            row0=-reach,
            column0=-reach,
            axes=FROM_CENTRE,
            quantity="Correlation",
        )
        values = Picture(
            "Input − output", residual.values, "grey levels of 255", "diverging", mm_per_px=scale
        )
        counts = Bars("Histogram", self.histogram.edges, self.histogram.heights, _LABEL, "Pixels")
        facts = facts_of(scene, pane) | _figures(residual, scale)
        return Shown(f"What {pane.title} removed", facts, (values, lags, counts))

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        self.lags.update()
        self.histogram.update()


def _at(residual: "Residual", row: int, column: int) -> float | None:
    """What was removed from a pixel; None where nothing was looked at."""
    rows, columns = residual.values.shape
    value = residual.values[row, column] if row < rows and column < columns else np.nan
    return None if np.isnan(value) else float(value)


def _why_none(scene: Scene, pane: PaneScene | None) -> str:
    if scene.cine is None:
        return tr("Open a cine to see what a method removes.")
    if pane is None or pane.id == INPUT:
        return tr("Choose a method on the left to see what it removes.")
    return pane.problem or tr(_WAITING)


def _removed(given: Frame, result: Result, value_range: tuple[float, float]) -> "Residual":
    from speckle_viewer.evidence.residual import removed

    before, after = (255 * to_grey(image, value_range) for image in (given, result.image))
    return removed(before, after, result.tissue)


def _figures(residual: "Residual", mm_per_px: tuple[float, float] | None) -> dict[str, str]:
    """What is said of a residual, by name, with units."""
    down, across = residual.width
    width = tr("{} px down, {} px across").format(_number(down), _number(across))
    if mm_per_px is not None and not (isnan(down) or isnan(across)):
        width += f" ({down * mm_per_px[0]:.2f}, {across * mm_per_px[1]:.2f} mm)"
    return {
        QT_TR_NOOP("Mean"): tr("{} grey levels of 255").format(_number(residual.mean, 2)),
        QT_TR_NOOP("Standard deviation"): tr("{} grey levels of 255").format(
            _number(residual.std, 2)
        ),
        QT_TR_NOOP("Width of the autocorrelation"): width,
        QT_TR_NOOP("Correlation with the output"): _number(residual.correlation, 2),
    }


def _number(value: float, digits: int = 1) -> str:
    return tr("none") if isnan(value) else fixed(value, digits)
