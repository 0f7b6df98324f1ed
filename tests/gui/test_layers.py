"""What lies over an image: clear where there is nothing, and explained by its bar."""

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QGraphicsPixmapItem
from pytestqt.qtbot import QtBot

from speckle_viewer import paths
from speckle_viewer.colours import rgba, table
from speckle_viewer.gui.layers import bar_texts, colour_bar_places, draw_colour_bars, pixels_of
from speckle_viewer.gui.overlay import ScaleBar
from speckle_viewer.gui.window import Window
from speckle_viewer.viewer import Overlay, View
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import canvas
from tests.viewer.cines import make_cine

LOW = QRect(0, 90, 300, 110)


def overlay(**changes: Any) -> Overlay:
    values = np.array([[1.0, np.nan], [2.0, 3.0]], np.float32)
    given = {"values": values, "limits": (1.0, 3.0), "title": "Effective width", "unit": "px"}
    return Overlay(make_cine(), "kpn", 4, **(given | changes))


def painted(
    *overlays: Overlay,
    frame: int = 4,
    size: tuple[int, int] = (300, 200),
    image: QRect = LOW,
) -> np.ndarray:
    """The colour bars over white, as (height, width, 3), of an image at the lower end."""
    picture = QImage(*size, QImage.Format.Format_RGB888)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    places = colour_bar_places(QRect(0, 0, *size), image, overlays, frame)
    draw_colour_bars(painter, places, overlays, frame)
    painter.end()
    raw = np.frombuffer(picture.constBits(), np.uint8).reshape(size[1], picture.bytesPerLine())
    return raw[:, : 3 * size[0]].reshape(size[1], size[0], 3).copy()


def test_values_have_their_colours_and_nothing_is_clear() -> None:
    pixels = pixels_of(overlay(opacity=0.5))
    expected = rgba(overlay().values, "sequential", (1.0, 3.0), "dark")
    np.testing.assert_array_equal(
        pixels[..., :3][[0, 1, 1], [0, 0, 1]], expected[..., :3][[0, 1, 1], [0, 0, 1]]
    )
    np.testing.assert_array_equal(pixels[..., 3], [[128, 0], [128, 128]])


def test_weights_make_values_clear() -> None:
    weights = np.array([[0.0, 1.0], [0.5, np.nan]], np.float32)
    pixels = pixels_of(overlay(opacity=1.0, weights=weights))
    np.testing.assert_array_equal(pixels[..., 3], [[0, 0], [128, 0]])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("Effective width (px)", "", ("1", "3"))),
        (
            {"colours": "cyclic", "limits": (0, 180)},
            ("Effective width (px)", "", ("180", "90", "0")),
        ),
        (
            {"colours": "classes", "classes": ("−1", "this")},
            ("Effective width (px)", "", ("−1", "this")),
        ),
    ],
)
def test_a_bar_says_what_it_shows(changes: dict[str, Any], expected: Any) -> None:
    assert bar_texts(overlay(**changes), 4) == expected


def test_a_bar_has_the_colours_of_its_map(qapp: QApplication) -> None:
    drawn = painted(overlay()).reshape(-1, 3)
    for colour in table("sequential")[[10, 128, 245]]:
        assert (np.abs(drawn.astype(int) - colour).max(1) <= 3).any()


def test_the_wheel_has_a_colour_for_each_direction(qapp: QApplication) -> None:
    picture = painted(overlay(colours="cyclic", limits=(0, 180), title="Orientation"))
    colours = table("cyclic")
    saturated = np.ptp(picture.astype(int), axis=2) > 60
    rows, columns = np.nonzero(saturated)
    middle = (columns.min() + columns.max()) // 2
    for degrees, row, column in ((5, rows.max(), columns.max() - 3), (90, rows.min() + 2, middle)):
        near = colours[round(degrees / 180 * 360)].astype(int)
        assert np.abs(picture[row, column].astype(int) - near).max() < 25


def test_without_a_title_there_is_no_bar(qapp: QApplication) -> None:
    assert (painted(overlay(title="")) == 255).all()


def test_a_late_map_is_marked(qapp: QApplication) -> None:
    assert bar_texts(overlay(), 7)[1] == "frame 5"
    assert (painted(overlay(), frame=7) != painted(overlay(), frame=4)).any()


@pytest.mark.parametrize(
    ("image", "at_top"),
    [
        (QRect(0, 60, 300, 140), True),  # room above
        (QRect(0, 0, 90, 200), True),  # room at the right
        (QRect(0, 0, 300, 200), False),
        (QRect(-200, -100, 900, 900), False),  # zoomed in
    ],
)
def test_a_bar_is_not_over_the_near_field(qapp: QApplication, image: QRect, at_top: bool) -> None:
    rows = np.flatnonzero((painted(overlay(), image=image) != 255).any((1, 2)))
    assert (rows.max() < 60) == at_top
    assert (rows.min() > 120) == (not at_top)


def test_a_narrow_pane_holds_its_bar(qapp: QApplication) -> None:
    picture = painted(overlay(), size=(120, 100))
    assert (picture[:, 0] == 255).all()
    assert (picture != 255).any()


def test_the_scale_bar_stands_under_the_image_or_in_a_corner_of_it(qapp: QApplication) -> None:
    area, bar = QRect(0, 0, 400, 300), ScaleBar.fitting(QRect(0, 0, 400, 300), 2.0)
    assert (bar.millimetres, bar.length) == (50, 100)
    high = QRect(50, 0, 300, 200)
    (below,) = bar.places(area, high)
    assert not below.intersects(high)
    assert area.contains(below)
    corners = bar.places(area, QRect(-100, -100, 900, 900))  # zoomed in
    assert len(corners) == 4
    assert all(area.contains(place) for place in corners)
    assert not any(a.intersects(b) for a, b in combinations(corners, 2))


def test_the_scale_bar_covers_neither_trace_nor_colour_bar(window: Window, qtbot: QtBot) -> None:
    """In the sample a trace of the ECG lies in the lower left corner."""
    window.open(paths.sample_cine())
    qtbot.waitUntil(lambda: window.state.wants.cine is not None, timeout=20_000)
    window.state.set_playback(playing=False)
    wait_until_ready(window, qtbot)
    image = canvas(window, "kpn")
    (scene,) = (pane for pane in window.presenter.scene.panes if pane.id == "kpn")
    rows, columns = scene.image.shape
    area = image.viewport().rect()
    zoom = 1.05 * max(area.width() / columns, area.height() / rows)
    view = View(rows - area.height() / 2 / zoom, area.width() / 2 / zoom, zoom)  # its lower left
    window.state.linked.set_view("kpn", view)
    qtbot.waitUntil(lambda: image.pane_scene.view == view)
    shown = image.placed.mapRect(QRectF(0, 0, columns, rows)).toRect()
    bar = ScaleBar.fitting(area, zoom / scene.mm_per_column)
    corners = bar.places(area, shown)
    assert image.lit_within(corners[0]) > 0
    place = image.place_of_scale(bar, area, shown, [])
    assert place in corners
    assert image.lit_within(place) == 0
    assert image.place_of_scale(bar, area.adjusted(0, 0, -1, 0), shown, [place]) != place


def test_an_image_over_an_image_is_drawn_as_smoothly(window: Window, qtbot: QtBot) -> None:
    cine = make_cine(1)
    window.state.add_cine(cine)
    wait_until_ready(window, qtbot)
    values = np.zeros(cine.shape)
    for name, colours in (("a", "grey"), ("b", "sequential")):
        laid = Overlay(cine=cine, pane="input", frame=0, values=values, colours=colours)
        window.state.lay_over(name, laid)
    mode = Qt.TransformationMode

    def modes(zoom: float) -> list[Qt.TransformationMode]:
        window.state.linked.set_view("input", View(20, 30, zoom))
        qtbot.waitUntil(lambda: canvas(window, "input").view().zoom == zoom)
        items = canvas(window, "input").items()
        return [i.transformationMode() for i in items if isinstance(i, QGraphicsPixmapItem)]

    assert sorted(modes(1.5), key=str) == [mode.FastTransformation, mode.SmoothTransformation]
    assert modes(4.0) == [mode.FastTransformation] * 2
