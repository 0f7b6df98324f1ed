"""What is on the screen: what is wanted set against what is there, as a frozen description."""

from dataclasses import dataclass

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import Request, Status
from speckle_viewer.viewer.facts import Facts
from speckle_viewer.viewer.inspection import Inspection, inspect
from speckle_viewer.viewer.panes import PaneScene, resolve_panes
from speckle_viewer.viewer.pixel import PixelReading, read_pixel
from speckle_viewer.viewer.steering import SteeringJob
from speckle_viewer.viewer.wants import Wants
from speckle_viewer.viewer.wishes import (
    DECODE_AHEAD,
    frames_ahead,
    frames_to_decode,
    requests_ahead,
    requests_now,
    steering_jobs,
)


@dataclass(frozen=True, eq=False)
class Scene:
    """Everything that the window shows, and the work that it lacks.

    Attributes
    ----------
    panes
        The input and one pane per chosen method; empty without a cine.
    comparison
        The pane that compares two of them, as `Comparer` adds it.
    beside, panes_beside
        The scene of the second cine, where one is shown, and its panes with ids of their own.
    decoded, denoised
        Frames to be marked on the slider.
    rate, dropped
        Frames per second achieved, and frames left out.
    inspection
        What the kernel inspector shows.
    pixel
        What is known of the pixel under the mouse.
    decode
        Frames to decode, the most urgent first.
    steer
        Kernels to be steered.
    requests, ahead
        Frames to denoise for this scene, and those that will probably be wanted next.
    """

    wants: Wants
    panes: tuple[PaneScene, ...]
    decoded: frozenset[int]
    denoised: frozenset[int]
    engine: Status
    rate: float | None
    dropped: int
    inspection: Inspection
    pixel: PixelReading | None
    decode: tuple[int, ...]
    requests: tuple[Request, ...]
    steer: tuple[SteeringJob, ...]
    ahead: tuple[Request, ...]
    comparison: PaneScene | None = None
    beside: "Scene | None" = None
    panes_beside: tuple[PaneScene, ...] = ()

    @property
    def cine(self) -> Cine | None:
        """The cine that is shown."""
        return self.wants.cine

    def pane(self, pane: str | None) -> PaneScene | None:
        """The pane of this id; None if it is not on the screen."""
        return next((p for p in self.images if p.id == pane), None)

    @property
    def images(self) -> tuple[PaneScene, ...]:
        """All that the grid shows: the panes of both cines, and the one that compares two."""
        return (*self.all_panes, *(() if self.comparison is None else (self.comparison,)))

    @property
    def all_panes(self) -> tuple[PaneScene, ...]:
        """The panes of both cines."""
        return (*self.panes, *self.panes_beside)

    @property
    def inspected(self) -> "Scene":
        """The scene of the cine that the mouse was in last."""
        return self.beside if self.beside is not None and self.wants.looks_beside else self

    @property
    def explained(self) -> "Scene":
        """The scene of the cine that the explainers explain."""
        return self.beside if self.beside is not None and self.wants.explains_beside else self

    @property
    def ready(self) -> bool:
        """Whether every pane shows the frame that is wanted."""
        return not any(pane.pending for pane in self.all_panes)


def resolve(wants: Wants, facts: Facts, ahead: tuple[int, ...] | None = None) -> Scene:
    """Describe what is shown: a pure function of what is wanted and what is there.

    ``ahead`` are the frames that will be wanted next, where playback does not say so.
    """
    panes = resolve_panes(wants, facts)
    if ahead is None:
        ahead = frames_ahead(wants, DECODE_AHEAD, facts.backwards)
    return Scene(
        wants=wants,
        panes=panes,
        decoded=facts.decoded,
        denoised=facts.denoised,
        engine=facts.engine,
        rate=facts.rate,
        dropped=facts.dropped,
        inspection=inspect(wants, panes, facts),
        pixel=read_pixel(wants, panes),
        decode=frames_to_decode(wants, facts, ahead),
        requests=requests_now(wants, facts),
        steer=steering_jobs(wants, facts),
        ahead=requests_ahead(wants, facts, ahead),
    )
