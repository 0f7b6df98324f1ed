"""Hints for those who are here for the first time: one small note at a time, beside its matter."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from speckle_viewer.gui.icons import set_icon
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import Wants

if TYPE_CHECKING:
    from speckle_viewer.gui.window import Window

_WIDTH = 260  # px


@dataclass(frozen=True)
class Hint:
    """What is said, beside which part, and when it was followed (was wanted, is wanted)."""

    text: str
    target: Callable[["Window"], QWidget]
    followed: Callable[[Wants, Wants], bool]


def hints() -> tuple[Hint, ...]:
    """What one begins with, in this order."""
    return (
        Hint(
            tr("Drop a cine on the window, or open the sample with Ctrl+D."),
            lambda window: window.grid,
            lambda before, now: now.cine is not None,
        ),
        Hint(
            tr("Tick a method: its image appears beside the input."),
            lambda window: window.methods,
            lambda before, now: now.methods != before.methods,
        ),
        Hint(
            tr("Point at a pixel: its kernel appears at the right. A click pins it."),
            lambda window: window.grid,
            lambda before, now: now.looked_at is not None,
        ),
        Hint(
            tr("F1 lists all keys, Ctrl+K finds every command by its name."),
            lambda window: window.menuBar(),
            lambda before, now: False,
        ),
    )


class Hints(QFrame):
    """Shows one hint after the other; each goes when it was followed, or when it was read."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._hints = hints()
        self._place = 0
        self._began = window.state.wants
        self.setProperty("role", "overlay")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Hint"))
        self.setFixedWidth(_WIDTH)
        self.text = QLabel(self, wordWrap=True)
        self.count = QLabel(self)
        self.count.setProperty("role", "caption")
        self.next_button = QToolButton(self)
        self.next_button.setText(tr("Next"))
        self.next_button.setToolTip(tr("Show the next hint"))
        self.next_button.setStyleSheet("padding: 0 6px")
        self.next_button.clicked.connect(self._go_on)
        self.close_button = QToolButton(self)
        set_icon(self.close_button, "close")
        self.close_button.setToolTip(tr("No more hints; the menu Help shows them again"))
        self.close_button.setAccessibleName(tr("No more hints"))
        self.close_button.clicked.connect(self.end)
        self._lay_out()
        images = window.grid.parentWidget()
        assert images is not None
        for watched in (window.grid, images):
            watched.installEventFilter(self)
        window.state.subscribe(self._follow)
        self.hide()

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.addWidget(self.text, 1)
        upper.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        lower = QHBoxLayout()
        lower.addWidget(self.count, 1)
        lower.addWidget(self.next_button)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(GRID + 4, GRID // 2, GRID // 2, GRID // 2)
        layout.setSpacing(0)
        layout.addLayout(upper)
        layout.addLayout(lower)

    def begin(self) -> None:
        """Show the first hint; what is open already needs no hint."""
        now = self._window.state.wants
        self._hints = tuple(hint for hint in hints() if not hint.followed(now, now))
        self._place = 0
        self._show()

    def begin_once(self) -> None:
        """Show the hints if they were never shown before."""
        if not self._window.settings.hints_seen:
            self._window.settings.hints_seen = True
            self.begin()

    def end(self) -> None:
        """Show no more hints."""
        self._place = len(self._hints)
        self.hide()

    @property
    def shown(self) -> str:
        """The hint that is to be seen; empty if there is none."""
        return "" if self.isHidden() else self.text.text()

    def _go_on(self) -> None:
        self._place += 1
        self._show()

    def _show(self) -> None:
        self._began = self._window.state.wants
        if self._place >= len(self._hints):
            self.hide()
            return
        self.text.setText(self._hints[self._place].text)
        self.count.setText(tr("{} of {}").format(self._place + 1, len(self._hints)))
        last = self._place == len(self._hints) - 1
        self.next_button.setText(tr("Done") if last else tr("Next"))
        self.show()
        self._put_beside()

    def _follow(self, before: Wants, after: Wants) -> None:
        if not self.isHidden() and self._hints[self._place].followed(self._began, after):
            self._go_on()

    def _put_beside(self) -> None:
        """In the image area, where it covers neither lists nor messages, and over all else."""
        target, grid = self._hints[self._place].target(self._window), self._window.grid
        self._column.activate()
        self.resize(_WIDTH, self._column.heightForWidth(_WIDTH))
        room = QRect(grid.mapTo(self._window, QPoint(0, 0)), grid.size())
        left, top = room.x() + GRID, room.y() + 5 * GRID  # under the titles of the images
        right = max(left, room.x() + room.width() - _WIDTH - GRID)
        lowest = max(room.y(), room.y() + room.height() - self.height() - GRID)
        if target is grid:
            at = QPoint((left + right) // 2, lowest - 2 * GRID)
        else:
            at = QPoint(left, target.mapTo(self._window, QPoint(0, 0)).y())
        self.move(at.x(), min(max(at.y(), top), lowest))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the image area while it changes its place and size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and not self.isHidden():
            self._put_beside()
        return False
