"""Values along a line are those of a slow formula, and lengths hold in one region only."""

from dataclasses import dataclass
from math import cos, hypot, sin

import numpy as np
import pytest
from numpy.typing import NDArray

from speckle_viewer.cine import Region
from speckle_viewer.viewer.along import as_luma, places, read_along
from speckle_viewer.viewer.wants import Line


@dataclass(frozen=True, eq=False)
class Cine:
    """As much of a cine as a line asks for."""

    regions: tuple[Region, ...] = ()


def region(top: int, bottom: int, mm_per_px: tuple[float, float]) -> Region:
    return Region(top, 0, bottom, 60, mm_per_px, "tissue", "header", 1)


def line(start: tuple[int, int], end: tuple[int, int], *regions: Region) -> Line:
    return Line(Cine(regions), start, end)  # type: ignore[arg-type]


@pytest.fixture
def image() -> NDArray[np.uint8]:
    return np.random.default_rng(0).integers(0, 255, (40, 60)).astype(np.uint8)


def bilinear(image: NDArray[np.uint8], row: float, column: float) -> float:
    """By hand: the four pixels around a place, the edge repeated."""
    rows, columns = image.shape
    row, column = min(max(row, 0.0), rows - 1.0), min(max(column, 0.0), columns - 1.0)
    top, left = min(int(row), rows - 2), min(int(column), columns - 2)
    down, right = row - top, column - left
    total = 0.0
    for r, share_r in ((top, 1 - down), (top + 1, down)):
        for c, share_c in ((left, 1 - right), (left + 1, right)):
            total += share_r * share_c * float(image[r, c])
    return total


@pytest.mark.parametrize(
    ("start", "end"), [((3, 5), (30, 50)), ((35, 2), (4, 9)), ((7, 7), (7, 40)), ((2, 50), (39, 0))]
)
@pytest.mark.parametrize("thickness", [1, 3, 5])
def test_values_are_bilinear_and_a_pixel_step_apart(
    image: NDArray[np.uint8], start: tuple[int, int], end: tuple[int, int], thickness: int
) -> None:
    where = places(line(start, end), thickness)
    values = read_along(image, where)
    down, across = end[0] - start[0], end[1] - start[1]
    length = hypot(down, across)
    count = round(length) + 1
    assert len(values) == count
    for i in range(count):
        part = i / (count - 1)
        row, column = start[0] + part * down, start[1] + part * across
        beside = [j - thickness // 2 for j in range(thickness)]
        read = [
            bilinear(image, row - j * across / length, column + j * down / length) for j in beside
        ]
        assert values[i] == pytest.approx(sum(read) / thickness, abs=1e-3)
    assert np.diff(where.distance) == pytest.approx(length / (count - 1))
    assert where.unit == "px"


def test_both_ends_are_the_pixels_themselves(image: NDArray[np.uint8]) -> None:
    values = read_along(image, places(line((3, 5), (20, 33))))
    assert (values[0], values[-1]) == (image[3, 5], image[20, 33])


def test_lines_beside_it_are_at_right_angles_on_the_skin(image: NDArray[np.uint8]) -> None:
    scale = (0.2, 0.05)
    where = places(line((5, 5), (30, 45), region(0, 40, scale)), 3)
    along = np.array([(30 - 5) * scale[0], (45 - 5) * scale[1]])
    beside = np.array(
        [where.rows[2, 0] - where.rows[0, 0], where.columns[2, 0] - where.columns[0, 0]]
    )
    assert hypot(*beside) == pytest.approx(2)
    assert float(along @ (beside * scale)) == pytest.approx(0, abs=1e-9)
    assert where.unit == "mm"
    assert where.length == pytest.approx(hypot(*along))


def test_a_line_over_two_regions_has_no_millimetres() -> None:
    two = region(0, 20, (0.1, 0.1)), region(20, 40, (0.3, 0.3))
    across = places(line((5, 5), (30, 5), *two))
    assert (across.unit, across.length) == ("px", 25)
    assert "one calibrated" in across.source
    within = places(line((22, 5), (30, 5), *two))
    assert within.unit == "mm"
    assert within.length == pytest.approx(0.3 * 8)


def test_colours_are_read_one_by_one_and_become_their_luma() -> None:
    colour = np.random.default_rng(1).integers(0, 255, (40, 60, 3)).astype(np.uint8)
    where = places(line((1, 2), (33, 51)))
    values = read_along(colour, where)
    for i in range(3):
        assert values[:, i] == pytest.approx(read_along(colour[..., i], where))
    slow = [0.299 * r + 0.587 * g + 0.114 * b for r, g, b in values.tolist()]
    assert as_luma(values) == pytest.approx(slow, rel=1e-5)


def test_the_nearest_pixel_of_a_distance() -> None:
    where = places(line((10, 10), (10, 30)), 3)
    assert where.nearest(7.2) == (10, 17)
    assert where.nearest(-5) == (10, 10)
    slanted = places(line((0, 0), (30, 40)))
    angle = np.arctan2(40, 30)
    row, column = slanted.nearest(20)
    assert hypot(row - 20 * cos(angle), column - 20 * sin(angle)) < 1


def test_a_line_of_one_pixel_is_a_line(image: NDArray[np.uint8]) -> None:
    values = read_along(image, places(line((4, 4), (4, 4)), 3))
    assert np.isfinite(values).all()
