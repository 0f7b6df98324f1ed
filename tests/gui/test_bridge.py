"""What the engine answers is kept while it is wanted, and a fault is told once."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import Request
from speckle_viewer.gui.bridge import Bridge
from tests.viewer.cines import make_cine, make_result


class StillEngine:
    """Does nothing; the test answers in its place."""

    def __init__(self, **_: object) -> None:
        self.cancelled: list[str] = []
        self.submitted: list[Request] = []
        self.purposes: list[str] = []

    def submit(self, request: Request, purpose: str) -> int:
        self.submitted.append(request)
        self.purposes.append(purpose)
        return 1

    def cancel(self, purpose: str) -> None:
        self.cancelled.append(purpose)

    def prefetch(self, requests: object) -> None: ...

    def forget(self, cine: object) -> None: ...

    def forget_method(self, method: str) -> None: ...

    def cached(self, request: Request) -> None: ...

    def close(self, timeout: float) -> None: ...


@pytest.fixture
def cine() -> Cine:
    return make_cine()


@pytest.fixture
def bridge(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, cine: Cine) -> Iterator[Bridge]:
    monkeypatch.setattr("speckle_viewer.gui.bridge.Engine", StillEngine)
    bridge = Bridge()
    bridge.keep([(cine, "kpn")])
    yield bridge
    bridge.close()


def test_the_same_fault_is_told_once_until_the_method_is_chosen_again(
    bridge: Bridge, cine: Cine
) -> None:
    told = list[str]()
    bridge.failed.connect(told.append)
    for frame in range(4):
        request = Request(cine, frame, "kpn")
        bridge._take_error(request, "The weights are missing.")
        assert bridge.problem(request) == "The weights are missing."
        bridge._take_error(request, f"kpn failed on frame {frame + 1} (RuntimeError).")
    assert told == ["The weights are missing.", "kpn failed on frame 1 (RuntimeError)."]
    bridge.keep([])
    bridge.keep([(cine, "kpn")])
    assert bridge.problem(Request(cine, 0, "kpn")) is None, "it is tried again"
    bridge._take_error(Request(cine, 0, "kpn"), "The weights are missing.")
    assert len(told) == 3
    bridge.retry()
    assert bridge.problem(Request(cine, 0, "kpn")) is None


def test_an_error_of_another_frame_leaves_what_was_asked(bridge: Bridge, cine: Cine) -> None:
    asked = Request(cine, 3, "kpn")
    bridge.want([asked], [], patient=True)
    bridge._take_error(Request(cine, 4, "kpn"), "No memory.")
    assert bridge._asked == {(cine, "kpn"): asked}
    bridge._take_error(asked, "No memory.")
    assert not bridge._asked


def test_failures_do_not_pile_up_while_a_control_is_moved(bridge: Bridge, cine: Cine) -> None:
    other = Request(cine, 0, "other")
    bridge.keep([(cine, "kpn"), (cine, "other")])
    bridge._take_error(other, "No memory.")
    tried = [Request(cine, f, "kpn", controls={"level": v}) for v in (1.0, 2.0) for f in (0, 1)]
    for request in tried:
        bridge._take_error(request, "No memory.")
    assert [bridge.problem(request) for request in tried] == [
        None,
        None,
        "No memory.",
        "No memory.",
    ]
    assert bridge.problem(other) == "No memory."


def test_nothing_is_kept_of_a_method_that_was_unticked_or_a_cine_that_was_closed(
    bridge: Bridge, cine: Cine
) -> None:
    request = Request(cine, 3, "kpn")
    bridge.want([request], [], patient=True)
    bridge.keep([])
    bridge._take_result(make_result(request))
    bridge._take_error(request, "No memory.")
    assert bridge.result(request) is None
    assert bridge.problem(request) is None
    bridge.keep([(cine, "kpn")])
    bridge.forget(cine)
    bridge._take_error(request, "No memory.")
    assert bridge.problem(request) is None


def test_a_method_that_is_made_anew_shows_nothing_of_the_old_one(
    bridge: Bridge, cine: Cine
) -> None:
    request, failed = Request(cine, 3, "kpn"), Request(cine, 4, "kpn")
    bridge.want([request], [], patient=True)
    bridge._take_result(make_result(request))
    bridge._take_error(failed, "The weights are missing.")
    bridge.forget_method("kpn")
    assert bridge.result(request) is None
    assert bridge.problem(failed) is None


def test_while_a_control_moves_what_is_computed_may_end_and_the_newest_value_is_next(
    bridge: Bridge, cine: Cine
) -> None:
    asked = [Request(cine, 3, "kpn", controls={"level": float(n)}) for n in range(4)]
    engine = bridge._engine
    assert isinstance(engine, StillEngine)
    for request in asked:
        bridge.want([request], [], patient=False)
    assert engine.submitted == asked[:1]
    bridge._take_result(make_result(asked[0]))
    shown = bridge.result(asked[3])
    assert shown is not None
    assert shown.request.controls == {"level": 0.0}, "the last one that came, to be shown meanwhile"
    bridge.want(asked[3:], [], patient=False)
    assert engine.submitted == [asked[0], asked[3]]
    bridge.want([Request(cine, 4, "kpn")], [], patient=False)
    assert len(engine.submitted) == 3, "another frame does not wait"


def test_one_method_works_on_two_cines_and_each_keeps_its_own(bridge: Bridge, cine: Cine) -> None:
    beside = make_cine()
    both = [Request(cine, 3, "kpn"), Request(beside, 5, "kpn")]
    engine = bridge._engine
    assert isinstance(engine, StillEngine)
    bridge.keep([(cine, "kpn"), (beside, "kpn")])
    bridge.want(both, [], patient=False)
    assert engine.submitted == both
    assert len(set(engine.purposes)) == 2, "the engine drops what was asked for the same purpose"
    for request in both:
        bridge._take_result(make_result(request))
    assert [r and r.request for r in map(bridge.result, both)] == both
    bridge.keep([(cine, "kpn")])
    assert bridge.result(both[0]) is not None
    assert bridge.result(both[1]) is None, "nothing is kept of a cine that is no longer shown"
