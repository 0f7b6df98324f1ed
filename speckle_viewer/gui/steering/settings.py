"""The controls that alter all kernels of a method."""

from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.gui.control_panel import ControlRow
from speckle_viewer.gui.inspector.figures import signed
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.methods import Control
from speckle_viewer.steering import Steering

_STEP = 0.05

_SLIDERS = {
    "strength": (
        Control("strength", QT_TR_NOOP("Strength"), "×", 0.0, 2.0, 1.0),
        QT_TR_NOOP("0 leaves the input as it is, 1 is as predicted, 2 goes as far again beyond"),
    ),
    "along": (
        Control("along", QT_TR_NOOP("Smooth along axis"), "", -1.0, 1.0, 0.0),
        QT_TR_NOOP("Smooth the kernels along their own main axis; negative values sharpen"),
    ),
    "across": (
        Control("across", QT_TR_NOOP("Smooth across axis"), "", -1.0, 1.0, 0.0),
        QT_TR_NOOP("Smooth the kernels across their own main axis; negative values sharpen"),
    ),
}

_CHECKS = {
    "symmetric": (
        QT_TR_NOOP("Symmetric"),
        QT_TR_NOOP("Each kernel becomes the mean of itself and its point reflection"),
    ),
    "no_negatives": (QT_TR_NOOP("No negatives"), QT_TR_NOOP("Negative weights become zero")),
    "sum_one": (
        QT_TR_NOOP("Sum to one"),
        QT_TR_NOOP("All weights of a pixel are divided by their sum"),
    ),
}


class SteeringSettings(QWidget):
    """Draws a `Steering`, and says what the user changes of it."""

    changed = Signal(dict)
    """Fields of `Steering` with their new values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sliders = {name: self._slider(name) for name in _SLIDERS}
        self.checks = {name: self._check(name) for name in _CHECKS}
        self.size_choice = QComboBox(self)
        self.size_choice.setAccessibleName(tr("Kernel size"))
        self.size_choice.setToolTip(tr("Use kernels of all sizes, or of one alone"))
        self.size_choice.activated.connect(
            lambda i: self.changed.emit({"size": self.size_choice.itemData(i)})
        )
        self.frames: dict[int, QToolButton] = {}
        self._sizes: tuple[int, ...] = ()
        self._lay_out()

    def _slider(self, name: str) -> ControlRow:
        control, tip = _SLIDERS[name]
        row = ControlRow(control, self, step=_STEP)
        for widget in (row.slider, row.field):
            widget.setToolTip(tr(tip))
        row.changed.connect(lambda control, value: self.changed.emit({control.name: value}))
        return row

    def _check(self, name: str) -> QCheckBox:
        text, tip = _CHECKS[name]
        box = QCheckBox(tr(text), self)
        box.setToolTip(tr(tip))
        box.toggled.connect(lambda on: self.changed.emit({name: on}))
        return box

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        for row in self.sliders.values():
            layout.addWidget(row)
        boxes = QGridLayout()
        boxes.setSpacing(GRID // 2)
        for place, box in enumerate(self.checks.values()):
            boxes.addWidget(box, *divmod(place, 2))
        layout.addLayout(boxes)
        self._size_row, of_size = self._titled(tr("Kernel size"))
        of_size.addWidget(self.size_choice, 1)
        self._frame_row, self._of_frames = self._titled(tr("Frames"))
        self._of_frames.addStretch(1)
        for part in (self._size_row, self._frame_row):
            layout.addWidget(part)
            part.hide()  # until it is known what there is

    def _titled(self, title: str) -> tuple[QWidget, QHBoxLayout]:
        part = QWidget(self)
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(QLabel(title, part), 0, Qt.AlignmentFlag.AlignVCenter)
        return part, row

    def offer(self, sizes: tuple[int, ...], frames: int) -> None:
        """Offer the kernel sizes and the frames of a burst that there are."""
        if sizes != self._sizes:
            self._sizes = sizes
            with QSignalBlocker(self.size_choice):
                self.size_choice.clear()
                self.size_choice.addItem(tr("All"), None)
                for size in sizes:
                    self.size_choice.addItem(tr("{} × {} px alone").format(size, size), size)
        self._size_row.setVisible(len(sizes) > 1)
        if frames != len(self.frames):
            self._make_frames(frames)
        self._frame_row.setVisible(frames > 1)

    def _make_frames(self, count: int) -> None:
        for button in self.frames.values():
            self._of_frames.removeWidget(button)
            button.deleteLater()
        self.frames = {}
        for place in range(-(count // 2), count - count // 2):
            button = self.frames[place] = QToolButton(self._frame_row)
            button.setCheckable(True)
            name = signed(place) if place else tr("this")
            button.setText(name)
            button.setChecked(True)
            button.setStyleSheet("padding: 0 2px; min-width: 24px")
            button.setAccessibleName(tr("Frame {} of the burst").format(name))
            button.setToolTip(tr("Use this frame of the burst, or mute it"))
            button.toggled.connect(partial(self._mute, place))
            self._of_frames.addWidget(button)

    def _mute(self, place: int, used: bool) -> None:
        muted = tuple(p for p, b in self.frames.items() if not b.isChecked())
        self.changed.emit({"muted": muted})

    def show_steering(self, steering: Steering) -> None:
        """Draw what is wanted."""
        for name, row in self.sliders.items():
            row.show_value(getattr(steering, name))
        values: list[tuple[Any, bool]] = [
            (box, getattr(steering, name)) for name, box in self.checks.items()
        ]
        values += [(b, place not in steering.muted) for place, b in self.frames.items()]
        for button, on in values:
            with QSignalBlocker(button):
                button.setChecked(on)
        place = max(self.size_choice.findData(steering.size), 0)
        if place != self.size_choice.currentIndex():
            self.size_choice.setCurrentIndex(place)
