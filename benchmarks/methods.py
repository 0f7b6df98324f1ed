"""``python benchmarks/methods.py [ID …]``: time and memory of every method, or of those named.

One frame of 512×512 and of 1024×768 (a burst where the method wants one), all of it tissue, on the
CPU and on the GPU where there is one, each in a fresh process. *Plain* is the network's forward
pass in float32, eager, as PyTorch has it without further ado; *engine* is the method as the window
runs it: folded, channels last, in the arithmetic that the engine chose, evidence included. Filters
have no plain form. Times are medians; memory is the peak of the first frame beyond what was held
before it, when the weights and the burst were there already.

*Of limit*: the time that the engine's operations would take at the rate of a large matrix
product, or, if that is longer, at the rate of a large copy, over the time that they took. Counted
are the products of convolutions and matrices, and the bytes that each operation reads and writes;
caches can make it more than 100 %.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
import torch
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves
from torch.utils.flop_counter import FlopCounterMode

from speckle_viewer.cine import Cine, Region, Timing
from speckle_viewer.cine.types import Frame
from speckle_viewer.denoising.runner import Runner
from speckle_viewer.methods import card, load_method, method_ids
from speckle_viewer.methods.controls import NOISE_LEVEL
from speckle_viewer.methods.network_method import NETWORKS, build

Result = TypeVar("Result")

SIZES = ((512, 512), (768, 1024))
MOST, SECONDS = 9, 1.0
"""Repetitions: so many, or fewer once so much time is spent."""


class Cost(NamedTuple):
    """Median time and peak memory of one frame, and what the machine could do."""

    milliseconds: float
    mebibytes: float
    arithmetic: str
    gigamacs: float = 0.0
    of_the_limit: float = 0.0


class Limits(NamedTuple):
    """Operations per second by arithmetic, and bytes per second, that the machine can do."""

    products: dict[str, float]
    copies: float


class Noise:
    """A source of frames of low-pass noise."""

    def __init__(self, shape: tuple[int, int]) -> None:
        self.shape = shape

    def decode(self, index: int) -> Frame:
        rng = np.random.default_rng(index)
        coarse = rng.integers(0, 200, [n // 4 for n in self.shape]).repeat(4, 0).repeat(4, 1)
        return (coarse + rng.integers(0, 56, self.shape)).astype(np.uint8)

    def close(self) -> None:
        pass


def noise_cine(shape: tuple[int, int], frames: int) -> Cine:
    """A cine of noise; all of it is tissue."""
    return Cine(
        Noise(shape),
        name="noise",
        path=None,
        frame_count=frames,
        shape=shape,
        timing=Timing(np.arange(frames) / 25, "assumed"),
        regions=[Region(0, 0, shape[1], shape[0], None, "tissue", "header")],
    )


class Memory:
    """Peak memory of a device since this was made, beyond what was held then; MiB."""

    def __init__(self, device: torch.device) -> None:
        self.device = device
        if device.type == "cuda":
            torch.cuda.reset_peak_memory_stats()
        else:
            Path("/proc/self/clear_refs").write_text("5")  # the high-water mark begins here
        self.before = self._peak()

    def peak(self) -> float:
        return self._peak() - self.before

    def _peak(self) -> float:
        if self.device.type == "cuda":
            return torch.cuda.max_memory_allocated() / 2**20
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 2**10


def repeated(run: Callable[[], float]) -> float:
    """Median of what runs say that they took, in ms."""
    times, started = [run()], time.perf_counter()
    while len(times) < MOST and time.perf_counter() - started < SECONDS:
        times.append(run())
    return statistics.median(times)


def timed(work: Callable[[], Any], device: torch.device) -> float:
    """Milliseconds of some work, until the device has finished it."""
    started = time.perf_counter()
    work()
    if device.type == "cuda":
        torch.cuda.synchronize()
    return (time.perf_counter() - started) * 1e3


def plain(method: str, shape: tuple[int, int], device: str) -> Cost:
    """The forward pass in float32, eager; with random weights, which take as long."""
    on, described = torch.device(device), card(method)
    network = build(described).eval().to(on)
    told = any(control.name == NOISE_LEVEL.name for control in described.controls)
    given = [torch.rand(1, described.burst, *shape, device=on)]
    given += [torch.full_like(given[0][:, :1], 0.1)] if told else []

    def run() -> float:
        with torch.inference_mode():
            return timed(lambda: network(*given), on)

    torch.backends.cudnn.allow_tf32 = False
    memory = Memory(on)
    run()
    peak = memory.peak()
    return Cost(repeated(run), peak, "float32")


def engine(method: str, shape: tuple[int, int], device: str, limits: Limits) -> Cost:
    """What the engine does with one frame, in the arithmetic that it chooses."""
    on, loaded = torch.device(device), load_method(method)
    runner, cine = Runner(on), noise_cine(shape, loaded.card.burst)
    for frame in range(len(cine)):
        cine.tissue(frame)
    loaded.to(on)

    def run() -> float:
        return runner.run(cine, loaded, 0, controls={}, precision="auto").milliseconds

    memory = Memory(on)
    arithmetic = runner.run(cine, loaded, 0, controls={}, precision="auto").arithmetic
    peak = memory.peak()
    milliseconds = repeated(run)
    burst = torch.from_numpy(np.stack([cine.grey(i) for i in range(len(cine))]))[:, None].to(on)
    dtype = getattr(torch, arithmetic)
    flops = FlopCounterMode(display=False)
    traffic = Traffic()
    with flops, traffic:
        loaded.predict(burst, {}, dtype=dtype)
    count = flops.get_total_flops()
    least = max(count / limits.products[arithmetic], traffic.nbytes / limits.copies)
    return Cost(milliseconds, peak, arithmetic, count / 2e9, 1e3 * least / milliseconds)


class Traffic(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Counts the bytes that operations read and write; views move none."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.nbytes = 0

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        result = func(*args, **(kwargs or {}))
        if not func.is_view:
            leaves = tree_leaves((args, kwargs, result))
            self.nbytes += sum(x.nbytes for x in leaves if isinstance(x, torch.Tensor))
        return result


def limits_of(device: str) -> Limits:
    """The rates of a large matrix product in every arithmetic of ours, and of a large copy."""
    on = torch.device(device)
    kinds = (torch.float32, torch.float16 if device == "cuda" else torch.bfloat16)
    products = {str(kind).removeprefix("torch."): rate_of_products(on, kind) for kind in kinds}
    return Limits(products, rate_of_copies(on))


def rate_of_products(device: torch.device, dtype: torch.dtype) -> float:
    """Operations per second of a large matrix product."""
    side = 8192 if device.type == "cuda" else 2048
    a = torch.rand(side, side, device=device).to(dtype)
    a @ a
    return 2 * side**3 / (repeated(lambda: timed(lambda: a @ a, device)) / 1e3)


def rate_of_copies(device: torch.device) -> float:
    """Bytes per second, read and written, of a large copy."""
    source = torch.rand(2**28 if device.type == "cuda" else 2**26, device=device)
    target = torch.empty_like(source)
    target.copy_(source)
    return 2 * source.nbytes / (repeated(lambda: timed(lambda: target.copy_(source), device)) / 1e3)


def alone(measure: Callable[..., Result], *given: Any) -> Result:
    """Measure in a process of its own: its memory is that of nothing else."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, *given).result()


def row(method: str, shape: tuple[int, int], device: str, limits: Limits) -> str:
    """One line of the table."""
    ours = alone(engine, method, shape, device, limits)
    cells = [method, f"{shape[1]}×{shape[0]}", "–", "–"]
    gain = "–"
    if card(method).network.get("class") in NETWORKS:
        usual = alone(plain, method, shape, device)
        cells[2:] = [f"{usual.milliseconds:.1f}", f"{usual.mebibytes:.0f}"]
        gain = f"{usual.milliseconds / ours.milliseconds:.1f} ×"
    cells += [f"{ours.milliseconds:.1f}", f"{ours.mebibytes:.0f}", ours.arithmetic, gain]
    cells += [f"{ours.gigamacs:.1f}", f"{100 * ours.of_the_limit:.0f} %"]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print one table per device, one row per method and size."""
    parser = argparse.ArgumentParser(description="Time and memory of methods.")
    parser.add_argument("methods", nargs="*", metavar="ID", help="all methods if none")
    methods = parser.parse_args().methods or method_ids()
    for device in ("cpu", "cuda") if torch.cuda.is_available() else ("cpu",):
        name = torch.cuda.get_device_name() if device == "cuda" else "CPU"
        print(f"\n{name}, {torch.get_num_threads()} threads, torch {torch.__version__}\n")
        print(
            "| method | size | plain, ms | MiB | engine, ms | MiB | in | gain | GMAC | of limit |"
        )
        print("|---|---|--:|--:|--:|--:|---|--:|--:|--:|")
        limits = alone(limits_of, device)
        for method, shape in product(methods, SIZES):
            try:
                print(row(method, shape, device, limits), flush=True)
            except Exception as error:
                print(f"{method}: {error}", file=sys.stderr)


if __name__ == "__main__":
    main()
