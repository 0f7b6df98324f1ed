"""The kernels of several methods at one pixel, side by side and in the same scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from speckle_viewer.central import ENOUGH, SIDES, central, middle, shares_within
from speckle_viewer.cine.grey_scale import EIGHT_BITS, GreyScale
from speckle_viewer.gui.explain.pictures import image_of, paint_bar
from speckle_viewer.gui.inspector.colourmap import rooted
from speckle_viewer.gui.inspector.figures import fixed
from speckle_viewer.gui.inspector.shape_table import Spacing, figures_of
from speckle_viewer.gui.style import GRID, small_font, text_font
from speckle_viewer.gui.texts import title_of
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence import PixelKernel

_LINE, _BAR = 16, 6
_WIDTH, _MOST = 290, 420  # px of a panel
_FIGURES = 152  # px of these beside the picture
_ROOM_FOR_UNIT = 150  # px of a colour bar
_STALE = 0.4  # opacity of a kernel that is not that of the pixel and frame looked at


@dataclass(frozen=True, eq=False)
class Panel:
    """What there is of one method.

    ``sizes`` says how large its kernels are, ``equivalent`` whether it is that; ``message`` stands
    where there is none. ``stale`` is the kernel of another pixel or frame. ``mm_per_px`` is (down,
    across), for figures in millimetres; ``scale`` is how values of pixels are said.
    """

    method: str
    title: str
    sizes: str = ""
    kernel: "PixelKernel | None" = None
    message: str = ""
    stale: bool = False
    mm_per_px: Spacing = None
    equivalent: bool = False
    scale: GreyScale = EIGHT_BITS

    @property
    def kind(self) -> str:
        """What kernel it is."""
        kind = tr("equivalent") if self.equivalent else tr("predicted")
        return f"{kind} · {self.sizes}" if self.sizes else kind

    @cached_property
    def weights(self) -> NDArray[np.float32]:
        """The weights (K, K), all sizes and frames together; zero where there is no kernel."""
        if self.kernel is None:
            return np.zeros((1, 1), np.float32)
        from speckle_viewer.evidence import combined

        total: NDArray[np.float32] = combined(self.kernel.taps).sum(0)
        return total

    def weights_within(self, side: int) -> NDArray[np.float32]:
        """The middle of the weights, or these with zeros around: (side, side)."""
        margin = (side - len(self.weights)) // 2
        return np.pad(self.weights, margin) if margin >= 0 else middle(self.weights, side)

    def share_within(self, side: int) -> float:
        """How much of Σ|w| the middle holds."""
        shares = shares_within(self.weights)
        return float(shares[min(side // 2, len(shares) - 1)])

    @cached_property
    def side(self) -> int:
        """Pixels around that hold nearly all of it."""
        return SIDES[0] if self.kernel is None else max(central(self.kernel).sizes)

    @cached_property
    def figures(self) -> tuple[tuple[str, str], ...]:
        """What is written beside a kernel: names, and numbers with their units."""
        kernel = self.kernel
        if kernel is None:
            return ()
        figures = figures_of(kernel, self.mm_per_px, equivalent=self.equivalent)
        width, centroid, anisotropy = figures
        bias = tr("Net bias") if self.equivalent else tr("Bias")
        grey = tr("{} grey levels", "in a narrow column") if self.scale.unit else "{}"
        scale = self.scale
        return (
            (tr("Sum"), fixed(kernel.sum, 3)),
            (tr("Width"), " · ".join(filter(None, (width.value, width.more)))),
            (tr("Centroid"), centroid.value),
            (tr("Anisotropy"), f"{anisotropy.value} {anisotropy.more}"),
            (bias, grey.format(fixed(scale.change(kernel.bias), scale.digits + 1))),
            (tr("Output"), grey.format(fixed(scale.value(kernel.output), scale.digits))),
        )

    @property
    def told(self) -> str:
        """The same in a line."""
        told = (" ".join(pair) for pair in self.figures)
        return self.message or f"{self.kind}, {', '.join(told)}"


class SamePixelView(QWidget):
    """A row of panels, each a picture with its figures beside it.

    All show as many pixels around; colours go with the square root of the weight.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panels: tuple[Panel, ...] = ()
        self.one_scale = True
        self.message = ""
        self.side = SIDES[0]
        self.setAccessibleName(tr("Kernels of all methods"))
        self.setToolTip(
            tr(
                "Weights, burst frames taken together, at the same pixel by every method.\n"
                "Colours go with the square root of the weight: small ones are seen too.\n"
                "Width, centroid and anisotropy of equivalent kernels: of the middle square that\n"
                "holds {:.0f} % of the weights' magnitudes."
            ).format(100 * ENOUGH)
        )

    def show_panels(self, panels: Sequence[Panel], one_scale: bool, message: str) -> None:
        """Show the methods, with one colour scale for all or one each; or a message."""
        shown = tuple(panels), one_scale, message
        if shown == (self.panels, self.one_scale, self.message):
            return
        self.panels, self.one_scale, self.message = shown
        self.side = max((p.side for p in self.panels), default=SIDES[0])
        self.setMinimumWidth(_WIDTH * max(len(self.panels), 1))
        self.setAccessibleDescription("; ".join(f"{p.title}: {p.told}" for p in panels))
        self.update()

    @property
    def limits(self) -> tuple[float, ...]:
        """The weight at the ends of the colours, by panel; 0 where there is no kernel."""
        own = [float(np.abs(p.weights).max()) for p in self.panels]
        return tuple([max(own, default=0.0)] * len(own) if self.one_scale else own)

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), 220)

    def place(self, index: int) -> QRect:
        """Where the picture of a panel is."""
        width = min(self.width() // max(len(self.panels), 1), _MOST)
        side = max(min(self.height() - 3 * _LINE - _BAR - GRID, width - _FIGURES - 3 * GRID), 20)
        return QRect(index * width, 2 * _LINE + 2, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = colours(), QPainter(self)
        painter.setFont(text_font())
        if not self.panels:
            painter.setPen(QColor(theme.secondary))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.message)
            return
        for index, (panel, limit) in enumerate(zip(self.panels, self.limits, strict=True)):
            self._paint(painter, panel, self.place(index), limit or 1.0)

    def _paint(self, painter: QPainter, panel: Panel, place: QRect, limit: float) -> None:
        theme, metrics = colours(), painter.fontMetrics()
        width = min(self.width() // len(self.panels), _MOST) - GRID
        painter.setFont(text_font())
        painter.setPen(QColor(theme.text))
        title = metrics.elidedText(title_of(panel.title), Qt.TextElideMode.ElideRight, width)
        painter.drawText(place.left(), _LINE - 4, title)
        painter.setFont(small_font())
        painter.setPen(QColor(theme.secondary))
        painter.drawText(place.left(), 2 * _LINE - 4, panel.kind)
        if panel.kernel is None:
            wrapped = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
            room = QRect(place.left(), place.top() + 4, width - GRID, place.height())
            painter.drawText(room, wrapped, panel.message)
            return
        painter.setOpacity(_STALE if panel.stale else 1.0)
        shown = rooted(panel.weights_within(self.side), limit)
        painter.drawImage(place, image_of(shown, "diverging", (-limit, limit)))
        self._paint_middle(painter, place)
        bar = QRect(place.left(), place.bottom() + 5, place.width(), _BAR)
        unit = tr("√ weight") if place.width() >= _ROOM_FOR_UNIT else ""
        ends = fixed(-limit, 3), unit, f"+{fixed(limit, 3)}"
        paint_bar(painter, bar, "diverging", (-1.0, 1.0), ends)
        self._paint_figures(painter, panel, place.right() + GRID)
        painter.setOpacity(1.0)

    def _paint_middle(self, painter: QPainter, place: QRect) -> None:
        """Short lines at the edges that point at the pixel."""
        painter.setPen(QColor(colours().secondary))
        x, y = place.center().x(), place.center().y()
        for start, end in (
            ((x, place.top()), (x, place.top() + 5)),
            ((x, place.bottom() - 5), (x, place.bottom())),
            ((place.left(), y), (place.left() + 5, y)),
            ((place.right() - 5, y), (place.right(), y)),
        ):
            painter.drawLine(*start, *end)

    def _paint_figures(self, painter: QPainter, panel: Panel, left: int) -> None:
        theme = colours()
        painter.setFont(small_font())
        for place, (name, value) in enumerate(panel.figures):
            line = QRect(left, 2 * _LINE + place * _LINE, _FIGURES, _LINE)
            painter.setPen(QColor(theme.secondary))
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft, name)
            painter.setPen(QColor(theme.text))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, value)
