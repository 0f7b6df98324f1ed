"""Draws the sheet of heat maps: titles, maps, frames around them and numbers in their cells."""

from collections.abc import Sequence
from types import TracebackType
from typing import Self

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPixmap

from speckle_viewer.central import SMALL, Central
from speckle_viewer.gui.inspector.colourmap import (
    Pixels,
    Values,
    grey_pixels,
    limit_of,
    overlay_pixels,
    rooted,
    signed_pixels,
    to_image,
)
from speckle_viewer.gui.inspector.figures import brief, fixed, short, signed
from speckle_viewer.gui.inspector.layout import GAP, GUTTER, HEADING, Map, Sheet
from speckle_viewer.gui.style import small_font, text_font
from speckle_viewer.gui.theme import Theme
from speckle_viewer.gui.tr import QT_TR_NOOP, tr

_NAMES = {
    "patch": QT_TR_NOOP("Patch"),
    "overlay": QT_TR_NOOP("Overlay"),
    "weight": QT_TR_NOOP("Weight"),
    "product": QT_TR_NOOP("Product"),
}
_LONG_NAMES = _NAMES | {
    "overlay": QT_TR_NOOP("Weight over patch"),
    "product": QT_TR_NOOP("Weight × intensity"),
}
_WIDE = 120  # px from which a map has room for its long name
_LIGHT_CELL = 120  # grey value from which dark figures are the more readable ones
_SMALLEST_CENTRE = 4  # px: in smaller cells the mark of the centre would hide the tap

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


def decimals_that_fit(cell: int) -> int:
    """How many decimals of a number fit into a cell of so many pixels; 0 where none does."""
    metrics = QFontMetrics(small_font())
    return max(
        (d for d in (2, 3) if metrics.horizontalAdvance(short(-0.5, d)) + 2 <= cell), default=0
    )


def title_texts(
    kernel: Central, section: int, total: float, width: int, *, added: bool = False
) -> tuple[str, str]:
    """What stands left and right above the maps of a size, as long as fits into a width in px.

    ``added`` where the section is all sizes and frames added.
    """
    frames, size = kernel.taps[section].shape[:2]
    whole, share = kernel.whole[section], kernel.shares[section]
    bare = f"{size} × {size}"
    if added:
        left = tr("Added: {}").format(bare)
        limit = brief(limit_of((kernel.taps[section],)))
        rights = [tr("√ weight, up to ±{}").format(limit), f"±{limit}"]
    elif size < whole:
        left = tr("{} of {} × {}").format(bare, whole, whole)
        rights = [tr("{:.0f} % of Σ|w|").format(100 * share), f"{100 * share:.0f} %"]
    else:
        left = f"{bare} · " + tr("%n frames", "", frames)
        rights = [tr("sum of weights {}").format(fixed(total, 4)), f"Σw {fixed(total, 4)}"]
    large, small = QFontMetrics(text_font()), QFontMetrics(small_font())
    for texts in ((left, rights[0]), (left, rights[1]), (bare, rights[1])):
        if large.horizontalAdvance(texts[0]) + GAP + small.horizontalAdvance(texts[1]) <= width:
            return texts
    return bare, ""


class SheetPainter:
    """Paints onto a pixmap; a context manager, so that painting always ends."""

    def __init__(self, sheet: QPixmap, theme: Theme) -> None:
        self._painter = QPainter(sheet)
        self._theme = theme

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._painter.end()

    def message(self, rect: QRect, text: str) -> None:
        """Write a message instead of maps."""
        self._painter.setFont(text_font())
        self._painter.setPen(QColor(self._theme.secondary))
        self._painter.drawText(rect, _CENTRE | Qt.TextFlag.TextWordWrap, text)

    def kernel(
        self,
        kernel: Central,
        sums: Sequence[float],
        sheet: Sheet,
        limits: Sequence[tuple[float, float]],
        offsets: Sequence[int],
    ) -> None:
        """Draw all maps of a pixel in their places.

        ``sums`` and ``limits`` are per size, the latter of weight and product; ``offsets`` those of
        the burst's frames.
        """
        products, theme = kernel.products, self._theme
        for section, title in enumerate(sheet.titles):
            added = sheet.added and section == len(sheet.titles) - 1
            total = 0.0 if added else sums[section]
            texts = title_texts(kernel, section, total, title.width(), added=added)
            self._title(texts, title)
        for place in sheet.maps:
            s, f = place.section, place.frame
            taps, patch, product = kernel.taps[s][f], kernel.patches[s][f], products[s][f]
            weight_limit, product_limit = limits[s]
            # A small kernel in the middle of a large one would leave the rest without a colour.
            is_rooted = kernel.whole[s] > SMALL or (sheet.added and s == len(sheet.titles) - 1)
            shown = rooted(taps, weight_limit) if is_rooted else taps
            match place.kind:
                case "patch":
                    self._map(place, patch, grey_pixels(patch), offsets)
                case "overlay":
                    self._map(place, taps, overlay_pixels(patch, shown, weight_limit), offsets)
                case "weight":
                    self._map(place, taps, signed_pixels(shown, weight_limit, theme), offsets)
                case "product":
                    self._map(place, product, signed_pixels(product, product_limit, theme), offsets)

    def _title(self, texts: tuple[str, str], rect: QRect) -> None:
        left, right = texts
        self._painter.setFont(text_font())
        self._painter.setPen(QColor(self._theme.text))
        self._painter.drawText(rect, _LEFT, left)
        self._painter.setFont(small_font())
        self._painter.setPen(QColor(self._theme.secondary))
        self._painter.drawText(rect, _RIGHT, right)

    def _map(self, place: Map, values: Values, pixels: Pixels, offsets: Sequence[int]) -> None:
        painter, theme, rect = self._painter, self._theme, place.rect
        image = to_image(pixels)
        painter.drawImage(rect, image)
        if place.cell >= _SMALLEST_CENTRE:
            middle = place.size // 2
            painter.setPen(QColor(theme.secondary))
            painter.drawRect(place.cell_rect(middle, middle).adjusted(0, 0, -1, -1))
        is_this = not place.large and place.frame == len(offsets) // 2
        painter.setPen(QColor(theme.secondary if is_this else theme.line))
        painter.drawRect(rect.adjusted(-1, -1, 0, 0))
        painter.setFont(small_font())
        if place.nameless:
            pass
        elif place.large:
            self._name_above(place, offsets)
        else:
            self._names_of_burst(place, offsets[place.frame])
        decimals = decimals_that_fit(place.cell)
        if decimals:
            self._numbers(place, values, image, decimals)

    def _name_above(self, place: Map, offsets: Sequence[int]) -> None:
        name, width = tr(_LONG_NAMES[place.kind]), place.rect.width()
        if self._painter.fontMetrics().horizontalAdvance(name) > width:
            name = tr(_NAMES[place.kind])
        if place.size > SMALL and len(offsets) > 1:
            when = signed(offsets[place.frame]) if offsets[place.frame] else tr("this")
            name = f"{name} · {when}" if place.side >= _WIDE else when
        self._painter.setPen(QColor(self._theme.secondary))
        # A small map is narrower than its name, which has room before the next one.
        self._painter.drawText(_above(place.rect), _LEFT | Qt.TextFlag.TextDontClip, name)

    def _names_of_burst(self, place: Map, offset: int) -> None:
        painter, rect = self._painter, place.rect
        painter.setPen(QColor(self._theme.secondary))
        if place.frame == 0:
            name = QRect(rect.x() - GUTTER, rect.y(), GUTTER - GAP, rect.height())
            painter.drawText(name, _LEFT, tr(_NAMES[place.kind]))
        if place.kind in ("patch", "overlay"):
            painter.setPen(QColor(self._theme.secondary if offset else self._theme.text))
            painter.drawText(_above(rect), _CENTRE, signed(offset) if offset else tr("this"))

    def _numbers(self, place: Map, values: Values, image: QImage, decimals: int) -> None:
        painter = self._painter
        painter.setFont(small_font())
        dark, light = QColor("#0f1011"), QColor("#f2f3f4")
        for row in range(place.size):
            for column in range(place.size):
                is_light = QColor(image.pixel(column, row)).lightness() > _LIGHT_CELL
                painter.setPen(dark if is_light else light)
                text = short(float(values[row, column]), decimals)
                painter.drawText(place.cell_rect(row, column), _CENTRE, text)


def _above(rect: QRect) -> QRect:
    return QRect(rect.x(), rect.y() - HEADING, rect.width(), HEADING)
