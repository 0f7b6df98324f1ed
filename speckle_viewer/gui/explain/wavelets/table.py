"""The bands of the wavelet bench: solo, mute and scale for each, and how much is in it."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.gui.explain.wavelets.rows import (
    figure,
    row_name,
    rows_of,
    share_text,
)
from speckle_viewer.gui.inspector.figures import signed
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.viewer import WaveletBench
from speckle_viewer.viewer.bench import LARGEST_GAIN, Band

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.wavelet_bench import BandFigures

HOLDS = {
    "LL": QT_TR_NOOP("what is left after the last halving: the local mean, brightness"),
    "LH": QT_TR_NOOP("horizontal edges"),
    "HL": QT_TR_NOOP("vertical edges"),
    "HH": QT_TR_NOOP("diagonal structure, and most of what is noise"),
}
_COLUMNS = (
    (QT_TR_NOOP("Band"), 56, ""),
    (QT_TR_NOOP("Solo"), 26, QT_TR_NOOP("Reconstruct from the bands that are chosen here alone")),
    (QT_TR_NOOP("Mute"), 26, QT_TR_NOOP("Reconstruct without these bands")),
    (QT_TR_NOOP("Scale"), 64, QT_TR_NOOP("Multiply a band; double-click for 100 %")),
    ("", 42, ""),
    (
        QT_TR_NOOP("Before"),
        52,
        QT_TR_NOOP(
            "Energy in the input, grey levels² per pixel: all bands add up to the mean square"
        ),
    ),
    (QT_TR_NOOP("After"), 52, QT_TR_NOOP("Energy in the output, grey levels² per pixel")),
    (QT_TR_NOOP("Taken"), 52, QT_TR_NOOP("Energy of input minus output, grey levels² per pixel")),
    (QT_TR_NOOP("Share"), 46, QT_TR_NOOP("Energy taken away, in per cent of the energy before")),
    (QT_TR_NOOP("Here"), 58, QT_TR_NOOP("Coefficient at the pixel that is looked at, grey levels")),
)
_NUMBERS = 5  # columns before those of figures
_PER_UNIT = 20  # steps of the slider
_ROW = 20
_LOW = """
QAbstractButton { min-height: 16px; max-height: 16px; background: transparent; }
QPushButton { text-align: left; padding: 0 4px; border: 1px solid transparent; }
QSlider { min-height: 16px; max-height: 16px; }
QAbstractButton:hover { background: palette(light); }
QPushButton:checked { color: palette(window-text); }
QAbstractButton:checked, QAbstractButton:focus { border: 1px solid palette(highlight); }
"""


class _Slider(QSlider):
    """Back to 100 % by a double click; turns with the wheel only once it has the keyboard."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.setValue(_PER_UNIT)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class BandRow:
    """The controls and figures of a band, or of all detail bands of a level."""

    def __init__(self, bands: tuple[Band, ...], parent: QWidget) -> None:
        self.bands = bands
        self.is_level = len(bands) > 1
        self.title = row_name(bands)
        self.name = self._level(parent) if self.is_level else self._band(parent, bands[0])
        self.solo, self.mute = (QToolButton(parent) for _ in range(2))
        for button, text, word in ((self.solo, "S", tr("Solo")), (self.mute, "M", tr("Mute"))):
            button.setText(text)
            button.setCheckable(True)
            button.setToolTip(f"{word} {self.title}")
            button.setAccessibleName(f"{word} {self.title}")
        self.slider = _Slider(Qt.Orientation.Horizontal, parent)
        self.slider.setRange(0, round(LARGEST_GAIN * _PER_UNIT))
        self.slider.setPageStep(_PER_UNIT // 4)
        self.slider.setAccessibleName(tr("Scale {}").format(self.title))
        self.slider.setToolTip(tr("Multiply {} by 0 to {:g}").format(self.title, LARGEST_GAIN))
        self.labels = [QLabel(parent) for _ in _COLUMNS[_NUMBERS - 1 :]]
        for label in self.labels:
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _level(self, parent: QWidget) -> QWidget:
        label = QLabel(self.title, parent)
        label.setProperty("role", "caption")
        label.setToolTip(tr("LH, HL and HH of this level together"))
        return label

    def _band(self, parent: QWidget, band: Band) -> QPushButton:
        button = QPushButton(self.title, parent)
        button.setCheckable(True)
        what = tr("{}, over {} px").format(tr(HOLDS[band[0]]), 1 << band[1])
        button.setToolTip(tr("{}: {}. Click for its histogram").format(self.title, what))
        button.setAccessibleName(tr("Histogram of {}").format(self.title))
        return button

    def choose(self, chosen: Band) -> None:
        """Mark the band whose histogram is shown."""
        if isinstance(self.name, QPushButton):
            self.name.setChecked(self.bands == (chosen,))

    @property
    def is_chosen(self) -> bool:
        """Whether its histogram is shown."""
        return isinstance(self.name, QPushButton) and self.name.isChecked()

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """From left to right."""
        return self.name, self.solo, self.mute, self.slider, *self.labels

    def show_bench(self, bench: WaveletBench) -> None:
        """Draw what is wanted of the bands."""
        gains = [bench.gain(band) for band in self.bands]
        scales = {bench.scales.get(band, 1.0) for band in self.bands}
        scale = scales.pop() if len(scales) == 1 else None
        for widget in (self.solo, self.mute, self.slider):
            widget.blockSignals(True)
        self.solo.setChecked(bench.solo.issuperset(self.bands))
        self.mute.setChecked(bench.muted.issuperset(self.bands))
        self.slider.setValue(round((1.0 if scale is None else scale) * _PER_UNIT))
        for widget in (self.solo, self.mute, self.slider):
            widget.blockSignals(False)
        self.labels[0].setText("–" if scale is None else f"{100 * scale:.0f} %")
        for label in self.labels:
            label.setEnabled(any(gains))

    def show_energies(self, rows: "Sequence[BandFigures]") -> None:
        """Write the sums over the bands."""
        before = sum(row.before for row in rows)
        texts = [figure(before), "–", "–", "–"]
        if rows[0].after is not None:
            taken = sum(row.taken or 0.0 for row in rows)
            texts[1:3] = figure(sum(row.after or 0.0 for row in rows)), figure(taken)
            texts[3] = share_text(before, taken)
        for label, text in zip(self.labels[1:5], texts, strict=True):
            label.setText(text)

    def show_here(self, value: float | None) -> None:
        """Write the coefficient at the pixel that is looked at."""
        self.labels[5].setText("" if value is None else signed(value, 1))


class BandTable(QWidget):
    """A row for each band and each level under a head that stays."""

    soloed = Signal(object, bool)
    """Bands, and whether they are heard alone."""
    muted = Signal(object, bool)
    scaled = Signal(object, float)
    chosen = Signal(object)
    """The band whose histogram is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[BandRow] = []
        self._bands: tuple[Band, ...] = ()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addWidget(self._area, 1)
        self.setFixedWidth(sum(w for _, w, _ in _COLUMNS) + 4 * len(_COLUMNS) + 2 * GRID)

    def _head(self) -> QWidget:
        head = QWidget()
        head.setStyleSheet(_LOW)
        grid = _grid(head)
        self._tools = QHBoxLayout()
        grid.addLayout(self._tools, 0, 0, 1, _NUMBERS)
        for column, (title, _, tip) in enumerate(_COLUMNS):
            label = QLabel(tr(title) if title else "")
            label.setProperty("role", "caption")
            label.setToolTip(tr(tip) if tip else "")
            right = column >= _NUMBERS
            label.setAlignment(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label, 1, column)
        for text, column, span in (
            (tr("Energy, grey levels²/px"), 5, 3),
            (tr("grey levels", "in a narrow column"), 9, 1),
        ):
            unit = QLabel(text)
            unit.setProperty("role", "caption")
            unit.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(unit, 0, column, 1, span)
        return head

    def add_tools(self, *tools: QWidget) -> None:
        """Put what acts on all bands above the columns in which each is weighed."""
        self._tools.setSpacing(GRID // 2)
        for tool in tools:
            self._tools.addWidget(tool)
        self._tools.addStretch(1)

    def show_bench(self, bench: WaveletBench, bands: Sequence[Band], chosen: Band) -> None:
        """Draw what is wanted of these bands."""
        if tuple(bands) != self._bands:
            self._rebuild(tuple(bands))
        for row in self.rows:
            row.show_bench(bench)
            row.choose(chosen)

    def show_energies(self, rows: "Sequence[BandFigures]") -> None:
        """Write the energies of each band."""
        known = {row.band: row for row in rows}
        for row in self.rows:
            row.show_energies([known[band] for band in row.bands])

    def show_here(self, values: Mapping[Band, float]) -> None:
        """Write the coefficients at the pixel that is looked at."""
        for row in self.rows:
            row.show_here(None if row.is_level else values.get(row.bands[0]))

    def row_of(self, *bands: Band) -> BandRow:
        """The row of a band, or of the bands of a level."""
        return next(row for row in self.rows if row.bands == bands)

    def _rebuild(self, bands: tuple[Band, ...]) -> None:
        self._bands, self.rows = bands, []
        body = QWidget()
        body.setStyleSheet(_LOW)
        grid = _grid(body)
        for of_row in rows_of(bands):
            row = BandRow(of_row, body)
            self._connect(row)
            for column, widget in enumerate(row.widgets):
                grid.addWidget(widget, len(self.rows), column)
            grid.setRowMinimumHeight(len(self.rows), _ROW)
            self.rows.append(row)
        grid.setRowStretch(len(self.rows), 1)
        self._area.setWidget(body)

    def _connect(self, row: BandRow) -> None:
        row.solo.toggled.connect(partial(self.soloed.emit, row.bands))
        row.mute.toggled.connect(partial(self.muted.emit, row.bands))
        row.slider.valueChanged.connect(
            lambda steps: self.scaled.emit(row.bands, steps / _PER_UNIT)
        )
        if isinstance(row.name, QPushButton):
            row.name.clicked.connect(lambda: self.chosen.emit(row.bands[0]))


def _grid(parent: QWidget) -> QGridLayout:
    grid = QGridLayout(parent)
    grid.setContentsMargins(0, 0, GRID, 0)
    grid.setHorizontalSpacing(4)
    grid.setVerticalSpacing(0)
    for column, (_, width, _) in enumerate(_COLUMNS):
        grid.setColumnMinimumWidth(column, width)
    grid.setColumnStretch(len(_COLUMNS), 1)
    return grid
