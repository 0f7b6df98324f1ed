"""Numbers as images, and the colour bar that says what the colours are."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter

from speckle_viewer.colours import Colours, rgba
from speckle_viewer.gui.style import small_font
from speckle_viewer.gui.theme import colours

_TEXT, _GAP = 16, 6


def image_of(values: NDArray[Any], scale: Colours, limits: tuple[float, float]) -> QImage:
    """An image of one pixel per number (H, W), to be drawn larger; clear where a number is NaN."""
    return to_image(rgba(values, scale, limits, colours().name))


def pixels_over(taps: NDArray[Any], limit: float) -> NDArray[np.uint8]:
    """Weights (…) as (…, 4) to be drawn over an image: the larger, the less is seen through them.

    Ultrasound is dark in either theme, so the bright colours of the dark one are used.
    """
    ends = (-limit or -1.0, limit or 1.0)
    pixels = rgba(np.copysign(ends[1], taps), "diverging", ends, "dark")
    pixels[..., 3] = np.round(255 * np.clip(np.abs(taps) / ends[1], 0, 1))
    return pixels


def to_image(pixels: NDArray[np.uint8]) -> QImage:
    """Colours (H, W, 4) as an image."""
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
    """A colour bar with what stands under its start, its middle and its end.

    Where room is short, the middle has only what stands before its " · ", the unit; where there is
    none even for that, it goes, but not the unit where both ends are the same but for their sign.
    """
    ramp = np.linspace(*limits, 256)[None]
    painter.drawImage(bar, image_of(ramp, scale, limits))
    below = QRect(bar.left(), bar.bottom() + 2, bar.width(), _TEXT)
    painter.setFont(small_font())
    align = Qt.AlignmentFlag
    sides = (align.AlignLeft, align.AlignHCenter, align.AlignRight)
    inks = ("text", "secondary", "text")
    fitting = _that_fit(texts, bar.width(), painter.fontMetrics())
    for text, side, ink in zip(fitting, sides, inks, strict=True):
        painter.setPen(QColor(getattr(colours(), ink)))
        painter.drawText(below, side | align.AlignTop, text)


def _that_fit(
    texts: tuple[str, str, str], room: int, metrics: QFontMetrics
) -> tuple[str, str, str]:
    start, middle, end = texts
    short = middle.partition(" · ")[0]
    ends = 2 * (max(map(metrics.horizontalAdvance, (start, end))) + _GAP)
    for text in (middle, short):
        if metrics.horizontalAdvance(text) + ends <= room:
            return start, text, end
    if start[:1] == "−" and start[1:] == end[1:]:
        return "", f"±{end[1:]} {short}".rstrip(), ""
    return start, "", end
