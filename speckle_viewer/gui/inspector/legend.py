"""The colour bars under the maps: what a colour means, in which unit, between which limits."""

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from speckle_viewer.gui.inspector.colourmap import grey_pixels, signed_pixels, to_image
from speckle_viewer.gui.inspector.figures import fixed
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
_NARROW = 102  # px: narrower bars have no room for unit, both limits and zero
_RAMP = np.linspace(0.0, 1.0, 256, dtype=np.float32)[None]
_SIGNED_RAMP = np.linspace(-1.0, 1.0, 511, dtype=np.float32)[None]


class Legend(QWidget):
    """Colour bars: intensity, weight and product, as far as they are drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.limits: tuple[tuple[float, float], ...] = ()
        self.rooted = False
        self.drawn: frozenset[str] = ALL_BARS
        self.setFixedHeight(2 * _TEXT + _BAR + 4)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Colour bars"))
        self.setToolTip(
            tr(
                "Weights and products run from blue (negative) over neutral to orange (positive).\n"
                "Each kernel size has limits of its own, which all its frames share.\n"
                "Of large kernels, colours go with the square root of the weight: the legend says "
                "so.\n"
                "Weights have no unit; intensities and products are brightness, where 1 is white."
            )
        )

    def set_limits(
        self,
        limits: tuple[tuple[float, float], ...],
        *,
        rooted: bool = False,
        drawn: frozenset[str] = ALL_BARS,
    ) -> None:
        """Show the symmetric limits of weights and products, per kernel size.

        ``rooted`` says that colours go with the square root of weights; ``drawn`` are the bars that
        there are: "intensity", "weight", "product".
        """
        if (limits, rooted, drawn) != (self.limits, self.rooted, self.drawn):
            self.limits, self.rooted, self.drawn = limits, rooted, drawn
            self.setAccessibleDescription("; ".join(" ".join(texts) for texts in self.texts()))
            self.update()

    def texts(self) -> tuple[tuple[str, ...], ...]:
        """Title and limits of each bar."""
        every = (
            (tr("Intensity (0–1)"), "0", "1"),
            (
                tr("√ weight") if self.rooted else tr("Weight (no unit)"),
                *_ends([weight for weight, _ in self.limits]),
            ),
            (tr("Product (0–1)"), *_ends([product for _, product in self.limits])),
        )
        return tuple(texts for bar, texts in zip(_BARS, every, strict=True) if bar in self.drawn)

    def sizeHint(self) -> QSize:
        return QSize(0, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours()
        signed = to_image(signed_pixels(_SIGNED_RAMP, 1.0, theme))
        bars = [bar for bar in _BARS if bar in self.drawn]
        width = (self.width() - (len(bars) - 1) * _GAP) // len(bars)
        painter = QPainter(self)
        painter.setFont(small_font())
        for place, (kind, texts) in enumerate(zip(bars, self.texts(), strict=True)):
            x = place * (width + _GAP)
            narrow = width < _NARROW
            painter.setPen(QColor(theme.secondary))
            title = texts[0].partition(" (")[0] if narrow else texts[0]
            painter.drawText(QRect(x, 0, width, _TEXT), Qt.AlignmentFlag.AlignLeft, title)
            bar = QRect(x, _TEXT + 2, width, _BAR)
            is_signed = kind != "intensity"
            painter.drawImage(bar, signed if is_signed else to_image(grey_pixels(_RAMP)))
            ends = QRect(x, bar.bottom() + 3, width, _TEXT)
            painter.setPen(QColor(theme.text))
            if is_signed and (narrow or not texts[1]):
                both = f"±{texts[2][1:]}" if texts[2].startswith("+") else texts[2]
                painter.drawText(ends, Qt.AlignmentFlag.AlignHCenter, both)
                continue
            painter.drawText(ends, Qt.AlignmentFlag.AlignLeft, texts[1])
            painter.drawText(ends, Qt.AlignmentFlag.AlignRight, texts[2])
            if is_signed:
                painter.drawText(ends, Qt.AlignmentFlag.AlignHCenter, "0")
        painter.end()


def _ends(limits: list[float]) -> tuple[str, str]:
    """What stands at the ends of a bar; of several sizes, all limits in the middle."""
    if not any(limits):
        return "–", "–"
    if len(limits) == 1:
        return fixed(-limits[0], 3), f"+{fixed(limits[0], 3)}"
    return "", "±" + "/".join(_brief(limit) for limit in limits)


def _brief(limit: float) -> str:
    """A limit in at most five characters: ".088", ".0046", "5e−4", "0"."""
    if limit >= 0.001 or limit == 0:
        return f"{limit:.2g}".removeprefix("0") or "0"
    return f"{limit:.0e}".replace("e-0", "e-").replace("-", "−")
