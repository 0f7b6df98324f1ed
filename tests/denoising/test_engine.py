"""The engine's queue: what is asked for, dropped, made in advance, said, and stopped."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch

from speckle_viewer.cine import Cine
from speckle_viewer.errors import MethodError
from tests.denoising.fakes import (
    SECONDS,
    Gate,
    Halving,
    Listener,
    cine_of,
    kpn_method,
    request,
    speckle,
)


def test_a_request_is_answered_with_its_number(start: Any, listener: Listener, cine: Cine) -> None:
    engine = start(Halving())
    asked = request(cine, 4)
    result = listener.result(engine.submit(asked, "pane"))
    assert result.request is asked
    assert result.image.dtype == np.uint8
    assert (result.image == 20).all()
    assert result.tissue.all()
    assert (result.device, result.arithmetic) == ("cpu", "float32")
    assert result.milliseconds > 0
    assert result.prediction is not None


def test_numbers_grow(start: Any, cine: Cine) -> None:
    engine = start(Halving())
    numbers = [engine.submit(request(cine, i), f"pane {i}") for i in range(4)]
    assert numbers == [1, 2, 3, 4]


def test_the_newest_of_a_purpose_wins(start: Any, listener: Listener, cine: Cine) -> None:
    gate = Gate()
    method = Halving(gate=gate)
    engine = start(method, gate)
    engine.submit(request(cine, 0), "other pane")
    gate.await_entry()
    engine.submit(request(cine, 1), "pane")
    engine.submit(request(cine, 2), "pane")
    last = engine.submit(request(cine, 3), "pane")
    gate.open()
    listener.result(last)
    assert method.seen == [0, 30]
    assert [r.request.frame for r in listener.results] == [0, 3]


def test_what_is_superseded_while_it_runs_stops_between_layers(
    start: Any, listener: Listener, cine: Cine
) -> None:
    gate = Gate()
    method = Halving(gate=gate)
    engine = start(method, gate)
    first = engine.submit(request(cine, 1), "pane")
    gate.await_entry()  # the worker stands in a layer
    second = engine.submit(request(cine, 2), "pane")
    gate.open()
    listener.result(second)
    listener.idle()
    assert [r.number for r in listener.results] == [second]
    assert listener.errors == []
    assert engine.cached(request(cine, 1)) is None, "it did not stop"
    assert first != second


def test_asking_again_for_the_running_frame_does_not_start_it_again(
    start: Any, listener: Listener, cine: Cine
) -> None:
    gate = Gate()
    method = Halving(gate=gate)
    engine = start(method, gate)
    engine.submit(request(cine, 1), "pane")
    gate.await_entry()
    again = engine.submit(request(cine, 1), "pane")
    gate.open()
    listener.result(again)
    listener.idle()
    assert method.seen == [10]
    assert [r.number for r in listener.results] == [again]


def test_purposes_do_not_disturb_each_other(start: Any, listener: Listener, cine: Cine) -> None:
    gate = Gate()
    engine = start(Halving(gate=gate), gate)
    numbers = [engine.submit(request(cine, 0), "first")]
    gate.await_entry()
    numbers += [engine.submit(request(cine, i), f"pane {i}") for i in (3, 1, 2)]
    gate.open()
    for number in numbers:
        listener.result(number)
    assert [r.request.frame for r in listener.results] == [0, 3, 1, 2]


def test_a_real_network_stops_between_its_layers(start: Any, listener: Listener) -> None:
    method, cine = kpn_method(), cine_of(speckle(2, 32, 32))
    gate = Gate()
    network = method._networks[torch.float32]
    layers = [m for m in network.modules() if not list(m.children())]
    begun: list[int] = []
    for i, layer in enumerate(layers):
        layer.register_forward_pre_hook(lambda *_, i=i: begun.append(i))
    layers[2].register_forward_hook(lambda *_: gate.pass_through())
    engine = start(method, gate)
    engine.submit(request(cine, 0), "pane")
    gate.await_entry()
    engine.cancel("pane")
    begun_before = len(begun)
    gate.open()
    listener.idle()
    # The next layer's own hook came first, then the engine's, which stopped it.
    assert len(begun) <= begun_before + 1 < len(layers)
    assert listener.results == []


def test_prefetch_runs_in_order_when_nothing_else_waits(
    start: Any, listener: Listener, cine: Cine
) -> None:
    gate = Gate()
    method = Halving(gate=gate)
    engine = start(method, gate)
    engine.submit(request(cine, 9), "pane")
    gate.await_entry()
    engine.prefetch([request(cine, i) for i in (3, 1, 2)])
    other = engine.submit(request(cine, 8), "other pane")
    gate.open()
    listener.result(other)
    listener.idle()
    assert method.seen == [90, 80, 30, 10, 20]
    assert [r.number for r in listener.results[2:]] == [0, 0, 0]


def test_a_submission_interrupts_prefetch_which_goes_on_afterwards(
    start: Any, listener: Listener, cine: Cine
) -> None:
    gate = Gate()
    method = Halving(gate=gate)
    engine = start(method, gate)
    engine.prefetch([request(cine, 1), request(cine, 2)])
    gate.await_entry()
    engine.submit(request(cine, 7), "pane")
    gate.open()
    listener.idle()
    assert method.seen == [10, 70, 10, 20]
    assert [r.request.frame for r in listener.results] == [7, 1, 2]


def test_a_submission_takes_over_the_frame_that_is_being_prefetched(
    start: Any, listener: Listener, cine: Cine
) -> None:
    gate = Gate()
    method = Halving(gate=gate)
    engine = start(method, gate)
    engine.prefetch([request(cine, 1)])
    gate.await_entry()
    number = engine.submit(request(cine, 1), "pane")
    gate.open()
    listener.result(number)
    listener.idle()
    assert method.seen == [10]
    assert len(listener.results) == 1


def test_evidence_of_the_frame_that_is_being_prefetched_does_not_start_it_again(
    start: Any, listener: Listener, cine: Cine
) -> None:
    gate = Gate()
    method = Halving(gate=gate)
    engine = start(method, gate)
    engine.prefetch([request(cine, 1)])
    gate.await_entry()
    number = engine.submit(request(cine, 1, needs_evidence=True), "inspector")
    gate.open()
    assert listener.result(number).prediction is not None
    assert method.seen == [10]


def test_a_new_prefetch_replaces_the_old_one(start: Any, listener: Listener, cine: Cine) -> None:
    gate = Gate()
    method = Halving(gate=gate)
    engine = start(method, gate)
    engine.prefetch([request(cine, i) for i in (1, 2, 3)])
    gate.await_entry()
    engine.prefetch([request(cine, i) for i in (5, 6)])
    gate.open()
    listener.idle()
    assert [r.request.frame for r in listener.results] == [5, 6]


def test_cancel_drops_everything_silently(start: Any, listener: Listener, cine: Cine) -> None:
    gate = Gate()
    method = Halving(gate=gate)
    engine = start(method, gate)
    engine.submit(request(cine, 1), "pane")
    gate.await_entry()
    engine.submit(request(cine, 2), "other pane")
    engine.prefetch([request(cine, 3)])
    engine.cancel()
    gate.open()
    listener.idle()
    assert method.seen == [10]
    assert (listener.results, listener.errors) == ([], [])


def test_the_status_says_what_happens(start: Any, listener: Listener, cine: Cine) -> None:
    gate = Gate()
    engine = start(Halving(gate=gate, most_pixels=5), gate)
    engine.submit(request(cine, 1), "pane")
    gate.await_entry()
    assert [s.message for s in listener.statuses[:2]] == ["Loading halving …", ""]
    engine.prefetch([request(cine, 2), request(cine, 3)])
    gate.open()
    listener.wait(lambda: len(listener.errors) == 3)
    assert "not enough memory" in str(listener.errors[0][2])
    listener.idle()
    lengths = [s.queue_length for s in listener.statuses]
    assert 2 in lengths
    listener.statuses.clear()

    engine = start(Halving())
    result = listener.result(engine.submit(request(cine, 1), "pane"))
    listener.idle()
    last = listener.statuses[-1]
    assert (last.device, last.arithmetic) == ("cpu", "float32")
    assert last.milliseconds == result.milliseconds


def test_want_of_memory_and_progress_are_said(start: Any, listener: Listener) -> None:
    engine = start(Halving(most_pixels=110 * 110))
    number = engine.submit(request(cine_of(speckle(1, 200, 200)), 0), "pane")
    listener.result(number)
    listener.idle()
    said = "Memory is short: denoising in tiles of 100 × 100 pixels."
    assert listener.statuses[-1].message == said
    assert listener.progress == [(number, part) for part in (0.25, 0.5, 0.75, 1.0)]


def test_everything_is_said_by_the_worker(start: Any, listener: Listener, cine: Cine) -> None:
    engine = start(Halving(failures=[MethodError("once")]))
    engine.submit(request(cine, 1), "pane")
    listener.wait(lambda: bool(listener.errors))
    listener.result(engine.submit(request(cine, 1), "pane"))
    assert listener.threads == {"denoising"}


def test_closing_while_busy_ends_the_thread_and_the_talk(listener: Listener, cine: Cine) -> None:
    gate = Gate()
    engine = listener.engine(lambda _: Halving(gate=gate))
    engine.submit(request(cine, 1), "pane")
    gate.await_entry()
    engine.prefetch([request(cine, 2)])
    assert not engine.close(0), "the worker cannot have ended inside the layer"
    said = len(listener.statuses)
    gate.open()
    assert engine.close(SECONDS)
    assert not engine._worker.is_alive()
    assert listener.results == []
    assert len(listener.statuses) == said
    engine.submit(request(cine, 3), "pane")  # a late click does no harm


def test_an_idle_engine_closes_too(listener: Listener) -> None:
    assert listener.engine(lambda _: Halving()).close(SECONDS)


def test_a_program_that_forgets_its_engine_stops_the_worker_before_it_ends() -> None:
    # A thread that is within torch while Python ends would abort the process.
    script = """
import atexit
from speckle_viewer.denoising import Request
from tests.denoising.fakes import Halving, Listener, cine_of, speckle

class Endless(Halving):
    def predict(self, *_, check, **__):
        while True:
            check()

atexit.register(lambda: print("alive" if engine._worker.is_alive() else "ended"))
engine = (listener := Listener()).engine(lambda _: Endless())
engine.submit(Request(cine_of(speckle(1, 9, 9)), 0, "endless", precision="exact"), "pane")
listener.wait(lambda: len(listener.statuses) == 2)
"""
    root = Path(__file__).parents[2]
    ended = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "ended\n", "")
