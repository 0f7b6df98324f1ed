"""Which kernel of a pixel is shown: predicted or equivalent, and of the latter what."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.viewer.equivalent import Derivative, KernelKind

_KINDS: tuple[tuple[str, KernelKind], ...] = (
    (QT_TR_NOOP("Predicted"), "predicted"),
    (QT_TR_NOOP("Equivalent"), "equivalent"),
)
_DERIVATIVES: tuple[tuple[str, Derivative, str], ...] = (
    (
        QT_TR_NOOP("Row: made of"),
        "row",
        QT_TR_NOOP("The weights of all input pixels in this output pixel"),
    ),
    (
        QT_TR_NOOP("Column: uses"),
        "column",
        QT_TR_NOOP("The weight of this input pixel in all output pixels"),
    ),
    (
        QT_TR_NOOP("Net bias map"),
        "bias",
        QT_TR_NOOP("What is added to the weighted input, at every pixel of the frame"),
    ),
)
_KIND_WIDTH = 114


class KernelChoice(QWidget):
    """Two boxes in a line.

    Signals
    -------
    kind_chosen, derivative_chosen
        With a `KernelKind` or a `Derivative`.
    """

    kind_chosen = Signal(str)
    derivative_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind, self.derivative = QComboBox(), QComboBox()
        self.kind.setAccessibleName(tr("Kind of kernel"))
        self.kind.setToolTip(
            tr(
                "Predicted: the kernel that the network itself made for this pixel.\n"
                "Equivalent: the row of the method's Jacobian, which every method has."
            )
        )
        for text, kind in _KINDS:
            self.kind.addItem(tr(text), kind)
        self.derivative.setAccessibleName(tr("Part of the Jacobian"))
        self.derivative.setToolTip(
            tr(
                "Row: what this output pixel is made of. Column: where this input pixel goes.\n"
                "Net bias map: what is added besides, at every pixel of the frame."
            )
        )
        for place, (text, derivative, tip) in enumerate(_DERIVATIVES):
            self.derivative.addItem(tr(text), derivative)
            self.derivative.setItemData(place, tr(tip), Qt.ItemDataRole.ToolTipRole)
        self.derivative.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.kind.activated.connect(lambda: self.kind_chosen.emit(self.kind.currentData()))
        self.derivative.activated.connect(
            lambda: self.derivative_chosen.emit(self.derivative.currentData())
        )
        self.kind.setMaximumWidth(_KIND_WIDTH)  # or the other box would lack room
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(self.kind)
        row.addWidget(self.derivative, 1)

    def show_choice(self, kind: KernelKind, derivative: Derivative, predicts: bool) -> None:
        """Show what is chosen; methods that predict no kernels leave no choice of kind."""
        self.kind.setVisible(predicts)
        self.kind.setCurrentIndex([k for _, k in _KINDS].index(kind))
        self.derivative.setEnabled(kind == "equivalent")
        self.derivative.setCurrentIndex([d for _, d, _ in _DERIVATIVES].index(derivative))
