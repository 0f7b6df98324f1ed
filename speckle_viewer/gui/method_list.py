"""The methods that there are, each with a box to tick: a pane per ticked method."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from speckle_viewer.gui.style import small_font
from speckle_viewer.methods import Card
from speckle_viewer.viewer import Scene, ViewerState

_METHOD = Qt.ItemDataRole.UserRole
_TICKED, _UNTICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_GROUPS = ("Networks", "Bursts", "Classical filters", "Imported")


class MethodList(QListWidget):
    """Draws which methods are chosen, in groups. Tooltips are taken from the methods' cards.

    A click on a name chooses the method and selects it; the box chooses and unchooses. The mouse
    leaves the keyboard where it is, so that Space goes on playing.

    Attributes
    ----------
    search
        A field whose text leaves only the methods that have it in their card.
    """

    card_wanted = Signal()
    """The user asked to read about the selected method."""

    def __init__(
        self, state: ViewerState, cards: Mapping[str, Card], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._state, self._cards = state, cards
        self._box_clicked = False
        self.setAccessibleName("Methods")
        self.setProperty("role", "methods")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setWordWrap(True)  # the column is narrow: variants differ in their last words
        self.search = QLineEdit(placeholderText="Find")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Find a method")
        self.search.setToolTip("Show only methods with these words in title, paper or description")
        self.search.textChanged.connect(self._filter)
        self.itemChanged.connect(self._toggled)
        self.itemClicked.connect(self._clicked)
        self.itemDoubleClicked.connect(lambda _: self.card_wanted.emit())
        self.currentItemChanged.connect(self._selected)
        self.fill()

    def fill(self) -> None:
        """List the methods that there are now."""
        self.blockSignals(True)
        self.clear()
        for group in _GROUPS:
            inside = {m: card for m, card in self._cards.items() if group_of(card) == group}
            if inside:
                heading = QListWidgetItem(group, self)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                heading.setFont(small_font())
            for method, card in inside.items():
                item = QListWidgetItem(card.title, self)
                item.setData(_METHOD, method)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(_UNTICKED)
                item.setToolTip(describe(card))
        self.blockSignals(False)
        self._filter()

    def row_of(self, method: str) -> int:
        """The row of a method; -1 where it is not listed."""
        rows = range(self.count())
        return next((row for row in rows if self.item(row).data(_METHOD) == method), -1)

    def show_scene(self, scene: Scene) -> None:
        """Tick the methods that are chosen, and mark the one that is selected."""
        self.blockSignals(True)
        for row in range(self.count()):
            item = self.item(row)
            state = _TICKED if item.data(_METHOD) in scene.wants.methods else _UNTICKED
            if item.data(_METHOD) and item.checkState() != state:
                item.setCheckState(state)
        selected = scene.wants.selected
        if selected is not None and selected != self._method(self.currentItem()):
            self.setCurrentRow(self.row_of(selected))
        self.blockSignals(False)

    def _method(self, item: QListWidgetItem | None) -> str | None:
        return None if item is None else item.data(_METHOD)

    def _toggled(self, item: QListWidgetItem) -> None:
        self._box_clicked = True
        self._state.choose_method(item.data(_METHOD), item.checkState() == _TICKED)

    def _clicked(self, item: QListWidgetItem) -> None:
        method = self._method(item)
        if not self._box_clicked and method is not None:
            if item.checkState() == _UNTICKED:
                item.setCheckState(_TICKED)
            self._state.select_method(method)

    def _selected(self, item: QListWidgetItem | None) -> None:
        method = self._method(item)
        if method is not None:
            self._state.select_method(method)

    def _filter(self) -> None:
        words = self.search.text().casefold().split()
        heading, empty = None, True
        for row in range(self.count()):
            item = self.item(row)
            method = self._method(item)
            if method is None:
                if heading is not None:
                    heading.setHidden(empty)
                heading, empty = item, True
                continue
            card = self._cards[method]
            text = f"{method} {card.title} {card.shows} {card.paper}".casefold()
            item.setHidden(not all(word in text for word in words))
            empty = empty and item.isHidden()
        if heading is not None:
            heading.setHidden(empty)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._box_clicked = False
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            item.setCheckState(_UNTICKED if item.checkState() == _TICKED else _TICKED)
        else:
            super().keyPressEvent(event)


def group_of(card: Card) -> str:
    """The heading under which a method stands."""
    if card.source:
        return "Imported"
    if not card.network:
        return "Classical filters"
    return "Bursts" if card.burst > 1 else "Networks"


def describe(card: Card) -> str:
    """What one should know of a method before believing its images."""
    burst = "one frame at a time" if card.burst == 1 else f"{card.burst} frames at a time"
    size = f"; {card.parameters:,} parameters" if card.parameters else ""
    lines = [
        f"{card.title}: {card.shows}",
        f"Looks at {burst}{size}.",
        f"Trained on: {card.training}" if card.training else "",
        f"Source: {card.paper}" if card.paper else "",
    ]
    return "\n".join(line for line in lines if line)
