"""Makes the pane that compares two others out of their scenes."""

from dataclasses import dataclass, replace

from speckle_viewer.cine import Cine, Frame
from speckle_viewer.viewer.comparison import (
    COMPARE,
    Comparison,
    blended,
    difference,
    full_scale,
    ratio_db,
    swiped,
)
from speckle_viewer.viewer.linked import of
from speckle_viewer.viewer.overlay import EVERY_PANE, Overlay
from speckle_viewer.viewer.panes import Divider, PaneScene, cursor_in
from speckle_viewer.viewer.pixel import read_pixel
from speckle_viewer.viewer.scene import Scene
from speckle_viewer.viewer.wants import INPUT, Levels, Wants

NOTHING_TO_COMPARE = "Choose a method on the left to compare its image with the input."


@dataclass(frozen=True, eq=False)
class _Pair:
    """The images of one frame in both panes."""

    first: Frame
    second: Frame
    frame: int

    def is_same(self, other: "_Pair") -> bool:
        return self.first is other.first and self.second is other.second


class Comparer:
    """Adds the pane that compares to scenes.

    It keeps what it made last: scenes are many while the mouse moves, and the panes compared may
    have no frame in common for a while as a cine plays.
    """

    def __init__(self) -> None:
        self._of: tuple[Cine, tuple[str, str]] | None = None
        self._pair: _Pair | None = None
        self._how: Comparison | None = None
        self._made: tuple[Frame, Overlay | None] | None = None

    def add_to(self, scene: Scene) -> Scene:
        """The scene with a pane more, where one that compares is wanted."""
        wants, cine = scene.wants, scene.cine
        compared = None
        if cine is not None and wants.comparison.shown:
            compared = cine, wants.compared
        if self._of != compared:
            self._of, self._pair, self._made = compared, None, None
        if compared is None:
            return scene
        pane = self._pane(scene, compared[0])
        hovered = wants.hover is not None and wants.hover.pane == COMPARE
        pixel = read_pixel(wants, (pane,)) if hovered else scene.pixel
        return replace(scene, comparison=pane, pixel=pixel)

    def _pane(self, scene: Scene, cine: Cine) -> PaneScene:
        wants = scene.wants
        first, second = (scene.pane(pane) for pane in wants.compared)
        assert first is not None
        assert second is not None
        alone = len(wants.panes) == 1
        problem = NOTHING_TO_COMPARE if alone else first.problem or second.problem
        image, overlay = (None, None) if problem else self._make(wants, cine, first, second)
        frame = None if self._pair is None else self._pair.frame
        pane = replace(
            second,
            id=COMPARE,
            title=_title(wants.comparison, first.title, second.title),
            detail="" if problem else _detail(wants, frame),
            image=image,
            frame=frame,
            result=None,
            pending=not problem and (first.pending or second.pending),
            problem=problem,
            levels=_levels(wants, cine),
            view=of(wants.views, COMPARE),
            cursor=cursor_in(wants, COMPARE),
            overlays=tuple(o for o in second.overlays if o.pane == EVERY_PANE),
            edited=(),
            settings=(),
        )
        if wants.comparison.mode == "swipe":
            divider = Divider(_column(wants.comparison, cine), first.title, second.title)
            return replace(pane, divider=divider)
        if overlay is None:
            return pane
        overlays = (overlay, *pane.overlays)
        return replace(pane, overlays=overlays, values=overlay.values, unit=overlay.unit)

    def _make(
        self, wants: Wants, cine: Cine, first: PaneScene, second: PaneScene
    ) -> tuple[Frame | None, Overlay | None]:
        """The image, and what lies over it; of the last frame where there is no other."""
        pair = _pair(cine, first, second) or self._pair
        if pair is None:
            return None, None
        same = self._pair is not None and self._pair.is_same(pair)
        if self._made is None or not same or self._how != wants.comparison:
            self._made = _compare(wants.comparison, cine, pair)
        self._pair, self._how = pair, wants.comparison
        return self._made


def _pair(cine: Cine, first: PaneScene, second: PaneScene) -> _Pair | None:
    """Images of one frame: the input's may be decoded where a method is behind it."""
    frame = first.frame if second.id == INPUT else second.frame
    images = [
        pane.image if pane.frame == frame else cine.peek(frame) if pane.id == INPUT else None
        for pane in (first, second)
        if frame is not None
    ]
    if frame is None or images[0] is None or images[1] is None:
        return None
    return _Pair(images[0], images[1], frame)


def _compare(how: Comparison, cine: Cine, pair: _Pair) -> tuple[Frame, Overlay | None]:
    first, second = pair.first, pair.second
    if how.mode == "swipe":
        return swiped(first, second, _column(how, cine)), None
    if how.mode == "blend":
        return blended(first, second, how.share), None
    if how.mode == "flicker":
        return second if how.flipped else first, None
    is_ratio = how.mode == "ratio"
    limit = full_scale(how.mode, cine.value_range) / how.gain
    values = ratio_db(first, second, cine.value_range) if is_ratio else difference(first, second)
    overlay = Overlay(
        cine,
        COMPARE,
        pair.frame,
        values,
        colours="diverging",
        limits=(-limit, limit),
        opacity=1.0,
        title="Ratio" if is_ratio else "Difference",
        unit="dB" if is_ratio else "grey levels",
    )
    return second, overlay


def _title(how: Comparison, first: str, second: str) -> str:
    if how.mode == "flicker":
        return second if how.flipped else first
    return {
        "difference": f"{second} − {first}",
        "ratio": f"{second} / {first}",
        "swipe": f"{first} | {second}",
        "blend": f"{first} + {second}",
    }[how.mode]


def _detail(wants: Wants, frame: int | None) -> str:
    how = wants.comparison
    if frame is None:
        return "computing …"
    parts = []
    if how.mode == "blend":
        parts.append(f"{100 * how.share:.0f} % of the second image")
    elif how.mode == "flicker":
        parts.append("flicker, second image" if how.flipped else "flicker, first image")
    if frame != wants.frame:
        parts.append(f"frame {frame + 1}")
    return " · ".join(parts)


def _levels(wants: Wants, cine: Cine) -> Levels:
    """Of the numbers where it compares by numbers, else of the images."""
    how = wants.comparison
    if how.is_signed:
        limit = full_scale(how.mode, cine.value_range) / how.gain
        return Levels(-limit, limit)
    return of(wants.levels, COMPARE) or Levels(*(cine.window or cine.value_range))


def _column(how: Comparison, cine: Cine) -> int:
    return round(how.divider * cine.shape[1])
