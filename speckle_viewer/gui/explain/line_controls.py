"""Drawing the line, for all explainers that show what lies along it."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import ViewerState, Wants
from speckle_viewer.viewer.along import THICKNESSES


class LineButtons(QWidget):
    """Draw the line, lay it between the last two pins, or take it away."""

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.draw = QPushButton(tr("Draw"))
        self.draw.setCheckable(True)
        self.between = QPushButton(tr("Between pins"))
        self.remove = QPushButton(tr("Remove"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        for button, name, tip in (
            (
                self.draw,
                tr("Draw a line"),
                tr("On: drag in an image to draw the line. Drag it, or an end of it, to move it"),
            ),
            (
                self.between,
                tr("Line between pins"),
                tr("Draw the line between the last two pins"),
            ),
            (self.remove, tr("Remove the line"), tr("Take the line away")),
        ):
            button.setAccessibleName(name)
            button.setToolTip(tip)
            row.addWidget(button)
        self.draw.clicked.connect(lambda on: state.use_tool("line" if on else "view"))
        self.between.clicked.connect(self._join_pins)
        self.remove.clicked.connect(state.remove_line)

    def _join_pins(self) -> None:
        *_, one, other = self._state.wants.cine_pins
        self._state.draw_line((one.row, one.column), (other.row, other.column))

    def show_wants(self, wants: Wants) -> None:
        """Show whether lines are drawn, and which buttons do anything."""
        self.draw.setChecked(wants.tool == "line")
        self.draw.setEnabled(wants.cine is not None)
        self.between.setEnabled(len(wants.cine_pins) > 1)
        self.remove.setEnabled(wants.cine_line is not None)


class ThicknessBox(QComboBox):
    """Of how many lines side by side the mean is shown."""

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Thickness of the line"))
        self.setToolTip(tr("The mean of so many lines side by side, a pixel apart: less noise"))
        for thickness in THICKNESSES:
            self.addItem(tr("{} px").format(thickness), thickness)
        self.activated.connect(lambda place: state.lines.set(thickness=self.itemData(place)))

    def show_wants(self, wants: Wants) -> None:
        """Show what is chosen."""
        self.setCurrentIndex(self.findData(wants.along.thickness))
