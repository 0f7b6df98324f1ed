"""Whether what a session file says can be shown at all."""

from collections.abc import Iterator

import numpy as np

from speckle_viewer import measuring
from speckle_viewer.colours import DISTINCT
from speckle_viewer.measuring.dynamic_range import LARGEST as LARGEST_RANGE
from speckle_viewer.quantities import OVER_TIME, QUANTITIES
from speckle_viewer.viewer.along import SPANS, THICKNESSES
from speckle_viewer.viewer.bench import LARGEST_GAIN, MOST_LEVELS, WAVELETS
from speckle_viewer.viewer.beside import MOST_FRAMES, MOST_SECONDS
from speckle_viewer.viewer.comparison import GAINS
from speckle_viewer.viewer.gallery import SPACINGS
from speckle_viewer.viewer.magnifier import FACTORS
from speckle_viewer.viewer.measurements import HISTOGRAM
from speckle_viewer.viewer.roi import BRUSH_WIDTHS
from speckle_viewer.viewer.session_values import NotAsWrittenError
from speckle_viewer.viewer.wants import PIN_COLOURS, SPEEDS, Wants

_LARGEST_PART = 64


def check_choices(wants: Wants) -> None:
    """Raise `NotAsWrittenError` for a choice that there is not, or a number that cannot be."""
    parts = (_of_panes, _of_two_cines, _of_explainers, _of_kernels, _of_regions, _of_measuring)
    for checks in parts:
        for where, allowed, must in checks(wants):
            if not allowed:
                raise NotAsWrittenError(f"wants.{where}", must)


_Checks = Iterator[tuple[str, bool, str]]


def _of_panes(wants: Wants) -> _Checks:
    yield "frame", wants.frame >= 0, "must be 0 or more"
    yield "playback.speed", wants.playback.speed in SPEEDS, f"must be one of {SPEEDS}"
    first, last = wants.playback.first, wants.playback.last
    yield "playback.first", first >= 0, "must be 0 or more"
    yield "playback.last", last is None or last >= first, "must not be before the first frame"
    for pane, levels in wants.levels.items():
        yield f"levels.{pane}", levels.low < levels.high, "must have a low below its high"
    for pane, view in wants.views.items():
        yield f"views.{pane}.zoom", 1e-3 <= view.zoom <= 1e3, "must be from 0.001 to 1000"
    for i, pin in enumerate(wants.pins):
        colours = f"must be from 0 to {PIN_COLOURS - 1}"
        yield f"pins[{i}].colour", 0 <= pin.colour < PIN_COLOURS, colours
    for i, paint in enumerate(wants.painted.values()):
        possible = not np.isinf(paint.levels).any() and not (paint.levels < 0).any()
        yield f"painted[{i}]", possible, "must hold no negative noise"


def _of_two_cines(wants: Wants) -> _Checks:
    beside = wants.beside
    if beside is not None:
        yield "beside.cine", beside.cine is not wants.cine, "must be another cine than the first"
        seconds, frames = abs(beside.seconds), abs(beside.frames)
        yield "beside.seconds", seconds <= MOST_SECONDS, f"must be within {MOST_SECONDS:g} s"
        yield "beside.frames", frames <= MOST_FRAMES, f"must be within {MOST_FRAMES} frames"


def _of_explainers(wants: Wants) -> _Checks:
    chosen, bench = wants.kernel_map, wants.bench
    yield "kernel_map.name", chosen.name in QUANTITIES, f"must be one of {', '.join(QUANTITIES)}"
    yield "kernel_map.opacity", 0 <= chosen.opacity <= 1, "must be from 0 to 1"
    yield "kernel_map.spacing", 1 <= chosen.spacing <= 1024, "must be from 1 to 1024"
    limits = chosen.limits
    yield "kernel_map.limits", limits is None or limits[0] < limits[1], "must go upwards"
    yield "over_time", wants.over_time in OVER_TIME, f"must be one of {', '.join(OVER_TIME)}"
    yield "gallery.spacing", wants.gallery.spacing in SPACINGS, f"must be one of {SPACINGS}"
    yield "bench.wavelet", bench.wavelet in WAVELETS, f"must be one of {', '.join(WAVELETS)}"
    yield "bench.levels", 1 <= bench.levels <= MOST_LEVELS, f"must be from 1 to {MOST_LEVELS}"
    gains = all(0 <= gain <= LARGEST_GAIN for gain in bench.scales.values())
    yield "bench.scales", gains, f"must be from 0 to {LARGEST_GAIN:g}"
    yield "along.thickness", wants.along.thickness in THICKNESSES, f"must be one of {THICKNESSES}"
    span = wants.along.span
    yield "along.span", span is None or span in SPANS, f"must be one of {SPANS}"
    magnifies = wants.magnifier.factor in FACTORS
    yield "magnifier.factor", magnifies, f"must be one of {FACTORS}"
    how = wants.comparison
    yield "comparison.gain", GAINS[0] <= how.gain <= GAINS[1], "must be from 1 to 32"
    shares = 0 <= how.share <= 1 and 0 <= how.divider <= 1
    yield "comparison", shares, "must have a share and a divider from 0 to 1"
    part = 1 <= wants.jacobian_size <= _LARGEST_PART
    yield "jacobian_size", part, f"must be from 1 to {_LARGEST_PART}"


def _of_kernels(wants: Wants) -> _Checks:
    for i, made in enumerate(wants.edits):
        for tap in made.edit.taps:
            reach = tap.size // 2
            inside = tap.size % 2 == 1 and abs(tap.dy) <= reach and abs(tap.dx) <= reach
            yield f"edits[{i}].edit.taps", inside, "must lie within their kernels"


def _of_regions(wants: Wants) -> _Checks:
    least, largest = BRUSH_WIDTHS
    width = least <= wants.brush_width <= largest
    yield "brush_width", width, f"must be from {least} to {largest}"
    for what, drawn in (("rois", wants.rois), ("rulers", wants.rulers)):
        names = [(one.cine, one.name) for one in drawn]
        for i, (cine, name) in enumerate(names):
            own = name == " ".join(name.split()) != "" and (cine, name) not in names[:i]
            yield f"{what}[{i}].name", own, "must be a name that no other one of its cine has"
    for i, roi in enumerate(wants.rois):
        where, count = f"rois[{i}]", len(roi.points)
        colours = f"must be from 0 to {len(DISTINCT) - 1}"
        yield f"{where}.colour", 0 <= roi.colour < len(DISTINCT), colours
        painted = (roi.shape == "brush") == (roi.painted is not None)
        yield f"{where}.painted", painted, "must be there for a brush, and for nothing else"
        enough = {"brush": count == 0, "polygon": count >= 3}.get(roi.shape, count == 2)
        yield f"{where}.points", enough, "must be as many as its shape has"


def _of_measuring(wants: Wants) -> _Checks:
    how, known = wants.measuring, f"must be of {', '.join(measuring.QUANTITIES)}"
    yield "measuring.columns", all(c in measuring.QUANTITIES for c in how.columns), known
    plotted = how.plot == HISTOGRAM or how.plot in measuring.QUANTITIES
    yield "measuring.plot", plotted, f"must be {HISTOGRAM!r} or one of the columns"
    possible = all(0 < decibels <= LARGEST_RANGE for decibels in how.dynamic_ranges.values())
    yield "measuring.dynamic_ranges", possible, f"must be above 0, up to {LARGEST_RANGE:g} dB"
