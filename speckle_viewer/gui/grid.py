"""The panes side by side, arranged so that the images are as large as possible."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QStackedLayout, QWidget

from speckle_viewer.gui.arranging import Places, places_for
from speckle_viewer.gui.pane import Pane
from speckle_viewer.gui.rois.drawing import Drawing
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.viewer import INPUT, Hover, PaneScene, Scene, View, ViewerState
from speckle_viewer.viewer.beside import is_beside, own_pane
from speckle_viewer.viewer.comparison import COMPARE
from speckle_viewer.viewer.state_beside import state_at

EMPTY_TEXT = QT_TR_NOOP("Drop a cine here, or open the sample (Ctrl+D)")


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
        self.setAccessibleName(tr("Images"))
        self.panes: dict[str, Pane] = {}
        self._shape = 1.0
        self._places: Places = ()
        self._empty = QLabel(tr(EMPTY_TEXT), self, alignment=Qt.AlignmentFlag.AlignCenter)
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
        """Give the keyboard to the next image, or with a ``step`` of -1 to the one before."""
        panes = [*self.panes.values()]
        if not panes:
            return
        there = [i for i, pane in enumerate(panes) if pane.canvas.hasFocus()]
        pane = panes[(there[0] + step if there else 0) % len(panes)]
        pane.canvas.setFocus(Qt.FocusReason.TabFocusReason)
        pane.canvas.point()

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
            self._want_view(pane, None)

    def one_to_one(self) -> None:
        """Show one pixel of the image as one pixel of the screen in all panes.

        Where a second cine of another size is linked, that holds for the first cine: it is last.
        """
        for pane in sorted(self.panes.values(), key=lambda pane: not is_beside(pane.pane)):
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
        self._places = ()
        if focused:
            self.focus_image()

    def _discard(self, pane: Pane) -> None:
        self._layout.removeWidget(pane)
        pane.deleteLater()

    def _new(self, pane: str) -> Pane:
        made, state = Pane(pane, self._area), state_at(pane, self._state)
        own = own_pane(pane)

        def hover(pixel: tuple[int, int] | None) -> None:
            state.set_hover(None if pixel is None else Hover(own, *pixel))

        made.canvas.drawing = Drawing(made.canvas, state)
        made.canvas.hovered.connect(hover)
        made.canvas.clicked.connect(state.pins.toggle)
        made.canvas.view_wanted.connect(lambda view: self._want_view(pane, view))
        made.canvas.levels_wanted.connect(lambda levels: state.linked.set_levels(own, levels))
        made.canvas.line_drawn.connect(state.draw_line)
        region = tr("region of {} × {} px")
        made.canvas.region_drawn.connect(partial(state.light_region, words=region))
        made.canvas.tab_pressed.connect(self.tab_pressed)
        made.explaining.connect(self.explaining)
        made.canvas.divider_moved.connect(lambda share: state.compare(divider=share))
        if own not in (INPUT, COMPARE):
            made.caption_clicked.connect(self.method_clicked)
        return made

    def _want_view(self, pane: str, view: View | None) -> None:
        state_at(pane, self._state).linked.set_view(own_pane(pane), view)

    def _arrange(self, panes: tuple[PaneScene, ...]) -> None:
        first = next((p for p in panes if p.image is not None), None)
        if first is not None and first.image is not None:
            rows, columns = first.image.shape[:2]
            self._shape = columns / (rows * first.aspect)
        self._place()

    def _place(self) -> None:
        """Put the panes where they are largest; those of a second cine apart from the others."""
        if not self.panes:
            return
        panes = sorted(self.panes.values(), key=lambda pane: is_beside(pane.pane))
        beside = sum(is_beside(pane.pane) for pane in panes)
        counts = [count for count in (len(panes) - beside, beside) if count]
        places = places_for(counts, self.width(), self.height(), self._shape)
        if places == self._places:
            return
        self._places = places
        rows, columns = (1 + max(place[i] for place in places) for i in (0, 1))
        for at in range(max(self._layout.columnCount(), self._layout.rowCount(), rows, columns)):
            self._layout.setColumnStretch(at, 1 if at < columns else 0)
            self._layout.setRowStretch(at, 1 if at < rows else 0)
        for pane, (row, column) in zip(panes, places, strict=True):
            self._layout.addWidget(pane, row, column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
