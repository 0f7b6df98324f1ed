"""The Steer tab: one method's kernels, altered all together and at single pins."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.cine.grey_scale import EIGHT_BITS, GreyScale
from speckle_viewer.gui.choice_box import ChoiceBox
from speckle_viewer.gui.inspector.figures import fixed
from speckle_viewer.gui.inspector.text_line import TextLine
from speckle_viewer.gui.steering.pin_editor import PinEditor
from speckle_viewer.gui.steering.settings import SteeringSettings
from speckle_viewer.gui.steering.steerers import NOT_PREDICTED
from speckle_viewer.gui.style import GRID, text_font
from speckle_viewer.gui.texts import named, unit_words
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.methods import Card
from speckle_viewer.viewer import Scene, ViewerState
from speckle_viewer.viewer.names import name_of
from speckle_viewer.viewer.steering import steered_pane

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence import KernelField, PixelKernel

NOTHING_TO_STEER = QT_TR_NOOP(
    "Choose a method on the left that predicts kernels, such as KPN, to steer them. Networks that "
    "give only an image, classical filters and codebooks cannot be steered."
)
_PURPOSE = "steering"
_FIGURES: dict[str, Callable[["PixelKernel", GreyScale], str]] = {
    QT_TR_NOOP("Value"): lambda kernel, scale: fixed(scale.value(kernel.output), scale.digits),
    QT_TR_NOOP("Sum of weights"): lambda kernel, scale: fixed(kernel.sum, 3),
    QT_TR_NOOP("Negative weights"): lambda kernel, scale: fixed(
        sum(float(t.clip(max=0).sum()) for t in kernel.taps), 3
    ),
}
"""Of the pixel looked at: how it is said of a kernel, in a file of this scale."""

_NO_PIXEL = QT_TR_NOOP("Point at a pixel to see what becomes of it")


class SteerTab(QWidget):
    """Draws how a method's kernels are steered, and asks the state to change it.

    Attributes
    ----------
    choice
        The chosen methods that predict kernels.
    """

    looked_at = Signal(object, object)
    """The `Result` whose kernels are likely to be steered next, and how they are steered now; None
    for both while there is none, or other work comes first."""

    def __init__(
        self, state: ViewerState, cards: Mapping[str, Card], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Steer"))
        self._state, self._cards = state, cards
        self._scene: Scene | None = None
        self.choice = ChoiceBox(self)
        self.choice.setAccessibleName(tr("Method that is steered"))
        self.choice.setToolTip(tr("The method whose kernels are steered"))
        self.choice.setSizeAdjustPolicy(
            ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.activated.connect(lambda i: state.select_method(self.choice.itemData(i)))
        self.reset = QToolButton(self)
        self.reset.setText(tr("Reset"))
        self.reset.setStyleSheet("padding: 0 6px")
        self.reset.setToolTip(tr("Let the kernels of this method be as predicted, of all pixels"))
        self.reset.clicked.connect(self._reset)
        self.settings = SteeringSettings(self)
        self.settings.changed.connect(self._steer)
        self.spot = TextLine(text_font(), 18, self)
        self.figures = {name: TextLine(text_font(), 18, self) for name in _FIGURES}
        for name, line in self.figures.items():
            line.setAccessibleName(tr("{}, before and after steering").format(tr(name)))
        self.editor = PinEditor(self)
        self.editor.edited.connect(self._edit)
        self._lay_out()

    def _lay_out(self) -> None:
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(GRID, 0, GRID, GRID)
        inside.setSpacing(GRID)
        inside.addWidget(self.settings)
        figures = QVBoxLayout()
        figures.setSpacing(0)
        figures.addWidget(self.spot)
        for line in self.figures.values():
            figures.addWidget(line)
        inside.addLayout(figures)
        inside.addWidget(self.editor)
        inside.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(content)
        self._nothing = QLabel(tr(NOTHING_TO_STEER), self, wordWrap=True)
        self._nothing.setProperty("role", "caption")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        top = QHBoxLayout()
        top.setContentsMargins(GRID, 0, GRID, 0)
        top.addWidget(self.choice, 1)
        top.addWidget(self.reset)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(top)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._nothing, 1)

    def focus_first(self) -> None:
        """Give the keyboard to the first control."""
        self.settings.sliders["strength"].slider.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- showing -------------------------------------------------------------------------------

    @property
    def method(self) -> str | None:
        """The method that is steered: the selected one, else the first that can be."""
        can, selected = self._can(), self._state.wants.selected
        return selected if selected in can else next(iter(can), None)

    def _can(self) -> list[str]:
        """The methods that predict kernels."""
        methods = self._state.wants.methods
        return [m for m in methods if m in self._cards and "kernels" in self._cards[m].evidence]

    def show_scene(self, scene: Scene) -> None:
        """Draw the method that is steered in the scene; nothing while the tab is not seen."""
        self._scene = scene
        if self.isVisible():
            self._draw()

    def _draw(self) -> None:
        wants, method = self._state.wants, self.method
        plain, steered = (self._field(p) for p in (method, steered_pane(method or "")))
        why_not = tr(NOTHING_TO_STEER) if method is None else ""
        if plain is not None and not plain.taps:
            why_not = tr(NOT_PREDICTED)
        self._nothing.setText(why_not)
        self._nothing.setVisible(bool(why_not))
        self._scroll.setVisible(not why_not)
        self._offer()
        self._ask_for_kernels()
        self.reset.setEnabled(method is not None and wants.is_steered(method))
        self._say_what_is_looked_at(plain)
        if method is None:
            return
        if plain is not None:
            self.settings.offer(plain.sizes, len(plain.frames))
        self.settings.show_steering(wants.steering_of(method))
        scale = EIGHT_BITS if wants.cine is None else wants.cine.scale
        self._show_pixel(plain, steered, scale)
        self.editor.scale = scale
        kernels = steered if wants.is_steered(method) else plain
        self.editor.show_pins(wants.cine_pins, wants.edits_of(method), kernels or plain)

    def _say_what_is_looked_at(self, plain: "KernelField | None") -> None:
        scene, method = self._scene, self.method
        at_rest = scene is not None and scene.ready and not self._state.wants.playback.playing
        shown = scene.pane(method) if scene is not None and at_rest else None
        if method is None or shown is None or plain is None or not plain.taps:
            self.looked_at.emit(None, None)
        else:
            self.looked_at.emit(shown.result, self._state.wants.steering_of(method))

    def _offer(self) -> None:
        offered = self._can()
        if offered != [self.choice.itemData(i) for i in range(self.choice.count())]:
            self.choice.clear()
            for method in offered:
                self.choice.addItem(name_of(method, self._cards), method)
        self.choice.setEnabled(bool(offered))
        if self.method is not None and self.choice.currentData() != self.method:
            self.choice.setCurrentIndex(offered.index(self.method))

    def _field(self, pane: str | None) -> "KernelField | None":
        """The kernels behind the image of a pane, if they are there."""
        shown = None if self._scene is None else self._scene.pane(pane)
        if shown is None or shown.result is None or shown.result.prediction is None:
            return None
        return shown.result.prediction.kernels

    def _show_pixel(
        self, plain: "KernelField | None", steered: "KernelField | None", scale: GreyScale
    ) -> None:
        """What steering makes of the pixel that is looked at."""
        spot = self._state.wants.looked_at
        if spot is None or plain is None or not plain.covers(spot.row, spot.column):
            self.spot.set_parts((tr(_NO_PIXEL), "secondary"))
            for line in self.figures.values():
                line.set_parts()
            return
        before = plain.at(spot.row, spot.column)
        after = before if steered is None else steered.at(spot.row, spot.column)
        self.spot.set_parts((f"x {spot.column}  y {spot.row}", "text"))
        for name, said in _FIGURES.items():
            unit = f" {unit_words(scale.unit)}" if name == "Value" else ""
            self.figures[name].set_parts(
                (named(name, f"{said(before, scale)} → "), "secondary"),
                (said(after, scale), "text"),
                (unit.rstrip(), "secondary"),
            )

    # -- what the user does --------------------------------------------------------------------

    def _steer(self, changes: dict[str, Any]) -> None:
        if self.method is not None:
            self._state.kernels.steer(self.method, **changes)

    def _edit(self, edit: object) -> None:
        if self.method is not None:
            self._state.kernels.edit(self.method, edit)  # type: ignore[arg-type]

    def _reset(self) -> None:
        if self.method is not None:
            self._state.kernels.reset(self.method)

    def _ask_for_kernels(self) -> None:
        method = self.method if self.isVisible() else None
        self._state.need_evidence(_PURPOSE, () if method is None else (method,))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask_for_kernels()
        if self._scene is not None:
            self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ask_for_kernels()
        self.looked_at.emit(None, None)
