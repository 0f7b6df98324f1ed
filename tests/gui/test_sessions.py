"""A session is saved, and opened in a fresh window: the same is seen."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QLockFile, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from speckle_viewer.gui.autosave import NOT_SAVED, OFFER, WORTH
from speckle_viewer.gui.window import Window
from speckle_viewer.viewer import INPUT, Levels, View, Wants
from speckle_viewer.viewer.session import read_session, session_text
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import click, drop, write_cine

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def fresh(window: Window, qtbot: QtBot) -> Iterator[Window]:
    """A second window, as after a new start."""
    window.state.set_playback(playing=False)
    made = Window()
    made.resize(1200, 800)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    if isValid(made):
        made.close()


def opened(window: Window, qtbot: QtBot, *files: Path) -> None:
    for file in files:
        window.open(file)
    qtbot.waitUntil(lambda: len(window.state.wants.cines) == len(files), timeout=20_000)
    window.state.set_playback(playing=False)


def answer(monkeypatch: pytest.MonkeyPatch, name: str, *paths: Path | str) -> list[str]:
    """Have a file dialog answer with these, one after the other; gives the titles it had."""
    titles, answers = list[str](), iter(paths)

    def ask(parent: object, title: str, *more: object) -> tuple[str, str]:
        titles.append(title)
        return str(next(answers)), ""

    monkeypatch.setattr(QFileDialog, name, ask)
    return titles


def press(text: str) -> list[str]:
    """Press a button of the question that comes next; gives what was asked."""
    asked = list[str]()

    def look() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(10, look)
            return
        asked.append(box.text())
        next(button for button in box.buttons() if button.text().replace("&", "") == text).click()

    QTimer.singleShot(0, look)
    return asked


def key(window: Window, qtbot: QtBot, held: Qt.KeyboardModifier) -> None:
    """Press S with other keys held, in this window and not in another."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_S, held)


def saved(window: Window, qtbot: QtBot, file: Path) -> Path:
    window.sessions.save(file)
    qtbot.waitUntil(lambda: not window.sessions.is_busy, timeout=20_000)
    assert window.messages.text == f"Saved {file.name}."
    return file


def after_opening(window: Window, qtbot: QtBot) -> str:
    """What the message bar says once a session was opened, or refused."""
    done = ("Opened ", "The session ")

    def said() -> bool:
        text = window.messages.text
        return not window.sessions.is_busy and (text.startswith(done) or "was not" in text)

    qtbot.waitUntil(said, timeout=20_000)
    return window.messages.text


def chosen(window: Window, qtbot: QtBot) -> None:
    """Look at the second frame in a way of one's own."""
    state = window.state
    state.choose_method("kpn-burst", True)
    state.go_to(1)
    state.linked.link(view=False, levels=False)
    state.linked.set_levels("kpn", Levels(20, 180))
    state.linked.set_view(INPUT, View(20, 30, 6))
    state.set_playback(first=1, last=4, speed=0.5, loop=False)
    wait_until_ready(window, qtbot)
    click(window, "kpn", 20, 30)
    state.light_region((4, 5), (9, 12))
    state.draw_line((2, 3), (30, 40))
    state.kernels.steer("kpn", strength=1.4)
    window.explain.open("same-pixel")
    window.explain.open("statistics", "kpn")
    window.docks.show_tab(window.steer)
    wait_until_ready(window, qtbot)


def text_of(window: Window) -> Any:
    """All that a session would hold of what is wanted."""
    return json.loads(session_text(window.state.wants, [], {}))["wants"]


def apart_from_the_mouse(window: Window) -> Wants:
    """What is wanted: the window may open under the mouse, or not."""
    return replace(window.state.wants, hover=None, looked_at=None)


def pictures(window: Window) -> dict[str, Any]:
    return {pane.id: (pane.frame, pane.levels, pane.view) for pane in window.presenter.scene.panes}


def test_a_fresh_window_shows_the_same(
    window: Window,
    fresh: Window,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened(window, qtbot, write_cine(tmp_path / "a.npy"), write_cine(tmp_path / "b.npy", seed=1))
    chosen(window, qtbot)
    file = tmp_path / "study.speckle.json"
    titles = answer(monkeypatch, "getSaveFileName", tmp_path / "study")
    key(window, qtbot, CTRL)
    assert titles == ["Save session"]
    qtbot.waitUntil(lambda: not window.sessions.is_busy, timeout=20_000)
    assert window.messages.text == f"Saved {file.name}."

    answer(monkeypatch, "getOpenFileName", file)
    key(fresh, qtbot, CTRL | SHIFT)
    assert after_opening(fresh, qtbot) == f"Opened {file.name}."
    wait_until_ready(fresh, qtbot)
    assert text_of(fresh) == text_of(window)
    assert pictures(fresh) == pictures(window)
    for was, there in zip(window.presenter.scene.panes, fresh.presenter.scene.panes, strict=True):
        assert was.image is not None
        assert np.array_equal(was.image, there.image)
    assert [c.path for c in fresh.state.wants.cines] == [c.path for c in window.state.wants.cines]
    for each in (window, fresh):
        shown = [name for name, dock in each.explain.docks.items() if not dock.isHidden()]
        assert shown == ["same-pixel", "statistics"]
        assert each.docks.tabs.currentWidget() is each.steer
    qtbot.waitUntil(lambda: fresh.explain.front is fresh.explain.docks["statistics"])
    brush = fresh.state.wants.brush
    assert brush is not None
    assert int(brush.values.sum()) == 6 * 8


def test_a_dropped_session_takes_the_place_of_what_is_open(
    still: Window, fresh: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    file = saved(still, qtbot, tmp_path / "s.speckle.json")
    opened(fresh, qtbot, write_cine(tmp_path / "other.npy", seed=2))
    fresh.explain.open("time")
    asked = press("Replace")
    drop(fresh, file)
    assert asked == ["s.speckle.json takes the place of all that is open. Save that first?"]
    assert after_opening(fresh, qtbot) == "Opened s.speckle.json."
    assert [cine.name for cine in fresh.state.wants.cines] == ["noise.npy"]
    assert fresh.state.wants.frame == 2
    assert fresh.explain.docks["time"].isHidden()
    assert fresh.settings.recent[0] == file
    qtbot.waitUntil(lambda: fresh.cines.count() == 1)


def test_a_cine_that_moved_is_asked_for(
    still: Window, fresh: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = saved(still, qtbot, tmp_path / "s.speckle.json")
    (tmp_path / "elsewhere").mkdir()
    place = (tmp_path / "noise.npy").rename(tmp_path / "elsewhere" / "renamed.npy")
    titles = answer(monkeypatch, "getOpenFileName", place)
    fresh.open(file)
    assert after_opening(fresh, qtbot) == "Opened s.speckle.json."
    assert titles == ["noise.npy has moved: where is it now? Cancel leaves it out"]
    assert [cine.path for cine in fresh.state.wants.cines] == [place]


def test_a_cine_beside_the_session_is_found(
    still: Window, fresh: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    file = saved(still, qtbot, tmp_path / "s.speckle.json")
    folder = tmp_path / "another account"
    folder.mkdir()
    (tmp_path / "noise.npy").rename(folder / "noise.npy")
    fresh.open(file.rename(folder / file.name))
    assert after_opening(fresh, qtbot) == "Opened s.speckle.json."
    assert [cine.path for cine in fresh.state.wants.cines] == [folder / "noise.npy"]


def test_a_folder_with_session_and_cines_can_move(
    window: Window, fresh: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "mine" / "cines").mkdir(parents=True)
    opened(window, qtbot, write_cine(tmp_path / "mine" / "cines" / "a.npy"))
    file = saved(window, qtbot, tmp_path / "mine" / "s.speckle.json")
    there = (tmp_path / "mine").rename(tmp_path / "yours")
    fresh.open(there / file.name)
    assert after_opening(fresh, qtbot) == "Opened s.speckle.json."
    assert [cine.path for cine in fresh.state.wants.cines] == [there / "cines" / "a.npy"]


def test_a_cine_that_was_renamed_beside_the_session_is_known_by_its_contents(
    still: Window, fresh: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    file = saved(still, qtbot, tmp_path / "s.speckle.json")
    write_cine(tmp_path / "other.npy", seed=3)  # of the same size
    place = (tmp_path / "noise.npy").rename(tmp_path / "renamed.npy")
    fresh.open(file)
    assert after_opening(fresh, qtbot) == "Opened s.speckle.json."
    assert [cine.path for cine in fresh.state.wants.cines] == [place]


def test_a_session_of_another_version_opens_and_says_what_it_left_out(
    still: Window, fresh: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    still.state.pins.toggle(3, 4)
    file = saved(still, qtbot, tmp_path / "s.speckle.json")
    document = json.loads(file.read_text(encoding="utf-8"))
    del document["wants"]["rois"], document["layout"], document["cines"][0]["size"]
    document["wants"]["smell"] = "none"
    file.write_text(json.dumps(document), encoding="utf-8")
    fresh.open(file)
    assert after_opening(fresh, qtbot) == (
        "Opened s.speckle.json, but wants.smell is of a newer version of this program and is "
        "left out."
    )
    assert len(fresh.state.wants.pins) == 1


@pytest.mark.parametrize("button", ["Cancel", "Replace", "Save …"])
def test_work_that_is_open_is_asked_about(
    still: Window,
    fresh: Window,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    button: str,
) -> None:
    file = saved(still, qtbot, tmp_path / "s.speckle.json")
    opened(fresh, qtbot, write_cine(tmp_path / "other.npy", seed=2))
    fresh.state.pins.toggle(1, 1)
    answer(monkeypatch, "getSaveFileName", tmp_path / "kept.speckle.json")
    asked = press(button)
    fresh.open(file)
    assert len(asked) == 1
    if button == "Cancel":
        assert not fresh.sessions.is_busy
        assert [cine.name for cine in fresh.state.wants.cines] == ["other.npy"]
        return
    assert after_opening(fresh, qtbot) == "Opened s.speckle.json."
    assert [cine.name for cine in fresh.state.wants.cines] == ["noise.npy"]
    kept = tmp_path / "kept.speckle.json"
    assert kept.exists() == (button == "Save …")
    if kept.exists():
        assert len(read_session(kept).wants.pins) == 1


def test_what_is_saved_is_not_asked_about(still: Window, qtbot: QtBot, tmp_path: Path) -> None:
    still.state.pins.toggle(1, 1)
    file = saved(still, qtbot, tmp_path / "s.speckle.json")
    still.state.go_to(0)  # to look around is no work
    still.open(file)
    assert after_opening(still, qtbot) == "Opened s.speckle.json."
    assert still.state.wants.frame == 2
    still.state.pins.toggle(2, 2)
    asked = press("Cancel")
    still.open(file)
    assert len(asked) == 1


def test_a_cine_can_be_left_out(
    window: Window, fresh: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(window, qtbot, write_cine(tmp_path / "a.npy"), write_cine(tmp_path / "b.npy", seed=1))
    file = saved(window, qtbot, tmp_path / "s.speckle.json")
    (tmp_path / "b.npy").unlink()
    answer(monkeypatch, "getOpenFileName", "")
    fresh.open(file)
    said = after_opening(fresh, qtbot)
    assert said == "Opened s.speckle.json, but b.npy was not found and is left out."
    assert [cine.name for cine in fresh.state.wants.cines] == ["a.npy"]


def test_without_any_cine_nothing_changes(
    still: Window, fresh: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = saved(still, qtbot, tmp_path / "s.speckle.json")
    (tmp_path / "noise.npy").unlink()
    opened(fresh, qtbot, write_cine(tmp_path / "other.npy", seed=2))
    before = apart_from_the_mouse(fresh)
    answer(monkeypatch, "getOpenFileName", "")
    press("Replace")
    fresh.open(file)
    said = after_opening(fresh, qtbot)
    assert said == "s.speckle.json was not opened: noise.npy was not found and is left out."
    assert apart_from_the_mouse(fresh) == before


def test_what_has_changed_is_said(
    still: Window, fresh: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    file = saved(still, qtbot, tmp_path / "s.speckle.json")
    write_cine(tmp_path / "noise.npy", frames=2, seed=5)
    document = json.loads(file.read_text(encoding="utf-8"))
    document["weights"]["kpn"] = "0" * 64
    document["wants"]["methods"].append("gone")
    file.write_text(json.dumps(document), encoding="utf-8")
    fresh.open(file)
    assert after_opening(fresh, qtbot) == (
        "Opened s.speckle.json, but noise.npy has changed since it was saved; "
        "Tiny KPN, burst of 1 has other weights than when it was saved; "
        "there is no method gone here, which is left out."
    )
    assert fresh.state.wants.frame == 1
    assert fresh.state.wants.methods == ("kpn",)


def test_a_damaged_session_changes_nothing(still: Window, qtbot: QtBot, tmp_path: Path) -> None:
    file = saved(still, qtbot, tmp_path / "s.speckle.json")
    file.write_text(file.read_text(encoding="utf-8").replace('"frame": 2', '"frame": "x"', 1))
    before = still.state.wants
    still.open(file)
    assert after_opening(still, qtbot) == (
        "The session s.speckle.json cannot be used: wants.frame must be a whole number. "
        "Mend it there, or choose another."
    )
    assert still.state.wants == before


def test_a_session_that_cannot_be_written_leaves_the_old_one(
    still: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = saved(still, qtbot, tmp_path / "s.speckle.json")
    content = file.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    still.state.go_to(0)
    still.sessions.save(file)
    qtbot.waitUntil(lambda: "cannot be written" in still.messages.text, timeout=20_000)
    assert still.messages.text == (
        "s.speckle.json cannot be written (No space left on device): choose another place."
    )
    assert file.read_bytes() == content
    assert [p.name for p in tmp_path.glob("*.part*")] == []


def test_a_session_holds_the_hash_of_weights_and_files(
    still: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    session = read_session(saved(still, qtbot, tmp_path / "s.speckle.json"))
    assert session.weights == {"kpn": still.presenter.cards["kpn"].sha256}
    assert [cine.path for cine in session.cines] == [str(tmp_path / "noise.npy")]


def test_an_older_session_is_not_replaced_without_a_question(
    still: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = saved(still, qtbot, tmp_path / "s.speckle.json")
    content, asked = file.read_bytes(), list[str]()

    def refuse(parent: object, title: str, question: str) -> QMessageBox.StandardButton:
        asked.append(question)
        return QMessageBox.StandardButton.No

    monkeypatch.setattr(QMessageBox, "question", refuse)
    answer(monkeypatch, "getSaveFileName", tmp_path / "s")
    still.state.go_to(0)
    still.actions_.save_session.trigger()
    assert asked == ["s.speckle.json is there already. Replace it?"]
    assert not still.sessions.is_busy
    assert file.read_bytes() == content


# -- after a crash -----------------------------------------------------------------------------


def test_what_is_open_is_saved_by_itself_until_the_window_closes(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "sessions"
    window.autosave.begin(folder)
    window.autosave._soon.setInterval(0)
    opened(window, qtbot, write_cine(tmp_path / "a.npy"))

    def pinned() -> bool:
        files = [*folder.glob("*.speckle.json")]
        return bool(files) and len(read_session(files[0]).wants.pins) == 1

    window.state.pins.toggle(3, 4)
    qtbot.waitUntil(pinned, timeout=20_000)
    assert window.messages.text == ""
    assert not window.actions_.restore_session.isEnabled()
    window.close()
    assert [*folder.iterdir()] == []


def test_what_was_open_at_a_crash_is_restored(
    still: Window, fresh: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "sessions"
    folder.mkdir()
    saved(still, qtbot, folder / "autosave-1.speckle.json")
    fresh.autosave.begin(folder)
    assert fresh.messages.text == OFFER
    fresh.actions_.restore_session.trigger()
    assert after_opening(fresh, qtbot) == "Opened autosave-1.speckle.json."
    assert fresh.state.wants.frame == 2
    assert not fresh.actions_.restore_session.isEnabled()
    fresh.close()
    assert [*folder.iterdir()] == []


def test_what_another_window_saves_is_left_alone(
    still: Window, fresh: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    file = saved(still, qtbot, tmp_path / "sessions" / "autosave-1.speckle.json")
    lock = QLockFile(f"{file}.lock")
    assert lock.tryLock(0)
    fresh.autosave.begin(file.parent)
    assert fresh.messages.text == ""
    assert not fresh.actions_.restore_session.isEnabled()
    fresh.close()
    assert file.exists()
    lock.unlock()


def test_a_folder_that_cannot_be_made_stops_nothing(window: Window, tmp_path: Path) -> None:
    (tmp_path / "sessions").write_text("a file", encoding="utf-8")
    window.autosave.begin(tmp_path / "sessions")
    assert window.messages.text == NOT_SAVED


def test_that_nothing_can_be_saved_by_itself_is_said_once(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def fail(path: Path, content: bytes) -> None:
        tried.append(path)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("speckle_viewer.gui.sessions.write_whole", fail)
    window.autosave.begin(tmp_path / "sessions")
    window.autosave._soon.setInterval(0)
    opened(window, qtbot, write_cine(tmp_path / "a.npy"))
    qtbot.waitUntil(lambda: window.messages.text == NOT_SAVED, timeout=20_000)
    window.messages.dismiss()
    before = len(tried)
    window.state.pins.toggle(3, 4)
    qtbot.waitUntil(lambda: len(tried) > before and not window.sessions.is_busy)
    assert window.messages.text == ""


def test_what_is_worth_saving_are_fields() -> None:
    assert all(hasattr(Wants(), name) for name in WORTH)
