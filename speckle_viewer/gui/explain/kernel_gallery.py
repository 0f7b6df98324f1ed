"""Kernels laid where they belong: over a faint image of the frame."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from speckle_viewer.gui.explain.gallery_layout import Laid
from speckle_viewer.gui.explain.pictures import to_image
from speckle_viewer.gui.inspector.figures import fixed
from speckle_viewer.gui.keys import keeps
from speckle_viewer.gui.overlay import draw_pins
from speckle_viewer.gui.style import small_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr

_FAINT = 0.35  # opacity of the image behind
_EDGE = QColor(255, 255, 255, 36)  # around a kernel, which may be next to nothing there
_OUTLINED = 8  # px: in smaller ones nothing but the edge would be seen
_SHARE = 0.9  # of the spacing that a kernel's map fills
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class KernelGallery(QWidget):
    """Draws a `Laid`; a click, or an arrow key, looks at a kernel's pixel."""

    pixel_wanted = Signal(int, int)
    """Row and column of the kernel that was chosen."""
    read = Signal(str)
    """What the kernel under the mouse is; empty when there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.laid: Laid | None = None
        self.message = ""
        self._aspect = 1.0
        self._pixel: tuple[int, int] | None = None
        self._pins: tuple[tuple[int, int, int], ...] = ()
        self._sheet: QPixmap | None = None
        self._pointed: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(200, 150)
        self.setAccessibleName(tr("Gallery of kernels over the frame"))
        self.setAccessibleDescription(tr("Arrow keys move from kernel to kernel"))

    def show_kernels(self, laid: Laid | None, aspect: float, message: str) -> None:
        """Draw kernels, whose pixels are ``aspect`` times as high as wide, or say a message."""
        if (laid, aspect) != (self.laid, self._aspect):
            self.laid, self._aspect, self._sheet = laid, aspect, None
        self.message = message
        self.update()

    def show_pixels(
        self, pixel: tuple[int, int] | None, pins: tuple[tuple[int, int, int], ...]
    ) -> None:
        """Mark the pixel looked at (row, column), and pins (row, column, colour)."""
        if (pixel, pins) != (self._pixel, self._pins):
            self._pixel, self._pins = pixel, pins
            self.update()

    def refresh(self) -> None:
        """Draw everything anew."""
        self._sheet = None
        self.update()

    # -- where things are ----------------------------------------------------------------------

    @property
    def scale(self) -> tuple[float, float]:
        """Screen pixels per row and per column of the frame, which is as large as fits."""
        assert self.laid is not None
        height, width = self.laid.image.shape
        across = min(self.width() / width, self.height() / (height * self._aspect))
        return across * self._aspect, across

    @property
    def width_that_fits(self) -> int:
        """The width that the frame takes in this height."""
        if self.laid is None:
            return 2 * self.height()
        height, width = self.laid.image.shape
        return int(self.height() * width / (height * self._aspect))

    def to_screen(self, row: float, column: float) -> QPointF:
        """Centre of a pixel of the frame."""
        down, across = self.scale
        return QPointF(across * (column + 0.5), down * (row + 0.5))

    def _kernel_at(self, point: QPointF) -> int | None:
        if self.laid is None:
            return None
        down, across = self.scale
        return self.laid.nearest(point.y() / down - 0.5, point.x() / across - 0.5)

    def rect_of(self, kernel: int) -> QRect:
        """Where a kernel's map is drawn."""
        assert self.laid is not None
        centre = self.to_screen(int(self.laid.rows[kernel]), int(self.laid.columns[kernel]))
        down, across = (_SHARE * self.laid.spacing * scale for scale in self.scale)
        corner = centre - QPointF(across / 2, down / 2)
        return QRect(round(corner.x()), round(corner.y()), max(round(across), 1), round(down))

    # -- drawing -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), colours()
        if self.laid is not None:
            if self._sheet is None or self._sheet.deviceIndependentSize().toSize() != self.size():
                self._sheet = self._drawn(self.laid)
            painter.drawPixmap(0, 0, self._sheet)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for index, ink in ((self._pointed, theme.text), (self._chosen(), theme.accent)):
                if index is not None:
                    painter.setPen(QColor(ink))
                    painter.drawRect(self.rect_of(index).adjusted(-1, -1, 0, 0))
            draw_pins(painter, [(self.to_screen(r, c), colour) for r, c, colour in self._pins])
        if self.message:
            painter.setFont(small_font())
            painter.setPen(QColor(theme.secondary))
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), wrapped, self.message)
        if self.hasFocus():
            painter.setPen(QColor(theme.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _drawn(self, laid: Laid) -> QPixmap:
        ratio = self.devicePixelRatioF()
        sheet = QPixmap(self.size() * ratio)
        sheet.setDevicePixelRatio(ratio)
        sheet.fill(Qt.GlobalColor.transparent)
        painter = QPainter(sheet)
        height, width = laid.image.shape
        grey = QImage(laid.image.tobytes(), width, height, width, QImage.Format.Format_Grayscale8)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        down, across = self.scale
        frame = QRectF(0, 0, across * width, down * height)
        painter.fillRect(frame, QColor("black"))
        painter.setOpacity(_FAINT)
        painter.drawImage(frame, grey)
        painter.setOpacity(1.0)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        if len(laid.rows):
            self._draw_kernels(painter, laid)
        painter.end()
        return sheet

    def _draw_kernels(self, painter: QPainter, laid: Laid) -> None:
        """All as one picture: one by one, thousands of kernels would take a second."""
        down, across = self.scale
        half = QPointF(across, down) * laid.spacing / 2
        first = self.to_screen(int(laid.rows.min()), int(laid.columns.min())) - half
        last = self.to_screen(int(laid.rows.max()), int(laid.columns.max())) + half
        picture, place = to_image(laid.sheet), QRectF(first, last)
        smaller = place.width() < picture.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smaller)
        painter.drawImage(place, picture)
        if self.rect_of(0).width() >= _OUTLINED:
            painter.setPen(_EDGE)
            places = (self.rect_of(index) for index in range(len(laid.rows)))
            painter.drawRects([place.adjusted(0, 0, -1, -1) for place in places])

    def _chosen(self) -> int | None:
        """The kernel whose place holds the pixel looked at."""
        if self.laid is None or self._pixel is None:
            return None
        return self.laid.nearest(*self._pixel)

    # -- mouse and keys ------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._kernel_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)

    def _point_at(self, kernel: int | None) -> None:
        if kernel != self._pointed:
            self._pointed = kernel
            self.read.emit("" if kernel is None or self.laid is None else _told(self.laid, kernel))
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        kernel = self._kernel_at(event.position())
        if kernel is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(kernel)

    def event(self, event: QEvent) -> bool:
        return keeps(event, _STEPS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or self.laid is None or not len(self.laid.rows):
            super().keyPressEvent(event)
            return
        start = self._chosen()
        if start is None:
            self._choose(len(self.laid.rows) // 2)
            return
        spacing = self.laid.spacing
        row = int(self.laid.rows[start]) + step[0] * spacing
        following = self.laid.nearest(row, int(self.laid.columns[start]) + step[1] * spacing)
        if following is not None:
            self._choose(following)

    def _choose(self, kernel: int) -> None:
        assert self.laid is not None
        self.pixel_wanted.emit(int(self.laid.rows[kernel]), int(self.laid.columns[kernel]))


def _told(laid: Laid, kernel: int) -> str:
    taps = laid.taps[kernel].astype(np.float64)
    total, norm = fixed(float(taps.sum()), 4), fixed(float(np.linalg.norm(taps)), 3)
    return tr("x {}  y {} · sum {} · norm {}").format(
        laid.columns[kernel], laid.rows[kernel], total, norm
    )
