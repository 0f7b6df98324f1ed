"""A dialog that writes says what became of the file, also where cancelling came too late."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.writing import Writing


@pytest.fixture
def writing(qtbot: QtBot) -> Iterator[Writing]:
    dialog = QWidget()
    qtbot.addWidget(dialog)
    writing = Writing("file", "Write", dialog)
    yield writing
    writing.analyst.close(10)


def test_what_was_written_before_it_could_be_cancelled_is_said(
    writing: Writing, qtbot: QtBot, tmp_path: Path
) -> None:
    path, there, cancelled = tmp_path / "file", Event(), Event()

    def job(task: Task) -> Path:
        path.write_text("whole")
        there.set()
        assert cancelled.wait(30)
        return path

    writing.write(path, job)
    assert writing.said.text() == "Writing file …"
    assert there.wait(30)
    with qtbot.waitSignal(writing.written, timeout=30_000):
        writing.cancel()
        assert writing.said.text() == "Cancelled: nothing was written."
        cancelled.set()
    assert writing.said.text() == f"Written before it could be cancelled: {path}"


def test_cancelled_in_time_nothing_is_there(writing: Writing, qtbot: QtBot, tmp_path: Path) -> None:
    path, begun, cancelled = tmp_path / "file", Event(), Event()

    def job(task: Task) -> Path:
        begun.set()
        assert cancelled.wait(30)
        task.check()
        path.write_text("whole")
        return path

    writing.write(path, job)
    assert begun.wait(30)
    writing.cancel()
    cancelled.set()
    after = list[str]()  # there is one thread
    writing.analyst.ask("after", lambda task: "done", after.append)
    qtbot.waitUntil(lambda: after == ["done"])
    assert writing.said.text() == "Cancelled: nothing was written."
    assert not path.exists()
