"""Methods measured on a real cine, where nobody knows the truth."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_erosion

from speckle_viewer import metrics
from speckle_viewer.cine import Cine
from speckle_viewer.denoising import denoise
from speckle_viewer.errors import EvaluationError
from speckle_viewer.evaluation.progress import counted
from speckle_viewer.evaluation.regions import Rectangle, check_inside, share_inside
from speckle_viewer.evaluation.settings import Settings, named
from speckle_viewer.evaluation.tables import Table, mean_of
from speckle_viewer.metrics.array import Float

INPUT = "input"

_TISSUE = {
    "shift (grey levels)": 2, "EPI": 3, "flicker (grey levels)": 2,
    "warping error (grey levels)": 2,
}  # fmt: skip
_REGION = {"mean (grey levels)": 1, "shift (grey levels)": 2, "flicker (grey levels)": 2}
_REGION_LINEAR = {
    "speckle SNR": 2, "ENL": 2, "SSI": 3, "SMPI": 3, "FWHM axial (px)": 2, "FWHM lateral (px)": 2,
}  # fmt: skip
_PAIR = {"CNR": 2, "gCNR": 3}
_PAIR_LINEAR = {"contrast (dB)": 2}
_EDGE = {"width (px)": 2, "of input (%)": 0}

_BLUR = (
    "A high speckle SNR alone proves little, for blur raises it too: read it with the width of an "
    "edge."
)
_NO_RANGE = (
    "Without --dynamic-range the log compression cannot be undone: speckle SNR, ENL, SSI, SMPI, "
    "FWHM and contrast are left out."
)


@dataclass(frozen=True)
class Shown:
    """A part of a cine as it is and as the methods show it.

    Attributes
    ----------
    images
        Frames (T, H, W) in [0, 1] by the method's name, the unfiltered ones as "input".
    tissue
        (T, H, W): what methods may alter, without the black beside the sector.
    dynamic_range
        Decibels between black and white; None where the user does not know it.
    """

    images: Mapping[str, NDArray[np.float32]]
    tissue: NDArray[np.bool_]
    dynamic_range: float | None

    @property
    def input(self) -> NDArray[np.float32]:
        return self.images[INPUT]


def frames_around(cine: Cine, middle: int | None, count: int) -> range:
    """``count`` neighbouring frames around one, the middle one of the cine by default.

    Raises
    ------
    EvaluationError
        If there is no such frame, or no frame is asked for.
    """
    chosen = len(cine) // 2 if middle is None else middle
    if not 0 <= chosen < len(cine) or count < 1:
        raise EvaluationError(
            f"{cine.name} has frames 0 to {len(cine) - 1}: name one of them, and at least one."
        )
    first = max(0, min(chosen - count // 2, len(cine) - count))
    return range(first, min(first + count, len(cine)))


def show(cine: Cine, methods: Settings, frames: range, dynamic_range: float | None = None) -> Shown:
    """Run methods with their settings on some frames of a cine, in float32.

    Raises
    ------
    CineError, MethodError
        If a frame cannot be decoded, or a method is unknown or cannot run.
    EvaluationError
        If no frame has tissue.
    """
    tissue = np.stack([cine.insonified(i) for i in frames])
    if not tissue.any():
        raise EvaluationError(
            f"{cine.name} has no tissue in frames {frames[0]} to {frames[-1]}: choose others with "
            "--frame."
        )
    images = {INPUT: np.stack([cine.grey(i) for i in frames])}
    for method, given in methods.items():
        shown = [
            denoise(cine, method, i, controls=given, precision="exact").image.numpy()
            for i in counted(frames, method)
        ]
        images[named(method, given)] = np.stack(shown)
    return Shown(images, tissue, dynamic_range)


def cine_tables(shown: Shown, regions: list[Rectangle]) -> list[Table]:
    """What can be measured of all tissue, of each region, of each two of them, and at edges.

    Raises
    ------
    EvaluationError
        If a region leaves the frame.
    """
    check_inside(regions, (shown.input.shape[-2], shown.input.shape[-1]))
    areas = [r for r in regions if not r.is_edge]
    tables = [_tissue_table(shown)]
    if areas:
        tables.append(_region_table(shown, areas))
    if len(areas) > 1:
        tables.append(_pair_table(shown, list(combinations(areas, 2))))
    if len(areas) < len(regions):
        tables.append(_edge_table(shown, [r for r in regions if r.is_edge]))
    return tables


def _tissue_table(shown: Shown) -> Table:
    always = np.asarray(shown.tissue.all(0))
    several = len(shown.input) > 1 and bool(always.any())
    flows = metrics.optical_flow(shown.input) if several else []
    inner = [binary_erosion(tissue) for tissue in shown.tissue]
    rows = []
    for method, images in shown.images.items():
        shift = metrics.brightness_shift(images[shown.tissue], shown.input[shown.tissue])
        (kept,) = mean_of(
            [metrics.edge_preservation(image, before, inside) if inside.any() else math.nan]
            for image, before, inside in zip(images, shown.input, inner, strict=True)
        )
        flicker = 255 * metrics.flicker(images[:, always]) if several else math.nan
        warping = 255 * metrics.warping_error(images, flows, always) if several else math.nan
        rows.append(("tissue", method, [255 * shift, kept, flicker, warping]))
    notes = [
        "EPI compares with the unfiltered input, so that speckle that is gone counts against it. "
        "Flicker includes what moves. The warping error uses the motion of the input."
    ]
    return Table("All tissue", "part", _TISSUE, rows, notes)


def _region_table(shown: Shown, regions: list[Rectangle]) -> Table:
    decibels = shown.dynamic_range
    rows = []
    for region in regions:
        before = region.of(shown.input)
        for method, images in shown.images.items():
            part = region.of(images)
            values = [255 * part.mean(), 255 * metrics.brightness_shift(part, before)]
            values.append(255 * metrics.flicker(part) if len(part) > 1 else math.nan)
            if decibels is not None and before.mean() < metrics.CUT_OFF:
                values += [math.nan] * len(_REGION_LINEAR)
            elif decibels is not None:
                values += _speckle(*(metrics.envelope(x, decibels) for x in (part, before)))
            rows.append((region.name, method, values))
    notes = [_NO_RANGE if decibels is None else _BLUR]
    for region in regions:
        if min(share_inside(region, tissue) for tissue in shown.tissue) < 0.99:
            notes.append(f"{region.name} is not all tissue: the rest no method alters.")
        if decibels is not None and region.of(shown.input).mean() < metrics.CUT_OFF:
            notes.append(f"{region.name} is black: the display has cut its speckle off.")
    columns = _REGION if decibels is None else _REGION | _REGION_LINEAR
    return Table("Regions", "region", columns, rows, notes)


def _speckle(part: Float, before: Float) -> list[float]:
    """`_REGION_LINEAR` of the linear envelope (T, H, W), frame by frame."""
    return mean_of(
        (
            metrics.speckle_snr(after),
            metrics.enl(after),
            metrics.ssi(after, first),
            metrics.smpi(after, first),
            *metrics.autocorrelation_fwhm(after),
        )
        for after, first in zip(part, before, strict=True)
    )


def _pair_table(shown: Shown, pairs: list[tuple[Rectangle, Rectangle]]) -> Table:
    decibels = shown.dynamic_range
    rows = []
    for one, two in pairs:
        for method, images in shown.images.items():
            values = []
            for first, second in zip(one.of(images), two.of(images), strict=True):
                found = [metrics.cnr(first, second), metrics.gcnr(first, second)]
                if decibels is not None:
                    linear = (metrics.envelope(x, decibels) for x in (first, second))
                    found.append(metrics.contrast(*linear))
                values.append(found)
            rows.append((f"{one.name} / {two.name}", method, mean_of(values)))
    notes = ["CNR and gCNR are those of the log-compressed image, as it is seen."]
    columns = _PAIR if decibels is None else _PAIR | _PAIR_LINEAR
    return Table("Contrast", "pair", columns, rows, notes)


def _edge_table(shown: Shown, regions: list[Rectangle]) -> Table:
    rows = []
    for region in regions:
        along = metrics.edge_axis(region.of(shown.input).mean(0))
        widths = {
            method: _edge_width(region.of(images), along) for method, images in shown.images.items()
        }
        for method, width in widths.items():
            rows.append((region.name, method, [width, 100 * width / widths[INPUT]]))
    return Table(
        "Edges", "edge", _EDGE, rows, ["10 to 90 % of the step, of profiles averaged along it."]
    )


def _edge_width(parts: NDArray[np.float32], along: int) -> float:
    (width,) = mean_of([metrics.edge_width(part.mean(along))] for part in parts)
    return width
