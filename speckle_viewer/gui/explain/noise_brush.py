"""The controls of the brush that paints on a noise map."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.gui.number_fields import NumberField, WholeField
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import tr

_LARGEST = 200
_TURN = 1.25  # of the diameter, per notch of the wheel


class NoiseBrush(QWidget):
    """Paint or erase, which level, how wide, and away with all of it."""

    changed = Signal()
    """The brush was taken up or laid down, or its width has changed."""
    reset = Signal()
    """All that was painted is to go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paint = _tool(tr("Paint"), tr("Paint a noise level on the map"), self)
        self.erase = _tool(tr("Erase"), tr("Give painted places back their own level"), self)
        tools = QButtonGroup(self)
        tools.setExclusive(False)
        for button, other in ((self.paint, self.erase), (self.erase, self.paint)):
            tools.addButton(button)
            button.toggled.connect(lambda on, other=other: on and other.setChecked(False))
            button.toggled.connect(lambda _: self.changed.emit())
        self.level = NumberField(self, suffix=tr(" grey levels"), decimals=1, maximum=75, value=25)
        self.level.setAccessibleName(tr("Painted level"))
        self.level.setToolTip(
            tr("Standard deviation of the noise that is painted, in grey levels of 255")
        )
        self.width_ = WholeField(self, suffix=" px", minimum=1, maximum=_LARGEST, value=24)
        self.width_.setAccessibleName(tr("Width of the brush"))
        self.width_.setToolTip(tr("Diameter of the brush in pixels (wheel over the map)"))
        self.width_.valueChanged.connect(lambda _: self.changed.emit())
        self.clear = QPushButton(tr("Reset"), self)
        self.clear.setToolTip(tr("Remove all that was painted on this cine for this method"))
        self.clear.clicked.connect(self.reset)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID // 2)
        for button in (self.paint, self.erase, self.clear):
            row.addWidget(button, 1)
        form = QGridLayout()
        form.setSpacing(GRID // 2)
        form.setColumnStretch(1, 1)
        for place, (text, field) in enumerate(
            ((tr("Level"), self.level), (tr("Brush"), self.width_))
        ):
            form.addWidget(QLabel(text), place, 0)
            form.addWidget(field, place, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addLayout(row)
        layout.addLayout(form)

    @property
    def diameter(self) -> int:
        """Of the brush in the hand, in pixels; 0 if there is none."""
        return self.width_.value() if self.paint.isChecked() or self.erase.isChecked() else 0

    @property
    def value(self) -> float:
        """What the brush leaves: grey levels, or NaN to erase."""
        return float("nan") if self.erase.isChecked() else self.level.value()

    def lay_down(self) -> None:
        """Have no brush in the hand."""
        self.paint.setChecked(False)
        self.erase.setChecked(False)

    def turn(self, notches: int) -> None:
        """Make the brush wider or narrower."""
        width = self.width_.value()
        self.width_.setValue(
            max(round(width * _TURN**notches), width + 1)
            if notches > 0
            else min(round(width * _TURN**notches), width - 1)
        )


def _tool(text: str, tip: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setCheckable(True)
    button.setToolTip(tip)
    button.setAccessibleName(text)
    return button
