"""What each pane shows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from speckle_viewer.cine import Cine, Frame, Region
from speckle_viewer.denoising import Result
from speckle_viewer.methods import Card
from speckle_viewer.methods.controls import title_of
from speckle_viewer.viewer.facts import Facts
from speckle_viewer.viewer.linked import of
from speckle_viewer.viewer.names import name_of
from speckle_viewer.viewer.overlay import EVERY_PANE, Overlay
from speckle_viewer.viewer.references import Scored
from speckle_viewer.viewer.roi import Roi
from speckle_viewer.viewer.ruler import Ruler
from speckle_viewer.viewer.steering import method_of
from speckle_viewer.viewer.wants import INPUT, LINE, Levels, Line, Pin, Tool, View, Wants
from speckle_viewer.viewer.wishes import is_steered_as_wanted, wanted_result


@dataclass(frozen=True)
class Divider:
    """The first column of another image, and the titles of the images on both sides."""

    column: int
    left: str
    right: str


@dataclass(frozen=True, eq=False)
class PaneScene:
    """One image with what is drawn over it.

    Attributes
    ----------
    where
        Which cine it shows, where two are shown.
    title, detail
        The caption: "Gaussian" and "41 ms · frame 3 · Width σ 2 px", the last two where the image
        is of another frame than the wanted one, and where it was made with other settings than
        the card's. While there is no image, the detail says what is waited for.
    image, frame
        The image and which frame it is; while pending, the last one that was there.
    result
        The engine's answer that the image came from.
    problem
        Why the wanted frame cannot be shown; empty where it can.
    view
        Zoom and pan, None to fit.
    aspect
        Height of a pixel divided by its width, from the calibration.
    cursor
        (row, column) of the linked cursor.
    mm_per_column
        For the scale bar; None where the image is not calibrated.
    overlays
        What is laid over the image, the lowest first.
    line, tool
        What was drawn over it, and what dragging in it does.
    edited
        Pixels (row, column) whose kernel was edited by hand.
    settings
        How the image was made, where that is not as the card says: steering, a painted noise map,
        controls with their units.
    values, unit
        What is read at a pixel, where that is not the image itself.
    divider
        Where the image of another pane begins.
    reference, scored
        The name of what the image is compared with, and how near it is: of this frame, or of the
        last one that was measured.
    rois, rulers
        Regions that are on the frame of the image, and distances.
    roi, ruler
        The names of those that are selected.
    brush_width
        Of the brush that draws regions, in pixels.
    """

    id: str
    title: str
    detail: str
    image: Frame | None
    frame: int | None
    result: Result | None
    pending: bool
    problem: str
    levels: Levels
    view: View | None
    aspect: float
    cursor: tuple[int, int] | None
    pins: tuple[Pin, ...]
    mm_per_column: float | None
    overlays: tuple[Overlay, ...] = ()
    line: Line | None = None
    tool: Tool = "view"
    edited: tuple[tuple[int, int], ...] = ()
    settings: tuple[str, ...] = ()
    values: Frame | None = None
    unit: str = ""
    divider: Divider | None = None
    reference: str = ""
    scored: Scored | None = None
    rois: tuple[Roi, ...] = ()
    roi: str | None = None
    rulers: tuple[Ruler, ...] = ()
    ruler: str | None = None
    brush_width: int = 1
    where: str = ""

    @property
    def mm_per_px(self) -> tuple[float, float] | None:
        """(down, across) where the image is calibrated."""
        across = self.mm_per_column
        return None if across is None else (across * self.aspect, across)


def resolve_panes(wants: Wants, facts: Facts) -> tuple[PaneScene, ...]:
    """One pane for the input and one per chosen method; none without a cine."""
    if wants.cine is None:
        return ()
    return tuple(_pane(pane, wants, wants.cine, facts) for pane in wants.panes)


def _pane(pane: str, wants: Wants, cine: Cine, facts: Facts) -> PaneScene:
    source = _source(pane, wants, facts)
    waiting = source.doing if source.image is None and not source.problem else ""
    region = main_region(cine)
    settings = _settings(source, facts.cards.get(method_of(pane)))
    return PaneScene(
        id=pane,
        title=source.title,
        detail=waiting or _detail(wants, source, settings),
        image=None if source.problem else source.image,
        frame=source.frame,
        result=source.result,
        pending=not source.current and not source.problem,
        problem=source.problem,
        levels=of(wants.levels, pane) or Levels(*(cine.window or cine.value_range)),
        view=of(wants.views, pane),
        aspect=cine.aspect,
        cursor=cursor_in(wants, pane),
        pins=wants.cine_pins,
        mm_per_column=region.mm_per_px[1] if region and region.mm_per_px else None,
        overlays=tuple(
            overlay
            for who, overlay in wants.overlays.items()
            if overlay.pane in (pane, EVERY_PANE) and overlay.cine is wants.cine
            if who not in wants.put_away
        ),
        line=None if LINE in wants.put_away else wants.cine_line,
        tool=wants.tool,
        edited=source.edited,
        settings=settings,
        reference="" if wants.reference is None else wants.reference.name,
        scored=_scored(source, facts.scored.get(pane, {})),
        rois=tuple(r for r in wants.cine_rois if source.frame is None or r.is_on(source.frame)),
        roi=wants.roi,
        rulers=wants.cine_rulers,
        ruler=wants.ruler,
        brush_width=wants.brush_width,
    )


def _scored(source: "_Source", known: Mapping[int, Scored]) -> Scored | None:
    if source.image is None or source.frame is None or source.problem or not known:
        return None
    return known.get(source.frame) or [*known.values()][-1]


@dataclass(frozen=True, eq=False)
class _Source:
    """Where the image of a pane comes from; ``how`` says how the kernels shown were steered."""

    title: str
    doing: str
    image: Frame | None = None
    frame: int | None = None
    result: Result | None = None
    current: bool = False
    problem: str = ""
    how: str = ""
    edited: tuple[tuple[int, int], ...] = ()


def _source(pane: str, wants: Wants, facts: Facts) -> _Source:
    if pane == INPUT:
        current = facts.image is not None and facts.image_frame == wants.frame
        problem = "" if current else facts.problems.get(pane, "")
        image, frame = facts.image, facts.image_frame
        return _Source("Input", "loading …", image, frame, None, current, problem)
    method = method_of(pane)
    name = name_of(method, facts.cards)
    if pane != method:
        return _steered(method, f"{name}, steered", wants, facts)
    result, request = facts.results.get(method), wanted_result(wants, method)
    current = result is not None and request is not None and result.request.key == request.key
    problem = "" if current else facts.problems.get(method, "")
    return _of_result(_Source(name, "computing …", current=current, problem=problem), result)


def _steered(method: str, title: str, wants: Wants, facts: Facts) -> _Source:
    """What the steered kernels of a method make."""
    steered, problem = facts.steered.get(method), facts.problems.get(method, "")
    current = is_steered_as_wanted(wants, facts, method)
    source = _Source(title, "steering …", current=current, problem="" if current else problem)
    if steered is None:
        return source
    if steered.problem:
        return replace(source, problem=steered.problem if current else problem)
    by_hand = len(steered.edits)
    how = [] if steered.steering.is_none else [steered.steering.describe()]
    how += [f"{by_hand} pixel{'s' if by_hand > 1 else ''} by hand"] if by_hand else []
    edited = tuple((e.row, e.column) for e in steered.edits)
    source = replace(source, how=" · ".join(how), edited=edited)
    return _of_result(source, steered.result)


def _of_result(source: _Source, result: Result | None) -> _Source:
    if result is None:
        return source
    return replace(source, image=result.image, frame=result.request.frame, result=result)


def _detail(wants: Wants, source: _Source, settings: tuple[str, ...]) -> str:
    result, frame, steered = source.result, source.frame, bool(source.how)
    parts = [*settings[:steered]]
    parts += [] if result is None else [f"{result.milliseconds:.0f} ms"]
    if frame is not None and frame != wants.frame:
        parts.append(f"frame {frame + 1}")
    return " · ".join([*parts, *settings[steered:]])


def _settings(source: _Source, card: Card | None) -> tuple[str, ...]:
    """Of the image that is shown, which may still be that of the last setting."""
    settings = [source.how] if source.how else []
    if source.result is None:
        return tuple(settings)
    request = source.result.request
    settings += [] if request.noise is None else ["painted noise map"]
    for control in () if card is None else card.controls:
        if control.name in request.controls:
            value = request.controls[control.name]
            settings.append(f"{title_of(control)} {value:g} {control.unit}".rstrip())
    return tuple(settings)


def cursor_in(wants: Wants, pane: str) -> tuple[int, int] | None:
    """Where the linked cursor stands in a pane."""
    hover = wants.hover
    if hover is None or not (wants.links.cursor or hover.pane == pane):
        return None
    return hover.row, hover.column


def main_region(cine: Cine) -> Region | None:
    """The largest 2-D region: its calibration is that of the scale bar."""
    return cine.main_region
