"""What a session wants, of the cines and the methods that there are now."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from speckle_viewer.cine import Cine
from speckle_viewer.methods import Card
from speckle_viewer.steering import KernelEdit
from speckle_viewer.viewer.brush import lit
from speckle_viewer.viewer.wants import BRUSH, Wants

Found = Mapping[Cine, Cine]
"""The opened cines, by those that stand for them in the session."""


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
    return replace(
        wants,
        cines=tuple(found[c] for c in wants.cines if c in found),
        methods=(methods := tuple(m for m in wants.methods if m in cards)),
        selected=wants.selected if wants.selected in cards else next(iter(methods), None),
        controls=_controls(wants, cards),
        **_shown(wants, found),
        **_drawn(wants, found),
        edits=tuple(_edits(wants, found, cards)),
    )


def _shown(wants: Wants, found: Found) -> dict[str, Any]:
    """What is shown of which cine; of another than the one in the session, from its beginning."""
    cine = None if wants.cine is None else found.get(wants.cine)
    if cine is not None:
        looked_at, last = wants.looked_at, len(cine) - 1
        there = looked_at is not None and _in(cine, looked_at.row, looked_at.column)
        playback = replace(wants.playback, playing=wants.playback.playing and last > 0)
        return {
            "cine": cine,
            "frame": min(wants.frame, last),
            "looked_at": looked_at if there else None,
            "playback": playback,
        }
    playback = replace(wants.playback, first=0, last=None, playing=False)
    other = next((found[c] for c in wants.cines if c in found), None)
    shown = {"cine": other, "frame": 0, "looked_at": None, "playback": playback}
    return shown | {"levels": {}, "views": {}}


def _drawn(wants: Wants, found: Found) -> dict[str, Any]:
    """What lies over images, where it still lies within them."""
    pins = (
        replace(pin, cine=found[pin.cine])
        for pin in wants.pins
        if pin.cine in found and _in(found[pin.cine], pin.row, pin.column)
    )
    line = wants.line
    if line is not None and line.cine in found:
        cine = found[line.cine]
        line = replace(line, cine=cine) if _in(cine, *line.start) and _in(cine, *line.end) else None
    else:
        line = None
    painted = {
        (found[cine], method): paint
        for (cine, method), paint in wants.painted.items()
        if cine in found and paint.levels.shape == found[cine].shape
    }
    overlays, brush = {}, wants.overlays.get(BRUSH)
    if brush is not None and brush.cine in found:
        cine = found[brush.cine]
        if brush.values.shape == cine.shape and 0 <= brush.frame < len(cine):
            overlays[BRUSH] = lit(cine, brush.frame, brush.values, brush.classes[0])
    return {"pins": tuple(pins), "line": line, "painted": painted, "overlays": overlays}


def _edits(wants: Wants, found: Found, cards: Mapping[str, Card]) -> Iterator[Any]:
    for made in wants.edits:
        cine, card = found.get(made.cine), cards.get(made.method)
        if cine is not None and card is not None and _fits(made.edit, cine, card.burst):
            yield replace(made, cine=cine)


def _fits(edit: KernelEdit, cine: Cine, burst: int) -> bool:
    places = [(edit.row, edit.column)]
    if edit.copied_from is not None:
        places.append(edit.copied_from)
    frames = all(abs(tap.frame) <= burst // 2 for tap in edit.taps)
    return frames and all(_in(cine, *place) for place in places)


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
