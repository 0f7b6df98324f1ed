"""The wavelet bench on the real window: its bands are PyWavelets', its marks where the mouse is."""

from pathlib import Path

import numpy as np
import pytest
import pywt
import torch
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from torch import nn

from speckle_viewer.denoising import Result
from speckle_viewer.evidence.shown import Curves, Table
from speckle_viewer.evidence.wavelet_bench import decompose
from speckle_viewer.gui.explain.wavelets import WaveletExplainer
from speckle_viewer.gui.explain.wavelets.picture import BenchPicture
from speckle_viewer.gui.explain.wavelets.rows import band_name
from speckle_viewer.gui.window import Window
from speckle_viewer.networks.mwcnn import MWCNN
from speckle_viewer.viewer import Overlay, WaveletBench
from speckle_viewer.viewer.wants import Levels
from tests.gui.conftest import _write, wait_until_ready
from tests.gui.driving import LEFT, NO_KEYS, _mouse, click, hover, write_cine

SHAPE = (47, 61)  # odd both ways


@pytest.fixture
def own_network(own_weights: Path) -> None:
    """An untrained MWCNN whose output differs from its input."""
    torch.manual_seed(5)
    arguments = {"widths": (4, 4, 4)}
    network = MWCNN(**arguments)
    nn.init.normal_(network.up1[-1].weight, std=0.02)
    _write(own_weights, "mwcnn", "Tiny MWCNN", network, arguments)


@pytest.fixture
def benched(own_network: None, window: Window, qtbot: QtBot, tmp_path: Path) -> Window:
    """The window with a still cine of odd size, MWCNN and the bench."""
    window.open(write_cine(tmp_path / "noise.npy", shape=SHAPE))
    qtbot.waitUntil(lambda: window.state.wants.cine is not None, timeout=20_000)
    window.state.set_playback(playing=False)
    window.state.go_to(2)
    window.state.choose_method("kpn", False)
    window.state.choose_method("mwcnn", True)
    window.resize(1500, 900)
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    wait(window, qtbot)
    return window


def explainer(window: Window) -> WaveletExplainer:
    found = window.explain.docks["wavelets"].explainer
    assert isinstance(found, WaveletExplainer)
    return found


def wait(window: Window, qtbot: QtBot) -> None:
    """Wait until the bench shows the frame that is wanted as it is wanted."""
    wait_until_ready(window, qtbot)

    def idle() -> bool:
        source = explainer(window).source
        scene = window.presenter.scene
        same = scene.wants is window.state.wants and not explainer(window).analyst.is_busy
        return same and source is not None and source.frame == scene.wants.frame

    qtbot.waitUntil(idle, timeout=20_000)


def result_of(window: Window) -> Result:
    pane = window.presenter.scene.pane("mwcnn")
    assert pane is not None
    assert pane.result is not None
    return pane.result


def frame(window: Window) -> NDArray[np.float32]:
    """The frame that is shown, in grey levels."""
    cine = window.state.wants.cine
    assert cine is not None
    return 255 * cine.grey(window.state.wants.frame)


def output(window: Window) -> NDArray[np.float32]:
    """As it is shown, in whole grey levels."""
    return result_of(window).image.astype(np.float32)


def press(window: Window, button: QWidget, qtbot: QtBot) -> None:
    QTest.mouseClick(button, LEFT, NO_KEYS)
    wait(window, qtbot)


def at(picture: BenchPicture, row: int, column: int) -> QPointF:
    return picture.to_screen(row + 0.5, column + 0.5)


def close_to(found: object, expected: object) -> None:
    np.testing.assert_allclose(np.asarray(found), np.asarray(expected), rtol=0, atol=2e-3)


def test_its_bands_are_those_of_pywavelets(benched: Window, qtbot: QtBot) -> None:
    bench, before, after = explainer(benched), frame(benched), output(benched)
    assert np.abs(before - after).max() > 1
    images = {"taken away": before - after, "input": before, "output": after}
    for subject, image in images.items():
        press(benched, bench.choices[subject], qtbot)
        assert bench.subject == subject
        assert bench.bands.bands is not None
        bands = bench.bands.bands.pyramids[subject].bands
        flat = _flat(pywt.wavedec2(image, "haar", level=3))
        assert [*bands][:5] == [("LL", 3), ("LH", 3), ("HL", 3), ("HH", 3), ("LH", 2)]
        for band, expected in zip(bands.values(), flat, strict=True):
            close_to(band, expected)
        assert bench.bands.mixture is not None
        close_to(bench.bands.mixture.image, image)


def test_a_pixel_marks_its_coefficient_in_each_band(benched: Window, qtbot: QtBot) -> None:
    hover(benched, "input", 21, 34)
    wait(benched, qtbot)
    page = explainer(benched).bands
    assert page.mosaic is not None
    marked = {(m.row, m.column) for m in page.pyramid.marks}
    expected = set()
    flat = _flat(pywt.wavedec2(frame(benched), "haar", level=3))
    coefficients = dict(zip(page.mosaic.places, flat, strict=True))
    for band, (top, left, _, _) in page.mosaic.places.items():
        row, column = 21 >> band[1], 34 >> band[1]
        expected.add((top + row, left + column))
        said = page.table.row_of(band).labels[-1].text().replace("−", "-")
        assert float(said) == pytest.approx(coefficients[band][row, column], abs=0.06)
    assert marked == expected
    assert [(m.row, m.column) for m in page.image.marks] == [(21, 34)]
    click(benched, "mwcnn", 5, 6)  # a pin is marked in its colour
    wait(benched, qtbot)
    assert {m.colour for m in page.image.marks} == {"", "#e69f00"}


def _flat(nested: list[object]) -> list[NDArray[np.float32]]:
    lowest, *finer = nested
    return [lowest, *(band for details in finer for band in details)]  # type: ignore


def test_a_coefficient_under_the_mouse_looks_at_its_pixel(benched: Window, qtbot: QtBot) -> None:
    page = explainer(benched).bands
    assert page.mosaic is not None
    for band in (("HL", 1), ("LL", 3), ("HH", 2)):
        top, left, _, _ = page.mosaic.places[band]
        _mouse(page.pyramid, QEvent.Type.MouseMove, at(page.pyramid, top + 4, left + 3))
        looked = benched.state.wants.looked_at
        assert looked is not None
        assert (looked.row >> band[1], looked.column >> band[1]) == (4, 3)
        wait(benched, qtbot)
        assert (top + 4, left + 3) in {(m.row, m.column) for m in page.pyramid.marks}
    _mouse(page.image, QEvent.Type.MouseMove, at(page.image, 30, 41))
    wait(benched, qtbot)
    cursors = {pane.cursor for pane in benched.presenter.scene.panes}
    assert cursors == {(30, 41)}  # in all images
    _mouse(page.image, QEvent.Type.MouseMove, QPointF(1, 1))
    assert benched.state.wants.hover is None
    assert benched.state.wants.looked_at is not None
    page.image.setFocus()
    qtbot.keyClick(page.image, Qt.Key.Key_Down)
    assert benched.state.wants.looked_at.row == 31
    assert benched.state.wants.frame == 2  # the arrow did not step through the cine


def test_a_click_on_a_band_shows_its_histogram(benched: Window, qtbot: QtBot) -> None:
    page = explainer(benched).bands
    assert page.mosaic is not None
    top, left, _, _ = page.mosaic.places["LH", 2]
    point = at(page.pyramid, top + 2, left + 2).toPoint()
    QTest.mouseClick(page.pyramid, LEFT, NO_KEYS, point)
    wait(benched, qtbot)
    assert page.chosen == page.pyramid.chosen == ("LH", 2)
    assert page.table.row_of(("LH", 2)).is_chosen
    assert page.histogram.isVisible()
    edges, heights = page.histogram.before.getOriginalDataset()
    values = decompose(frame(benched)).bands["LH", 2]
    counted, _ = np.histogram(np.clip(values, edges[0], edges[-1]), edges)
    close_to(heights, np.maximum(100 * counted / values.size, 0.01))


def test_muted_bands_are_zero_in_the_reconstruction(benched: Window, qtbot: QtBot) -> None:
    page = explainer(benched).bands
    press(benched, page.table.row_of(("HH", 1)).mute, qtbot)
    page.table.row_of(("LH", 2)).slider.setFocus()
    qtbot.keyClick(page.table.row_of(("LH", 2)).slider, Qt.Key.Key_Home)  # and not the first frame
    wait(benched, qtbot)
    assert benched.state.wants.frame == 2
    coefficients = pywt.wavedec2(frame(benched), "haar", level=3)
    coefficients[3] = (*coefficients[3][:2], coefficients[3][2] * 0)
    coefficients[2] = (coefficients[2][0] * 0, *coefficients[2][1:])
    expected = pywt.waverec2(coefficients, "haar")[: SHAPE[0], : SHAPE[1]]
    assert page.mixture is not None
    close_to(page.mixture.image, expected)
    change = np.sqrt(np.mean((expected - frame(benched)) ** 2))
    assert page.image.caption == f"Changed by {change:.1f} grey levels (RMS)"
    press(benched, explainer(benched).reset, qtbot)
    close_to(page.mixture.image, frame(benched))
    assert page.image.caption == "From all bands"


def test_a_level_alone_is_its_details_around_zero(benched: Window, qtbot: QtBot) -> None:
    page = explainer(benched).bands
    level = (("LH", 2), ("HL", 2), ("HH", 2))
    press(benched, page.table.row_of(*level).solo, qtbot)
    assert all(page.table.row_of(band).solo.isChecked() for band in level)
    coefficients = pywt.wavedec2(frame(benched), "haar", level=3)
    for i in (0, 1, 3):
        part = coefficients[i]
        coefficients[i] = part * 0 if i == 0 else tuple(band * 0 for band in part)
    expected = pywt.waverec2(coefficients, "haar")[: SHAPE[0], : SHAPE[1]]
    assert page.mixture is not None
    close_to(page.mixture.image, expected)
    assert page.pyramid.muted == page.bands.histograms.keys() - {*level}
    assert page.mixture.scale == "diverging"
    assert page.mixture.limits[0] == -page.mixture.limits[1]


def test_what_was_taken_away_is_said_band_by_band(benched: Window) -> None:
    page = explainer(benched).bands
    assert page.bands is not None
    before, after = decompose(frame(benched)), decompose(output(benched))
    for band in before.bands:
        c, d = (p.bands[band].astype(float) / 2 ** band[1] for p in (before, after))
        row = page.table.row_of(band)
        said = [label.text() for label in row.labels[1:5]]
        energies = (np.mean(c**2), np.mean(d**2), np.mean((c - d) ** 2))
        for text, value in zip(said[:3], energies, strict=True):
            assert float(text.removeprefix("<")) == pytest.approx(value, rel=0.05, abs=0.01)
        share = 100 * np.mean((c - d) ** 2) / np.mean(c**2)
        assert float(said[3].removesuffix(" %")) == pytest.approx(share, rel=0.02, abs=0.51)


def test_other_wavelets_and_levels_can_be_chosen(benched: Window, qtbot: QtBot) -> None:
    bench = explainer(benched)
    bench.wavelet.setFocus()
    for _ in range(3):
        qtbot.keyClick(bench.wavelet, Qt.Key.Key_Down)
    bench.levels.setFocus()
    qtbot.keyClick(bench.levels, Qt.Key.Key_Down)
    wait(benched, qtbot)
    assert bench.bands.bands is not None
    pyramid = bench.bands.bands.pyramids["input"]
    assert (pyramid.wavelet, pyramid.levels) == ("sym4", 2)
    expected = pywt.wavedec2(frame(benched), "sym4", "periodization", 2)
    close_to(pyramid.bands["HL", 2], expected[1][1])
    assert len(bench.bands.table.rows) == 1 + 2 * 4


def test_the_channels_of_a_level_can_be_picked(benched: Window, qtbot: QtBot) -> None:
    bench = explainer(benched)
    press(benched, bench.choices["network 2"], qtbot)
    page = bench.channels
    assert bench.pages.currentWidget() is page
    prediction = result_of(benched).prediction
    assert prediction is not None
    level = prediction.subbands[1]
    whole = level.after[0, :, : SHAPE[0] >> 2, : SHAPE[1] >> 2]
    energy = whole.float().square().mean((1, 2)).numpy()
    assert page.list.order == tuple(np.argsort(-energy, kind="stable"))
    second = page.list.visualRect(page.list.model().index(1, 0)).center()
    QTest.mouseClick(page.list.viewport(), LEFT, NO_KEYS, second)
    wait(benched, qtbot)
    picked = page.list.order[1]
    assert page.channel == picked
    assert page.channels is not None
    assert np.array_equal(page.channels.before.planes[picked], level.before[0, picked].float())
    picture = page.pictures["after"]
    _mouse(picture, QEvent.Type.MouseMove, at(picture, 6, 9))
    looked = benched.state.wants.looked_at
    assert looked is not None
    assert (looked.row >> 2, looked.column >> 2) == (6, 9)
    wait(benched, qtbot)
    value = float(level.after[0, picked, 6, 9])
    said = page.facts.labels["Here", "after"].text().replace("−", "-")
    assert float(said) == pytest.approx(value, rel=0.01, abs=1e-6)
    page.order.setFocus()
    qtbot.keyClick(page.order, Qt.Key.Key_End)
    wait(benched, qtbot)
    assert page.list.order == tuple(range(len(energy)))
    assert page.channel == picked


def test_evidence_is_asked_for_only_where_the_network_is_looked_at(
    benched: Window, qtbot: QtBot
) -> None:
    bench = explainer(benched)
    assert "explain wavelets" not in benched.state.wants.evidence
    press(benched, bench.choices["network 2"], qtbot)
    assert benched.state.wants.evidence["explain wavelets"] == {"mwcnn"}
    shown = bench.channels.channels
    benched.state.go_to(5)
    benched.presenter.refresh()
    assert bench.pages.currentWidget() is bench.channels  # the last channels stay until then
    assert bench.channels.channels is shown
    wait(benched, qtbot)
    prediction = result_of(benched).prediction
    assert prediction is not None
    after = bench.channels.channels.after.planes
    assert np.array_equal(after, prediction.subbands[1].after[0].float())
    press(benched, bench.choices["output"], qtbot)
    assert "explain wavelets" not in benched.state.wants.evidence


def test_the_finest_level_of_the_network_is_in_grey_levels(benched: Window, qtbot: QtBot) -> None:
    press(benched, explainer(benched).choices["network 1"], qtbot)
    page = explainer(benched).channels
    assert page.channels is not None
    assert page.channels.unit == "grey levels"
    rows, columns = SHAPE[0] // 2, SHAPE[1] // 2
    own = pywt.dwt2(frame(benched), "haar")[1][2][:rows, :columns]
    close_to(page.channels.before.planes[3][:rows, :columns], own)
    correlation = page.channels.before.figures.most_like(3)
    assert correlation[0] == "HH"
    assert correlation[1] == pytest.approx(1, abs=1e-3)


def test_the_bench_follows_the_cine(benched: Window, qtbot: QtBot) -> None:
    page = explainer(benched).bands
    benched.state.go_to(4)
    wait(benched, qtbot)
    assert page.mixture is not None
    close_to(page.mixture.image, frame(benched))
    benched.state.set_playback(playing=True)
    seen = page.bands
    qtbot.waitUntil(lambda: page.bands is not seen, timeout=20_000)
    benched.state.set_playback(playing=False)
    wait(benched, qtbot)
    close_to(page.mixture.image, frame(benched))


def test_the_input_alone_has_no_output(benched: Window, qtbot: QtBot) -> None:
    benched.state.explain("input")
    wait(benched, qtbot)
    bench = explainer(benched)
    assert not bench.choices["output"].isEnabled()
    assert not bench.choices["network 1"].isVisible()
    assert bench.bands.table.row_of(("HH", 1)).labels[2].text() == "–"
    assert bench.bands.mixture is not None
    close_to(bench.bands.mixture.image, frame(benched))


def test_a_method_without_sub_bands_is_taken_apart_too(benched: Window, qtbot: QtBot) -> None:
    benched.state.choose_method("gaussian", True)
    benched.state.explain("gaussian")
    bench = explainer(benched)
    benched.state.set_bench(benched.state.wants.bench)
    wait(benched, qtbot)
    press(benched, bench.choices["output"], qtbot)
    pane = benched.presenter.scene.pane("gaussian")
    assert pane is not None
    assert bench.bands.mixture is not None
    close_to(bench.bands.mixture.image, pane.image)
    assert not bench.choices["network 1"].isVisible()


def test_all_methods_are_compared_band_by_band(benched: Window, qtbot: QtBot) -> None:
    benched.state.choose_method("gaussian", True)
    wait(benched, qtbot)
    bench = explainer(benched)
    press(benched, bench.choices["methods"], qtbot)
    table = bench.methods.table
    heads = [table.horizontalHeaderItem(i).text() for i in range(table.columnCount())]
    assert heads[0] == "Input, grey levels²/px"
    names = [table.verticalHeaderItem(i).text() for i in range(table.rowCount())]
    assert names[:4] == ["Level 1", "LH 1", "HL 1", "HH 1"]
    before = decompose(frame(benched)).bands
    shown = bench.shown()
    assert shown is not None
    (numbers,) = shown.panels
    assert isinstance(numbers, Table)
    for column, method in enumerate(("mwcnn", "gaussian"), 2):
        pane = benched.presenter.scene.pane(method)
        assert pane is not None
        assert pane.title in heads
        after = decompose(pane.image.astype(np.float32)).bands
        for name in ("HH 1", "LL 3", "HL 2"):
            band = (name[:2], int(name[-1]))
            taken = np.mean((before[band] - after[band]) ** 2) / np.mean(before[band] ** 2)
            (row,) = (row for row in numbers.rows if row[0] == name)
            assert row[column] == pytest.approx(100 * taken, rel=1e-3)
            said = table.item(names.index(name), column - 1).text().removesuffix(" %")
            assert float(said) == pytest.approx(100 * taken, rel=0.01, abs=0.51)
    benched.state.go_to(4)  # it follows the cine
    wait(benched, qtbot)
    assert "frame 5" in bench.methods.caption.text()
    press(benched, bench.choices["taken away"], qtbot)
    assert bench.pages.currentWidget() is bench.bands


def test_what_is_shown_can_be_taken_away(benched: Window, qtbot: QtBot) -> None:
    hover(benched, "input", 20, 30)
    press(benched, explainer(benched).choices["output"], qtbot)
    shown = explainer(benched).shown()
    assert shown is not None
    assert shown.facts["Pixel"] == "x 30, y 20"
    panels = {panel.title: panel for panel in shown.panels}
    pyramid = decompose(output(benched))
    for band in (("LH", 1), ("HH", 2), ("LL", 3)):
        close_to(panels[band_name(band)].values, pyramid.bands[band])
    close_to(panels["Reconstruction of output"].values, output(benched))
    taken = decompose(frame(benched) - output(benched))
    squares = {
        band_name(b): np.mean(values.astype(float) ** 2) / 4 ** b[1]
        for b, values in taken.bands.items()
    }
    energies = panels["Energy of each band"]
    assert isinstance(energies, Table)
    assert [row[0] for row in energies.rows[:3]] == ["LH 1", "HL 1", "HH 1"]
    assert {row[0]: row[3] for row in energies.rows} == pytest.approx(squares, rel=1e-5)
    assert energies.rows[2][5] == pytest.approx(pyramid.bands["HH", 1][10, 15], abs=0.02)
    histogram = panels["Histogram of HH 1"]
    assert isinstance(histogram, Curves)
    assert histogram.ys["before"].sum() == pytest.approx(100)
    press(benched, explainer(benched).choices["network 3"], qtbot)
    shown = explainer(benched).shown()
    assert shown is not None
    assert [panel.title.split()[-1] for panel in shown.panels] == ["before", "after"]


def test_both_themes_are_drawn(benched: Window, qtbot: QtBot) -> None:
    page = explainer(benched).bands
    dark = page.pyramid.grab().toImage().pixelColor(page.pyramid.place().center().toPoint())
    benched.actions_.light.trigger()
    wait(benched, qtbot)
    light = page.pyramid.grab().toImage().pixelColor(page.pyramid.place().center().toPoint())
    assert light != dark
    benched.actions_.light.trigger()
    corner = page.pyramid.to_pixel(QPointF(QPoint(0, 0)))
    assert corner is None


def test_the_reconstruction_lies_over_the_pane_that_it_is_of(benched: Window, qtbot: QtBot) -> None:
    bench = explainer(benched)
    press(benched, bench.choices["output"], qtbot)
    press(benched, bench.bands.table.row_of(("HH", 1)).mute, qtbot)
    press(benched, bench.over, qtbot)
    coefficients = pywt.wavedec2(output(benched), "haar", level=3)
    coefficients[3] = (*coefficients[3][:2], coefficients[3][2] * 0)
    expected = pywt.waverec2(coefficients, "haar")[: SHAPE[0], : SHAPE[1]]
    (overlay,) = laid(benched)["mwcnn"]
    close_to(overlay.values, expected)
    assert overlay.opacity == 1
    assert not laid(benched)["input"]
    benched.state.linked.set_levels("mwcnn", Levels(20, 220))
    benched.state.go_to(4)  # it follows the cine, and the levels of the pane
    wait(benched, qtbot)
    (overlay,) = laid(benched)["mwcnn"]
    assert (overlay.frame, overlay.limits) == (4, (20, 220))
    press(benched, bench.choices["input"], qtbot)
    assert not laid(benched)["mwcnn"]
    assert laid(benched)["input"]
    press(benched, bench.choices["network 1"], qtbot)
    assert not laid(benched)["input"]
    press(benched, bench.choices["taken away"], qtbot)
    (overlay,) = laid(benched)["mwcnn"]
    assert overlay.colours == "diverging"
    press(benched, bench.over, qtbot)
    assert not any(laid(benched).values())


def laid(window: Window) -> dict[str, tuple[Overlay, ...]]:
    return {pane.id: pane.overlays for pane in window.presenter.scene.panes}


def test_an_image_too_small_to_be_halved_is_shown_whole(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    window.open(write_cine(tmp_path / "tiny.npy", shape=(5, 7)))
    qtbot.waitUntil(lambda: window.state.wants.cine is not None, timeout=20_000)
    window.state.set_playback(playing=False)
    window.state.set_bench(WaveletBench(wavelet="sym8"))
    window.explain.open("wavelets", "input")
    wait(window, qtbot)
    shown = explainer(window).shown()
    assert shown is not None
    image = frame(window)
    close_to(shown.panels[0].values, image)
    close_to(shown.panels[1].values, image)
