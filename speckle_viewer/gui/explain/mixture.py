"""How much of each global filter a pixel takes, and where each filter is the one most taken."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from speckle_viewer.gui.explain.pictures import image_of
from speckle_viewer.gui.overlay import draw_pins
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.style import small_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer.noise_map import sampled

_LINE, _TITLE, _GAP = 18, 18, 8
_NUMBER, _FIGURE = 28, 44  # px: before and behind a bar
_BARS, _WIDE = 150, 300  # px: the bars, where there is room for the map beside them


class MixtureView(QWidget):
    """Bars with the shares at a pixel, which are the legend of the map beside or beneath them."""

    pixel_wanted = Signal(int, int)
    """Row and column of the pixel that was clicked in the map."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shares: tuple[float, ...] = ()
        self.title = ""
        self.classes: NDArray[np.int16] | None = None
        self.note = ""
        self._map: QImage | None = None
        self._pixel: tuple[int, int] | None = None
        self._pins: tuple[tuple[int, int, int], ...] = ()
        self._aspect = 1.0
        self.setMinimumSize(170, 150)
        self.setAccessibleName(tr("Mixture of the filters"))
        self.setToolTip(
            tr(
                "How much of each filter the pixel takes, and which filter each pixel of the "
                "frame\ntakes most of. Click in the map: look at that pixel."
            )
        )

    def show_shares(self, shares: Sequence[float], title: str) -> None:
        """Show how much of each filter is taken, of 1, under a title that says where."""
        if (tuple(shares), title) != (self.shares, self.title):
            self.shares, self.title = tuple(shares), title
            parts = (tr("filter {}: {:.0f} %").format(i, 100 * s) for i, s in enumerate(shares, 1))
            self.setAccessibleDescription(f"{title}: {', '.join(parts)}")
            self.update()

    def show_map(self, classes: NDArray[np.int16] | None, aspect: float, note: str) -> None:
        """Show the number of the filter most taken (H, W), −1 for none; or a note.

        ``aspect`` is the height of a pixel divided by its width.
        """
        if classes is not self.classes:
            self.classes = classes
            few = None if classes is None else sampled(classes).astype(np.float32)
            self._map = None if few is None else image_of(few, "classes", (0, 1))
        self.note, self._aspect = note, aspect
        self.update()

    def show_pixels(
        self, pixel: tuple[int, int] | None, pins: tuple[tuple[int, int, int], ...]
    ) -> None:
        """Mark in the map the pixel looked at (row, column), and pins (row, column, colour)."""
        if (pixel, pins) != (self._pixel, self._pins):
            self._pixel, self._pins = pixel, pins
            self.update()

    @property
    def _bars_width(self) -> int:
        return _BARS if self.width() >= _WIDE else self.width()

    @property
    def place(self) -> QRectF:
        """Where the map is drawn: as large as fits beside the bars, or under them."""
        left, top = self._bars_width + 2 * _GAP, _TITLE
        if self._bars_width == self.width():
            left, top = 0, _TITLE + len(self.shares) * _LINE + _GAP + _TITLE
        area = QRectF(left, top, self.width() - left, max(self.height() - top, 1))
        if self.classes is None:
            return area
        rows, columns = self.classes.shape
        scale = min(area.width() / columns, area.height() / (rows * self._aspect))
        return QRectF(left, top, columns * scale, rows * self._aspect * scale)

    def to_screen(self, row: int, column: int) -> QPointF:
        """Centre of a pixel of the map."""
        assert self.classes is not None
        (rows, columns), place = self.classes.shape, self.place
        across = place.width() * (column + 0.5) / columns
        return place.topLeft() + QPointF(across, place.height() * (row + 0.5) / rows)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), colours()
        painter.setFont(small_font())
        painter.setPen(QColor(theme.text))
        painter.drawText(QRect(0, 0, self._bars_width + _GAP, _TITLE), 0, self.title)
        for number, share in enumerate(self.shares):
            self._paint_bar(painter, number, share)
        place = self.place
        above = QRectF(place.left(), place.top() - _TITLE, self.width() - place.left(), _TITLE)
        painter.setPen(QColor(theme.secondary))
        if self._map is None:
            wrapped = above.adjusted(0, 0, 0, place.height())
            painter.drawText(wrapped, int(Qt.TextFlag.TextWordWrap), self.note)
            return
        painter.drawText(above, 0, tr("Filter most taken"))
        painter.fillRect(place, QColor(theme.background))
        painter.drawImage(place, self._map)
        draw_pins(painter, [(self.to_screen(r, c), colour) for r, c, colour in self._pins])
        if self._pixel is not None:
            self._paint_mark(painter, self.to_screen(*self._pixel))

    def _paint_bar(self, painter: QPainter, number: int, share: float) -> None:
        theme, top = colours(), _TITLE + number * _LINE
        room = max(self._bars_width - _NUMBER - _FIGURE, 10)
        painter.fillRect(QRect(0, top + 4, 8, 8), QColor(pin_colour(number)))
        painter.setPen(QColor(theme.text))
        painter.drawText(QRect(12, top, _NUMBER - 12, _LINE), 0, str(number + 1))
        painter.fillRect(QRect(_NUMBER, top + 3, room, 10), QColor(theme.raised))
        painter.fillRect(QRectF(_NUMBER, top + 3, room * share, 10), QColor(pin_colour(number)))
        figure = QRect(_NUMBER + room, top, _FIGURE, _LINE)
        painter.drawText(figure, Qt.AlignmentFlag.AlignRight, f"{100 * share:.1f} %")

    def _paint_mark(self, painter: QPainter, at: QPointF) -> None:
        for ink, width in (("black", 3), ("white", 1)):
            pen = painter.pen()
            pen.setColor(QColor(ink))
            pen.setWidth(width)
            painter.setPen(pen)
            painter.drawLine(at - QPointF(5, 0), at + QPointF(5, 0))
            painter.drawLine(at - QPointF(0, 5), at + QPointF(0, 5))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.classes is None or event.button() != Qt.MouseButton.LeftButton:
            return
        (rows, columns), place = self.classes.shape, self.place
        at = event.position() - place.topLeft()
        if place.contains(event.position()):
            row, column = at.y() * rows // place.height(), at.x() * columns // place.width()
            self.pixel_wanted.emit(int(row), int(column))
