"""The column of controls beside the Jacobian: of which part, whether it runs, and its figures."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.gui.explain.jacobian_work import Found
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import tr

_SIZES = (8, 16, 24, 32, 48, 64)
_WIDTH = 230  # px


class JacobianControls(QWidget):
    """Size of the part, rectangle, start and cancel, progress, and what came of it in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.side, self.region = QComboBox(self), QPushButton(tr("Rectangle"), self)
        self.start, self.progress = QPushButton(tr("Work it out"), self), QProgressBar(self)
        self.figures = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.part = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.part.setProperty("role", "caption")
        self._say_what_they_are()
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        choice = QHBoxLayout()
        choice.addWidget(self.side, 1)
        choice.addWidget(self.region)
        column.addLayout(choice)
        for widget in (self.start, self.progress, self.part, self.figures):
            column.addWidget(widget)
        column.addStretch(1)

    def _say_what_they_are(self) -> None:
        self.side.setAccessibleName(tr("Size of the part"))
        self.side.setToolTip(
            tr(
                "Size in pixels of the part around the pinned pixel, or else the one looked at.\n"
                "Its Jacobian has that many pixels squared; 64 × 64 take minutes."
            )
        )
        for side in _SIZES:
            self.side.addItem(f"{side} × {side}", side)
        self.region.setCheckable(True)
        self.region.setToolTip(
            tr(
                "Drag a rectangle in an image to look at that: its middle 64 × 64 px if it is "
                "larger"
            )
        )
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("How much of the Jacobian is worked out"))
        self.progress.setFixedHeight(6)

    def show_state(self, busy: bool, can_start: bool) -> None:
        """Say whether it runs, and whether there is something to work out."""
        self.start.setText(tr("Cancel") if busy else tr("Work it out"))
        self.start.setEnabled(busy or can_start)
        self.start.setToolTip(
            tr("Stop working it out") if busy else tr("Work out the Jacobian of the part (Return)")
        )
        self.progress.setVisible(busy)

    def show_figures(self, found: Found | None, problem: str = "") -> None:
        """Say what was found, or nothing; and above it why there is nothing newer."""
        if found is None:
            self.figures.setText("")
            return
        pixels, dimension = len(found.modes.values), found.modes.effective_dimension
        told = tr(
            "Shown: {}, frame {}, {}\n"
            "Effective dimension Σσ²: {:.1f} of {} ({:.1f} %)\n"
            "Largest singular value: {:.3f}"
        ).format(
            found.asked.title,
            found.asked.frame + 1,
            found.asked.place,
            dimension,
            pixels,
            100 * dimension / pixels,
            found.modes.values[0],
        )
        lines = [problem, told, tr("By differences of one grey level") * found.by_differences]
        self.figures.setText("\n".join(line for line in lines if line))
