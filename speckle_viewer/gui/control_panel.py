"""The controls of a method: a slider and a field for each, and a way back to the defaults."""

from math import floor, log10

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.gui.keys import needs
from speckle_viewer.gui.number_fields import NumberField
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import tr
from speckle_viewer.methods import Control
from speckle_viewer.methods.controls import NOISE_LEVEL, NOISE_OVERRIDE, title_of

_FEWEST_STEPS = 50


def step_of(control: Control) -> float:
    """By how much a control is moved: 1 where its numbers are whole, else a power of ten."""
    span = control.maximum - control.minimum
    whole = all(v == int(v) for v in (control.minimum, control.maximum, control.default))
    if whole and span > 1:
        return 1.0
    return 10.0 ** floor(log10(span / _FEWEST_STEPS)) if span > 0 else 1.0


class _Slider(QSlider):
    """Turns with the wheel only once it has the keyboard: what it lies in scrolls otherwise."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ControlRow(QWidget):
    """One control: its title and value above a slider.

    The noise level in place of a network's own estimate has a box more, which leaves it to the
    estimate: that is what its value 0 means.
    """

    changed = Signal(object, float)
    """The `Control`, and the value that the user chose."""

    def __init__(
        self, control: Control, parent: QWidget | None = None, *, step: float | None = None
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._step = step or step_of(control)
        self.suggested = NOISE_LEVEL.default
        self.slider = _Slider(Qt.Orientation.Horizontal, self)
        self.field = NumberField(self)
        self.estimate: QCheckBox | None = None
        self._set_up()
        self._lay_out()
        self.show_value(control.default)

    def _set_up(self) -> None:
        control, title = self.control, tr(title_of(self.control))
        limits = (
            tr("{:g} to {:g}").format(control.minimum, control.maximum)
            + f" {control.unit}".rstrip()
        )
        tip = tr("{}: {}; {:g} by default").format(title, limits, control.default)
        self.slider.setRange(0, round((control.maximum - control.minimum) / self._step))
        self.slider.setPageStep(max(1, self.slider.maximum() // 10))
        self.field.setDecimals(max(0, -floor(log10(self._step))))
        self.field.setRange(control.minimum, control.maximum)
        self.field.setSingleStep(self._step)
        self.field.setSuffix(f" {control.unit}" if control.unit else "")
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.field.setKeyboardTracking(False)
        for widget in (self.slider, self.field):
            widget.setToolTip(tip)
            widget.setAccessibleName(title)
        self.slider.valueChanged.connect(
            lambda steps: self._choose(control.minimum + steps * self._step)
        )
        self.field.valueChanged.connect(self._choose)
        if control.name == NOISE_OVERRIDE.name:
            self.field.setSpecialValueText(tr("estimated"))
            self.estimate = QCheckBox(tr("Use the network's estimate"), self)
            self.estimate.setToolTip(tr("Off: denoise as if the noise had the level set here"))
            self.estimate.toggled.connect(self._leave_to_estimate)

    def _lay_out(self) -> None:
        title = QLabel(tr(title_of(self.control)), self, wordWrap=True)
        first = QHBoxLayout()
        first.setSpacing(GRID)
        first.addWidget(title, 1)
        first.addWidget(self.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if self.estimate is not None:
            layout.addWidget(self.estimate)
        layout.addLayout(first)
        layout.addWidget(self.slider)

    def show_value(self, value: float) -> None:
        """Draw the value that is wanted."""
        estimated = self.estimate is not None and value == 0
        for widget in (self.slider, self.field, self.estimate):
            if widget is not None:
                widget.blockSignals(True)
        self.slider.setValue(round((value - self.control.minimum) / self._step))
        if value != self.field.value():
            self.field.setValue(value)
        if self.estimate is not None:
            self.estimate.setChecked(estimated)
        for widget in (self.slider, self.field, self.estimate):
            if widget is not None:
                widget.blockSignals(False)
        self.slider.setEnabled(not estimated)
        self.field.setEnabled(not estimated)
        if self.estimate is not None and not estimated:
            self.estimate.setEnabled(True)

    def suggest(self, level: float | None, *, coming: bool) -> None:
        """What this level begins with in place of the estimate, once that is there."""
        self.suggested = NOISE_LEVEL.default if level is None else level
        if self.estimate is not None:
            self.estimate.setEnabled(not coming)

    def _choose(self, value: float) -> None:
        least = self._step if self.estimate is not None else self.control.minimum
        self.changed.emit(self.control, max(round(value, self.field.decimals()), least))

    def _leave_to_estimate(self, on: bool) -> None:
        self.changed.emit(self.control, 0.0 if on else max(1.0, float(round(self.suggested))))


class ControlPanel(QWidget):
    """The controls of one method."""

    changed = Signal(object, float)
    """A `Control`, and the value that the user chose."""
    reset = Signal()
    """The defaults are wanted again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, ControlRow] = {}
        self._controls: tuple[Control, ...] | None = None
        self._title = QLabel(self)
        self.reset_button = QToolButton(self)
        self.reset_button.setText(tr("Reset"))
        self.reset_button.setStyleSheet("padding: 0 6px")
        self.reset_button.setToolTip(tr("Set all controls of this method to their defaults"))
        self.reset_button.clicked.connect(self.reset)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self.reset_button)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GRID // 2)
        self._layout.addLayout(top)

    def show_controls(self, controls: tuple[Control, ...], values: dict[str, float]) -> None:
        """Draw these controls; ``values`` are those that differ from their defaults."""
        if controls != self._controls:
            self._rebuild(controls)
        for name, row in self.rows.items():
            row.show_value(values.get(name, row.control.default))
        self.reset_button.setEnabled(bool(values))

    def suggest_noise(self, level: float | None, *, coming: bool) -> None:
        """What a noise level begins with when it takes the place of the estimate.

        While the estimate is ``coming``, it cannot be replaced: there is nothing to begin with.
        """
        for row in self.rows.values():
            row.suggest(level, coming=coming)

    def _rebuild(self, controls: tuple[Control, ...]) -> None:
        self._controls = controls
        for row in self.rows.values():
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {control.name: ControlRow(control, self) for control in controls}
        for row in self.rows.values():
            row.changed.connect(self.changed)
            self._layout.addWidget(row)
        self._title.setText(tr("Controls") if controls else tr("No controls"))
        self.reset_button.setVisible(bool(controls))

    def event(self, event: QEvent) -> bool:
        """Leave the controls the keys that they need: what they do not take comes here."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and needs(QApplication.focusWidget(), event):
            event.accept()
            return True
        return bool(super().event(event))
