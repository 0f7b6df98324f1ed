"""What is to be measured: places, images, and what they are compared with."""

from collections.abc import Hashable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine, Frame
from speckle_viewer.denoising import Request
from speckle_viewer.errors import CineError
from speckle_viewer.measuring import QUANTITIES
from speckle_viewer.viewer import INPUT, Line, Scene, Wants
from speckle_viewer.viewer.measurements import background_of
from speckle_viewer.viewer.references import frame_of
from speckle_viewer.viewer.roi import Roi
from speckle_viewer.viewer.steering import method_of
from speckle_viewer.viewer.wishes import wanted_result

Place = Roi | Line
"""A row of the table is of a region or of the line, in one image."""


@dataclass(frozen=True)
class Setting:
    """What the values depend on beside place and image; equal ones have equal values."""

    cine: Cine
    background: Roi | None
    line: Line | None
    dynamic_range: float | None
    reference: Cine | None = None

    def truth(self, frame: int) -> NDArray[np.float32] | None:
        """The reference of a frame in [0, 1]; None where there is none, or it is damaged."""
        if self.reference is None:
            return None
        try:
            return self.reference.grey(frame_of(self.reference, frame))
        except CineError:
            return None


@dataclass(frozen=True)
class Source:
    """An image of the screen. Those with the same ``key`` show the same on each frame.

    ``request`` is that of the method for the first frame; None for the input. ``place`` is that of
    the pane in the window, which its colour goes with.
    """

    pane: str
    title: str
    key: Hashable
    request: Request | None = field(compare=False)
    place: int = field(default=0, compare=False)

    @property
    def is_steered(self) -> bool:
        """Whether its kernels are steered: then no cache of the engine has it."""
        return method_of(self.pane) != self.pane


@dataclass(frozen=True)
class Seen:
    """What a pane shows; ``number`` tells one image from another. None while there is none."""

    source: Source
    frame: int
    number: int
    image: Frame | None = field(compare=False)


@dataclass(frozen=True)
class Question:
    """All that the table shows; equal ones have the same answer."""

    setting: Setting
    places: tuple[Place, ...]
    seen: tuple[Seen, ...]
    names: tuple[str, ...]


def question_of(scene: Scene) -> Question | None:
    """What is to be measured of a scene; None without a cine or a place."""
    wants, cine = scene.wants, scene.cine
    places = places_of(wants)
    if cine is None or not places:
        return None
    decibels = wants.measuring.dynamic_range(cine)
    setting = Setting(cine, background_of(wants), wants.cine_line, decibels, wants.reference)
    seen = []
    for source in sources_of(scene):
        pane = scene.pane(source.pane)
        assert pane is not None
        frame = wants.frame if pane.frame is None else pane.frame
        seen.append(Seen(source, frame, id(pane.image), pane.image))
    return Question(setting, places, tuple(seen), wants.measuring.columns)


def places_of(wants: Wants) -> tuple[Place, ...]:
    """The regions, and the line if anything is measured along it."""
    along = any("line" in QUANTITIES[name].needs for name in wants.measuring.columns)
    line = (wants.cine_line,) if wants.cine_line is not None and along else ()
    return (*wants.cine_rois, *line)


def sources_of(scene: Scene) -> tuple[Source, ...]:
    """The images of the current cine: the input, and what the methods make of it."""
    wants = scene.wants
    panes = ((place, pane, scene.pane(pane)) for place, pane in enumerate(wants.panes))
    return tuple(
        _source(wants, pane, it.title, place) for place, pane, it in panes if it is not None
    )


def _source(wants: Wants, pane: str, title: str, place: int) -> Source:
    if pane == INPUT:
        return Source(pane, title, (wants.cine, pane), None)
    method = method_of(pane)
    request = wanted_result(wants, method)
    assert request is not None
    request = replace(request, frame=0, needs_evidence=False)
    steering = (wants.steering_of(method), wants.edits_of(method)) if pane != method else ()
    return Source(pane, title, (request.key, steering), request, place)


def name_of(place: Place) -> str:
    """What a place is called in tables and plots."""
    return place.name if isinstance(place, Roi) else "Line"
