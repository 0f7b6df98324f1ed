"""What a method does to some pixels in all frames of a cine: brightness, and what kernels are like.

Along a line this is an M-mode, of the image or of a figure of the kernels behind it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine
from speckle_viewer.denoising.runner import Run, Runner
from speckle_viewer.denoising.types import Precision
from speckle_viewer.errors import CineError
from speckle_viewer.evidence import combined
from speckle_viewer.evidence.kernel_maps import figures_of
from speckle_viewer.methods.method import Check, Method

Values = NDArray[np.float32]
Places = NDArray[np.intp]


@dataclass(eq=False)
class TimeStrip:
    """Figures of n pixels over some frames; it is filled while it is being computed.

    Attributes
    ----------
    frames, times
        (f,): which frames, and when each was acquired, in seconds.
    rows, columns
        (n,): the pixels.
    figures
        By name (f, n), NaN where there is nothing yet, nothing to be decoded, or, of kernels, no
        tissue; named as in `speckle_viewer.quantities.OVER_TIME`.
    """

    frames: NDArray[np.intp]
    times: NDArray[np.float64]
    rows: Places
    columns: Places
    figures: dict[str, Values] = field(default_factory=dict)

    def put(self, place: int, figures: Mapping[str, Values]) -> None:
        """Fill in what is known of the frame at this place of ``frames``, (n,) by name."""
        for name, values in figures.items():
            if name not in self.figures:
                shape = len(self.frames), len(self.rows)
                self.figures[name] = np.full(shape, np.nan, np.float32)
            self.figures[name][place] = values


def empty_strip(cine: Cine, frames: Iterable[int], rows: Places, columns: Places) -> TimeStrip:
    """A strip that is to be filled by `fill`."""
    chosen = np.fromiter(frames, np.intp)
    return TimeStrip(chosen, cine.times[chosen], np.asarray(rows), np.asarray(columns))


def fill(
    strip: TimeStrip,
    cine: Cine,
    method: Method,
    *,
    controls: Mapping[str, float] | None = None,
    precision: Precision = "auto",
    noise: Values | None = None,
    check: Check | None = None,
    progress: Callable[[float], None] = lambda done: None,
    made: Callable[[int, Run], None] = lambda frame, run: None,
) -> TimeStrip:
    """Run a method over the frames of a strip, and keep what it asks for; the same strip again.

    Of a frame's evidence nothing is held once the next one runs. ``controls``, ``precision`` and
    ``noise`` are as `Runner.run` takes them; ``made`` is told of each frame that was run.

    Raises
    ------
    MethodError
        If the method cannot run on this cine.
    """
    runner = Runner()
    for place, frame in enumerate(strip.frames.tolist()):
        if check is not None:
            check()
        try:
            run = runner.run(
                cine,
                method,
                frame,
                controls=controls or {},
                precision=precision,
                noise=noise,
                check=check,
            )
            strip.put(place, _measured(cine, frame, run, strip.rows, strip.columns))
            made(frame, run)
        except CineError:  # a damaged frame leaves a gap
            pass
        progress((place + 1) / len(strip.frames))
    return strip


def line_pixels(start: tuple[int, int], end: tuple[int, int]) -> tuple[Places, Places]:
    """Rows and columns of the pixels from one to the other, both included, a step of one apart."""
    steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]))
    rows, columns = (
        np.rint(np.linspace(start[axis], end[axis], steps + 1)).astype(np.intp) for axis in (0, 1)
    )
    return rows, columns


def _measured(cine: Cine, frame: int, run: Run, rows: Places, columns: Places) -> dict[str, Values]:
    """Every figure of one frame at the pixels, (n,)."""
    found: dict[str, Values] = {
        "input": cine.grey(frame)[rows, columns],
        "output": run.prediction.image[rows, columns].float().numpy(),
    }
    kernels = run.prediction.kernels
    if kernels is None:
        return found
    there = run.tissue[rows, columns]
    if there.any():
        taps = combined(kernels.taps_at(rows[there], columns[there]))
        for name, values in figures_of(taps, cine.aspect).items():
            found[name] = np.full(len(rows), np.nan, np.float32)
            found[name][there] = values
    return found
