"""The list of cines shows their pictures."""

import numpy as np
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.cine_list import CineList
from speckle_viewer.viewer import Facts, ViewerState, resolve
from tests.viewer.cines import make_cine


def colour(cines: CineList, row: int) -> QColor:
    picture = cines.item(row).icon().pixmap(96, 64).toImage()
    return picture.pixelColor(picture.rect().center())


def test_a_picture_that_comes_before_its_cine_is_listed_is_not_lost(qtbot: QtBot) -> None:
    state = ViewerState()
    cines = CineList(state)
    qtbot.addWidget(cines)
    for grey in (90, 180):
        cine = make_cine()
        cines.show_thumbnail(cine, np.full((64, 96), grey, np.uint8))
        state.add_cine(cine)
        cines.show_scene(resolve(state.wants, Facts()))
    assert [colour(cines, row).red() for row in range(2)] == [90, 180]
