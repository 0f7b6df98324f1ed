"""``python benchmarks/engine.py``: what the engine gains, and how soon it lets go.

Per shipped method (or, where none is shipped, per recipe with random weights), on 512×512 frames:
the network's forward pass in plain float32, eager, against the engine in the arithmetic that it
chose, evidence included; the time from ``cancel`` until the worker is free; and the rate of a
second pass, which comes from the cache. Medians of one run, the two sides of a ratio taking turns.
"""

import queue
import random
import statistics
import time
from collections.abc import Callable

import numpy as np
import torch

from speckle_viewer.cine import Cine, Region, Timing
from speckle_viewer.cine.types import Frame
from speckle_viewer.denoising import Engine, Request, Result, Status
from speckle_viewer.methods import Card, card, load_method, network_ids
from speckle_viewer.methods.method import Method
from speckle_viewer.methods.network_method import NetworkMethod, build
from speckle_viewer.training.recipe import networks

SIZE, FRAMES = 512, 12
REPEATS, CANCELS = 5, 40


class Noise:
    """A source of frames of low-pass noise, which is about as hard as speckle."""

    def decode(self, index: int) -> Frame:
        rng = np.random.default_rng(index)
        coarse = rng.integers(0, 200, (SIZE // 4, SIZE // 4)).repeat(4, 0).repeat(4, 1)
        return (coarse + rng.integers(0, 56, (SIZE, SIZE))).astype(np.uint8)

    def close(self) -> None:
        pass


def cine() -> Cine:
    """A cine of noise; all of it is tissue."""
    return Cine(
        Noise(),
        name="noise",
        path=None,
        frame_count=FRAMES,
        shape=(SIZE, SIZE),
        timing=Timing(np.arange(FRAMES) / 25, "assumed"),
        regions=[Region(0, 0, SIZE, SIZE, None, "tissue", "header")],
    )


def random_card(method: str) -> Card:
    """A card for a recipe that has not been trained."""
    entry = networks()[method]
    return Card(
        id=method,
        title=entry["title"],
        paper="",
        shows="",
        burst=entry["arguments"].get("burst", 1),
        evidence=("kernels",),
        parameters=0,
        training="none: random weights",
        licence="",
        network={"class": entry["class"], "arguments": entry["arguments"]},
    )


def plain_milliseconds(network: torch.nn.Module, frames: torch.Tensor) -> float:
    """Time of one frame as PyTorch has it without further ado: the forward pass of training."""
    started = time.perf_counter()
    with torch.inference_mode():
        network(frames[None])
    return (time.perf_counter() - started) * 1e3


class Bench:
    """One engine with one method."""

    def __init__(self, method: str, load: Callable[[str], Method]) -> None:
        self.method = method
        self.cine = cine()
        self.results: queue.Queue[Result] = queue.Queue()
        self.free: queue.Queue[float] = queue.Queue()
        self.engine = Engine(
            self.results.put,
            lambda number, request, error: print(f"frame {request.frame}: {error}"),
            on_status=self.note,
            load=load,
        )

    def note(self, status: Status) -> None:
        """Remember when the worker had nothing left to do."""
        if status.queue_length == 0:
            self.free.put(time.perf_counter())

    def frame(self, index: int) -> Result:
        """Ask for one frame and wait for it."""
        self.engine.submit(self.request(index), "pane")
        return self.results.get()

    def request(self, index: int) -> Request:
        return Request(self.cine, index, self.method)

    def cancel_latency(self, milliseconds: float) -> float:
        """Cancel at a random moment of a frame; ms until the worker is free."""
        self.engine.forget(self.cine)
        time.sleep(0.02)  # the last status is out
        while not self.free.empty():
            self.free.get()
        self.engine.submit(self.request(0), "pane")
        time.sleep(milliseconds * random.uniform(0.05, 0.9) / 1e3)
        cancelled = time.perf_counter()
        self.engine.cancel()
        return (self.free.get() - cancelled) * 1e3

    def second_pass(self, passes: int = 50) -> float:
        """Frames per second from the cache, asked for as playback does."""
        for i in range(FRAMES):
            while self.engine.cached(self.request(i)) is None:  # a cancelled frame may come late
                self.frame(i)
        started = time.perf_counter()
        for _ in range(passes):
            assert all(self.engine.cached(self.request(i)) for i in range(FRAMES))
        return passes * FRAMES / (time.perf_counter() - started)


def main() -> None:
    """Print one row per method."""
    random.seed(0)
    torch.manual_seed(0)
    cards = [card(m) for m in network_ids()] or [random_card(m) for m in networks()]
    kind = "shipped" if network_ids() else "random weights"
    print(
        f"{torch.get_num_threads()} threads, torch {torch.__version__}, {SIZE}×{SIZE}, ms, {kind}"
    )
    print("| method | plain float32 | engine | in | × | cancel: median, p90 | frames/s again |")
    print("|---|---|---|---|---|---|---|")
    for c in cards:
        plain = build(c).eval()
        load = load_method if network_ids() else lambda _, c=c: NetworkMethod(c, build(c))
        bench = Bench(c.id, load)
        frames = torch.from_numpy(np.stack([bench.cine.grey(i) for i in range(c.burst)]))
        bench.frame(0)  # loads, probes
        plain_milliseconds(plain, frames)
        pairs = [(plain_milliseconds(plain, frames), bench.frame(1 + i)) for i in range(REPEATS)]
        usual = statistics.median(p for p, _ in pairs)
        ours = statistics.median(r.milliseconds for _, r in pairs)
        waits = sorted(bench.cancel_latency(ours) for _ in range(CANCELS))
        print(
            f"| {c.id} | {usual:.0f} | {ours:.0f} | {pairs[0][1].arithmetic} | {usual / ours:.1f} "
            f"| {statistics.median(waits):.0f}, {waits[int(0.9 * CANCELS)]:.0f} "
            f"| {bench.second_pass():.0f} |"
        )
        bench.engine.close()


if __name__ == "__main__":
    main()
