"""The sum behind a pixel: weights, weight × intensity, bias, and the method's own output."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from speckle_viewer.cine.grey_scale import EIGHT_BITS, GreyScale
from speckle_viewer.gui.inspector.figures import fixed, scientific
from speckle_viewer.gui.style import small_font, text_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import QT_TR_NOOP, tr

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence import PixelKernel
    from speckle_viewer.evidence.equivalent import PixelColumn

AGREES = 1e-4
"""The computed value and the method's output may differ by this much, of full brightness."""

_ROW = 17
_WIDEST = 400  # px: farther apart, name and number no longer belong together
_NAMES = (
    QT_TR_NOOP("Sum of weights"),
    QT_TR_NOOP("Σ weight × intensity"),
    QT_TR_NOOP("Bias"),
    QT_TR_NOOP("Computed value"),
    QT_TR_NOOP("Method's output"),
    QT_TR_NOOP("Difference"),
)
_NET_BIAS = QT_TR_NOOP("Net bias")
_APART = QT_TR_NOOP("Difference > 10⁻⁴")


@dataclass(frozen=True)
class Line:
    """A row of the table. ``grey`` is the value as the file has it, empty for a pure number."""

    name: str
    value: str
    grey: str = ""
    warns: bool = False


def lines_of(
    kernel: "PixelKernel | PixelColumn | None", scale: GreyScale, equivalent: bool = False
) -> tuple[Line, ...]:
    """The rows of the table for a pixel of a file of this scale, or with dashes for none.

    The bias of an ``equivalent`` kernel is the net bias. Of a column there is but the sum.
    """
    names = [_NET_BIAS if equivalent and n == "Bias" else n for n in _NAMES]
    if kernel is None:
        return tuple(Line(name, "–") for name in names)
    from speckle_viewer.evidence import PixelKernel

    if not isinstance(kernel, PixelKernel):
        return (Line(names[0], fixed(kernel.sum, 5)), *(Line(name, "–") for name in names[1:]))
    weights = fixed(kernel.sum, 5)
    return _sum_of(names, weights, kernel.weighted, kernel.bias, kernel.output, scale)


def lines_of_bias(bias: float, output: float, scale: GreyScale) -> tuple[Line, ...]:
    """The rows for a pixel of which but the net bias and the output are known."""
    names = [_NET_BIAS if n == "Bias" else n for n in _NAMES]
    return _sum_of(names, "–", output, bias, output, scale)


def _sum_of(
    names: Sequence[str],
    weights: str,
    computed: float,
    bias: float,
    output: float,
    scale: GreyScale,
) -> tuple[Line, ...]:
    difference, digits = computed - output, scale.digits + 1
    apart = abs(difference) > AGREES
    return (
        Line(_NAMES[0], weights),
        *(
            Line(name, fixed(value, 5), fixed(of_file(value), digits))
            for name, value, of_file in (
                (names[1], computed - bias, scale.value),
                (names[2], bias, scale.change),
                (names[3], computed, scale.value),
                (names[4], output, scale.value),
            )
        ),
        Line(
            _APART if apart else _NAMES[5],
            scientific(difference),
            fixed(scale.change(difference), digits),
            apart,
        ),
    )


class SummaryTable(QWidget):
    """Draws the table; always as large, whatever is in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = EIGHT_BITS
        self.lines = lines_of(None, self.scale)
        self.setFixedHeight(_ROW * (1 + len(_NAMES)) + 1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("How the value of the pixel comes about"))
        self.setToolTip(
            tr(
                "Weights times intensities, summed, plus the bias, give the method's output.\n"
                "The difference turns amber where the two do not agree to 1e-4 of full brightness."
            )
        )

    def show_kernel(
        self,
        kernel: "PixelKernel | PixelColumn | None",
        equivalent: bool = False,
        scale: GreyScale = EIGHT_BITS,
    ) -> None:
        """Show the sum behind a pixel of a file of this scale, or dashes."""
        self.scale = scale
        self._show(lines_of(kernel, scale, equivalent))

    def show_bias(self, bias: float, output: float, scale: GreyScale) -> None:
        """Show what net bias and output say of a pixel; dashes where nothing is denoised."""
        if not isfinite(bias):
            self.show_kernel(None, equivalent=True, scale=scale)
            return
        self.scale = scale
        self._show(lines_of_bias(bias, output, scale))

    def _show(self, lines: tuple[Line, ...]) -> None:
        self.lines = lines
        self.setAccessibleDescription("; ".join(f"{tr(n.name)} {n.value}" for n in lines))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours()
        painter = QPainter(self)
        painter.setFont(small_font())
        painter.setPen(QColor(theme.secondary))
        ends = f"{self.scale.low:g}–{self.scale.high:g}".replace("-", "−")
        self._row(painter, 0, "", tr("brightness 0–1"), tr("grey {}").format(ends))
        painter.fillRect(0, _ROW, min(self.width(), _WIDEST), 1, QColor(theme.line))
        painter.setFont(text_font())
        for place, line in enumerate(self.lines, start=1):
            is_result = line.name in _NAMES[3:5]
            painter.setPen(QColor(theme.text if is_result else theme.secondary))
            if line.warns:
                painter.setPen(QColor(theme.amber))
            self._row(painter, place, tr(line.name), "", "")
            painter.setPen(QColor(theme.amber if line.warns else theme.text))
            self._row(painter, place, "", line.value, line.grey)
        painter.end()

    def _row(self, painter: QPainter, place: int, name: str, value: str, grey: str) -> None:
        top = place * _ROW + bool(place)
        last = min(self.width(), _WIDEST)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(0, top, last - 120, _ROW), left, name)
        painter.drawText(QRect(last - 165, top, 90, _ROW), right, value)
        painter.drawText(QRect(last - 73, top, 73, _ROW), right, grey)
