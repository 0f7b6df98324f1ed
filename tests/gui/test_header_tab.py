"""The header can be searched, and does not say who the patient is until it is asked."""

import pytest
from pytestqt.qtbot import QtBot

from speckle_viewer.cine import HeaderRow
from speckle_viewer.gui.header_tab import HeaderTab
from speckle_viewer.viewer import Facts, Wants, resolve
from tests.viewer.cines import make_cine

ROWS = (
    HeaderRow("(0008,0060)", "Modality", "CS", "US"),
    HeaderRow("(0010,0010)", "Patient's Name", "PN", "Doe^Jane", personal=True),
    HeaderRow("(0018,1063)", "Frame Time", "DS", "33.3"),
)


@pytest.fixture
def tab(qtbot: QtBot) -> HeaderTab:
    tab = HeaderTab()
    qtbot.addWidget(tab)
    show(tab)
    return tab


def show(tab: HeaderTab) -> None:
    cine = make_cine()
    cine.header = ROWS
    tab.show_scene(resolve(Wants(cines=(cine,), cine=cine), Facts()))


def test_names_are_hidden_until_asked_for(tab: HeaderTab) -> None:
    assert ("Patient's Name", "hidden", "(0010,0010)") in tab.found
    tab.personal.setChecked(True)
    assert ("Patient's Name", "Doe^Jane", "(0010,0010)") in tab.found


def test_another_cines_names_are_hidden_again(tab: HeaderTab) -> None:
    tab.personal.setChecked(True)
    show(tab)
    assert ("Patient's Name", "hidden", "(0010,0010)") in tab.found


@pytest.mark.parametrize("words", ["frame t", "0018,10", "33.3"])
def test_tags_names_and_values_are_searched(tab: HeaderTab, words: str) -> None:
    tab.search.setText(words)
    assert tab.found == [("Frame Time", "33.3", "(0018,1063)")]


def test_what_is_hidden_is_not_found(tab: HeaderTab) -> None:
    tab.search.setText("jane")
    assert tab.found == []


def test_the_model_is_a_sound_one(tab: HeaderTab, qtmodeltester: object) -> None:
    qtmodeltester.check(tab.model)  # type: ignore[attr-defined]
