"""Labels whose width does not change with their text."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class FixedLabel(QLabel):
    """A caption as wide as the longest text that it will hold, so that nothing beside it moves.

    Parameters
    ----------
    longest
        A text of the largest width.
    name
        The accessible name and the tooltip.
    """

    def __init__(self, longest: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._longest = longest
        self.setProperty("role", "caption")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.widen()

    def widen(self) -> None:
        """Make room for the longest text in the font that is in use."""
        self.ensurePolished()
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(self._longest) + 4)

    def write(self, text: str) -> None:
        """Show a text; nothing is laid out or painted where it is the same."""
        if text != self.text():
            self.setText(text)
