"""The panes side by side, arranged so that the images are as large as possible."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QStackedLayout, QWidget

from speckle_viewer.gui.pane import Pane
from speckle_viewer.gui.rois.drawing import Drawing
from speckle_viewer.viewer import INPUT, Hover, PaneScene, Scene, View, ViewerState
from speckle_viewer.viewer.comparison import COMPARE

EMPTY_TEXT = "Drop a cine here, or open the sample (Ctrl+D)"
_CAPTION = 26
_ROWS_MUST_GAIN = 1.2
"""Side by side is easier to compare: a further row must make the images this much larger."""


def columns_for(count: int, width: int, height: int, shape: float) -> int:
    """How many of ``count`` panes go side by side; ``shape`` is width by height of an image."""
    best, best_size = count, 0.0
    for columns in range(count, 0, -1):
        rows = -(-count // columns)
        size = min(width / columns, (height / rows - _CAPTION) * shape)
        if size > best_size * (_ROWS_MUST_GAIN if best_size else 1):
            best, best_size = columns, size
    return best


class Grid(QWidget):
    """One pane per image of the scene, and a hint while there is none."""

    tab_pressed = Signal()
    """Tab was pressed in an image."""
    method_clicked = Signal(str)
    """The caption of a method's pane was clicked."""
    explaining = Signal(object, str)
    """A menu to be filled with what explains a pane, and the pane's id."""

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setProperty("role", "image")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Images")
        self.panes: dict[str, Pane] = {}
        self._shape = 1.0
        self._columns = 1
        self._empty = QLabel(EMPTY_TEXT, self, alignment=Qt.AlignmentFlag.AlignCenter)
        self._area = QWidget(self)
        self._layout = QGridLayout(self._area)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._area)

    def show_scene(self, scene: Scene) -> None:
        """Draw the panes of the scene."""
        ids = [pane.id for pane in scene.images]
        if ids != [*self.panes]:
            self._rebuild(ids)
        self._stack.setCurrentWidget(self._area if ids else self._empty)
        compared = any(pane.reference for pane in scene.images)
        for pane in scene.images:
            self.panes[pane.id].show_scene(pane)
            self.panes[pane.id].score_line.setVisible(compared)  # the images stay side by side
        self._arrange(scene.panes)

    def focus_image(self) -> None:
        """Give the keyboard to the images."""
        if INPUT in self.panes:
            self.panes[INPUT].canvas.setFocus()

    def focus_next(self, step: int) -> None:
        """Give the keyboard to the next image, or with a ``step`` of -1 to the one before.

        The pixel that was pointed at is pointed at there.
        """
        panes = [*self.panes.values()]
        if not panes:
            return
        there = [i for i, pane in enumerate(panes) if pane.canvas.hasFocus()]
        pane = panes[(there[0] + step if there else 0) % len(panes)]
        pane.canvas.setFocus(Qt.FocusReason.TabFocusReason)
        hover = self._state.wants.hover
        if hover is not None:
            self._state.set_hover(replace(hover, pane=pane.pane))

    def zoom(self, notches: int) -> None:
        """Zoom by a notch of the wheel, at the pixel that is pointed at, in the image in use."""
        panes = [pane.canvas for pane in self.panes.values() if pane.canvas.has_image]
        focused = (canvas for canvas in panes if canvas.hasFocus())
        canvas = next(focused, panes[0] if panes else None)
        if canvas is not None:
            canvas.zoom_by(notches)

    def fit(self) -> None:
        """Show the images whole in all panes."""
        for pane in self.panes:
            self._state.linked.set_view(pane, None)

    def one_to_one(self) -> None:
        """Show one pixel of the image as one pixel of the screen in all panes."""
        for pane in self.panes.values():
            if pane.canvas.has_image:
                pane.canvas.zoom_to(1 / self.devicePixelRatioF())

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        for pane in self.panes.values():
            pane.canvas.refresh_theme()
            pane.update()

    def _rebuild(self, ids: list[str]) -> None:
        focused = any(pane.canvas.hasFocus() for pane in self.panes.values())
        for gone in self.panes.keys() - set(ids):
            self._discard(self.panes.pop(gone))
        kept = self.panes
        self.panes = {pane: kept.get(pane) or self._new(pane) for pane in ids}
        self._columns = 0
        if focused:
            self.focus_image()

    def _discard(self, pane: Pane) -> None:
        self._layout.removeWidget(pane)
        pane.deleteLater()

    def _new(self, pane: str) -> Pane:
        made, state = Pane(pane, self._area), self._state

        def hover(pixel: tuple[int, int] | None) -> None:
            state.set_hover(None if pixel is None else Hover(pane, *pixel))

        made.canvas.drawing = Drawing(made.canvas, state)
        made.canvas.hovered.connect(hover)
        made.canvas.clicked.connect(state.pins.toggle)
        made.canvas.view_wanted.connect(lambda view: self._want_view(pane, view))
        made.canvas.levels_wanted.connect(lambda levels: state.linked.set_levels(pane, levels))
        made.canvas.line_drawn.connect(state.draw_line)
        made.canvas.region_drawn.connect(state.light_region)
        made.canvas.tab_pressed.connect(self.tab_pressed)
        made.explaining.connect(self.explaining)
        made.canvas.divider_moved.connect(lambda share: state.compare(divider=share))
        if pane == COMPARE:
            made.hide_explain_button()
        elif pane != INPUT:
            made.caption_clicked.connect(self.method_clicked)
        return made

    def _want_view(self, pane: str, view: View | None) -> None:
        self._state.linked.set_view(pane, view)

    def _arrange(self, panes: tuple[PaneScene, ...]) -> None:
        first = next((p for p in panes if p.image is not None), None)
        if first is not None and first.image is not None:
            rows, columns = first.image.shape[:2]
            self._shape = columns / (rows * first.aspect)
        self._place()

    def _place(self) -> None:
        if not self.panes:
            return
        columns = columns_for(len(self.panes), self.width(), self.height(), self._shape)
        if columns == self._columns:
            return
        self._columns = columns
        for place in range(max(self._layout.columnCount(), self._layout.rowCount())):
            self._layout.setColumnStretch(place, 1 if place < columns else 0)
            self._layout.setRowStretch(place, 1 if place < -(-len(self.panes) // columns) else 0)
        for place, pane in enumerate(self.panes.values()):
            self._layout.addWidget(pane, place // columns, place % columns)
            self._layout.setColumnStretch(place % columns, 1)
            self._layout.setRowStretch(place // columns, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
