"""The divider between the two images of a swipe: where it stands, and how it is drawn."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from speckle_viewer.gui.style import GRID, small_font
from speckle_viewer.gui.texts import title_of
from speckle_viewer.viewer.panes import Divider

GRAB = 6
"""How many pixels beside a divider it can still be dragged."""

_LIGHT, _DARK, _PLATE = QColor(255, 255, 255, 220), QColor(0, 0, 0, 130), QColor(0, 0, 0, 150)


def divider_x(divider: Divider, placed: QTransform) -> float:
    """Where a divider stands on the screen; ``placed`` is the transform of the image."""
    return float(placed.map(QPointF(divider.column, 0)).x())


def is_on_divider(divider: Divider | None, placed: QTransform, position: QPointF) -> bool:
    """Whether the mouse is close enough to a divider to drag it."""
    return divider is not None and abs(position.x() - divider_x(divider, placed)) <= GRAB


def share_at(position: QPointF, placed: QTransform, columns: int) -> float:
    """How far across an image of so many columns a position is, 0 to 1."""
    share = placed.inverted()[0].map(position).x() / columns
    return float(min(max(share, 0.0), 1.0))


def draw_divider(painter: QPainter, area: QRect, divider: Divider, placed: QTransform) -> None:
    """A line from top to bottom with a handle, and the titles of what is on either side."""
    x = divider_x(divider, placed)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for pen in (QPen(_DARK, 4), QPen(_LIGHT, 1.5)):
        painter.setPen(pen)
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
    painter.setPen(QPen(_DARK, 1))
    painter.setBrush(_LIGHT)
    painter.drawRoundedRect(QRectF(x - 4, area.center().y() - 16, 8, 32), 4, 4)
    painter.setFont(small_font())
    _draw_title(painter, title_of(divider.left), area, x, on_left=True)
    _draw_title(painter, title_of(divider.right), area, x, on_left=False)


def _draw_title(painter: QPainter, text: str, area: QRect, x: float, *, on_left: bool) -> None:
    room = int((x - area.left() if on_left else area.right() - x) - 3 * GRID)
    metrics = painter.fontMetrics()
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0))
    width = metrics.horizontalAdvance(text)
    if not text or width > room:
        return
    left = x - width - 2 * GRID if on_left else x + 2 * GRID
    plate = QRectF(left - 4, area.top() + GRID, width + 8, metrics.height() + 4)
    painter.fillRect(plate, _PLATE)
    painter.setPen(_LIGHT)
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)
