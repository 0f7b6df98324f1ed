"""A codebook is learnt in the window, becomes a method, and is explained entry by entry."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from speckle_viewer.evidence import EntryKernels
from speckle_viewer.gui.codebook_dialog import CodebookDialog
from speckle_viewer.gui.explain.codebook import CodebookExplainer
from speckle_viewer.gui.explain.codebook_entries import per_cent
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.style import small_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.window import Window
from speckle_viewer.methods import card
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import LEFT, click, hover


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codebooks that are learnt from few pixels in few steps."""
    monkeypatch.setattr(
        CodebookDialog,
        "_settings",
        lambda self: {
            "entries": self.entries.value(),
            "rule": self.rule.currentData(),
            "size": 5,
            "samples": 500,
            "steps": 3,
        },
    )


def dialog(window: Window, qtbot: QtBot) -> CodebookDialog:
    """The dialog, opened from the menu."""
    window.actions_.learn_codebook.trigger()
    assert window.further.codebook is not None
    qtbot.waitExposed(window.further.codebook)
    return window.further.codebook


@pytest.fixture
def learnt(own_weights: Path, still: Window, qtbot: QtBot, quick: None) -> Window:
    """The window with a codebook of 6 entries, learnt from the cine that is shown."""
    asked = dialog(still, qtbot)
    assert asked.method.currentData() == "kpn"
    asked.entries.setValue(6)
    asked.name.clear()
    qtbot.keyClicks(asked.name, "my-book")
    qtbot.mouseClick(asked.go, LEFT)
    qtbot.waitUntil(lambda: "my-book" in still.state.wants.methods, timeout=30_000)
    assert asked.isHidden()
    wait_until_ready(still, qtbot)
    return still


def explainer(window: Window) -> CodebookExplainer:
    found = window.explain.docks["codebook"].explainer
    assert isinstance(found, CodebookExplainer)
    return found


def field_of(window: Window) -> EntryKernels:
    pane = window.presenter.scene.pane("my-book")
    assert pane is not None
    field = pane.result.prediction.kernels
    assert isinstance(field, EntryKernels)
    return field


@pytest.fixture
def explained(learnt: Window, qtbot: QtBot) -> Window:
    learnt.explain.open("codebook", "my-book")
    qtbot.waitUntil(lambda: bool(explainer(learnt).tiles.tiles))
    return learnt


def test_without_a_codebook_it_says_how_to_get_one(still: Window, qtbot: QtBot) -> None:
    still.activateWindow()
    qtbot.keyClick(still, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    dock = still.explain.docks["codebook"]
    qtbot.waitUntil(lambda: dock.isVisible() and dock.explainer is not None)
    qtbot.waitUntil(lambda: "None of the images" in explainer(still).tiles.message)
    assert still.actions_.learn_codebook.text() in explainer(still).tiles.message
    assert dock.choice.placeholderText() == "None of the images"


def test_it_is_learnt_and_becomes_a_method(learnt: Window, own_weights: Path) -> None:
    made = card("my-book")
    assert made.network["class"] == "Codebook"
    assert "6 frames of a cine of the user" in made.training
    assert sorted(p.name for p in own_weights.iterdir()) == ["my-book.json", "my-book.safetensors"]


def test_the_map_of_entries_lies_over_the_image(explained: Window, qtbot: QtBot) -> None:
    field = field_of(explained)
    qtbot.waitUntil(lambda: bool(explained.presenter.scene.pane("my-book").overlays))
    pane = explained.presenter.scene.pane("my-book")
    (overlay,) = pane.overlays
    expected = np.where(pane.result.tissue, field.index.numpy().astype(int), -1)
    np.testing.assert_array_equal(overlay.values, expected)
    tiles = explainer(explained).tiles.tiles
    counts = np.bincount(expected[expected >= 0], minlength=len(field.entries))
    assert [t.name for t in tiles] == [str(e + 1) for e in np.argsort(-counts, kind="stable")]
    share = counts.max() / counts.sum()
    assert tiles[0].note == f"{100 * share:.0f} %"
    first = int(tiles[0].name) - 1
    np.testing.assert_array_equal(tiles[0].kernel, field.entries[first].numpy())
    largest = field.blend.amax(0)[::4, ::4][expected[::8, ::8] >= 0]
    typical = per_cent(float(np.median(largest.numpy())))
    assert f"in half of the tissue that part is less than {typical}." in (
        explainer(explained).summary.text()
    )
    qtbot.keyClick(explainer(explained).over, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not explained.presenter.scene.pane("my-book").overlays)


def test_the_pixel_under_the_mouse_says_its_entry(explained: Window, qtbot: QtBot) -> None:
    hover(explained, "input", 21, 30)
    blend = field_of(explained).blend_at(21, 30)
    first, second = (np.argsort(-blend) + 1)[:2]
    assert first == field_of(explained).entry_at(21, 30) + 1
    reading = explainer(explained).reading
    qtbot.waitUntil(lambda: reading.text().startswith(f"x 30  y 21:  entry {first}\xa0("))
    assert f"\xa0%), {second}\xa0(" in reading.text()


def test_entries_under_the_mouse_and_of_pins_are_marked(explained: Window, qtbot: QtBot) -> None:
    tiles = explainer(explained).tiles

    def place(row: int, column: int) -> int:
        names = [tile.name for tile in tiles.tiles]
        return names.index(str(field_of(explained).entry_at(row, column) + 1))

    click(explained, "input", 21, 30)
    hover(explained, "input", 12, 9)
    expected = [(place(12, 9), colours().text), (place(21, 30), pin_colour(0))]
    qtbot.waitUntil(lambda: list(tiles.marks) == expected)


def test_captions_of_entries_have_room(explained: Window, qtbot: QtBot) -> None:
    tiles = explainer(explained).tiles
    metrics = QFontMetrics(small_font())
    for width in (1000, 330):
        tiles.resize(width, 160)
        beside = [tiles.place(n + 1).left() - tiles.place(n).left() for n in range(2)]
        words = max(metrics.horizontalAdvance(f"{t.name} {t.note}") for t in tiles.tiles)
        assert all(step > words or step < 0 for step in beside)  # or a new row


def test_where_entries_are_not_blended_a_pixel_has_a_single_one(
    own_weights: Path, still: Window, qtbot: QtBot, quick: None
) -> None:
    asked = dialog(still, qtbot)
    asked.rule.setCurrentText("Tree")
    asked.name.setText("my-book")
    qtbot.mouseClick(asked.go, LEFT)
    qtbot.waitUntil(lambda: "my-book" in still.state.wants.methods, timeout=30_000)
    still.explain.open("codebook", "my-book")
    wait_until_ready(still, qtbot)
    hover(still, "input", 21, 30)
    text = f"x 30  y 21:  entry {field_of(still).entry_at(21, 30) + 1}"
    qtbot.waitUntil(lambda: explainer(still).reading.text() == text)
    assert "blended" not in explainer(still).summary.text()


def test_a_click_on_an_entry_lights_its_pixels_up(explained: Window, qtbot: QtBot) -> None:
    tiles, wants = explainer(explained).tiles, lambda: explained.state.wants
    entry = int(tiles.tiles[1].name) - 1
    at = tiles.place(1).topLeft() + QPoint(5, 5)
    qtbot.mouseClick(tiles, LEFT, pos=at)
    qtbot.waitUntil(lambda: wants().brush is not None)

    def lit(frame: int) -> bool:
        brush, pane = wants().brush, explained.presenter.scene.pane("my-book")
        if brush is None or pane.result is None or pane.result.request.frame != frame:
            return False
        expected = (pane.result.prediction.kernels.index.numpy() == entry) & pane.result.tissue
        return bool(np.array_equal(brush.values, expected))

    assert lit(2)
    explained.state.go_to(4)  # it follows the frame
    qtbot.waitUntil(lambda: lit(4), timeout=30_000)
    qtbot.mouseClick(tiles, LEFT, pos=at)
    qtbot.waitUntil(lambda: wants().brush is None)


def test_only_codebooks_are_explained_so(learnt: Window) -> None:
    cards = learnt.presenter.cards
    assert CodebookExplainer.explains(cards["my-book"])
    assert not CodebookExplainer.explains(cards["kpn"])
    assert not CodebookExplainer.explains(None)


def test_what_is_shown_can_be_taken_away(explained: Window) -> None:
    shown = explainer(explained).shown()
    assert shown is not None
    assert shown.panels[0].title == "Entry of the largest share"
    assert len(shown.panels) == 1 + len(field_of(explained).entries)


def test_learning_can_be_cancelled_and_says_what_is_wrong(
    own_weights: Path, still: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    asked = dialog(still, qtbot)
    qtbot.mouseClick(asked.go, LEFT)  # with the usual settings: long enough
    assert not asked.go.isEnabled()
    assert asked.progress.isVisible()
    qtbot.mouseClick(asked.stop, LEFT)
    assert asked.go.isEnabled()
    assert not asked.progress.isVisible()
    assert not list(own_weights.iterdir())
    asked.name.setText("kpn")
    qtbot.mouseClick(asked.go, LEFT)
    assert "There is a method kpn already" in asked.message.text()
    asked.name.setText("Not An Id")
    qtbot.mouseClick(asked.go, LEFT)
    qtbot.waitUntil(lambda: "cannot be called" in asked.message.text(), timeout=30_000)
    qtbot.mouseClick(asked.stop, LEFT)
    assert asked.isHidden()
