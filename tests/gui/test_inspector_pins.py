"""Pins are listed, chosen and removed by mouse and keyboard."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.inspector import KernelInspector, PinRow
from speckle_viewer.gui.inspector.pin_delegate import PinDelegate, thumbnail_of, wrapped
from speckle_viewer.gui.pin_colours import PIN_COLOURS
from speckle_viewer.gui.style import apply_theme, small_font
from speckle_viewer.gui.window import Window
from tests.gui.pixel_kernels import made_up_kernel

VALUES = (("Input", "87"), ("KPN", "92"))


def pin(index: int) -> PinRow:
    return PinRow(index, index, 20 + index, 10, VALUES, "1.2, 3.4 mm", made_up_kernel((5,), 5))


@pytest.fixture
def inspector(qtbot: QtBot, qapp: QApplication) -> KernelInspector:
    apply_theme(qapp, "dark")
    widget = KernelInspector()
    qtbot.addWidget(widget)
    widget.resize(340, 700)
    widget.show()
    widget.set_pins([pin(0), pin(4), pin(7)])
    qapp.processEvents()
    return widget


def middle_of(inspector: KernelInspector, place: int) -> QPoint:
    return inspector.pins.visualItemRect(inspector.pins.item(place)).center()


def cross_of(inspector: KernelInspector, place: int) -> QPoint:
    delegate = inspector.pins.itemDelegate()
    assert isinstance(delegate, PinDelegate)
    return delegate.cross(inspector.pins.visualItemRect(inspector.pins.item(place))).center()


def selected(inspector: KernelInspector) -> int | None:
    row = inspector.pins.selected
    return None if row is None else row.index


def click(qtbot: QtBot, inspector: KernelInspector, point: QPoint) -> None:
    qtbot.mouseClick(inspector.pins.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_values_wrap_and_only_names_are_cut(inspector: KernelInspector, qapp: QApplication) -> None:
    values = (("Input", "1660"), ("KPN", "1591"), ("U-Net", "1638"), ("NL-means", "1592"))
    metrics = QFontMetrics(small_font())
    two = metrics.horizontalAdvance("U-Net 1638   NL-means 1592") + 4
    assert wrapped(values, metrics, two) == (
        "Input 1660   KPN 1591",
        "U-Net 1638   NL-means 1592",
    )
    narrow = metrics.horizontalAdvance("NL-… 1592")
    assert wrapped(values[3:], metrics, narrow) == ("NL-… 1592",)
    one = inspector.pins.visualItemRect(inspector.pins.item(0)).height()
    inspector.resize(240, 700)
    inspector.set_pins([replace(pin(0), values=values), pin(4)])
    qapp.processEvents()
    heights = [inspector.pins.visualItemRect(inspector.pins.item(i)).height() for i in (0, 1)]
    assert heights[0] > heights[1] == one


def test_a_low_window_shows_two_pins_and_scrolls_to_the_others(
    inspector: KernelInspector, qapp: QApplication
) -> None:
    inspector.resize(283, 300)
    qapp.processEvents()
    pins = inspector.pins
    inside = pins.viewport().rect()
    rects = [pins.visualItemRect(pins.item(place)) for place in range(3)]
    assert [inside.contains(rect) for rect in rects] == [True, True, False]
    bar = pins.verticalScrollBar()
    assert bar.isVisible()
    bar.setValue(bar.maximum())
    assert inside.contains(pins.visualItemRect(pins.item(2)))


def test_pins_do_not_make_the_window_higher_than_700_px(
    still: Window, qtbot: QtBot, qapp: QApplication
) -> None:
    apply_theme(qapp, "dark")
    for column in (10, 20, 30):
        still.state.pins.toggle(20, column)
    qtbot.waitUntil(lambda: still.inspector.pins.count() == 3)
    still.resize(1100, 700)
    qapp.processEvents()
    assert still.height() == 700


def test_a_rows_tooltip_has_all_values(inspector: KernelInspector) -> None:
    tip = inspector.pins.item(0).toolTip()
    assert tip.splitlines() == ["x 10  y 20 1.2, 3.4 mm", "Input: 87", "KPN: 92"]


def test_mouse_selects_and_asks_again(inspector: KernelInspector, qtbot: QtBot) -> None:
    for _ in range(2):  # the second click brings back what hovering has replaced
        with qtbot.waitSignal(inspector.pin_selected) as signal:
            click(qtbot, inspector, middle_of(inspector, 1))
        assert signal.args == [4]
    assert selected(inspector) == 4


def test_arrow_keys_select(inspector: KernelInspector, qtbot: QtBot) -> None:
    click(qtbot, inspector, middle_of(inspector, 0))
    with qtbot.waitSignal(inspector.pin_selected) as signal:
        qtbot.keyClick(inspector.pins, Qt.Key.Key_Down)
    assert signal.args == [4]


def test_delete_key_removes_the_selected(inspector: KernelInspector, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(inspector.pin_removed):
        qtbot.keyClick(inspector.pins, Qt.Key.Key_Delete)
    click(qtbot, inspector, middle_of(inspector, 1))
    with qtbot.waitSignal(inspector.pin_removed) as signal:
        qtbot.keyClick(inspector.pins, Qt.Key.Key_Delete)
    assert signal.args == [4]


def test_cross_removes_without_selecting(inspector: KernelInspector, qtbot: QtBot) -> None:
    with (
        qtbot.assertNotEmitted(inspector.pin_selected),
        qtbot.waitSignal(inspector.pin_removed) as signal,
    ):
        click(qtbot, inspector, cross_of(inspector, 0))
    assert signal.args == [0]


def test_all_can_be_removed(inspector: KernelInspector, qtbot: QtBot) -> None:
    button = next(b for b in inspector.findChildren(QToolButton) if b.text() == "Remove all")
    with qtbot.waitSignal(inspector.pins_cleared):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    inspector.set_pins([])
    assert not button.isEnabled()
    assert not inspector.pins.isVisible()


def test_selection_survives_new_rows(inspector: KernelInspector, qtbot: QtBot) -> None:
    click(qtbot, inspector, middle_of(inspector, 1))
    with qtbot.assertNotEmitted(inspector.pin_selected):
        inspector.set_pins([pin(4), pin(7)])
        assert selected(inspector) == 4
        inspector.set_pins([pin(7)])
    assert selected(inspector) is None


def test_rows_tell_everything(inspector: KernelInspector) -> None:
    words = inspector.pins.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Pin 5, x 10  y 24 1.2, 3.4 mm Input 87, KPN 92"
    image = inspector.pins.viewport().grab().toImage()
    row = inspector.pins.visualItemRect(inspector.pins.item(1))
    colours = {
        image.pixelColor(x, y).name() for x in range(8, 24) for y in range(row.top(), row.bottom())
    }
    assert QColor(PIN_COLOURS[4]).name() in colours


def test_thumbnail_sums_all_sizes_and_frames() -> None:
    kernel = made_up_kernel((3, 5), 5)
    total = thumbnail_of(kernel)
    assert total.shape == (5, 5)
    assert float(total.sum()) == pytest.approx(kernel.sum, abs=1e-5)
    np.testing.assert_allclose(total[0], kernel.taps[1].sum(axis=0)[0], atol=1e-6)
