"""Both themes are readable, complete, and reach every icon."""

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.icons import icon, set_icon
from speckle_viewer.gui.pin_colours import PIN_COLOURS, pin_colour
from speckle_viewer.gui.style import apply_theme, colours, small_font, style_sheet, text_font
from speckle_viewer.gui.theme import DARK, LIGHT, Theme
from speckle_viewer.paths import resources_folder

ICONS = [
    "play",
    "pause",
    "step-back",
    "step-forward",
    "first",
    "last",
    "loop",
    "ping-pong",
    "open",
    "folder",
    "fit",
    "one-to-one",
    "link-zoom",
    "link-cursor",
    "link-levels",
    "pin",
    "close",
    "search",
    "kernel",
    "warning",
    "info",
    "eye",
    "eye-off",
    "undock",
]

# Machado, Oliveira & Fernandes 2009, severity 1, on linear RGB.
SIGHT = {
    "normal": np.eye(3),
    "protan": [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0520]],
    "deutan": [[0.3673, 0.8606, -0.2280], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]],
    "tritan": [[1.2555, -0.0767, -0.1788], [-0.0784, 0.9308, 0.1476], [0.0047, 0.6914, 0.3039]],
}


def linear(colour: str) -> np.ndarray:
    values = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio."""
    low, high = sorted(float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
def test_text_can_be_read(theme: Theme) -> None:
    ratios = {
        (text, ground): contrast(getattr(theme, text), getattr(theme, ground))
        for text in ("text", "secondary", "amber", "red", "accent")
        for ground in ("background", "panel", "raised")
    }
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
def test_selected_and_hovered_text_can_be_read(theme: Theme) -> None:
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.text, theme.hover) >= 4.5


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
def test_style_sheet_is_complete(theme: Theme) -> None:
    sheet = style_sheet(theme)
    assert "$" not in sheet
    pictures = [part.split('")')[0] for part in sheet.split('url("')[1:]]
    assert pictures
    for picture in pictures:
        assert (resources_folder() / "style" / picture.rsplit("/", 1)[1]).is_file()


def test_only_two_font_sizes_and_steady_figures(qapp: QApplication) -> None:
    assert (text_font().pixelSize(), small_font().pixelSize()) == (12, 11)
    assert text_font().featureValue(QFont.Tag("tnum")) == 1


def test_every_icon_draws_something(qapp: QApplication) -> None:
    for name in ICONS:
        image = icon(name, "#ffffff").pixmap(16, 16).toImage()
        drawn = [image.pixelColor(x, y).alpha() > 128 for x in range(16) for y in range(16)]
        assert any(drawn), name


def brightest(picture: QIcon) -> int:
    image = picture.pixmap(16, 16).toImage()
    solid = [image.pixelColor(x, y) for x in range(16) for y in range(16)]
    return max(c.value() for c in solid if c.alpha() > 200)


def test_theme_change_recolours_icons(qtbot: QtBot, qapp: QApplication) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    apply_theme(qapp, "dark")
    set_icon(button, "play")
    assert brightest(button.icon()) > 180
    apply_theme(qapp, "light")
    assert colours() is LIGHT
    assert brightest(button.icon()) < 60
    apply_theme(qapp, "dark")


def test_pins_can_be_told_apart_by_everybody() -> None:
    for name, sight in SIGHT.items():
        seen = [np.clip(np.asarray(sight) @ linear(c), 0, 1) for c in PIN_COLOURS]
        lab = [oklab(c) for c in seen]
        assert min(np.linalg.norm(a - b) for a, b in combinations(lab, 2)) > 0.07, name
    assert len(PIN_COLOURS) == 8
    assert pin_colour(8) == PIN_COLOURS[0]


def oklab(rgb: np.ndarray) -> np.ndarray:
    """Ottosson 2020."""
    to_lms = [[0.4122, 0.5363, 0.0514], [0.2119, 0.6807, 0.1074], [0.0883, 0.2817, 0.6300]]
    to_lab = [[0.2105, 0.7936, -0.0041], [1.9780, -2.4286, 0.4506], [0.0259, 0.7828, -0.8087]]
    return np.asarray(to_lab) @ np.cbrt(np.asarray(to_lms) @ rgb)
