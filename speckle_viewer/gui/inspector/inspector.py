"""The kernel inspector: it is given a pixel's kernels and shows them; it asks for nothing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.cine.grey_scale import EIGHT_BITS, GreyScale
from speckle_viewer.gui.icons import set_icon
from speckle_viewer.gui.inspector.bias_map import BiasMap
from speckle_viewer.gui.inspector.choice import KernelChoice
from speckle_viewer.gui.inspector.heatmap import KernelMaps, Tap
from speckle_viewer.gui.inspector.legend import ALL_BARS, BARS_OF, Legend
from speckle_viewer.gui.inspector.over_bars import OverBars
from speckle_viewer.gui.inspector.pin_delegate import ROW_HEIGHT
from speckle_viewer.gui.inspector.pins import PinList, PinRow
from speckle_viewer.gui.inspector.shape_table import ShapeTable, Spacing
from speckle_viewer.gui.inspector.summary import SummaryTable
from speckle_viewer.gui.inspector.tap_text import place_parts, product_parts
from speckle_viewer.gui.inspector.text_line import Part, TextLine
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.style import GRID, small_font, text_font
from speckle_viewer.gui.tr import QT_TR_NOOP, tr

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence import PixelKernel
    from speckle_viewer.evidence.equivalent import PixelColumn

HOVER_A_PIXEL = QT_TR_NOOP("Point at a pixel to see the kernels behind it")
_PINS_HEIGHT = 28 + 2 * ROW_HEIGHT + 4
_POINT_AT_A_TAP = QT_TR_NOOP("Point at a cell, or use the arrow keys")
_OF_SEVERAL = QT_TR_NOOP("A hole in one size is filled by another")


class KernelInspector(QWidget):
    """Heat maps of the kernels behind a pixel, the sum that they make, and the pinned pixels.

    Signals
    -------
    pin_selected, pin_removed
        With the pin's index: the user selects a pin, or wants it gone.
    pins_cleared
        The user wants all pins gone.
    """

    pin_selected = Signal(int)
    pin_removed = Signal(int)
    pins_cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Kernel inspector"))
        self.maps, self.legend, self.summary = KernelMaps(), Legend(), SummaryTable()
        self.choice, self.shape_table, self.bias = KernelChoice(), ShapeTable(), BiasMap()
        self._over_bars, self._note = OverBars(self.maps, self.legend), ""
        self.pins = PinList()
        self.pins.setMinimumHeight(2 * ROW_HEIGHT + 2)  # it scrolls, with two pins at least
        self.caption = TextLine(text_font(), 24)
        self.tap_lines = TextLine(small_font(), 16), TextLine(small_font(), 16)
        self.overlay_action = self._make_switch(
            tr("Weights over patch"),
            "W",
            tr("Draw the weights of a burst or of a large kernel over what they weigh (W)"),
        )
        self.overlay_action.toggled.connect(self.maps.set_overlay)
        self.over_image_action = self._make_switch(
            tr("Weights over the images"),
            "Shift+W",
            tr("Lay the weights over input and output, each over its own pixel (Shift+W)"),
        )
        self._clear_button = self._make_clear_button()
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setObjectName("inspector-parts")
        parts.addWidget(self._kernel_part())
        parts.addWidget(self._pins_part())
        parts.setStretchFactor(0, 1)
        parts.setCollapsible(0, False)
        parts.setSizes([10 * _PINS_HEIGHT, _PINS_HEIGHT])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(parts)
        self.maps.tap_changed.connect(self._show_tap)
        self.maps.arranged.connect(self._show_legend)
        self.pins.pin_selected.connect(self.pin_selected)
        self.pins.pin_removed.connect(self.pin_removed)
        self._clear_button.clicked.connect(self.pins_cleared)
        self.set_pins(())
        self.show_pixel(None)

    def show_pixel(
        self,
        kernel: "PixelKernel | PixelColumn | None",
        *,
        message: str = "",
        method: str = "",
        pinned: bool = False,
        offsets: Sequence[int] = (),
        equivalent: bool = False,
        stale: bool = False,
        note: str = "",
        mm_per_px: Spacing = None,
        scale: GreyScale = EIGHT_BITS,
    ) -> None:
        """Show the kernels behind a pixel.

        Parameters
        ----------
        kernel
            None where there is none: ``message`` then says why.
        method
            The title of the method that made them.
        pinned
            Whether this is a pin rather than the pixel under the mouse.
        offsets
            How far each frame of the burst lies from the denoised one; empty: side by side.
        equivalent
            Whether it is the equivalent kernel, or was predicted.
        stale
            Whether it is that of another pixel or frame than the one looked at.
        note
            What one should know of the kernel.
        mm_per_px
            (down, across), for the figures in millimetres.
        scale
            How values of pixels are said.
        """
        self._note = note
        self._shows_bias(False)
        self.maps.show_kernel(kernel, tr(message or HOVER_A_PIXEL), offsets, stale=stale)
        if kernel is not None:  # a small one of a single frame shows both anyway
            self.overlay_action.setEnabled(self.maps.is_large or len(kernel.taps[0]) > 1)
        self._show_legend()
        self.summary.show_kernel(kernel, equivalent, scale)
        self.shape_table.show_kernel(kernel, mm_per_px, equivalent=equivalent)
        self.caption.set_parts(*self._caption_parts(kernel, method, pinned))
        self._show_tap(self.maps.tap)

    def show_bias(
        self,
        bias: NDArray[np.float32] | None,
        *,
        message: str,
        method: str,
        pixel: tuple[int, int] | None,
        aspect: float,
        scale: GreyScale,
        output: NDArray[np.float32] | None = None,
        note: str = "",
    ) -> None:
        """Show the net bias (H, W) of a frame in place of kernels; arguments as for `BiasMap`.

        ``output`` (H, W) is the method's; with it, the sum at ``pixel`` is shown too.
        """
        self._shows_bias(True)
        self.bias.show_bias(bias, tr(message), pixel, aspect, scale)
        self.maps.show_kernel(None)
        if bias is not None and output is not None and pixel is not None:
            self.summary.show_bias(float(bias[pixel]), float(output[pixel]), scale)
        else:
            self.summary.show_kernel(None, equivalent=True, scale=scale)
        self.shape_table.show_kernel(None)
        self.caption.set_parts((method, "secondary"))
        self._note = note
        self._show_tap(None)

    def _shows_bias(self, bias: bool) -> None:
        self._pictures.setCurrentIndex(int(bias))

    def _show_legend(self) -> None:
        """Of the colours that are drawn: of large kernels there are but weights."""
        drawn = frozenset(bar for place in self.maps.maps for bar in BARS_OF[place.kind])
        maps, shown = self.maps, self.maps.shown
        sizes = shown.whole if shown is not None else ()
        self.legend.set_limits(
            maps.limits, sizes=sizes, rooted=maps.is_large, drawn=drawn or ALL_BARS
        )
        self._over_bars.place()

    def set_pins(self, rows: Sequence[PinRow]) -> None:
        """Show these pinned pixels."""
        self.pins.set_pins(rows)
        self._no_pins.setVisible(not rows)
        self.pins.setVisible(bool(rows))
        self._clear_button.setEnabled(bool(rows))

    def _caption_parts(
        self, kernel: "PixelKernel | PixelColumn | None", method: str, pinned: bool
    ) -> tuple[Part, ...]:
        if kernel is None:
            return (("x     –  y     –", "secondary"), (f"   {method}", "secondary"))
        place = (f"x {_wide(kernel.column)}  y {_wide(kernel.row)}", "text")
        mark: tuple[Part, ...] = ()
        if pinned:
            where = (kernel.row, kernel.column)
            pin = next((p for p in self.pins.rows if (p.row, p.column) == where), None)
            colour = pin_colour(pin.colour) if pin else "text"
            # Short, so that there is room for the method.
            mark = ((f"● {pin.index + 1}  " if pin else "●  ", colour),)
            place = (f"x {kernel.column}  y {kernel.row}", "text")
        return (*mark, place, (f"   {method}", "secondary"))

    def _show_tap(self, tap: Tap | None) -> None:
        kernel = self.maps.drawn
        first, second = self.tap_lines
        if kernel is None or tap is None:
            first.set_parts((tr(_POINT_AT_A_TAP) if kernel is not None else "", "secondary"))
            several = kernel is not None and self.maps.sizes_count > 1
            second.set_parts((self._note or (tr(_OF_SEVERAL) if several else ""), "secondary"))
            return
        added = tap.section == self.maps.sizes_count
        first.set_parts(*place_parts(kernel, tap, self.maps.offsets, added=added))
        several = added and len(self.maps.offsets) > 1
        second.set_parts(*product_parts(kernel, tap, one_patch=not several))

    def _make_switch(self, text: str, keys: str, tip: str) -> QAction:
        action = QAction(text, self)
        action.setCheckable(True)
        action.setShortcut(keys)
        action.setToolTip(tip)
        self.addAction(action)
        return action

    def _make_clear_button(self) -> QToolButton:
        button = QToolButton()
        button.setText(tr("Remove all"))
        button.setToolTip(tr("Remove all pins"))
        button.setAccessibleName(tr("Remove all pins"))
        button.setStyleSheet("padding: 0 6px")
        return button

    def _kernel_part(self) -> QWidget:
        header = self.tools = QHBoxLayout()
        header.addWidget(self.caption, 1)
        set_icon(self.overlay_action, "kernel")
        set_icon(self.over_image_action, "over-image")
        for action in (self.overlay_action, self.over_image_action):
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setAccessibleName(action.text())
            header.addWidget(button)
        self._pictures = QStackedLayout()
        self._pictures.addWidget(self._over_bars)
        self._pictures.addWidget(self.bias)
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(GRID, GRID // 4, GRID, 0)
        layout.setSpacing(GRID // 2)
        layout.addLayout(header)
        layout.addWidget(self.choice)
        layout.addLayout(self._pictures, 1)
        for line in self.tap_lines:
            layout.addWidget(line)
        layout.addWidget(self.summary)
        layout.addWidget(self.shape_table)
        return part

    def _pins_part(self) -> QWidget:
        title = QLabel(tr("Pins"))
        header = QHBoxLayout()
        header.setContentsMargins(GRID, 0, GRID, 0)
        header.addWidget(title, 1)
        header.addWidget(self._clear_button)
        self._no_pins = QLabel(tr("Click a pixel in an image to pin it"))
        self._no_pins.setProperty("role", "caption")
        self._no_pins.setAlignment(Qt.AlignmentFlag.AlignCenter)
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(header)
        layout.addWidget(self._no_pins, 1)
        layout.addWidget(self.pins, 1)
        return part


def _wide(number: int) -> str:
    """Padded with spaces as wide as figures, so that what follows stays where it is."""
    return f"{number:>4}".replace(" ", "\u2007")
