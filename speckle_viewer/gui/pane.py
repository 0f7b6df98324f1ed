"""One image pane: a caption, a thin line while the next image is pending, and the canvas."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from speckle_viewer.gui.canvas import Canvas
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.theme import colours
from speckle_viewer.viewer import PaneScene

PENDING_AFTER_MS = 100
"""A wait shorter than this is not shown at all."""


class PendingLine(QWidget):
    """Two pixels under the caption: coloured while the shown image is not the wanted one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(2)
        self._shown = False
        self._wait = QTimer(self, interval=PENDING_AFTER_MS, singleShot=True)
        self._wait.timeout.connect(lambda: self._show(True))

    @property
    def shown(self) -> bool:
        """Whether the line is to be seen."""
        return self._shown

    def set_pending(self, pending: bool) -> None:
        """Show the line after a while, or take it away at once."""
        if not pending:
            self._wait.stop()
            self._show(False)
        elif not self._shown and not self._wait.isActive():
            self._wait.start()

    def _show(self, shown: bool) -> None:
        if shown != self._shown:
            self._shown = shown
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown:
            QPainter(self).fillRect(self.rect(), QColor(colours().accent))


class Pane(QWidget):
    """Draws a `PaneScene`."""

    def __init__(self, pane: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pane = pane
        self.setProperty("role", "image")
        self.canvas = Canvas(pane, self)
        self._title = QLabel(self)
        self._detail = QLabel(self)
        self._detail.setProperty("role", "caption")
        self.pending_line = PendingLine(self)
        caption = QHBoxLayout()
        caption.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        caption.setSpacing(GRID)
        caption.addWidget(self._title)
        caption.addWidget(self._detail)
        caption.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(caption)
        layout.addWidget(self.pending_line)
        layout.addWidget(self.canvas, 1)

    @property
    def caption(self) -> str:
        """What is written above the image."""
        return " · ".join(t for t in (self._title.text(), self._detail.text()) if t)

    def show_scene(self, scene: PaneScene) -> None:
        """Draw this pane of the scene."""
        if self._title.text() != scene.title:
            self._title.setText(scene.title)
            self.canvas.setAccessibleName(f"Image: {scene.title}")
        if self._detail.text() != scene.detail:
            self._detail.setText(scene.detail)
        self.pending_line.set_pending(scene.pending)
        self.canvas.show_scene(scene)
