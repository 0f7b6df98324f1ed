"""Keys that a focused control needs itself, though they are shortcuts elsewhere."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QSlider, QWidget

from speckle_viewer.gui.method_list import MethodList

_Key = Qt.Key
_NEEDED_BY = {
    _Key.Key_Space: (QAbstractButton, QComboBox, MethodList),  # elsewhere it plays
    _Key.Key_Home: (QAbstractItemView, QComboBox, QSlider),
    _Key.Key_End: (QAbstractItemView, QComboBox, QSlider),
    _Key.Key_Left: (QComboBox, QSlider),
    _Key.Key_Right: (QComboBox, QSlider),
}


def needs(widget: QObject | None, event: QKeyEvent) -> bool:
    """Whether the control that has the keyboard is to get a key that a shortcut would take."""
    wanting = _NEEDED_BY.get(_Key(event.key()), ())
    return not event.modifiers() and isinstance(widget, wanting)


def guard(parts: QWidget, window: QObject) -> None:
    """Have a window's event filter see the keys of all controls in a part of it."""
    for kind in (QAbstractButton, QAbstractItemView, QComboBox, QSlider):
        for widget in parts.findChildren(kind):
            widget.installEventFilter(window)


def keeps(event: QEvent, keys: Collection[Qt.Key]) -> bool:
    """Take these keys from the window's shortcuts; for the `event` of the widget that has focus."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    kept = not event.modifiers() and _Key(event.key()) in keys
    if kept:
        event.accept()
    return kept
