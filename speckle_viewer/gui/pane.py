"""One image pane: a caption, a thin line while the next image is pending, and the canvas."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from speckle_viewer.gui.canvas import Canvas
from speckle_viewer.gui.icons import set_icon
from speckle_viewer.gui.inspector.text_line import TextLine
from speckle_viewer.gui.score_line import ScoreLine
from speckle_viewer.gui.style import GRID, text_font
from speckle_viewer.gui.texts import caption_of, title_of
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import PaneScene

_CAPTION_HEIGHT = 16
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

    caption_clicked = Signal(str)
    """The pane's id: what stands above the image was clicked."""
    explaining = Signal(object, str)
    """A menu to be filled with what explains this pane, and the pane's id."""

    def __init__(self, pane: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pane = pane
        self.setProperty("role", "image")
        self.canvas = Canvas(pane, self)
        self._title = self._detail = self._where = ""
        self.caption_line = TextLine(text_font(), _CAPTION_HEIGHT, self)
        self.pending_line = PendingLine(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        caption = QHBoxLayout()
        caption.setContentsMargins(GRID, GRID // 2, GRID // 2, GRID // 2)
        caption.addWidget(self.caption_line, 1)
        self.explain_button = self._make_explain_button()
        self.canvas.menu_wanted.connect(self._show_menu)
        caption.addWidget(self.explain_button)
        layout.addLayout(caption)
        self.score_line = ScoreLine(self)
        scores = QHBoxLayout()
        scores.setContentsMargins(GRID, 0, GRID // 2, 0)
        scores.addWidget(self.score_line)
        layout.addLayout(scores)
        layout.addWidget(self.pending_line)
        layout.addWidget(self.canvas, 1)

    def _make_explain_button(self) -> QToolButton:
        button = QToolButton(self)
        set_icon(button, "explain")
        button.setToolTip(tr("Explain this image"))
        button.setAccessibleName(tr("Explain this image"))
        button.setFixedHeight(_CAPTION_HEIGHT)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(lambda: self.explaining.emit(menu, self.pane))
        button.setMenu(menu)
        return button

    def _show_menu(self, at: QPoint) -> None:
        if not self.explain_button.isHidden():
            self.explain_button.menu().popup(self.canvas.viewport().mapToGlobal(at))

    @property
    def caption(self) -> str:
        """What is written above the image."""
        return " · ".join(t for t in (self._title, self._detail, self._where) if t)

    def show_scene(self, scene: PaneScene) -> None:
        """Draw this pane of the scene."""
        said = scene.title, scene.where, scene.detail
        if said != (self._title, self._where, self._detail):
            self._title, self._where, self._detail = said
            name = " · ".join(filter(None, (title_of(scene.title), scene.where)))
            self.canvas.setAccessibleName(tr("Image: {}").format(name))
            self.explain_button.setAccessibleName(tr("Explain this image: {}").format(name))
            aside = " · ".join(filter(None, (caption_of(scene.detail), scene.where)))
            self.caption_line.set_parts(
                (title_of(scene.title), "text"), (f"   {aside}", "secondary")
            )
            self.caption_line.setToolTip(self.caption)
        self.score_line.show_scene(scene)
        self.pending_line.set_pending(scene.pending)
        self.canvas.show_scene(scene)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.position().y() < self.pending_line.y() and self.rect().contains(
            event.position().toPoint()
        ):
            self.caption_clicked.emit(self.pane)
