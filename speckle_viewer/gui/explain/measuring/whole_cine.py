"""Measuring every frame of a cine, in a thread of its own; what is lacking is denoised."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from speckle_viewer.cine import Cine, Frame
from speckle_viewer.errors import CineError
from speckle_viewer.export.processing import Processing
from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.explain.measuring.memory import Images
from speckle_viewer.gui.explain.measuring.question import Place, Setting, Source
from speckle_viewer.gui.explain.measuring.values import Found, Grey, grey_of, measure_frame
from speckle_viewer.measuring.over_cine import Steadiness, Warping
from speckle_viewer.viewer.roi import Roi

OverCine = Mapping[tuple[str, Place], Mapping[str, float]]
"""Values of all frames together by name, by pane and place."""

_Run = Callable[[Cine, int, Callable[[], None]], Frame]


@dataclass(frozen=True)
class WholeCine:
    """All that is measured of all frames."""

    setting: Setting
    sources: tuple[Source, ...]
    processings: tuple[Processing, ...]
    places: tuple[Place, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Whole:
    """What a run found."""

    asked: WholeCine
    found: tuple[Found, ...]
    over_cine: OverCine


class WholeRun:
    """One run; ``found`` fills from the analyst's thread, and may be emptied from another."""

    def __init__(self, asked: WholeCine, images: Images) -> None:
        self.asked, self._images = asked, images
        self.found: deque[Found] = deque()
        self._all: list[Found] = []
        self._runs: dict[str, _Run] = {}
        rois = places_on_all(asked.places)
        self._warping = Warping[Roi]()
        home = {roi: roi.still().mask(0) for roi in rois}
        panes = [source.pane for source in asked.sources]
        self._steadiness = {(pane, roi): Steadiness(home[roi]) for pane in panes for roi in rois}

    def __call__(self, task: Task) -> Whole:
        """Measure frame by frame.

        Raises `MethodError` if a method cannot run; a frame that cannot be decoded is left out.
        """
        frames = len(self.asked.setting.cine)
        for frame in range(frames):
            task.check()
            try:
                self._measure(frame, task)
            except CineError:
                self._warping.break_off()
            task.report((frame + 1) / frames)
        return Whole(self.asked, tuple(self._all), self._over_cine())

    def _measure(self, frame: int, task: Task) -> None:
        asked = self.asked
        given = grey_of(asked.setting, asked.setting.cine.frame(frame))
        images = [
            (source, self._image(source, processing, frame, task))
            for source, processing in zip(asked.sources, asked.processings, strict=True)
        ]
        measured = measure_frame(asked.setting, asked.places, frame, images, given, asked.names)
        for found in measured:
            task.check()
            self.found.append(found)
            self._all.append(found)
        for (pane, roi), steadiness in self._steadiness.items():
            image = next(image for source, image in images if source.pane == pane)
            steadiness.add(image, roi.motion(frame))
        by_pane = {source.pane: image for source, image in images}
        rois = places_on_all(asked.places)
        inside = {roi: roi.mask(frame) for roi in rois}
        self._warping.add(given, by_pane, inside, task.check)

    def _image(self, source: Source, processing: Processing, frame: int, task: Task) -> Grey:
        image = self._images.get(self.asked.setting, source, frame)
        cine = self.asked.setting.cine
        if image is None and processing.method is None:
            image = cine.frame(frame)
        elif image is None:
            run = self._runs.get(source.pane)
            if run is None:
                run = self._runs[source.pane] = processing.runner()
            image = run(cine, frame, task.check_method)
            self._images.put(source, frame, image)
        return grey_of(self.asked.setting, image)

    def _over_cine(self) -> OverCine:
        errors = self._warping.errors()
        return {
            (pane, roi): {
                "temporal_sd": steadiness.temporal_sd(),
                "flicker": steadiness.flicker(),
                "warping": errors.get((pane, roi), float("nan")),
            }
            for (pane, roi), steadiness in self._steadiness.items()
        }


def places_on_all(places: Sequence[Place]) -> tuple[Roi, ...]:
    """The regions that are on all frames."""
    return tuple(p for p in places if isinstance(p, Roi) and p.frame is None)
