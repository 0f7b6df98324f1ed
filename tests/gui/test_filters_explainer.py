"""Filters are explained as they are: the taps, their frequency responses, where they act, when."""

import gc
import threading
import weakref
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from torch import nn

import speckle_viewer as sv
from speckle_viewer.colours import image_colour, paper_colour
from speckle_viewer.denoising import Request
from speckle_viewer.errors import Cancelled, CineError
from speckle_viewer.evidence import GlobalFilters, KernelField, combined
from speckle_viewer.evidence.shown import Curves, Picture
from speckle_viewer.gui.explain import global_page
from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.explain.columns_layout import arranged, room_for_curves
from speckle_viewer.gui.explain.filter_history import Taps, predict_filters
from speckle_viewer.gui.explain.filter_timeline import FilterTimeline
from speckle_viewer.gui.explain.filters import FiltersExplainer
from speckle_viewer.gui.explain.kernel_columns import KernelColumns
from speckle_viewer.gui.inspector.figures import fixed
from speckle_viewer.gui.window import Window
from speckle_viewer.networks.gdfn import GDFN
from tests.gui.conftest import _write, wait_until_ready
from tests.gui.driving import LEFT, NO_KEYS, click, click_method, hover


@pytest.fixture
def global_methods(own_weights: Path) -> None:
    """Untrained networks with three global filters each: gdfn, gdfn-weighted."""
    for seed, (method, weighted) in enumerate({"gdfn": False, "gdfn-weighted": True}.items()):
        torch.manual_seed(seed)
        arguments = {"filters": 3, "widths": (4, 4), "head": (4,), "weighted": weighted}
        network = GDFN(**arguments)
        nn.init.normal_(network.head[-1].weight, std=0.5)
        _write(own_weights, method, f"Tiny {method}", network, arguments)


@pytest.fixture
def explained(still: Window, qtbot: QtBot) -> FiltersExplainer:
    """The explainer of the tiny KPN, opened with its key."""
    qtbot.keyClick(still, Qt.Key.Key_F5)
    return opened(still, qtbot)


def opened(window: Window, qtbot: QtBot) -> FiltersExplainer:
    explainer = window.explain.docks["filters"].explainer
    assert isinstance(explainer, FiltersExplainer)
    settle(window, qtbot, explainer)
    return explainer


def settle(window: Window, qtbot: QtBot, explainer: FiltersExplainer) -> None:
    wait_until_ready(window, qtbot)
    busy = explainer.analyst.busy
    qtbot.waitUntil(lambda: not busy("gallery") and not busy("dominant filter"), timeout=20_000)


def filters_of(window: Window, method: str, frame: int = 2) -> GlobalFilters:
    cine = window.state.wants.cine
    assert cine is not None
    filters = sv.denoise(cine, method, frame).filters
    assert filters is not None
    return filters


def kernels_of(window: Window, method: str = "kpn", frame: int = 2) -> KernelField:
    cine = window.state.wants.cine
    assert cine is not None
    kernels = sv.denoise(cine, method, frame).kernels
    assert kernels is not None
    return kernels


def open_on(window: Window, qtbot: QtBot, method: str) -> FiltersExplainer:
    """Tick a method, and open the explainer on it."""
    click_method(window, method, box=True)
    wait_until_ready(window, qtbot)
    window.explain.open("filters", method)
    return opened(window, qtbot)


def magnitude(taps: np.ndarray, row: float, column: float) -> float:
    """|H| at a vertical and a horizontal frequency in cycles/px, by the sum in float64."""
    total = 0j
    for (r, c), tap in np.ndenumerate(taps.astype(np.float64)):
        total += tap * np.exp(-2j * np.pi * (row * r + column * c))
    return abs(total)


def point(widget: QWidget, at: QPoint) -> None:
    QTest.mouseMove(widget, at)


# -- kernels that differ from pixel to pixel ---------------------------------------------------


def test_the_kernel_under_the_mouse_is_shown_with_its_response(
    still: Window, qtbot: QtBot, explained: FiltersExplainer
) -> None:
    columns = explained.kernels.columns
    for row, column in ((20, 30), (7, 50)):
        hover(still, "kpn", row, column)
        settle(still, qtbot, explained)
        (shown,) = columns.columns
        expected = combined(kernels_of(still).at(row, column).taps)[0]
        np.testing.assert_allclose(shown.taps, expected, atol=1e-6)
        assert shown.title == f"x {column} y {row}"
        assert columns.response is not None
        found = columns.response.of
        for i, j in ((32, 32), (40, 10), (0, 63)):
            by_hand = magnitude(expected, found.rows[i], found.columns[j])
            assert found.magnitude[0, i, j] == pytest.approx(by_hand, abs=1e-5)


def test_pointing_at_a_map_says_its_number(
    still: Window, qtbot: QtBot, explained: FiltersExplainer
) -> None:
    hover(still, "kpn", 20, 30)
    settle(still, qtbot, explained)
    columns = explained.kernels.columns
    said: list[tuple[str, str]] = []
    columns.read.connect(lambda first, second: said.append((first, second)))
    weight, response = (place.rect for place in columns.places[:2])
    point(columns, weight.topLeft() + QPoint(weight.width() * 5 // 6, weight.height() // 6))
    taps = columns.columns[0].taps
    assert said[-1][0] == f"x 30 y 20 · tap dx +1, dy −1 · weight {fixed(float(taps[0, 2]), 5)}"
    assert f"sum {fixed(float(taps.sum()), 4)}" in said[-1][1]
    zero = response.width() * 65 // 128  # the middle of the 33rd of 64
    point(columns, response.topLeft() + QPoint(zero, zero))
    assert "0.00 → 0.00 ↓ cycles/px · |H|" in said[-1][0]
    assert fixed(abs(float(taps.sum())), 3) in said[-1][0]


def test_where_there_is_room_responses_are_drawn_as_curves_too(
    still: Window, qtbot: QtBot, explained: FiltersExplainer
) -> None:
    hover(still, "kpn", 20, 30)
    click(still, "kpn", 10, 12)
    settle(still, qtbot, explained)
    columns = explained.kernels.columns
    columns.resize(640, 400)  # as in a window of its own
    assert columns.plot is not None
    ink = QColor(columns.columns[1].colour)
    drawn = columns.grab(columns.plot).toImage()
    pixels = {drawn.pixelColor(x, y).rgb() for x in range(40, 180) for y in range(drawn.height())}
    assert ink.rgb() in pixels, "the pin has a curve in its colour"
    across, down = (p for p in explained.shown().panels if isinstance(p, Curves))
    taps = columns.columns[1].taps
    for curves, (row, column) in ((across, (0, 1)), (down, (1, 0))):
        assert curves.x[0] == 0
        assert curves.x[-1] == 0.5
        by_hand = [magnitude(taps, row * f, column * f) for f in curves.x[::32]]
        np.testing.assert_allclose(curves.ys["Pin 1, x 12 y 10"][::32], by_hand, atol=1e-6)
    pin, mouse = across.looks["Pin 1, x 12 y 10"], across.looks["x 30 y 20"]
    assert (pin[0], mouse[0]) == (paper_colour(columns.columns[1].colour), image_colour(0, "white"))
    columns.resize(160, 160)
    assert columns.plot is None


@pytest.mark.parametrize("kernels", [1, 2, 3])
def test_kernels_leave_room_for_curves(kernels: int) -> None:
    size = QSize(690, 200)  # in a dock of a window that is 1440 px wide
    assert room_for_curves(arranged(kernels, size), size) is not None


def test_frequencies_are_per_millimetre_where_the_image_is_calibrated(
    window: Window, qtbot: QtBot, shared_data: Path
) -> None:
    window.open(shared_data / "derived" / "mono16_12bit_explicitle_4f.dcm")
    qtbot.waitUntil(lambda: window.state.wants.cine is not None, timeout=20_000)
    window.state.set_playback(playing=False)
    window.explain.open("filters", "kpn")
    explainer = opened(window, qtbot)
    rows, columns = window.state.wants.cine.shape
    hover(window, "kpn", rows // 2, columns // 2)
    settle(window, qtbot, explainer)
    widget = explainer.kernels.columns
    assert widget.response is not None
    down, across = 0.0257, 0.1  # mm per pixel, as the header has it
    assert widget.response.of.unit == "cycles/mm"
    assert widget.response.of.rows[0] == pytest.approx(-0.5 / down)
    assert widget.response.of.columns[0] == pytest.approx(-0.5 / across)
    assert widget.response.edge == "edge 5 × 19 cycles/mm"
    said: list[str] = []
    widget.read.connect(lambda first, _: said.append(first))
    response = widget.places[1].rect
    point(widget, response.topLeft() + QPoint(response.width() * 97 // 128, response.height() // 2))
    assert "cycles/mm · |H|" in said[-1]
    found = float(said[-1].split(" → ")[0].split(" · ")[-1])
    assert found == pytest.approx(16 / 64 / across, abs=0.01)


def test_the_keyboard_moves_from_number_to_number_and_not_through_the_cine(
    still: Window, qtbot: QtBot, explained: FiltersExplainer
) -> None:
    hover(still, "kpn", 20, 30)
    settle(still, qtbot, explained)
    columns = explained.kernels.columns
    columns.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up):
        qtbot.keyClick(columns, key)
    assert columns.cell is not None
    assert (columns.cell.place, columns.cell.row, columns.cell.column) == (0, 0, 2)
    qtbot.keyClick(columns, Qt.Key.Key_PageDown)
    assert (columns.cell.place, columns.cell.row, columns.cell.column) == (1, 32, 32)
    assert still.state.wants.frame == 2
    qtbot.keyClick(columns, Qt.Key.Key_Escape)
    assert columns.cell is None


def test_pins_have_a_column_each(still: Window, qtbot: QtBot, explained: FiltersExplainer) -> None:
    hover(still, "kpn", 20, 30)
    click(still, "kpn", 10, 12)
    click(still, "input", 30, 40)
    settle(still, qtbot, explained)
    _, first, second = explained.kernels.columns.columns
    field = kernels_of(still)
    np.testing.assert_allclose(first.taps, combined(field.at(10, 12).taps)[0], atol=1e-6)
    np.testing.assert_allclose(second.taps, combined(field.at(30, 40).taps)[0], atol=1e-6)
    assert (first.title, second.title) == ("Pin 1, x 12 y 10", "Pin 2, x 40 y 30")
    assert first.colour != second.colour


def test_the_gallery_has_the_kernels_where_they_belong(
    still: Window, qtbot: QtBot, explained: FiltersExplainer
) -> None:
    gallery, cine = explained.kernels.gallery, still.state.wants.cine
    still.state.set_gallery(spacing=8)
    settle(still, qtbot, explained)
    assert cine is not None
    assert gallery.laid is not None
    places = {(r, c) for r in range(4, 48, 8) for c in range(4, 64, 8) if cine.tissue(2)[r, c]}
    shown = zip(gallery.laid.rows.tolist(), gallery.laid.columns.tolist(), strict=True)
    assert set(shown) == places
    field = kernels_of(still)
    for index in range(len(gallery.laid.rows)):
        row, column = int(gallery.laid.rows[index]), int(gallery.laid.columns[index])
        expected = combined(field.at(row, column).taps)[0]
        np.testing.assert_allclose(gallery.laid.taps[index], expected, atol=1e-6)
        middle = QPointF(gallery.rect_of(index).center())
        away = middle - gallery.to_screen(row, column)
        assert away.manhattanLength() < 3


def test_kernels_are_drawn_where_they_lie_and_the_more_they_weigh_the_less_is_seen_through(
    still: Window, qtbot: QtBot, explained: FiltersExplainer
) -> None:
    gallery = explained.kernels.gallery
    still.state.set_gallery(spacing=24)
    settle(still, qtbot, explained)
    gallery.leaveEvent(QEvent(QEvent.Type.Leave))  # no kernel is outlined
    for index, taps in enumerate(gallery.laid.taps):
        strongest = np.abs(taps).argmax()
        row, column = divmod(int(strongest), taps.shape[-1])
        place = gallery.rect_of(index)
        inside = QPoint(
            place.left() + round((column + 0.5) * place.width() / taps.shape[-1]),
            place.top() + round((row + 0.5) * place.height() / taps.shape[-1]),
        )
        colour = gallery.grab().toImage().pixelColor(inside)
        positive = taps[row, column] > 0
        assert (colour.red() > colour.blue()) == positive, f"kernel {index}: {colour.name()}"


def test_a_click_on_a_kernel_looks_at_its_pixel(
    still: Window, qtbot: QtBot, explained: FiltersExplainer
) -> None:
    gallery = explained.kernels.gallery
    still.state.set_gallery(spacing=12)
    settle(still, qtbot, explained)
    index = gallery.laid.nearest(30, 42)
    QTest.mouseClick(gallery, LEFT, NO_KEYS, gallery.rect_of(index).center())
    settle(still, qtbot, explained)
    looked_at = still.state.wants.looked_at
    assert looked_at is not None
    assert (looked_at.row, looked_at.column) == (30, 42)
    assert explained.kernels.columns.columns[0].title == "x 42 y 30"
    for key, pixel in ((Qt.Key.Key_Left, (30, 30)), (Qt.Key.Key_Up, (18, 30))):
        qtbot.keyClick(gallery, key)
        settle(still, qtbot, explained)
        looked_at = still.state.wants.looked_at
        assert (looked_at.row, looked_at.column) == pixel
    assert still.state.wants.frame == 2


def test_spacing_and_scale_are_chosen_and_kept_in_the_state(
    still: Window, qtbot: QtBot, explained: FiltersExplainer
) -> None:
    page = explained.kernels
    before = len(page.gallery.laid.rows)
    page.spacing.setFocus()
    qtbot.keyClick(page.spacing, Qt.Key.Key_Home)
    settle(still, qtbot, explained)
    assert still.state.wants.gallery.spacing == 8
    assert len(page.gallery.laid.rows) > 4 * before
    own = page.gallery.laid.limits()
    qtbot.mouseClick(page.one_scale, LEFT, pos=QPoint(8, page.one_scale.height() // 2))
    settle(still, qtbot, explained)
    assert still.state.wants.gallery.one_scale
    assert len(set(own.tolist())) > 1
    assert len(set(page.gallery.laid.limits().tolist())) == 1


def test_a_burst_has_a_kernel_per_frame_and_their_sum(still: Window, qtbot: QtBot) -> None:
    explainer = open_on(still, qtbot, "kpn-burst")
    page = explainer.kernels
    hover(still, "kpn-burst", 20, 30)
    settle(still, qtbot, explainer)
    taps = combined(kernels_of(still, "kpn-burst").at(20, 30).taps)
    np.testing.assert_allclose(page.columns.columns[0].taps, taps.sum(0), atol=1e-6)
    assert [page.frame.itemText(i) for i in range(page.frame.count())] == [
        "All frames, added",
        "Frame −1",
        "This frame",
        "Frame +1",
    ]
    page.frame.setFocus()
    qtbot.keyClick(page.frame, Qt.Key.Key_End)
    settle(still, qtbot, explainer)
    np.testing.assert_allclose(page.columns.columns[0].taps, taps[2], atol=1e-6)
    assert still.state.wants.gallery.offset == 1
    row, column = int(page.gallery.laid.rows[0]), int(page.gallery.laid.columns[0])
    there = combined(kernels_of(still, "kpn-burst").at(row, column).taps)
    np.testing.assert_allclose(page.gallery.laid.taps[0], there[2], atol=1e-6)


def test_it_follows_the_playing_cine(
    still: Window, qtbot: QtBot, explained: FiltersExplainer
) -> None:
    hover(still, "kpn", 20, 30)
    settle(still, qtbot, explained)
    page = explained.kernels
    kernel, gallery = page.columns.columns[0].taps, page.gallery.laid
    still.state.set_playback(playing=True, mode="every frame")
    qtbot.waitUntil(
        lambda: (
            not np.array_equal(page.columns.columns[0].taps, kernel)
            and not np.array_equal(page.gallery.laid.taps, gallery.taps)
        ),
        timeout=20_000,
    )
    still.state.set_playback(playing=False)
    settle(still, qtbot, explained)
    now = kernels_of(still, frame=still.state.wants.frame)
    expected = combined(now.at(20, 30).taps)[0]
    np.testing.assert_allclose(page.columns.columns[0].taps, expected, atol=1e-6)
    row, column = int(page.gallery.laid.rows[1]), int(page.gallery.laid.columns[1])
    there = combined(now.at(row, column).taps)[0]
    np.testing.assert_allclose(page.gallery.laid.taps[1], there, atol=1e-6)


# -- filters of the whole frame ----------------------------------------------------------------


@pytest.mark.usefixtures("global_methods")
def test_the_filters_are_those_of_the_frame_and_the_mixture_that_of_the_pixel(
    still: Window, qtbot: QtBot
) -> None:
    explainer = open_on(still, qtbot, "gdfn-weighted")
    hover(still, "gdfn-weighted", 9, 40)
    settle(still, qtbot, explainer)
    page, filters = explainer.filters, filters_of(still, "gdfn-weighted")
    *own, here = page.columns.columns
    np.testing.assert_allclose(np.stack([c.taps for c in own]), filters.taps.numpy(), atol=1e-6)
    assert filters.mixture is not None
    shares = filters.mixture[:, 9, 40].numpy()
    np.testing.assert_allclose(page.mixture.shares, shares, atol=1e-6)
    mixed = (shares[:, None, None] * filters.taps.numpy()).sum(0)
    np.testing.assert_allclose(here.taps, mixed, atol=1e-6)
    assert [c.title for c in (*own, here)] == ["Filter 1", "Filter 2", "Filter 3", "x 40 y 9"]
    assert page.columns.response.of.magnitude.shape == (4, 64, 64)
    tissue = still.state.wants.cine.tissue(2)
    dominant = filters.mixture.argmax(0).numpy()
    np.testing.assert_array_equal(page.mixture.classes, np.where(tissue, dominant, -1))
    QTest.mouseClick(page.mixture, LEFT, NO_KEYS, page.mixture.to_screen(30, 20).toPoint())
    looked_at = still.state.wants.looked_at
    assert (looked_at.row, looked_at.column) == (30, 20)


@pytest.mark.usefixtures("global_methods")
def test_the_share_of_a_filter_is_mapped_and_pins_are_marked_in_the_bars(
    still: Window, qtbot: QtBot
) -> None:
    explainer = open_on(still, qtbot, "gdfn-weighted")
    hover(still, "gdfn-weighted", 9, 40)
    click(still, "gdfn-weighted", 30, 12)
    settle(still, qtbot, explainer)
    view, filters = explainer.filters.mixture, filters_of(still, "gdfn-weighted")
    assert filters.mixture is not None
    ((_, of_pin),) = view.of_pins
    np.testing.assert_allclose(of_pin, filters.mixture[:, 30, 12].numpy(), atol=1e-6)
    QTest.mouseClick(view, LEFT, NO_KEYS, view.bar_rect(1).center())
    settle(still, qtbot, explainer)
    assert view.chosen == still.state.wants.gallery.share == 1
    expected = np.where(still.state.wants.cine.tissue(2), filters.mixture[1].numpy(), np.nan)
    np.testing.assert_allclose(view.values, expected, atol=1e-6)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    settle(still, qtbot, explainer)
    assert view.chosen == 2
    assert explainer.shown().panels[-1].title == "Share of filter 3"
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    settle(still, qtbot, explainer)
    assert view.chosen is None
    assert view.classes is not None


@pytest.mark.usefixtures("global_methods")
def test_without_a_mixture_every_pixel_takes_the_mean(still: Window, qtbot: QtBot) -> None:
    page = open_on(still, qtbot, "gdfn").filters
    filters = filters_of(still, "gdfn")
    assert not page.mixture.isVisible()
    mean = page.columns.columns[-1]
    assert mean.title == "Mean, at every pixel"
    np.testing.assert_allclose(mean.taps, filters.taps.numpy().mean(0), atol=1e-6)


@pytest.mark.usefixtures("global_methods")
def test_the_whole_cine_is_computed_on_request_and_its_frames_can_be_gone_to(
    still: Window, qtbot: QtBot
) -> None:
    page = open_on(still, qtbot, "gdfn").filters
    assert page.count.text() == "1 of 6 frames"
    qtbot.mouseClick(page.whole, LEFT)
    qtbot.waitUntil(lambda: page.count.text() == "6 of 6 frames", timeout=20_000)
    qtbot.waitUntil(lambda: not page.progress.isVisible(), timeout=5_000)
    assert not page.whole.isEnabled()
    for frame in range(6):
        expected = filters_of(still, "gdfn", frame).taps.numpy()
        np.testing.assert_allclose(page.history.taps[frame], expected, atol=1e-6)
    frames, norms = page.timeline.norms()
    assert frames == [*range(6)]
    for frame, number in np.ndindex(6, 3):
        by_hand = np.linalg.norm(page.history.taps[frame][number].astype(np.float64))
        assert norms[frame, number] == pytest.approx(by_hand)
    timeline = page.timeline
    QTest.mouseClick(timeline, LEFT, NO_KEYS, QPoint(round(timeline.x_of(4)), 30))
    assert still.state.wants.frame == 4
    wait_until_ready(still, qtbot)
    shown = np.stack([c.taps for c in page.columns.columns[:-1]])
    np.testing.assert_allclose(shown, page.history.taps[4], atol=1e-6)


@pytest.mark.usefixtures("global_methods")
def test_the_whole_cine_can_be_cancelled_and_what_is_there_stays(
    still: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = threading.Event()

    def endless(request: object, frames: object, found: dict[int, Taps], task: Task) -> None:
        found[5] = np.ones((3, 5, 5), np.float32)
        task.report(0.2)
        while not task.stopped():
            ended.wait(0.01)
        ended.set()

    monkeypatch.setattr(global_page, "predict_filters", endless)
    page = open_on(still, qtbot, "gdfn").filters
    qtbot.mouseClick(page.whole, LEFT)
    qtbot.waitUntil(lambda: page.count.text() == "2 of 6 frames", timeout=5_000)
    assert page.whole.text() == "Cancel"
    assert page.progress.value() == 200
    qtbot.mouseClick(page.whole, LEFT)
    qtbot.waitUntil(ended.is_set, timeout=5_000)
    assert page.whole.text() == "Whole cine"
    assert sorted(page.history.taps) == [2, 5]
    assert not page.progress.isVisible()


@pytest.mark.usefixtures("global_methods")
def test_another_method_begins_a_history_of_its_own(still: Window, qtbot: QtBot) -> None:
    explainer = open_on(still, qtbot, "gdfn")
    still.state.go_to(3)
    settle(still, qtbot, explainer)
    assert sorted(explainer.filters.history.taps) == [2, 3]
    click_method(still, "gdfn-weighted", box=True)
    wait_until_ready(still, qtbot)
    still.state.explain("gdfn-weighted")
    settle(still, qtbot, explainer)
    assert sorted(explainer.filters.history.taps) == [3]
    expected = filters_of(still, "gdfn-weighted", 3).taps.numpy()
    np.testing.assert_allclose(explainer.filters.history.taps[3], expected, atol=1e-6)


# -- what there is to say ----------------------------------------------------------------------


@pytest.mark.usefixtures("noise_methods")
def test_a_method_without_filters_says_so(still: Window, qtbot: QtBot) -> None:
    for method in still.state.wants.methods:  # it would explain one of these
        still.state.choose_method(method, False)
    explainer = open_on(still, qtbot, "ffdnet")
    assert explainer.message.isVisible()
    assert "predicts neither filters nor kernels" in explainer.message.text()


def test_without_a_cine_it_says_what_to_do(window: Window, qtbot: QtBot) -> None:
    window.explain.open("filters")
    explainer = window.explain.docks["filters"].explainer
    qtbot.waitUntil(explainer.message.isVisible, timeout=5_000)
    assert explainer.message.text() == "Open a cine to see the filters of a method."
    assert explainer.shown() is None


@pytest.mark.usefixtures("global_methods")
def test_what_is_on_screen_can_be_taken_away(still: Window, qtbot: QtBot) -> None:
    explainer = open_on(still, qtbot, "gdfn-weighted")
    hover(still, "gdfn-weighted", 9, 40)
    settle(still, qtbot, explainer)
    shown = explainer.shown()
    assert shown is not None
    facts = {"Method": "Tiny gdfn-weighted", "Frame": "3 of 6", "Pixel": "x 40, y 9"}
    assert facts.items() <= shown.facts.items()
    titles = [panel.title for panel in shown.panels]
    assert titles[0] == "Filter 1"
    assert titles[1] == "|H| of Filter 1"
    response = shown.panels[1]
    assert response.axes == ("fx (cycles/px)", "fy (cycles/px)")
    np.testing.assert_allclose(response.xs, np.arange(-32, 32) / 64)
    assert titles[-1] == "Filter most taken"
    taken = shown.panels[-1]
    assert isinstance(taken, Picture)
    assert taken.limits is not None
    assert taken.limits[0] == taken.values[taken.values >= 0].min() == 1, "numbers as on screen"
    still.state.go_to(3)
    settle(still, qtbot, explainer)
    curves = explainer.shown().panels[-1]
    assert curves.title == "Norm of each filter over the cine"
    np.testing.assert_allclose(curves.x, still.state.wants.cine.times[[2, 3]])
    click(still, "kpn", 10, 12)
    still.state.explain("kpn")
    settle(still, qtbot, explainer)
    mosaic = explainer.shown().panels[-1]
    assert mosaic.title == "Kernels every 32 px, side by side"
    laid = explainer.kernels.gallery.laid
    np.testing.assert_array_equal(mosaic.values[:3, :3], laid.taps[0])


def test_maps_fit_their_widget_whatever_its_size(
    still: Window, qtbot: QtBot, explained: FiltersExplainer
) -> None:
    hover(still, "kpn", 20, 30)
    for row in (5, 15, 25, 35):
        click(still, "kpn", row, 30)
    settle(still, qtbot, explained)
    columns: KernelColumns = explained.kernels.columns
    for size in ((900, 260), (420, 170), (500, 700)):
        columns.resize(*size)
        assert len(columns.places) == 10
        assert all(columns.rect().contains(place.rect) for place in columns.places)
        rects = [place.rect for place in columns.places]
        assert not any(a.intersects(b) for a in rects for b in rects if a is not b)


# -- the strip over time -----------------------------------------------------------------------


def strip(qtbot: QtBot, frames: range, count: int = 60, width: int = 500) -> FilterTimeline:
    rng = np.random.default_rng(1)
    timeline = FilterTimeline()
    qtbot.addWidget(timeline)
    timeline.resize(width, 220)
    taps = {frame: rng.normal(size=(3, 5, 5)).astype(np.float32) for frame in frames}
    timeline.show_history(taps, np.arange(count) / 30, 0)
    return timeline


def test_thumbnails_stand_at_their_time_and_apart(qtbot: QtBot) -> None:
    timeline = strip(qtbot, range(60))
    places = timeline.thumbnails()
    assert 10 < len(places) < 60
    for frame, place in places.items():
        assert abs(place.center().x() - timeline.x_of(frame)) < 2
    ordered = [*places.values()]
    assert not any(a.intersects(b) for a, b in pairwise(ordered))


def test_thumbnails_stay_where_they_are_while_others_come(qtbot: QtBot) -> None:
    before, after = (strip(qtbot, frames).thumbnails() for frames in (range(20), range(40)))
    assert before.items() <= after.items()


def test_changes_are_the_distance_from_the_mean(qtbot: QtBot) -> None:
    timeline = strip(qtbot, range(2), count=2)
    plain = timeline.grab().toImage()
    timeline.show_changes(True)
    changes = timeline.grab().toImage()
    assert plain != changes
    # Of two frames, one is as far above the mean as the other is below: blue here, orange there.
    first, second = timeline.thumbnails().values()
    tap = timeline.side // 5
    for row, column in np.ndindex(5, 5):
        at = QPoint(column * tap + tap // 2, row * tap + tap // 2)
        a, b = (changes.pixelColor(place.topLeft() + at) for place in (first, second))
        assert (a.red() > a.blue()) != (b.red() > b.blue()) or a == b


def test_pointing_at_the_strip_says_what_is_known(qtbot: QtBot) -> None:
    timeline = strip(qtbot, range(0, 60, 2))
    said: list[str] = []
    timeline.read.connect(said.append)
    timeline.show()
    point(timeline, QPoint(round(timeline.x_of(10)), 40))
    norms = "  ".join(fixed(float(np.linalg.norm(taps)), 3) for taps in timeline.taps[10])
    assert said[-1] == f"frame 11 · 0.33 s · norms {norms}"
    point(timeline, QPoint(round(timeline.x_of(11)), 40))
    assert said[-1] == "frame 12 · 0.37 s · not computed yet"


@pytest.mark.usefixtures("global_methods")
def test_frames_that_cannot_be_decoded_are_passed_over(
    still: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    cine = still.state.wants.cine
    assert cine is not None
    grey = cine.grey

    def damaged(index: int) -> np.ndarray:
        if index == 1:
            raise CineError("Frame 2 is damaged.")
        return grey(index)

    monkeypatch.setattr(cine, "grey", damaged)
    done: list[float] = []
    found: dict[int, Taps] = {}
    predict_filters(Request(cine, 0, "gdfn"), range(3), found, Task(lambda: False, done.append))
    assert sorted(found) == [0, 2]
    assert done[-1] == 1
    with pytest.raises(Cancelled):
        predict_filters(Request(cine, 0, "gdfn"), range(3), {}, Task(lambda: True, done.append))


@pytest.mark.usefixtures("global_methods")
def test_nothing_is_kept_of_a_cine_that_is_closed(still: Window, qtbot: QtBot) -> None:
    explainer = open_on(still, qtbot, "gdfn")
    still.state.explain("kpn")
    settle(still, qtbot, explainer)
    evidence = still.presenter.scene.pane("kpn").result.prediction.kernels
    kept = weakref.ref(evidence)
    del evidence
    still.presenter.close_cine(still.state.wants.cine)
    qtbot.waitUntil(explainer.message.isVisible, timeout=5_000)

    def gone() -> bool:
        gc.collect()
        return kept() is None

    qtbot.waitUntil(gone, timeout=5_000)
    assert explainer.filters.history.taps == {}


def test_kernels_that_stay_while_the_next_are_computed_name_their_frame(
    still: Window, qtbot: QtBot, explained: FiltersExplainer
) -> None:
    hover(still, "kpn", 20, 30)
    settle(still, qtbot, explained)
    scene = still.presenter.scene
    pane = scene.pane("kpn")
    assert pane is not None
    assert pane.result is not None
    bare = replace(pane, result=replace(pane.result, prediction=None))
    panes = tuple(bare if p is pane else p for p in scene.panes)
    kernel = explained.kernels.columns.columns[0]
    explained.show_scene(replace(scene, panes=panes))
    assert explained.kernels.columns.columns[0] is kernel
    assert explained.kernels.caption.text.endswith("Tiny KPN, burst of 1 · of frame 3")
    explained.show_scene(scene)
    assert explained.kernels.caption.text.endswith("Tiny KPN, burst of 1")
