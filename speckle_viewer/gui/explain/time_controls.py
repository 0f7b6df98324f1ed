"""What is shown over time and where: a figure, a line, and the run over the cine."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.gui.explain.analyst import Analyst
from speckle_viewer.gui.explain.line_controls import LineButtons
from speckle_viewer.gui.explain.pictures import paint_bar
from speckle_viewer.gui.explain.run_button import RunButton
from speckle_viewer.gui.inspector.figures import rounded
from speckle_viewer.gui.style import CONTROL_HEIGHT, GRID
from speckle_viewer.gui.texts import label_of
from speckle_viewer.gui.tr import tr
from speckle_viewer.quantities import OVER_TIME, Quantity
from speckle_viewer.viewer import ViewerState, Wants

_WIDTH = 310


class TimeControls(QWidget):
    """Asks the state for what is shown and for a line; runs the method in an analyst's thread."""

    def __init__(self, state: ViewerState, analyst: Analyst, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(_WIDTH)
        self.quantity = QComboBox()
        for name, quantity in OVER_TIME.items():
            self.quantity.addItem(tr(quantity.title), name)
            place = self.quantity.count() - 1
            self.quantity.setItemData(place, tr(quantity.meaning), Qt.ItemDataRole.ToolTipRole)
        self.quantity.setAccessibleName(tr("Shown over time"))
        self.quantity.setToolTip(tr("What is shown of each pixel, frame by frame"))
        self.quantity.activated.connect(
            lambda place: state.show_over_time(self.quantity.itemData(place))
        )
        self.line = LineButtons(state)
        self.run = RunButton(
            tr("Run over the cine"),
            tr("Run over the cine"),
            tr("Run the method over all frames that play, or stop"),
            analyst,
        )
        self.bar = ColourBar()
        self.hint = QLabel(wordWrap=True)
        self.hint.setProperty("role", "caption")
        self._lay_out()

    def _lay_out(self) -> None:
        rows = QFormLayout()
        rows.setSpacing(GRID // 2)
        for text, content in ((tr("Show"), self.quantity), (tr("Line"), self.line), ("", self.run)):
            label = QLabel(text)
            label.setProperty("role", "caption")
            label.setMinimumHeight(CONTROL_HEIGHT)
            rows.addRow(label, content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(rows)
        column.addWidget(self.run.bar)
        column.addWidget(self.bar)
        column.addWidget(self.hint)
        column.addStretch(1)

    def show_wants(self, wants: Wants, can_run: bool) -> None:
        """Show what is chosen, and which buttons do anything."""
        place = self.quantity.findData(wants.over_time)
        if place != self.quantity.currentIndex():
            self.quantity.setCurrentIndex(place)
        self.line.show_wants(wants)
        self.run.allow(can_run)

    def offer(self, names: frozenset[str]) -> None:
        """Offer those figures alone that are known."""
        model = self.quantity.model()
        assert isinstance(model, QStandardItemModel)
        for place, name in enumerate(OVER_TIME):
            model.item(place).setEnabled(name in names)


class ColourBar(QWidget):
    """What the colours of the picture mean; empty while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Colour bar"))
        self._of: tuple[Quantity, tuple[float, float]] | None = None

    def sizeHint(self) -> QSize:
        return QSize(100, 32)

    def show_scale(self, quantity: Quantity | None, limits: tuple[float, float]) -> None:
        """Show the colours of a figure between limits."""
        self._of = None if quantity is None else (quantity, limits)
        self.setToolTip("" if quantity is None else tr(quantity.meaning))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._of is None:
            return
        quantity, limits = self._of
        texts = rounded(limits[0]), label_of(quantity), rounded(limits[1])
        bar = QRect(0, 4, self.width(), 6)
        paint_bar(QPainter(self), bar, quantity.colours, limits, texts)
