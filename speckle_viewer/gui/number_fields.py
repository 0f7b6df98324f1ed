"""Fields for numbers, their text as far from the edge as that of other fields.

Style sheets have no say in it: Qt pads the text of a spin box on the right only.
"""

from typing import Any

from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

_LEFT = 5  # px, to the 7 px of line edits and choices


class WholeField(QSpinBox):
    """A field for a whole number."""

    def __init__(self, *args: Any, **properties: Any) -> None:
        super().__init__(*args, **properties)
        self.lineEdit().setTextMargins(_LEFT, 0, 0, 0)


class NumberField(QDoubleSpinBox):
    """A field for a number with decimals."""

    def __init__(self, *args: Any, **properties: Any) -> None:
        super().__init__(*args, **properties)
        self.lineEdit().setTextMargins(_LEFT, 0, 0, 0)
