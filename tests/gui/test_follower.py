"""Analyses of a playing cine: each ends, and the newest that was wanted meanwhile comes next."""

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from speckle_viewer.errors import MethodError
from speckle_viewer.gui.explain.analyst import Analyst, Task
from speckle_viewer.gui.explain.follower import Follower


class Following:
    """A follower whose jobs wait until they are let go."""

    def __init__(self) -> None:
        self.analyst = Analyst("test")
        self.go_on, self.begun = threading.Event(), threading.Event()
        self.shown: list[object] = []
        self.failures: list[str] = []
        self.follower = Follower[str](self.analyst, "job", self.shown.append, self.failures.append)

    def job(self, name: str) -> Callable[[Task], str]:
        def work(task: Task) -> str:
            self.begun.set()
            while not self.go_on.wait(0.01):
                task.check()
            return name

        return work


@pytest.fixture
def following(qapp: object) -> Iterator[Following]:
    following = Following()
    yield following
    following.go_on.set()
    following.analyst.close(1.0)


def test_what_runs_ends_and_the_newest_comes_next(following: Following, qtbot: QtBot) -> None:
    follower = following.follower
    follower.want("frame 1", 0, following.job("first"), patient=True)
    qtbot.waitUntil(following.begun.is_set)
    follower.want("frame 2", 0, following.job("second"), patient=True)
    follower.want("frame 3", 0, following.job("third"), patient=True)
    following.go_on.set()
    qtbot.waitUntil(lambda: following.shown == ["first", "third"])


def test_an_impatient_wish_stops_what_runs(following: Following, qtbot: QtBot) -> None:
    follower = following.follower
    follower.want("frame 1", 0, following.job("first"), patient=True)
    qtbot.waitUntil(following.begun.is_set)
    follower.want("frame 1", 1, following.job("other setting"), patient=False)
    following.go_on.set()
    qtbot.waitUntil(lambda: following.shown == ["other setting"])


def test_the_same_is_not_done_twice(following: Following, qtbot: QtBot) -> None:
    following.go_on.set()
    evidence = object()
    following.follower.want(evidence, (8, None), following.job("once"), patient=False)
    qtbot.waitUntil(lambda: following.shown == ["once"])
    following.follower.want(evidence, (8, None), following.job("twice"), patient=False)
    assert not following.analyst.busy("job")
    following.follower.want(object(), (8, None), following.job("of another"), patient=False)
    qtbot.waitUntil(lambda: following.shown == ["once", "of another"])


def test_after_a_failure_it_goes_on(following: Following, qtbot: QtBot) -> None:
    def fail(task: Task) -> str:
        following.begun.set()
        following.go_on.wait(5)
        raise MethodError("It cannot be done.")

    following.follower.want("frame 1", 0, fail, patient=True)
    qtbot.waitUntil(following.begun.is_set)
    following.follower.want("frame 2", 0, following.job("second"), patient=True)
    following.go_on.set()
    qtbot.waitUntil(lambda: following.shown == ["second"])
    assert following.failures == ["It cannot be done."]
