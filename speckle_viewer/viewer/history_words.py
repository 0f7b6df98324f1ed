"""What a step of the history did, in a few words that go on from "Undo"."""

from collections.abc import Callable, Mapping
from typing import Any

from speckle_viewer.viewer.roi import Roi
from speckle_viewer.viewer.ruler import Ruler
from speckle_viewer.viewer.wants import Line, Pin, Wants


def words_for(before: Wants, after: Wants, field: str) -> str:
    """Such as "move of Region 1", for a change of one of `FIELDS`."""
    return _WORDS[field](getattr(before, field), getattr(after, field))


def _of_regions(before: tuple[Roi, ...], after: tuple[Roi, ...]) -> str:
    gone, come = _without(before, after), _without(after, before)
    if not gone:
        return _some([roi.name for roi in come], "regions")
    if not come:
        return f"removal of {_some([roi.name for roi in gone], 'regions')}"
    if len(come) != 1 or len(gone) != 1:
        return "change of regions"
    old, new = gone[0], come[0]
    if old.name != new.name:
        return f"new name of {old.name}"
    if old.colour != new.colour:
        return f"colour of {new.name}"
    if old.path != new.path:
        return f"tracking of {new.name}" if new.path else f"end of tracking of {new.name}"
    return f"{'move' if _is_moved(old, new) else 'change'} of {new.name}"


def _is_moved(old: Roi, new: Roi) -> bool:
    if old.painted is not None or new.painted is not None or len(old.points) != len(new.points):
        return old.painted is not None and new.painted is not None and _same_size(old, new)
    by = {
        (round(b[0] - a[0], 6), round(b[1] - a[1], 6))
        for a, b in zip(old.points, new.points, strict=True)
    }
    return len(by) == 1


def _same_size(old: Roi, new: Roi) -> bool:
    assert old.painted is not None
    assert new.painted is not None
    return int(old.painted.sum()) == int(new.painted.sum())


def _of_pins(before: tuple[Pin, ...], after: tuple[Pin, ...]) -> str:
    gone, come = _without(before, after), _without(after, before)
    places = [f"pin at x {pin.column}, y {pin.row}" for pin in come or gone]
    return _some(places, "pins") if come else f"removal of {_some(places, 'pins')}"


def _of_rulers(before: tuple[Ruler, ...], after: tuple[Ruler, ...]) -> str:
    gone, come = _without(before, after), _without(after, before)
    if not come:
        return f"removal of {_some([ruler.name for ruler in gone], 'distances')}"
    names = _some([ruler.name for ruler in come], "distances")
    return f"move of {names}" if gone else names


def _of_line(before: Line | None, after: Line | None) -> str:
    if after is None:
        return "removal of the line"
    return "line" if before is None else "move of the line"


def _of_methods(what: str) -> Callable[[Mapping[Any, Any], Mapping[Any, Any]], str]:
    def words(before: Mapping[Any, Any], after: Mapping[Any, Any]) -> str:
        keys = [k for k in {**before, **after} if before.get(k) != after.get(k)]
        names = sorted({k if isinstance(k, str) else k[1] for k in keys})
        return f"{what} {', '.join(names)}"

    return words


_WORDS: Mapping[str, Callable[[Any, Any], str]] = {
    "rois": _of_regions,
    "rulers": _of_rulers,
    "pins": _of_pins,
    "line": _of_line,
    "painted": _of_methods("noise painted for"),
    "steering": _of_methods("steering of"),
    "edits": lambda before, after: "kernel altered by hand",
    "levels": lambda before, after: "levels",
}

FIELDS = tuple(_WORDS)
"""Of `Wants`: what can be undone. Where a change is of several, the first gives the words."""


def _without(items: tuple[Any, ...], others: tuple[Any, ...]) -> list[Any]:
    return [item for item in items if item not in others]


def _some(names: list[str], several: str) -> str:
    return names[0] if len(names) == 1 else several
