"""Where the kernels come from, and where they lie in the image."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine
from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.explain.statistics.tab import reporting
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import Overlay, PaneScene, Scene

if TYPE_CHECKING:
    from speckle_viewer.evidence import KernelField
    from speckle_viewer.evidence.statistics import KernelSample

_WORKED_OUT = 2_000
"""Kernels that are not predicted but follow from a rule are worked out one by one: this many."""

_MOST = 200_000  # kernels: among so many one still selects within a frame of the screen
_BYTES = 256 * 2**20  # that a sample may take; analyses take copies of it


@dataclass(frozen=True)
class Choice:
    """Which of a field's kernels are looked at; None: all sizes, all frames of the burst."""

    size: int | None = None
    frame: int | None = None


@dataclass(frozen=True, eq=False)
class Source:
    """The kernels of one frame of a pane."""

    field: "KernelField"
    tissue: NDArray[np.bool_]
    cine: Cine
    pane: str
    title: str
    frame: int
    offsets: tuple[int, ...]

    def draw(self, choice: Choice, task: Task) -> "KernelSample":
        """Draw the kernels; runs in the analyst's thread."""
        from speckle_viewer.evidence.statistics import sample_kernels

        largest = choice.size or max(self.field.sizes)
        most = _BYTES // (2 * 4 * largest**2) if self.field.taps else _WORKED_OUT
        return sample_kernels(
            self.field,
            min(_MOST, most),
            tissue=self.tissue,
            size=choice.size,
            frame=choice.frame,
            progress=reporting(task),
        )


def source_of(scene: Scene) -> Source | None:
    """The kernels that the explained pane shows; None where it shows none."""
    pane = scene.pane(scene.wants.explained)
    if pane is None or pane.pending or pane.result is None or scene.cine is None:
        return None
    result = pane.result
    if result.prediction is None or result.prediction.kernels is None:
        return None
    frame = result.request.frame
    offsets = tuple(place - frame for place in result.burst)
    field = result.prediction.kernels
    return Source(field, result.insonified, scene.cine, pane.id, pane.title, frame, offsets)


def why_none(scene: Scene, pane: PaneScene | None) -> str:
    """What is said where there are no kernels."""
    if scene.cine is None:
        return tr("Open a cine to see statistics of the kernels of a method.")
    if pane is not None and pane.problem:
        return pane.problem
    if pane is None or pane.id not in scene.wants.methods:
        return tr("Choose a method that predicts kernels, such as KPN.")
    if pane.result is not None and pane.result.prediction is not None:
        return tr("{} predicts no kernels: choose another method.").format(pane.title)
    if scene.wants.playback.playing:
        return tr("Pause to see statistics of the kernels of a frame.")
    return tr("The kernels of this frame are on their way.")


def label_map(
    sample: "KernelSample",
    labels: NDArray[np.intp],
    source: Source,
    title: str,
    names: tuple[str, ...],
) -> Overlay:
    """The groups of the kernels, laid over the pixels that they made."""
    step, before = sample.stride, sample.stride // 2
    row0, column0 = int(sample.rows.min()) - before, int(sample.columns.min()) - before
    down = (sample.rows - before - row0) // step
    across = (sample.columns - before - column0) // step
    values = np.full((int(down.max()) + 1, int(across.max()) + 1), np.nan, np.float32)
    values[down, across] = labels
    return Overlay(
        source.cine,
        source.pane,
        source.frame,
        values,
        spacing=step,
        origin=(row0, column0),
        colours="classes",
        opacity=0.5,
        title=title,
        classes=names,
    )
