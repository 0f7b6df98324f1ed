"""How much of each global filter a pixel takes, and where each filter is the one most taken."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from speckle_viewer.gui.explain.pictures import image_of
from speckle_viewer.gui.keys import keeps
from speckle_viewer.gui.overlay import draw_pins
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.style import small_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer.noise_map import sampled

_LINE, _TITLE, _GAP = 18, 18, 8
_NUMBER, _FIGURE = 28, 44  # px: before and behind a bar
_BARS, _WIDE = 150, 300  # px: the bars, where there is room for the map beside them
_RAMP = 40  # px: the colours of a share
_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape)
Pin = tuple[int, int, int]
"""Row and column of a pin, and the number of its colour."""


class MixtureView(QWidget):
    """Bars with the shares at a pixel, which are the legend of the map beside or beneath them."""

    pixel_wanted = Signal(int, int)
    """Row and column of the pixel that was clicked in the map."""
    filter_wanted = Signal(object)
    """The number of the filter whose share is to be mapped; None for the one most taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shares: tuple[float, ...] = ()
        self.of_pins: tuple[tuple[int, Sequence[float]], ...] = ()
        self.title = ""
        self.values: NDArray[Any] | None = None
        self.chosen: int | None = None
        self.note = ""
        self._map: QImage | None = None
        self._limits = (0.0, 1.0)
        self._pixel: tuple[int, int] | None = None
        self._pins: tuple[Pin, ...] = ()
        self._aspect = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(170, 150)
        self.setAccessibleName(tr("Mixture of the filters"))
        self.setToolTip(
            tr(
                "How much of each filter the pixel takes, with marks for the pins, and which "
                "filter\neach pixel of the frame takes most of. Click a bar, or use the arrow "
                "keys: map how\nmuch of that filter is taken. Click in the map: look at that pixel."
            )
        )

    @property
    def classes(self) -> NDArray[np.int16] | None:
        """The map (H, W), if it is that of the filter most taken; −1 for none."""
        return self.values if self.values is not None and self.values.dtype == np.int16 else None

    def show_shares(
        self,
        shares: Sequence[float],
        title: str,
        of_pins: Sequence[tuple[int, Sequence[float]]] = (),
    ) -> None:
        """Show how much of each filter is taken, of 1, under a title that says where.

        ``of_pins`` are the numbers of their colours, and what they take.
        """
        if (tuple(shares), title, (*of_pins,)) != (self.shares, self.title, self.of_pins):
            self.shares, self.title, self.of_pins = tuple(shares), title, (*of_pins,)
            parts = (tr("filter {}: {:.0f} %").format(i, 100 * s) for i, s in enumerate(shares, 1))
            self.setAccessibleDescription(f"{title}: {', '.join(parts)}")
            self.update()

    def show_map(
        self,
        values: NDArray[Any] | None,
        aspect: float,
        note: str,
        chosen: int | None = None,
    ) -> None:
        """Show the number of the filter most taken (H, W), int16, −1 for none; or a note.

        Or the shares (H, W) of the ``chosen`` filter, of 1, NaN for none. ``aspect`` is the height
        of a pixel divided by its width.
        """
        if values is not self.values or chosen != self.chosen:
            self.values, self.chosen = values, chosen
            self._map = None if values is None else self._coloured(sampled(values))
        self.note, self._aspect = note, aspect
        self.update()

    def _coloured(self, values: NDArray[Any]) -> QImage:
        if values.dtype == np.int16:
            return image_of(values.astype(np.float32), "classes", (0, 1))
        there = values[~np.isnan(values)]
        self._limits = (float(there.min()), float(there.max())) if there.size else (0.0, 1.0)
        return image_of(values, "sequential", self._limits)

    def refresh(self) -> None:
        """Draw everything anew."""
        if self.values is not None:
            self._map = self._coloured(sampled(self.values))
        self.update()

    def show_pixels(self, pixel: tuple[int, int] | None, pins: tuple[Pin, ...]) -> None:
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
        if self.values is None:
            return area
        rows, columns = self.values.shape
        scale = min(area.width() / columns, area.height() / (rows * self._aspect))
        return QRectF(left, top, columns * scale, rows * self._aspect * scale)

    def to_screen(self, row: int, column: int) -> QPointF:
        """Centre of a pixel of the map."""
        assert self.values is not None
        (rows, columns), place = self.values.shape, self.place
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
        self._paint_legend(painter, above)
        painter.fillRect(place, QColor(theme.background))
        painter.drawImage(place, self._map)
        draw_pins(painter, [(self.to_screen(r, c), colour) for r, c, colour in self._pins])
        if self._pixel is not None:
            self._paint_mark(painter, self.to_screen(*self._pixel))
        if self.hasFocus():
            painter.setPen(QColor(theme.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_legend(self, painter: QPainter, above: QRectF) -> None:
        """What the map is; of shares, its colours between their limits."""
        if self.chosen is None:
            painter.drawText(above, 0, tr("Filter most taken"))
            return
        low, high = (f"{100 * limit:.0f}" for limit in self._limits)
        first = tr("Filter {}: {} %").format(self.chosen + 1, low)
        painter.drawText(above, 0, first)
        left = above.left() + painter.fontMetrics().horizontalAdvance(first) + 6
        ramp = image_of(np.linspace(0, 1, 64)[None], "sequential", (0, 1))
        painter.drawImage(QRectF(left, above.top() + 4, _RAMP, 7), ramp)
        painter.drawText(above.adjusted(left - above.left() + _RAMP + 6, 0, 0, 0), 0, f"{high} %")

    def bar_rect(self, number: int) -> QRect:
        """Where the bar of a filter is, with its number and its figure."""
        return QRect(0, _TITLE + number * _LINE, self._bars_width, _LINE)

    def _paint_bar(self, painter: QPainter, number: int, share: float) -> None:
        theme, top = colours(), self.bar_rect(number).top()
        if number == self.chosen:
            painter.fillRect(self.bar_rect(number).adjusted(0, -1, 0, -3), QColor(theme.raised))
        room = max(self._bars_width - _NUMBER - _FIGURE, 10)
        painter.fillRect(QRect(0, top + 4, 8, 8), QColor(pin_colour(number)))
        painter.setPen(QColor(theme.text))
        painter.drawText(QRect(12, top, _NUMBER - 12, _LINE), 0, str(number + 1))
        painter.fillRect(QRect(_NUMBER, top + 3, room, 10), QColor(theme.raised))
        painter.fillRect(QRectF(_NUMBER, top + 3, room * share, 10), QColor(pin_colour(number)))
        for colour, shares in self.of_pins:
            x = _NUMBER + room * shares[number]
            painter.fillRect(QRectF(x - 2, top + 1, 4, 14), QColor(theme.panel))
            painter.fillRect(QRectF(x - 1, top + 2, 2, 12), QColor(pin_colour(colour)))
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
        if self.values is None or event.button() != Qt.MouseButton.LeftButton:
            return
        for number in range(len(self.shares)):
            if self.bar_rect(number).contains(event.position().toPoint()):
                self._choose(number)
                return
        (rows, columns), place = self.values.shape, self.place
        at = event.position() - place.topLeft()
        if place.contains(event.position()):
            row, column = at.y() * rows // place.height(), at.x() * columns // place.width()
            self.pixel_wanted.emit(int(row), int(column))

    def event(self, event: QEvent) -> bool:
        return keeps(event, _KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if self.chosen is not None and event.key() == Qt.Key.Key_Escape:
            self._choose(None)
        elif step is not None and self.shares:
            last, start = len(self.shares) - 1, self.chosen
            self._choose(
                (0 if step > 0 else last) if start is None else min(max(start + step, 0), last)
            )
        else:
            super().keyPressEvent(event)

    def _choose(self, number: int | None) -> None:
        """Have the share of a filter mapped; of the one that is, no longer."""
        self.filter_wanted.emit(None if number == self.chosen else number)
