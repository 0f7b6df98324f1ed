"""A test that leaves something behind is told what and where."""

import threading

import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from tests.gui import leaks
from tests.gui.leaks import Alive


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaks, "SECONDS_TO_END", 0.01)


def test_nothing_is_reported_when_all_was_cleaned_up() -> None:
    before = Alive()
    window = QWidget()
    timer = QTimer(window)
    timer.start(10)
    window.deleteLater()
    del window, timer
    assert before.left_behind() == []


def test_a_widget_is_reported_with_its_title() -> None:
    before = Alive()
    label = QLabel()
    label.setWindowTitle("forgotten")
    (report,) = before.left_behind()
    assert "QLabel" in report
    assert "forgotten" in report
    label.deleteLater()


def test_a_ticking_timer_is_reported_with_its_owners() -> None:
    before = Alive()
    owner = QTimer()
    owner.setObjectName("owner")
    timer = QTimer(owner)
    timer.start(1234)
    assert before.left_behind() == ["QTimer of QTimer 'owner', which ticks every 1234 ms"]
    timer.stop()


def test_a_running_qthread_is_reported() -> None:
    before = Alive()
    thread = QThread()
    thread.setObjectName("decoder")
    thread.start()
    assert before.left_behind() == ["running QThread 'decoder'"]
    thread.quit()
    thread.wait()


def test_a_python_thread_is_reported_with_where_it_is() -> None:
    before = Alive()
    end = threading.Event()
    thread = threading.Thread(target=end.wait, name="engine")
    thread.start()
    (report,) = before.left_behind()
    assert "thread 'engine'" in report
    assert "in wait" in report
    end.set()
    thread.join()
