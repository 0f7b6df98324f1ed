"""All arrays with their coordinates and units, as NumPy keeps them."""

import io
import re
from typing import Any

import numpy as np

from speckle_viewer.evidence.shown import Bars, Curves, Panel, Picture, Points, Shown, Table

_ARGUMENTS = ("file", "allow_pickle")
"""Names that `numpy.savez_compressed` takes for its own."""


def as_arrays(shown: Shown) -> dict[str, Any]:
    """Everything that is shown, by name.

    ``title`` and ``facts`` (n, 2) are strings. Each panel gives several entries that begin with its
    title in small letters, such as ``weights_5_5`` and ``weights_5_5.xs``. A title that was there
    before gets a number.

    A picture (H, W) or (H, W, 3) gives its values, ``quantity`` and ``unit``; ``xs`` (W,) and
    ``ys`` (H,), where its columns and rows lie, with ``x_label`` and ``y_label``, which hold the
    units; and, where the cine is calibrated, ``xs_mm`` and ``ys_mm``. Those of a map count from the
    middle of the frame's first pixel, those of a kernel from its middle. ``row0``, ``column0``,
    ``step`` (pixels of the frame per value) and ``mm_per_px`` (down, across) say the same shorter.

    A plot gives its coordinates and labels; a table ``heads`` and the columns ``column_0``,
    ``column_1``, ….
    """
    entries: dict[str, Any] = {
        "title": np.array(shown.title),
        "facts": np.array([*shown.facts.items()], np.str_).reshape(-1, 2),
    }
    for panel in shown.panels:
        name = _free(_plain(panel.title) or "panel", {*entries, *_ARGUMENTS})
        for part, value in _parts(panel).items():
            entries[f"{name}.{part}" if part else name] = np.asarray(value)
    return entries


def to_npz(shown: Shown) -> bytes:
    """The content of an ``.npz`` file; it needs no pickle to be read."""
    buffer = io.BytesIO()
    entries = as_arrays(shown)
    np.savez_compressed(buffer, allow_pickle=False, **entries)
    return buffer.getvalue()


def _parts(panel: Panel) -> dict[str, Any]:
    """What there is to be said of a panel; the values of a picture have no name of their own."""
    if isinstance(panel, Picture):
        parts = {
            "": panel.values,
            "title": panel.title,
            "quantity": panel.quantity,
            "unit": panel.unit,
            "row0": panel.row0,
            "column0": panel.column0,
            "step": panel.step,
        }
        return parts | _coordinates(panel)
    if isinstance(panel, Table):
        return {"title": panel.title, "heads": panel.heads, **_columns(panel)}
    labels = {"title": panel.title, "x_label": panel.x_label, "y_label": panel.y_label}
    if isinstance(panel, Curves):
        names = list[str]()
        for name in panel.ys:
            names.append(_free(f"y_{_plain(name)}", names))
        return labels | {"x": panel.x, **dict(zip(names, panel.ys.values(), strict=True))}
    if isinstance(panel, Bars):
        return labels | {"edges": panel.edges, "heights": panel.heights}
    return labels | _points(panel)


def _coordinates(picture: Picture) -> dict[str, Any]:
    """Where columns and rows lie, and what those numbers are."""
    ys, xs = picture.places
    found = {"xs": xs, "ys": ys, "x_label": picture.axes[0], "y_label": picture.axes[1]}
    if picture.mm_per_px is None:
        return found
    down, across = picture.mm_per_px
    found |= {"mm_per_px": picture.mm_per_px}
    in_pixels = picture.xs is None and picture.ys is None
    return found | ({"xs_mm": xs * across, "ys_mm": ys * down} if in_pixels else {})


def _columns(table: Table) -> dict[str, Any]:
    """Columns by number, ``column_0`` and so on: of text, or of numbers with NaN for None."""
    columns = {}
    for place, values in enumerate(zip(*table.rows, strict=True)):
        words = any(isinstance(value, str) for value in values)
        columns[f"column_{place}"] = (
            np.array(["" if value is None else value for value in values], np.str_)
            if words
            else np.array([np.nan if v is None else v for v in values], np.float64)
        )
    return columns


def _points(points: Points) -> dict[str, Any]:
    groups = {} if points.groups is None else {"groups": points.groups}
    return {"x": points.x, "y": points.y, **groups}


def _plain(title: str) -> str:
    """In small letters, figures and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")


def _free(name: str, taken: Any) -> str:
    number, free = 1, name
    while any(t == free or t.startswith(f"{free}.") for t in taken):
        number += 1
        free = f"{name}_{number}"
    return free
