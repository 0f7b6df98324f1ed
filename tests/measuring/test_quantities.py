"""Every quantity against its formula, written out pixel by pixel in float64."""

import math
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import dcmread
from scipy.stats import norm

from speckle_viewer.cine import open_cine
from speckle_viewer.measuring import DEFAULT_COLUMNS, QUANTITIES, Subject, dynamic_range_of

DECIBELS, SCALE = 50.0, (0.2, 0.3)
ROWS, COLUMNS = 40, 50
SAMPLE = Path(__file__).parents[2] / "resources" / "sample.dcm"


def disc(row: float, column: float, radius: float) -> NDArray[np.bool_]:
    rows, columns = np.ogrid[:ROWS, :COLUMNS]
    return (rows - row) ** 2 + (columns - column) ** 2 < radius**2


@pytest.fixture(scope="module")
def subject() -> Subject:
    rng = np.random.default_rng(1)
    before = rng.random((ROWS, COLUMNS)).astype(np.float32)
    image = (0.3 * before + 0.6 * np.roll(before, 1, 1) + 0.05).astype(np.float32)
    return Subject(image, disc(18, 20, 9), before, disc(25, 40, 7), None, DECIBELS, SCALE)


def pixels(image: NDArray[np.float32], inside: NDArray[np.bool_]) -> list[float]:
    places = product(range(ROWS), range(COLUMNS))
    return [float(image[place]) for place in places if inside[place]]


def linear(values: list[float]) -> list[float]:
    return [10 ** ((value - 1) * DECIBELS / 20) for value in values]


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def sd(values: list[float]) -> float:
    return math.sqrt(sum((v - mean(values)) ** 2 for v in values) / len(values))


def value(name: str, subject: Subject) -> float:
    found = QUANTITIES[name].of(subject)
    assert found is not None
    return found


def test_brightness_and_area_are_those_of_the_mask(subject: Subject) -> None:
    assert subject.inside is not None
    inside = pixels(subject.image, subject.inside)
    assert value("mean", subject) == pytest.approx(255 * mean(inside))
    assert value("std", subject) == pytest.approx(255 * sd(inside))
    assert value("area", subject) == len(inside)
    assert value("area_mm", subject) == pytest.approx(len(inside) * 0.2 * 0.3)


def test_speckle_is_that_of_the_linear_envelope(subject: Subject) -> None:
    assert subject.inside is not None
    amplitudes = linear(pixels(subject.image, subject.inside))
    snr = mean(amplitudes) / sd(amplitudes)
    assert value("snr", subject) == pytest.approx(snr)
    assert value("enl", subject) == pytest.approx(snr**2)


def test_pairs_compare_with_the_background(subject: Subject) -> None:
    assert subject.inside is not None
    assert subject.background is not None
    one, two = (pixels(subject.image, mask) for mask in (subject.inside, subject.background))
    cnr = abs(mean(one) - mean(two)) / math.sqrt(sd(one) ** 2 + sd(two) ** 2)
    assert value("cnr", subject) == pytest.approx(cnr)
    ratio = mean(linear(one)) / mean(linear(two))
    assert value("contrast", subject) == pytest.approx(20 * math.log10(ratio))


def test_gcnr_is_the_share_that_the_best_threshold_tells_apart() -> None:
    rng = np.random.default_rng(2)
    image = rng.normal(0.4, 0.1, (200, 200)).astype(np.float32)
    image[:, 100:] += 0.15
    left = np.zeros(image.shape, bool)
    left[:, :100] = True
    found = value("gcnr", Subject(image, left, background=~left))
    assert found == pytest.approx(2 * norm.cdf(0.75) - 1, abs=0.015)


def test_changes_compare_with_the_input(subject: Subject) -> None:
    assert subject.inside is not None
    assert subject.before is not None
    after = pixels(subject.image, subject.inside)
    before = pixels(subject.before, subject.inside)
    assert value("shift", subject) == pytest.approx(255 * (mean(after) - mean(before)))
    a, b = linear(after), linear(before)
    assert value("ssi", subject) == pytest.approx(sd(a) / mean(a) * mean(b) / sd(b))
    smpi = (1 + abs(mean(b) - mean(a)) / mean(b)) * sd(a) / sd(b)
    assert value("smpi", subject) == pytest.approx(smpi)


def test_edges_are_those_of_the_mask_with_its_neighbours(subject: Subject) -> None:
    def laplacian(image: NDArray[np.float32], row: int, column: int) -> float:
        around = (row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)
        return sum(float(image[place]) for place in around) - 4 * float(image[row, column])

    assert subject.inside is not None
    assert subject.before is not None
    places = np.argwhere(subject.inside)
    one, two = ([laplacian(i, r, c) for r, c in places] for i in (subject.image, subject.before))
    assert value("epi", subject) == pytest.approx(float(np.corrcoef(one, two)[0, 1]))


def test_speckle_size_is_that_of_the_bounding_box() -> None:
    """White noise through a Gaussian has a Gaussian autocovariance, √2 times as wide."""
    from scipy.ndimage import gaussian_filter

    noise = np.random.default_rng(3).normal(size=(300, 300))
    blurred = gaussian_filter(noise, (1.5, 3.0))
    envelope = 1 + 0.05 * blurred / blurred.std()
    image = (1 + 20 / DECIBELS * np.log10(envelope / 2)).astype(np.float32)
    rows, columns = np.ogrid[:300, :300]
    inside = (rows - 150) ** 2 + (columns - 150) ** 2 < 149**2
    subject = Subject(image, inside, dynamic_range=DECIBELS, mm_per_px=SCALE)
    for name, sigma, scale in (
        ("fwhm_down", 1.5, 1.0),
        ("fwhm_across", 3.0, 1.0),
        ("fwhm_down_mm", 1.5, 0.2),
        ("fwhm_across_mm", 3.0, 0.3),
    ):
        expected = scale * sigma * math.sqrt(2) * 2 * math.sqrt(2 * math.log(2))
        assert value(name, subject) == pytest.approx(expected, rel=0.06), name


@pytest.mark.parametrize("end", [(40, 90), (80, 90)])
def test_the_width_of_an_edge_is_measured_along_the_line(end: tuple[int, int]) -> None:
    """A step blurred by σ px is 2.563 σ wide across; along a slanting line it is wider."""
    columns = np.arange(120)
    profile = norm.cdf(columns, 50, 3.0)
    image = np.tile(profile, (120, 1)).astype(np.float32)
    subject = Subject(image, line=((40, 10), end), mm_per_px=SCALE)
    length = math.hypot(end[0] - 40, 80)
    expected = 2.563 * 3.0 * length / 80
    assert value("edge", subject) == pytest.approx(expected, rel=0.03)
    millimetres = math.hypot((end[0] - 40) * 0.2, 80 * 0.3) / length
    assert value("edge_mm", subject) == pytest.approx(expected * millimetres, rel=0.03)


def test_what_is_lacking_is_said_in_place_of_a_number(subject: Subject) -> None:
    without = Subject(subject.image, subject.inside)
    for name, word in (
        ("snr", "dynamic range"),
        ("cnr", "background"),
        ("ssi", "input itself"),
        ("edge", "line"),
        ("area_mm", "calibration"),
        ("flicker", "Measure whole cine"),
    ):
        quantity = QUANTITIES[name]
        assert quantity.of(without) is None
        assert word in quantity.why_not(without)[1], name
    assert QUANTITIES["snr"].why_not(without)[0] == "needs range"
    nothing = Subject(subject.image, np.zeros((ROWS, COLUMNS), bool), dynamic_range=DECIBELS)
    assert QUANTITIES["mean"].of(nothing) is None
    assert "too few pixels" in QUANTITIES["mean"].why_not(nothing)[1]


@pytest.mark.parametrize("name", ["snr", "enl", "fwhm_across", "ssi"])
def test_nothing_is_said_of_the_speckle_of_a_black_region(subject: Subject, name: str) -> None:
    black = replace(subject, image=subject.image * np.float32(0.02))
    assert QUANTITIES[name].of(subject) is not None
    assert QUANTITIES[name].of(black) is None
    assert "is black" in QUANTITIES[name].why_not(black)[1]
    assert QUANTITIES["mean"].of(black) is not None


def test_every_quantity_says_what_it_is() -> None:
    assert set(DEFAULT_COLUMNS) < set(QUANTITIES)
    for name, quantity in QUANTITIES.items():
        assert quantity.name == name
        assert quantity.title
        assert quantity.convention.endswith(".")
        linear = "linear envelope" in quantity.convention
        assert linear == ("dynamic range" in quantity.needs), name


def test_the_header_may_say_the_dynamic_range(tmp_path: Path) -> None:
    assert dynamic_range_of(open_cine(SAMPLE)) == 60.0
    silent = dcmread(SAMPLE)
    del silent.DynamicRange
    silent.save_as(tmp_path / "silent.dcm")
    assert dynamic_range_of(open_cine(tmp_path / "silent.dcm")) is None
    silent.DynamicRange = "-5"
    silent.save_as(tmp_path / "odd.dcm")
    assert dynamic_range_of(open_cine(tmp_path / "odd.dcm")) is None
