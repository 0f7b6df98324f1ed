"""Files are dropped and opened in the real window, bad ones too, and closed while it is busy."""

import gc
import weakref
from pathlib import Path

import numpy as np
import pytest
from pydicom.data import get_testdata_file
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from speckle_viewer.cine import open_cine
from speckle_viewer.denoising import Result
from speckle_viewer.gui.window import Window
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import (
    click,
    drop,
    hover,
    pressed,
    write_cine,
)


def test_a_dropped_ultrasound_cine_plays_and_is_denoised(window: Window, qtbot: QtBot) -> None:
    path = get_testdata_file("examples_ybr_color.dcm")
    assert isinstance(path, str)
    drop(window, Path(path))
    qtbot.waitUntil(lambda: window.state.wants.cine is not None, timeout=20_000)
    assert window.state.wants.frame_count == 30
    shown: set[int | None] = set()
    window.presenter.scene_changed.connect(lambda s: shown.update({s.panes[0].frame}))
    qtbot.waitUntil(lambda: len(shown) > 5, timeout=20_000)
    window.state.set_playback(playing=False)
    wait_until_ready(window, qtbot)
    cine, kpn = window.state.wants.cine, window.presenter.scene.panes[1]
    assert cine is not None
    assert kpn.image is not None
    assert kpn.frame == window.state.wants.frame
    assert kpn.image.shape == cine.frame(0).shape
    assert not np.array_equal(kpn.image, cine.frame(window.state.wants.frame))


def test_several_files_and_folders_are_dropped_at_once(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    write_cine(folder / "b.npy")
    drop(window, write_cine(tmp_path / "a.npy"), folder)
    qtbot.waitUntil(lambda: len(window.state.wants.cines) == 2, timeout=20_000)
    assert [window.cines.item(i).text() for i in range(2)] == [
        c.name for c in window.state.wants.cines
    ]
    qtbot.waitUntil(lambda: window.cines.currentRow() == 1)


def test_an_empty_folder_says_that_it_holds_nothing(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "visit").mkdir()
    drop(window, tmp_path / "visit")
    qtbot.waitUntil(lambda: bool(window.messages.text), timeout=20_000)
    assert window.messages.text == (
        "visit holds no images that can be opened: choose another folder."
    )


def test_a_bad_file_shows_the_bar_and_the_window_goes_on(
    still: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.dcm"
    bad.write_bytes(b"no cine at all" * 20)
    drop(still, bad, write_cine(tmp_path / "good.npy"))
    qtbot.waitUntil(lambda: "bad.dcm" in still.messages.text, timeout=20_000)
    qtbot.waitUntil(lambda: len(still.state.wants.cines) == 2, timeout=20_000)
    still.state.set_playback(playing=False)
    wait_until_ready(still, qtbot)
    assert still.messages.text, "the message stays until it is dismissed"
    pressed(still, qtbot, Qt.Key.Key_Escape)
    assert not still.messages.text


def test_several_bad_files_are_counted_and_each_is_explained(
    still: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    bad = [tmp_path / f"{name}.dcm" for name in "abc"]
    for path in bad:
        path.write_bytes(b"no cine at all" * 20)
    drop(still, *bad, write_cine(tmp_path / "good.npy"))
    qtbot.waitUntil(lambda: len(still.state.wants.cines) == 2, timeout=20_000)
    assert still.messages.text == "3 files could not be opened."
    lines = still.messages.details.splitlines()
    assert [path.name in line for path, line in zip(bad, lines, strict=True)] == [True] * 3
    drop(still, bad[0])
    qtbot.waitUntil(lambda: "a.dcm" in still.messages.text, timeout=20_000)
    assert "Before: 3 files could not be opened." in still.messages.details


def test_an_image_that_the_cache_drops_stays_on_the_screen(still: Window) -> None:
    cine, image = still.state.wants.cine, still.presenter.scene.panes[0].image
    assert cine is not None
    cine._cache.clear()
    still.presenter.refresh()
    assert still.presenter.scene.panes[0].image is image


def test_closing_a_cine_forgets_it(still: Window, qtbot: QtBot) -> None:
    still.actions_.close_cine.trigger()
    qtbot.waitUntil(lambda: not still.grid.panes)
    assert still.cines.count() == 0


def test_a_closed_cine_lets_go_of_its_file_and_its_memory(
    still: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cine = still.state.wants.cine
    assert cine is not None
    still.open(write_cine(tmp_path / "other.npy", seed=1))
    qtbot.waitUntil(lambda: len(still.state.wants.cines) == 2, timeout=20_000)
    still.state.show_cine(cine)
    still.state.set_playback(playing=False)
    wait_until_ready(still, qtbot)
    hover(still, "kpn", 20, 30)
    click(still, "kpn", 20, 30)
    wait_until_ready(still, qtbot)
    closed: list[bool] = []
    monkeypatch.setattr(cine._source, "close", lambda: closed.append(True))
    gone = weakref.ref(cine)
    del cine
    still.actions_.close_cine.trigger()
    wait_until_ready(still, qtbot)
    qtbot.waitUntil(lambda: bool(closed), timeout=10_000)

    def is_gone() -> bool:
        gc.collect()
        return gone() is None

    qtbot.waitUntil(is_gone, timeout=10_000)


@pytest.mark.parametrize("moment", ["opening", "playing", "denoising"])
def test_closing_while_busy_is_clean(
    window: Window, qtbot: QtBot, tmp_path: Path, moment: str
) -> None:
    window.open(write_cine(tmp_path / "large.npy", frames=8, shape=(600, 800)))
    if moment != "opening":
        qtbot.waitUntil(lambda: window.state.wants.cine is not None, timeout=20_000)
    if moment == "denoising":
        window.state.set_playback(playing=False)
        window.state.go_to(5)
        qtbot.waitUntil(lambda: window.presenter.scene.engine.queue_length > 0, timeout=20_000)
    late: list[Result] = []
    window.presenter.scene_changed.connect(late.append)
    window.close()
    qtbot.waitUntil(lambda: not isValid(window))
    assert not late


def test_what_was_opened_is_among_the_recent_files(still: Window, tmp_path: Path) -> None:
    assert still.settings.recent == [(tmp_path / "noise.npy").resolve()]
    assert open_cine(still.settings.recent[0]).shape == (48, 64)
