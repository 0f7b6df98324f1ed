"""What is shown over time and where: a figure, a line, and the run over the cine."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.gui.explain.line_controls import LineButtons
from speckle_viewer.gui.explain.pictures import paint_bar
from speckle_viewer.gui.style import CONTROL_HEIGHT, GRID
from speckle_viewer.gui.texts import label_of
from speckle_viewer.gui.tr import tr
from speckle_viewer.quantities import OVER_TIME, Quantity
from speckle_viewer.viewer import ViewerState, Wants

_WIDTH = 310


class TimeControls(QWidget):
    """Asks the state for what is shown and for a line, and says that the method is to be run."""

    run_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setFixedWidth(_WIDTH)
        self.quantity = QComboBox()
        for name, quantity in OVER_TIME.items():
            self.quantity.addItem(tr(quantity.title), name)
            place = self.quantity.count() - 1
            self.quantity.setItemData(place, tr(quantity.meaning), Qt.ItemDataRole.ToolTipRole)
        self.line = LineButtons(state)
        self.run = QPushButton(tr("Run over the cine"))
        self.progress = QProgressBar(textVisible=False, maximum=1000)
        self.bar = ColourBar()
        self.hint = QLabel(wordWrap=True)
        self._running = False
        self._name_all()
        self._lay_out()
        self._connect()

    def _name_all(self) -> None:
        for widget, name, tip in (
            (
                self.quantity,
                tr("Shown over time"),
                tr("What is shown of each pixel, frame by frame"),
            ),
            (
                self.run,
                tr("Run over the cine"),
                tr("Run the method over all frames that play, or stop"),
            ),
            (self.progress, tr("Frames done"), tr("How many of the frames are done")),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
        self.hint.setProperty("role", "caption")
        kept = self.progress.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(kept)
        self.progress.hide()

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
        column.addWidget(self.progress)
        column.addWidget(self.bar)
        column.addWidget(self.hint)
        column.addStretch(1)

    def _connect(self) -> None:
        state = self._state
        self.quantity.activated.connect(
            lambda place: state.show_over_time(self.quantity.itemData(place))
        )
        self.run.clicked.connect(
            lambda: (self.stop_wanted if self._running else self.run_wanted).emit()
        )

    def show_wants(self, wants: Wants, can_run: bool) -> None:
        """Show what is chosen, and which buttons do anything."""
        place = self.quantity.findData(wants.over_time)
        if place != self.quantity.currentIndex():
            self.quantity.setCurrentIndex(place)
        self.line.show_wants(wants)
        self.run.setEnabled(can_run or self._running)

    def show_progress(self, share: float | None) -> None:
        """Show how much of a run is done; None while there is none."""
        self._running = share is not None
        self.progress.setVisible(self._running)
        self.progress.setValue(round(1000 * (share or 0.0)))
        self.run.setText(tr("Stop") if self._running else tr("Run over the cine"))

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
        texts = f"{limits[0]:.3g}", label_of(quantity), f"{limits[1]:.3g}"
        bar = QRect(0, 4, self.width(), 6)
        paint_bar(QPainter(self), bar, quantity.colours, limits, texts)
