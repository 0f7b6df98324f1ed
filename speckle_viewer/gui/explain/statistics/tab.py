"""What the tabs of the statistics have in common."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.explain.statistics.plot import Mark
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.texts import named
from speckle_viewer.gui.tr import tr

if TYPE_CHECKING:
    from speckle_viewer.evidence.shown import Panel
    from speckle_viewer.evidence.statistics import KernelSample

Mask = NDArray[np.bool_]

ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
"""Rows and columns by which a key moves from tap to tap."""

_SIDE = 172  # px, of the column of controls


class Tab(QWidget):
    """One view of a sample of kernels.

    `compute` runs in the analyst's thread; what it returns is given to `show_result`.
    """

    title: ClassVar[str]
    tip: ClassVar[str]

    summarises: ClassVar[bool] = False
    """Whether `summarise` has something to add where kernels are selected."""

    options_changed = Signal()
    """What `options` gives has changed: `compute` is to run again."""
    selected = Signal(object, str)
    """Which kernels (n,) were selected, or None, and words that say so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sample: KernelSample | None = None
        self.result: Any = None
        self.setAccessibleName(tr("Statistics: {}").format(tr(self.title)))
        self.controls = QFormLayout()
        self.controls.setVerticalSpacing(GRID // 2)
        self.controls.setContentsMargins(0, 0, 0, 0)
        self.facts_label = QLabel(wordWrap=True)
        self.facts_label.setProperty("role", "caption")
        self.facts_label.setAccessibleName(tr("Figures"))
        side = QWidget()
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.controls)
        column.addWidget(self.facts_label)
        column.addStretch(1)
        self.content = QHBoxLayout(self)
        self.content.setContentsMargins(GRID, 0, GRID, 0)
        self.content.setSpacing(GRID)
        self.content.addWidget(side)

    def options(self) -> Hashable:
        """What, beside the sample, the result depends on."""
        return None

    def compute(self, sample: "KernelSample", options: Any, task: Task) -> Any:
        """Work out what is shown. Runs in another thread: touches no widget."""
        return None

    def show_result(self, sample: "KernelSample", result: Any) -> None:
        """Draw what `compute` gave."""
        self.sample, self.result = sample, result
        self.draw()
        facts = self.facts()
        self.facts_label.setText("\n".join(named(name, value) for name, value in facts.items()))

    def clear(self) -> None:
        """Show nothing."""
        self.sample = self.result = None
        self.draw()
        self.facts_label.clear()

    def draw(self) -> None:
        """Draw ``result``, or nothing where it is None."""

    def show_selected(self, selected: Mask | None) -> None:
        """Draw which of the kernels (n,) are selected."""

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Draw where kernels stand that are marked."""

    def said_of(self, kernel: int) -> str:
        """What is known of one of the kernels, in a few words."""
        return ""

    def summarise(self, sample: "KernelSample", selected: Mask) -> Any:
        """Work out what else is shown of a selection. Runs in another thread, where needed."""
        return None

    def show_summary(self, summary: Any) -> None:
        """Draw what `summarise` gave."""

    def facts(self) -> Mapping[str, str]:
        """Figures that stand beside the plots."""
        return {}

    def panels(self) -> "tuple[Panel, ...]":
        """What is on screen as numbers."""
        return ()

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        self.update()


def per_cent(share: float) -> str:
    """``41.7 %``."""
    return f"{100 * share:.1f} %"


def reporting(task: Task) -> Callable[[float], None]:
    """What evidence calls to say how far it is; stops it where nobody wants it any more."""

    def progress(share: float) -> None:
        task.check()
        task.report(share)

    return progress
