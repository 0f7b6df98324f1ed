"""Hands for the tests of the window: the mouse, files that are dropped, cines to drop."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.canvas import Canvas
from speckle_viewer.gui.window import Window

NO_KEYS = Qt.KeyboardModifier.NoModifier
LEFT, RIGHT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.NoButton


def pressed(window: Window, qtbot: QtBot, key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    qtbot.keyClick(QApplication.focusWidget() or window, key)


def drop(window: Window, *paths: Path) -> None:
    """Drop files as the desktop does: enter, then drop."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at, copy = QPoint(400, 300), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(at, copy, data, LEFT, NO_KEYS)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(at), copy, data, LEFT, NO_KEYS))


def canvas(window: Window, pane: str) -> Canvas:
    """The image of a pane."""
    return window.grid.panes[pane].canvas


def _mouse(
    target: QWidget,
    kind: QEvent.Type,
    at: QPointF,
    button: Qt.MouseButton = NONE,
    held: Qt.MouseButton = NONE,
) -> None:
    place = QPointF(target.mapToGlobal(at))
    QApplication.sendEvent(target, QMouseEvent(kind, at, place, button, held, NO_KEYS))


def hover(window: Window, pane: str, row: int, column: int) -> None:
    """Move the mouse onto a pixel."""
    image = canvas(window, pane)
    _mouse(image.viewport(), QEvent.Type.MouseMove, image.to_screen(row, column))


def click(window: Window, pane: str, row: int, column: int) -> None:
    """Click a pixel."""
    image = canvas(window, pane)
    at = image.to_screen(row, column)
    _mouse(image.viewport(), QEvent.Type.MouseButtonPress, at, LEFT, LEFT)
    _mouse(image.viewport(), QEvent.Type.MouseButtonRelease, at, LEFT)


def double_click(window: Window, pane: str, row: int, column: int) -> None:
    """Click a pixel twice, as fast as one does."""
    click(window, pane, row, column)
    image = canvas(window, pane)
    at = image.to_screen(row, column)
    _mouse(image.viewport(), QEvent.Type.MouseButtonDblClick, at, LEFT, LEFT)
    _mouse(image.viewport(), QEvent.Type.MouseButtonRelease, at, LEFT)


def click_method(window: Window, method: str, *, box: bool = False) -> None:
    """Click a method's name in the list, or the box before it."""
    methods = window.methods
    item = methods.item(methods.row_of(method))
    methods.scrollToItem(item)
    place = methods.visualItemRect(item)
    x = place.left() + 12 if box else place.left() + 40
    QTest.mouseClick(methods.viewport(), LEFT, NO_KEYS, QPoint(x, place.center().y()))


def turn_to(window: Window, title: str) -> None:
    """Click a tab of the inspector."""
    bar = window.docks.tabs.tabBar()
    (place,) = (i for i in range(bar.count()) if bar.tabText(i) == title)
    QTest.mouseClick(bar, LEFT, NO_KEYS, bar.tabRect(place).center())


def drag(window: Window, pane: str, by: QPoint, button: Qt.MouseButton = LEFT) -> None:
    """Drag with a button held, from the middle of a pane."""
    target = canvas(window, pane).viewport()
    start = QPointF(target.rect().center())
    _mouse(target, QEvent.Type.MouseButtonPress, start, button, button)
    _mouse(target, QEvent.Type.MouseMove, start + QPointF(by) / 2, NONE, button)
    _mouse(target, QEvent.Type.MouseMove, start + QPointF(by), NONE, button)
    _mouse(target, QEvent.Type.MouseButtonRelease, start + QPointF(by), button)


def drag_through(target: QWidget, *places: QPointF) -> None:
    """Drag with the left button from the first of some places in a widget to the last."""
    _mouse(target, QEvent.Type.MouseButtonPress, places[0], LEFT, LEFT)
    for place in places[1:]:
        _mouse(target, QEvent.Type.MouseMove, place, NONE, LEFT)
    _mouse(target, QEvent.Type.MouseButtonRelease, places[-1], LEFT)


def wheel(window: Window, pane: str, row: int, column: int, notches: int) -> None:
    """Turn the wheel over a pixel."""
    image = canvas(window, pane)
    at = image.to_screen(row, column)
    event = QWheelEvent(
        at,
        QPointF(image.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        NONE,
        NO_KEYS,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(image.viewport(), event)


def write_cine(path: Path, frames: int = 6, shape: Sequence[int] = (48, 64), seed: int = 0) -> Path:
    """A small grey cine of noise, as a NumPy file."""
    rng = np.random.default_rng(seed)
    noise = rng.integers(20, 220, (frames, *shape)).astype(np.uint8)
    np.save(path, noise)
    return path
