"""The strip below the images that says which two panes are compared, and how."""

from math import log2

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QToolButton,
    QWidget,
)

from speckle_viewer.gui.labels import FixedLabel
from speckle_viewer.gui.strip import choice_box, close_button
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.viewer import PaneScene, Scene, ViewerState
from speckle_viewer.viewer.comparison import GAINS, MODES, CompareMode, Comparison

MODE_TIPS: dict[CompareMode, str] = {
    "difference": QT_TR_NOOP("Second − first, in grey levels: blue where the second is darker"),
    "ratio": QT_TR_NOOP(
        "Second / first, in decibels of the brightness shown: blue where the second is darker"
    ),
    "swipe": QT_TR_NOOP("The first left of a divider that can be dragged, the second right of it"),
    "blend": QT_TR_NOOP("A mixture of both"),
    "flicker": QT_TR_NOOP(
        "One or the other: X changes, and changes back when it is held and let go"
    ),
}
MODE_NAMES: dict[CompareMode, str] = {
    "difference": QT_TR_NOOP("Difference"),
    "ratio": QT_TR_NOOP("Ratio"),
    "swipe": QT_TR_NOOP("Swipe"),
    "blend": QT_TR_NOOP("Blend"),
    "flicker": QT_TR_NOOP("Flicker"),
}
"""What modes are called."""

_SLIDERS = {"swipe": QT_TR_NOOP("Divider"), "blend": QT_TR_NOOP("Second"), "flicker": ""}
_NARROWEST, _WIDEST = 80, 240  # px
_PER_OCTAVE = 10  # steps of the slider for twice the gain
_SLIDER_TIPS = {
    QT_TR_NOOP("Gain"): QT_TR_NOOP("How much closer to zero the colours reach their limits"),
    "Divider": QT_TR_NOOP("Where the second image begins; it can be dragged in the image, too"),
    "Second": QT_TR_NOOP("How much of the mixture is the second image"),
}


class CompareStrip(QWidget):
    """Asks the state for a comparison; there is a strip as long as there is one.

    Parameters
    ----------
    shown, other, images_only
        The actions that end the comparison, that change the image in a flicker, and that hide all
        but the images, this strip too.
    """

    def __init__(
        self,
        state: ViewerState,
        shown: QAction,
        other: QAction,
        images_only: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._images_only = images_only
        images_only.toggled.connect(self._show_or_hide)
        self._compares = False
        self._offered: list[tuple[str, str]] = []
        self._kind = ""
        self.mode = choice_box(tr("How the two images are compared"), self)
        for mode in MODES:
            self.mode.addItem(tr(MODE_NAMES[mode]), mode)
            self.mode.setItemData(
                self.mode.count() - 1, tr(MODE_TIPS[mode]), Qt.ItemDataRole.ToolTipRole
            )
        self.first = choice_box(tr("The first image"), self)
        self.second = choice_box(tr("The second image"), self)
        for box in (self.first, self.second):  # long names are cut off, or they squeeze the docks
            box.setMinimumWidth(_NARROWEST)
            box.setMaximumWidth(_WIDEST)
        self.swap = QToolButton(self)
        self.swap.setText("⇄")
        self.swap.setToolTip(tr("Let the first and the second image change places"))
        self.swap.setAccessibleName(tr("Swap the images"))
        self.slider_name = FixedLabel(tr("Divider"), tr("What the slider sets"), self)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setMinimumWidth(_NARROWEST)
        self.slider.setMaximumWidth(_WIDEST)
        self.value = FixedLabel("× 32.0", tr("Value of the slider"), self)
        self.other = QPushButton(other.text(), self)
        self.other.setToolTip(other.toolTip())
        self.other.setAccessibleName(other.text())
        name, tip = tr("Compare no longer"), tr("Compare no longer (C)")
        self.close_button = close_button(name, tip, shown, self)
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID // 2, GRID // 2, GRID // 2)
        row.setSpacing(GRID // 2)
        label = QLabel(tr("Compare"), self)
        label.setProperty("role", "caption")
        row.addWidget(label)
        row.addWidget(self.mode)
        row.addWidget(self.first, 3)
        row.addWidget(self.swap)
        row.addWidget(self.second, 3)
        row.addSpacing(GRID)
        row.addWidget(self.slider_name)
        row.addWidget(self.slider, 2)
        row.addWidget(self.value)
        row.addWidget(self.other)
        row.addStretch(1)
        row.addWidget(self.close_button)

    def _connect(self) -> None:
        state = self._state
        self.mode.activated.connect(lambda i: state.compare(mode=self.mode.itemData(i)))
        self.first.activated.connect(lambda i: state.compare(first=self.first.itemData(i)))
        self.second.activated.connect(lambda i: state.compare(second=self.second.itemData(i)))
        self.swap.clicked.connect(self._swap)
        self.slider.valueChanged.connect(self._slide)
        self.other.clicked.connect(
            lambda: state.compare(flipped=not state.wants.comparison.flipped)
        )

    def _swap(self) -> None:
        first, second = self._state.wants.compared
        self._state.compare(first=second, second=first)

    def _slide(self, value: int) -> None:
        if self._kind == "Gain":
            self._state.compare(gain=2 ** (value / _PER_OCTAVE))
        elif self._kind == "Divider":
            self._state.compare(divider=value / 100)
        else:
            self._state.compare(share=value / 100)

    def show_scene(self, scene: Scene) -> None:
        """Show how it is compared, and offer the panes of the scene."""
        how = scene.wants.comparison
        self._compares = scene.comparison is not None
        self._show_or_hide()
        if not self._compares:
            return
        self._offer(scene.all_panes)
        self.mode.setCurrentIndex(MODES.index(how.mode))
        for box, pane in zip((self.first, self.second), scene.wants.compared, strict=True):
            box.setCurrentIndex(box.findData(pane))
        self._show_value(how)

    def _show_or_hide(self) -> None:
        there = self._compares and not self._images_only.isChecked()
        if self.isHidden() == there:
            self.setVisible(there)

    def _offer(self, panes: tuple[PaneScene, ...]) -> None:
        offered = [(p.id, f"{tr(p.title)} ({p.where})" if p.where else tr(p.title)) for p in panes]
        if offered == self._offered:
            return
        self._offered = offered
        for box in (self.first, self.second):
            box.clear()
            for pane, title in offered:
                box.addItem(title, pane)

    def _show_value(self, how: Comparison) -> None:
        kind = _SLIDERS.get(how.mode, "Gain")
        for widget in (self.slider_name, self.slider, self.value):
            widget.setVisible(bool(kind))
        self.other.setVisible(not kind)
        self._kind = kind
        self.slider.blockSignals(True)
        if kind == "Gain":
            self.slider.setRange(0, round(_PER_OCTAVE * log2(GAINS[1])))
            self.slider.setValue(round(_PER_OCTAVE * log2(how.gain)))
        else:
            self.slider.setRange(0, 100)
            self.slider.setValue(round(100 * (how.divider if kind == "Divider" else how.share)))
        self.slider.blockSignals(False)
        if kind:
            self.slider.setAccessibleName(tr(kind))
            self.slider.setToolTip(tr(_SLIDER_TIPS[kind]))
            self.slider_name.write(tr(kind))
            value = self.slider.value()
            self.value.write(f"× {how.gain:.3g}" if kind == "Gain" else f"{value} %")
