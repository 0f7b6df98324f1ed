"""What goes wrong in a thread ends neither the thread nor gets into a log."""

import logging
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from speckle_viewer.cine import Frame
from speckle_viewer.gui import loader as loader_module
from speckle_viewer.gui.loader import Loader
from speckle_viewer.gui.worker import Worker
from tests.viewer.cines import make_cine

PATIENT = "Doe^Jane"


def test_a_worker_goes_on_after_a_job_that_fails(caplog: pytest.LogCaptureFixture) -> None:
    worker, done = Worker("testing"), threading.Event()

    def fail(_: object) -> None:
        raise ValueError(PATIENT)

    with caplog.at_level(logging.DEBUG):
        worker.submit("first", fail)
        worker.submit("second", lambda _: done.set())
        assert done.wait(10)
    worker.close()
    assert "ValueError" in caplog.text
    assert PATIENT not in caplog.text


def test_closing_does_not_wait_for_a_decoder_that_hangs(qtbot: QtBot) -> None:
    loader, cine = Loader(), make_cine()
    said: list[object] = []
    loader.decoded.connect(lambda *_: said.append(_))
    begun, go_on = threading.Event(), threading.Event()

    class Hanging:
        def decode(self, index: int) -> Frame:
            begun.set()
            assert go_on.wait(60)
            return np.zeros(cine.shape, np.uint8)

        def close(self) -> None:
            pass

    cine._source = Hanging()
    loader.decode([(cine, 0)])
    assert begun.wait(10)
    loader.close()  # returns, though the frame never comes until it is let go on
    go_on.set()
    qtbot.waitUntil(lambda: cine.is_decoded(0), timeout=10_000)
    assert not said


def test_faults_are_told_and_keep_out_of_the_log(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    def fail(*_: object, **__: object) -> object:
        raise RuntimeError(PATIENT)

    loader, cine = Loader(), make_cine()
    path = tmp_path / f"{PATIENT}.npy"
    np.save(path, np.zeros((2, 8, 8), np.uint8))
    monkeypatch.setattr("speckle_viewer.gui.opening.open_cine", fail)
    monkeypatch.setattr(loader_module, "thumbnail", fail)
    monkeypatch.setattr(cine, "frame", fail)
    with caplog.at_level(logging.DEBUG):
        with qtbot.waitSignal(loader.failed, timeout=10_000) as failed:
            loader.open(path)
        loader.draw_thumbnail(cine)
        with qtbot.waitSignal(loader.frame_failed, timeout=10_000) as frame_failed:
            loader.decode([(cine, 3)])
    loader.close()
    assert "cannot be opened" in str(failed.args)
    assert "Frame 4 cannot be decoded (RuntimeError)." in str(frame_failed.args)
    assert PATIENT not in caplog.text


def test_the_programs_end_waits_for_a_job_that_runs() -> None:
    """Or Python aborts, where the thread is within C++."""
    script = """
import threading
from speckle_viewer.gui.worker import Worker
begun = threading.Event()
def job(unwanted):
    begun.set()
    while not unwanted():
        pass
    print("ended", flush=True)
Worker("never closed").submit("it", job)
begun.wait()
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (ended.returncode, ended.stdout.strip()) == (0, "ended"), ended.stderr
