"""The table of measurements: a row for each place in each image, a column for each quantity."""

from collections.abc import Sequence
from math import isinf, isnan
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from speckle_viewer.gui.conventions import convention_of
from speckle_viewer.gui.explain.measuring.question import name_of
from speckle_viewer.gui.explain.measuring.values import Cell, Row
from speckle_viewer.gui.inspector.figures import fixed
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr
from speckle_viewer.measuring import QUANTITIES, Quantity
from speckle_viewer.measuring.quantities import GREY
from speckle_viewer.viewer.roi import Roi

_FIRST = 2
"""Columns before those of quantities: region and image."""
_ROW, _SWATCH = 22, 10
_WIDEST_NAME = 140
_WIDEST_LATE = 220
"""With the frame behind the name."""
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

RowId = tuple[str, str]
"""Of a row: name of the place, id of the pane."""

_Index = QModelIndex | QPersistentModelIndex


def id_of(row: Row) -> RowId:
    """What tells a row from all others, also on another frame."""
    return name_of(row.place), row.source.pane


def text_of(cell: Cell, quantity: Quantity) -> str:
    """A value with its digits; what has no value, what stands in its place."""
    if cell.value is None:
        return tr(cell.short)
    if isnan(cell.value):
        return tr("none")
    return "∞" if isinf(cell.value) else fixed(cell.value, quantity.digits)


def explanation(quantity: Quantity) -> str:
    """What a column is, as rich text: formula, convention, reference."""
    lines = [f"<b>{tr(quantity.title)}</b>" + (f" ({tr(quantity.unit)})" if quantity.unit else "")]
    lines += [quantity.symbol.replace("<", "&lt;")] if quantity.symbol else []
    lines.append(convention_of(quantity))
    lines += [f"<i>{quantity.reference}</i>"] if quantity.reference else []
    return "<br>".join(lines)


class MeasurementModel(QAbstractTableModel):
    """The rows that were measured last."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self.names: tuple[str, ...] = ()
        self._wanted_frame = 0

    def show_rows(self, rows: Sequence[Row], names: Sequence[str], frame: int) -> bool:
        """Show rows, measured while ``frame`` was wanted; whether rows or columns are others."""
        other = [*map(id_of, rows)] != [*map(id_of, self.rows)] or tuple(names) != self.names
        if other:
            self.beginResetModel()
        self.rows, self.names, self._wanted_frame = tuple(rows), tuple(names), frame
        if other:
            self.endResetModel()
        elif rows:
            last = self.index(len(rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        return other

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own)
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else _FIRST + len(self.names)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        quantity = None if section < _FIRST else QUANTITIES[self.names[section - _FIRST]]
        if role == Qt.ItemDataRole.DisplayRole:
            first = (tr("Region"), tr("Image"))
            if quantity is None:
                return first[section]
            unit = tr("of 255") if quantity.unit == GREY else tr(quantity.unit)  # told in its tip
            return f"{tr(quantity.title)}\n{unit}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return "" if quantity is None else explanation(quantity)
        if role == Qt.ItemDataRole.TextAlignmentRole and quantity is not None:
            return _RIGHT
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if column >= _FIRST:
            name = self.names[column - _FIRST]
            return _of_cell(row.cells.get(name, Cell(None)), QUANTITIES[name], role)
        if role == Qt.ItemDataRole.DisplayRole:
            return name_of(row.place) if column == 0 else self._image(row)
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return swatch(pin_colour(row.place.colour)) if isinstance(row.place, Roi) else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr("{}, frame {}").format(tr(row.source.title), row.frame + 1)
        if role == Qt.ItemDataRole.ForegroundRole and column == 0 and self._repeats(index.row()):
            return QColor(colours().secondary)
        if role == Qt.ItemDataRole.ForegroundRole and column == 1 and self._lags(row):
            return QColor(colours().amber)
        return None

    @property
    def lagging(self) -> bool:
        """Whether any row is of another frame than the one that is wanted."""
        return any(map(self._lags, self.rows))

    def _image(self, row: Row) -> str:
        title = tr(row.source.title)
        return tr("{} · frame {}").format(title, row.frame + 1) if self._lags(row) else title

    def _lags(self, row: Row) -> bool:
        """Whether a row is of another frame than the one that is wanted."""
        return row.frame != self._wanted_frame

    def _repeats(self, row: int) -> bool:
        return row > 0 and self.rows[row - 1].place is self.rows[row].place


def _of_cell(cell: Cell, quantity: Quantity, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return text_of(cell, quantity)
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return _RIGHT
    if role == Qt.ItemDataRole.ToolTipRole:
        return tr(cell.why)
    if role == Qt.ItemDataRole.ForegroundRole and cell.value is None:
        return QColor(colours().secondary)
    return None


def swatch(colour: str) -> QIcon:
    """A square in the colour of a region, also where it is selected."""
    pixmap = QPixmap(_SWATCH, _SWATCH)
    pixmap.fill(QColor(colour))
    square = QIcon(pixmap)
    square.addPixmap(pixmap, QIcon.Mode.Selected)
    return square


class _Rows(QStyledItemDelegate):
    """Draws selected rows on another ground with the colours of their words as they are.

    A style sheet would give them one colour: what is late, or lacking, would not be seen.
    """

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        view: Any = option
        if view.state & QStyle.StateFlag.State_Selected:
            view.state &= ~QStyle.StateFlag.State_Selected
            view.backgroundBrush = QBrush(QColor(colours().hover))


class MeasurementTable(QTableView):
    """Shows the model; rows are selected."""

    chosen = Signal()
    """Other rows were selected, by the user."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Measurements"))
        self.measured = MeasurementModel(self)
        self.setModel(self.measured)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setIconSize(QSize(_SWATCH, _SWATCH))
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setHighlightSections(False)
        head.setMinimumHeight(2 * self.fontMetrics().height() + 10)
        self.setItemDelegate(_Rows(self))
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._chosen: tuple[RowId, ...] = ()
        self._restoring = False
        self.selectionModel().selectionChanged.connect(self._take_choice)

    def sizeHint(self) -> QSize:
        return QSize(420, 160)

    def show_rows(self, rows: Sequence[Row], names: Sequence[str], frame: int) -> None:
        """Show rows; those that were selected stay so where they are still there."""
        self._restoring = True
        other = self.measured.show_rows(rows, names, frame)
        self._restoring = False
        if other:
            self._fit()
            self.choose(self._chosen)
        if self.measured.lagging:  # wider once, not with every frame
            wanted = min(self.sizeHintForColumn(1) + 8, _WIDEST_LATE)
            self.setColumnWidth(1, max(self.columnWidth(1), wanted))

    def _fit(self) -> None:
        self.resizeColumnsToContents()
        for column in range(_FIRST):
            self.setColumnWidth(column, min(self.columnWidth(column) + 8, _WIDEST_NAME))
        room = self.fontMetrics().horizontalAdvance("−000.00") + 12
        for column in range(_FIRST, self.measured.columnCount()):
            self.setColumnWidth(column, max(self.columnWidth(column), room))

    @property
    def selected(self) -> tuple[Row, ...]:
        """The rows that are selected, from above."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self.measured.rows[place] for place in places)

    def choose(self, wanted: Sequence[RowId]) -> None:
        """Select these rows alone, as far as they are there."""
        chosen = QItemSelection()
        for place, row in enumerate(self.measured.rows):
            if id_of(row) in wanted:
                index = self.measured.index(place, 0)
                chosen.select(index, index)
        flag = QItemSelectionModel.SelectionFlag
        self._restoring = True
        self.selectionModel().select(chosen, flag.ClearAndSelect | flag.Rows)
        self._restoring = False
        self._chosen = tuple(id_of(row) for row in self.selected) or tuple(wanted)

    def _take_choice(self) -> None:
        if not self._restoring:
            self._chosen = tuple(id_of(row) for row in self.selected)
            self.chosen.emit()
