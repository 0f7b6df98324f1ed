"""How windows with a form and a picture are laid out: the form at the left, in a fixed width."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QWidget

from speckle_viewer.gui.style import GRID


def lay_out_sides(window: QDialog, form: QLayout, width: int, picture: QWidget) -> None:
    """Fill a window with a form ``width`` pixels wide and a picture that takes the rest."""
    side = QWidget(window)
    side.setFixedWidth(width)
    side.setLayout(form)
    form.setContentsMargins(0, 0, 0, 0)
    layout = QHBoxLayout(window)
    layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
    layout.setSpacing(2 * GRID)
    layout.addWidget(side)
    layout.addWidget(picture, 1)
