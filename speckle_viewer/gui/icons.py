"""The icons: monochrome 16-pixel line drawings in ``resources/icons``, coloured by the theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from speckle_viewer.gui.theme import colours
from speckle_viewer.paths import resources_folder

_SIDES = (16, 24, 32, 48)  # 16 px at 100, 150, 200 and 300 %
_NAME = "icon_name"


def icon(name: str, colour: str | None = None) -> QIcon:
    """The icon of a file in ``resources/icons``.

    Parameters
    ----------
    name
        The file's name without its ending.
    colour
        ``#rrggbb``. By default the theme's text colour, with the accent while switched on.
    """
    theme = colours()
    result = QIcon()
    for side in _SIDES:
        off, on = QIcon.State.Off, QIcon.State.On
        normal, disabled = QIcon.Mode.Normal, QIcon.Mode.Disabled
        result.addPixmap(_drawn(name, colour or theme.text, side), normal, off)
        result.addPixmap(_drawn(name, colour or theme.accent, side), normal, on)
        result.addPixmap(_drawn(name, theme.disabled, side), disabled, off)
        result.addPixmap(_drawn(name, theme.disabled, side), disabled, on)
    return result


def set_icon(target: QAction | QAbstractButton, name: str) -> None:
    """Give an action or a button an icon that follows the theme."""
    target.setProperty(_NAME, name)
    target.setIcon(icon(name))


def refresh_icons() -> None:
    """Redraw the icons given by `set_icon` to buttons and to actions that a widget holds."""
    for widget in QApplication.allWidgets():
        for target in (widget, *widget.actions()):
            name = target.property(_NAME)
            if name and isinstance(target, QAction | QAbstractButton):
                target.setIcon(icon(name))


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, side: int) -> QPixmap:
    text = (resources_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode())).render(painter)
    painter.end()
    return picture
