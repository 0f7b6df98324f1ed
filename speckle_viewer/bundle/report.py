"""The report of a bundle: one HTML page that needs nothing beside it."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

from speckle_viewer import paths
from speckle_viewer.bundle.collect import Bundle, ShownFrame
from speckle_viewer.bundle.marks import marks_of
from speckle_viewer.evidence.shown import Panel, Shown, Table
from speckle_viewer.methods import Card
from speckle_viewer.methods.describe import entries, figures
from speckle_viewer.viewer import Overlay
from speckle_viewer.viewer.pixel import value_at
from speckle_viewer.viewer.roi import area_of, place_of


def report_of(bundle: Bundle, names: Sequence[str], pictures: Mapping[str, bytes]) -> str:
    """The page. ``pictures`` are PNG files by their name without its end, which go into it.

    ``names`` are those of the frames, the kernels and the explainers, in this order.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = paths.resources_folder() / "report"
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined
    )
    places = iter(names)
    return environment.get_template("report.html").render(
        bundle=bundle,
        frames=[_frame(frame, name := next(places), pictures[name]) for frame in bundle.frames],
        kernels=[_shown(shown, name := next(places), pictures[name]) for shown in bundle.kernels],
        explainers=[_shown(shown, name := next(places), pictures[name]) for shown in bundle.shown],
        pins=_pins(bundle),
        drawn=_drawn(bundle),
        cards=[_card(card) for card in bundle.cards],
    )


def _inline(png: bytes) -> str:
    return "data:image/png;base64," + b64encode(png).decode("ascii")


def _frame(frame: ShownFrame, name: str, png: bytes) -> dict[str, Any]:
    rows, columns = frame.image.shape[:2]
    pane = frame.pane
    return {
        "title": pane.title,
        "cine": frame.cine,
        "frame": (pane.frame or 0) + 1,
        "settings": frame.settings,
        "over": [_bar(overlay) for overlay in pane.overlays if overlay.title],
        "levels": _span(pane.levels.low, pane.levels.high) if pane.values is None else None,
        "width": columns,
        "height": round(rows * pane.aspect, 2),
        "marks": marks_of(frame),
        "name": name,
        "picture": _inline(png),
    }


def _shown(shown: Shown, name: str, png: bytes) -> dict[str, Any]:
    tables = [panel for panel in shown.panels if is_table(panel)]
    return {
        "title": shown.title,
        "facts": shown.facts,
        "tables": [{"title": t.title, "heads": t.heads, "rows": _rows(t)} for t in tables],
        "picture": _inline(png) if len(tables) < len(shown.panels) else None,
        "name": name,
    }


def _bar(overlay: Overlay) -> str:
    """What the colour bar over an image says."""
    if overlay.colours == "classes":
        return f"{overlay.title}: {', '.join(overlay.classes)}"
    return f"{overlay.title}: {_span(*overlay.limits)} {overlay.unit}".rstrip()


def _span(low: float, high: float) -> str:
    return f"{low:.4g} to {high:.4g}".replace("-", "−")


def is_table(panel: Panel) -> TypeGuard[Table]:
    """Whether the page has a panel as a table, not in a picture."""
    return isinstance(panel, Table)


def _rows(table: Table) -> list[list[str]]:
    return [[v if isinstance(v, str) else _number(v) for v in row] for row in table.rows]


def _number(value: float | None) -> str:
    return "–" if value is None or value != value else f"{value:.4g}"


def _pins(bundle: Bundle) -> list[dict[str, Any]]:
    """The value of each image at each pin, cine by cine."""
    found = []
    for cine, pins in bundle.pins:
        frames = [f for f in bundle.frames if any(pin in pins for pin in f.pane.pins)]
        rows = []
        for number, pin in enumerate(pins, 1):
            said = [value_at(frame.pane, pin.row, pin.column) for frame in frames]
            rows.append([str(number), str(pin.column), str(pin.row), *said])
        heads = [f"{f.pane.title} ({unit})" if (unit := _unit(f)) else f.pane.title for f in frames]
        if rows:
            found.append({"cine": cine, "heads": heads, "rows": rows})
    return found


def _unit(frame: ShownFrame) -> str:
    """What the values at the pins are in; empty where they carry their unit themselves."""
    if frame.pane.unit or frame.pane.values is not None:
        return ""
    return frame.scale.unit or "brightness, 0 to 1"


def _drawn(bundle: Bundle) -> list[tuple[str, str, str, str, str]]:
    """Regions and distances: name, kind, place, size, and where its scale is from."""
    panes = {frame.cine: frame.pane for frame in bundle.frames}
    found: list[tuple[str, str, str, str, str]] = []
    for pane in panes.values():
        for roi in pane.rois:
            size, place = area_of(roi, pane.frame or 0), place_of(roi, pane.frame or 0)
            found.append((roi.name, roi.shape, place, str(size), size.source))
        for ruler in pane.rulers:
            (top, left), (bottom, right) = ruler.start, ruler.end
            place = f"from x {left:g}, y {top:g} to x {right:g}, y {bottom:g} px"
            found.append((ruler.name, "distance", place, str(ruler.length), ruler.length.source))
    return found


def _card(card: Card) -> dict[str, Any]:
    said = [(name, text) for name, text in entries(card) if name != "Title"]
    metrics = [(test_set, figures(values)) for test_set, values in card.metrics.items()]
    return {"title": card.title, "entries": said, "metrics": metrics}
