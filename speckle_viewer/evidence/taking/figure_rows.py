"""Which panels of a figure stand side by side."""

from collections.abc import Sequence
from itertools import groupby

from speckle_viewer.evidence.shown import Panel, Picture, Shown, Table

_IN_ONE_ROW = 3
_SMALL = 32  # values across, up to which a picture is a small one, such as a kernel
_ACROSS = (5, 3, 4)  # of more than `_IN_ONE_ROW` small ones: a burst's five frames stay in a row
_MOST, _MANY = 15, 5  # of more small ones than that, so many stand in a row
_WIDE = 2.0  # width over height from which a picture needs more room

Rows = Sequence[Sequence[Panel]]


def rows_of(shown: Shown) -> list[Rows]:
    """The panels in their order, as blocks of rows with columns of one width each.

    Tables have the whole width. Small pictures, such as kernels, that are many stand apart from the
    rest, and so do plots where it is said how many pictures stand in a row.
    """
    if shown.across:
        runs = groupby(shown.panels, lambda panel: isinstance(panel, Picture))
        return [_cut([*run], shown.across if of else _IN_ONE_ROW) for of, run in runs]
    return [
        _cut(run, 1 if kind == "table" else _across(run))
        for kind, group in groupby(shown.panels, lambda panel: _kind(panel, len(shown.panels)))
        if (run := [*group])
    ]


def is_wide(panel: Panel) -> bool:
    """Whether a picture is so wide that it needs more room than others."""
    return isinstance(panel, Picture) and panel.values.shape[1] > _WIDE * panel.values.shape[0]


def _kind(panel: Panel, count: int) -> str:
    if isinstance(panel, Table):
        return "table"
    return "small" if count > _IN_ONE_ROW and _is_small(panel) else "large"


def _is_small(panel: Panel) -> bool:
    return isinstance(panel, Picture) and max(panel.values.shape[:2]) <= _SMALL


def _across(panels: Sequence[Panel]) -> int:
    count = len(panels)
    if count <= _IN_ONE_ROW:
        return count
    if all(map(_is_small, panels)):
        return next((n for n in _ACROSS if count % n == 0), 5) if count <= _MOST else _MANY
    return 2 if count == 4 or any(map(is_wide, panels)) else _IN_ONE_ROW


def _cut(panels: Sequence[Panel], across: int) -> Rows:
    return [panels[i : i + across] for i in range(0, len(panels), across)]
