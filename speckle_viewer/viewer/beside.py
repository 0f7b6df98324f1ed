"""A second cine beside the first: what is wanted of it, and how it follows the first one.

The panes of the second cine have the ids of the first cine's with a suffix. Of what is wanted,
pixels, frames and ids are those of the first cine; `swapped` turns that round, so that whatever
works on the first cine works on the second one too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

import numpy as np

from speckle_viewer.cine import Cine
from speckle_viewer.viewer.comparison import COMPARE

if TYPE_CHECKING:
    from speckle_viewer.viewer.wants import Hover, View, Wants

Sync = Literal["time", "frame"]
"""What frames of two cines that are shown together have in common."""

Pixel = tuple[int, int]
Shape = tuple[int, int]

T = TypeVar("T")

MOST_SECONDS, MOST_FRAMES = 3600.0, 99_999
"""How far one cine can be set off against the other."""

_BESIDE = "@2"
_NAME_BESIDE = "\n2"  # no user can give a region or a distance a name with a line break
_ALL = ""  # where values of all panes are kept
_EARLIER_S = 1e-6  # of two frames that are equally near in time the earlier one is taken


@dataclass(frozen=True)
class Beside:
    """A second cine, and how it follows the first one.

    Attributes
    ----------
    methods
        Those that it is shown by; None for those of the first cine.
    seconds, frames
        How far on it is when the first cine is at its beginning, where they are synchronised by
        time, and by frame.
    spot
        (row, column) of the pixel that was looked at last in a pane of this cine.
    """

    cine: Cine
    methods: tuple[str, ...] | None = None
    sync: Sync = "time"
    seconds: float = 0.0
    frames: int = 0
    spot: Pixel | None = None


class Followed(NamedTuple):
    """A frame of the second cine, and whether it stands for one before or after its ends."""

    frame: int
    beyond: Literal["", "before", "after"] = ""


def across(pane: str) -> str:
    """The id of a pane as the other cine has it: the suffix is added, or taken away."""
    if pane == COMPARE:
        return pane
    return own_pane(pane) if is_beside(pane) else pane + _BESIDE


def is_beside(pane: str) -> bool:
    """Whether a pane belongs to the other cine."""
    return pane.endswith(_BESIDE)


def own_pane(pane: str) -> str:
    """The id of a pane among those of its own cine."""
    return pane.removesuffix(_BESIDE)


def followed(wants: "Wants", frame: int | None = None) -> Followed:
    """The frame of the second cine that belongs to one of the first: by default to that shown.

    By time it is the one that is nearest, from the true times of the frames, counted from the
    first frame of each cine.
    """
    first, beside = wants.cine, wants.beside
    assert first is not None
    assert beside is not None
    frame, last = wants.frame if frame is None else frame, len(beside.cine) - 1
    if beside.sync == "frame":
        return _within(frame + beside.frames, last)
    time = first.times[frame] - first.times[0] + beside.seconds
    times = beside.cine.times - beside.cine.times[0]
    if time < -beside.cine.timing.interval / 2:
        return _within(-1, last)
    if time > times[-1] + beside.cine.timing.interval / 2:
        return _within(last + 1, last)
    return Followed(int(np.abs(times - (time - _EARLIER_S)).argmin()))


def _within(frame: int, last: int) -> Followed:
    if frame < 0:
        return Followed(0, "before")
    return Followed(last, "after") if frame > last else Followed(frame)


def swapped(wants: "Wants") -> "Wants":
    """The same with the two cines in each other's place: the second one is the current one."""
    first, beside = wants.cine, wants.beside
    assert first is not None
    assert beside is not None
    spot, how, links = wants.looked_at, wants.comparison, wants.links
    same = beside.methods is None
    views = {p: _scaled(v, first.shape, beside.cine.shape) for p, v in wants.views.items()}
    levels = wants.levels if first.value_range == beside.cine.value_range else {}
    return replace(
        wants,
        cine=beside.cine,
        methods=wants.methods if beside.methods is None else beside.methods,
        frame=followed(wants).frame,
        playback=replace(wants.playback, first=0, last=None),
        levels=levels if links.levels and levels else _shared(levels) | _across(wants.levels),
        views=views if links.view else _shared(views) | _across(wants.views),
        hover=_seen_across(wants.hover, first, beside),
        looked_at=_seen_across(spot, first, beside),
        explaining=wants.explaining and across(wants.explaining),
        evidence={who: frozenset(map(across, m)) for who, m in wants.evidence.items()},
        roi=wants.roi and _name_across(wants.roi),  # what is selected is of one cine
        ruler=wants.ruler and _name_across(wants.ruler),
        comparison=replace(
            how, first=how.first and across(how.first), second=how.second and across(how.second)
        ),
        beside=Beside(
            cine=first,
            methods=None if same else wants.methods,
            sync=beside.sync,
            seconds=-beside.seconds,
            frames=-beside.frames,
            spot=None if spot is None else (spot.row, spot.column),
        ),
    )


def wanted_beside(wants: "Wants") -> "Wants":
    """What is wanted of the second cine, where it is the only one.

    It is inspected only while the mouse was last in its panes.
    """
    return replace(
        swapped(wants),
        beside=None,
        inspecting=wants.inspecting and wants.looks_beside,
    )


def same_place(pixel: Pixel, shape: Shape, other: Shape) -> Pixel:
    """The pixel of an image that lies where one of another image does; shapes (rows, columns).

    The same one where they are of one size, else the one as far down and across, in parts of it.
    """
    row, column = (
        min(int((at + 0.5) * now / before), now - 1)
        for at, before, now in zip(pixel, shape, other, strict=True)
    )
    return row, column


def _seen_across(hover: "Hover | None", first: Cine, beside: Beside) -> "Hover | None":
    if hover is None:
        return None
    at, there = (hover.row, hover.column), beside.spot
    if there is None or same_place(there, beside.cine.shape, first.shape) != at:
        there = same_place(at, first.shape, beside.cine.shape)
    row, column = there
    return replace(hover, pane=across(hover.pane), row=row, column=column)


def _name_across(name: str) -> str:
    """The name of what is selected, as the other cine has it: it is none of that cine's own."""
    own = name.removesuffix(_NAME_BESIDE)
    return name + _NAME_BESIDE if own == name else own


def _scaled(view: "View", shape: Shape, other: Shape) -> "View":
    """The view of an image that shows the same part of it, in the same size."""
    down, right = (now / before for before, now in zip(shape, other, strict=True))
    return replace(view, row=view.row * down, column=view.column * right, zoom=view.zoom / right)


def _shared(values: Mapping[str, T]) -> dict[str, T]:
    return {pane: value for pane, value in values.items() if pane in (_ALL, COMPARE)}


def _across(values: Mapping[str, T]) -> dict[str, Any]:
    return {across(pane): value for pane, value in values.items() if pane != COMPARE}
