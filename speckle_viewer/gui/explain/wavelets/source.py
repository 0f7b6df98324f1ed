"""What the wavelet bench takes apart: the frame that is shown, and what a method made of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from speckle_viewer.cine import Cine, Frame
from speckle_viewer.denoising import Result
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import INPUT as INPUT_PANE
from speckle_viewer.viewer import Hover, PaneScene, Scene, ViewerState

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence import SubbandLevel

INPUT, OUTPUT, TAKEN, NETWORK = "input", "output", "taken away", "network"
METHODS = "methods"
WHITE = 255.0
"""Grey levels of full brightness."""


@dataclass(frozen=True, eq=False)
class Source:
    """One frame of a cine, and the answer of the method that is explained, if it is there.

    Attributes
    ----------
    title
        Of the method; "Input" without one.
    aspect
        Height of a pixel divided by its width.
    limits
        The grey levels that the pane shows as black and as white.
    """

    cine: Cine
    frame: int
    image: Frame
    result: Result | None
    title: str
    aspect: float
    limits: tuple[float, float]

    @property
    def subbands(self) -> "tuple[SubbandLevel, ...]":
        """The network's own levels, the finest first."""
        prediction = None if self.result is None else self.result.prediction
        return () if prediction is None else prediction.subbands

    @property
    def method(self) -> str | None:
        """Whose answer it has."""
        return None if self.result is None else self.result.request.method

    def is_same(self, other: "Source | None") -> bool:
        """Whether the other one has the same images."""
        if other is None or self.image is not other.image:
            return False
        ours, theirs = self.result, other.result
        if ours is None or theirs is None:
            return ours is theirs
        return ours.request.key == theirs.request.key


def subjects_of(source: Source | None, levels: int) -> tuple[str, ...]:
    """What can be shown of a source whose network has so many levels."""
    if source is None or source.result is None:
        return (INPUT,)
    network = (f"{NETWORK} {level}" for level in range(1, levels + 1))
    return INPUT, OUTPUT, TAKEN, METHODS, *network


def source_of(scene: Scene, last: Source | None) -> Source | None:
    """What is explained; the last one while the next is on its way, None without a cine."""
    cine, input_pane = scene.cine, scene.pane(INPUT_PANE)
    if cine is None or input_pane is None or input_pane.image is None:
        return None
    pane = scene.pane(scene.wants.explained)
    result = None if pane is None else pane.result
    if pane is None or pane.id == INPUT_PANE or result is None:
        frame = scene.wants.frame if input_pane.frame is None else input_pane.frame
        limits = _limits(input_pane, cine)
        return Source(cine, frame, input_pane.image, None, tr("Input"), input_pane.aspect, limits)
    found = _of_pane(pane, cine)
    if found is None:  # no longer cached: what it was taken from is not on the screen either
        return last if last is not None and last.cine is cine else None
    return found


def sources_of(scene: Scene) -> tuple[Source, ...]:
    """All that methods made of the cine and that is on the screen."""
    if scene.cine is None:
        return ()
    found = (_of_pane(pane, scene.cine) for pane in scene.panes)
    return tuple(source for source in found if source is not None)


def _of_pane(pane: PaneScene, cine: Cine) -> Source | None:
    result = pane.result
    image = None if result is None else cine.peek(result.request.frame)
    if result is None or image is None:
        return None
    limits = _limits(pane, cine)
    return Source(cine, result.request.frame, image, result, pane.title, pane.aspect, limits)


def _limits(pane: PaneScene, cine: Cine) -> tuple[float, float]:
    low, high = cine.value_range
    black, white = (WHITE * (x - low) / (high - low) for x in (pane.levels.low, pane.levels.high))
    return black, white


def point_at(state: ViewerState, row: int, column: int) -> None:
    """Have the mouse on a pixel of what is explained: all images show it with their cursor."""
    rows, columns = (0, 0) if state.wants.cine is None else state.wants.cine.shape
    if 0 <= row < rows and 0 <= column < columns:
        state.set_hover(Hover(state.wants.explained or INPUT_PANE, row, column))
