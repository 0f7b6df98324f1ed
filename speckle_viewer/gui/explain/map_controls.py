"""What a map of kernels shows, and how: its quantity, opacity, limits and spacing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSlider,
    QWidget,
)

from speckle_viewer.gui.number_fields import NumberField, WholeField
from speckle_viewer.gui.style import CONTROL_HEIGHT, GRID
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.quantities import QUANTITIES
from speckle_viewer.viewer import MapChoice, ViewerState
from speckle_viewer.viewer.equivalent import KernelKind

SPACINGS = (1, 256)
"""Pixels between kernels, at least and at most."""

_WIDTH = 352
_KINDS = QT_TR_NOOP(
    "Predicted: the kernels that the network itself made. Equivalent: rows of the method's "
    "Jacobian, which every method has"
)


class MapControls(QWidget):
    """Asks the state for a map; shows the choice that the state has."""

    compute_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._limits = (0.0, 1.0)
        self.setFixedWidth(_WIDTH)
        self.quantity = QComboBox()
        for name, quantity in QUANTITIES.items():
            self.quantity.addItem(tr(quantity.title), name)
            place = self.quantity.count() - 1
            self.quantity.setItemData(place, tr(quantity.meaning), Qt.ItemDataRole.ToolTipRole)
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, 100)
        self.low, self.high = (NumberField(minimum=-1e6, maximum=1e6) for _ in range(2))
        self.auto = QCheckBox(tr("Auto"))
        self.spacing = WholeField(
            minimum=SPACINGS[0], maximum=SPACINGS[1], prefix=tr("every "), suffix=" px"
        )
        self.kind = QComboBox()
        self.kind.setMinimumContentsLength(9)
        for text, kind in ((tr("Predicted"), "predicted"), (tr("Equivalent"), "equivalent")):
            self.kind.addItem(text, kind)
        self.compute = QPushButton(tr("Compute"))
        self.progress = QProgressBar(textVisible=False, maximum=1000)
        self._running = False
        self._run: tuple[KernelKind, bool, float | None, bool] | None = None
        self._name_all()
        self._lay_out()
        self._connect()

    def _name_all(self) -> None:
        for widget, name, tip in (
            (self.quantity, tr("Map"), tr("What the map shows of each kernel")),
            (self.opacity, tr("Opacity"), tr("How much of the image the map hides")),
            (
                self.low,
                tr("Lower limit"),
                tr("The value with the first colour; values below have it too"),
            ),
            (
                self.high,
                tr("Upper limit"),
                tr("The value with the last colour; values above have it too"),
            ),
            (
                self.auto,
                tr("Limits follow the values"),
                tr("On: limits that hold 98 % of the values"),
            ),
            (
                self.spacing,
                tr("Spacing"),
                tr("Pixels between kernels that are worked out one by one"),
            ),
            (self.kind, tr("Kind of kernels"), tr(_KINDS)),
            (
                self.compute,
                tr("Compute"),
                tr("Work the equivalent kernels of this frame out, or stop"),
            ),
            (self.progress, tr("Kernels done"), tr("How many of the equivalent kernels are done")),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
        for field in (self.low, self.high, self.spacing):
            field.setKeyboardTracking(False)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)

    def _lay_out(self) -> None:
        limits = QHBoxLayout()
        limits.setSpacing(GRID // 2)
        limits.addWidget(self.low, 1)
        limits.addWidget(self.high, 1)
        limits.addWidget(self.auto)
        kernels = QHBoxLayout()
        kernels.setSpacing(GRID // 2)
        kernels.addWidget(self.kind, 1)
        kernels.addWidget(self.spacing)
        kernels.addWidget(self.compute)
        rows = QFormLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GRID // 2)
        for text, content in (
            (tr("Map"), self.quantity),
            (tr("Opacity"), self.opacity),
            (tr("Limits"), limits),
            (tr("Kernels"), kernels),
        ):
            label = QLabel(text)
            label.setProperty("role", "caption")
            label.setMinimumHeight(CONTROL_HEIGHT)
            rows.addRow(label, content)
        rows.addRow(self.progress)

    def _connect(self) -> None:
        state = self._state
        self.quantity.activated.connect(
            lambda place: state.choose_map(name=self.quantity.itemData(place), limits=None)
        )
        self.opacity.valueChanged.connect(lambda value: state.choose_map(opacity=value / 100))
        self.auto.clicked.connect(
            lambda auto: state.choose_map(limits=None if auto else self._limits)
        )
        for field in (self.low, self.high):
            field.valueChanged.connect(lambda _: self._fix())
        self.kind.activated.connect(lambda: state.show_kernel_of_kind(self.kind.currentData()))
        self.compute.clicked.connect(
            lambda: (self.stop_wanted if self._running else self.compute_wanted).emit()
        )
        self.spacing.valueChanged.connect(lambda value: state.choose_map(spacing=value))

    def _fix(self) -> None:
        """Take the limits as they stand in the fields, in order."""
        low, high = sorted((self.low.value(), self.high.value()))
        if high > low:
            self._state.choose_map(limits=(low, high))

    def show_choice(
        self, choice: MapChoice, limits: tuple[float, float], *, bursts: bool, on_grid: bool
    ) -> None:
        """Show what is chosen, and the limits that it has.

        ``bursts`` offers what only bursts have, ``on_grid`` the spacing.
        """
        self._limits = limits
        quantity = QUANTITIES[choice.name]
        fields = (self.quantity, self.opacity, self.low, self.high, self.auto, self.spacing)
        for field in fields:
            field.blockSignals(True)
        self.quantity.setCurrentIndex(self.quantity.findData(choice.name))
        self.opacity.setValue(round(100 * choice.opacity))
        for field, limit in zip((self.low, self.high), limits, strict=True):
            field.setEnabled(quantity.colours in ("sequential", "diverging"))
            _write(field, limit, _step(limits[1] - limits[0]), quantity.unit)
        self.auto.setChecked(choice.limits is None)
        self.auto.setEnabled(self.low.isEnabled())
        if choice.spacing != self.spacing.value():
            self.spacing.setValue(choice.spacing)
        self.spacing.setVisible(on_grid)
        for field in fields:
            field.blockSignals(False)
        self._offer(bursts)

    def show_run(self, kind: KernelKind, predicts: bool, share: float | None, ready: bool) -> None:
        """Show which kernels the map is of, and how much is done where they take long."""
        if (kind, predicts, share, ready) == self._run:
            return
        self._run = kind, predicts, share, ready
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self.kind.setEnabled(predicts)
        self._running = share is not None
        self.compute.setVisible(kind == "equivalent")
        self.compute.setEnabled(ready or self._running)
        self.compute.setText(tr("Stop") if self._running else tr("Compute"))
        self.progress.setVisible(self._running)
        self.progress.setValue(round(1000 * (share or 0.0)))

    def _offer(self, bursts: bool) -> None:
        model = self.quantity.model()
        assert isinstance(model, QStandardItemModel)
        model.item(self.quantity.findData("dominant_frame")).setEnabled(bursts)


def _write(field: QDoubleSpinBox, value: float, step: tuple[int, float], unit: str) -> None:
    """Show a value; one that is there already is left alone, as somebody may be typing."""
    decimals, suffix = step[0], f" {unit}" if unit else ""
    if (field.decimals(), field.suffix(), field.value()) == (
        decimals,
        suffix,
        round(value, decimals),
    ):
        return
    field.setDecimals(decimals)
    field.setSingleStep(step[1])
    field.setSuffix(suffix)
    field.setValue(value)


def _step(span: float) -> tuple[int, float]:
    """Decimals, and a step, with which one moves a limit finely enough."""
    decimals = next((d for d in range(5) if span * 10**d >= 50), 5)
    return decimals, 10.0**-decimals
