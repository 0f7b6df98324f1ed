"""The two sets of colours: neutral greys around the images, one accent, amber and red."""

from dataclasses import dataclass

from speckle_viewer import colours as tables


@dataclass(frozen=True)
class Theme:
    """Colours as ``#rrggbb``. Text of any kind is readable (4.5 : 1) on each of the three grounds.

    Attributes
    ----------
    background, panel, raised
        Around the images; docks, bars and menus; controls.
    hover, line
        A control under the mouse; separators and the borders of controls.
    text, secondary, disabled
        Words; captions and units; what cannot be used now.
    accent, on_accent
        Selection and focus only; text and marks on top of it.
    amber, red
        Warnings; errors.
    """

    name: str
    background: str
    panel: str
    raised: str
    hover: str
    line: str
    text: str
    secondary: str
    disabled: str
    accent: str
    on_accent: str
    amber: str
    red: str


DARK = Theme(
    name="dark",
    background="#0f1011",
    panel="#17181a",
    raised="#1f2123",
    hover="#2a2c30",
    line="#2c2f33",
    text="#d9dce0",
    secondary="#8b9096",
    disabled="#565a60",
    accent="#4fa3ff",
    on_accent="#0f1011",
    amber="#e0a33a",
    red="#ff6b63",
)

LIGHT = Theme(
    name="light",
    background="#e6e7e9",
    panel="#f4f5f6",
    raised="#ffffff",
    hover="#e9ebed",
    line="#cdd0d4",
    text="#1b1d20",
    secondary="#5a5f66",
    disabled="#a3a8ae",
    accent="#0b62c9",
    on_accent="#ffffff",
    amber="#865600",
    red="#b3261e",
)

THEMES = {theme.name: theme for theme in (DARK, LIGHT)}

_current = DARK


def colours() -> Theme:
    """The colours now in use. Ask when painting; do not keep them."""
    return _current


def image_colour(place: int) -> str:
    """The colour of an image's curves in the theme that is in use; `colours.image_colour`."""
    return tables.image_colour(place, "dark" if _current is DARK else "white")


def use_theme(name: str) -> Theme:
    """Make a theme the one in use. The window calls `style.apply_theme`, which calls this."""
    global _current
    _current = THEMES[name]
    return _current
