"""What of M-modes can be chosen, and the run over the rest of the cine."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.gui.explain.analyst import Analyst
from speckle_viewer.gui.explain.line_controls import LineButtons, ThicknessBox
from speckle_viewer.gui.explain.run_button import RunButton
from speckle_viewer.gui.style import CONTROL_HEIGHT, GRID
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import ViewerState, Wants
from speckle_viewer.viewer.along import SPANS

_WIDTH = 310


class MModeControls(QWidget):
    """Asks the state for the line and how it is shown; runs the rest in an analyst's thread."""

    def __init__(self, state: ViewerState, analyst: Analyst, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(_WIDTH)
        self.line, self.thickness = LineButtons(state), ThicknessBox(state)
        self.panes = _choice(
            tr("M-modes of"),
            tr("Whose M-modes are shown"),
            [(tr("Input and method"), False), (tr("All images"), True)],
        )
        self.stacked = _choice(
            tr("Arrangement"),
            tr("How M-modes stand"),
            [(tr("Side by side"), False), (tr("Stacked"), True)],
        )
        spans = [(tr("{} s, scrolling").format(f"{span:g}"), span) for span in SPANS]
        self.span = _choice(
            tr("Time shown"),
            tr("The whole cine at once, or a part that scrolls with the frame shown"),
            [(tr("Whole cine"), None), *spans],
        )
        for box, name in ((self.panes, "every_pane"), (self.stacked, "stacked")):
            box.activated.connect(
                lambda place, box=box, name=name: state.lines.set(**{name: box.itemData(place)})
            )
        self.span.activated.connect(lambda place: state.lines.set(span=self.span.itemData(place)))
        self.run = RunButton(
            tr("Run the rest"),
            tr("Run the rest of the cine"),
            tr("Decode and denoise all frames that play and are not there; or stop"),
            analyst,
        )
        self.hint = QLabel(wordWrap=True)
        self.hint.setProperty("role", "caption")
        self._lay_out()

    def _lay_out(self) -> None:
        rows = QFormLayout()
        rows.setSpacing(GRID // 2)
        for text, contents in (
            (tr("Line"), (self.line,)),
            (tr("Mean of"), (self.thickness, self.stacked)),
            (tr("Show"), (self.panes,)),
            (tr("Time"), (self.span,)),
            ("", (self.run,)),
        ):
            label = QLabel(text)
            label.setProperty("role", "caption")
            label.setMinimumHeight(CONTROL_HEIGHT)
            row = QHBoxLayout()
            row.setSpacing(GRID // 2)
            for content in contents:
                row.addWidget(content, 1)
            rows.addRow(label, row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(rows)
        column.addWidget(self.run.bar)
        column.addWidget(self.hint)
        column.addStretch(1)

    def show_wants(self, wants: Wants, can_run: bool) -> None:
        """Show what is chosen, and which buttons do anything."""
        self.line.show_wants(wants)
        self.thickness.show_wants(wants)
        how = wants.along
        self.panes.setCurrentIndex(int(how.every_pane))
        self.stacked.setCurrentIndex(int(how.stacked))
        self.span.setCurrentIndex(0 if how.span is None else 1 + SPANS.index(how.span))
        self.run.allow(can_run)


def _choice(name: str, tip: str, items: Sequence[tuple[str, Any]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(tip)
    for text, value in items:
        box.addItem(text, value)
    return box
