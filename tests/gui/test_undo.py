"""Undo and redo by keys and menu, in the real window."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionSlider
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.window import Window
from speckle_viewer.viewer import INPUT
from speckle_viewer.viewer.history import TOGETHER_S, History
from tests.gui.driving import canvas, click, double_click

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
RIGHT = Qt.MouseButton.RightButton


def press_undo(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.actions_.undo.isEnabled)
    QTest.keyClick(canvas(window, INPUT), Qt.Key.Key_Z, CTRL)


def press_redo(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.actions_.redo.isEnabled)
    QTest.keyClick(canvas(window, INPUT), Qt.Key.Key_Z, CTRL_SHIFT)


def pinned(window: Window) -> list[tuple[int, int]]:
    return [(pin.row, pin.column) for pin in window.state.wants.pins]


def test_keys_undo_and_redo_and_the_menu_names_the_step(still: Window, qtbot: QtBot) -> None:
    undo, redo = still.actions_.undo, still.actions_.redo
    assert not undo.isEnabled()
    assert not redo.isEnabled()
    click(still, INPUT, 10, 20)
    click(still, "kpn", 30, 40)
    qtbot.waitUntil(lambda: undo.text() == "Undo pin at x 40, y 30")
    press_undo(still, qtbot)
    assert pinned(still) == [(10, 20)]
    qtbot.waitUntil(lambda: redo.text() == "Redo pin at x 40, y 30")
    assert undo.text() == "Undo pin at x 20, y 10"
    press_redo(still, qtbot)
    assert pinned(still) == [(10, 20), (30, 40)]
    qtbot.waitUntil(lambda: not redo.isEnabled())
    assert redo.text() == "Redo"


def test_undo_leaves_the_frame_and_the_view(still: Window, qtbot: QtBot) -> None:
    click(still, INPUT, 10, 20)
    still.state.go_to(4)
    canvas(still, INPUT).zoom_to(3.0)
    views = still.state.wants.views
    press_undo(still, qtbot)
    assert not pinned(still)
    assert still.state.wants.frame == 4
    assert still.state.wants.views == views


def test_a_double_click_that_fits_leaves_nothing_to_undo(still: Window, qtbot: QtBot) -> None:
    double_click(still, INPUT, 10, 20)
    assert still.state.history.to_undo is None


def test_a_drag_with_the_mouse_is_one_step(still: Window, qtbot: QtBot) -> None:
    image, system = canvas(still, INPUT), still.windowHandle()
    start = image.viewport().mapTo(still, image.viewport().rect().center())
    history, now = still.state.history, [0.0]
    assert isinstance(history, History)
    history._clock = lambda: now[0]
    for _ in range(2):
        QTest.mousePress(system, RIGHT, pos=start)
        for by in (20, 40, 60):
            QTest.mouseMove(system, start + QPoint(by, 0))
            now[0] += 2 * TOGETHER_S  # a hand that rests
        QTest.mouseRelease(system, RIGHT, pos=start + QPoint(60, 0))
    twice = still.state.wants.levels
    press_undo(still, qtbot)
    once = still.state.wants.levels
    assert once not in (twice, {})
    press_undo(still, qtbot)
    assert still.state.wants.levels == {}
    assert history.to_undo is None
    press_redo(still, qtbot)
    press_redo(still, qtbot)
    assert still.state.wants.levels == twice


def test_a_drag_in_a_floating_dock_is_one_step(still: Window, qtbot: QtBot) -> None:
    QTest.keyClick(still, Qt.Key.Key_F12)
    dock, slider = still.docks.inspector, still.steer.settings.sliders["strength"].slider
    dock.setFloating(True)
    dock.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is dock.windowHandle())
    qtbot.waitUntil(slider.isEnabled)
    history, now, system = still.state.history, [0.0], dock.windowHandle()
    history._clock = lambda: now[0]
    before, option = still.state.wants.steering, QStyleOptionSlider()
    slider.initStyleOption(option)
    handle = slider.style().subControlRect(
        QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, slider
    )
    start = slider.mapTo(dock, handle.center())
    places = [start - QPoint(by, 0) for by in (0, 15, 30, 45)]
    QTest.mousePress(system, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        now[0] += 2 * TOGETHER_S
        QTest.mouseMove(system, place)
    QTest.mouseRelease(system, Qt.MouseButton.LeftButton, pos=places[-1])
    assert still.state.wants.steering != before
    press_undo(still, qtbot)
    assert still.state.wants.steering == before
    assert history.to_undo is None
    dock.setFloating(False)


def to_window(window: Window, row: float, column: float) -> QPoint:
    image = canvas(window, INPUT)
    place = image.placed.map(QPointF(column, row)).toPoint()
    return image.viewport().mapTo(window, place)


def drag_region(window: Window, *places: tuple[float, float]) -> None:
    """Drag with the left button as the system reports it, with rests that are no new step."""
    system, now = window.windowHandle(), [0.0]
    window.state.history._clock = lambda: now[0]
    points = [to_window(window, *place) for place in places]
    QTest.mousePress(system, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        now[0] += 2 * TOGETHER_S
        QTest.mouseMove(system, point)
    QTest.mouseRelease(system, Qt.MouseButton.LeftButton, pos=points[-1])


def test_regions_that_are_drawn_and_moved_are_taken_back(still: Window, qtbot: QtBot) -> None:
    undo = still.actions_.undo
    still.actions_.regions.tools["rectangle"].trigger()
    qtbot.waitUntil(lambda: still.presenter.scene.wants is still.state.wants)
    drag_region(still, (10, 12), (20, 20), (30, 40))
    qtbot.waitUntil(lambda: undo.text() == "Undo Region 1")
    (drawn,) = still.state.wants.rois
    QTest.keyClick(canvas(still, INPUT), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: still.presenter.scene.wants is still.state.wants)
    drag_region(still, (20, 26), (22, 28), (24, 30))
    qtbot.waitUntil(lambda: undo.text() == "Undo move of Region 1")
    press_undo(still, qtbot)
    assert still.state.wants.rois == (drawn,)
    press_undo(still, qtbot)
    assert not still.state.wants.rois
    press_redo(still, qtbot)
    press_redo(still, qtbot)
    (moved,) = still.state.wants.rois
    assert moved.points != drawn.points


def test_steering_is_taken_back_on_screen(still: Window, qtbot: QtBot) -> None:
    still.state.kernels.steer("kpn", strength=0.5)
    qtbot.waitUntil(lambda: "kpn:steered" in still.grid.panes)
    press_undo(still, qtbot)
    qtbot.waitUntil(lambda: "kpn:steered" not in still.grid.panes)
