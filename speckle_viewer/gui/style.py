"""One look for the whole window: palette, style sheet and fonts, dark or light."""

from dataclasses import asdict
from string import Template
from typing import Literal

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from speckle_viewer.gui.icons import refresh_icons
from speckle_viewer.gui.theme import Theme, colours, use_theme
from speckle_viewer.paths import resources_folder

TEXT_SIZE = 12
SMALL_SIZE = 11
"""The only two font sizes, in pixels at 96 dpi."""

CONTROL_HEIGHT = 24
GRID = 8
"""Margins are `GRID`, gaps `GRID` or half of it."""

__all__ = ["apply_theme", "colours", "small_font", "style_sheet", "text_font"]


def apply_theme(app: QApplication, name: Literal["dark", "light"]) -> None:
    """Give the application, and every icon set by `icons.set_icon`, the named theme."""
    theme = use_theme(name)
    app.setStyle("Fusion")
    app.setFont(text_font())
    app.setPalette(_palette(theme))
    app.setStyleSheet(style_sheet(theme))
    refresh_icons()


def text_font() -> QFont:
    """The platform's font in the normal size, with figures of one width: numbers do not jitter."""
    return _font(TEXT_SIZE)


def small_font() -> QFont:
    """As `text_font`, for captions and figures inside pictures.

    A label takes it from the style sheet: ``label.setProperty("role", "caption")``.
    """
    return _font(SMALL_SIZE)


def _font(pixels: int) -> QFont:
    font = QFont(QApplication.font().family())
    font.setPixelSize(pixels)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def style_sheet(theme: Theme) -> str:
    """The style sheet of ``resources/style/style.qss`` in a theme's colours."""
    folder = resources_folder() / "style"
    template = Template((folder / "style.qss").read_text(encoding="utf-8"))
    return template.substitute(
        asdict(theme), images=folder.as_posix(), text_size=TEXT_SIZE, small_size=SMALL_SIZE
    )


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, colour in {
        role.Window: theme.panel,
        role.WindowText: theme.text,
        role.Base: theme.raised,
        role.AlternateBase: theme.panel,
        role.Text: theme.text,
        role.PlaceholderText: theme.secondary,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.BrightText: theme.red,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.Mid: theme.line,
        role.Dark: theme.line,
        role.Light: theme.hover,
    }.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.disabled))
    return palette
