"""Tabs with histograms: of the taps, and of how much the taps of a kernel differ."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.explain.pictures import image_of
from speckle_viewer.gui.explain.statistics.bars import BarPlot
from speckle_viewer.gui.explain.statistics.plot import Mark, lit_colour
from speckle_viewer.gui.explain.statistics.tab import ARROWS, Mask, Tab
from speckle_viewer.gui.inspector.figures import fixed, signed
from speckle_viewer.gui.keys import keeps
from speckle_viewer.gui.style import small_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import QT_TR_NOOP, tr

if TYPE_CHECKING:
    from speckle_viewer.evidence.shown import Panel
    from speckle_viewer.evidence.statistics import Histogram, KernelSample

Tap = tuple[int, int]

_COUNTED = 200_000  # values: some ms


class KernelMap(QWidget):
    """A kernel of which one tap can be chosen."""

    tap_chosen = Signal(object)
    """(row, column) from the upper left; None where the one that was chosen is clicked again."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kernel: Any = None
        self._tap: Tap | None = None
        self._caption = name
        self.setAccessibleName(tr("Mean kernel: {}").format(name.lower()))
        self.setToolTip(tr("Click a tap to see it alone; click it again to see all."))
        self.setAccessibleDescription(tr("Arrow keys move from tap to tap"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(110, 110)

    def show_kernel(self, kernel: Any, tap: Tap | None) -> None:
        """Draw a kernel (K, K), or nothing, and mark a tap of it."""
        self.kernel, self._tap = kernel, tap
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setMaximumWidth(max(self.height() - 18, self.minimumWidth()))

    @property
    def square(self) -> QRect:
        """Where the kernel is drawn."""
        side = min(self.width(), self.height() - 18)
        return QRect(0, 18, side, side)

    def place(self, tap: Tap) -> QRect:
        """Where a tap is drawn."""
        square, size = self.square, len(self.kernel)
        top, bottom = (square.top() + square.height() * (tap[0] + i) // size for i in (0, 1))
        left, right = (square.left() + square.width() * (tap[1] + i) // size for i in (0, 1))
        return QRect(left, top, right - left, bottom - top)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(small_font())
        painter.setPen(QColor(colours().secondary))
        if self.kernel is None:
            return
        largest = float(np.abs(self.kernel).max()) or 1.0
        painter.drawText(QPoint(0, 12), f"{self._caption} ±{fixed(largest, 3)}")
        picture = image_of(self.kernel, "diverging", (-largest, largest))
        painter.drawImage(self.square, picture)
        if self._tap is not None:
            painter.setPen(QPen(QColor(lit_colour()), 2))
            painter.drawRect(self.place(self._tap))

    def event(self, event: QEvent) -> bool:
        return keeps(event, ARROWS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = ARROWS.get(Qt.Key(event.key()))
        if step is None or self.kernel is None:
            super().keyPressEvent(event)
            return
        middle = len(self.kernel) // 2
        row, column = (p + s for p, s in zip(self._tap or (middle, middle), step, strict=True))
        if min(row, column) >= 0 and max(row, column) < len(self.kernel):
            self.tap_chosen.emit((row, column))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self.kernel is None or not self.square.contains(point):
            return
        size, side = len(self.kernel), self.square.width()
        row = (point.y() - self.square.top()) * size // side
        column = (point.x() - self.square.left()) * size // side
        tap = (int(row), int(column))
        self.tap_chosen.emit(None if tap == self._tap else tap)


class Taps(Tab):
    """The mean kernel, and how often taps have which weight."""

    title = QT_TR_NOOP("Taps")
    tip = QT_TR_NOOP("Mean kernel, and how often taps have which weight")
    summarises = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tap: Tap | None = None
        self.mean = KernelMap(tr("Mean"))
        self.plot = BarPlot(tr("Histogram of the taps"))
        self.every = QPushButton(tr("All taps"))
        self.every.setToolTip(tr("Count the taps at all places of the kernel"))
        self.every.clicked.connect(lambda: self._choose(None))
        self.controls.addRow(self.every)
        self.mean_selected = KernelMap(tr("Selected"))
        self.content.addWidget(self.mean, 1)
        self.content.addWidget(self.mean_selected, 1)
        self.content.addWidget(self.plot, 3)
        self.mean.tap_chosen.connect(self._choose)
        self.mean_selected.tap_chosen.connect(self._choose)
        self.plot.bars_selected.connect(self._select)
        self.clear()

    def _choose(self, tap: Tap | None) -> None:
        self.tap = tap
        self.options_changed.emit()

    def options(self) -> Tap | None:
        return self.tap

    def compute(self, sample: "KernelSample", options: Tap | None, task: Task) -> Any:
        from speckle_viewer.evidence.statistics import tap_histogram

        tap = options if options is None or max(options) < sample.size else None
        histogram = tap_histogram(sample, tap=tap)
        histogram.counts()  # sorts into bars here and not in the window's thread
        return sample.mean, histogram, tap

    def draw(self) -> None:
        self.every.setEnabled(self.tap is not None)
        if self.result is None:
            self.mean.show_kernel(None, None)
            self.plot.show_histogram(None, tr("Weight"), tr("Taps"))
            return
        mean, histogram, self.tap = self.result
        self.every.setEnabled(self.tap is not None)
        self.mean.show_kernel(mean, self.tap)
        label = (
            tr("Weight") if self.tap is None else tr("Weight of the tap {}").format(self._where())
        )
        self.plot.show_histogram(
            histogram, label, tr("Taps") if self.tap is None else tr("Kernels")
        )

    def show_marks(self, marks: Sequence[Mark]) -> None:
        self.plot.show_marks(marks)

    def said_of(self, kernel: int) -> str:
        values = self.result[1].values
        return "" if self.tap is None else tr("weight {}").format(fixed(float(values[kernel]), 4))

    def _where(self) -> str:
        assert self.tap is not None
        assert self.sample is not None
        down, across = (signed(place - self.sample.size // 2) for place in self.tap)
        return tr("{} rows and {} columns from the centre").format(down, across)

    def facts(self) -> Mapping[str, str]:
        mean, histogram, _ = self.result
        values = histogram.values
        return {
            QT_TR_NOOP("Sum of the mean kernel"): fixed(float(mean.sum()), 3),
            QT_TR_NOOP("Mean weight"): fixed(float(values.mean(dtype=np.float64)), 4),
            QT_TR_NOOP("Negative"): tr("{:.1f} % of the taps").format(
                100 * float((values < 0).mean())
            ),
        }

    def show_selected(self, selected: Mask | None) -> None:
        self.plot.show_selected(_counts(self.result[1] if self.result else None, selected))
        self.mean_selected.setVisible(selected is not None)

    def summarise(self, sample: "KernelSample", selected: Mask) -> Any:
        return sample.taps[selected].mean(0, dtype=np.float64) if selected.any() else None

    def show_summary(self, summary: Any) -> None:
        self.mean_selected.show_kernel(summary, self.tap)

    def _select(self, first: int, last: int) -> None:
        histogram: Histogram = self.result[1]
        low, high = histogram.edges[first], histogram.edges[last + 1]
        words = tr("a tap from {} to {}").format(fixed(low, 3), fixed(high, 3))
        self.selected.emit(histogram.within(first, last), words)

    def refresh_theme(self) -> None:
        super().refresh_theme()
        self.plot.refresh_theme()

    def panels(self) -> "tuple[Panel, ...]":
        from speckle_viewer.evidence.taking import kernel_picture

        if self.result is None:
            return ()
        mean, histogram, _ = self.result
        return kernel_picture("Mean kernel", mean), _bars("Taps", histogram, "Weight")


class Spread(Tab):
    """How often kernels have which standard deviation."""

    title = QT_TR_NOOP("Spread")
    tip = QT_TR_NOOP("How much the taps of a kernel differ: their standard deviation")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = BarPlot(tr("Histogram of the kernels' standard deviations"))
        self.content.addWidget(self.plot, 1)
        self.plot.bars_selected.connect(self._select)
        self.clear()

    def compute(self, sample: "KernelSample", options: None, task: Task) -> "Histogram":
        from speckle_viewer.evidence.statistics import spread

        histogram = spread(sample)
        histogram.counts()
        return histogram

    def draw(self) -> None:
        label = tr("Standard deviation of a kernel's taps")
        self.plot.show_histogram(self.result, label, tr("Kernels"))

    def show_marks(self, marks: Sequence[Mark]) -> None:
        self.plot.show_marks(marks)

    def said_of(self, kernel: int) -> str:
        return tr("standard deviation {}").format(fixed(float(self.result.values[kernel]), 4))

    def facts(self) -> Mapping[str, str]:
        low, median, high = np.percentile(self.result.values, [5, 50, 95])
        return {
            QT_TR_NOOP("Median"): fixed(float(median), 4),
            QT_TR_NOOP("5 to 95 %"): tr("{} to {}").format(
                fixed(float(low), 4), fixed(float(high), 4)
            ),
        }

    def show_selected(self, selected: Mask | None) -> None:
        self.plot.show_selected(_counts(self.result, selected))

    def _select(self, first: int, last: int) -> None:
        low, high = self.result.edges[first], self.result.edges[last + 1]
        words = tr("standard deviation from {} to {}").format(fixed(low, 4), fixed(high, 4))
        self.selected.emit(self.result.within(first, last), words)

    def refresh_theme(self) -> None:
        super().refresh_theme()
        self.plot.refresh_theme()

    def panels(self) -> "tuple[Panel, ...]":
        if self.result is None:
            return ()
        return (_bars("Spread of kernels", self.result, "Standard deviation of a kernel's taps"),)


def _counts(histogram: "Histogram | None", selected: Mask | None) -> Any:
    """How many of the selected are in each bar; of many, from some of them, to be quick."""
    if histogram is None or selected is None:
        return None
    numbers = np.flatnonzero(selected)
    values = len(numbers) * histogram.values.size // len(histogram.values)
    step = -(-values // _COUNTED) or 1
    return step * histogram.counts(numbers[::step])


def _bars(title: str, histogram: "Histogram", label: str) -> "Panel":
    from speckle_viewer.evidence.shown import Bars

    share = 100 * histogram.counts() / histogram.values.size
    return Bars(title, histogram.edges, share, label, "Share (%)")
