"""M-modes: what lies along the line in every frame, of every image, as far as it is there."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine, Frame
from speckle_viewer.colours import rgba
from speckle_viewer.errors import CineError
from speckle_viewer.export.processing import Processing
from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.explain.measuring.memory import Images
from speckle_viewer.gui.explain.measuring.question import Setting, Source, sources_of
from speckle_viewer.viewer import INPUT, Levels, Line, Scene
from speckle_viewer.viewer.along import Places, places, read_along
from speckle_viewer.viewer.drawn import in_levels

Values = NDArray[np.float32]


@dataclass(frozen=True)
class Track:
    """An image whose M-mode is shown, and the levels between which it is."""

    source: Source
    levels: Levels


@dataclass(frozen=True)
class Question:
    """What M-modes are wanted; equal ones differ in nothing but in which frames are there."""

    cine: Cine
    line: Line
    thickness: int
    tracks: tuple[Track, ...]

    @property
    def setting(self) -> Setting:
        """As `Images` ask for it."""
        return Setting(self.cine, None, None, None)


def question_of(scene: Scene) -> Question | None:
    """The M-modes of a scene; None without a line, or where there is one frame only."""
    wants, cine, line = scene.wants, scene.cine, scene.wants.cine_line
    if cine is None or line is None or len(cine) < 2:
        return None
    chosen = wants.panes if wants.along.every_pane else (INPUT, wants.explained)
    tracks = []
    for source in sources_of(scene):
        pane = scene.pane(source.pane)
        if source.pane in chosen and pane is not None:
            tracks.append(Track(source, pane.levels))
    return Question(cine, line, wants.along.thickness, tuple(tracks))


@dataclass(eq=False)
class Strip:
    """The M-mode of one image.

    Attributes
    ----------
    values
        (frames, n) or (frames, n, 3) in units of the image; NaN where a frame is not there yet.
    known
        (frames,): which frames are there.
    """

    key: Hashable
    where: Places
    values: Values
    known: NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        self.known = np.zeros(len(self.values), bool)

    def put(self, frame: int, image: Frame) -> None:
        """Read an image along the line. The first one of colours makes room for them."""
        if image.ndim > self.values.ndim:
            self.values = np.repeat(self.values[..., None], image.shape[-1], axis=-1)
        self.values[frame] = read_along(image, self.where)
        self.known[frame] = True


@dataclass(frozen=True, eq=False)
class Drawn:
    """An M-mode as it is seen: ``pixels`` (frames, n, 4) are sRGB, clear where nothing is known.

    ``values`` and ``known`` are those of the `Strip`, which may fill further.
    """

    track: Track
    where: Places
    values: Values
    known: NDArray[np.bool_]
    pixels: NDArray[np.uint8]


class Strips:
    """Keeps the strips of one line, and fills them with what there is."""

    def __init__(self, images: Images) -> None:
        self._images = images
        self._strips: dict[str, Strip] = {}

    def fill(self, asked: Question, task: Task) -> tuple[Drawn, ...]:
        """Read all frames that are there along the line. In the thread of an analyst."""
        where = places(asked.line, asked.thickness)
        strips, drawn = dict[str, Strip](), list[Drawn]()
        for track in asked.tracks:
            source = track.source
            key = asked.cine, asked.line, asked.thickness, source.key
            strip = self._strips.get(source.pane)
            if strip is None or strip.key != key:
                empty = np.full((len(asked.cine), len(where.distance)), np.nan, np.float32)
                strip = Strip(key, where, empty)
            strips[source.pane] = strip
            self._read(asked, source, strip, task)
            known = strip.known.copy()
            pixels = _pixels(strip.values, track.levels)
            drawn.append(Drawn(track, where, strip.values, known, pixels))
        self._strips = strips
        return tuple(drawn)

    def _read(self, asked: Question, source: Source, strip: Strip, task: Task) -> None:
        for frame in np.flatnonzero(~strip.known).tolist():
            task.check()
            image = self._images.get(asked.setting, source, frame)
            if image is not None:
                strip.put(frame, image)

    def forget(self) -> None:
        """Let go of all strips."""
        self._strips = {}


def make_rest(
    asked: Question,
    processings: Sequence[Processing],
    frames: range,
    images: Images,
    task: Task,
) -> None:
    """Decode and denoise those frames that are not there; ``images`` keep them.

    A frame that cannot be decoded is left out. Raises `MethodError` if a method cannot run.
    """
    done, whole = 0, len(frames) * len(asked.tracks)
    for track, processing in zip(asked.tracks, processings, strict=True):
        run = None
        for frame in frames:
            task.check()
            done += 1
            if images.get(asked.setting, track.source, frame) is not None:
                continue
            try:
                if processing.method is None:
                    asked.cine.frame(frame)
                else:
                    run = run or processing.runner()
                    images.put(track.source, frame, run(asked.cine, frame, task.check_method))
            except CineError:
                continue
            task.report(done / whole)


def _pixels(values: Values, levels: Levels) -> NDArray[np.uint8]:
    if values.ndim == 2:
        return rgba(values, "grey", (float(levels.low), float(levels.high)))
    clear = np.isnan(values).any(axis=-1, keepdims=True)
    colour = in_levels(np.nan_to_num(values), levels)
    return np.concatenate([colour, np.where(clear, 0, 255).astype(np.uint8)], axis=-1)
