"""Cines and methods that need no file and no weights."""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from speckle_viewer.cine import Cine, Frame, Region, Timing
from speckle_viewer.denoising import Engine, Request, Result, Status
from speckle_viewer.denoising.runner import Run, Runner
from speckle_viewer.errors import SpeckleViewerError
from speckle_viewer.methods import Card
from speckle_viewer.methods.method import Check, Method
from speckle_viewer.methods.network_method import NetworkMethod
from speckle_viewer.networks import KPN, Prediction

SECONDS = 30.0
"""Long enough for any machine; a test that waits so long fails."""


class Frames:
    """A source of frames in memory that counts what is decoded."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        self.frames = frames

    def decode(self, index: int) -> Frame:
        return self.frames[index]

    def close(self) -> None:
        pass


def cine_of(
    frames: Sequence[Frame] | NDArray[Any],
    *,
    value_range: tuple[float, float] = (0, 255),
    box: tuple[int, int, int, int] | None = None,
) -> Cine:
    """A cine of these frames, tissue everywhere or in the box (top, left, bottom, right)."""
    height, width = frames[0].shape[:2]
    top, left, bottom, right = box or (0, 0, height, width)
    return Cine(
        Frames(list(frames)),
        name="made for a test",
        path=None,
        frame_count=len(frames),
        shape=(height, width),
        timing=Timing(np.arange(len(frames)) / 25, "assumed"),
        regions=[Region(top, left, bottom, right, None, "tissue", "header")],
        value_range=value_range,
    )


def numbered(count: int = 10) -> Cine:
    """Every pixel of frame i is 10 · i."""
    return cine_of([np.full((6, 8), 10 * i, np.uint8) for i in range(count)])


def request(cine: Cine, frame: int, **others: Any) -> Request:
    """A frame by the method of the test."""
    return Request(cine, frame, "halving", **{"precision": "exact"} | others)


def speckle(count: int, height: int, width: int, seed: int = 0) -> NDArray[np.uint8]:
    """Frames of noise, uint8."""
    return np.random.default_rng(seed).integers(0, 256, (count, height, width), dtype=np.uint8)


def card_of(name: str = "fake", burst: int = 1, **others: Any) -> Card:
    values: dict[str, Any] = {
        "id": name,
        "title": f"Method {name}",
        "paper": "",
        "shows": "",
        "burst": burst,
        "evidence": (),
        "parameters": 0,
        "training": "",
        "licence": "MIT",
        "network": {},
    }
    return Card(**values | others)


def kpn_method(burst: int = 1, stride: int = 1, **arguments: Any) -> NetworkMethod:
    """A small kernel prediction network whose kernels differ from pixel to pixel."""
    torch.manual_seed(7)
    network = KPN(burst, (3, 5), (4, 6, 8), stride=stride, **arguments)
    torch.nn.init.normal_(network.head.weight, std=0.2)
    return NetworkMethod(card_of("kpn", burst), network)


class Halving:
    """Halves the brightness. May wait in its one layer, fail, and run out of memory.

    Attributes
    ----------
    seen
        Brightness (times 255) of the middle frame's first pixel, per frame that was begun.
    """

    overlap = 2
    multiple = 1
    only_float32 = False

    def __init__(
        self,
        burst: int = 1,
        *,
        gate: "Gate | None" = None,
        most_pixels: int | None = None,
        memory_error: Callable[[], BaseException] = lambda: torch.OutOfMemoryError("out of memory"),
        failures: Sequence[BaseException] = (),
        error_of: Mapping[torch.dtype, float] | None = None,
        **card: Any,
    ) -> None:
        self.card = card_of("halving", burst, **card)
        self.seen: list[int] = []
        self.bursts: list[list[int]] = []
        self.shapes: list[tuple[int, int]] = []
        self.dtypes: list[torch.dtype] = []
        self.controls: Mapping[str, float] = {}
        self.devices: list[str] = []
        self._gate = gate
        self._most_pixels, self._memory_error = most_pixels, memory_error
        self._failures = list(failures)
        self._error_of = error_of or {}

    def predict(
        self,
        burst: Tensor,
        controls: Mapping[str, float],
        *,
        dtype: torch.dtype = torch.float32,
        check: Check | None = None,
    ) -> Prediction:
        middle = burst[len(burst) // 2, 0]
        self.bursts.append([round(float(f[0, 0, 0]) * 255) for f in burst])
        self.seen.append(self.bursts[-1][len(burst) // 2])
        self.shapes.append((middle.shape[0], middle.shape[1]))
        self.dtypes.append(dtype)
        self.controls = controls
        if self._gate is not None:
            self._gate.pass_through()
        if check is not None:
            check()
        if self._failures:
            raise self._failures.pop(0)
        if self._most_pixels is not None and middle.numel() > self._most_pixels:
            raise self._memory_error()
        return Prediction(middle / 2 + self._error_of.get(dtype, 0.0))

    def to(self, device: torch.device) -> "Halving":
        self.devices.append(device.type)
        return self


class Gate:
    """Stands in a layer: the worker waits there until the test lets it go on."""

    def __init__(self) -> None:
        self.entered = threading.Semaphore(0)
        self.released = threading.Semaphore(0)
        self.is_open = False

    def pass_through(self) -> None:
        self.entered.release()
        if not self.is_open:
            assert self.released.acquire(timeout=SECONDS)

    def await_entry(self) -> None:
        assert self.entered.acquire(timeout=SECONDS)

    def release(self) -> None:
        self.released.release()

    def open(self) -> None:
        self.is_open = True
        self.released.release()


class Listener:
    """Collects what an engine says, in order, and lets a test wait for it."""

    def __init__(self) -> None:
        self._said = threading.Condition()
        self.results: list[Result] = []
        self.errors: list[tuple[int, Request, SpeckleViewerError]] = []
        self.progress: list[tuple[int, float]] = []
        self.statuses: list[Status] = []
        self.threads: set[str] = set()

    def _note(self, kept: list[Any], item: object) -> None:
        with self._said:
            kept.append(item)
            self.threads.add(threading.current_thread().name)
            self._said.notify_all()

    def engine(self, load: Callable[[str], Any], **options: Any) -> Engine:
        return Engine(
            lambda result: self._note(self.results, result),
            lambda *error: self._note(self.errors, error),
            lambda *done: self._note(self.progress, done),
            lambda status: self._note(self.statuses, status),
            load=load,
            device=torch.device("cpu"),
            **options,
        )

    def wait(self, happened: Callable[[], bool]) -> None:
        with self._said:
            assert self._said.wait_for(happened, SECONDS), "the engine did not say what it should"

    def result(self, number: int) -> Result:
        """Wait for the answer with this number."""
        self.wait(lambda: any(r.number == number for r in self.results))
        return next(r for r in self.results if r.number == number)

    def idle(self) -> None:
        """Wait until nothing is queued after something was."""
        self.wait(lambda: bool(self.statuses) and self.statuses[-1].queue_length == 0)


def run(
    cine: Cine, method: Method, frame: int = 0, runner: Runner | None = None, **how: Any
) -> Run:
    """Denoise one frame by a runner on the CPU, exactly if nothing else is said."""
    how = {"controls": {}, "precision": "exact"} | how
    return (runner or Runner(torch.device("cpu"))).run(cine, method, frame, **how)
