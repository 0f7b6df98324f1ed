"""The controls over the table: what regions are compared with, columns, the whole cine, saving."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from speckle_viewer.gui.explain.measuring.table import explanation, swatch
from speckle_viewer.gui.number_fields import NumberField
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.texts import label_of
from speckle_viewer.gui.tr import tr
from speckle_viewer.measuring import DEFAULT_COLUMNS, GROUPS, QUANTITIES, dynamic_range_of
from speckle_viewer.measuring.dynamic_range import LARGEST
from speckle_viewer.viewer import ViewerState, Wants
from speckle_viewer.viewer.measurements import background_of

_RANGE_WIDTH = 96

THIS_FRAME, WHOLE_CINE = "frame", "cine"


class MeasuringControls(QWidget):
    """Asks the state for what the table shows, and says what is to be run or saved."""

    run_wanted = Signal()
    stop_wanted = Signal()
    save_wanted = Signal(str)
    """`THIS_FRAME` or `WHOLE_CINE`."""

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.background = QComboBox()
        self.decibels = NumberField(decimals=1, minimum=0, maximum=LARGEST)
        self.decibels.setSuffix(tr(" dB"))
        self.decibels.setSpecialValueText(tr("not known"))
        self.decibels.setKeyboardTracking(False)
        self.decibels.setFixedWidth(_RANGE_WIDTH)
        self.columns = QPushButton()
        self.columns.setText(tr("Columns"))
        self.run = QPushButton()
        self.save = QPushButton()
        self.save.setText(tr("Save"))
        self._running = False
        self._offered: list[tuple[str, int]] | None = None
        self._name_all()
        self._lay_out()
        self._fill_menus()
        self._connect()
        self.show_running(False)

    def _name_all(self) -> None:
        for widget, name, tip in (
            (
                self.background,
                tr("Background region"),
                tr("The region that all others are compared with: for contrast, CNR and gCNR"),
            ),
            (self.decibels, tr("Dynamic range"), ""),
            (self.columns, tr("Columns"), tr("Which quantities the table has")),
            (
                self.run,
                tr("Measure whole cine"),
                tr("Denoise and measure every frame, or stop; what is done stays"),
            ),
            (self.save, tr("Save the table"), tr("Save as text with commas (CSV)")),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)

    def _lay_out(self) -> None:
        self.background.setMinimumWidth(96)
        self.background.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.background.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        for text, content in (
            (tr("Background"), self.background),
            (tr("Dynamic range"), self.decibels),
        ):
            label = QLabel(text)
            label.setProperty("role", "caption")
            label.setBuddy(content)
            row.addWidget(label)
            row.addWidget(content)
            row.addSpacing(GRID // 2)
        row.addWidget(self.columns)
        row.addStretch(1)
        row.addWidget(self.run)
        row.addWidget(self.save)

    def _fill_menus(self) -> None:
        menu = _StayingMenu(self.columns)
        menu.setToolTipsVisible(True)
        for title, quantities in GROUPS.items():
            if menu.actions():
                menu.addSeparator()
            menu.addAction(tr(title)).setEnabled(False)  # the style draws no titles of sections
            for quantity in quantities:
                action = menu.addAction(label_of(quantity))
                action.setCheckable(True)
                action.setToolTip(explanation(quantity))
                action.setData(quantity.name)
        menu.addSeparator()
        usual = menu.addAction(tr("The usual columns"))
        usual.triggered.connect(lambda: self._state.measurements.show_columns(DEFAULT_COLUMNS))
        menu.triggered.connect(self._choose_column)
        self.columns.setMenu(menu)
        saving = QMenu(self.save)
        saving.setToolTipsVisible(True)
        for text, tip, what in (
            (tr("This frame (CSV) …"), tr("The table as it is shown"), THIS_FRAME),
            (
                tr("Whole cine (CSV) …"),
                tr("A line for each region, image and frame; frames that lack are denoised first"),
                WHOLE_CINE,
            ),
        ):
            action = saving.addAction(text)
            action.setToolTip(tip)
            action.triggered.connect(lambda _=False, what=what: self.save_wanted.emit(what))
        self.save.setMenu(saving)

    def _connect(self) -> None:
        measurements = self._state.measurements
        self.background.activated.connect(
            lambda place: measurements.set_background(self.background.itemData(place))
        )
        self.decibels.valueChanged.connect(measurements.set_dynamic_range)
        self.run.clicked.connect(
            lambda: (self.stop_wanted if self._running else self.run_wanted).emit()
        )

    def _choose_column(self, action: object) -> None:
        name, on = action.data(), action.isChecked()  # type: ignore[attr-defined]
        if name in QUANTITIES:
            self._state.measurements.show_column(name, on)

    def show_wants(self, wants: Wants, can_run: bool) -> None:
        """Show what is chosen, and which controls do anything."""
        self._show_backgrounds(wants)
        self._show_range(wants)
        for action in self.columns.menu().actions():
            if action.data() in QUANTITIES:
                action.setChecked(action.data() in wants.measuring.columns)
        self.run.setEnabled(can_run or self._running)
        self.save.setEnabled(can_run)

    def _show_backgrounds(self, wants: Wants) -> None:
        offered = [(roi.name, roi.colour) for roi in wants.cine_rois]
        if offered != self._offered:
            self._offered = offered
            self.background.clear()
            self.background.addItem(tr("none"), None)
            for name, colour in offered:
                self.background.addItem(swatch(pin_colour(colour)), name, name)
        self.background.setEnabled(len(offered) > 1)
        chosen = background_of(wants)
        place = self.background.findData(None if chosen is None else chosen.name)
        if place != self.background.currentIndex():
            self.background.setCurrentIndex(place)

    def _show_range(self, wants: Wants) -> None:
        cine = wants.cine
        said = None if cine is None else dynamic_range_of(cine)
        value = None if cine is None else wants.measuring.dynamic_range(cine)
        self.decibels.setEnabled(cine is not None)
        if self.decibels.value() != round(value or 0.0, 1):
            self.decibels.blockSignals(True)
            self.decibels.setValue(value or 0.0)
            self.decibels.blockSignals(False)
        tip = tr("Decibels between black and white of the scanner's display, to undo its log "
                 "compression.")  # fmt: skip
        if said is None:
            where = tr("The file does not say it. It stands on the scanner's screen.")
        elif value == said:
            where = tr("From the header, Dynamic Range (0018,5030).")
        else:
            where = tr("Set by you; the header says {:g} dB. 0: as the header says.").format(said)
        self.decibels.setToolTip(f"{tip}\n{where}")

    def show_running(self, running: bool) -> None:
        """Have the button start a run, or stop the one that there is."""
        self._running = running
        self.run.setText(tr("Stop") if running else tr("Measure whole cine"))


class _StayingMenu(QMenu):
    """Stays open while columns are checked, so that several can be."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)
