"""Numbers as images, and the colour bar that says what the colours are."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from speckle_viewer.colours import Colours, rgba
from speckle_viewer.gui.style import small_font
from speckle_viewer.gui.theme import colours

_TEXT = 16


def image_of(values: NDArray[Any], scale: Colours, limits: tuple[float, float]) -> QImage:
    """An image of one pixel per number (H, W), to be drawn larger; clear where a number is NaN."""
    pixels = np.ascontiguousarray(rgba(values, scale, limits, colours().name))
    height, width = pixels.shape[:2]
    form = QImage.Format.Format_RGBA8888
    return QImage(pixels.tobytes(), width, height, 4 * width, form).copy()


def paint_bar(
    painter: QPainter,
    bar: QRect,
    scale: Colours,
    limits: tuple[float, float],
    texts: tuple[str, str, str],
) -> None:
    """A colour bar with what stands under its start, its middle and its end."""
    ramp = np.linspace(*limits, 256)[None]
    painter.drawImage(bar, image_of(ramp, scale, limits))
    below = QRect(bar.left(), bar.bottom() + 2, bar.width(), _TEXT)
    painter.setFont(small_font())
    align = Qt.AlignmentFlag
    sides = (align.AlignLeft, align.AlignHCenter, align.AlignRight)
    for text, side, ink in zip(texts, sides, ("text", "secondary", "text"), strict=True):
        painter.setPen(QColor(getattr(colours(), ink)))
        painter.drawText(below, side | align.AlignTop, text)
