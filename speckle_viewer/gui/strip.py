"""What strips below the images are made of."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QToolButton, QWidget

from speckle_viewer.gui.choice_box import ChoiceBox
from speckle_viewer.gui.icons import set_icon


def choice_box(name: str, parent: QWidget) -> QComboBox:
    """A list to choose from, as wide as its entries; ``name`` is its tooltip, too."""
    box = ChoiceBox(parent)
    box.setToolTip(name)
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


def close_button(name: str, tip: str, shown: QAction, parent: QWidget) -> QToolButton:
    """A button that switches off the action by which a strip is shown."""
    button = QToolButton(parent)
    set_icon(button, "close")
    button.setToolTip(tip)
    button.setAccessibleName(name)
    button.clicked.connect(lambda: shown.setChecked(False))
    return button
