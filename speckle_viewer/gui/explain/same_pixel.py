"""The kernel of every method on screen at the pinned pixel, in one row."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.gui.equivalents import Answers, Equivalents
from speckle_viewer.gui.explain.explainer import Explainer
from speckle_viewer.gui.explain.same_pixel_numbers import table_of
from speckle_viewer.gui.explain.same_pixel_view import Panel, SamePixelView
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.texts import named
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.viewer import PaneScene, Scene, ViewerState, Wants
from speckle_viewer.viewer.equivalent import Equivalent, EquivalentRequest
from speckle_viewer.viewer.names import name_of
from speckle_viewer.viewer.takeaway import mm_per_px_of

if TYPE_CHECKING:
    from speckle_viewer.evidence import PixelKernel
    from speckle_viewer.evidence.shown import Shown

_ON_ITS_WAY = QT_TR_NOOP("The kernel is on its way.")


class SamePixelExplainer(Explainer):
    """Predicted kernels where there are some and they are wanted, equivalent ones else."""

    name = "same-pixel"
    title = QT_TR_NOOP("Same pixel, all methods")
    shortcut = "F8"
    tip = QT_TR_NOOP(
        "The kernel of every method on screen at the pinned pixel, or at the one looked at"
    )
    has_choice = False

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self.view = SamePixelView()
        self.pixel = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self.kind, self.one_scale = QComboBox(self), QCheckBox(tr("One colour scale"), self)
        self._equivalents: dict[str, Equivalents] = {}
        self._answers = Answers()
        self._panels: dict[str, tuple[object, Panel]] = {}
        self._scene: Scene | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        self.kind.setAccessibleName(tr("Kind of kernels"))
        self.kind.setToolTip(
            tr("Kernels as methods predict them, where they do; or equivalent of all")
        )
        self.kind.addItem(tr("Predicted, else equivalent"), "predicted")
        self.kind.addItem(tr("Equivalent of all"), "equivalent")
        self.kind.activated.connect(lambda: self.state.show_kernel_of_kind(self.kind.currentData()))
        self.one_scale.setToolTip(tr("Have the same colour mean the same weight in all panels"))
        self.one_scale.toggled.connect(self.state.share_kernel_scale)
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(self.pixel)
        line.addWidget(self.kind)
        line.addWidget(self.one_scale)
        line.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        column.setSpacing(GRID // 2)
        column.addLayout(line)
        column.addWidget(scroll, 1)

    def evidence_of(self, wants: Wants) -> frozenset[str]:
        """Of all methods that predict kernels, where these are wanted."""
        if wants.kernel_kind == "equivalent":
            return frozenset()
        return frozenset(m for m in wants.methods if self._predicts(m))

    def _predicts(self, method: str) -> bool:
        card = self.cards.get(method)
        return card is not None and "kernels" in card.evidence

    # -- showing -------------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Draw what there is of the pixel, and have worked out what is not there."""
        wants = scene.wants
        if self._scene is None or wants.cine is not self._scene.wants.cine:
            for method in [*self._equivalents]:
                self._forget(method)
        self._scene = scene
        self.kind.setCurrentIndex(self.kind.findData(wants.kernel_kind))
        self.one_scale.setChecked(wants.share_scale)
        pixel = pixel_of(wants)
        for method in {*self._panels} - {*wants.methods}:
            self._forget(method)
            del self._panels[method]
        panels = []
        if pixel is not None and wants.cine is not None:
            panels = [self._panel(scene, method, pixel) for method in wants.methods]
            which = QT_TR_NOOP("Pinned") if wants.cine_pins else QT_TR_NOOP("Looked at")
            self.pixel.setText(named(which, f"x {pixel[1]}  y {pixel[0]}"))
        else:
            self.pixel.setText("")
        self.view.show_panels(panels, wants.share_scale, "" if panels else _why_empty(wants))

    def _panel(self, scene: Scene, method: str, pixel: tuple[int, int]) -> Panel:
        """The panel of a method; the very one as before where nothing has changed."""
        wants, pane = scene.wants, scene.pane(method)
        assert wants.cine is not None
        blank = Panel(
            method,
            name_of(method, self.cards),
            mm_per_px=mm_per_px_of(scene),
            scale=wants.cine.scale,
        )
        if wants.kernel_kind == "predicted" and self._predicts(method):
            self._forget(method)
            result = None if pane is None else pane.result
            key: object = pixel, result, "" if pane is None else pane.problem
            return self._kept(method, key, lambda: _predicted(blank, pane, pixel))
        request = self._request(wants, method, pixel)
        equivalents = self._equivalents_of(method)
        equivalents.want(request)
        found = equivalents.found
        stale = found is not None and found.request != request
        return self._kept(method, (found, stale), lambda: _equivalent(blank, found, stale))

    def _kept(self, method: str, key: object, make: Callable[[], Panel]) -> Panel:
        if method not in self._panels or self._panels[method][0] != key:
            self._panels[method] = key, make()
        return self._panels[method][1]

    def _request(self, wants: Wants, method: str, pixel: tuple[int, int]) -> EquivalentRequest:
        assert wants.cine is not None
        controls = wants.controls.get(method, {})
        noise = wants.painted_noise(method)
        return EquivalentRequest(
            wants.cine, method, wants.frame, *pixel, controls=controls, noise=noise
        )

    def _equivalents_of(self, method: str) -> Equivalents:
        """What works out the kernels of a method; all share the thread and the methods' weights."""
        if method not in self._equivalents:
            made = Equivalents(self, analyst=self.analyst, key=method, answers=self._answers)
            made.changed.connect(self._show_again)
            self._equivalents[method] = made
        return self._equivalents[method]

    def _forget(self, method: str) -> None:
        """Let go of a method's equivalent kernels."""
        if method in self._equivalents:
            self._equivalents.pop(method).deleteLater()
            self.analyst.cancel(method)

    def _show_again(self) -> None:
        if self._scene is not None:
            self.show_scene(self._scene)

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        self.view.update()

    def shown(self) -> "Shown | None":
        """The weights of every method, and their figures."""
        panels = [p for p in self.view.panels if p.kernel is not None]
        if not panels or self._scene is None:
            return None
        from speckle_viewer.evidence.shown import Shown
        from speckle_viewer.evidence.taking import kernel_picture

        facts = {
            "Frame": f"{self._scene.wants.frame + 1} of {self._scene.wants.frame_count}",
            "Pixel": self.pixel.text().split(": ")[-1].replace("  ", ", "),
        }
        side = self.view.side
        limits = dict(zip((p.method for p in self.view.panels), self.view.limits, strict=True))
        pictures = []
        for panel in panels:
            limit = limits[panel.method] or 1.0
            pictures.append(
                kernel_picture(
                    panel.title,
                    panel.weights_within(side),
                    (-limit, limit),
                    mm_per_px=panel.mm_per_px,
                    rooted=True,
                )
            )
        return Shown(self.title, facts, (*pictures, table_of(panels, side)))


def pixel_of(wants: Wants) -> tuple[int, int] | None:
    """(row, column) of the pin that was set last, else of the pixel looked at."""
    spot = wants.cine_pins[-1] if wants.cine_pins else wants.looked_at
    return None if spot is None else (spot.row, spot.column)


def _equivalent(blank: Panel, found: Equivalent | None, stale: bool) -> Panel:
    """The equivalent kernel as far as it is there."""
    panel = replace(blank, stale=stale, equivalent=True)
    if found is None or found.kernel is None:
        message = tr(_ON_ITS_WAY) if found is None else found.problem
        return replace(panel, message=message)
    size, kernel = found.kernel.taps[0].shape[-1], cast("PixelKernel", found.kernel)
    return replace(panel, sizes=f"{size} × {size}", kernel=kernel)


def _predicted(blank: Panel, pane: PaneScene | None, pixel: tuple[int, int]) -> Panel:
    """The kernel that a method predicted, as far as its evidence is there."""
    prediction = pane.result.prediction if pane is not None and pane.result is not None else None
    if pane is not None and pane.problem:
        return replace(blank, message=pane.problem)
    if prediction is None or prediction.kernels is None:
        return replace(blank, message=tr(_ON_ITS_WAY))
    if not prediction.kernels.covers(*pixel):
        return replace(blank, message=tr("Nothing is denoised here."))
    kernel = prediction.kernels.at(*pixel)
    sizes = ", ".join(f"{s} × {s}" for s in sorted({t.shape[-1] for t in kernel.taps}))
    return replace(blank, sizes=sizes, kernel=kernel)


def _why_empty(wants: Wants) -> str:
    if wants.cine is None:
        return tr("Open a cine, and choose methods on the left.")
    if not wants.methods:
        return tr("Choose methods on the left to see their kernels side by side.")
    return tr("Point at a pixel, or click one to pin it, to see every method's kernel there.")
