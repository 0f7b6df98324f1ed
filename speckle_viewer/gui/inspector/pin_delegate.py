"""Draws a row of the list of pins: thumbnail, number in the pin's colour, place, values, ×."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QCursor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from speckle_viewer.gui.icons import icon
from speckle_viewer.gui.inspector.colourmap import Values, limit_of, signed_pixels, to_image
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.style import small_font, text_font
from speckle_viewer.gui.theme import colours

if TYPE_CHECKING:
    from speckle_viewer.evidence import PixelKernel
    from speckle_viewer.gui.inspector.pins import PinRow

ROW_HEIGHT = 40
_THUMBNAIL = 30
_DISC = 16
_CROSS = 24
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


class PinDelegate(QStyledItemDelegate):
    """Draws `PinRow` items."""

    def cross(self, row: QRect) -> QRect:
        """The × of a row, in the list's coordinates."""
        corner = QPoint(row.right() - _CROSS - 3, row.center().y() - _CROSS // 2 + 1)
        return QRect(corner, QSize(_CROSS, _CROSS))

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, ROW_HEIGHT)

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
        frame = QRect(rect.x() + 32, middle - _THUMBNAIL // 2, _THUMBNAIL, _THUMBNAIL)
        if row.kernel is not None:
            self._thumbnail(painter, frame, row.kernel)
        left = frame.left() if row.kernel is None else frame.right() + 9
        self._words(painter, QRect(left, rect.y() + 4, rect.right() - _CROSS - 8 - left, 16), row)
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

    def _words(self, painter: QPainter, first: QRect, row: "PinRow") -> None:
        theme, second = colours(), first.translated(0, 16)
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
        values = "   ".join(f"{name} {value}" for name, value in row.values)
        shown = metrics.elidedText(values, right, second.width())
        painter.drawText(second, _LEFT, shown)
