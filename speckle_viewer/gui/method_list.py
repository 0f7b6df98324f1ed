"""The methods that there are, each with a box to tick: a pane per ticked method."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from speckle_viewer.methods import Card
from speckle_viewer.viewer import Scene, ViewerState

_METHOD = Qt.ItemDataRole.UserRole


class MethodList(QListWidget):
    """Draws which methods are chosen. Tooltips are taken from the methods' cards."""

    def __init__(
        self, state: ViewerState, cards: Mapping[str, Card], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._state = state
        self.setAccessibleName("Methods")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for method, card in cards.items():
            item = QListWidgetItem(card.title, self)
            item.setData(_METHOD, method)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setToolTip(describe(card))
        self.itemChanged.connect(self._toggled)
        self.itemActivated.connect(_toggle)

    def show_scene(self, scene: Scene) -> None:
        """Tick the methods that are chosen."""
        self.blockSignals(True)
        for row in range(self.count()):
            item = self.item(row)
            chosen = item.data(_METHOD) in scene.wants.methods
            state = Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked
            if item.checkState() != state:
                item.setCheckState(state)
        self.blockSignals(False)
        self.viewport().update()

    def _toggled(self, item: QListWidgetItem) -> None:
        chosen = item.checkState() == Qt.CheckState.Checked
        self._state.choose_method(item.data(_METHOD), chosen)


def _toggle(item: QListWidgetItem) -> None:
    on = item.checkState() == Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)


def describe(card: Card) -> str:
    """What one should know of a method before believing its images."""
    burst = "one frame at a time" if card.burst == 1 else f"{card.burst} frames at a time"
    lines = [
        f"{card.title}: {card.shows}",
        f"Looks at {burst}; {card.parameters:,} parameters.",
        f"Trained on: {card.training}" if card.training else "",
        f"Source: {card.paper}" if card.paper else "",
    ]
    return "\n".join(line for line in lines if line)
