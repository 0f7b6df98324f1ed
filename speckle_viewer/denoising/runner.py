"""One method on one frame: what the engine's worker and `denoise` have in common."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from speckle_viewer.cine import Cine
from speckle_viewer.cine.annotations import deep_black
from speckle_viewer.denoising.burst import gather
from speckle_viewer.denoising.device import agrees, choose_device, fast_dtype
from speckle_viewer.denoising.tiling import Box, predict_tiled, tissue_box
from speckle_viewer.denoising.types import Precision
from speckle_viewer.errors import MethodError
from speckle_viewer.methods.card import Card
from speckle_viewer.methods.controls import settings, takes_noise_map
from speckle_viewer.methods.failures import is_out_of_memory
from speckle_viewer.methods.method import Check, Method
from speckle_viewer.networks.prediction import Prediction

_SMALLEST_TILE = 64


@dataclass(frozen=True)
class Run:
    """A prediction in coordinates of the whole frame, and how it came about.

    ``complete`` says that it has all the evidence that the method gives; ``burst`` which frames
    the method saw.
    """

    prediction: Prediction
    complete: bool
    tissue: NDArray[np.bool_]
    milliseconds: float
    device: str
    arithmetic: str
    burst: tuple[int, ...]


@dataclass
class _Way:
    """How a method is run on a cine, as far as experience has shown."""

    device: torch.device
    side: int | None = None
    fast: dict[bool, torch.dtype] = field(default_factory=dict)
    """The arithmetic that probes have found good, by whether a control was moved from its default;
    empty until one has shown anything."""
    notice: str = ""


@dataclass(frozen=True)
class _Task:
    """What a method is asked: of the burst (T, 1, H, W), where its tissue (H, W) is."""

    method: Method
    burst: Tensor
    tissue: Tensor
    controls: dict[str, float]
    check: Check | None
    noise: Tensor | None = None


class Runner:
    """Applies methods to frames, on a device that it chooses. Used by one thread at a time.

    Where memory runs out it goes on with smaller tiles, and then on the CPU; ``notice`` says so of
    the last frame. Another method or cine is tried the normal way again.
    """

    def __init__(self, device: torch.device | None = None) -> None:
        self.device = device or choose_device()
        if self.device.type == "cuda":
            # Otherwise "float32" would mean ten bits of mantissa on recent cards.
            torch.backends.cudnn.allow_tf32 = False
        self.notice = ""
        self._ways: WeakKeyDictionary[Cine, WeakKeyDictionary[Method, _Way]] = WeakKeyDictionary()

    def run(
        self,
        cine: Cine,
        method: Method,
        frame: int,
        *,
        controls: Mapping[str, float],
        precision: Precision,
        evidence: bool = True,
        noise: NDArray[np.float32] | None = None,
        check: Check | None = None,
        progress: Callable[[float], None] = lambda done: None,
    ) -> Run:
        """Denoise the tissue of one frame; everything else keeps its brightness.

        Black with nothing but black around it stays black: networks may make something of it.

        ``evidence`` asks for the kernels even where they must be fetched from another device.
        ``noise`` (rows, columns) are levels as a `NoisePaint` has them.

        Raises
        ------
        CineError
            If the frame cannot be decoded.
        MethodError
            If memory does not suffice, a control is not there or out of its range, the method
            takes no such noise map, or what it gives is not finite.
        Cancelled
            If ``check`` says so.
        """
        chosen = settings(method.card, controls)
        painted = None if noise is None else checked_noise(method.card, noise, cine.shape)
        way = self._ways.setdefault(cine, WeakKeyDictionary()).setdefault(method, _Way(self.device))
        self.notice = way.notice
        tissue, image = cine.tissue(frame), torch.from_numpy(cine.grey(frame))
        box = tissue_box(tissue)
        if box is None:
            return Run(Prediction(image), True, tissue, 0.0, str(way.device), "float32", ())
        box = box.grown(method.overlap, method.multiple, cine.shape)
        frames = gather(cine, frame, method.card.burst, box.slices, tissue[box.slices])
        burst = torch.from_numpy(frames.brightness[:, None])
        inside = torch.from_numpy(tissue[box.slices])
        around = None if painted is None else painted[box.slices]
        task = _Task(method, burst, inside, chosen, check, around)
        part, dtype, milliseconds = self._until_it_fits(way, task, precision, evidence, progress)
        if not part.image[inside].isfinite().all():  # weights and code of others may do that
            raise MethodError(
                f"{method.card.title} gives values that are not finite on frame {frame + 1}; "
                "choose another method."
            )
        altered = tissue & ~deep_black(image.numpy())
        prediction = _in_frame(part, image, altered, box)
        return Run(
            prediction,
            complete=evidence or way.device.type == "cpu",
            tissue=tissue,
            milliseconds=milliseconds,
            device=str(way.device),
            arithmetic=str(dtype).removeprefix("torch."),
            burst=frames.indices,
        )

    def _until_it_fits(
        self,
        way: _Way,
        task: _Task,
        precision: Precision,
        evidence: bool,
        progress: Callable[[float], None],
    ) -> tuple[Prediction, torch.dtype, float]:
        """Predict, in a smaller way each time that memory runs out; arithmetic, milliseconds."""
        overflown = False
        while True:
            try:
                fast = precision == "auto" and not overflown
                dtype = _dtype(way, task) if fast else torch.float32
                started = time.perf_counter()  # without the probe, which only the first frame pays
                part = predict_tiled(
                    task.method.to(way.device),
                    task.burst,
                    task.controls,
                    device=way.device,
                    dtype=dtype,
                    side=way.side,
                    evidence=evidence or way.device.type == "cpu",
                    noise=task.noise,
                    check=task.check,
                    progress=progress,
                )
                overflown = dtype != torch.float32 and not bool(part.image.isfinite().all())
                if not overflown:
                    return part, dtype, (time.perf_counter() - started) * 1000
                continue
            except (RuntimeError, MemoryError) as error:
                if not is_out_of_memory(error):
                    raise
            # Not in the handler, where the error still holds the tensors of the failed attempt.
            self._retreat(way, task.method, (task.burst.shape[-2], task.burst.shape[-1]))

    def _retreat(self, way: _Way, method: Method, shape: tuple[int, int]) -> None:
        """Choose smaller tiles, or else the CPU."""
        longest = max(shape)
        side = min(way.side or longest, longest) // 2
        if side >= _SMALLEST_TILE and side + 2 * method.overlap < longest:
            way.side = side
            way.notice = f"Memory is short: denoising in tiles of {side} × {side} pixels."
        elif way.device.type != "cpu":
            way.notice = f"Memory of {way.device} is short: denoising on the CPU."
            way.device, way.side, way.fast = torch.device("cpu"), None, {}
        else:
            cause = " at once, as it must be run" if method.overlap >= longest else ""
            raise MethodError(
                f"There is not enough memory to run {method.card.title} on a frame of "
                f"{shape[0]} × {shape[1]} pixels{cause}; choose another method, or close other "
                "cines or programs."
            )
        self.notice = way.notice
        if torch.cuda.is_available():
            torch.cuda.empty_cache()


def _dtype(way: _Way, task: _Task) -> torch.dtype:
    """The fastest arithmetic that probes have found good; float32 until they have."""
    method, candidate = task.method, fast_dtype(way.device)
    if method.only_float32 or candidate == torch.float32:
        return torch.float32
    # A painted level may be as far from the usual as one that is set.
    moved = task.noise is not None or task.controls != settings(method.card, {})
    if moved not in way.fast:
        burst, tissue = task.burst.to(way.device), task.tissue.to(way.device)
        found = torch.float32
        method = method.to(way.device)
        for probe in _probes(method.card, moved):
            close = agrees(method, burst, tissue, probe, candidate, task.check)
            if close is None:
                return torch.float32
            found = candidate if close else torch.float32
            if not close:
                break
        way.fast[moved] = found
    return way.fast[moved]


def _probes(card: Card, moved: bool) -> Iterator[dict[str, float]]:
    """The controls to try: the defaults, and where one is ``moved``, both ends of each too.

    Each value by itself would be tried for longer than a frame takes, while a slider moves.
    """
    defaults = settings(card, {})
    yield defaults
    for control in card.controls if moved else ():
        for end in (control.minimum, control.maximum):
            yield defaults | {control.name: end}


def checked_noise(card: Card, noise: NDArray[np.float32], shape: tuple[int, int]) -> Tensor:
    """Levels (rows, columns) as a tensor. Raises `MethodError` if the method takes no such map."""
    if not takes_noise_map(card):
        raise MethodError(f"{card.title} takes no noise map; choose FFDNet or CBDNet.")
    if noise.shape != shape:
        raise MethodError(
            f"The noise map is {' × '.join(map(str, noise.shape))}; make it as large as the "
            f"frame, {shape[0]} × {shape[1]}."
        )
    if (noise < 0).any() or np.isinf(noise).any():
        raise MethodError("The noise map has levels that are below 0 or infinite; mend them.")
    return torch.from_numpy(np.ascontiguousarray(noise, np.float32))


def _in_frame(part: Prediction, image: Tensor, altered: NDArray[np.bool_], box: Box) -> Prediction:
    denoised = torch.where(
        torch.from_numpy(altered[box.slices]), part.image.clamp(0, 1), image[box.slices]
    )
    image[box.slices] = denoised
    kernels = part.kernels and replace(part.kernels, origin=(box.top, box.left))
    noise_map = None
    if part.noise_map is not None:
        noise_map = torch.zeros_like(image)
        noise_map[box.slices] = part.noise_map
    subbands = tuple(replace(level, origin=(box.top, box.left)) for level in part.subbands)
    # Global filters come of the whole frame, or they would not be global: the box is all of it.
    return Prediction(image, kernels, noise_map, part.filters, subbands)
