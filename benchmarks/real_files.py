"""What methods do to real recordings, where nobody knows the truth: regions are found by rule.

    python benchmarks/real_files.py --data ../shared/data --method kpn --method mwcnn

Of the middle frame of each file, found in the unfiltered image alone:

- flat: the four squares of 24 px whose brightness, blurred by 6 px, varies least; speckle SNR
  there, the log compression undone with 60 dB for all files, as few say theirs;
- pairs: flat squares at most 72 px apart whose means differ by 15 grey levels or more; gCNR;
- edges: upright or level steps of 50 grey levels or more that are straight over 12 px; width;
- points: peaks of at least five standard deviations over what is around them (31 px), narrower than
  8 px both ways; lost where no peak of three is left within 2 px.
"""

import argparse
from collections.abc import Sequence
from contextlib import closing
from itertools import combinations
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from speckle_viewer import denoise, metrics, open_cine
from speckle_viewer.errors import CineError

Grey = NDArray[np.float32]
Place = tuple[slice, slice]

SIDE, FLAT, STEP, RANGE_DB = 24, 4, 50 / 255, 60.0
QUESTIONS = ("snr", "gcnr", "edge", "lost", "shift")
FOLDERS = ("dicom", "derived", "clips", "stills", "bmode_lossless")


def squares(tissue: NDArray[np.bool_], height: int = SIDE, width: int = SIDE) -> list[Place]:
    """Places on a grid that hold tissue alone."""
    rows, columns = tissue.shape
    places = [
        (slice(r, r + height), slice(c, c + width))
        for r in range(0, rows - height + 1, height // 2)
        for c in range(0, columns - width + 1, width // 2)
    ]
    return [p for p in places if tissue[p].all()]


def apart(places: Sequence[Place], count: int) -> list[Place]:
    """The first places that do not overlap."""
    kept: list[Place] = []
    for place in places:
        if all(distance(place, other) >= SIDE for other in kept):
            kept.append(place)
    return kept[:count]


def distance(one: Place, other: Place) -> float:
    """Pixels between the corners of two places, the larger of down and across."""
    return float(max(abs(a.start - b.start) for a, b in zip(one, other, strict=True)))


def flat(image: Grey, tissue: NDArray[np.bool_]) -> list[Place]:
    """Where brightness is even, the most even first."""
    blurred = ndimage.gaussian_filter(image, 6)
    bright = [p for p in squares(tissue) if 40 / 255 < image[p].mean() < 200 / 255]
    return apart(sorted(bright, key=lambda p: float(blurred[p].std())), 3 * FLAT)


def edges(image: Grey, tissue: NDArray[np.bool_]) -> list[tuple[Place, int]]:
    """Straight steps, each with the axis along it."""
    found = []
    for along, (height, width) in ((0, (12, SIDE)), (1, (SIDE, 12))):
        for place in squares(tissue, height, width):
            part = image[place]
            profile = part.mean(along)
            step = abs(np.median(profile[:6]) - np.median(profile[-6:]))
            lines = part if along == 0 else part.T
            if step > STEP and min(alike(line, profile) for line in lines) > 0.8:
                found.append((step, place, along))
    found.sort(key=lambda f: -f[0])
    kept = apart([place for _, place, _ in found], 6)
    return [(place, along) for _, place, along in found if place in kept]


def alike(one: Grey, other: Grey) -> float:
    """Correlation of two profiles; 0 where one is constant."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return float(np.nan_to_num(np.corrcoef(one, other)[0, 1]))


def heights(image: Grey) -> NDArray[np.float32]:
    """How many standard deviations each pixel stands above what is around it."""
    mean = ndimage.uniform_filter(image, 31)
    spread = np.sqrt(np.maximum(ndimage.uniform_filter(image**2, 31) - mean**2, 1e-6))
    result: NDArray[np.float32] = (image - mean) / spread
    return result


def points(image: Grey, tissue: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Small bright reflectors."""
    above = heights(image)
    peaks = (image == ndimage.maximum_filter(image, 9)) & (above > 5) & tissue
    peaks &= ndimage.binary_erosion(tissue, iterations=16)
    found = []
    for row, column in np.argwhere(peaks):
        cross = image[row - 15 : row + 16, column], image[row, column - 15 : column + 16]
        if all(metrics.fwhm(line - np.median(line)) < 8 for line in cross):
            found.append((int(row), int(column)))
    return found


def measure(before: Grey, after: Grey, tissue: NDArray[np.bool_]) -> dict[str, list[float]]:
    """Ratios and differences of the output to the input, a list for each question."""
    even = flat(before, tissue)
    linear = [metrics.envelope(image, RANGE_DB) for image in (before, after)]
    snr = [
        metrics.speckle_snr(linear[1][p]) / metrics.speckle_snr(linear[0][p]) for p in even[:FLAT]
    ]
    pairs = [
        (a, b)
        for a, b in combinations(even, 2)
        if distance(a, b) <= 3 * SIDE and abs(before[a].mean() - before[b].mean()) > 15 / 255
    ]
    gcnr = [metrics.gcnr(after[a], after[b]) - metrics.gcnr(before[a], before[b]) for a, b in pairs]
    widths = [
        metrics.edge_width(after[place].mean(along)) / metrics.edge_width(before[place].mean(along))
        for place, along in edges(before, tissue)
    ]
    left = ndimage.maximum_filter(heights(after), 5)
    lost = [float(left[point] < 3) for point in points(before, tissue)]
    shift = [255 * float((after - before)[tissue].mean())]
    return dict(zip(QUESTIONS, (snr, gcnr, widths, lost, shift), strict=True))


def main() -> None:
    """Print a line per method and file, and one for all files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--method", action="append", required=True)
    options = parser.parse_args()
    files = sorted(f for folder in FOLDERS for f in (options.data / folder).glob("*"))
    print("| method | file | speckle SNR × | gCNR + | edge width × | points lost | shift |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for method in options.method:
        found: dict[str, list[float]] = {key: [] for key in QUESTIONS}
        for file in files:
            try:
                one = of_file(file, method)
            except CineError:  # no cine, or a damaged one
                continue
            print(f"| {method} | {file.name} | {line(one)} |", flush=True)
            for key, values in one.items():
                found[key].extend(values)
        print(f"| {method} | **all** | {line(found)} |", flush=True)


def of_file(file: Path, method: str) -> dict[str, list[float]]:
    """What a method does to the middle frame of a file."""
    with closing(open_cine(file)) as cine:
        middle = len(cine) // 2
        tissue, before = cine.tissue(middle), cine.grey(middle)
        after = denoise(cine, method, middle, precision="exact").image.clamp(0, 1).numpy()
    return measure(before, after, tissue)


def line(found: dict[str, list[float]]) -> str:
    """Medians, and how many of the points are lost."""

    def middle(key: str, digits: int) -> str:
        values = [v for v in found[key] if np.isfinite(v)]
        return f"{median(values):.{digits}f} ({len(values)})" if values else "–"

    lost = f"{sum(found['lost']):.0f} of {len(found['lost'])}"
    return " | ".join(
        (middle("snr", 2), middle("gcnr", 3), middle("edge", 2), lost, middle("shift", 2))
    )


if __name__ == "__main__":
    main()
