"""Measuring: the values of places in images, for the table and for plots over time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Frame
from speckle_viewer.cine.cine import to_grey
from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.explain.measuring.question import Place, Question, Seen, Setting, Source
from speckle_viewer.gui.tr import tr
from speckle_viewer.measuring import QUANTITIES, Subject
from speckle_viewer.measuring.calibration import region_of
from speckle_viewer.measuring.quantity import bounding_box
from speckle_viewer.viewer import INPUT
from speckle_viewer.viewer.roi import Roi

BINS = np.linspace(0, 255, 65)
"""Of histograms, in grey levels."""

_BLACK = 1.5 / 255

Grey = NDArray[np.float32]


@dataclass(frozen=True)
class Cell:
    """A value, or what stands in its place and why."""

    value: float | None
    short: str = "…"
    why: str = ""


@dataclass(frozen=True, eq=False)
class Row:
    """One place in one image on a frame.

    ``counts`` are its pixels in each of `BINS`, ``tissue`` the share of them that are tissue: the
    others no method alters. ``black`` is the share that is tissue and has 0 or 1 of 255.
    """

    place: Place
    source: Source
    frame: int
    cells: Mapping[str, Cell]
    counts: NDArray[np.intp] | None = None
    tissue: float = 1.0
    black: float = 0.0


@dataclass(frozen=True)
class Found:
    """Values of one place in one image on one frame."""

    source: Source
    place: Place
    frame: int
    values: Mapping[str, float | None]


def measure(question: Question, task: Task) -> tuple[Row, ...]:
    """All rows of the table, place by place."""
    setting = question.setting
    grey: dict[int, Grey] = {}
    before: dict[int, Grey | None] = {}
    for seen in question.seen:
        task.check()
        if seen.image is not None:
            grey[seen.number] = to_grey(seen.image, setting.cine.value_range)
            if seen.frame not in before:
                before[seen.frame] = _input(setting, seen, grey)
    tissue: dict[int, NDArray[np.bool_] | None] = {}
    rows = []
    for place in question.places:
        for seen in question.seen:
            task.check()
            if seen.image is None:
                cells = dict.fromkeys(question.names, Cell(None))
                rows.append(Row(place, seen.source, seen.frame, cells))
                continue
            given = None if seen.source.pane == INPUT else before[seen.frame]
            subject = subject_of(setting, place, seen.frame, grey[seen.number], given)
            cells = {name: _cell(name, subject, place, seen.frame) for name in question.names}
            if seen.frame not in tissue:
                tissue[seen.frame] = _tissue(setting, seen.frame)
            shares = _shares(subject, tissue[seen.frame])
            rows.append(Row(place, seen.source, seen.frame, cells, _counts(subject), *shares))
    return tuple(rows)


def _tissue(setting: Setting, frame: int) -> NDArray[np.bool_] | None:
    """Which pixels methods may alter; None where the frame is not decoded by now."""
    there = setting.cine.peek(frame)
    return None if there is None else setting.cine.tissue(frame)


def _shares(subject: Subject, tissue: NDArray[np.bool_] | None) -> tuple[float, float]:
    """Of a region's pixels: those that are tissue, and those of them that are black."""
    if subject.inside is None or not subject.inside.any():
        return 1.0, 0.0
    black = subject.values <= _BLACK
    if tissue is None:
        return 1.0, float(black.mean())
    within = tissue[subject.inside]
    return float(within.mean()), float((black & within).mean())


def _input(setting: Setting, seen: Seen, grey: Mapping[int, Grey]) -> Grey | None:
    """The input of the frame that an image is of, if it is decoded."""
    if seen.source.pane == INPUT:
        return grey[seen.number]
    given = setting.cine.peek(seen.frame)
    return None if given is None else to_grey(given, setting.cine.value_range)


def measure_frame(
    setting: Setting,
    places: Iterable[Place],
    frame: int,
    images: Sequence[tuple[Source, Grey]],
    given: Grey,
    names: Sequence[str],
) -> Iterator[Found]:
    """Values of places in the images of one frame; ``given`` is the input of that frame."""
    for place in places:
        for source, image in images:
            before = None if source.pane == INPUT else given
            subject = subject_of(setting, place, frame, image, before)
            values = {name: QUANTITIES[name].of(subject) for name in names}
            yield Found(source, place, frame, values)


def subject_of(
    setting: Setting, place: Place, frame: int, image: Grey, before: Grey | None
) -> Subject:
    """What a place in an image is measured by."""
    regions = setting.cine.regions
    if not isinstance(place, Roi):
        region = region_of(regions, place.start, place.end)
        scale = None if region is None else region.mm_per_px
        return Subject(image, before=before, line=(place.start, place.end), mm_per_px=scale)
    inside, other = place.mask(frame), setting.background
    scale = None
    if inside.any():
        rows, columns = bounding_box(inside)
        corners = (rows.start, columns.start), (rows.stop, columns.stop)
        region = region_of(regions, *corners)
        scale = None if region is None else region.mm_per_px
    background = None if other is None or other is place else other.mask(frame)
    return Subject(
        image,
        inside,
        before,
        background,
        dynamic_range=setting.dynamic_range,
        mm_per_px=scale,
        truth=setting.truth(frame),
    )


def _cell(name: str, subject: Subject, place: Place, frame: int) -> Cell:
    quantity = QUANTITIES[name]
    value = quantity.of(subject)
    if value is not None:
        return Cell(value, "", "")
    if isinstance(place, Roi) and place.frame is not None:
        if frame != place.frame or quantity.compute is None:
            return Cell(None, "–", tr("The region is on one frame only."))
    elif not isinstance(place, Roi) and "line" not in quantity.needs:
        return Cell(None, "–", tr("Is of regions: a line has none."))
    return Cell(None, *quantity.why_not(subject))


def _counts(subject: Subject) -> NDArray[np.intp] | None:
    if subject.inside is None:
        return None
    return np.histogram(255 * subject.values, BINS)[0]


def grey_of(setting: Setting, image: Frame) -> Grey:
    """A frame of the setting's cine, or an image made of one, as brightness in [0, 1]."""
    return to_grey(image, setting.cine.value_range)


def found_in(row: Row) -> Found | None:
    """What a row says; None while there is no image."""
    if row.counts is None and any(cell.short == "…" for cell in row.cells.values()):
        return None
    values = {name: cell.value for name, cell in row.cells.items()}
    return Found(row.source, row.place, row.frame, values)
