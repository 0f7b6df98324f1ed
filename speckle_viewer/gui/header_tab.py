"""The header of the cine: searchable, with personal values hidden until they are asked for."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from speckle_viewer.cine import Cine, HeaderRow
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.viewer import Scene

_TITLES = (QT_TR_NOOP("Name"), QT_TR_NOOP("Value"), QT_TR_NOOP("Tag"))
HIDDEN = QT_TR_NOOP("hidden")
Index = QModelIndex | QPersistentModelIndex


class HeaderModel(QAbstractTableModel):
    """The rows of a header. Hidden values are not given to anybody, the search included."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: Sequence[HeaderRow] = ()
        self._personal = False

    def show_rows(self, rows: Sequence[HeaderRow]) -> None:
        """Hold another header."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def show_personal(self, shown: bool) -> None:
        """Show or hide what identifies the patient and the people around."""
        self.beginResetModel()
        self._personal = shown
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return tr(_TITLES[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        hidden = row.personal and not self._personal
        if role == Qt.ItemDataRole.ForegroundRole and hidden and index.column() == 1:
            return QColor(colours().secondary)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        texts = ("  " * row.depth + row.name, tr(HIDDEN) if hidden else row.value, row.tag)
        return texts[index.column()]


class HeaderTab(QWidget):
    """Tags, names and values of the current cine's header."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = HeaderModel(self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self.model)
        self._found.setFilterKeyColumn(-1)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.search = QLineEdit(self, placeholderText=tr("Search tags, names and values"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(tr("Search the header"))
        self.search.setToolTip(tr("Search the header (Ctrl+F)"))
        self.search.textChanged.connect(self._found.setFilterFixedString)
        self.personal = QCheckBox(tr("Show personal values"), self)
        self.personal.setToolTip(tr("Names, dates and numbers that identify the patient or others"))
        self.personal.toggled.connect(self.model.show_personal)
        self.table = self._table()
        self._cine: Cine | None = None
        self._shows_personal = False
        shortcut = QShortcut(QKeySequence.StandardKey.Find, self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.search.setFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self.search)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.personal)

    def _table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self._found)
        table.setAccessibleName(tr("Header of the cine"))
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(24)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.resizeSection(0, 128)
        header.resizeSection(1, 116)
        return table

    @property
    def found(self) -> list[tuple[str, str, str]]:
        """Name, value and tag of the rows that the search leaves, as they are shown."""
        model = self._found
        return [
            (
                str(model.index(row, 0).data()),
                str(model.index(row, 1).data()),
                str(model.index(row, 2).data()),
            )
            for row in range(model.rowCount())
        ]

    def prefer_personal(self, shown: bool) -> None:
        """Show the personal values of each cine at once, of the present one too; or hide them."""
        if shown != self._shows_personal:
            self._shows_personal = shown
            self.personal.setChecked(shown)

    def show_scene(self, scene: Scene) -> None:
        """Show the header of the scene's cine; another cine's names are hidden again by default."""
        if scene.cine is self._cine:
            return
        self._cine = scene.cine
        self.personal.setChecked(self._shows_personal)
        self.model.show_rows(() if scene.cine is None else scene.cine.header)
