"""What each pane shows."""

from dataclasses import dataclass

from speckle_viewer.cine import Cine, Frame, Region
from speckle_viewer.denoising import Result
from speckle_viewer.methods import Card
from speckle_viewer.methods.controls import title_of
from speckle_viewer.viewer.facts import Facts
from speckle_viewer.viewer.names import name_of
from speckle_viewer.viewer.overlay import EVERY_PANE, Overlay
from speckle_viewer.viewer.state import of
from speckle_viewer.viewer.wants import INPUT, Levels, Line, Pin, Tool, View, Wants
from speckle_viewer.viewer.wishes import wanted_result


@dataclass(frozen=True, eq=False)
class PaneScene:
    """One image with what is drawn over it.

    Attributes
    ----------
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
    result = facts.results.get(pane)
    if pane == INPUT:
        image, frame = facts.image, facts.image_frame
        current = image is not None and frame == wants.frame
    elif result is not None:
        image, frame = result.image, result.request.frame
        request = wanted_result(wants, pane)
        current = request is not None and result.request.key == request.key
    else:
        image, frame, current = None, None, False
    problem = "" if current else facts.problems.get(pane, "")
    doing = "loading …" if pane == INPUT else "computing …"
    waiting = doing if image is None and not problem else ""
    region = main_region(cine)
    card = facts.cards.get(pane)
    return PaneScene(
        id=pane,
        title="Input" if pane == INPUT else name_of(pane, facts.cards),
        detail=waiting or _detail(wants, result, frame, card),
        image=None if problem else image,
        frame=frame,
        result=result,
        pending=not current and not problem,
        problem=problem,
        levels=of(wants.levels, pane) or Levels(*(cine.window or cine.value_range)),
        view=of(wants.views, pane),
        aspect=_aspect(region),
        cursor=_cursor(wants, pane),
        pins=wants.cine_pins,
        mm_per_column=region.mm_per_px[1] if region and region.mm_per_px else None,
        overlays=tuple(
            overlay
            for overlay in wants.overlays.values()
            if overlay.pane in (pane, EVERY_PANE) and overlay.cine is wants.cine
        ),
        line=wants.cine_line,
        tool=wants.tool,
    )


def _detail(wants: Wants, result: Result | None, frame: int | None, card: Card | None) -> str:
    parts = [] if result is None else [f"{result.milliseconds:.0f} ms"]
    if frame is not None and frame != wants.frame:
        parts.append(f"frame {frame + 1}")
    if result is not None and result.request.noise is not None:
        parts.append("painted noise map")
    if result is not None and card is not None:
        # Of the image that is shown, which may still be that of the last setting.
        values = result.request.controls
        parts += [
            f"{title_of(c)} {values[c.name]:g} {c.unit}" for c in card.controls if c.name in values
        ]
    return " · ".join(part.rstrip() for part in parts)


def _cursor(wants: Wants, pane: str) -> tuple[int, int] | None:
    hover = wants.hover
    if hover is None or not (wants.links.cursor or hover.pane == pane):
        return None
    return hover.row, hover.column


def main_region(cine: Cine) -> Region | None:
    """The largest 2-D region: its calibration is that of the scale bar."""
    flat = [r for r in cine.regions if r.kind in ("tissue", "colour")]
    return max(flat, key=lambda r: (r.bottom - r.top) * (r.right - r.left), default=None)


def _aspect(region: Region | None) -> float:
    if region is None or region.mm_per_px is None:
        return 1.0
    vertical, horizontal = region.mm_per_px
    return vertical / horizontal
