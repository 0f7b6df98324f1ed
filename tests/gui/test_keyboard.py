"""Everything can be reached and done without a mouse, and says what it is."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QScrollBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.parts import entry_of
from speckle_viewer.gui.window import Window
from tests.gui.driving import canvas

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QTabBar,
)


def press(
    window: Window, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier | None = None
) -> None:
    """Press a key where the keyboard is."""
    target = QApplication.focusWidget() or window
    qtbot.keyClick(target, key, held or Qt.KeyboardModifier.NoModifier)


def test_keys_point_at_a_pixel_and_pin_it(still: Window, qtbot: QtBot) -> None:
    still.grid.focus_image()
    press(still, qtbot, Qt.Key.Key_Right, ALT)
    first = still.state.wants.hover
    assert first is not None
    assert (first.pane, first.row, first.column) == ("input", 24, 33)
    press(still, qtbot, Qt.Key.Key_Down, ALT | SHIFT)
    looked = still.state.wants.looked_at
    assert looked is not None
    assert (looked.row, looked.column) == (34, 33)
    press(still, qtbot, Qt.Key.Key_Return)
    assert [(p.row, p.column) for p in still.state.wants.cine_pins] == [(34, 33)]
    press(still, qtbot, Qt.Key.Key_Return)
    assert not still.state.wants.cine_pins
    assert still.state.wants.frame == 2  # the arrows did not step


def test_the_pixel_stays_in_the_image_and_in_view(still: Window, qtbot: QtBot) -> None:
    still.grid.focus_image()
    for _ in range(12):
        press(still, qtbot, Qt.Key.Key_Plus)
        qtbot.waitUntil(lambda: still.presenter.scene.wants is still.state.wants)
    for _ in range(9):
        press(still, qtbot, Qt.Key.Key_Left, ALT | SHIFT)
        qtbot.waitUntil(lambda: still.presenter.scene.wants is still.state.wants)
    hover = still.state.wants.hover
    assert hover is not None
    assert hover.column == 0
    image = canvas(still, "input")
    place = image.to_screen(hover.row, hover.column)
    assert image.viewport().rect().contains(place.toPoint())


def test_a_line_is_drawn_with_keys(still: Window, qtbot: QtBot) -> None:
    still.state.use_tool("line")
    qtbot.waitUntil(lambda: still.presenter.scene.wants is still.state.wants)
    still.grid.focus_image()
    press(still, qtbot, Qt.Key.Key_Return)
    for _ in range(2):
        press(still, qtbot, Qt.Key.Key_Right, ALT | SHIFT)
    press(still, qtbot, Qt.Key.Key_Down, ALT)
    press(still, qtbot, Qt.Key.Key_Return)
    line = still.state.wants.cine_line
    assert line is not None
    assert (line.end[0] - line.start[0], line.end[1] - line.start[1]) == (1, 20)
    press(still, qtbot, Qt.Key.Key_Right, ALT | SHIFT)  # drawn: this only points
    assert still.state.wants.cine_line == line


def test_a_region_is_drawn_and_moved_with_keys(still: Window, qtbot: QtBot) -> None:
    def settle() -> None:
        qtbot.waitUntil(lambda: still.presenter.scene.wants is still.state.wants)

    still.grid.focus_image()
    still.state.use_tool("rectangle")
    settle()
    press(still, qtbot, Qt.Key.Key_Return)
    press(still, qtbot, Qt.Key.Key_Right, ALT | SHIFT)
    press(still, qtbot, Qt.Key.Key_Down, ALT | SHIFT)
    press(still, qtbot, Qt.Key.Key_Return)
    (roi,) = still.state.wants.cine_rois
    before = np.argwhere(roi.mask(2)).mean(0)
    still.state.use_tool("view")
    settle()
    for _ in range(5):  # away from the handle, into the region
        press(still, qtbot, Qt.Key.Key_Up, ALT)
        press(still, qtbot, Qt.Key.Key_Left, ALT)
    press(still, qtbot, Qt.Key.Key_Return, SHIFT)
    press(still, qtbot, Qt.Key.Key_Left, ALT | SHIFT)
    press(still, qtbot, Qt.Key.Key_Return, SHIFT)
    (roi,) = still.state.wants.cine_rois
    moved = np.argwhere(roi.mask(2)).mean(0) - before
    assert moved[0] == pytest.approx(0, abs=0.6)
    assert moved[1] == pytest.approx(-10, abs=0.6)


def test_a_polygon_is_drawn_with_keys(still: Window, qtbot: QtBot) -> None:
    still.grid.focus_image()
    still.state.use_tool("polygon")
    qtbot.waitUntil(lambda: still.presenter.scene.wants is still.state.wants)
    press(still, qtbot, Qt.Key.Key_Return)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        press(still, qtbot, key, ALT | SHIFT)
        qtbot.waitUntil(lambda: still.presenter.scene.wants is still.state.wants)
        press(still, qtbot, Qt.Key.Key_Return, SHIFT)
    press(still, qtbot, Qt.Key.Key_Return)
    (roi,) = still.state.wants.cine_rois
    assert roi.shape == "polygon"
    assert len(roi.points) == 3


def test_keys_move_the_image_and_set_levels(still: Window, qtbot: QtBot) -> None:
    still.grid.focus_image()
    image = canvas(still, "input")
    before = image.view()
    press(still, qtbot, Qt.Key.Key_Right, SHIFT)
    qtbot.waitUntil(lambda: still.presenter.scene.wants is still.state.wants)
    assert image.view().column < before.column  # the image went to the right
    scene = image.pane_scene
    assert scene is not None
    levels = scene.levels
    press(still, qtbot, Qt.Key.Key_Up, CTRL)
    press(still, qtbot, Qt.Key.Key_Right, CTRL)
    qtbot.waitUntil(lambda: still.presenter.scene.wants is still.state.wants)
    scene = image.pane_scene
    assert scene is not None
    assert scene.levels.window > levels.window


def test_ctrl_tab_goes_from_image_to_image_with_the_pixel(still: Window, qtbot: QtBot) -> None:
    still.grid.focus_image()
    press(still, qtbot, Qt.Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: still.presenter.scene.wants is still.state.wants)
    press(still, qtbot, Qt.Key.Key_Tab, CTRL)
    assert canvas(still, "kpn").hasFocus()
    assert still.state.wants.hover is not None
    assert still.state.wants.hover.pane == "kpn"
    press(still, qtbot, Qt.Key.Key_Tab, CTRL | SHIFT)
    assert canvas(still, "input").hasFocus()


@pytest.mark.parametrize(("key", "held"), [(Qt.Key.Key_F10, SHIFT), (Qt.Key.Key_Menu, None)])
def test_the_menu_of_an_image_opens_by_key(
    still: Window, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier | None
) -> None:
    canvas(still, "kpn").setFocus()
    press(still, qtbot, key, held)
    menu = still.grid.panes["kpn"].explain_button.menu()
    assert menu.isVisible()
    assert "Jacobian" in [action.text() for action in menu.actions()]
    menu.close()


def test_ctrl_f6_goes_round_all_parts(still: Window, qtbot: QtBot) -> None:
    still.explain.open("jacobian")
    qtbot.waitUntil(lambda: still.explain.docks["jacobian"].explainer is not None)
    still.grid.focus_image()
    parts = [part for part in still.help.parts.all if entry_of(part) is not None]
    been = []
    for _ in parts:
        press(still, qtbot, Qt.Key.Key_F6, CTRL)
        focus = QApplication.focusWidget()
        been += [part for part in parts if focus is not None and part.isAncestorOf(focus)]
    assert set(been) == set(parts)
    assert {still.docks.lists, still.docks.inspector, still.explain.docks["jacobian"]} <= set(been)
    press(still, qtbot, Qt.Key.Key_F6, CTRL | SHIFT)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert parts[-1].isAncestorOf(focus)


def interactive(root: QWidget) -> Iterator[QWidget]:
    """What can be used in a window or a dock, without the parts of which Qt makes a control."""
    for widget in root.findChildren(QWidget):
        part = isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox | QTabBar | QLineEdit)
        own = widget.objectName().startswith("qt_") or isinstance(widget, QScrollBar | QHeaderView)
        inner = any(isinstance(p, QComboBox | QMenu) for p in _parents(widget))
        if isinstance(widget, INTERACTIVE) and not part and not own and not inner:
            yield widget


def _parents(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def _wrong(widget: QWidget) -> str:
    named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
    faults = []
    if not named and not isinstance(widget, QTabBar):
        faults.append("no accessible name")
    rows = isinstance(widget, QTabBar | QAbstractItemView)  # which have tooltips of their own
    if not widget.toolTip() and not rows:
        faults.append("no tooltip")
    if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        faults.append("Tab does not reach it")
    if not faults:
        return ""
    places = [type(p).__name__ for p in _parents(widget)][:3]
    said = widget.accessibleName() or widget.toolTip() or getattr(widget, "text", str)()
    return f"{type(widget).__name__} {said!r} in {' in '.join(places)}: {', '.join(faults)}"


def test_everything_has_a_name_a_tooltip_and_the_keyboard(still: Window, qtbot: QtBot) -> None:
    for name in still.explain.docks:
        still.explain.open(name)
    still.further.show_export()
    still.further.show_training()
    still.help.show_keys()
    still.help.show_preferences()
    still.actions_.compare.setChecked(True)
    qtbot.waitUntil(still.comparing.isVisible)
    known = still.help.palette.list  # the line above it keeps the keyboard
    wrong = [_wrong(widget) for widget in interactive(still) if widget is not known]
    assert "\n".join(said for said in wrong if said) == ""


def test_a_mask_for_the_export_is_drawn_with_keys(still: Window, qtbot: QtBot) -> None:
    still.further.show_export()
    assert still.further.export is not None
    preview = still.further.export.preview
    qtbot.waitUntil(lambda: preview.hasFocus() or preview.isVisible())
    preview.setFocus()
    qtbot.keyClick(preview, Qt.Key.Key_Return)
    for _ in range(5):
        qtbot.keyClick(preview, Qt.Key.Key_Right, SHIFT)
        qtbot.keyClick(preview, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(preview, Qt.Key.Key_Return)
    (box,) = preview.boxes
    assert box.right > box.left
    assert box.bottom > box.top
    assert still.further.export.isVisible()  # Enter did not export
    qtbot.keyClick(preview, Qt.Key.Key_Delete)
    assert preview.boxes == ()
