"""The line above the tabs: which kernels, and how they are linked with the images."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QTabBar,
    QWidget,
)

from speckle_viewer.gui.explain.statistics.source import Choice, Source
from speckle_viewer.gui.explain.statistics.tab import Tab
from speckle_viewer.gui.inspector.figures import signed
from speckle_viewer.gui.keys import keeps
from speckle_viewer.gui.style import GRID

_COUNTS = (5_000, 20_000, 50_000, 200_000)


class Choices(QWidget):
    """Tabs on the left, choices on the right."""

    changed = Signal()
    """`choice` gives something else."""

    def __init__(self, tabs: Sequence[Tab], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = _Tabs(drawBase=False, expanding=False)
        self.tabs.setAccessibleName("Statistics")
        for place, tab in enumerate(tabs):
            self.tabs.addTab(tab.title)
            self.tabs.setTabToolTip(place, tab.tip)
        self.sizes = _combo("Kernel sizes", "All sizes, the smaller ones added onto the largest")
        self.frames = _combo("Frames of the burst", "The sum over the burst's frames, or one")
        self.counts = _combo("Largest number of kernels", "Drawn evenly over the tissue")
        for count in _COUNTS:
            self.counts.addItem(f"up to {count:,}", count)
        self.counts.setCurrentIndex(len(_COUNTS) - 1)
        self.follow = QCheckBox("Follow")
        self.follow.setToolTip("Compute anew when another frame or method is shown, while paused")
        self.follow.setChecked(True)
        self.update_button = QPushButton("Update")
        self.update_button.setToolTip("Compute for the frame that is shown")
        self.region = QPushButton("Region")
        self.region.setCheckable(True)
        self.region.setToolTip("Drag a rectangle in an image to see its kernels in the plots")
        self.clear = QPushButton("Clear")
        self.clear.setToolTip("Select nothing")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, GRID, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(self.tabs)
        row.addStretch(1)
        for widget in (self.sizes, self.frames, self.counts, self.follow, self.update_button):
            row.addWidget(widget)
        row.addSpacing(GRID)
        row.addWidget(self.region)
        row.addWidget(self.clear)
        for combo in (self.sizes, self.frames, self.counts):
            combo.activated.connect(self.changed)
        self.offer(None)

    def offer(self, source: Source | None) -> None:
        """Offer the sizes and the frames of a source, as far as there is a choice."""
        sizes = source.field.sizes if source is not None else ()
        offsets = source.offsets if source is not None else ()
        both = f"All sizes ({max(sizes, default=0)} × {max(sizes, default=0)})"
        _fill(self.sizes, both, [(f"{size} × {size}", size) for size in sizes])
        names = [f"Frame {signed(offset)}" if offset else "Its own frame" for offset in offsets]
        _fill(self.frames, "All frames", [(name, place) for place, name in enumerate(names)])

    @property
    def choice(self) -> Choice:
        """Which kernels are wanted."""
        return Choice(
            self.sizes.currentData(), self.frames.currentData(), self.counts.currentData()
        )


class _Tabs(QTabBar):
    """Tabs that the arrow keys move between, which step through frames elsewhere."""

    def event(self, event: QEvent) -> bool:
        return keeps(event, {Qt.Key.Key_Left, Qt.Key.Key_Right}) or super().event(event)


def _combo(name: str, tip: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setToolTip(f"{name}. {tip}")
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return combo


def _fill(combo: QComboBox, everything: str, items: Sequence[tuple[str, int]]) -> None:
    """Offer all, or one; what was chosen stays chosen where it is still offered."""
    offered = [(everything, None), *items]
    if [combo.itemText(place) for place in range(combo.count())] != [text for text, _ in offered]:
        chosen = combo.currentText()
        combo.clear()
        for text, data in offered:
            combo.addItem(text, data)
        combo.setCurrentIndex(max(combo.findText(chosen), 0))
    combo.setVisible(len(items) > 1)
