"""The window of keys (F1): all keys and gestures in groups, to be searched and copied."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from speckle_viewer.gui.key_map import KeyGroup, as_text, key_groups
from speckle_viewer.gui.matching import plain
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import tr


class KeyWindow(QDialog):
    """Lists what is pressed and what it does; stays open beside the window."""

    copied = Signal(str)
    """What was copied, in a few words for the status line."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._groups: list[KeyGroup] = []
        self._rows: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self.setWindowTitle(tr("Keys and mouse"))
        self.search = QLineEdit(self, placeholderText=tr("Search keys and what they do"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(tr("Search keys"))
        self.search.setToolTip(tr("Show only rows with these words"))
        self.search.textChanged.connect(self._filter)
        self.list = self._make_list()
        self.copy_button = QPushButton(tr("Copy as text"), self)
        self.copy_button.setAutoDefault(False)
        self.copy_button.setToolTip(tr("Copy the whole table as plain text, to print it"))
        self.copy_button.clicked.connect(self._copy)
        self.close_button = QPushButton(tr("Close"), self)
        self.close_button.setAutoDefault(False)
        self.close_button.setToolTip(tr("Close this window (Esc)"))
        self.close_button.clicked.connect(self.close)
        self._lay_out()
        self.resize(560, 640)

    def _make_list(self) -> QTreeWidget:
        table = QTreeWidget(self)
        table.setColumnCount(2)
        table.setHeaderLabels([tr("Keys"), tr("What it does")])
        table.setRootIsDecorated(False)
        table.setIndentation(0)
        table.setItemsExpandable(False)
        table.setAccessibleName(tr("Keys and what they do"))
        table.setToolTip(tr("All keys and gestures"))
        table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        table.setWordWrap(True)
        return table

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.copy_button)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)

    def begin(self) -> None:
        """Show the keys that there are now."""
        self._groups = key_groups(self._window)
        self.list.clear()
        self._rows.clear()
        for group in self._groups:
            heading = QTreeWidgetItem(self.list, [group.title])
            heading.setFirstColumnSpanned(True)
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = heading.font(0)
            font.setBold(True)
            heading.setFont(0, font)
            rows = [QTreeWidgetItem(heading, [keys, what]) for keys, what in group.rows]
            self._rows.append((heading, rows))
            heading.setExpanded(True)
        self.search.clear()
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.setFocus()

    def _filter(self, typed: str) -> None:
        words = plain(typed).split()
        for heading, rows in self._rows:
            for row in rows:
                text = plain(f"{row.text(0)} {row.text(1)} {heading.text(0)}")
                row.setHidden(not all(word in text for word in words))
            heading.setHidden(all(row.isHidden() for row in rows))

    @property
    def shown(self) -> list[tuple[str, str]]:
        """The rows that the search leaves: (keys, what they do)."""
        rows = (row for _, rows in self._rows for row in rows)
        return [(row.text(0), row.text(1)) for row in rows if not row.isHidden()]

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._groups))
        self.copied.emit(tr("The keys were copied as text."))
