"""The Preferences window: every choice takes effect at once, or says that it waits for a start."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.gui.explain.analyst import Analyst, Task
from speckle_viewer.gui.language import languages
from speckle_viewer.gui.number_fields import NumberField, WholeField
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer.preferences import DEFAULTS, LIMITS, Preferences

_FIELD = 180  # px

Field = QComboBox | QCheckBox | QSpinBox | QDoubleSpinBox


class PreferencesWindow(QDialog):
    """Shows preferences, and tells which are wanted now."""

    changed = Signal(object)
    """`Preferences` that the user chose."""
    hints_wanted = Signal()
    """The hints of the first start are to be shown again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Preferences"))
        self.fields: dict[str, Field] = {}
        """By the names of `Preferences`."""
        self._shown = DEFAULTS
        self._showing = False
        self._analyst = Analyst("preferences", self)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID // 2)
        self._grid.setColumnStretch(2, 1)
        self._add_look()
        self._add_computing()
        self._add_files()
        self._lay_out()

    # -- building ------------------------------------------------------------------------------

    def _add_look(self) -> None:
        at_next_start = tr("from the next start")
        self._add_title(tr("Look"))
        themes = {"dark": tr("Dark"), "light": tr("Light")}
        self._add("theme", tr("Theme"), _choice(themes), tr("Colours of the window"))
        spoken = {"": tr("As the system"), **languages()}
        self._add(
            "language", tr("Language"), _choice(spoken), tr("Of all that is written"), at_next_start
        )

    def _add_computing(self) -> None:
        at_next_start, at_once = tr("from the next start"), tr("at once")
        self._add_title(tr("Computing"))
        devices = {"auto": tr("Automatic"), "cpu": "CPU"}
        tip = tr("Where methods run; automatic takes a graphics card where there is one")
        self._add("device", tr("Device"), _choice(devices), tip, at_next_start)
        arithmetic = {"auto": tr("Fast"), "exact": tr("Exact (float32)")}
        tip = tr("Fast stays within one grey level of float32")
        self._add("precision", tr("Arithmetic"), _choice(arithmetic), tip, at_once)
        self._add_title(tr("Memory"))
        kept = tr("What does not fit is worked out again when it is shown")
        for name, title, note in (
            ("decoded_mib", tr("Decoded frames"), tr("at once; of each cine")),
            ("denoised_mib", tr("Denoised images"), at_once),
            ("evidence_mib", tr("Kernels and maps"), at_once),
        ):
            self._add(name, title, _number(name, tr(" MiB"), 64), kept, note)

    def _add_files(self) -> None:
        self._add_title(tr("Cines"))
        tip = tr("For files that do not say when their frames were acquired")
        rate = _rate("assumed_rate", tr(" frames per second"))
        self._add("assumed_rate", tr("Rate without timing"), rate, tip, tr("when next opened"))
        tip = tr("How long after a change what is open is saved, in case the program crashes")
        seconds = _number("autosave_s", tr(" s after a change"), 1)
        self._add("autosave_s", tr("Saved by itself"), seconds, tip, tr("from the next change"))
        self._add_title(tr("Privacy"))
        tip = tr("Names, dates and numbers that identify the patient, in the tab Header")
        self._add("show_personal", tr("Patient data"), QCheckBox(tr("Shown at once")), tip)
        tip = tr("Off: names of exports, and saved tables, do not have that of the cine's file")
        self._add("name_files", tr("Names of files"), QCheckBox(tr("In what is exported")), tip)

    def _add_title(self, title: str) -> None:
        label = QLabel(title, self)
        label.setProperty("role", "caption")
        label.setContentsMargins(0, GRID if self.fields else 0, 0, 0)
        self._grid.addWidget(label, self._grid.rowCount(), 0, 1, 3)

    def _add(self, name: str, title: str, field: Field, tip: str, note: str = "") -> None:
        label = QLabel(title, self)
        label.setBuddy(field)
        field.setAccessibleName(title)
        field.setToolTip(f"{tip} ({note})" if note else tip)
        field.setMinimumWidth(_FIELD)
        said = QLabel(note, self)
        said.setProperty("role", "caption")
        row = self._grid.rowCount()
        for column, widget in enumerate((label, field, said)):
            self._grid.addWidget(widget, row, column)
        if isinstance(field, QComboBox):
            field.activated.connect(self._choose)
        elif isinstance(field, QCheckBox):
            field.toggled.connect(self._choose)
        else:
            field.valueChanged.connect(self._choose)
        self.fields[name] = field

    def _lay_out(self) -> None:
        self.defaults = QPushButton(tr("Restore defaults"), self)
        self.defaults.setToolTip(tr("Set everything here as it is out of the box"))
        self.defaults.clicked.connect(lambda: self._want(DEFAULTS))
        self.hints = QPushButton(tr("Show hints again"), self)
        self.hints.setToolTip(tr("Point at what one begins with, as at the first start"))
        self.hints.clicked.connect(self.hints_wanted)
        self.close_button = QPushButton(tr("Close"), self)
        self.close_button.setToolTip(tr("Close this window (Esc)"))
        self.close_button.clicked.connect(self.close)
        buttons = QHBoxLayout()
        for button in (self.defaults, self.hints, self.close_button):
            button.setAutoDefault(False)
        buttons.addWidget(self.defaults)
        buttons.addWidget(self.hints)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addLayout(self._grid)
        layout.addStretch(1)
        layout.addLayout(buttons)

    # -- showing and choosing ------------------------------------------------------------------

    def begin(self, preferences: Preferences) -> None:
        """Show the window with these preferences, and look for devices."""
        self.show_preferences(preferences)
        self.show()
        self.raise_()
        self.activateWindow()
        self.fields["theme"].setFocus()
        self._analyst.ask("devices", _devices, self._offer_devices)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show these preferences."""
        self._shown, self._showing = preferences, True
        for name, field in self.fields.items():
            _show(field, getattr(preferences, name))
        self._showing = False

    def _offer_devices(self, found: Mapping[str, str]) -> None:
        box = self.fields["device"]
        assert isinstance(box, QComboBox)
        for name, title in found.items():
            known = box.findData(name)
            text = title if name == "cpu" else f"{title} ({name})"
            if known < 0:
                box.addItem(text, name)
            else:
                box.setItemText(known, text)

    def _choose(self) -> None:
        if not self._showing:
            values: dict[str, Any] = {name: _value(f) for name, f in self.fields.items()}
            self._want(replace(self._shown, **values))

    def _want(self, preferences: Preferences) -> None:
        self.show_preferences(preferences)
        self.changed.emit(preferences)

    def close_down(self) -> None:
        """Stop all that runs, as the window closes."""
        self._analyst.close()


def _devices(task: Task) -> Mapping[str, str]:
    from speckle_viewer.denoising.device import devices  # imports torch

    return devices()


def _choice(items: Mapping[str, str]) -> QComboBox:
    box = QComboBox()
    for key, text in items.items():
        box.addItem(text, key)
    return box


def _number(name: str, unit: str, step: int) -> QSpinBox:
    field = WholeField()
    field.setRange(*map(int, LIMITS[name]))
    field.setSingleStep(step)
    field.setSuffix(unit)
    field.setAlignment(Qt.AlignmentFlag.AlignRight)
    field.setKeyboardTracking(False)  # what is being typed is no value yet
    return field


def _rate(name: str, unit: str) -> QDoubleSpinBox:
    field = NumberField()
    field.setDecimals(2)
    field.setRange(*LIMITS[name])
    field.setSuffix(unit)
    field.setAlignment(Qt.AlignmentFlag.AlignRight)
    field.setKeyboardTracking(False)
    return field


def _show(field: Field, value: object) -> None:
    if isinstance(field, QComboBox):
        place = field.findData(value)
        if place < 0:  # of another machine, or not found yet
            field.addItem(str(value), value)
            place = field.count() - 1
        field.setCurrentIndex(place)
    elif isinstance(field, QCheckBox):
        field.setChecked(bool(value))
    elif isinstance(field, QSpinBox):
        field.setValue(int(str(value)))
    else:
        field.setValue(float(str(value)))


def _value(field: Field) -> object:
    if isinstance(field, QComboBox):
        return field.currentData()
    return field.isChecked() if isinstance(field, QCheckBox) else field.value()
