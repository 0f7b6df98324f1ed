"""One run of a method over the frames of a cine, along a line and at pins."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import Request
from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.explain.explainer import Put
from speckle_viewer.quantities import OVER_TIME, Quantity
from speckle_viewer.viewer import Line, PaneScene, Pin, Wants
from speckle_viewer.viewer.panes import main_region
from speckle_viewer.viewer.wishes import wanted_result

if TYPE_CHECKING:
    from speckle_viewer.denoising.time_strip import TimeStrip


@dataclass(frozen=True)
class Question:
    """What is to be run, and where it is looked at; equal ones have the same answer.

    ``request`` is of any frame; ``frames`` are the first and the last, both included.
    """

    request: Request
    frames: tuple[int, int]
    line: Line | None
    pins: tuple[Pin, ...]

    @property
    def cine(self) -> Cine:
        """The cine that is run over."""
        return self.request.cine

    @property
    def length(self) -> tuple[float, str]:
        """Of the line, from pixel centre to pixel centre, and its unit: mm where calibrated."""
        if self.line is None:
            return 0.0, "px"
        region = main_region(self.cine)
        known = region is not None and region.mm_per_px is not None
        scale = region.mm_per_px if region is not None and region.mm_per_px else (1.0, 1.0)
        way = np.subtract(self.line.end, self.line.start) * scale
        return float(np.hypot(*way)), "mm" if known else "px"


def question_of(wants: Wants, pane: PaneScene | None) -> Question | None:
    """What a run would be of now; None while there is no method, or nothing to look at."""
    if pane is None or pane.id not in wants.methods:
        return None
    request = wanted_result(wants, pane.id)
    if request is None or (wants.cine_line is None and not wants.cine_pins):
        return None
    return Question(
        request=replace(request, frame=0, needs_evidence=True),
        frames=wants.playback_range,
        line=wants.cine_line,
        pins=wants.cine_pins,
    )


class Answer:
    """What a run has found so far: the strip is filled from the analyst's thread."""

    def __init__(self, question: Question, title: str, put: Put) -> None:
        self.question, self.title = question, title
        self._put = put
        self.strip: TimeStrip | None = None

    def run(self, task: Task) -> "Answer":
        """Run the method over the cine, in the thread of an analyst; the same answer again."""
        from speckle_viewer.denoising.time_strip import empty_strip, fill, line_pixels
        from speckle_viewer.methods import load_method

        asked = self.question
        line = (np.zeros(0, np.intp),) * 2
        if asked.line is not None:
            line = line_pixels(asked.line.start, asked.line.end)
        rows = np.concatenate([line[0], [pin.row for pin in asked.pins]]).astype(np.intp)
        columns = np.concatenate([line[1], [pin.column for pin in asked.pins]]).astype(np.intp)
        first, last = asked.frames
        self.strip = empty_strip(asked.cine, range(first, last + 1), rows, columns)
        request = asked.request
        fill(
            self.strip,
            asked.cine,
            load_method(request.method),
            controls=request.controls,
            precision=request.precision,
            noise=None if request.noise is None else request.noise.levels,
            check=task.check,
            progress=task.report,
            made=lambda frame, run: self._put(replace(request, frame=frame), run, task.check),
        )
        return self

    def along_line(self, name: str) -> NDArray[np.float32] | None:
        """A figure along the line (frames, n), from its start on; None where there is none."""
        if self.strip is None or self.question.line is None:
            return None
        values = self._values(name)
        return None if values is None else values[:, : self._pixels]

    def pixel(self, step: int) -> tuple[int, int]:
        """(row, column) of a step along the line."""
        assert self.strip is not None
        return int(self.strip.rows[step]), int(self.strip.columns[step])

    def at_pins(self, name: str) -> list[tuple[Pin, NDArray[np.float32]]]:
        """A figure at each pin, (frames,)."""
        values = self._values(name)
        if values is None:
            return []
        return [(pin, values[:, self._pixels + i]) for i, pin in enumerate(self.question.pins)]

    def quantity(self, name: str) -> Quantity:
        """What a figure is; brightness is in values of the file."""
        quantity, scale = OVER_TIME[name], self.question.cine.scale
        if quantity.colours != "grey":
            return quantity
        return replace(quantity, unit=scale.unit, limits=(scale.low, scale.high))

    def limits(self, name: str) -> tuple[float, float]:
        """What the colours of a figure best run between."""
        values = self._values(name)
        return self.quantity(name).limits_of(np.zeros(0, np.float32) if values is None else values)

    def _values(self, name: str) -> NDArray[np.float32] | None:
        """A figure (frames, n) of all pixels."""
        values = None if self.strip is None else self.strip.figures.get(name)
        if values is None or OVER_TIME[name].colours != "grey":
            return values
        scale = self.question.cine.scale
        return np.float32(scale.low) + np.float32(scale.span) * values

    @property
    def _pixels(self) -> int:
        """How many pixels the line has."""
        assert self.strip is not None
        return len(self.strip.rows) - len(self.question.pins)
