"""The colour bars under the maps: what a colour means, in which unit, between which limits."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from speckle_viewer.gui.inspector.colourmap import grey_pixels, signed_pixels, to_image
from speckle_viewer.gui.inspector.figures import brief, fixed
from speckle_viewer.gui.inspector.layout import Kind
from speckle_viewer.gui.style import small_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr

_BARS = ("intensity", "weight", "product")
ALL_BARS = frozenset(_BARS)
BARS_OF: dict[Kind, tuple[str, ...]] = {
    "patch": ("intensity",),
    "overlay": ("intensity", "weight"),
    "weight": ("weight",),
    "product": ("product",),
}
"""The bars that explain a kind of map."""

_TEXT, _BAR, _GAP = 14, 6, 8
_SIZES = 48  # width of the names of the sizes, where there are several
_LIMIT = 13  # height of a size's limits
_NARROW = 102  # px: narrower bars have no room for unit, both limits and zero
_RAMP = np.linspace(0.0, 1.0, 256, dtype=np.float32)[None]
_SIGNED_RAMP = np.linspace(-1.0, 1.0, 511, dtype=np.float32)[None]


class Legend(QWidget):
    """Colour bars: intensity, weight and product, as far as they are drawn.

    Of several kernel sizes the limits of each stand in a row of their own.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.limits: tuple[tuple[float, float], ...] = ()
        self.sizes: tuple[int, ...] = ()
        self.rooted = False
        self.drawn: frozenset[str] = ALL_BARS
        self._set_height()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Colour bars"))
        self.setToolTip(
            tr(
                "Weights and products run from blue (negative) over neutral to orange (positive).\n"
                "Each kernel size has limits of its own, which all its frames share.\n"
                "Only the sum of the sizes counts: where both look at a pixel, one of them may be\n"
                "left faint, so that a large kernel can have a hole that the small one fills.\n"
                "Of large kernels, and of all sizes added, colours go with the square root of the\n"
                "weight, where it is written.\n"
                "Weights have no unit; intensities and products are brightness, where 1 is white."
            )
        )

    def set_limits(
        self,
        limits: tuple[tuple[float, float], ...],
        *,
        sizes: tuple[int, ...] = (),
        rooted: bool = False,
        drawn: frozenset[str] = ALL_BARS,
    ) -> None:
        """Show the symmetric limits of weights and products, per kernel size of ``sizes``.

        ``rooted`` says that colours go with the square root of weights; ``drawn`` are the bars that
        there are: "intensity", "weight", "product".
        """
        if (limits, sizes, rooted, drawn) != (self.limits, self.sizes, self.rooted, self.drawn):
            self.limits, self.rooted, self.drawn = limits, rooted, drawn
            if limits:  # without a kernel nothing moves
                self.sizes = sizes
                self._set_height()
            self.setAccessibleDescription("; ".join(" ".join(texts) for texts in self.texts()))
            self.update()

    def texts(self) -> tuple[tuple[str, ...], ...]:
        """Title of each bar and its ends; of several sizes, the limits of each instead."""
        several = len(self.limits) > 1
        weights, products = zip(*self.limits, strict=True) if self.limits else ((), ())
        ends = self._of_sizes if several else _ends
        every = (
            (tr("Intensity (0–1)"), "0", "1"),
            (tr("√ weight") if self.rooted else tr("Weight (no unit)"), *ends(weights)),
            (tr("Product (0–1)"), *ends(products)),
        )
        return tuple(texts for bar, texts in zip(_BARS, every, strict=True) if bar in self.drawn)

    def _of_sizes(self, limits: Sequence[float]) -> tuple[str, ...]:
        return tuple(f"±{brief(limit)}" for limit in limits)

    def _set_height(self) -> None:
        several = len(self.sizes) > 1
        limits = _LIMIT * len(self.sizes) - 2 if several else _TEXT
        self.setFixedHeight(_TEXT + _BAR + 4 + limits)

    def sizeHint(self) -> QSize:
        return QSize(0, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        bars = [bar for bar in _BARS if bar in self.drawn]
        left = _SIZES if len(self.sizes) > 1 else 0
        width = (self.width() - left - (len(bars) - 1) * _GAP) // len(bars)
        painter = QPainter(self)
        painter.setFont(small_font())
        if left:
            self._draw_sizes(painter)
        for place, (kind, texts) in enumerate(zip(bars, self.texts(), strict=True)):
            space = QRect(left + place * (width + _GAP), 0, width, self.height())
            self._draw_bar(painter, space, kind, texts)
        painter.end()

    def _draw_sizes(self, painter: QPainter) -> None:
        painter.setPen(QColor(colours().secondary))
        for row, size in enumerate(self.sizes):
            painter.drawText(self._limits_rect(0, _SIZES, row), f"{size} × {size}")

    def _limits_rect(self, x: int, width: int, row: int) -> QRect:
        return QRect(x, _TEXT + _BAR + 3 + row * _LIMIT, width, _TEXT)

    def _draw_bar(self, painter: QPainter, space: QRect, kind: str, texts: tuple[str, ...]) -> None:
        x, width, theme = space.x(), space.width(), colours()
        narrow, is_signed = width < _NARROW, kind != "intensity"
        painter.setPen(QColor(theme.secondary))
        title = texts[0].partition(" (")[0] if narrow else texts[0]
        painter.drawText(QRect(x, 0, width, _TEXT), Qt.AlignmentFlag.AlignLeft, title)
        pixels = signed_pixels(_SIGNED_RAMP, 1.0, theme) if is_signed else grey_pixels(_RAMP)
        painter.drawImage(QRect(x, _TEXT + 1, width, _BAR), to_image(pixels))
        painter.setPen(QColor(theme.text))
        if is_signed and len(self.limits) > 1:
            for row, text in enumerate(texts[1:]):
                rect = self._limits_rect(x - _GAP, width + _GAP, row)  # ±4.2 × 10⁻⁴ is wider
                painter.drawText(rect, Qt.AlignmentFlag.AlignHCenter, text)
            return
        ends = self._limits_rect(x, width, 0)
        if is_signed and narrow:
            both = f"±{texts[2][1:]}" if texts[2].startswith("+") else texts[2]
            painter.drawText(ends, Qt.AlignmentFlag.AlignHCenter, both)
            return
        painter.drawText(ends, Qt.AlignmentFlag.AlignLeft, texts[1])
        painter.drawText(ends, Qt.AlignmentFlag.AlignRight, texts[2])
        if is_signed:
            painter.drawText(ends, Qt.AlignmentFlag.AlignHCenter, "0")


def _ends(limits: Sequence[float]) -> tuple[str, str]:
    """What stands at the ends of a bar."""
    if not any(limits):
        return "–", "–"
    return fixed(-limits[0], 3), f"+{fixed(limits[0], 3)}"
