"""A list to choose from that says where its text is cut off."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip

from speckle_viewer.gui.style import GRID


class ChoiceBox(QComboBox):
    """Ends in an ellipsis where it is too narrow for what is chosen, which Qt would just cut.

    The whole stands in its tip then, and always in its list.
    """

    def shown_text(self) -> str:
        """What is chosen, as it is written."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        right, metrics = Qt.TextElideMode.ElideRight, self.fontMetrics()
        return metrics.elidedText(self.currentText(), right, field.width())

    @property
    def tip(self) -> str:
        """Its tool tip, under what is chosen where that is cut off."""
        cut = self.shown_text() != self.currentText()
        return f"{self.currentText()}\n{self.toolTip()}" if cut else self.toolTip()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip, self)
            return True
        return bool(super().event(event))

    def showPopup(self) -> None:
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 4 * GRID)
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_text()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
