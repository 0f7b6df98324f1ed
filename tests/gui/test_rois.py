"""Regions and distances are drawn, changed and selected with mouse and keys in the real window."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAction, QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QToolButton, QToolTip
from pytestqt.qtbot import QtBot
from scipy.ndimage import gaussian_filter

from speckle_viewer.gui.rois.outlines import name_plates
from speckle_viewer.gui.window import Window
from speckle_viewer.viewer import View
from speckle_viewer.viewer.roi import Roi
from speckle_viewer.viewer.wants import Tool
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import (
    LEFT,
    NO_KEYS,
    NONE,
    RIGHT,
    _mouse,
    canvas,
    click,
    double_click,
    drag_through,
    hover,
    write_cine,
)

Key, Held = Qt.Key, Qt.KeyboardModifier


def place(window: Window, row: float, column: float, pane: str = "input") -> QPointF:
    """Where (row, column) is on the screen; whole numbers are corners of pixels."""
    return canvas(window, pane).placed.map(QPointF(column, row))


def drag(window: Window, *places: tuple[float, float], pane: str = "input") -> None:
    drag_through(canvas(window, pane).viewport(), *(place(window, *p, pane) for p in places))


def press(window: Window, key: Qt.Key, held: Qt.KeyboardModifier = NO_KEYS) -> None:
    QTest.keyClick(canvas(window, "input"), key, held)


def take(window: Window, qtbot: QtBot, tool: Tool) -> None:
    """Press the button of a tool."""
    action = window.actions_.regions.tools[tool]
    (button,) = (
        b for b in window.menuBar().findChildren(QToolButton) if b.defaultAction() is action
    )
    QTest.mouseClick(button, LEFT)
    drawn(window, qtbot)


def drawn(window: Window, qtbot: QtBot) -> None:
    """Wait until what is wanted is on the screen."""
    qtbot.waitUntil(lambda: window.presenter.scene.wants is window.state.wants)


def only(window: Window) -> Roi:
    (roi,) = window.state.wants.cine_rois
    return roi


def draw_box(window: Window, qtbot: QtBot, tool: Tool = "rectangle") -> Roi:
    """A box from row 10, column 12 to row 30, column 40, with the view tool after it."""
    take(window, qtbot, tool)
    drag(window, (10, 12), (20, 20), (30, 40))
    press(window, Key.Key_Escape)
    drawn(window, qtbot)
    return only(window)


def test_a_box_is_drawn_where_the_mouse_went(still: Window, qtbot: QtBot) -> None:
    boxes: tuple[Tool, ...] = ("rectangle", "ellipse")
    for tool in boxes:
        roi = draw_box(still, qtbot, tool)
        assert (roi.shape, roi.name) == (tool, "Region 1")
        assert roi.points == ((10, 12), (30, 40))
        assert still.state.wants.tool == "view"
        for pane in ("input", "kpn"):
            shown = still.presenter.scene.pane(pane)
            assert (shown.rois, shown.roi) == ((roi,), "Region 1")
            image = canvas(still, pane).viewport().grab().toImage()
            edge = place(still, 20, 12, pane).toPoint()
            near = [image.pixelColor(edge + QPoint(x, 6)) for x in range(-2, 3)]
            assert any(c.red() > 150 and c.green() > 90 and c.blue() < 80 for c in near)  # orange
        still.state.rois.remove("Region 1")


def test_the_keys_choose_the_tools(still: Window, qtbot: QtBot) -> None:
    for key, held, tool in (
        (Key.Key_R, Held.ShiftModifier, "rectangle"),
        (Key.Key_E, NO_KEYS, "ellipse"),
        (Key.Key_G, NO_KEYS, "polygon"),
        (Key.Key_B, NO_KEYS, "brush"),
        (Key.Key_D, NO_KEYS, "distance"),
    ):
        press(still, key, held)
        assert still.state.wants.tool == tool
        drawn(still, qtbot)
        assert still.actions_.regions.tools[tool].isChecked()
    press(still, Key.Key_D)
    assert still.state.wants.tool == "view"


def test_a_click_makes_nothing(still: Window, qtbot: QtBot) -> None:
    tools: tuple[Tool, ...] = ("rectangle", "ellipse", "distance")
    for tool in tools:
        take(still, qtbot, tool)
        click(still, "input", 20, 20)
    wants = still.state.wants
    assert (wants.rois, wants.rulers, wants.pins) == ((), (), ())


def test_boxes_end_at_the_edge_and_with_shift_are_squares(still: Window, qtbot: QtBot) -> None:
    take(still, qtbot, "rectangle")
    drag(still, (40, 50), (45, 60), (90, 200))
    assert only(still).points == ((40, 50), (48, 64))
    target = canvas(still, "input").viewport()
    _mouse(target, QEvent.Type.MouseButtonPress, place(still, 10, 10), LEFT, LEFT)
    for to in ((14, 20), (15, 30)):
        at = place(still, *to)
        shifted = QMouseEvent(
            QEvent.Type.MouseMove, at, target.mapToGlobal(at), NONE, LEFT, Held.ShiftModifier
        )
        QApplication.sendEvent(target, shifted)
    _mouse(target, QEvent.Type.MouseButtonRelease, place(still, 15, 30), LEFT)
    assert still.state.rois.selected.points == ((10, 10), (30, 30))


def test_a_polygon_is_clicked_and_closed(still: Window, qtbot: QtBot) -> None:
    take(still, qtbot, "polygon")
    for way in ("enter", "double-click", "first corner"):
        for row, column in ((10, 10), (10, 40), (30, 25)):
            click(still, "input", row, column)
        assert still.state.wants.rois == ()
        if way == "enter":
            press(still, Key.Key_Return)
        elif way == "double-click":
            double_click(still, "input", 30, 25)
        else:
            click(still, "input", 10, 10)
        roi = only(still)
        assert roi.shape == "polygon"
        np.testing.assert_allclose(roi.points, [(10.5, 10.5), (10.5, 40.5), (30.5, 25.5)])
        still.state.rois.remove(roi.name)
        drawn(still, qtbot)


def test_corners_can_be_taken_back(still: Window, qtbot: QtBot) -> None:
    take(still, qtbot, "polygon")
    for row, column in ((10, 10), (10, 40), (30, 25), (5, 5)):
        click(still, "input", row, column)
    press(still, Key.Key_Backspace)
    assert len(canvas(still, "input").drawing.corners) == 3
    press(still, Key.Key_Escape)
    assert canvas(still, "input").drawing.corners == ()
    assert still.state.wants.tool == "polygon"
    press(still, Key.Key_Return)
    assert still.state.wants.rois == ()


def test_a_polygon_can_be_drawn_with_keys_alone(still: Window, qtbot: QtBot) -> None:
    take(still, qtbot, "polygon")
    hover(still, "input", 10, 10)
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Left):
        drawn(still, qtbot)
        press(still, Key.Key_Return, Held.ShiftModifier)
        press(still, key, Held.AltModifier | Held.ShiftModifier)
    drawn(still, qtbot)
    press(still, Key.Key_Return)
    np.testing.assert_allclose(only(still).points, [(10.5, 10.5), (10.5, 20.5), (20.5, 20.5)])


def test_the_brush_paints_and_the_right_button_erases(still: Window, qtbot: QtBot) -> None:
    take(still, qtbot, "brush")
    still.state.rois.set_brush_width(3)
    drag(still, (10.5, 10.5), (10.5, 20.5), (10.5, 30.5))
    painted = only(still).mask(2)
    assert painted[9:12, 10:31].all()
    assert painted.sum() == 3 * 23
    drag(still, (20.5, 10.5), (20.5, 20.5))  # adds to the region that is selected
    assert only(still).mask(2)[20, 10:21].all()
    levels = still.state.wants.levels
    target = canvas(still, "input").viewport()
    _mouse(target, QEvent.Type.MouseButtonPress, place(still, 10.5, 10.5), RIGHT, RIGHT)
    _mouse(target, QEvent.Type.MouseMove, place(still, 10.5, 30.5), NONE, RIGHT)
    _mouse(target, QEvent.Type.MouseButtonRelease, place(still, 10.5, 30.5), RIGHT)
    assert not only(still).mask(2)[:13].any()
    assert still.state.wants.levels == levels
    press(still, Key.Key_BracketRight)
    assert still.state.wants.brush_width == 4
    QTest.mouseClick(target, LEFT, Held.ShiftModifier, place(still, 30, 50).toPoint())
    assert [roi.name for roi in still.state.wants.rois] == ["Region 1", "Region 2"]


def test_the_selected_region_moves_and_beside_it_the_view(still: Window, qtbot: QtBot) -> None:
    draw_box(still, qtbot)
    drag(still, (20, 20), (23, 22), (25, 28))
    assert only(still).points == ((15, 20), (35, 48))
    assert still.state.wants.views == {}
    drag(still, (40, 55), (35, 45), (30, 40))
    assert only(still).points == ((15, 20), (35, 48))
    assert still.state.wants.views


def test_handles_change_its_size(still: Window, qtbot: QtBot) -> None:
    draw_box(still, qtbot)
    drag(still, (30, 40), (35, 45), (38, 50))
    assert only(still).points == ((10, 12), (38, 50))
    drawn(still, qtbot)
    drag(still, (10, 31), (8, 31), (4, 31))
    assert only(still).points == ((4, 12), (38, 50))
    still.state.linked.set_view("input", View(20, 30, 13.0))
    drawn(still, qtbot)
    drag(still, (38, 50), (35, 46), (34, 45))
    assert only(still).points == ((4, 12), (34, 45))


def test_names_of_regions_that_lie_close_do_not_cover_each_other(
    still: Window, qtbot: QtBot
) -> None:
    for left in (10.0, 16.0, 22.0):
        still.state.rois.add("rectangle", ((12.0, left), (20.0, left + 4)))
    drawn(still, qtbot)
    view = canvas(still, "input")
    scene = still.presenter.scene.panes[0]
    plates = [*name_plates(scene, view.placed, QRectF(view.viewport().rect())).values()]
    assert len(plates) == 3
    for one, other in combinations(plates, 2):
        assert not one.intersects(other)


def test_an_outline_or_a_name_selects(still: Window, qtbot: QtBot) -> None:
    draw_box(still, qtbot)
    press(still, Key.Key_Escape)
    assert still.state.wants.roi is None
    drawn(still, qtbot)
    target = canvas(still, "input").viewport()
    QTest.mouseClick(target, LEFT, NO_KEYS, place(still, 20, 12).toPoint())
    assert still.state.wants.roi == "Region 1"
    press(still, Key.Key_Escape)
    drawn(still, qtbot)
    above = (place(still, 10, 12) + QPointF(12, -12)).toPoint()
    QTest.mouseClick(target, LEFT, NO_KEYS, above)
    assert still.state.wants.roi == "Region 1"
    assert not still.state.wants.pins
    click(still, "input", 20, 25)  # inside it pins, as ever
    assert [(pin.row, pin.column) for pin in still.state.wants.pins] == [(20, 25)]
    assert still.state.wants.roi == "Region 1"


def test_delete_removes_what_is_selected(still: Window, qtbot: QtBot) -> None:
    draw_box(still, qtbot)
    press(still, Key.Key_Delete)
    assert still.state.wants.rois == ()
    take(still, qtbot, "distance")
    drag(still, (5, 5), (10, 10), (20, 20))
    drawn(still, qtbot)
    press(still, Key.Key_Delete)
    assert still.state.wants.rulers == ()


def test_a_region_of_one_frame_is_not_shown_on_others(still: Window, qtbot: QtBot) -> None:
    draw_box(still, qtbot)
    still.state.rois.keep_on_frame("Region 1", True)
    press(still, Key.Key_Right)
    wait_until_ready(still, qtbot)
    assert still.presenter.scene.pane("input").rois == ()
    press(still, Key.Key_Delete)  # not seen, not removed
    assert len(still.state.wants.rois) == 1
    press(still, Key.Key_Left)
    wait_until_ready(still, qtbot)
    assert len(still.presenter.scene.pane("input").rois) == 1


def test_it_can_be_drawn_while_the_cine_plays(playing: Window, qtbot: QtBot) -> None:
    wait_until_ready(playing, qtbot)
    playing.state.set_playback(playing=True)
    press(playing, Key.Key_E)
    drawn(playing, qtbot)
    drag(playing, (10, 12), (20, 20), (30, 40))
    assert only(playing).points == ((10, 12), (30, 40))
    assert playing.state.wants.playback.playing


def test_a_distance_goes_from_point_to_point(still: Window, qtbot: QtBot) -> None:
    take(still, qtbot, "distance")
    drag(still, (5, 5), (10, 10), (8, 9))
    (ruler,) = still.state.wants.rulers
    assert str(ruler.length) == "5 px"
    drawn(still, qtbot)
    drag(still, (8, 9), (8, 20), (5, 30))
    (ruler,) = still.state.wants.rulers
    assert ruler.length.value == pytest.approx(25)
    drawn(still, qtbot)
    assert still.presenter.scene.pane("kpn").rulers == (ruler,)


def drag_for_real(window: Window, *places: tuple[float, float]) -> None:
    """Drag as the system says it, to the window; the history knows a gesture by that."""
    viewport, handle = canvas(window, "input").viewport(), window.windowHandle()
    on_window = [viewport.mapTo(window, place(window, *p).toPoint()) for p in places]
    QTest.mousePress(handle, LEFT, NO_KEYS, on_window[0])
    for to in on_window[1:]:
        QTest.mouseMove(handle, to)
    QTest.mouseRelease(handle, LEFT, NO_KEYS, on_window[-1])


def test_what_was_drawn_says_where_its_scale_comes_from(still: Window, qtbot: QtBot) -> None:
    draw_box(still, qtbot)
    target = canvas(still, "input").viewport()
    for at in (place(still, 20, 12), QPointF(3, 3)):
        where = at.toPoint()
        event = QHelpEvent(QEvent.Type.ToolTip, where, target.mapToGlobal(where))
        QApplication.sendEvent(target, event)
        if at.x() > 3:
            assert QToolTip.text().startswith("Region 1: 560 px\nIn pixels: ")
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_a_drag_is_one_step_back(still: Window, qtbot: QtBot) -> None:
    take(still, qtbot, "rectangle")
    drag_for_real(still, (10, 12), (20, 20), (25, 30), (30, 40))
    press(still, Key.Key_Escape)
    drawn(still, qtbot)
    drag_for_real(still, (20, 20), (23, 22), (25, 28))
    assert only(still).points != ((10, 12), (30, 40))
    still.state.history.undo()
    assert only(still).points == ((10, 12), (30, 40))
    still.state.history.undo()
    assert still.state.wants.rois == ()


# -- the list, and what it offers ----------------------------------------------------------------


def listed(window: Window) -> list[str]:
    rois = window.regions.list
    return [rois.item(row).text() for row in range(rois.count())]


def with_two_regions(window: Window, qtbot: QtBot) -> None:
    window.state.rois.add("rectangle", ((10, 12), (30, 40)))
    window.state.rois.add("ellipse", ((5, 5), (15, 15)))
    window.state.rulers.add((0.0, 0.0), (3.0, 4.0))
    drawn(window, qtbot)


def menu_of(window: Window) -> dict[str, QAction]:
    """What the menu of the selected region offers, submenus included."""
    QApplication.processEvents()  # lays out what has just come
    QTest.mouseClick(window.regions.more, LEFT)
    (menu,) = (m for m in window.regions.findChildren(QMenu) if m.isVisible())
    parts = [menu, *menu.findChildren(QMenu)]
    actions = [action for part in parts for action in part.actions()]
    found = {action.text(): action for action in actions if action.text()}
    menu.hide()
    return found


def test_the_list_is_there_while_there_is_something_in_it(still: Window, qtbot: QtBot) -> None:
    assert not still.regions.isVisible()
    with_two_regions(still, qtbot)
    assert still.regions.isVisible()
    assert listed(still) == ["Region 1", "Region 2", "Distance 1"]
    assert still.regions.list.currentRow() == 2
    rois = still.regions.list
    QTest.mouseClick(rois.viewport(), LEFT, NO_KEYS, rois.visualItemRect(rois.item(0)).center())
    assert still.state.wants.roi == "Region 1"
    still.state.rois.select("Region 2")
    drawn(still, qtbot)
    assert rois.currentRow() == 1


def test_a_region_is_renamed_in_place(still: Window, qtbot: QtBot) -> None:
    with_two_regions(still, qtbot)
    still.state.rois.select("Region 1")
    drawn(still, qtbot)
    rois = still.regions.list
    rois.setFocus()
    QTest.keyClick(rois, Key.Key_Return)
    (editor,) = rois.viewport().findChildren(QLineEdit)
    QTest.keyClicks(editor, "left wall")
    QTest.keyClick(editor, Key.Key_Return)
    drawn(still, qtbot)
    assert listed(still) == ["left wall", "Region 2", "Distance 1"]
    assert still.state.wants.roi == "left wall"
    still.actions_.regions.rename.trigger()
    editor = rois.viewport().findChildren(QLineEdit)[-1]
    editor.selectAll()
    QTest.keyClicks(editor, "Region 2")  # which there is
    QTest.keyClick(editor, Key.Key_Return)
    assert listed(still)[0] == "left wall"


def test_the_menu_changes_the_selected_region(still: Window, qtbot: QtBot, tmp_path: Path) -> None:
    with_two_regions(still, qtbot)
    still.open(write_cine(tmp_path / "other.npy", seed=3))
    qtbot.waitUntil(lambda: len(still.state.wants.cines) == 2, timeout=20_000)
    still.state.show_cine(still.state.wants.cines[0])
    wait_until_ready(still, qtbot)
    still.state.rois.select("Region 1")
    drawn(still, qtbot)
    menu_of(still)["Vermilion"].trigger()
    assert still.state.rois.named("Region 1").colour == 4
    menu_of(still)["Copy region"].trigger()
    drawn(still, qtbot)
    assert listed(still)[:3] == ["Region 1", "Region 2", "Region 3"]
    menu_of(still)["other.npy"].trigger()
    there = [roi for roi in still.state.wants.rois if roi.cine is still.state.wants.cines[1]]
    assert [roi.points for roi in there] == [((18, 20), (38, 48))]
    drawn(still, qtbot)
    menu_of(still)["On this frame only"].trigger()
    assert still.state.rois.selected.frame == still.state.wants.frame
    menu_of(still)["Remove region or distance"].trigger()
    drawn(still, qtbot)
    assert listed(still) == ["Region 1", "Region 2", "Distance 1"]


def test_a_region_of_another_frame_is_gone_to(still: Window, qtbot: QtBot) -> None:
    with_two_regions(still, qtbot)
    still.state.rois.keep_on_frame("Region 1", True)
    still.state.go_to(4)
    drawn(still, qtbot)
    rois = still.regions.list
    QTest.mouseClick(rois.viewport(), LEFT, NO_KEYS, rois.visualItemRect(rois.item(0)).center())
    assert still.state.wants.frame == 2


# -- tracking ------------------------------------------------------------------------------------


def write_moving(path: Path, *, lost: bool = False) -> Path:
    """A pattern that goes 2 rows down and 1 column left per frame; perhaps another one at last."""
    rng = np.random.default_rng(1)
    pattern = gaussian_filter(rng.normal(size=(96, 96)), 1.5, mode="wrap")
    grey = (127 + 50 * pattern / pattern.std()).clip(0, 255).astype(np.uint8)
    frames = [np.roll(grey, (2 * i, -i), (0, 1)) for i in range(6)]
    if lost:
        frames[5] = rng.permutation(grey.ravel()).reshape(grey.shape)
    np.save(path, np.stack(frames))
    return path


def open_moving(window: Window, qtbot: QtBot, path: Path) -> None:
    window.open(path)
    qtbot.waitUntil(lambda: window.state.wants.cine is not None, timeout=20_000)
    window.state.set_playback(playing=False)
    window.state.go_to(2)
    wait_until_ready(window, qtbot)
    window.state.rois.add("ellipse", ((38, 38), (60, 60)))
    drawn(window, qtbot)


def wait_for_tracking(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.actions_.regions.tracking.analyst.is_busy, timeout=60_000)
    drawn(window, qtbot)


def test_a_region_goes_along_with_the_tissue(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    open_moving(window, qtbot, write_moving(tmp_path / "moving.npy"))
    QTest.keyClick(canvas(window, "input"), Key.Key_T, Held.ShiftModifier)
    wait_for_tracking(window, qtbot)
    roi = only(window)
    for frame in range(6):
        middle = roi.motion(frame)((49, 49)) - (49, 49)
        way = middle - (2 * (frame - 2), -(frame - 2))
        assert np.hypot(*way) < 0.5
    assert window.messages.text == ""
    window.state.go_to(5)
    wait_until_ready(window, qtbot)
    shown = window.presenter.scene.pane("kpn").rois[0]
    np.testing.assert_allclose(shown.motion(5)(shown.points), ((44, 35), (66, 57)), atol=0.5)
    menu_of(window)["Forget tracking"].trigger()
    assert only(window).path == {}


def test_what_is_not_found_again_is_said(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    open_moving(window, qtbot, write_moving(tmp_path / "lost.npy", lost=True))
    menu_of(window)["Track through the cine"].trigger()
    wait_for_tracking(window, qtbot)
    assert "Region 1 was hardly found again on frames 6 (correlation below 0.5)" in (
        window.messages.text
    )
    assert only(window).is_lost(5)
    assert not only(window).is_lost(4)


def test_tracking_can_be_stopped(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    open_moving(window, qtbot, write_moving(tmp_path / "moving.npy"))
    track = window.actions_.regions.track
    track.trigger()
    assert track.text() == "Stop tracking"
    track.trigger()
    assert track.text() == "Track through the cine"
    assert not window.actions_.regions.tracking.analyst.is_busy
    assert only(window).path == {}
    track.trigger()
    window.state.rois.rename("Region 1", "wall")  # goes on
    assert window.actions_.regions.tracking.progress(only(window)) is not None
    window.state.rois.move("wall", 1, 0)
    assert window.messages.text == "wall was changed while it was tracked: track it again."
    assert not window.actions_.regions.tracking.analyst.is_busy
    window.state.rois.rename("wall", "Region 1")
    drawn(window, qtbot)
    track.trigger()
    window.state.rois.remove("Region 1")
    assert not window.actions_.regions.tracking.analyst.is_busy
    assert window.state.wants.rois == ()
