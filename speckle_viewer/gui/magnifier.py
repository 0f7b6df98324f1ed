"""The magnifier: the spot under the mouse in every image, each pixel as a square of its own."""

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from speckle_viewer.gui.grid import Grid
from speckle_viewer.gui.style import GRID, small_font
from speckle_viewer.gui.texts import title_of
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import Hover, PaneScene, Scene
from speckle_viewer.viewer.beside import is_beside
from speckle_viewer.viewer.drawn import drawn
from speckle_viewer.viewer.pixel import value_at

_LARGEST, _SMALLEST, _LINE = 176, 72, 18  # px: sides of a cell, height of a line of text


class MagnifierStrip(QWidget):
    """Lies over the images, at the bottom, or at the top where the mouse is at the bottom.

    The mouse goes through it. It shows the pixel that was pointed at last.
    """

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._scene: Scene | None = None
        self._at_top = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(tr("Magnifier"))
        self.hide()
        grid.installEventFilter(self)

    @property
    def place(self) -> tuple[int, int] | None:
        """(row, column) of the pixel in the middle; None before one was pointed at."""
        return None if self._scene is None else _place(self._scene.wants.looked_at)

    def place_in(self, pane: str) -> tuple[int, int] | None:
        """The same in an image: those of a second cine may be of another size."""
        beside = None if self._scene is None else self._scene.beside
        if beside is None or not is_beside(pane):
            return self.place
        return _place(beside.wants.looked_at)

    def show_scene(self, scene: Scene) -> None:
        """Draw the spot in all images of the scene."""
        self._scene = scene
        there = scene.wants.magnifier.shown and bool(scene.images)
        if there:
            self._put()
            self.update()
            self.raise_()
        if there == self.isHidden():
            self.setVisible(there)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._scene is not None and self.isVisible():
            self._put()
        return False

    # -- where it lies -------------------------------------------------------------------------

    def _put(self) -> None:
        """Lie where the mouse is not."""
        assert self._scene is not None
        count, room = len(self._scene.images), self._grid.rect()
        side = min(max((room.width() - GRID) // count - GRID, _SMALLEST), _LARGEST)
        side = min(side, max(room.height() // 3 - 2 * _LINE, _SMALLEST))
        size = QRect(0, 0, count * (side + GRID) + GRID, side + 2 * _LINE + GRID)
        place = size.translated((room.width() - size.width()) // 2, 0)
        bottom = place.translated(0, room.height() - size.height())
        mouse = self._mouse()
        if mouse is not None and bottom.adjusted(-GRID, -GRID, GRID, GRID).contains(mouse):
            self._at_top = True
        elif mouse is not None and place.adjusted(-GRID, -GRID, GRID, GRID).contains(mouse):
            self._at_top = False
        self.setGeometry(place if self._at_top else bottom)

    def _mouse(self) -> QPoint | None:
        """Where the mouse is over the images, as far as they know."""
        assert self._scene is not None
        hover = self._scene.wants.hover
        pane = None if hover is None else self._grid.panes.get(hover.pane)
        if hover is None or pane is None:
            return None
        at = pane.canvas.to_screen(*(self.place_in(hover.pane) or (0, 0))).toPoint()
        place: QPoint = pane.canvas.mapTo(self._grid, at)
        return place

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self._scene
        if scene is None or not scene.images:
            return
        painter = QPainter(self)
        painter.setFont(small_font())
        painter.fillRect(self.rect(), QColor(colours().panel))
        painter.setPen(QColor(colours().line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        side = self.height() - 2 * _LINE - GRID
        for index, pane in enumerate(scene.images):
            left = GRID + index * (side + GRID)
            cell = QRect(left, _LINE + GRID // 2, side, side)
            self._draw_cell(painter, cell, pane, scene)

    def _draw_cell(self, painter: QPainter, cell: QRect, pane: PaneScene, scene: Scene) -> None:
        above = QRect(cell.left(), cell.top() - _LINE, cell.width(), _LINE)
        below = QRect(cell.left(), cell.bottom() + 1, cell.width(), _LINE + GRID // 2)
        metrics = QFontMetrics(painter.font())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(colours().text))
        factor = scene.wants.magnifier.factor
        times = f"{factor} ×" if pane is scene.images[-1] else ""
        room = cell.width() - metrics.horizontalAdvance(times) - (GRID if times else 0)
        title = metrics.elidedText(title_of(pane.title), Qt.TextElideMode.ElideRight, room)
        painter.drawText(above, middle | Qt.AlignmentFlag.AlignLeft, title)
        place = self.place_in(pane.id)
        if place is None:
            text = tr("Point at an image")
        else:
            self._draw_patch(painter, cell, pane, place, factor)
            text = value_at(pane, *place)
        painter.drawText(below, middle | Qt.AlignmentFlag.AlignLeft, text)
        painter.setPen(QColor(colours().secondary))
        painter.drawText(above, middle | Qt.AlignmentFlag.AlignRight, times)

    def _draw_patch(
        self,
        painter: QPainter,
        cell: QRect,
        pane: PaneScene,
        place: tuple[int, int],
        factor: int,
    ) -> None:
        row, column = place
        wide, high = float(factor), factor * pane.aspect
        across, down = (_reach(cell.width(), size) for size in (wide, high))
        pixels = drawn(
            pane,
            np.arange(row - down, row + down + 1),
            np.arange(column - across, column + across + 1),
        )
        height, width = pixels.shape[:2]
        image = QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
        target = QRectF(0, 0, width * wide, height * high)
        target.moveCenter(QRectF(cell).center())
        painter.save()
        painter.setClipRect(cell)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(target, image)
        centre = QRectF(0, 0, wide, high)
        centre.moveCenter(QRectF(cell).center())
        for colour, by in ((QColor(0, 0, 0), 1.0), (QColor(255, 255, 255), 0.0)):
            painter.setPen(QPen(colour, 1))
            painter.drawRect(centre.adjusted(-by, -by, by, by))
        painter.restore()


def _place(looked_at: Hover | None) -> tuple[int, int] | None:
    return None if looked_at is None else (looked_at.row, looked_at.column)


def _reach(length: int, size: float) -> int:
    """Pixels on either side of the one in the middle, so that they fill a length."""
    return int(np.ceil((length / size - 1) / 2)) if size < length else 0
