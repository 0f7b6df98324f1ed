"""The lines above and below the plots: tabs and selection; which kernels, and how far it is."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QTabBar,
    QWidget,
)

from speckle_viewer.gui.explain.statistics.source import Choice, Source
from speckle_viewer.gui.explain.statistics.tab import Tab
from speckle_viewer.gui.inspector.figures import signed
from speckle_viewer.gui.inspector.text_line import TextLine
from speckle_viewer.gui.keys import keeps
from speckle_viewer.gui.style import GRID, small_font
from speckle_viewer.gui.tr import tr

_LINE_HEIGHT = 18


class Tools(QWidget):
    """Tabs on the left, what selects on the right."""

    def __init__(self, tabs: Sequence[Tab], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = _Tabs(drawBase=False, expanding=False)
        self.tabs.setAccessibleName(tr("Statistics"))
        for place, tab in enumerate(tabs):
            self.tabs.addTab(tr(tab.title))
            self.tabs.setTabToolTip(place, tr(tab.tip))
        self.region = QPushButton(tr("Region"))
        self.region.setCheckable(True)
        self.region.setToolTip(tr("Drag a rectangle in an image to see its kernels in the plots"))
        self.clear = QPushButton(tr("Clear"))
        self.clear.setToolTip(tr("Select nothing"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, GRID, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(self.tabs, 1)
        row.addWidget(self.region)
        row.addWidget(self.clear)


class Choices(QWidget):
    """What is looked at on the left, what can be chosen of it on the right."""

    changed = Signal()
    """`choice` gives something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.status = TextLine(small_font(), _LINE_HEIGHT)
        self.status.setAccessibleName(tr("Kernels looked at"))
        self.progress = QProgressBar(maximum=1000, textVisible=False)
        self.progress.setAccessibleName(tr("Share of the work that is done"))
        self.progress.setToolTip(tr("Share of the work that is done"))
        self.progress.setFixedWidth(80)
        self.sizes = _combo(
            tr("Kernel sizes"), tr("All sizes, the smaller ones added onto the largest")
        )
        self.frames = _combo(
            tr("Frames of the burst"), tr("The sum over the burst's frames, or one")
        )
        self.follow = QCheckBox(tr("Follow"))
        self.follow.setToolTip(
            tr("Compute anew when another frame or method is shown, while paused")
        )
        self.follow.setChecked(True)
        self.update_button = QPushButton(tr("Update"))
        self.update_button.setToolTip(tr("Compute for the frame that is shown"))
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, 0, GRID, GRID // 2)
        row.setSpacing(GRID // 2)
        row.addWidget(self.status, 1)
        for widget in (self.progress, self.sizes, self.frames, self.follow, self.update_button):
            row.addWidget(widget)
        for combo in (self.sizes, self.frames):
            combo.activated.connect(self.changed)
        self.offer(None)

    def offer(self, source: Source | None) -> None:
        """Offer the sizes and the frames of a source, as far as there is a choice."""
        sizes = source.field.sizes if source is not None else ()
        offsets = source.offsets if source is not None else ()
        _fill(self.sizes, tr("All sizes"), [(f"{size} × {size} px", size) for size in sizes])
        names = [
            tr("Frame {}").format(signed(offset)) if offset else tr("Its own frame")
            for offset in offsets
        ]
        _fill(self.frames, tr("All frames"), [(name, place) for place, name in enumerate(names)])

    @property
    def choice(self) -> Choice:
        """Which kernels are wanted."""
        return Choice(self.sizes.currentData(), self.frames.currentData())

    def show_busy(self, busy: bool, telling: bool) -> None:
        """Show whether work is done, and whether it tells how far it is."""
        self.progress.setVisible(busy)
        self.progress.setRange(0, 1000 if telling else 0)
        self.update_button.setText(tr("Cancel") if busy else tr("Update"))
        if not busy:
            self.progress.setValue(0)

    def show_share(self, share: float) -> None:
        """Show how much is done, 0 to 1."""
        self.progress.setValue(round(1000 * share))

    def write(self, words: str) -> None:
        """Say what is looked at; the whole of it in the tooltip, where it is too long."""
        self.status.set_parts((words, "secondary"))


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
