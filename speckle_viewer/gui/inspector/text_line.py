"""A line of text that never asks for another size, so that nothing moves when it changes."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from speckle_viewer.gui.theme import colours

Part = tuple[str, str]
"""Text, and its colour: the name of one of the theme's, or ``#rrggbb``."""


class TextLine(QWidget):
    """Parts of text in their colours on one line, cut off with an ellipsis where it ends."""

    def __init__(self, font: QFont, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font)
        self._font = font
        self._parts: tuple[Part, ...] = ()
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """What is written."""
        return "".join(text for text, _ in self._parts)

    def set_parts(self, *parts: Part) -> None:
        """Write these parts."""
        if parts != self._parts:
            self._parts = parts
            self.setAccessibleDescription(self.text)
            self.setToolTip(self.text)  # what is cut off
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font)
        metrics = QFontMetrics(self._font)
        x = 0
        for text, colour in self._parts:
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width() - x)
            painter.setPen(QColor(getattr(colours(), colour, colour)))
            painter.drawText(
                QRect(x, 0, self.width() - x, self.height()), Qt.AlignmentFlag.AlignVCenter, shown
            )
            x += metrics.horizontalAdvance(text)
        painter.end()
