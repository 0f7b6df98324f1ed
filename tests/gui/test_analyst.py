"""Analyses run beside the window, the newest one counts, and nothing is told of the others."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from speckle_viewer.errors import MethodError
from speckle_viewer.gui.explain.analyst import Analyst, Task


@pytest.fixture
def analyst(qtbot: QtBot) -> Iterator[Analyst]:
    analyst = Analyst("test")
    yield analyst
    analyst.close(5.0)


def test_a_result_comes_back_in_the_thread_of_the_window(qtbot: QtBot, analyst: Analyst) -> None:
    threads, results = [], []

    def job(task: Task) -> int:
        threads.append(threading.current_thread())
        return 6 * 7

    def then(result: int) -> None:
        threads.append(threading.current_thread())
        results.append(result)

    analyst.ask("sum", job, then)
    assert analyst.busy("sum")
    qtbot.waitUntil(lambda: results == [42])
    assert threads[0] is not threading.current_thread()
    assert threads[1] is threading.current_thread()
    assert not analyst.busy("sum")


def test_the_newest_job_of_a_key_counts_and_the_older_one_sees_that(
    qtbot: QtBot, analyst: Analyst
) -> None:
    running, seen, results = threading.Event(), threading.Event(), list[str]()

    def slow(task: Task) -> str:
        running.set()
        while not task.stopped():
            pass
        seen.set()
        return "old"

    analyst.ask("map", slow, results.append)
    assert running.wait(5)
    analyst.ask("map", lambda task: "new", results.append)
    qtbot.waitUntil(lambda: bool(results))
    assert seen.is_set()
    assert results == ["new"]


def test_a_job_that_is_cancelled_tells_nothing(qtbot: QtBot, analyst: Analyst) -> None:
    running, results = threading.Event(), list[str]()

    def slow(task: Task) -> str:
        running.set()
        while True:
            task.check()

    analyst.ask("map", slow, results.append)
    assert running.wait(5)
    analyst.cancel("map")
    assert not analyst.busy("map")
    analyst.ask("other", lambda task: "next", results.append)
    qtbot.waitUntil(lambda: results == ["next"])


def test_progress_is_told_and_failures_are_sentences(qtbot: QtBot, analyst: Analyst) -> None:
    shares, sentences = list[float](), list[str]()

    def job(task: Task) -> None:
        task.report(0.5)
        raise MethodError("Nothing can be said of this.")

    analyst.ask("map", job, lambda result: None, sentences.append, shares.append)
    qtbot.waitUntil(lambda: bool(sentences))
    assert shares == [0.5]
    assert sentences == ["Nothing can be said of this."]


def test_what_went_wrong_inside_is_not_told_with_its_text(qtbot: QtBot, analyst: Analyst) -> None:
    sentences = list[str]()

    def job(task: Task) -> None:
        raise ValueError("Jane Doe")

    analyst.ask("map", job, lambda result: None, sentences.append)
    qtbot.waitUntil(lambda: bool(sentences))
    assert "ValueError" in sentences[0]
    assert "Jane" not in sentences[0]
