"""Pairs of singular vectors as images: what is kept of the input, and what is made of it."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from speckle_viewer.gui.explain.pictures import image_of
from speckle_viewer.gui.inspector.figures import fixed
from speckle_viewer.gui.keys import keeps
from speckle_viewer.gui.style import GRID, small_font, text_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.jacobian import Modes

_LINE, _GUTTER = 16, 54
_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENDS = {Qt.Key.Key_Home: -(1 << 20), Qt.Key.Key_End: 1 << 20}


class ModeGallery(QWidget):
    """As many pairs as fit from the first one on: above the input pattern, below the output.

    Each picture has its own colours, from −max to +max: the vectors have norm one.
    """

    moved = Signal(int)
    """The pair that stands first now, from 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.modes: Modes | None = None
        self.first = 0
        self.message = ""
        self.setMinimumSize(180, 150)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Singular vectors"))
        self.setToolTip(
            tr(
                "Above: right singular vectors, patterns of the input (of the denoised "
                "frame). Below:\nleft ones, what is made of them, times σ. Wheel, "
                "arrow keys, Home and End browse."
            )
        )

    def show_modes(self, modes: "Modes | None", message: str = "") -> None:
        """Show the modes from the first one on, or a message."""
        if modes is not self.modes:
            self.modes, self.first = modes, 0
            self.moved.emit(0)
        self.message = message
        self._tell()
        self.update()

    def go_to(self, index: int) -> None:
        """Let this pair stand first."""
        last = 0 if self.modes is None else len(self.modes.values) - 1
        index = min(max(index, 0), last)
        if index != self.first:
            self.first = index
            self._tell()
            self.moved.emit(index)
            self.update()

    @property
    def side(self) -> int:
        """Of a picture, in pixels."""
        return max((self.height() - _LINE - GRID) // 2, 20)

    @property
    def visible_modes(self) -> range:
        """The pairs that are drawn."""
        if self.modes is None:
            return range(0)
        room = max((self.width() - _GUTTER) // (self.side + GRID), 1)
        return range(self.first, min(self.first + room, len(self.modes.values)))

    def _tell(self) -> None:
        told = self.message
        if self.modes is not None:
            told = tr("from {} of {}").format(self.first + 1, len(self.modes.values))
        self.setAccessibleDescription(told)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = colours(), QPainter(self)
        painter.setPen(QColor(theme.secondary))
        if self.modes is None:
            painter.setFont(text_font())
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), wrapped, self.message)
            return
        painter.setFont(small_font())
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for row, name in enumerate((tr("Input"), tr("Output"))):
            top = _LINE + row * (self.side + GRID)
            painter.drawText(QRect(0, top, _GUTTER - GRID, self.side), left, name)
        for place, mode in enumerate(self.visible_modes):
            self._paint_pair(painter, mode, QPoint(_GUTTER + place * (self.side + GRID), 0))
        if self.hasFocus():
            painter.setPen(QColor(theme.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_pair(self, painter: QPainter, mode: int, corner: QPoint) -> None:
        assert self.modes is not None
        theme, side = colours(), self.side
        painter.setPen(QColor(theme.text))
        text = f"{mode + 1}: σ {fixed(float(self.modes.values[mode]), 3)}"
        title = QRect(corner.x(), 0, side + GRID, _LINE)
        painter.drawText(title, Qt.AlignmentFlag.AlignLeft, text)
        inputs = self.modes.inputs[mode]
        for row, values in enumerate((inputs[len(inputs) // 2], self.modes.outputs[mode])):
            limit = float(np.abs(values).max()) or 1.0
            height, width = values.shape
            scale = side / max(height, width)
            top = corner.y() + _LINE + row * (side + GRID)
            place = QRect(corner.x(), top, round(width * scale), round(height * scale))
            painter.drawImage(place, image_of(values, "diverging", (-limit, limit)))
            painter.setPen(QColor(theme.line))
            painter.drawRect(place.adjusted(0, 0, -1, -1))

    def event(self, event: QEvent) -> bool:
        return keeps(event, {*_KEYS, *_ENDS}) or super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        if turned:
            self.go_to(self.first + (1 if turned < 0 else -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        steps = {**_KEYS, **_ENDS}
        page = max(len(self.visible_modes), 1)
        steps |= {Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        if key in steps and self.modes is not None:
            self.go_to(self.first + steps[key])
        else:
            super().keyPressEvent(event)
