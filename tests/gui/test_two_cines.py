"""Two cines side by side: each in its panes, in step, and worked with as one is."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from speckle_viewer.cine import Cine
from speckle_viewer.gui.window import Window
from speckle_viewer.viewer import INPUT, Scene
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import LEFT, canvas, click, drag_through, drop, hover, wheel


def write_timed(path: Path, frames: int, rate: float, shape: tuple[int, int] = (48, 64)) -> Path:
    rng = np.random.default_rng(frames)
    noise = rng.integers(20, 220, (frames, *shape)).astype(np.uint8)
    np.savez(path, frames=noise, times=np.arange(frames) / rate)
    return path


def open_two(window: Window, qtbot: QtBot, first: Path, second: Path) -> tuple[Cine, Cine]:
    """Drop two files; show the first, which stands at its first frame, and the second beside it."""
    drop(window, first, second)
    qtbot.waitUntil(lambda: len(window.state.wants.cines) == 2, timeout=20_000)
    window.state.set_playback(playing=False)
    qtbot.waitUntil(lambda: window.cines.count() == 2)
    one, two = window.state.wants.cines
    place = window.cines.visualItemRect(window.cines.item(0)).center()
    QTest.mouseClick(window.cines.viewport(), LEFT, pos=place)
    window.grid.focus_image()
    QTest.keyClick(window.grid.panes[INPUT].canvas, Qt.Key.Key_2)
    assert window.state.wants.cine is one
    assert window.state.wants.second is not None
    assert window.state.wants.second.cine is two
    wait_until_ready(window, qtbot)
    return one, two


@pytest.fixture
def both(window: Window, qtbot: QtBot, tmp_path: Path) -> Window:
    """8 frames at 25 per second, and beside them 20 at 50."""
    slow = write_timed(tmp_path / "slow.npz", 8, 25)
    open_two(window, qtbot, slow, write_timed(tmp_path / "fast.npz", 20, 50))
    return window


def captions(window: Window) -> list[str]:
    """Without the time that a method took."""
    said = [pane.caption.split(" · ") for pane in window.grid.panes.values()]
    return [" · ".join(part for part in parts if not part.endswith(" ms")) for parts in said]


def beside_frames(window: Window) -> set[int | None]:
    return {pane.frame for pane in window.presenter.scene.panes_beside}


def menu_of(window: Window, pane: str) -> QMenu:
    menu = window.grid.panes[pane].explain_button.menu()
    assert menu is not None
    menu.aboutToShow.emit()
    return menu


def choose(menu: QMenu, text: str) -> None:
    (action,) = (a for a in menu.actions() if a.text() == text)
    action.trigger()


def test_they_play_in_step_by_their_own_times(both: Window, qtbot: QtBot) -> None:
    assert [*both.grid.panes] == [INPUT, "kpn", "input@2", "kpn@2"]
    tops = [pane.y() for pane in both.grid.panes.values()]
    assert tops[0] == tops[1] < tops[2] == tops[3], "a row for each cine"
    assert captions(both)[2:] == [
        "Input · frame 1 / 20 · fast.npz",
        "Tiny KPN, burst of 1 · frame 1 / 20 · fast.npz",
    ]
    seen: dict[int, set[int | None]] = {}

    def note(scene: Scene) -> None:
        if scene.ready:
            frames = {pane.frame for pane in scene.panes_beside}
            seen.setdefault(scene.wants.frame, set()).update(frames)

    both.presenter.scene_changed.connect(note)
    both.state.set_playback(mode="every frame")
    QTest.keyClick(canvas(both, INPUT), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(seen) == 8, timeout=60_000)
    assert seen == {frame: {2 * frame} for frame in range(8)}


def test_an_offset_and_the_ends_are_shown(both: Window, qtbot: QtBot) -> None:
    strip = both.beside
    assert strip.isVisible()
    assert strip in both.help.parts.all, "the keyboard comes there"
    assert "20.0 ms" in strip.interval.text
    strip.offset.setFocus()
    strip.offset.selectAll()
    QTest.keyClicks(strip.offset, "0.2")
    QTest.keyClick(strip.offset, Qt.Key.Key_Return)
    wait_until_ready(both, qtbot)
    assert beside_frames(both) == {10}
    both.state.go_to(7)
    wait_until_ready(both, qtbot)
    assert beside_frames(both) == {19}
    assert all("frame 20 / 20 · has ended" in caption for caption in captions(both)[2:])
    both.state.go_to(3)
    strip.sync.setFocus()
    QTest.keyClick(strip.sync, Qt.Key.Key_Down)
    wait_until_ready(both, qtbot)
    assert both.state.wants.beside is not None
    assert both.state.wants.beside.sync == "frame"
    assert beside_frames(both) == {3}
    assert strip.offset.text() == "offset 0 frames"
    QTest.keyClick(strip.offset, Qt.Key.Key_Up)
    wait_until_ready(both, qtbot)
    assert beside_frames(both) == {4}


def test_an_offset_can_be_typed_while_the_cine_goes_on(both: Window, qtbot: QtBot) -> None:
    strip = both.beside
    strip.offset.setFocus()
    strip.offset.selectAll()
    QTest.keyClicks(strip.offset, "0.")
    both.state.go_to(2)
    wait_until_ready(both, qtbot)
    QTest.keyClicks(strip.offset, "1")
    QTest.keyClick(strip.offset, Qt.Key.Key_Return)
    assert both.state.wants.beside is not None
    assert both.state.wants.beside.seconds == pytest.approx(0.1)


def test_the_mouse_works_in_both(both: Window, qtbot: QtBot) -> None:
    first, second = both.state.wants.cines
    hover(both, "kpn@2", 20, 30)
    wait_until_ready(both, qtbot)
    scene = both.presenter.scene
    kernel = scene.inspected.inspection.kernel
    assert scene.inspected.cine is second
    assert kernel is not None
    assert (kernel.row, kernel.column) == (20, 30)
    assert both.inspector.caption.text.replace("\u2007", "").startswith("x 30  y 20")
    assert canvas(both, INPUT).pane_scene.cursor == (20, 30), "the linked cursor"
    click(both, "kpn@2", 20, 30)
    click(both, "kpn", 5, 6)
    assert [(p.cine, p.row, p.column) for p in both.state.wants.pins] == [
        (second, 20, 30),
        (first, 5, 6),
    ]
    wheel(both, "kpn@2", 20, 30, 4)
    both.presenter.refresh()
    assert len({canvas(both, pane).view() for pane in both.grid.panes}) == 1


def test_a_region_drawn_in_a_pane_belongs_to_its_cine(both: Window, qtbot: QtBot) -> None:
    _, second = both.state.wants.cines
    both.state.use_tool("rectangle")
    both.presenter.refresh()
    image = canvas(both, "input@2")
    drag_through(image.viewport(), image.to_screen(10, 12), image.to_screen(30, 40))
    (roi,) = both.state.wants.rois
    assert roi.cine is second
    assert roi.mask(0).sum() == pytest.approx(20 * 28, rel=0.1)
    both.presenter.refresh()
    drawn = {pane: canvas(both, pane).pane_scene.rois for pane in both.grid.panes}
    assert drawn == {INPUT: (), "kpn": (), "input@2": (roi,), "kpn@2": (roi,)}
    both.actions_.undo.trigger()
    assert both.state.wants.rois == ()


def test_a_region_is_selected_in_one_cine_also_if_both_have_its_name(
    both: Window, qtbot: QtBot
) -> None:
    first, second = both.state.wants.cines
    name = both.state.rois.add("rectangle", ((5, 5), (15, 25)))
    assert name is not None
    assert both.state.rois.copy(name, second) == name

    def selected() -> list[str]:
        both.presenter.refresh()
        scenes = ((pane, canvas(both, pane).pane_scene) for pane in both.grid.panes)
        return [p for p, scene in scenes if any(r.name == scene.roi for r in scene.rois)]

    assert selected() == [INPUT, "kpn"]
    click(both, "input@2", 5, 15)  # its outline there
    assert selected() == ["input@2", "kpn@2"]
    QTest.keyClick(canvas(both, INPUT), Qt.Key.Key_Delete)
    assert len(both.state.wants.rois) == 2, "nothing is selected in this cine"
    both.state.two_cines.swap()
    assert selected() == [INPUT, "kpn"]
    both.state.two_cines.swap()
    assert selected() == ["input@2", "kpn@2"]
    QTest.keyClick(canvas(both, "input@2"), Qt.Key.Key_Delete)
    assert [roi.cine for roi in both.state.wants.rois] == [first]
    both.actions_.undo.trigger()
    assert selected() == ["input@2", "kpn@2"]


def test_either_can_be_the_main_one_and_both_can_go(both: Window, qtbot: QtBot) -> None:
    first, second = both.state.wants.cines
    choose(menu_of(both, "kpn@2"), "Swap the two cines")
    wants = both.state.wants
    assert (wants.cine, wants.second and wants.second.cine) == (second, first)
    wait_until_ready(both, qtbot)
    assert captions(both)[0] == "Input · fast.npz"
    QTest.keyClick(canvas(both, INPUT), Qt.Key.Key_2)
    both.presenter.refresh()
    assert [*both.grid.panes] == [INPUT, "kpn"]
    assert not both.beside.isVisible()
    both.state.two_cines.show(first)
    both.presenter.close_cine(first)
    wait_until_ready(both, qtbot)
    assert [*both.grid.panes] == [INPUT, "kpn"]
    assert both.state.wants.cine is second
    assert not both.actions_.two_cines.isEnabled()


def test_the_second_cine_has_methods_of_its_own(both: Window, qtbot: QtBot) -> None:
    menu = both.beside.methods.choices
    menu.aboutToShow.emit()
    (bursts,) = (a.menu() for a in menu.actions() if a.text() == "Bursts")
    assert isinstance(bursts, QMenu)
    choose(bursts, "Tiny KPN, burst of 3")
    wait_until_ready(both, qtbot)
    assert [*both.grid.panes] == [INPUT, "kpn", "input@2", "kpn@2", "kpn-burst@2"]
    assert both.state.wants.methods == ("kpn",)
    menu.aboutToShow.emit()
    choose(menu, "Same methods as the first cine")
    both.presenter.refresh()
    assert [*both.grid.panes] == [INPUT, "kpn", "input@2", "kpn@2"]


def test_cines_of_other_sizes_show_the_same_part_but_are_not_compared(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    small = write_timed(tmp_path / "small.npz", 3, 25)
    open_two(window, qtbot, small, write_timed(tmp_path / "large.npz", 3, 25, (96, 128)))
    wheel(window, "input@2", 50, 60, 4)
    window.presenter.refresh()
    first, second = canvas(window, INPUT).view(), canvas(window, "input@2").view()
    assert (second.row, second.column) == pytest.approx((2 * first.row, 2 * first.column))
    assert second.zoom == pytest.approx(first.zoom / 2)
    hover(window, "input@2", 90, 110)
    window.presenter.refresh()
    assert canvas(window, INPUT).pane_scene.cursor == (45, 55)
    window.state.magnifier.set(shown=True)
    window.presenter.refresh()
    places = {pane: window.magnifier.place_in(pane) for pane in (INPUT, "input@2")}
    assert places == {INPUT: (45, 55), "input@2": (90, 110)}
    assert not window.magnifier.grab().toImage().isNull()
    assert window.state.wants.second is not None
    window.state.compare(shown=True, first=INPUT, second="input@2")
    window.presenter.refresh()
    box = window.comparing.second
    assert [box.itemText(i) for i in (0, 2)] == ["Input (small.npz)", "Input (large.npz)"]
    assert box.currentData() == "input@2"
    pane = window.presenter.scene.comparison
    assert pane is not None
    assert "other sizes (64 × 48 and 128 × 96 pixels)" in pane.problem


def test_a_file_that_is_open_is_shown_and_not_opened_twice(both: Window, qtbot: QtBot) -> None:
    first, second = both.state.wants.cines
    both.state.two_cines.show(None)
    assert second.path is not None
    drop(both, second.path)
    qtbot.waitUntil(lambda: both.state.wants.cine is second, timeout=20_000)
    assert both.state.wants.cines == (first, second)
    assert "open already" in both.messages.text
