"""Lengths and areas are in millimetres only where one calibrated region holds them."""

from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread

from speckle_viewer.cine import Region, open_cine
from speckle_viewer.measuring.calibration import area, length, region_of

FINE = Region(10, 10, 60, 100, (0.1, 0.4), "tissue", "header", number=2)
COARSE = Region(60, 10, 110, 100, (0.5, 0.5), "colour", "header", number=1)
M_MODE = Region(110, 10, 150, 100, (0.2, 0.2), "m-mode", "header", number=3)
BOTH = (FINE, COARSE, M_MODE)


def test_a_distance_takes_each_direction_in_its_own_millimetres() -> None:
    found = length(BOTH, (20.0, 20.0), (50.0, 30.0))
    assert found.value == pytest.approx(np.hypot(30 * 0.1, 10 * 0.4))  # 5 mm
    assert str(found) == "5.00 mm"
    assert found.source == (
        "Sequence of Ultrasound Regions, region 2: 0.1 mm/px down, 0.4 mm/px across"
    )


def test_a_distance_from_one_region_to_another_is_in_pixels() -> None:
    found = length(BOTH, (20.0, 20.0), (80.0, 100.0))
    assert found.unit == "px"
    assert found.value == pytest.approx(np.hypot(60, 80))
    assert found.source == (
        "In pixels: both ends must lie in one calibrated 2-D region for millimetres."
    )
    assert length(BOTH, (5.0, 20.0), (20.0, 20.0)).unit == "px"


def test_where_time_runs_across_there_are_no_millimetres() -> None:
    assert length(BOTH, (120.0, 20.0), (130.0, 20.0)).unit == "px"
    assert region_of(BOTH, (120.0, 20.0)) is None


def test_without_calibration_it_says_so() -> None:
    detected = Region(0, 0, 50, 50, None, "tissue", "detected")
    found = length([detected], (0.0, 0.0), (3.0, 4.0))
    assert str(found) == "5 px"
    assert found.source == "In pixels: the file does not say how large they are."


def test_of_overlapping_regions_one_that_holds_both_ends_counts() -> None:
    """A colour box in the B-mode image: what begins in it and ends outside is still in one."""
    box = Region(20, 20, 40, 40, (0.2, 0.2), "colour", "header", number=1)
    whole = Region(0, 0, 100, 100, (0.2, 0.2), "tissue", "header", number=2)
    assert length([box, whole], (30.0, 30.0), (30.0, 80.0)).value == pytest.approx(10.0)


def test_an_area_is_that_of_its_pixels() -> None:
    inside = np.zeros((150, 120), bool)
    inside[20:30, 30:55] = True
    found = area(BOTH, inside)
    assert found.unit == "mm²"
    assert found.value == pytest.approx(250 * 0.1 * 0.4)
    inside[60] = True
    assert str(area(BOTH, inside)) == "370 px"
    assert str(area(BOTH, np.zeros((150, 120), bool))) == "0 px"


def test_pixel_spacing_is_named() -> None:
    spaced = Region(0, 0, 50, 50, (0.3, 0.3), "tissue", "detected")
    assert length([spaced], (0.0, 0.0), (10.0, 0.0)).source == "Pixel Spacing: 0.3 mm/px"


def test_the_sample_is_measured_as_its_header_says() -> None:
    file = Path(__file__).parents[2] / "resources" / "sample.dcm"
    item = dcmread(file).SequenceOfUltrasoundRegions[0]
    cine = open_cine(file)
    region = cine.main_region
    assert region is not None
    top = (region.top + 1.0, region.left + 1.0)
    found = length(cine.regions, top, (top[0] + 100, top[1]))
    assert found.value == pytest.approx(1000 * item.PhysicalDeltaY)
    assert found.source.startswith("Sequence of Ultrasound Regions, region 1: ")
