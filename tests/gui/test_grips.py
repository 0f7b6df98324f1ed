"""Distances and the line are taken hold of with the mouse: ends are dragged, and all of them."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.window import Window
from speckle_viewer.measuring.motion import Motion
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import _mouse, canvas, click, drag_through

Cursor = Qt.CursorShape


def place(window: Window, row: float, column: float) -> QPointF:
    """Where (row, column) is on the screen; whole numbers are corners of pixels."""
    return canvas(window, "input").placed.map(QPointF(column, row))


def drag(window: Window, qtbot: QtBot, *places: tuple[float, float]) -> None:
    drag_through(canvas(window, "input").viewport(), *(place(window, *p) for p in places))
    drawn(window, qtbot)


def cursor(window: Window, row: float, column: float) -> Qt.CursorShape:
    """What the mouse looks like at a place."""
    image = canvas(window, "input")
    _mouse(image.viewport(), QEvent.Type.MouseMove, place(window, row, column))
    return image.cursor().shape()


def drawn(window: Window, qtbot: QtBot) -> None:
    """Wait until what is wanted is on the screen."""
    qtbot.waitUntil(lambda: window.presenter.scene.wants is window.state.wants)


@pytest.fixture
def lined(still: Window, qtbot: QtBot) -> Window:
    """The window with a line over the images, and the profile along it."""
    still.explain.open("profile")
    still.state.draw_line((10, 10), (10, 40))
    qtbot.waitUntil(lambda: still.presenter.scene.panes[0].line is not None)
    wait_until_ready(still, qtbot)
    drawn(still, qtbot)
    return still


def test_an_end_of_any_distance_is_dragged(still: Window, qtbot: QtBot) -> None:
    rulers = still.state.rulers
    rulers.add((5, 5), (5, 30))
    rulers.add((20, 20), (40, 20))
    drawn(still, qtbot)
    assert cursor(still, 5, 30) == Cursor.PointingHandCursor
    drag(still, qtbot, (5, 30), (8, 35), (12, 29))
    first, second = still.state.wants.cine_rulers
    assert (round(first.end[0]), round(first.end[1])) == (12, 29)
    assert first.start == (5, 5)
    assert (second.start, second.end) == ((20, 20), (40, 20))
    assert rulers.selected == first
    assert not still.state.wants.views


def test_the_selected_distance_is_moved_whole_and_stays_in_the_image(
    still: Window, qtbot: QtBot
) -> None:
    still.state.rulers.add((5, 10), (5, 30))
    drawn(still, qtbot)
    assert cursor(still, 5, 20) == Cursor.SizeAllCursor
    drag(still, qtbot, (5, 20), (10, 15), (0, 0))
    (ruler,) = still.state.wants.cine_rulers
    assert (*ruler.start, *ruler.end) == pytest.approx((0, 0, 0, 20), abs=1e-9)


def test_the_ends_of_the_line_are_dragged(lined: Window, qtbot: QtBot) -> None:
    assert cursor(lined, 10.5, 40.5) == Cursor.PointingHandCursor
    drag(lined, qtbot, (10.5, 40.5), (31, 40), (40.5, 20.5))
    line = lined.state.wants.cine_line
    assert line is not None
    assert (line.start, line.end) == ((10, 10), (40, 20))
    lined.state.use_tool("line")  # which would draw another one from elsewhere
    drawn(lined, qtbot)
    drag(lined, qtbot, (10.5, 10.5), (5, 5), (-20, 3.5))
    line = lined.state.wants.cine_line
    assert line is not None
    assert (line.start, line.end) == ((0, 3), (40, 20))


def test_the_line_is_moved_whole_and_stays_in_the_image(lined: Window, qtbot: QtBot) -> None:
    assert cursor(lined, 10.5, 25) == Cursor.SizeAllCursor
    assert cursor(lined, 25, 25) == Cursor.CrossCursor
    drag(lined, qtbot, (10.5, 25), (15, 20), (22.5, 21))
    line = lined.state.wants.cine_line
    assert line is not None
    assert (line.start, line.end) == ((22, 6), (22, 36))
    drag(lined, qtbot, (22.5, 21), (22, 30), (22.5, 90))
    line = lined.state.wants.cine_line
    assert line is not None
    assert (line.start, line.end) == ((22, 33), (22, 63))  # of 64 columns
    assert not lined.state.wants.views


def test_a_click_on_the_line_pins_as_elsewhere(lined: Window) -> None:
    click(lined, "input", 10, 25)
    (pin,) = lined.state.wants.cine_pins
    assert (pin.row, pin.column) == (10, 25)


def test_a_region_that_turned_is_held_where_it_is_shown(still: Window, qtbot: QtBot) -> None:
    """Its handles lie on the turned outline, and dragging one moves that side of it."""
    rois = still.state.rois
    rois.add("rectangle", ((10, 20), (20, 40)))
    quarter = Motion.of([[0, -1], [1, 0]], (50, 0))  # (row, column) → (50 − column, row)
    roi = rois.selected
    assert roi is not None
    rois.take_track(roi, {still.state.wants.frame: quarter}, {})
    drawn(still, qtbot)
    roi = rois.selected
    assert roi is not None
    mask = roi.mask(still.state.wants.frame)
    assert mask[10:30, 10:20].all()
    assert mask.sum() == 200
    assert cursor(still, 10, 20) == Cursor.PointingHandCursor  # (20, 40) at its place
    assert cursor(still, 20, 15) == Cursor.SizeAllCursor
    drag(still, qtbot, (10, 15), (8, 15), (5, 15))  # the middle of its upper side
    roi = rois.selected
    assert roi is not None
    assert roi.points == ((10, 20), (20, 45))
    assert roi.mask(still.state.wants.frame)[5:30, 10:20].all()
    drag(still, qtbot, (20, 15), (21, 15), (22, 18))
    roi = rois.selected
    assert roi is not None
    assert roi.mask(still.state.wants.frame)[7:32, 13:23].all()
    rois.keep_on_frame(roi.name, True)
    roi = rois.selected
    assert roi is not None
    assert (roi.shape, roi.path, roi.bends) == ("polygon", {}, {})
    assert roi.mask(still.state.wants.frame)[7:32, 13:23].all()
