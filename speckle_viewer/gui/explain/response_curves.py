"""Frequency responses along both axes as curves, from frequency zero to the finest pattern."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from speckle_viewer.colours import paper_colour
from speckle_viewer.gui.explain.column_readings import Response
from speckle_viewer.gui.explain.columns_layout import Column
from speckle_viewer.gui.inspector.figures import fixed
from speckle_viewer.gui.style import small_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.shown import Curves

_LEFT, _ABOVE, _BELOW = 32, 20, 18  # px around the axes
Values = NDArray[np.float64]


def paint_curves(
    painter: QPainter, area: QRect, columns: Sequence[Column], response: Response
) -> None:
    """One pair of curves per kernel, in its colour: across with a whole line, down dashed."""
    theme = colours()
    axes = QRectF(area).adjusted(_LEFT, _ABOVE, -8, -_BELOW)
    across, down = frequencies(response)
    edge = float(max(across[-1], down[-1]))
    top = max(float(response.across.max()), float(response.down.max())) or 1.0
    painter.save()
    painter.setFont(small_font())
    _paint_axes(painter, axes, edge, top, response.of.unit)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for index, column in enumerate(columns):
        ink = QColor(column.colour or theme.text)
        for places, values, line in (
            (across, response.across[index], Qt.PenStyle.SolidLine),
            (down, response.down[index], Qt.PenStyle.DashLine),
        ):
            xs = axes.left() + places / edge * axes.width()
            ys = axes.bottom() - values / top * axes.height()
            painter.setPen(QPen(ink, 1.4, line))
            painter.drawPolyline(
                QPolygonF([QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)])
            )
    painter.restore()


def _paint_axes(painter: QPainter, axes: QRectF, edge: float, top: float, unit: str) -> None:
    theme, align = colours(), Qt.AlignmentFlag
    painter.setPen(QColor(theme.line))
    for share in (0.0, 0.5, 1.0):
        y = axes.bottom() - share * axes.height()
        painter.drawLine(QPointF(axes.left(), y), QPointF(axes.right(), y))
    painter.setPen(QColor(theme.secondary))
    for share in (0.0, 0.5, 1.0):
        y = axes.bottom() - share * axes.height()
        figure = QRectF(axes.left() - _LEFT, y - 8, _LEFT - 4, 16)
        painter.drawText(figure, align.AlignRight | align.AlignVCenter, fixed(share * top, 2))
    below = QRectF(axes.left(), axes.bottom() + 2, axes.width(), _BELOW - 2)
    wide, last = painter.fontMetrics().horizontalAdvance, fixed(edge, 2)
    fits = wide(unit) + 2 * wide(last) < axes.width() - 8
    painter.drawText(below, align.AlignLeft, "0")
    painter.drawText(below, align.AlignHCenter, unit if fits else unit.removeprefix("cycles"))
    painter.drawText(below, align.AlignRight, last)
    above = QRectF(axes.left() - _LEFT, axes.top() - _ABOVE, axes.width() + _LEFT + 8, _ABOVE - 4)
    words = tr("|H| → whole lines, ↓ dashed")
    fits = wide(words) <= above.width()
    painter.drawText(above, align.AlignLeft, words if fits else "|H|  → —  ↓ - -")


def frequencies(response: Response) -> tuple[Values, Values]:
    """Those of the curves, across and down, in the response's unit."""
    per_px = np.linspace(0, 0.5, response.across.shape[-1])
    down, across = response.mm_per_px or (1.0, 1.0)
    return per_px / across, per_px / down


def curves(columns: Sequence[Column], response: Response) -> "tuple[Curves, ...]":
    """The same as numbers."""
    from speckle_viewer.evidence.shown import Curves

    across, down = frequencies(response)
    return tuple(
        Curves(
            f"|H| {way}",
            places,
            f"Frequency {way} ({response.of.unit})",
            {column.title: values[index] for index, column in enumerate(columns)},
            "|H|",
            {column.title: (paper_colour(column.colour), line) for column in columns},
        )
        for way, places, values, line in (
            ("across", across, response.across, "-"),
            ("down", down, response.down, "--"),
        )
    )
