"""Makes the pane that compares two others out of their scenes."""

from dataclasses import dataclass, replace

from speckle_viewer.cine import Cine, Frame
from speckle_viewer.viewer.beside import followed, is_beside, own_pane
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
        self._of: object = None
        self._pair: _Pair | None = None
        self._how: Comparison | None = None
        self._made: tuple[Frame, Overlay | None] | None = None

    def add_to(self, scene: Scene) -> Scene:
        """The scene with a pane more, where one that compares is wanted."""
        wants, cine = scene.wants, scene.cine
        compared: object = None
        if cine is not None and wants.comparison.shown:
            compared = cine, wants.beside and wants.beside.cine, wants.compared
        if self._of != compared:
            self._of, self._pair, self._made = compared, None, None
        if cine is None or compared is None:
            return scene
        pane = self._pane(scene, cine)
        hovered = wants.hover is not None and wants.hover.pane == COMPARE
        pixel = read_pixel(wants, (pane,)) if hovered else scene.pixel
        return replace(scene, comparison=pane, pixel=pixel)

    def _pane(self, scene: Scene, cine: Cine) -> PaneScene:
        wants = scene.wants
        first, second = (scene.pane(pane) for pane in wants.compared)
        assert first is not None
        assert second is not None
        problem = _problem(scene, first, second)
        image, overlay = (None, None) if problem else self._make(scene, cine, first, second)
        titles = _titles(first, second)
        frame = None if self._pair is None else self._pair.frame
        pane = replace(
            scene.panes[0] if is_beside(second.id) else second,
            id=COMPARE,
            title=_title(wants.comparison, *titles),
            where="",
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
            reference="",
            scored=None,
        )
        if wants.comparison.mode == "swipe":
            divider = Divider(_column(wants.comparison, cine), *titles)
            return replace(pane, divider=divider)
        if overlay is None:
            return pane
        overlays = (overlay, *pane.overlays)
        return replace(pane, overlays=overlays, values=overlay.values, unit=overlay.unit)

    def _make(
        self, scene: Scene, cine: Cine, first: PaneScene, second: PaneScene
    ) -> tuple[Frame | None, Overlay | None]:
        """The image, and what lies over it; of the last frame where there is no other."""
        wants, pair = scene.wants, _pair(scene, first, second) or self._pair
        if pair is None:
            return None, None
        same = self._pair is not None and self._pair.is_same(pair)
        if self._made is None or not same or self._how != wants.comparison:
            self._made = compare(wants.comparison, cine, pair.first, pair.second, pair.frame)
        self._pair, self._how = pair, wants.comparison
        return self._made


def _problem(scene: Scene, first: PaneScene, second: PaneScene) -> str:
    """Why two panes cannot be compared; empty where they can."""
    if len(scene.all_panes) == 1:
        return NOTHING_TO_COMPARE
    if first.problem or second.problem:
        return first.problem or second.problem
    cines = _cine_of(first, scene), _cine_of(second, scene)
    if cines[0].shape != cines[1].shape:
        sizes = [f"{cine.shape[1]} × {cine.shape[0]}" for cine in cines]
        return (
            f"These images have other sizes ({sizes[0]} and {sizes[1]} pixels): "
            "compare images of one size."
        )
    if scene.cine is not None and cines[0].shape != scene.cine.shape:
        return "To compare two images of the second cine, make it the main cine."
    if cines[0].value_range != cines[1].value_range:
        white, other_white = (cine.value_range[1] for cine in cines)
        return (
            f"These images have other values for white ({white:g} and {other_white:g}): "
            "compare images of one kind."
        )
    return ""


def _cine_of(pane: PaneScene, scene: Scene) -> Cine:
    shown = scene.beside if is_beside(pane.id) else scene
    assert shown is not None
    assert shown.cine is not None
    return shown.cine


def _titles(first: PaneScene, second: PaneScene) -> tuple[str, str]:
    """What both images are called: with their cines' names where these differ."""
    if first.where == second.where:
        return first.title, second.title
    return f"{first.title} ({first.where})", f"{second.title} ({second.where})"


def _pair(scene: Scene, first: PaneScene, second: PaneScene) -> _Pair | None:
    """Images of one frame, or of frames of two cines that belong together."""
    if is_beside(first.id) == is_beside(second.id):
        return _of_one_cine(_cine_of(first, scene), first, second)
    one, other = (second, first) if is_beside(first.id) else (first, second)
    if one.frame is None or followed(scene.wants, one.frame).frame != other.frame:
        return None
    if first.image is None or second.image is None:
        return None
    return _Pair(first.image, second.image, one.frame)


def _of_one_cine(cine: Cine, first: PaneScene, second: PaneScene) -> _Pair | None:
    """Images of one frame: the input's may be decoded where a method is behind it."""
    inputs = [own_pane(pane.id) == INPUT for pane in (first, second)]
    frame = first.frame if inputs[1] else second.frame
    images = [
        pane.image if pane.frame == frame else cine.peek(frame) if is_input else None
        for pane, is_input in zip((first, second), inputs, strict=True)
        if frame is not None
    ]
    if frame is None or images[0] is None or images[1] is None:
        return None
    return _Pair(images[0], images[1], frame)


def compare(
    how: Comparison, cine: Cine, first: Frame, second: Frame, frame: int
) -> tuple[Frame, Overlay | None]:
    """The image that compares two others, and what lies over it: numbers of either sign.

    ``frame`` is which one of the cine they are.
    """
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
        frame,
        values,
        colours="diverging",
        limits=(-limit, limit),
        opacity=1.0,
        title="Ratio" if is_ratio else "Difference",
        unit="dB" if is_ratio else cine.scale.unit,
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
