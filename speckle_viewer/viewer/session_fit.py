"""What a session wants, of the cines and the methods that there are now."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from speckle_viewer.cine import Cine
from speckle_viewer.methods import Card
from speckle_viewer.viewer.beside import Beside
from speckle_viewer.viewer.rebound import Found, rebound
from speckle_viewer.viewer.references import misfit
from speckle_viewer.viewer.roi import Roi
from speckle_viewer.viewer.steering import PinEdit
from speckle_viewer.viewer.wants import BRUSH, Line, Wants


def fitted(wants: Wants, found: Found, cards: Mapping[str, Card]) -> Wants:
    """The same with the cines that were found, without what belongs to others or does not fit.

    Parameters
    ----------
    wants
        Of a `Session`.
    found
        Cines without which it is done are not in there.
    cards
        Of the methods there are: others lose their pane.
    """
    wants = rebound(wants, Wants, found)
    methods = tuple(m for m in wants.methods if m in cards)
    edits = (e for e in wants.edits if e.method in cards and _fits(e, cards[e.method].burst))
    brush = wants.overlays.get(BRUSH)
    lit = brush is not None and brush.values.shape == brush.cine.shape
    return replace(
        wants,
        methods=methods,
        selected=wants.selected if wants.selected in cards else next(iter(methods), None),
        controls=_controls(wants, cards),
        pins=tuple(p for p in wants.pins if _in(p.cine, p.row, p.column)),
        line=wants.line if wants.line is not None and _lies(wants.line) else None,
        painted={k: p for k, p in wants.painted.items() if p.levels.shape == k[0].shape},
        overlays=wants.overlays if lit else {},
        edits=tuple(edits),
        references={c: r for c, r in wants.references.items() if not misfit(c, r)},
        rois=tuple(r for r in wants.rois if _is_in(r)),
        rulers=tuple(r for r in wants.rulers if _holds(r.cine, r.start) and _holds(r.cine, r.end)),
        beside=_beside(wants, cards),
        **_shown(wants),
    )


def _beside(wants: Wants, cards: Mapping[str, Card]) -> Beside | None:
    """The second cine, by the methods there are; none where it is shown as the first one."""
    beside, shown = wants.beside, wants.cine or next(iter(wants.cines), None)
    if beside is None or beside.cine is shown:
        return None
    methods = beside.methods and tuple(m for m in beside.methods if m in cards)
    spot = beside.spot if beside.spot is not None and _in(beside.cine, *beside.spot) else None
    return replace(beside, methods=methods, spot=spot)


def _shown(wants: Wants) -> dict[str, Any]:
    """What is shown of the cine; of another than the one in the session, from its beginning."""
    if wants.cine is not None:
        looked_at, last = wants.looked_at, len(wants.cine) - 1
        there = looked_at is not None and _in(wants.cine, looked_at.row, looked_at.column)
        return {
            "frame": min(wants.frame, last),
            "looked_at": looked_at if there else None,
            "playback": replace(wants.playback, playing=wants.playback.playing and last > 0),
        }
    playback = replace(wants.playback, first=0, last=None, playing=False)
    shown = {"cine": next(iter(wants.cines), None), "frame": 0, "playback": playback}
    return shown | {"looked_at": None, "levels": {}, "views": {}}


def _lies(line: Line) -> bool:
    return _in(line.cine, *line.start) and _in(line.cine, *line.end)


def _is_in(roi: Roi) -> bool:
    """Whether a region is on a frame of its cine, and has a pixel there."""
    frame = roi.frame or 0
    fits = roi.painted is None or roi.painted.shape == roi.cine.shape
    return fits and 0 <= frame < len(roi.cine) and bool(roi.mask(frame).any())


def _holds(cine: Cine, place: tuple[float, float]) -> bool:
    return all(0 <= at <= side for at, side in zip(place, cine.shape, strict=True))


def _fits(made: PinEdit, burst: int) -> bool:
    edit = made.edit
    source = edit.copied_from or (edit.row, edit.column)
    inside = _in(made.cine, edit.row, edit.column) and _in(made.cine, *source)
    return inside and all(abs(tap.frame) <= burst // 2 for tap in edit.taps)


def _controls(wants: Wants, cards: Mapping[str, Card]) -> dict[str, dict[str, float]]:
    """Values of controls that there are, within their ranges."""
    return {
        method: {
            control.name: min(max(values[control.name], control.minimum), control.maximum)
            for control in cards[method].controls
            if control.name in values
        }
        for method, values in wants.controls.items()
        if method in cards
    }


def _in(cine: Cine, row: int, column: int) -> bool:
    rows, columns = cine.shape
    return 0 <= row < rows and 0 <= column < columns
