"""The list of pinned pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from speckle_viewer.gui.inspector.pin_delegate import PinDelegate
from speckle_viewer.gui.tr import tr

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence import PixelKernel


@dataclass(frozen=True, eq=False)  # arrays inside: rows are compared by identity
class PinRow:
    """What the list shows of a pinned pixel.

    Attributes
    ----------
    index
        The pin's number: what the signals carry. Shown counted from 1.
    colour
        Its place among the colours of pins.
    values
        The pixel's value as text for each image, as ("KPN", "92").
    millimetres
        Its position in mm, where the image is calibrated.
    kernel
        The kernels behind it, where they are known: drawn as a thumbnail.
    """

    index: int
    colour: int
    row: int
    column: int
    values: tuple[tuple[str, str], ...] = ()
    millimetres: str = ""
    kernel: "PixelKernel | None" = None

    @property
    def place(self) -> str:
        """The coordinates in words."""
        return f"x {self.column}  y {self.row}"


class PinList(QListWidget):
    """A row for each pin; Delete or the × of a row asks for its removal.

    Signals
    -------
    pin_selected, pin_removed
        With the pin's index.
    """

    pin_selected = Signal(int)
    pin_removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PinRow, ...] = ()
        self._delegate = PinDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)  # values wrap
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(tr("Pins"))
        self.setToolTip(tr("Select a pin to see its kernel. Delete removes it."))
        self.currentRowChanged.connect(self._announce)

    @property
    def rows(self) -> tuple[PinRow, ...]:
        """The pins shown."""
        return self._rows

    @property
    def selected(self) -> PinRow | None:
        """The selected pin."""
        return self._rows[self.currentRow()] if self.currentRow() >= 0 else None

    def set_pins(self, rows: Sequence[PinRow]) -> None:
        """Show these pins; the selected one stays selected while it is among them."""
        chosen = self.selected
        self._rows = tuple(rows)
        with QSignalBlocker(self):
            while self.count() > len(rows):
                self.takeItem(self.count() - 1)
            while self.count() < len(rows):
                self.addItem(QListWidgetItem())
            for place, row in enumerate(rows):
                self._fill(self.item(place), row)
            indices = [row.index for row in rows]
            kept = chosen is not None and chosen.index in indices
            self.setCurrentRow(indices.index(chosen.index) if chosen and kept else -1)

    def remove(self, place: int) -> None:
        """Ask for the removal of the pin at a place of the list."""
        self.pin_removed.emit(self._rows[place].index)

    def _fill(self, item: QListWidgetItem, row: PinRow) -> None:
        values = ", ".join(f"{name} {value}" for name, value in row.values)
        words = tr("Pin {}, {} {} {}").format(row.index + 1, row.place, row.millimetres, values)
        item.setData(Qt.ItemDataRole.UserRole, row)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        lines = [f"{row.place} {row.millimetres}".rstrip()]
        lines += [f"{name}: {value}" for name, value in row.values]
        item.setToolTip("\n".join(lines))  # in a narrow dock not all of it is seen

    def _announce(self, place: int) -> None:
        if place >= 0:
            self.pin_selected.emit(self._rows[place].index)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if item is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        place = self.row(item)
        if self._delegate.cross(self.visualItemRect(item)).contains(event.position().toPoint()):
            self.remove(place)
            return
        was_current = place == self.currentRow()
        super().mousePressEvent(event)
        if was_current:  # no change to announce, but the user asks for this pin again
            self._announce(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.currentRow() >= 0:
            self.remove(self.currentRow())
        else:
            super().keyPressEvent(event)
