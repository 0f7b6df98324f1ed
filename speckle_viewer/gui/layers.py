"""What lies over an image: numbers as colours that move with it, and the bars that explain them."""

from collections.abc import Sequence
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPixmapItem

from speckle_viewer.colours import table
from speckle_viewer.gui.style import GRID, small_font
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import Overlay
from speckle_viewer.viewer.drawn import LIT, THEME, pixels_of

__all__ = [
    "LIT",
    "THEME",
    "Layers",
    "bar_texts",
    "colour_bar_places",
    "draw_colour_bars",
    "pixels_of",
]

_PLATE, _INK, _LATE = QColor(0, 0, 0, 150), QColor(235, 235, 235), QColor("#e0a33a")
_WIDTH, _LINE, _BAR, _WHEEL = 152, 15, 6, 28  # px; that of the wheel is its radius


_pictures: WeakKeyDictionary[Overlay, QPixmap] = WeakKeyDictionary()
"""An overlay over every pane is drawn once."""

_ASIDE = 48  # px: room for the frame that an overlay is of


class Layers:
    """Keeps a picture per overlay, above the image that they belong to."""

    def __init__(self, image: QGraphicsItem) -> None:
        self._image = image
        self._items: dict[Overlay, QGraphicsPixmapItem] = {}
        self._smooth = False

    def set_smooth(self, smooth: bool) -> None:
        """Interpolate images that lie there as the one below: maps keep their pixels' edges."""
        self._smooth = smooth
        for overlay, item in self._items.items():
            self._draw_as_wanted(overlay, item)

    def _draw_as_wanted(self, overlay: Overlay, item: QGraphicsPixmapItem) -> None:
        smooth = self._smooth and overlay.colours == "grey"
        mode = Qt.TransformationMode
        item.setTransformationMode(mode.SmoothTransformation if smooth else mode.FastTransformation)

    def show(self, overlays: Sequence[Overlay]) -> None:
        """Lay these over the image, the first lowest; those that lie there already stay."""
        for gone in self._items.keys() - set(overlays):
            item = self._items.pop(gone)
            item.scene().removeItem(item)
        for height, overlay in enumerate(overlays):
            if overlay not in self._items:
                self._items[overlay] = self._lay(overlay)
            self._items[overlay].setZValue(1 + height)

    def _lay(self, overlay: Overlay) -> QGraphicsPixmapItem:
        if overlay not in _pictures:
            _pictures[overlay] = _picture(overlay)
        item = QGraphicsPixmapItem(_pictures[overlay], self._image)
        item.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        row, column = overlay.origin
        place = QTransform.fromTranslate(column, row)
        item.setTransform(place.scale(overlay.spacing, overlay.spacing))
        self._draw_as_wanted(overlay, item)
        return item


def _picture(overlay: Overlay) -> QPixmap:
    pixels = np.ascontiguousarray(pixels_of(overlay))
    height, width = pixels.shape[:2]
    form = QImage.Format.Format_RGBA8888
    return QPixmap.fromImage(QImage(pixels.tobytes(), width, height, 4 * width, form))


def bar_texts(overlay: Overlay, frame: int | None) -> tuple[str, str, tuple[str, ...]]:
    """What is written at a colour bar: above it, beside that if it is of another frame, below."""
    title = tr(overlay.title)
    title = f"{title} ({tr(overlay.unit)})" if overlay.unit else title
    late = "" if overlay.frame == frame else tr("frame {}").format(overlay.frame + 1)
    if overlay.colours == "classes":
        return title, late, overlay.classes
    low, high = overlay.limits
    if overlay.colours == "cyclic":
        return title, late, (f"{high:g}", f"{(low + high) / 2:g}", f"{low:g}")
    return title, late, (f"{low:.3g}", f"{high:.3g}")


def colour_bar_places(
    area: QRect, image: QRect, overlays: Sequence[Overlay], frame: int | None
) -> list[QRect]:
    """Where the bars of those overlays stand that have a title, at the right.

    At the top where that is above or beside the image (its place in the area), else at the bottom:
    the top of an ultrasound image is the near field, its lower corners are mostly black. ``frame``
    is that of the image: an overlay that is of another one says so.
    """
    titled = [overlay for overlay in overlays if overlay.title]
    heights = [_height(overlay) + 4 + GRID for overlay in titled]
    widest = _WIDTH + (_ASIDE if any(o.frame != frame for o in titled) else 0) + 4 * GRID
    beside = area.right() - image.right() >= widest or image.top() - area.top() >= sum(heights)
    top = area.top() + GRID
    if not beside:
        top = max(top, area.bottom() - GRID - sum(heights))
    places = []
    for overlay in titled:
        late = 0 if overlay.frame == frame else _ASIDE
        width = min(_WIDTH + late, area.width() - 4 * GRID)
        inner = QRect(area.right() - width - 2 * GRID, top + 4, width, _height(overlay))
        places.append(inner.adjusted(-GRID, -4, GRID, 4))
        top = inner.bottom() + GRID
    return places


def draw_colour_bars(
    painter: QPainter, places: Sequence[QRect], overlays: Sequence[Overlay], frame: int | None
) -> None:
    """Draw the bars where `colour_bar_places` has them."""
    painter.setFont(small_font())
    titled = [overlay for overlay in overlays if overlay.title]
    for place, overlay in zip(places, titled, strict=True):
        painter.fillRect(place, _PLATE)
        _draw_bar(painter, place.adjusted(GRID, 4, -GRID, -4), overlay, frame)


def _height(overlay: Overlay) -> int:
    return _LINE + (_WHEEL if overlay.colours == "cyclic" else _BAR) + _LINE + 4


def _draw_bar(painter: QPainter, inner: QRect, overlay: Overlay, frame: int | None) -> None:
    title, late, texts = bar_texts(overlay, frame)
    line = QRect(inner.topLeft(), QPoint(inner.right(), inner.top() + _LINE))
    align = Qt.AlignmentFlag
    painter.setPen(_INK)
    painter.drawText(line, align.AlignLeft, title)
    painter.setPen(_LATE)
    painter.drawText(line, align.AlignRight, late)
    painter.setPen(_INK)
    below = QRect(inner.left(), inner.bottom() - _LINE, inner.width(), _LINE + 2)
    colours = table(overlay.colours, THEME)
    if overlay.colours == "cyclic":
        _draw_wheel(painter, QRect(line.bottomLeft(), below.topRight()), colours, texts)
        return
    bar = QRect(inner.left(), line.bottom() + 3, inner.width(), _BAR)
    if overlay.colours == "classes":
        _draw_blocks(painter, bar, below, colours, texts)
        return
    painter.drawImage(bar, _strip(colours))
    painter.drawText(below, align.AlignLeft, texts[0])
    painter.drawText(below, align.AlignRight, texts[1])


def _draw_blocks(
    painter: QPainter, bar: QRect, below: QRect, colours: NDArray[np.uint8], names: Sequence[str]
) -> None:
    """One block per class, with its name under it."""
    width = bar.width() / max(len(names), 1)
    for place, name in enumerate(names):
        left = bar.left() + place * width
        painter.fillRect(QRectF(left, bar.top(), width - 2, bar.height()), QColor(*colours[place]))
        cell = QRectF(left, below.top(), width - 2, below.height())
        painter.drawText(cell, Qt.AlignmentFlag.AlignHCenter, name)


def _draw_wheel(
    painter: QPainter, place: QRect, colours: NDArray[np.uint8], texts: Sequence[str]
) -> None:
    """Half a wheel: an angle has the colour of the direction in which it points."""
    steps = 60
    wheel = QRect(0, 0, 2 * _WHEEL, 2 * _WHEEL)
    wheel.moveCenter(QPoint(place.center().x(), place.top() + _WHEEL + 12))
    painter.setPen(Qt.PenStyle.NoPen)
    for step in range(steps):
        colour = colours[round((step + 0.5) / steps * (len(colours) - 1))]
        painter.setBrush(QColor(*colour.tolist()))
        painter.drawPie(wheel, round(16 * 180 * step / steps), round(16 * 180 / steps) + 8)
    painter.setPen(_INK)
    align = Qt.AlignmentFlag
    sides = QRect(place.left(), wheel.center().y() - _LINE, place.width(), _LINE)
    painter.drawText(
        sides.adjusted(0, 0, -place.width() // 2 - _WHEEL - 5, 0), align.AlignRight, texts[0]
    )
    painter.drawText(
        sides.adjusted(place.width() // 2 + _WHEEL + 5, 0, 0, 0), align.AlignLeft, texts[2]
    )
    above = QRect(place.left(), place.top() - 2, place.width(), _LINE)
    painter.drawText(above, align.AlignHCenter, texts[1])


def _strip(colours: NDArray[np.uint8]) -> QImage:
    pixels = np.ascontiguousarray(colours)
    count = len(pixels)
    return QImage(pixels.tobytes(), count, 1, 3 * count, QImage.Format.Format_RGB888).copy()
