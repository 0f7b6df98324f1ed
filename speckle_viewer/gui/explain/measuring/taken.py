"""What was measured as something that can be taken away: a table with what one must know of it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from speckle_viewer.export.processing import Processing
from speckle_viewer.gui.explain.measuring.drawing import PlotPart
from speckle_viewer.gui.explain.measuring.plots import looks_of
from speckle_viewer.gui.explain.measuring.question import Place, Question, Setting, Source, name_of
from speckle_viewer.gui.explain.measuring.table import MeasurementModel
from speckle_viewer.gui.explain.measuring.values import BINS, Found, Row
from speckle_viewer.gui.explain.measuring.whole_cine import Whole
from speckle_viewer.gui.exporting import processing_of
from speckle_viewer.measuring import QUANTITIES
from speckle_viewer.viewer import Scene
from speckle_viewer.viewer.file_names import file_name
from speckle_viewer.viewer.measurements import HISTOGRAM
from speckle_viewer.viewer.roi import Roi, place_of

if TYPE_CHECKING:
    from speckle_viewer.evidence.shown import Shown, Table

Facts = Mapping[str, str]

_WHOLE = "whole cine"


def table_of(rows: Sequence[Row], names: Sequence[str]) -> "Table":
    """The rows that are shown."""
    from speckle_viewer.evidence.shown import Table

    heads = ("Region", "Image", "Frame", *(QUANTITIES[name].head for name in names))
    cells = [
        (
            name_of(row.place),
            row.source.title,
            row.frame + 1,
            *(row.cells[name].value if name in row.cells else None for name in names),
        )
        for row in rows
    ]
    return Table("Measurements", heads, tuple(cells))


def whole_table(whole: Whole) -> "Table":
    """A line for each place, image and frame; what is of the whole cine stands in each."""
    from speckle_viewer.evidence.shown import Table

    asked = whole.asked
    each = [name for name in asked.names if QUANTITIES[name].compute is not None]
    over = [name for name, q in QUANTITIES.items() if q.compute is None]
    heads = ["Region", "Image", "Frame", "Time (s)", *(QUANTITIES[name].head for name in each)]
    heads += [f"{QUANTITIES[name].head}, {_WHOLE}" for name in over]
    times = asked.setting.cine.times
    order = {source.pane: place for place, source in enumerate(asked.sources)}
    places = {place: number for number, place in enumerate(asked.places)}

    def rank(found: Found) -> tuple[int, int, int]:
        return places[found.place], order[found.source.pane], found.frame

    rows = []
    for found in sorted(whole.found, key=rank):
        if isinstance(found.place, Roi) and not found.place.is_on(found.frame):
            continue
        of_cine = whole.over_cine.get((found.source.pane, found.place), {})
        place = (name_of(found.place), found.source.title, found.frame + 1)
        time = float(times[found.frame])
        values = [found.values.get(name) for name in each] + [of_cine.get(name) for name in over]
        rows.append((*place, time, *values))
    return Table("Measurements of the whole cine", tuple(heads), tuple(rows))


def facts_of(scene: Scene, setting: Setting, frames: str) -> dict[str, str]:
    """What the numbers depend on, for a caption: never anything that names a patient."""
    decibels, background = setting.dynamic_range, setting.background
    said = setting.cine in scene.wants.measuring.dynamic_ranges
    source = "set by the user" if said else "from the header"
    titled = {pane.title: ", ".join(pane.settings) for pane in scene.panes if pane.settings}
    settings = "; ".join(f"{title}: {text}" for title, text in titled.items())
    return {
        "Frames": frames,
        "Dynamic range": "not known" if decibels is None else f"{decibels:g} dB, {source}",
        "Background": "none" if background is None else background.name,
        "Settings": settings or "as on the methods' cards",
    }


def where_of(place: Place, frame: int) -> str:
    """Shape and place of what is measured, in pixels from 0 at the upper left."""
    if not isinstance(place, Roi):
        (top, left), (bottom, right) = place.start, place.end
        return f"from row {top}, column {left} to row {bottom}, column {right} px"
    said = f"{place.shape}, {place_of(place, frame)}"
    if place.path:
        return f"{said} on frame {frame + 1}; tracked"
    return said if place.frame is None else f"{said}; on frame {place.frame + 1} only"


def facts_for_file(
    scene: Scene,
    setting: Setting,
    sources: Sequence[Source],
    places: Sequence[Place],
    names: Sequence[str],
    frames: str,
) -> dict[str, str]:
    """The same with the recording's name, where regions are, what made each image, conventions."""
    facts = {"Recording": file_name(setting.cine, "not named")} | facts_of(scene, setting, frames)
    for place in places:
        kind = "Region " if isinstance(place, Roi) else ""
        facts[f"{kind}“{name_of(place)}”"] = where_of(place, scene.wants.frame)
    for source in sources:
        processing: Processing = processing_of(scene.wants, source.pane, "whole")
        made = "as it is in the file" if processing.method is None else processing.describe()
        facts[f"Image “{source.title}”"] = made
    for name in names:
        quantity = QUANTITIES[name]
        parts = (quantity.symbol, quantity.convention, quantity.reference)
        facts[quantity.head] = " · ".join(part for part in parts if part)
    return facts


def write_csv(path: Path, title: str, facts: Facts, table: "Table") -> Path:
    """Write a table whole or not at all. Raises `ExportError`."""
    from speckle_viewer.evidence.shown import Shown
    from speckle_viewer.evidence.taking import save

    return save(Shown(title, facts, (table,)), path)


def shown_measurements(
    scene: Scene, question: Question, measured: MeasurementModel, plot: PlotPart, name: str
) -> "Shown":
    """What the dock shows: the table, and the curves beside it, of what ``name`` says."""
    from speckle_viewer.evidence.shown import Curves, Shown

    frame = f"{scene.wants.frame + 1} of {scene.wants.frame_count}"
    facts = facts_of(scene, question.setting, frame)
    cine = question.setting.cine
    drawn = plot.histogram.curves if name == HISTOGRAM else plot.course.curves
    ys, looks = {curve.name: curve.values for curve in drawn}, looks_of(drawn)
    if name == HISTOGRAM:
        middles = (BINS[:-1] + BINS[1:]) / 2
        title = f"Histogram of {plot.region_name}"
        curves = Curves(title, middles, "Brightness (grey levels of 255)", ys, "Pixels (%)", looks)
    else:
        head, of = QUANTITIES[name].head, plot.region_name
        title = f"{head} over time, {of}" if of else f"{head} over time"
        curves = Curves(title, cine.times, "Time (s)", ys, head, looks)
    known = any(np.isfinite(curve.values).any() for curve in drawn)
    plots = (curves,) if known else ()  # no empty axes
    return Shown("Measurements", facts, (table_of(measured.rows, measured.names), *plots))
