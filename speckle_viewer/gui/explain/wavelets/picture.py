"""A picture of the wavelet bench: drawn as large as fits, marked, and pointed at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from speckle_viewer.colours import Colours
from speckle_viewer.gui.explain.pictures import paint_bar
from speckle_viewer.gui.style import small_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.viewer.bench import Band

STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
TALL = 420
"""Pixels from which on a page has its pictures above each other, or above the rest."""

_CAPTION, _BAR = 18, 26
_WIDEST_BAR = 260
_DARK, _LIGHT = QColor(0, 0, 0, 150), QColor(255, 255, 255, 230)


@dataclass(frozen=True)
class Mark:
    """A place in a picture, (row, column) of the pixel; white, or in a pin's colour."""

    row: int
    column: int
    colour: str = ""


@dataclass(frozen=True)
class Bar:
    """What colours mean: their map, its limits, and what is written under start, middle, end."""

    scale: Colours
    limits: tuple[float, float]
    texts: tuple[str, str, str]


Part = tuple[int, int, int, int]
"""First row and column, rows and columns of a part of a picture."""


class BenchPicture(QWidget):
    """One picture under its caption, which may be made of bands that can be chosen."""

    pointed = Signal(int, int)
    """Row and column of the picture's pixel under the mouse."""
    left = Signal()
    """The mouse is no longer on the picture."""
    clicked = Signal(int, int)
    moved = Signal(int, int)
    """Rows and columns by which an arrow key goes on."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 100)
        self.caption = self.message = ""
        self.image = QImage()
        self.marks: tuple[Mark, ...] = ()
        self.parts: Mapping[Band, Part] = {}
        self.chosen: Band | None = None
        self.muted: frozenset[Band] = frozenset()
        self.bar: Bar | None = None
        self._aspect = 1.0
        self._drawn = QPixmap()

    def sizeHint(self) -> QSize:
        return QSize(300, 220)

    def show_picture(
        self,
        pixels: NDArray[np.uint8] | None,
        aspect: float = 1.0,
        parts: Mapping[Band, Part] | None = None,
        message: str = "",
    ) -> None:
        """Show colours (H, W, 4), whose pixels are ``aspect`` times as high as wide.

        In place of None stands the message. Bands that are its ``parts`` are outlined.
        """
        self.image = QImage() if pixels is None else _image(pixels)
        self._aspect, self.parts, self.message = aspect, parts or {}, message
        self._drawn = QPixmap()
        self.update()

    def say(self, caption: str, bar: Bar | None) -> None:
        """Write above the picture, and under it what its colours mean."""
        if (caption, bar) != (self.caption, self.bar):
            self.caption, self.bar = caption, bar
            self.setAccessibleDescription(caption)
            self.update()

    def mark(
        self,
        marks: Sequence[Mark],
        chosen: Band | None = None,
        muted: frozenset[Band] = frozenset(),
    ) -> None:
        """Mark places and the part that is chosen, and dim those that are muted."""
        if (tuple(marks), chosen, muted) != (self.marks, self.chosen, self.muted):
            self.marks, self.chosen, self.muted = tuple(marks), chosen, muted
            self.update()

    # -- places --------------------------------------------------------------------------------

    def place(self) -> QRectF:
        """Where the picture is drawn: as large as fits, under its caption."""
        area = QRectF(self.rect()).adjusted(1, _CAPTION, -1, -_BAR)
        width, height = self.image.width(), self.image.height() * self._aspect
        scale = max(min(area.width() / width, area.height() / height), 1e-6)
        place = QRectF(area.left(), area.top(), round(width * scale), round(height * scale))
        place.moveLeft(area.left() + (area.width() - place.width()) // 2)
        return place

    def to_screen(self, row: float, column: float) -> QPointF:
        """A place in the picture, in this widget's coordinates; (0, 0) is the first corner."""
        place = self.place()
        across = place.width() * column / self.image.width()
        return place.topLeft() + QPointF(across, place.height() * row / self.image.height())

    def to_pixel(self, position: QPointF) -> tuple[int, int] | None:
        """The picture's pixel at a position, or None beside it."""
        if self.image.isNull() or not self.place().contains(position):
            return None
        place, at = self.place(), position - self.place().topLeft()
        row = min(int(at.y() * self.image.height() / place.height()), self.image.height() - 1)
        column = min(int(at.x() * self.image.width() / place.width()), self.image.width() - 1)
        return row, column

    def part_at(self, row: int, column: int) -> tuple[Band, int, int] | None:
        """The part that a pixel lies in, and its row and column there."""
        for name, (top, left, rows, columns) in self.parts.items():
            if top <= row < top + rows and left <= column < left + columns:
                return name, row - top, column - left
        return None

    # -- drawing -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = colours(), QPainter(self)
        painter.setFont(small_font())
        painter.setPen(QColor(theme.secondary))
        metrics = painter.fontMetrics()
        caption = metrics.elidedText(self.caption, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(QRectF(0, 0, self.width(), _CAPTION - 2), caption)
        if self.image.isNull():
            area = QRectF(self.rect()).adjusted(0, _CAPTION, -1, -1)
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area, wrapped, self.message)
            return
        painter.drawPixmap(self.place().topLeft(), self._scaled())
        veil = QColor(theme.panel)
        veil.setAlpha(190)
        for band in self.muted & self.parts.keys():
            painter.fillRect(self._outline(self.parts[band]), veil)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in self.marks:
            self._paint_mark(painter, mark)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if self.chosen is not None and self.chosen in self.parts:
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.drawRect(self._outline(self.parts[self.chosen]))
        if self.bar is not None:
            under = self.place()
            width = min(round(under.width()), _WIDEST_BAR)
            place = QRect(round(under.left()), round(under.bottom()) + 4, width, 6)
            paint_bar(painter, place, self.bar.scale, self.bar.limits, self.bar.texts)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1, Qt.PenStyle.DotLine))
            painter.drawRect(self.rect().adjusted(0, _CAPTION - 2, -1, -1))

    def _scaled(self) -> QPixmap:
        """The picture in its size on the screen: scaled once, not at each move of the mouse."""
        ratio, size = self.devicePixelRatioF(), self.place().size()
        wanted = (size * ratio).toSize()
        if self._drawn.size() != wanted:
            enlarged = wanted.width() > 2 * self.image.width()
            mode = Qt.TransformationMode
            self._drawn = QPixmap.fromImage(
                self.image.scaled(
                    wanted,
                    Qt.AspectRatioMode.IgnoreAspectRatio,
                    mode.FastTransformation if enlarged else mode.SmoothTransformation,
                )
            )
            self._drawn.setDevicePixelRatio(ratio)
            self._outline_parts()
        return self._drawn

    def _outline_parts(self) -> None:
        painter = QPainter(self._drawn)
        painter.translate(-self.place().topLeft())
        painter.setPen(QPen(QColor(colours().background), 1))
        for part in self.parts.values():
            painter.drawRect(self._outline(part))
        painter.end()

    def _outline(self, part: Part) -> QRectF:
        top, left, rows, columns = part
        first, last = self.to_screen(top, left), self.to_screen(top + rows, left + columns)
        return QRectF(first, last - QPointF(1, 1))

    def _paint_mark(self, painter: QPainter, mark: Mark) -> None:
        centre = self.to_screen(mark.row + 0.5, mark.column + 0.5)
        for pen in (QPen(_DARK, 3.5), QPen(QColor(mark.colour) if mark.colour else _LIGHT, 1.5)):
            painter.setPen(pen)
            painter.drawEllipse(centre, 4.5, 4.5)

    # -- mouse and keys ------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._drawn = QPixmap()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pixel = self.to_pixel(event.position())
        if pixel is not None:
            self.pointed.emit(*pixel)
        else:
            self.left.emit()

    def leaveEvent(self, event: QEvent) -> None:
        self.left.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        pixel = self.to_pixel(event.position())
        if pixel is not None and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(*pixel)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys from the window, where they step through the cine.

        Keep the tool tip for those who read it by other means: it would cover the picture.
        """
        if event.type() == QEvent.Type.ToolTip:
            return True
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and Qt.Key(event.key()) in STEPS:
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is None or self.image.isNull():
            super().keyPressEvent(event)
        else:
            self.moved.emit(*step)


def _image(pixels: NDArray[Any]) -> QImage:
    solid = np.ascontiguousarray(pixels)
    height, width = solid.shape[:2]
    form = QImage.Format.Format_RGBA8888
    return QImage(solid.tobytes(), width, height, 4 * width, form).copy()
