"""Draws a row of the list of pins: thumbnail, number in the pin's colour, place, values, ×."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QCursor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from speckle_viewer.gui.icons import icon
from speckle_viewer.gui.inspector.colourmap import Values, limit_of, signed_pixels, to_image
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.style import small_font, text_font
from speckle_viewer.gui.theme import colours

if TYPE_CHECKING:
    from speckle_viewer.evidence import PixelKernel
    from speckle_viewer.gui.inspector.pins import PinRow

ROW_HEIGHT = 40
"""Of a pin whose values are on one line."""

_THUMBNAIL = 30
_DISC = 16
_CROSS = 24
_LINE = 16
_MOST_LINES = 3
_BEFORE_FRAME = 32
_AFTER_FRAME = _THUMBNAIL + 9
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def thumbnail_of(kernel: "PixelKernel") -> Values:
    """All sizes and frames summed onto one patch: what the pixel takes from where."""
    largest = max(taps.shape[-1] for taps in kernel.taps)
    total = np.zeros((largest, largest), np.float32)
    for taps in kernel.taps:
        edge = (largest - taps.shape[-1]) // 2
        inside = slice(edge, largest - edge)
        total[inside, inside] += taps.sum(axis=0)
    return total


def wrapped(
    values: Sequence[tuple[str, str]], metrics: QFontMetrics, width: int
) -> tuple[str, ...]:
    """Names and values on as few lines as hold them, at least one; only names are cut."""
    lines: list[str] = []
    for name, value in values:
        room = width - metrics.horizontalAdvance(f" {value}")
        said = f"{metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)} {value}"
        longer = f"{lines[-1]}   {said}" if lines else said
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(said)
    if len(lines) > _MOST_LINES:
        lines[_MOST_LINES - 1 :] = ["   ".join(lines[_MOST_LINES - 1 :])]
    return tuple(lines) or ("",)


class PinDelegate(QStyledItemDelegate):
    """Draws `PinRow` items."""

    def cross(self, row: QRect) -> QRect:
        """The × of a row, in the list's coordinates."""
        corner = QPoint(row.right() - _CROSS - 3, row.top() + 1)
        return QRect(corner, QSize(_CROSS, _CROSS))

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row: PinRow = index.data(Qt.ItemDataRole.UserRole)
        return QSize(0, ROW_HEIGHT + _LINE * (len(self._values(option.widget, row)) - 1))

    def _values(self, view: QWidget, row: "PinRow") -> tuple[str, ...]:
        """The lines of values; the same whether or not the list scrolls."""
        bar = (
            view.verticalScrollBar().sizeHint().width()
            if isinstance(view, QAbstractItemView)
            else 0
        )
        width = view.width() - bar - _left(row) - 8
        return wrapped(row.values, QFontMetrics(small_font()), width)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, rect = colours(), option.rect
        row: PinRow = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.hover))
            painter.fillRect(QRect(rect.topLeft(), QSize(2, rect.height())), QColor(theme.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.raised))
        middle = rect.center().y() + 1
        self._disc(painter, QRect(rect.x() + 8, middle - _DISC // 2, _DISC, _DISC), row)
        frame = QRect(rect.x() + _BEFORE_FRAME, middle - _THUMBNAIL // 2, _THUMBNAIL, _THUMBNAIL)
        if row.kernel is not None:
            self._thumbnail(painter, frame, row.kernel)
        left = rect.x() + _left(row)
        first = QRect(left, rect.y() + 4, rect.right() - _CROSS - 8 - left, _LINE)
        self._words(painter, first, row, self._values(option.widget, row))
        cross = self.cross(rect)
        under = option.widget.mapFromGlobal(QCursor.pos()) if option.widget else QPoint(-1, -1)
        colour = theme.text if cross.contains(under) else theme.secondary
        icon("close", colour).paint(painter, cross.adjusted(4, 4, -4, -4))
        painter.restore()

    def _disc(self, painter: QPainter, rect: QRect, row: "PinRow") -> None:
        colour = QColor(pin_colour(row.colour))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(small_font())
        painter.setPen(QColor("#ffffff" if colour.lightness() < 80 else "#0f1011"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(row.index + 1))

    def _thumbnail(self, painter: QPainter, rect: QRect, kernel: "PixelKernel") -> None:
        theme = colours()
        painter.setPen(QColor(theme.line))
        values = thumbnail_of(kernel)
        painter.drawImage(rect, to_image(signed_pixels(values, limit_of((values,)), theme)))
        painter.drawRect(rect.adjusted(-1, -1, 0, 0))

    def _words(
        self, painter: QPainter, first: QRect, row: "PinRow", values: tuple[str, ...]
    ) -> None:
        theme = colours()
        painter.setFont(text_font())
        painter.setPen(QColor(theme.text))
        painter.drawText(first, _LEFT, row.place)
        advance = QFontMetrics(text_font()).horizontalAdvance(row.place) + 8
        metrics = QFontMetrics(small_font())
        painter.setFont(small_font())
        painter.setPen(QColor(theme.secondary))
        rest = first.adjusted(advance, 0, 0, 0)
        right = Qt.TextElideMode.ElideRight
        painter.drawText(rest, _LEFT, metrics.elidedText(row.millimetres, right, rest.width()))
        for place, line in enumerate(values, start=1):
            below = first.adjusted(0, _LINE * place, _CROSS, _LINE * place)
            painter.drawText(below, _LEFT, metrics.elidedText(line, right, below.width()))


def _left(row: "PinRow") -> int:
    """Where the words of a row begin."""
    return _BEFORE_FRAME + (_AFTER_FRAME if row.kernel is not None else 0)
