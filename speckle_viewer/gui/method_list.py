"""The methods that there are, each with a box to tick: a pane per ticked method."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from speckle_viewer.gui.style import GRID, small_font
from speckle_viewer.gui.texts import named
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.methods import Card
from speckle_viewer.viewer import Scene, ViewerState
from speckle_viewer.viewer.names import name_of

_MARGIN = 3  # that Qt leaves beside an item's words
_AROUND = 9  # px above and below them
_FEWEST_ROWS = 4  # that are seen, however low the window is
_METHOD = Qt.ItemDataRole.UserRole
_TICKED, _UNTICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_OF_OTHERS = QT_TR_NOOP("Imported and added")
_GROUPS = (
    QT_TR_NOOP("Networks"),
    QT_TR_NOOP("Bursts"),
    QT_TR_NOOP("Classical filters"),
    _OF_OTHERS,
)
NOTHING_FOUND = QT_TR_NOOP("No method has these words.")


class _Row(QStyledItemDelegate):
    """As high as its words need at the width that there is, but two lines at most."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hint = super().sizeHint(option, index)
        methods = self.parent()
        assert isinstance(methods, QListWidget)
        self.initStyleOption(option, index)
        option.rect = QRect(0, 0, methods.viewport().width(), hint.height())
        part = QStyle.SubElement.SE_ItemViewItemText
        room = methods.style().subElementRect(part, option, methods).width() - 2 * _MARGIN
        metrics, text = option.fontMetrics, option.text
        flags = Qt.TextFlag.TextWordWrap
        lines = metrics.boundingRect(0, 0, room, 999, flags, text).height() / metrics.lineSpacing()
        one = metrics.height() + _AROUND
        return QSize(hint.width(), one + metrics.lineSpacing() * min(round(lines) - 1, 1))


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
        self.setAccessibleName(tr("Methods"))
        self.setProperty("role", "methods")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setWordWrap(True)  # the column is narrow: variants differ in their last words
        self.setItemDelegate(_Row(self))
        row = self.fontMetrics().height() + GRID + 4
        self.setMinimumHeight(_FEWEST_ROWS * row + 2)  # and its border
        self.search = QLineEdit(placeholderText=tr("Find"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(tr("Find a method"))
        self.search.setToolTip(
            tr("Show only methods with these words in their name, heading or card")
        )
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
                self._add_text(tr(group))
            for method, card in inside.items():
                item = QListWidgetItem(name_of(method, self._cards), self)
                item.setData(_METHOD, method)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(_UNTICKED)
                item.setToolTip(describe(card))
        self._nothing_found = self._add_text(tr(NOTHING_FOUND))
        self.blockSignals(False)
        self._filter()

    def _add_text(self, text: str) -> QListWidgetItem:
        item = QListWidgetItem(text, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(small_font())
        return item

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
        heading, nothing = self._nothing_found, True
        for row in range(self.count()):
            item = self.item(row)
            method = self._method(item)
            if method is None:
                item.setHidden(True)
                heading = item
                continue
            found = all(word in _searched(self._cards[method]) for word in words)
            item.setHidden(not found)
            if found:
                heading.setHidden(False)
                nothing = False
        self._nothing_found.setHidden(not nothing)

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
    """The heading under which a method stands, in English."""
    if card.source:
        return _OF_OTHERS
    if not card.network:
        return "Classical filters"
    return "Bursts" if card.burst > 1 else "Networks"


def _searched(card: Card) -> str:
    """Where the words to be found are looked for."""
    words = (card.id, card.title, tr(group_of(card)), card.shows, card.paper, card.training)
    return " ".join(words).casefold()


def describe(card: Card) -> str:
    """What one should know of a method before believing its images."""
    looks = tr("Looks at %n frames at a time", "", card.burst)
    size = "; " + tr("{:,} parameters").format(card.parameters) if card.parameters else ""
    lines = [
        named(card.title, card.shows),
        f"{looks}{size}.",
        tr("Trained on: {}").format(card.training) if card.training else "",
        tr("Source: {}").format(card.paper) if card.paper else "",
    ]
    return "\n".join(line for line in lines if line)
