"""Names that are cut off say so."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.choice_box import ChoiceBox
from speckle_viewer.gui.style import apply_theme


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_long_name_ends_in_an_ellipsis(qtbot: QtBot, qapp: QApplication, theme: str) -> None:
    apply_theme(qapp, theme)
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItem("sonosite_turbo_m_echo_loop.dcm")
    box.show()
    box.resize(box.sizeHint())
    box.setToolTip("The cine")
    assert box.shown_text() == box.currentText()
    assert box.tip == "The cine"
    box.resize(110, box.height())
    assert box.shown_text().endswith("…")
    assert box.currentText().startswith(box.shown_text()[:-1])
    assert len(box.shown_text()) > 5
    assert box.tip == "sonosite_turbo_m_echo_loop.dcm\nThe cine"
    box.showPopup()
    assert box.view().width() > box.fontMetrics().horizontalAdvance(box.currentText())
    box.hidePopup()
