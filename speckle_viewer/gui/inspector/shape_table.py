"""The shape of a kernel in figures, in pixels and in millimetres."""

from dataclasses import dataclass
from math import prod, sqrt
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from speckle_viewer.central import ENOUGH, main_part
from speckle_viewer.gui.inspector.figures import fixed
from speckle_viewer.gui.style import text_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import QT_TR_NOOP, tr

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence import PixelKernel
    from speckle_viewer.evidence.equivalent import PixelColumn

Spacing = tuple[float, float] | None
"""(down, across) in mm per px."""

_ROW, _GAP = 17, 5
_WIDEST = 400  # px: farther apart, name and number no longer belong together
_NAMES = (QT_TR_NOOP("Effective width"), QT_TR_NOOP("Centroid"), QT_TR_NOOP("Anisotropy"))
_ROUND = 0.02  # anisotropy below which an orientation says nothing


@dataclass(frozen=True)
class Figure:
    """A row of the table: a value with its unit, and the same in millimetres or what adds to it."""

    name: str
    value: str
    more: str = ""


def figures_of(
    kernel: "PixelKernel | PixelColumn | None", spacing: Spacing, *, equivalent: bool = False
) -> tuple[Figure, ...]:
    """The rows for a kernel, whose sizes and frames are taken together; or with dashes.

    Of equivalent kernels they are those of `main_part`.
    """
    if kernel is None:
        return tuple(Figure(name, "–") for name in _NAMES)
    from speckle_viewer.evidence import combined
    from speckle_viewer.evidence.shape import shape_of

    taps = combined(kernel.taps).sum(0)
    aspect = 1.0 if spacing is None else spacing[0] / spacing[1]
    shape = shape_of(main_part(taps) if equivalent else taps, aspect)
    if not float(shape.width) >= 0:  # all taps are zero
        return tuple(Figure(name, "–") for name in _NAMES)
    down, across = (float(c) for c in shape.centroid)
    anisotropy = float(shape.anisotropy)
    width, shift = "", ""
    if spacing is not None:
        width = f"{fixed(float(shape.width) * sqrt(prod(spacing)), 2)} mm"
        shift = f"{fixed(across * spacing[1], 1)}, {fixed(down * spacing[0], 1)} mm"
    return (
        Figure(_NAMES[0], f"{fixed(float(shape.width), 1)} px", width),
        Figure(_NAMES[1], f"{fixed(across, 1)}, {fixed(down, 1)} px", shift),
        Figure(
            _NAMES[2],
            fixed(anisotropy, 2),
            tr("along {:.0f}°").format(float(shape.orientation))
            if anisotropy > _ROUND
            else tr("round"),
        ),
    )


class ShapeTable(QWidget):
    """Draws the table; always as large, whatever is in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures = figures_of(None, None)
        self.setFixedHeight(_GAP + _ROW * len(_NAMES))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Shape of the kernel"))
        self.setToolTip(
            tr(
                "Of the weights' magnitudes, all frames and sizes together; of an equivalent "
                "kernel,\nof the smallest middle square that holds {:.0f} % of them.\n"
                "Effective width: full width at half maximum of the Gaussian as wide as the "
                "kernel;\nwhere pixels are not square, in sides of a square as large as one.\n"
                "Centroid: how far to the right (x) and down (y) the kernel's centre of mass "
                "lies.\n"
                "Anisotropy: 0 where the kernel is round, 1 where it is a line; and the direction "
                "of\nits long axis in the image, 0° being horizontal, counter-clockwise."
            ).format(100 * ENOUGH)
        )

    def show_kernel(
        self,
        kernel: "PixelKernel | PixelColumn | None",
        spacing: Spacing = None,
        *,
        equivalent: bool = False,
    ) -> None:
        """Show the figures of a kernel, or dashes; ``spacing`` adds millimetres."""
        self.figures = figures_of(kernel, spacing, equivalent=equivalent)
        self.setAccessibleDescription(
            "; ".join(f"{tr(f.name)} {f.value} {f.more}" for f in self.figures)
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = colours(), QPainter(self)
        painter.fillRect(0, _GAP // 2, min(self.width(), _WIDEST), 1, QColor(theme.line))
        painter.setFont(text_font())
        for place, figure in enumerate(self.figures):
            painter.setPen(QColor(theme.secondary))
            self._row(painter, place, tr(figure.name), "", "")
            painter.setPen(QColor(theme.text))
            self._row(painter, place, "", figure.value, figure.more)
        painter.end()

    def _row(self, painter: QPainter, place: int, name: str, value: str, more: str) -> None:
        top, last = _GAP + place * _ROW, min(self.width(), _WIDEST)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(0, top, last - 100, _ROW), left, name)
        painter.drawText(QRect(last - 202, top, 98, _ROW), right, value)
        painter.drawText(QRect(last - 100, top, 100, _ROW), right, more)
