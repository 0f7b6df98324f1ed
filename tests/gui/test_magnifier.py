"""The magnifier shows the same spot of every image, and keeps out of the mouse's way."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.magnifier import MagnifierStrip
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.window import Window
from speckle_viewer.viewer import PaneScene
from speckle_viewer.viewer.drawn import drawn
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import hover

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def magnifying(still: Window, qtbot: QtBot) -> Window:
    """The window with the magnifier, the mouse over a pixel."""
    still.activateWindow()
    hover(still, "kpn", 20, 30)
    qtbot.keyClick(still, Qt.Key.Key_Z)
    qtbot.waitUntil(still.magnifier.isVisible)
    return still


def settled(window: Window, qtbot: QtBot) -> None:
    wait_until_ready(window, qtbot)


def seen(strip: MagnifierStrip, index: int, down: int, right: int, factor: int) -> list[int]:
    """The colour painted for the pixel so far from the one in the middle, in a cell."""
    picture: QImage = strip.grab().toImage()
    ratio = strip.devicePixelRatioF()
    side = (strip.width() - GRID) // len(strip._scene.images) - GRID  # type: ignore[union-attr]
    x = GRID + index * (side + GRID) + side / 2 + right * factor
    y = 18 + GRID // 2 + side / 2 + down * factor
    colour = picture.pixelColor(round(x * ratio), round(y * ratio))
    return [colour.red(), colour.green(), colour.blue()]


def expected(pane: PaneScene, row: int, column: int) -> list[int]:
    return drawn(pane, np.array([row]), np.array([column]))[0, 0].tolist()


def test_every_image_has_its_own_pixels_in_it(magnifying: Window, qtbot: QtBot) -> None:
    magnifying.actions_.compare.setChecked(True)
    qtbot.waitUntil(lambda: len(magnifying.presenter.scene.images) == 3)
    settled(magnifying, qtbot)
    strip = magnifying.magnifier
    assert strip.place == (20, 30)
    for index, pane in enumerate(magnifying.presenter.scene.images):
        for down, right in ((0, 0), (2, -3), (-4, 4), (5, 1)):
            assert seen(strip, index, down, right, 8) == expected(pane, 20 + down, 30 + right)


def test_it_follows_the_mouse_and_stays_where_it_was_last(magnifying: Window, qtbot: QtBot) -> None:
    hover(magnifying, "input", 10, 12)
    settled(magnifying, qtbot)
    strip = magnifying.magnifier
    pane = magnifying.presenter.scene.panes[1]
    assert seen(strip, 1, 0, 0, 8) == expected(pane, 10, 12)
    magnifying.state.set_hover(None)
    settled(magnifying, qtbot)
    assert strip.place == (10, 12)
    assert strip.isVisible()


def test_it_magnifies_by_the_next_factor(magnifying: Window, qtbot: QtBot) -> None:
    factors = []
    for _ in range(3):
        qtbot.keyClick(magnifying, Qt.Key.Key_Z, SHIFT)
        factors.append(magnifying.state.wants.magnifier.factor)
    assert factors == [16, 4, 8]
    magnifying.state.magnifier.set(factor=16)
    settled(magnifying, qtbot)
    pane = magnifying.presenter.scene.panes[0]
    assert seen(magnifying.magnifier, 0, -3, 2, 16) == expected(pane, 17, 32)


def test_pixels_are_as_high_as_they_are(magnifying: Window, qtbot: QtBot) -> None:
    settled(magnifying, qtbot)
    scene = magnifying.presenter.scene
    high = tuple(replace(pane, aspect=2.0) for pane in scene.panes)
    magnifying.magnifier.show_scene(replace(scene, panes=high))
    for down in (-2, 1, 3):
        colour = expected(high[0], 20 + down, 31)
        assert seen(magnifying.magnifier, 0, 2 * down, 1, 8) == colour


def test_it_goes_where_the_mouse_is_not(magnifying: Window, qtbot: QtBot) -> None:
    hover(magnifying, "input", 20, 30)  # beside the other image, or above it
    settled(magnifying, qtbot)
    strip = magnifying.magnifier
    assert strip.geometry().bottom() == magnifying.grid.rect().bottom()
    view = magnifying.grid.panes["kpn"].canvas
    view.zoom_to(20)  # the image fills its pane
    settled(magnifying, qtbot)
    below = view.mapFrom(magnifying.grid, strip.geometry().bottomRight() - QPoint(20, 20))
    pixel = view.to_pixel(QPointF(below))
    assert pixel is not None
    hover(magnifying, "kpn", *pixel)
    settled(magnifying, qtbot)
    assert strip.geometry().top() == 0
    assert strip.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_the_key_switches_and_a_held_key_switches_back(
    magnifying: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.keyClick(magnifying, Qt.Key.Key_Z)
    qtbot.waitUntil(magnifying.magnifier.isHidden)
    clock = [10.0]
    monkeypatch.setattr(magnifying.actions_.magnifier_key, "now", lambda: clock[0])
    target = QApplication.focusWidget()
    assert target is not None
    qtbot.keyPress(target, Qt.Key.Key_Z)
    qtbot.waitUntil(magnifying.magnifier.isVisible)
    clock[0] += 2
    qtbot.keyRelease(target, Qt.Key.Key_Z)
    qtbot.waitUntil(magnifying.magnifier.isHidden)
    assert not magnifying.actions_.magnify.isChecked()
