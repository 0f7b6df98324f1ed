"""Kernel statistics: tabs of plots that are linked with the images."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.explain.statistics import KernelStatistics
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.window import Window
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import LEFT, NO_KEYS, canvas, click, drag_through, hover

NAMES = ("Taps", "Planes", "Spread", "Components", "Clusters", "Directions", "Gallery")


@pytest.fixture
def statistics(still: Window, qtbot: QtBot) -> KernelStatistics:
    """The explainer in a window whose cine stands at its third frame."""
    QTest.keyClick(still, Qt.Key.Key_F10)
    dock = still.explain.docks["statistics"]
    qtbot.waitUntil(lambda: dock.explainer is not None and dock.explainer.isVisible())
    explainer = dock.explainer
    assert isinstance(explainer, KernelStatistics)
    settle(explainer, qtbot)
    return explainer


def settle(explainer: KernelStatistics, qtbot: QtBot) -> None:
    """Wait until the tab that is seen shows what it is to show."""

    def done() -> bool:
        drawn = explainer.drawn
        return drawn is not None and not explainer.is_busy and explainer.tab.sample is drawn.sample

    qtbot.waitUntil(done, timeout=60_000)


def turn_to(explainer: KernelStatistics, qtbot: QtBot, name: str) -> None:
    """Click a tab, and wait for what it shows."""
    bar = explainer.tools.tabs
    QTest.mouseClick(bar, LEFT, NO_KEYS, bar.tabRect(NAMES.index(name)).center())
    settle(explainer, qtbot)


def lit(window: Window) -> np.ndarray | None:
    """The pixels that every pane lights up."""
    scene = window.presenter.scene
    masks = {id(p.overlays[-1].values): p.overlays[-1].values for p in scene.panes if p.overlays}
    assert len(masks) <= 1
    assert not masks or all(p.overlays for p in scene.panes)
    return next(iter(masks.values()), None)


def test_the_kernels_of_the_frame_are_drawn_and_each_tab_shows_them(
    still: Window, statistics: KernelStatistics, qtbot: QtBot
) -> None:
    assert [statistics.tools.tabs.tabText(n) for n in range(len(NAMES))] == [*NAMES]
    assert "3,072 kernels" in statistics.choices.status.text
    assert "frame 3" in statistics.choices.status.text
    for name in NAMES:
        turn_to(statistics, qtbot, name)
        shown = statistics.shown()
        assert shown is not None
        assert name.lower() in shown.title
        assert shown.panels
    prediction = still.presenter.scene.pane("kpn").result.prediction
    sample = statistics.drawn.sample
    np.testing.assert_array_equal(sample.taps[777], prediction.kernels.at(12, 9).taps[0][0])


def test_points_that_are_dragged_around_light_up_their_pixels_in_all_panes(
    still: Window, statistics: KernelStatistics, qtbot: QtBot
) -> None:
    turn_to(statistics, qtbot, "Components")
    scatter, scores = statistics.components.scatter, statistics.components.result.scores[:, :2]
    (x0, y0), (x1, y1) = np.percentile(scores, [20, 70], axis=0)
    corners = [scatter.to_screen(x0, y1), scatter.to_screen(x1, y0)]
    drag_through(scatter.viewport(), corners[0], QPointF(corners[1]))
    qtbot.waitUntil(lambda: lit(still) is not None)
    # A pixel of the screen is some per cent of the plot.
    x, y = scores.T
    inside = (x > x0) & (x < x1) & (y > y0) & (y < y1)
    assert inside.sum() > 100
    mask = lit(still)
    assert (mask.ravel() != inside).mean() < 0.05
    assert f"rectangle: {mask.sum():,}" in statistics.choices.status.text
    QTest.mouseClick(statistics.tools.clear, LEFT)
    qtbot.waitUntil(lambda: lit(still) is None)


def test_any_two_components_are_plotted_against_each_other(
    still: Window, statistics: KernelStatistics, qtbot: QtBot
) -> None:
    turn_to(statistics, qtbot, "Components")
    tab = statistics.components
    scores, tiles = tab.result.scores, tab.tiles
    hover(still, "kpn", 12, 9)
    own = statistics.drawn.sample.at(12, 9)
    qtbot.waitUntil(lambda: len(tab.scatter.marked) == 1)
    for component in (2, 4):  # after the tile of the mean
        QTest.mouseClick(tiles, LEFT, NO_KEYS, tiles.place(1 + component).center())
    assert tab.axes == (2, 4)
    assert [tile.name for tile in tiles.tiles if tile.colour] == ["3", "5"]
    np.testing.assert_allclose(tab.scatter.marked[0], scores[own, [2, 4]], rtol=1e-4)
    (x0, y0), (x1, y1) = np.percentile(scores[:, [2, 4]], [20, 70], axis=0)
    corners = [tab.scatter.to_screen(x0, y1), tab.scatter.to_screen(x1, y0)]
    drag_through(tab.scatter.viewport(), corners[0], QPointF(corners[1]))
    qtbot.waitUntil(lambda: lit(still) is not None)
    inside = (scores[:, 2] > x0) & (scores[:, 2] < x1) & (scores[:, 4] > y0) & (scores[:, 4] < y1)
    assert (lit(still).ravel() != inside).mean() < 0.02
    assert "PCA 3 × 5, rectangle" in statistics.choices.status.text


def test_a_lasso_selects_what_lies_within_it(
    still: Window, statistics: KernelStatistics, qtbot: QtBot
) -> None:
    turn_to(statistics, qtbot, "Components")
    QTest.keyClick(statistics.components.way, Qt.Key.Key_Down)
    scatter, scores = statistics.components.scatter, statistics.components.result.scores[:, :2]
    low, high = np.percentile(scores, [10, 90], axis=0)
    triangle = [(low[0], low[1]), (high[0], low[1]), (low[0], high[1])]
    places = [scatter.to_screen(*corner) for corner in triangle]
    drag_through(scatter.viewport(), *places)
    qtbot.waitUntil(lambda: lit(still) is not None)
    place = (scores - low) / (high - low)
    inside = (place.min(1) > 0) & (place.sum(1) < 1)
    assert inside.sum() > 100
    assert (lit(still).ravel() != inside).mean() < 0.05


def test_a_bar_and_a_cluster_light_up_their_pixels(
    still: Window, statistics: KernelStatistics, qtbot: QtBot
) -> None:
    turn_to(statistics, qtbot, "Spread")
    plot, histogram = statistics.spread.plot, statistics.spread.result
    fullest = int(histogram.counts().argmax())
    middle = histogram.edges[fullest : fullest + 2].mean()
    at = plot.to_screen(middle, 0.0)
    QTest.mouseClick(plot.viewport(), LEFT, NO_KEYS, at.toPoint())
    qtbot.waitUntil(lambda: lit(still) is not None)
    bar = lit(still)
    assert bar.sum() > 0
    stds = statistics.drawn.sample.taps.std((1, 2)).reshape(bar.shape)
    width = histogram.edges[1] - histogram.edges[0]
    assert np.abs(stds[bar] - middle).max() < 1.6 * width

    turn_to(statistics, qtbot, "Clusters")
    tiles = statistics.clusters.tiles
    QTest.mouseClick(tiles, LEFT, NO_KEYS, tiles.place(1).center())
    qtbot.waitUntil(lambda: lit(still) is not bar)
    np.testing.assert_array_equal(lit(still).ravel(), statistics.clusters.result.labels == 1)
    assert "cluster 2" in statistics.choices.status.text


def test_a_region_that_is_drawn_lights_up_its_kernels_in_the_plots(
    still: Window, statistics: KernelStatistics, qtbot: QtBot
) -> None:
    turn_to(statistics, qtbot, "Gallery")
    QTest.mouseClick(statistics.tools.region, LEFT)
    qtbot.waitUntil(lambda: still.presenter.scene.wants.tool == "region")
    image = canvas(still, "kpn")
    view = still.state.wants.views
    drag_through(
        image.viewport(), image.to_screen(10, 20), image.to_screen(15, 25), image.to_screen(19, 39)
    )
    qtbot.waitUntil(lambda: "region of 10 × 20 px: 200" in statistics.choices.status.text)
    assert still.state.wants.views == view
    assert still.state.wants.brush.values[10:20, 20:40].all()
    sample, drawn = statistics.drawn.sample, statistics.gallery.drawn
    assert len(drawn) == 24
    assert ((sample.rows[drawn] >= 10) & (sample.rows[drawn] < 20)).all()
    turn_to(statistics, qtbot, "Taps")
    qtbot.waitUntil(lambda: statistics.taps.mean_selected.kernel is not None)
    inside = (sample.rows >= 10) & (sample.rows < 20) & (sample.columns >= 20)
    inside &= sample.columns < 40
    np.testing.assert_allclose(statistics.taps.mean_selected.kernel, sample.taps[inside].mean(0))
    drag_through(image.viewport(), image.to_screen(40, 50), image.to_screen(60, 90))
    qtbot.waitUntil(lambda: "region of 8 × 14 px" in statistics.choices.status.text)
    QTest.mouseClick(statistics.tools.region, LEFT)
    qtbot.waitUntil(lambda: still.presenter.scene.wants.tool == "view")


def test_the_kernel_under_the_mouse_and_those_of_pins_are_marked_in_the_plots(
    still: Window, statistics: KernelStatistics, qtbot: QtBot
) -> None:
    click(still, "input", 30, 40)
    hover(still, "kpn", 12, 9)
    turn_to(statistics, qtbot, "Spread")
    sample = statistics.drawn.sample
    own, pinned = sample.at(12, 9), sample.at(30, 40)
    stds = sample.taps.std((1, 2))
    plot = statistics.spread.plot
    qtbot.waitUntil(lambda: len(plot.marked) == 2)
    (pin, colour), (mouse, _) = plot.marked
    assert colour == pin_colour(0)
    edges = statistics.spread.result.edges
    np.testing.assert_allclose(
        (pin, mouse), np.clip(stds[[pinned, own]], edges[0], edges[-1]), rtol=1e-5
    )
    assert f"x 9  y 12: standard deviation {stds[own]:.4f}" in statistics.choices.status.text

    turn_to(statistics, qtbot, "Components")
    scores, scatter = statistics.components.result.scores[:, :2], statistics.components.scatter
    np.testing.assert_allclose(scatter.marked[0], scores[pinned], rtol=1e-4)
    hover(still, "input", 20, 50)
    other = sample.at(20, 50)
    qtbot.waitUntil(lambda: np.allclose(scatter.marked[1], scores[other], rtol=1e-4))

    turn_to(statistics, qtbot, "Clusters")
    labels = statistics.clusters.result.labels
    assert [tile for tile, _ in statistics.clusters.tiles.marks] == labels[[other, pinned]].tolist()
    assert f"cluster {labels[other] + 1}" in statistics.choices.status.text


def test_what_was_lit_before_is_selected_as_soon_as_there_are_kernels(
    still: Window, qtbot: QtBot
) -> None:
    still.state.light_region((10, 20), (19, 39))
    still.explain.open("statistics", "kpn")
    explainer = still.explain.docks["statistics"].explainer
    assert isinstance(explainer, KernelStatistics)
    settle(explainer, qtbot)
    assert "region of 10 × 20 px: 200 (6.5 %)" in explainer.choices.status.text
    assert explainer.taps.mean_selected.isVisible()


def test_a_kernel_of_the_gallery_leads_to_its_pixel(
    still: Window, statistics: KernelStatistics, qtbot: QtBot
) -> None:
    turn_to(statistics, qtbot, "Gallery")
    tiles, before = statistics.gallery.tiles, statistics.gallery.drawn
    QTest.mouseClick(tiles, LEFT, NO_KEYS, tiles.place(3).center())
    spot = still.state.wants.looked_at
    sample = statistics.drawn.sample
    assert (spot.row, spot.column) == (sample.rows[before[3]], sample.columns[before[3]])
    QTest.mouseClick(statistics.gallery.again, LEFT)
    assert not np.array_equal(statistics.gallery.drawn, before)


def test_a_tap_of_the_mean_kernel_is_shown_alone(
    statistics: KernelStatistics, qtbot: QtBot
) -> None:
    taps = statistics.taps
    QTest.mouseClick(taps.mean, LEFT, NO_KEYS, taps.mean.place((0, 2)).center())
    settle(statistics, qtbot)
    sample = statistics.drawn.sample
    qtbot.waitUntil(lambda: taps.result[1].values.shape == (3072,))
    np.testing.assert_array_equal(taps.result[1].values, sample.taps[:, 0, 2])
    QTest.mouseClick(taps.every, LEFT)
    qtbot.waitUntil(lambda: taps.result[1].values.shape == (3072, 9))


def test_it_follows_the_frame_while_paused_unless_told_not_to(
    still: Window, statistics: KernelStatistics, qtbot: QtBot
) -> None:
    turn_to(statistics, qtbot, "Spread")
    still.state.go_to(4)
    qtbot.waitUntil(lambda: statistics.drawn.source.frame == 4, timeout=30_000)
    settle(statistics, qtbot)
    assert statistics.taps.sample is None  # a sample of each frame would fill the memory
    QTest.mouseClick(statistics.choices.follow, LEFT, NO_KEYS, QPointF(8, 10).toPoint())
    still.state.go_to(1)
    wait_until_ready(still, qtbot)
    assert statistics.drawn.source.frame == 4
    assert "frame 2 is shown" in statistics.choices.status.text
    QTest.mouseClick(statistics.choices.update_button, LEFT)
    qtbot.waitUntil(lambda: statistics.drawn.source.frame == 1, timeout=30_000)
    settle(statistics, qtbot)
    assert "is shown" not in statistics.choices.status.text


def test_frames_of_a_burst_are_looked_at_together_or_one_by_one(
    still: Window, statistics: KernelStatistics, qtbot: QtBot
) -> None:
    still.state.choose_method("kpn-burst", True)
    still.state.explain("kpn-burst")
    frames = statistics.choices.frames
    qtbot.waitUntil(frames.isVisible, timeout=30_000)
    settle(statistics, qtbot)
    names = [frames.itemText(n) for n in range(frames.count())]
    assert names == ["All frames", "Frame −1", "Its own frame", "Frame +1"]
    together = statistics.drawn.sample
    QTest.keyClick(frames, Qt.Key.Key_Down)
    frames.activated.emit(1)
    qtbot.waitUntil(lambda: statistics.drawn.sample is not together)
    settle(statistics, qtbot)
    field = still.presenter.scene.pane("kpn-burst").result.prediction.kernels
    sample = statistics.drawn.sample
    np.testing.assert_array_equal(sample.taps[100], field.at(1, 36).taps[0][0])


def test_groups_are_laid_over_their_image_until_another_tab_is_seen(
    still: Window, statistics: KernelStatistics, qtbot: QtBot
) -> None:
    turn_to(statistics, qtbot, "Directions")
    QTest.mouseClick(statistics.directions.map, LEFT, NO_KEYS, QPointF(8, 10).toPoint())
    qtbot.waitUntil(lambda: bool(still.presenter.scene.pane("kpn").overlays))
    (overlay,) = still.presenter.scene.pane("kpn").overlays
    labels = statistics.directions.result.labels
    np.testing.assert_array_equal(overlay.values.ravel(), labels)
    assert still.presenter.scene.pane("input").overlays == ()
    dock = still.explain.docks["statistics"]
    dock.close()
    qtbot.waitUntil(lambda: not still.presenter.scene.pane("kpn").overlays)
    dock.show()
    qtbot.waitUntil(lambda: bool(still.presenter.scene.pane("kpn").overlays))
    turn_to(statistics, qtbot, "Spread")
    qtbot.waitUntil(lambda: not still.presenter.scene.pane("kpn").overlays)


def test_the_best_number_of_clusters_is_found_and_taken(
    statistics: KernelStatistics, qtbot: QtBot
) -> None:
    turn_to(statistics, qtbot, "Clusters")
    QTest.mouseClick(statistics.clusters.best, LEFT)
    qtbot.waitUntil(lambda: statistics.clusters.silhouettes is not None, timeout=60_000)
    settle(statistics, qtbot)
    best = int(np.nanargmax(statistics.clusters.silhouettes)) + 2
    assert statistics.clusters.count.value() == best
    assert f"with {best} clusters" in statistics.clusters.facts_label.text()
    assert len(statistics.clusters.tiles.tiles) == best


def test_closing_it_gives_the_mouse_back_to_the_view(
    still: Window, statistics: KernelStatistics, qtbot: QtBot
) -> None:
    QTest.mouseClick(statistics.tools.region, LEFT)
    still.explain.docks["statistics"].close()
    assert still.state.wants.tool == "view"
    assert still.state.wants.evidence.get("explain statistics") is None


def test_plots_and_tiles_are_used_with_the_keyboard_too(
    still: Window, statistics: KernelStatistics, qtbot: QtBot
) -> None:
    frame = still.state.wants.frame
    turn_to(statistics, qtbot, "Clusters")
    tiles = statistics.clusters.tiles
    tiles.setFocus()
    QTest.keyClick(tiles, Qt.Key.Key_Right)
    QTest.keyClick(tiles, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "cluster 2" in statistics.choices.status.text)
    turn_to(statistics, qtbot, "Spread")
    before, plot = lit(still), statistics.spread.plot
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: lit(still) is not before)
    assert "standard deviation" in statistics.choices.status.text
    turn_to(statistics, qtbot, "Planes")
    mosaic = statistics.planes.mosaic
    mosaic.setFocus()
    QTest.keyClick(mosaic, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: statistics.planes.result[2] == (0, 1))
    assert still.state.wants.frame == frame
    assert not still.state.wants.playback.playing
