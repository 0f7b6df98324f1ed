"""Regions are drawn, and the Measurements dock says what is in them, live."""

import csv
import gc
import threading
import weakref
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from speckle_viewer import metrics
from speckle_viewer.cine import Cine, Region
from speckle_viewer.cine.cine import to_grey
from speckle_viewer.denoising import denoise
from speckle_viewer.errors import MethodError
from speckle_viewer.evidence.shown import Curves
from speckle_viewer.gui.explain.measuring import MeasurementsExplainer
from speckle_viewer.gui.explain.measuring.question import Setting
from speckle_viewer.gui.explain.measuring.table import id_of
from speckle_viewer.gui.explain.measuring.values import BINS, Row, subject_of
from speckle_viewer.gui.explain.profile import ProfileExplainer
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.window import Window
from speckle_viewer.measuring import QUANTITIES
from speckle_viewer.measuring.motion import Motion
from speckle_viewer.viewer.roi import Roi, area_of
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import LEFT, NO_KEYS, _mouse, canvas, drag_through, write_cine
from tests.viewer.cines import make_cine

KPN = "Tiny KPN, burst of 1"
A, B = ((10, 12), (30, 40)), ((32, 8), (44, 30))
KEY = Qt.Key


def dock(window: Window) -> MeasurementsExplainer:
    found = window.explain.docks["measurements"].explainer
    assert isinstance(found, MeasurementsExplainer)
    return found


def press(window: Window, key: Qt.Key, held: Qt.KeyboardModifier = NO_KEYS) -> None:
    window.grid.focus_image()
    QTest.keyClick(canvas(window, "input"), key, held)


def followed(window: Window, qtbot: QtBot) -> None:
    """Wait until what is wanted is on the screen."""
    qtbot.waitUntil(lambda: window.presenter.scene.wants is window.state.wants)


def draw(window: Window, qtbot: QtBot, box: tuple[tuple[int, int], tuple[int, int]]) -> None:
    """Press Shift+R, drag from one corner of pixels to another, and press Escape."""
    before = len(window.state.wants.rois)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    followed(window, qtbot)
    press(window, KEY.Key_R, Qt.KeyboardModifier.ShiftModifier)
    followed(window, qtbot)
    assert window.state.wants.tool == "rectangle"
    view = canvas(window, "input")
    places = [view.placed.map(QPointF(column, row)) for row, column in box]
    drag_through(view.viewport(), places[0], sum(places, QPointF()) / 2, places[1])
    qtbot.waitUntil(lambda: len(window.state.wants.rois) == before + 1)
    press(window, KEY.Key_Escape)


def settled(window: Window, qtbot: QtBot) -> None:
    """Wait until the table is of what is wanted."""
    view = dock(window)

    def there() -> bool:
        scene = window.presenter.scene
        busy = view.analyst.is_busy or view.plotting.courses.analyst.is_busy or view.running.is_busy
        known = scene.wants is window.state.wants and scene.ready and not scene.requests
        rows = view.table.measured.rows
        return known and not busy and all(r.frame == scene.wants.frame for r in rows)

    qtbot.waitUntil(there, timeout=60_000)


@pytest.fixture
def opened(still: Window, qtbot: QtBot) -> Window:
    """The window with the dock, opened by its key."""
    still.activateWindow()
    qtbot.waitUntil(still.isActiveWindow)
    press(still, KEY.Key_M)
    where = still.explain.docks["measurements"]
    qtbot.waitUntil(lambda: where.isVisible() and where.explainer is not None)
    return still


@pytest.fixture
def measured(opened: Window, qtbot: QtBot) -> Window:
    """The window with two regions that were drawn."""
    draw(opened, qtbot, A)
    draw(opened, qtbot, B)
    settled(opened, qtbot)
    return opened


def cell(window: Window, region: str, pane: str, name: str) -> str:
    """What stands in the table."""
    model = dock(window).table.measured
    row = [id_of(r) for r in model.rows].index((region, pane))
    return str(model.index(row, 2 + model.names.index(name)).data())


def part(image: np.ndarray, box: tuple[tuple[int, int], tuple[int, int]] = A) -> np.ndarray:
    (top, left), (bottom, right) = box
    return image[top:bottom, left:right]


def shown(window: Window, pane: str) -> np.ndarray:
    scene = window.presenter.scene
    found = scene.pane(pane)
    assert scene.cine is not None
    assert found is not None
    assert found.image is not None
    return to_grey(found.image, scene.cine.value_range)


def cine(window: Window) -> Cine:
    found = window.state.wants.cine
    assert found is not None
    return found


def select(window: Window, *ids: tuple[str, str]) -> None:
    """Click rows, all but the first with Ctrl held."""
    table = dock(window).table
    for number, wanted in enumerate(ids):
        row = [id_of(r) for r in table.measured.rows].index(wanted)
        index = table.measured.index(row, 1)
        table.scrollTo(index)
        held = Qt.KeyboardModifier.ControlModifier if number else NO_KEYS
        QTest.mouseClick(table.viewport(), LEFT, held, table.visualRect(index).center())


# -- the table ---------------------------------------------------------------------------------


def test_without_a_region_it_says_how_to_draw_one(opened: Window) -> None:
    assert dock(opened).empty.isVisible()
    assert "Shift+R" in dock(opened).empty.text()
    assert not dock(opened).table.isVisible()
    assert dock(opened).shown() is None


def test_a_region_that_is_drawn_has_a_row_for_each_image(measured: Window) -> None:
    rows = dock(measured).table.measured.rows
    names = [roi.name for roi in measured.state.wants.cine_rois]
    assert [id_of(r) for r in rows] == [(n, p) for n in names for p in ("input", "kpn")]
    for pane in ("input", "kpn"):
        values = 255 * part(shown(measured, pane)).astype(float)
        assert cell(measured, names[0], pane, "mean") == f"{values.mean():.1f}"
        assert cell(measured, names[0], pane, "std") == f"{values.std():.1f}"


def test_it_follows_the_frame_and_the_region(measured: Window, qtbot: QtBot) -> None:
    name = measured.state.wants.cine_rois[0].name
    measured.state.step(1)
    settled(measured, qtbot)
    values = 255 * part(shown(measured, "kpn")).astype(float)
    assert cell(measured, name, "kpn", "mean") == f"{values.mean():.1f}"
    measured.state.rois.move(name, 3, -2)
    settled(measured, qtbot)
    values = 255 * part(shown(measured, "input"), ((13, 10), (33, 38))).astype(float)
    assert cell(measured, name, "input", "std") == f"{values.std():.1f}"


def test_it_is_measured_in_another_thread(
    opened: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = set[threading.Thread]()

    def noted(self: object, values: np.ndarray) -> np.ndarray:
        threads.add(threading.current_thread())
        return values

    monkeypatch.setattr("speckle_viewer.measuring.quantity.Subject.envelope", noted)
    opened.state.measurements.set_dynamic_range(50)
    draw(opened, qtbot, A)
    settled(opened, qtbot)
    assert threads
    assert threading.main_thread() not in threads


def test_the_dynamic_range_is_asked_for_and_never_assumed(measured: Window, qtbot: QtBot) -> None:
    view, name = dock(measured), measured.state.wants.cine_rois[0].name
    assert view.controls.decibels.text() == "not known"
    assert cell(measured, name, "input", "snr") == "needs range"
    assert "dynamic range" in view.message.text()
    view.controls.decibels.setFocus()
    view.controls.decibels.selectAll()
    QTest.keyClicks(view.controls.decibels, "50")
    QTest.keyClick(view.controls.decibels, KEY.Key_Return)
    settled(measured, qtbot)
    amplitudes = metrics.envelope(part(shown(measured, "kpn")), 50)
    expected = amplitudes.mean() / amplitudes.std()
    assert cell(measured, name, "kpn", "snr") == f"{expected:.2f}"
    assert measured.state.wants.measuring.dynamic_range(cine(measured)) == 50


def test_regions_are_compared_with_the_background(measured: Window, qtbot: QtBot) -> None:
    view = dock(measured)
    one, two = (roi.name for roi in measured.state.wants.cine_rois)
    measured.state.measurements.set_dynamic_range(60)
    settled(measured, qtbot)
    assert cell(measured, one, "kpn", "cnr") == "–"
    assert "background" in view.message.text()
    view.controls.background.setFocus()
    while view.controls.background.currentData() != two:
        QTest.keyClick(view.controls.background, KEY.Key_Down)
    settled(measured, qtbot)
    image = shown(measured, "kpn")
    expected = metrics.cnr(part(image), part(image, B))
    assert cell(measured, one, "kpn", "cnr") == f"{expected:.2f}"
    assert cell(measured, two, "kpn", "cnr") == "–"
    measured.state.rois.rename(two, "Blood")
    settled(measured, qtbot)
    assert cell(measured, one, "kpn", "cnr") == f"{expected:.2f}"
    assert view.controls.background.currentText() == "Blood"


def test_columns_are_chosen_in_a_menu_and_say_their_convention(
    measured: Window, qtbot: QtBot
) -> None:
    view, name = dock(measured), measured.state.wants.cine_rois[0].name
    (action,) = (a for a in view.controls.columns.menu().actions() if a.data() == "epi")
    action.trigger()
    settled(measured, qtbot)
    (top, left), (bottom, right) = A
    inside = np.zeros(cine(measured).shape, bool)
    inside[top:bottom, left:right] = True
    images = shown(measured, "kpn"), shown(measured, "input")
    expected = metrics.edge_preservation(*images, inside)
    assert cell(measured, name, "kpn", "epi") == f"{expected:.3f}".replace("-", "−")
    assert cell(measured, name, "input", "epi") == "–"
    model = view.table.measured
    tip = model.headerData(
        2 + model.names.index("epi"), Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
    )
    assert "Laplacian" in tip
    assert "Sattar" in tip
    action.trigger()
    settled(measured, qtbot)
    assert "epi" not in model.names


def test_an_edge_is_measured_along_the_line(measured: Window, qtbot: QtBot) -> None:
    measured.state.measurements.show_columns(("mean", "edge"))
    measured.state.draw_line((5, 5), (5, 40))
    settled(measured, qtbot)
    profile = shown(measured, "kpn")[5, 5:41]
    expected = metrics.edge_width(profile)
    text = "none" if np.isnan(expected) else f"{expected:.2f}"
    assert cell(measured, "Line", "kpn", "edge") == text
    assert cell(measured, "Line", "kpn", "mean") == "–"


def test_it_is_said_where_a_region_is_not_all_tissue(
    measured: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tissue = np.ones(cine(measured).shape, bool)
    tissue[:, :26] = False
    monkeypatch.setattr(cine(measured), "tissue", lambda frame: tissue)
    measured.state.rois.move(measured.state.wants.cine_rois[0].name, 1, 0)
    settled(measured, qtbot)
    said = dock(measured).message.text()
    assert said.startswith("50 % of Region 1, 82 % of Region 2 are no tissue")
    assert "dynamic range" in said
    assert "background" in said


def test_it_is_said_how_much_of_a_region_is_clipped(measured: Window, qtbot: QtBot) -> None:
    of = cine(measured)
    frame = np.array(of.frame(2))
    (top, left), (bottom, right) = A
    frame[top : top + (bottom - top) // 4, left:right] = 0
    assert "black" not in dock(measured).message.text()
    of._keep(2, frame)
    measured.state.step(1)
    measured.state.step(-1)
    settled(measured, qtbot)
    qtbot.waitUntil(lambda: "25 % of Region 1 are black" in dock(measured).message.text())


def test_a_plot_that_needs_the_range_says_so(measured: Window, qtbot: QtBot) -> None:
    view = dock(measured)
    measured.state.measurements.plot("snr")
    qtbot.waitUntil(view.plot.lack.isVisible)
    assert "dynamic range" in view.plot.lack.text()
    taken = view.shown()
    assert taken is not None
    assert len(taken.panels) == 1
    measured.state.measurements.set_dynamic_range(60)
    settled(measured, qtbot)
    qtbot.waitUntil(view.plot.course.isVisible)


# -- rows that are selected ---------------------------------------------------------------------


def test_a_selected_row_shows_its_region_s_histograms(measured: Window, qtbot: QtBot) -> None:
    view = dock(measured)
    second = measured.state.wants.cine_rois[1].name
    select(measured, (measured.state.wants.cine_rois[0].name, "kpn"))
    select(measured, (second, "kpn"))
    assert measured.state.wants.roi == second
    settled(measured, qtbot)
    curves = view.plot.histogram.curves
    assert [c.name for c in curves] == ["Input", KPN]
    assert view.plot.legend.text().startswith(second.replace(" ", "&nbsp;"))
    values = 255 * part(shown(measured, "input"), B)
    counts, _ = np.histogram(values, BINS)
    np.testing.assert_allclose(curves[0].values, 100 * counts / values.size)


def test_another_plot_is_drawn_at_once(measured: Window, qtbot: QtBot) -> None:
    plot = dock(measured).plot
    chosen = plot.choice
    chosen.setFocus()
    QTest.keyClick(chosen, KEY.Key_Down)
    settled(measured, qtbot)
    assert chosen.currentText() == "Mean (grey levels of 255) over time"
    assert plot.course.isVisible()
    qtbot.waitUntil(lambda: len(plot.course.curves) == 2)
    QTest.keyClick(chosen, KEY.Key_Up)
    settled(measured, qtbot)
    assert plot.histogram.isVisible()
    assert all(curve.values.sum() == pytest.approx(100) for curve in plot.histogram.curves)
    assert len(plot.histogram.curves) == 2
    assert "Input" in plot.legend.text()


def test_a_region_selected_in_the_image_is_selected_in_the_table(
    measured: Window, qtbot: QtBot
) -> None:
    first = measured.state.wants.cine_rois[0].name
    measured.state.rois.select(first)
    settled(measured, qtbot)
    rows = dock(measured).table.selected
    assert [id_of(row) for row in rows] == [(first, "input"), (first, "kpn")]


# -- over time -----------------------------------------------------------------------------------


def expected_means(window: Window) -> tuple[np.ndarray, np.ndarray]:
    """Of region A in the input and in the output, frame by frame."""
    of = cine(window)
    given = [255 * part(of.grey(i)).astype(float).mean() for i in range(len(of))]
    made = []
    for i in range(len(of)):
        image = denoise(of, "kpn", i).image.numpy()
        made.append(255 * part(np.round(255 * image) / 255).astype(float).mean())
    return np.array(given), np.array(made)


def test_an_image_has_one_colour_in_all_plots_and_figures(measured: Window, qtbot: QtBot) -> None:
    curves = dock(measured).plot.histogram.curves
    name = measured.state.wants.cine_rois[0].name
    measured.state.measurements.plot("mean")
    select(measured, (name, "kpn"))
    settled(measured, qtbot)
    (alone,) = dock(measured).plot.course.curves
    assert alone.colour == curves[1].colour
    plotted = dock(measured).shown()
    measured.state.draw_line((5, 5), (5, 40))
    measured.explain.open("profile")
    where = measured.explain.docks["profile"]
    qtbot.waitUntil(lambda: where.explainer is not None)
    profile = where.explainer
    assert isinstance(profile, ProfileExplainer)
    qtbot.waitUntil(lambda: profile.found is not None)
    assert [c.colour for c in curves] == [profile.plot.curve(place)[1] for place in (0, 1)]
    looks = []
    for taken in (plotted, profile.shown()):
        assert taken is not None
        assert isinstance(taken.panels[-1], Curves)
        looks.append(taken.panels[-1].looks[KPN])
    assert looks[0] == looks[1]
    assert plotted is not None
    assert plotted.panels[-1].title == f"Mean (grey levels of 255) over time, {name}"


def course(window: Window, row: Row, name: str) -> np.ndarray:
    return dock(window).memory.course(row.source, row.place, name, len(cine(window)))


def test_frames_that_are_there_are_plotted_at_once(measured: Window, qtbot: QtBot) -> None:
    view, of = dock(measured), cine(measured)
    measured.state.measurements.plot("mean")
    row = view.table.measured.rows[0]
    select(measured, id_of(row))
    for i in range(len(of)):
        of.frame(i)
    measured.presenter.refresh()
    qtbot.waitUntil(lambda: bool(np.isfinite(course(measured, row, "mean")).all()))
    given, _ = expected_means(measured)
    np.testing.assert_allclose(course(measured, row, "mean"), given, atol=1e-3)
    qtbot.waitUntil(lambda: view.plot.course.curves[0].name.endswith("Input"))


def run(window: Window, qtbot: QtBot) -> None:
    view = dock(window)
    qtbot.mouseClick(view.controls.run, LEFT)
    assert view.controls.run.text() == "Stop"
    qtbot.waitUntil(lambda: not view.running.is_busy, timeout=60_000)
    assert view.controls.run.text() == "Measure whole cine"


def test_the_whole_cine_is_denoised_and_measured(measured: Window, qtbot: QtBot) -> None:
    view, of = dock(measured), cine(measured)
    measured.state.measurements.show_columns(("mean", "flicker", "temporal_sd", "warping"))
    measured.state.measurements.plot("mean")
    settled(measured, qtbot)
    name = measured.state.wants.cine_rois[0].name
    assert cell(measured, name, "kpn", "flicker") == "–"
    run(measured, qtbot)
    settled(measured, qtbot)
    given, made = expected_means(measured)
    rows = view.table.measured.rows
    np.testing.assert_allclose(course(measured, rows[0], "mean"), given, atol=1e-3)
    np.testing.assert_allclose(course(measured, rows[1], "mean"), made, atol=0.6)
    frames = np.stack([part(of.grey(i)) for i in range(len(of))])
    assert cell(measured, name, "input", "flicker") == f"{255 * metrics.flicker(frames):.2f}"
    assert cell(measured, name, "input", "temporal_sd") == f"{given.std():.2f}"
    assert float(cell(measured, name, "kpn", "warping")) > 0


def test_the_columns_of_the_whole_cine_are_shown_when_they_are_known(
    measured: Window, qtbot: QtBot
) -> None:
    view = dock(measured)
    assert "flicker" not in view.table.measured.names
    with qtbot.waitSignal(measured.taking.noted) as noted:
        run(measured, qtbot)
    assert "Flicker" in noted.args[0]
    settled(measured, qtbot)
    assert view.table.measured.names[-3:] == ("temporal_sd", "flicker", "warping")


def test_a_region_that_is_moved_is_measured_again_without_denoising(
    measured: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = dock(measured)
    measured.state.measurements.plot("mean")
    run(measured, qtbot)
    monkeypatch.setattr(
        "speckle_viewer.export.processing.Processing.runner",
        lambda self: pytest.fail("denoised again"),
    )
    measured.state.rois.move(measured.state.wants.cine_rois[0].name, 1, 1)
    settled(measured, qtbot)
    rows = view.table.measured.rows
    select(measured, id_of(rows[0]), id_of(rows[1]))

    def known() -> bool:
        now = view.table.measured.rows[:2]
        return all(np.isfinite(course(measured, row, "mean")).all() for row in now)

    qtbot.waitUntil(known, timeout=20_000)


def test_a_run_can_be_stopped(measured: Window, qtbot: QtBot) -> None:
    view = dock(measured)
    qtbot.mouseClick(view.controls.run, LEFT)
    qtbot.mouseClick(view.controls.run, LEFT)
    assert view.controls.run.text() == "Measure whole cine"
    assert not view.running.is_busy
    assert not view.progress.isVisible()


def test_a_click_in_the_plot_goes_to_the_frame(measured: Window, qtbot: QtBot) -> None:
    view, of = dock(measured), cine(measured)
    measured.state.measurements.plot("mean")
    run(measured, qtbot)
    settled(measured, qtbot)
    plot = view.plot.course
    qtbot.waitUntil(lambda: bool(plot.curves))
    at = plot.to_screen(float(of.times[4]), float(np.nanmean(plot.curves[0].values)))
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        _mouse(plot.viewport(), kind, QPointF(at), LEFT, LEFT)
    assert measured.state.wants.frame == 4


def test_a_method_that_fails_is_said_and_the_table_goes_on(
    measured: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: object) -> None:
        raise MethodError("This method cannot run; choose another.")

    monkeypatch.setattr("speckle_viewer.export.processing.Processing.runner", fail)
    with qtbot.waitSignal(measured.taking.failed) as failed:
        qtbot.mouseClick(dock(measured).controls.run, LEFT)
    assert failed.args == ["This method cannot run; choose another."]
    assert dock(measured).controls.run.text() == "Measure whole cine"
    measured.state.step(1)
    settled(measured, qtbot)


def test_a_region_on_one_frame_has_values_there_alone(measured: Window, qtbot: QtBot) -> None:
    measured.state.measurements.show_columns(("mean", "flicker"))
    name = measured.state.wants.cine_rois[0].name
    measured.state.rois.keep_on_frame(name, True)
    settled(measured, qtbot)
    assert cell(measured, name, "kpn", "mean") != "–"
    measured.state.step(1)
    settled(measured, qtbot)
    assert cell(measured, name, "kpn", "mean") == "–"
    run(measured, qtbot)
    settled(measured, qtbot)
    assert cell(measured, name, "kpn", "flicker") == "–"
    known = course(measured, dock(measured).table.measured.rows[0], "mean")
    assert np.isfinite(known).tolist() == [False, False, True, False, False, False]


def test_a_tracked_region_is_measured_where_it_is(measured: Window, qtbot: QtBot) -> None:
    roi = measured.state.wants.cine_rois[0]
    name = roi.name
    measured.state.rois.take_track(roi, {2: Motion(shift=(3.0, -2.0))}, {2: 1.0})
    settled(measured, qtbot)
    values = 255 * part(shown(measured, "kpn"), ((13, 10), (33, 38))).astype(float)
    assert cell(measured, name, "kpn", "mean") == f"{values.mean():.1f}"


# -- taking away ---------------------------------------------------------------------------------


def saved(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, file: Path, entry: int
) -> tuple[list[str], list[dict[str, str]]]:
    """Choose an entry of the menu "Save", and read the file: comments, and rows."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    dock(window).controls.save.menu().actions()[entry].trigger()
    qtbot.waitUntil(file.exists, timeout=60_000)
    lines = file.read_text("utf-8").splitlines()
    comments = [line for line in lines if line.startswith("# ")]
    return comments, [*csv.DictReader(lines[len(comments) :])]


def test_the_frame_is_saved_as_csv(
    measured: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    comments, rows = saved(measured, qtbot, monkeypatch, tmp_path / "table.csv", 0)
    assert [(row["Region"], row["Image"], row["Frame"]) for row in rows] == [
        (roi.name, image, "3") for roi in measured.state.wants.cine_rois for image in ("Input", KPN)
    ]
    values = 255 * part(shown(measured, "kpn")).astype(float)
    assert float(rows[1]["Mean (grey levels of 255)"]) == pytest.approx(values.mean(), rel=1e-5)
    assert rows[1]["Speckle SNR"] == ""
    text = "\n".join(comments)
    card = measured.presenter.cards["kpn"]
    place = "Region “Region 1”: rectangle, rows 10 to 29, columns 12 to 39 px"
    for said in ("noise.npy", "Dynamic range: not known", card.sha256, "linear envelope", place):
        assert said in text


def test_the_whole_cine_is_measured_and_saved_as_csv(
    measured: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _, rows = saved(measured, qtbot, monkeypatch, tmp_path / "cine.csv", 1)
    assert len(rows) == 2 * 2 * 6
    first = rows[:6]
    assert [row["Frame"] for row in first] == list("123456")
    given, _ = expected_means(measured)
    means = [float(row["Mean (grey levels of 255)"]) for row in first]
    np.testing.assert_allclose(means, given, rtol=1e-5)
    times = [float(row["Time (s)"]) for row in first]
    np.testing.assert_allclose(times, cine(measured).times, atol=1e-6)
    flicker = {row["Flicker (grey levels of 255), whole cine"] for row in first}
    assert len(flicker) == 1
    assert float(flicker.pop()) > 0


def test_a_file_that_cannot_be_written_is_said(
    measured: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    target = str(blocked / "table.csv")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (target, ""))
    with qtbot.waitSignal(measured.taking.failed) as failed:
        dock(measured).controls.save.menu().actions()[0].trigger()
    assert "table.csv" in failed.args[0]


def test_the_table_is_copied_as_text(measured: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(measured.taking.copied):
        measured.taking.copy(measured.explain.docks["measurements"].shown())
    lines = QApplication.clipboard().text().splitlines()
    head = lines.index(next(line for line in lines if line.startswith("Region\t")))
    cells = dict(zip(lines[head].split("\t"), lines[head + 1].split("\t"), strict=True))
    expected = 255 * part(shown(measured, "input")).astype(float).mean()
    assert float(cells["Mean (grey levels of 255)"]) == pytest.approx(expected, rel=1e-5)
    assert any(line.startswith("Histogram of") for line in lines)
    assert "noise.npy" not in "".join(lines)


# -- coming and going ----------------------------------------------------------------------------


def test_what_is_taken_away_says_what_its_numbers_are_of(measured: Window, qtbot: QtBot) -> None:
    view, facts = dock(measured), list[str]()
    for decibels in (60, 40):
        measured.state.measurements.set_dynamic_range(decibels)
        view.show_scene(measured.presenter.scene)  # its values are on their way
        shown = view.shown()
        assert shown is not None
        facts.append(shown.facts["Dynamic range"])
        settled(measured, qtbot)
    assert facts == ["not known", "60 dB, set by the user"]
    shown = view.shown()
    assert shown is not None
    assert shown.facts["Dynamic range"] == "40 dB, set by the user"


def test_a_closed_cine_is_let_go(measured: Window, qtbot: QtBot, tmp_path: Path) -> None:
    run(measured, qtbot)
    measured.open(write_cine(tmp_path / "other.npy", seed=1))
    qtbot.waitUntil(lambda: len(measured.state.wants.cines) == 2, timeout=20_000)
    gone = weakref.ref(measured.state.wants.cines[0])
    measured.presenter.close_cine(measured.state.wants.cines[0])
    wait_until_ready(measured, qtbot)
    assert dock(measured).empty.isVisible()

    def is_gone() -> bool:
        gc.collect()
        return gone() is None

    qtbot.waitUntil(is_gone, timeout=20_000)


def test_it_keeps_up_with_a_playing_cine(measured: Window, qtbot: QtBot) -> None:
    view = dock(measured)
    seen = set()
    view.table.measured.dataChanged.connect(lambda *_: seen.add(view.table.measured.rows[0].frame))
    measured.state.set_playback(playing=True)
    qtbot.waitUntil(lambda: len(seen) > 3, timeout=30_000)
    measured.state.set_playback(playing=False)
    settled(measured, qtbot)


def test_all_quantities_fit_the_table(measured: Window, qtbot: QtBot) -> None:
    measured.state.measurements.set_dynamic_range(60)
    measured.state.measurements.show_columns(tuple(QUANTITIES))
    settled(measured, qtbot)
    rows = dock(measured).table.measured.rows
    assert set(rows[1].cells) == set(QUANTITIES)


@pytest.mark.parametrize(("bottom", "unit"), [(20.0, "mm²"), (21.0, "px")])
def test_the_table_has_millimetres_where_the_list_has_them(bottom: float, unit: str) -> None:
    cine = make_cine(region=Region(5, 10, 20, 40, (0.5, 0.25), "tissue", "header"))
    roi = Roi(cine, "Region 1", 0, "rectangle", ((10.0, 12.0), (bottom, 20.0)))
    image = cine.grey(0)
    subject = subject_of(Setting(cine, None, None, None), roi, 0, image, None)
    area = area_of(roi, 0)
    assert area.unit == unit
    assert QUANTITIES["area_mm"].of(subject) == (area.value if unit == "mm²" else None)


def test_what_is_of_another_frame_is_seen_in_a_selected_row_too(
    measured: Window, qtbot: QtBot
) -> None:
    table = dock(measured).table
    name = measured.state.wants.cine_rois[0].name
    late = [replace(r, frame=0) if r.source.pane == "kpn" else r for r in table.measured.rows]
    table.show_rows(late, table.measured.names, 2)
    table.choose([(name, "input"), (name, "kpn")])
    now, then = (table.measured.index(row, 1) for row in (0, 1))
    assert (now.data(), then.data()) == ("Input", f"{KPN} · frame 1")
    amber = QColor(colours().amber).rgb()
    pictures = [table.viewport().grab(table.visualRect(index)).toImage() for index in (now, then)]
    is_amber = [
        any(image.pixel(x, y) == amber for x in range(image.width()) for y in range(image.height()))
        for image in pictures
    ]
    assert is_amber == [False, True]
