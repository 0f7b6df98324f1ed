"""The slider draws what is decoded, denoised and played."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.slider import FrameSlider
from speckle_viewer.gui.theme import colours


@pytest.fixture
def slider(qtbot: QtBot) -> FrameSlider:
    slider = FrameSlider()
    qtbot.addWidget(slider)
    slider.resize(414, 24)
    slider.show_frames(11, 0, frozenset({4, 5, 6}), frozenset({5}), (0, 10))
    return slider


def colour(slider: FrameSlider, frame: int, y: int) -> QColor:
    x = round(7 + 400 * frame / 10)
    return slider.grab().toImage().pixelColor(x, y)


def test_decoded_frames_are_marked_above_and_denoised_ones_below(slider: FrameSlider) -> None:
    theme = colours()
    upper, lower = 10, 13
    assert colour(slider, 4, upper) == QColor(theme.secondary)
    assert colour(slider, 4, lower) == QColor(theme.line)
    assert colour(slider, 5, lower) == QColor(theme.accent)
    assert colour(slider, 8, upper) == QColor(theme.line)


def test_a_click_goes_to_the_frame_that_is_there(slider: FrameSlider, qtbot: QtBot) -> None:
    with qtbot.waitSignal(slider.valueChanged) as went:
        qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(7 + 280, 12))
    assert went.args == [7]


def test_a_new_scene_does_not_ask_for_frames(slider: FrameSlider, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(slider.valueChanged):
        slider.show_frames(11, 9, frozenset(), frozenset(), (0, 10))
    assert slider.value() == 9
