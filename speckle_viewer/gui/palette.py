"""The command palette: a line in which one types what is to be done, and what answers to it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from speckle_viewer.gui.commands import Command, commands
from speckle_viewer.gui.matching import score
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr

if TYPE_CHECKING:
    from speckle_viewer.gui.window import Window

_WIDEST, _ROWS, _ROW = 620, 14, 24  # px, rows, px
_COMMAND = Qt.ItemDataRole.UserRole
_TO_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_RUN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Palette(QFrame):
    """Lies over the upper part of the window while it is asked for something."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._commands: list[Command] = []
        self._before: QWidget | None = None
        self.setObjectName("palette")
        self.setProperty("role", "overlay")
        self.setAccessibleName(tr("All commands"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.line = QLineEdit(self, placeholderText=tr("Type what is to be done"))
        self.line.setAccessibleName(tr("Command"))
        self.line.setToolTip(tr("Words of a command, method, cine or recent file"))
        self.line.textChanged.connect(self._find)
        self.list = self._make_list()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self.line)
        layout.addWidget(self.list)
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)
        window.installEventFilter(self)
        self.hide()

    def _make_list(self) -> QTreeWidget:
        found = QTreeWidget(self)
        found.setColumnCount(3)
        found.setHeaderHidden(True)
        found.setRootIsDecorated(False)
        found.setUniformRowHeights(True)
        found.setAccessibleName(tr("Commands found"))
        found.setToolTip(tr("Up and Down choose, Enter does it, Esc closes"))
        found.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the line keeps the keyboard
        found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = found.header()
        header.setStretchLastSection(False)
        # Names are whole: where they are long, it is why one is not possible that is cut off.
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column in (0, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        found.itemClicked.connect(self._run)
        return found

    def ask(self) -> None:
        """Open with an empty line; or close, if it is open."""
        if not self.isHidden():
            self.put_away()
            return
        self._commands = commands(self._window)
        self._before = QApplication.focusWidget()
        self.line.clear()
        self._find("")
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_away(self) -> None:
        """Close, and give the keyboard back to what had it."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        else:
            self._window.grid.focus_image()

    def _place(self) -> None:
        width = min(_WIDEST, self._window.width() - 4 * GRID)
        rows = min(_ROWS, self.list.topLevelItemCount())
        height = min(_ROW * rows + 7 * GRID, self._window.height() // 2)
        top = self._window.menuBar().height() + GRID
        self.setGeometry((self._window.width() - width) // 2, top, width, height)

    def _find(self, typed: str) -> None:
        ranked = [(score(typed, c.name, c.place, c.keywords), c) for c in self._commands]
        found = [(value, c) for value, c in ranked if value is not None]
        if typed.strip():
            # Of answers that are nearly as good as each other, the menus' order decides.
            found.sort(key=lambda pair: -round(pair[0], 2))
        items = [_item(command) for _, command in found]
        if not items:
            items = [QTreeWidgetItem([tr("Nothing has these words.")])]
            items[0].setForeground(0, QColor(colours().secondary))
        self.list.clear()
        self.list.addTopLevelItems(items)
        self.list.setCurrentItem(items[0])
        self._place()

    def _run(self, item: QTreeWidgetItem | None) -> None:
        command = None if item is None else item.data(0, _COMMAND)
        if isinstance(command, Command) and not command.lacks:
            self.put_away()
            command.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the line that move in the list; and the window's size."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._press(event)
        if watched is self.line and event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _press(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.key() in _RUN:
            self._run(self.list.currentItem())
        elif event.key() in _TO_LIST:
            self.list.keyPressEvent(event)
        else:
            return False
        return True


def _item(command: Command) -> QTreeWidgetItem:
    mark = "" if command.on is None else "✓ " if command.on else ""
    place = f"{command.place} · {command.lacks}" if command.lacks else command.place
    item = QTreeWidgetItem([f"{mark}{command.name}", place, command.keys])
    item.setData(0, _COMMAND, command)
    grey = QColor(colours().secondary)
    for column in (1, 2):
        item.setForeground(column, grey)
        item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    if command.lacks:
        item.setForeground(0, QColor(colours().disabled))
    item.setToolTip(0, command.tip)
    return item
