"""What is drawn over an image: cursor, pins, a line, scale bar; a sentence where there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.style import GRID, small_font
from speckle_viewer.gui.theme import colours

_LIGHT, _DARK = QColor(255, 255, 255, 220), QColor(0, 0, 0, 130)
_FAINT_LIGHT, _FAINT_DARK = QColor(255, 255, 255, 120), QColor(0, 0, 0, 70)
_GAP = 8


def draw_cursor(painter: QPainter, area: QRect, centre: QPointF) -> None:
    """Lines through a pixel that leave the pixel itself free."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    x, y = round(centre.x()), round(centre.y())
    for colour, width in ((_FAINT_DARK, 3), (_FAINT_LIGHT, 1)):
        painter.setPen(QPen(colour, width, c=Qt.PenCapStyle.FlatCap))
        painter.drawLine(area.left(), y, x - _GAP, y)
        painter.drawLine(x + _GAP, y, area.right(), y)
        painter.drawLine(x, area.top(), x, y - _GAP)
        painter.drawLine(x, y + _GAP, x, area.bottom())


def draw_pins(painter: QPainter, pins: Sequence[tuple[QPointF, int]]) -> None:
    """A ring in each pin's colour around its pixel, on a dark one that shows on any grey."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for centre, colour in pins:
        for pen in (QPen(_DARK, 4), QPen(QColor(pin_colour(colour)), 2)):
            painter.setPen(pen)
            painter.drawEllipse(centre, 6, 6)


def draw_line(painter: QPainter, start: QPointF, end: QPointF) -> None:
    """A line between the centres of two pixels: a dot where it starts, a ring where it ends."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for pen in (QPen(_DARK, 4), QPen(_LIGHT, 1.5)):
        painter.setPen(pen)
        painter.drawLine(start, end)
        for brush, place in ((_LIGHT, start), (_DARK, end)):
            painter.setBrush(brush)
            painter.drawEllipse(place, 3, 3)


def draw_edits(painter: QPainter, edits: Sequence[QPointF]) -> None:
    """A square around each pixel whose kernel was edited by hand."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for centre in edits:
        for pen in (QPen(_DARK, 3), QPen(QColor(colours().amber), 1)):
            painter.setPen(pen)
            painter.drawRect(QRectF(centre.x() - 9, centre.y() - 9, 18, 18))


def round_length(largest: float) -> float:
    """The largest of 1, 2 and 5 times a power of ten that is not above ``largest``."""
    power = 10.0 ** floor(log10(largest))
    return max(power * step for step in (1, 2, 5) if power * step <= largest)


@dataclass(frozen=True)
class ScaleBar:
    """A bar of a round length, on the screen ``length`` px long."""

    millimetres: float
    length: float

    @classmethod
    def fitting(cls, area: QRect, pixels_per_mm: float) -> "ScaleBar":
        """The longest one of at most a quarter of the width."""
        millimetres = round_length(max(area.width() / 4 / pixels_per_mm, 1e-3))
        return cls(millimetres, millimetres * pixels_per_mm)

    @property
    def text(self) -> str:
        """What stands over it."""
        return f"{self.millimetres:g} mm"

    def places(self, area: QRect, image: QRect) -> list[QRect]:
        """Where it may stand: lower left under the image; where no room is, in a corner of it."""
        metrics = QFontMetrics(small_font())
        width = max(round(self.length), metrics.horizontalAdvance(self.text))
        place = QRect(0, 0, width, metrics.ascent() + 8)
        seen = area & image
        inner = seen.adjusted(2 * GRID, 2 * GRID, -2 * GRID, -2 * GRID)
        place.moveBottomLeft(inner.bottomLeft())
        below = place.translated(0, 6 * GRID)
        if below.bottom() + 2 * GRID <= area.bottom():
            return [below]
        right = inner.right() - width + 1 - place.left()
        up = inner.top() - place.top()
        ways = QPoint(0, 0), QPoint(right, 0), QPoint(right, up), QPoint(0, up)
        return [place.translated(way) for way in ways]

    def draw(self, painter: QPainter, place: QRect, image: QRect) -> None:
        """Draw it at one of its places."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setFont(small_font())
        on_image = place.bottom() < image.bottom()
        if on_image:  # which may be of any grey there
            painter.fillRect(place.adjusted(-3, 0, 3, 3), _DARK)
        ink = _LIGHT if on_image else QColor(colours().text)
        painter.fillRect(QRectF(place.left(), place.bottom() - 1, self.length, 2), ink)
        painter.setPen(ink)
        painter.drawText(QPointF(place.left(), place.bottom() - 6), self.text)


def draw_ring(painter: QPainter, area: QRect) -> None:
    """A frame around the image that has the keyboard."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours().accent), 2))
    painter.drawRect(area.adjusted(1, 1, -1, -1))


def draw_message(painter: QPainter, area: QRect, sentence: str) -> None:
    """A sentence in the middle, where the image would be."""
    painter.setPen(QColor(colours().secondary))
    painter.drawText(
        area.adjusted(3 * GRID, 0, -3 * GRID, 0),
        Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
        sentence,
    )
