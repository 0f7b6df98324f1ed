"""Text and marks beside the sector are found, and tissue is never taken for them."""

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from scipy import ndimage

from speckle_viewer.cine import open_cine
from speckle_viewer.cine.annotations import annotations, insonified
from speckle_viewer.paths import sample_cine
from speckle_viewer.simulation.marks import SECTOR_MARGINS, marked
from speckle_viewer.simulation.phantoms import PHANTOMS, USUAL_SCANNER
from speckle_viewer.simulation.physical_scan import physical_scan
from speckle_viewer.simulation.recording import Recording
from speckle_viewer.simulation.scanner import Scanner


def fan(value: int = 120) -> NDArray[np.uint8]:
    """A fan of speckle with a black cavity."""
    y, x = np.mgrid[:240, :320]
    inside = (np.abs(x - 160) < (y - 20) * 0.6) & (np.hypot(x - 160, y - 20) < 200) & (y > 20)
    cavity = np.hypot(x - 160, y - 140) < 40
    speckle = np.random.default_rng(1).rayleigh(0.8, y.shape)
    return (np.clip(value * speckle, 30, 255) * (inside & ~cavity)).astype(np.uint8)


def with_text(frame: NDArray[np.uint8], at: tuple[int, int], value: int = 200) -> NDArray[np.uint8]:
    image = Image.fromarray(frame)
    ImageDraw.Draw(image).text(at, "Depth 12 cm", fill=value)
    return np.asarray(image)


def test_text_beside_the_sector_is_found_whole() -> None:
    plain = fan()
    frame = with_text(plain, (8, 8))
    found = annotations(frame)
    assert found[frame != plain].all()
    assert not found[plain > 0].any()


def test_the_black_beside_the_sector_is_not_insonified_and_a_cavity_is() -> None:
    frame = with_text(fan(), (8, 8)).copy()
    frame[200, 20] = 90  # a stray pixel
    y, x = np.mgrid[:240, :320]
    away = np.abs(x - 160) - (y - 20) * 0.6
    found = insonified(frame, ~annotations(frame))
    assert found[fan() > 0].all()
    assert found[np.hypot(x - 160, y - 140) < 40].all()
    assert not found[(away > 8) | (y < 12) | (y > 228)].any()


def test_islands_of_dim_tissue_are_insonified_with_what_lies_between() -> None:
    frame = np.zeros((120, 160), np.uint8)
    frame[20:40, 20:140] = 200
    frame[80:100:8, 60:100] = 20
    found = insonified(frame, np.ones(frame.shape, bool))
    assert found[frame > 0].all()
    assert found[60, 80]
    assert not found[108:].any()


def test_all_tissue_of_a_black_frame_is_insonified() -> None:
    tissue = np.arange(600).reshape(20, 30) % 7 > 0
    assert (insonified(np.zeros((20, 30), np.uint8), tissue) == tissue).all()


def test_a_leaflet_in_a_cavity_is_tissue() -> None:
    frame = fan()
    frame[138:141, 150:170] = 250
    assert not annotations(frame).any()


def test_faint_islands_behind_a_shadow_are_tissue() -> None:
    frame = fan()
    frame[225:232, 60:75] = 40
    assert not annotations(frame).any()


def test_half_an_image_beside_a_gap_is_tissue() -> None:
    frame = np.full((120, 200), 90, np.uint8)
    frame[:, 80:100] = 0
    frame[50:60, :] = 200
    frame[50:60, 80:100] = 0
    assert not annotations(frame).any()


def test_colour_and_deep_frames_are_read_alike() -> None:
    frame = with_text(fan(), (8, 8))
    expected = annotations(frame)
    deep = frame.astype(np.uint16) * 16
    deep[150, 100] = 255 * 16
    np.testing.assert_array_equal(annotations(np.stack([frame] * 3, -1)), expected)
    np.testing.assert_array_equal(annotations(deep), expected)


@pytest.mark.parametrize("shape", [(1, 1), (3, 500), (500, 3), (5, 5)])
@pytest.mark.parametrize("value", [0, 200])
def test_any_size_will_do(shape: tuple[int, int], value: int) -> None:
    frame = np.full(shape, value, np.uint8)
    assert annotations(frame).shape == shape
    assert not annotations(frame).any()


def test_thin_text_close_to_the_sector_is_found_and_a_thick_echo_is_not() -> None:
    plain = fan()
    frame = with_text(plain, (214, 80))
    beside = frame != plain
    beside[plain > 0] = False
    assert 7 < ndimage.distance_transform_edt(plain == 0)[beside].min() < 14
    assert not (beside & ~annotations(frame)).any()
    assert not annotations(frame)[plain > 0].any()
    far_wall = plain.copy()
    far_wall[227:237, 120:200] = 200
    assert not annotations(far_wall).any()


@pytest.mark.parametrize("index", [0, 7, 13, 20, 33, 40, 59])
def test_the_marks_of_the_sample_are_no_tissue(index: int) -> None:
    scanner = Scanner(**USUAL_SCANNER["heart"])
    scan = physical_scan(scanner, 320, SECTOR_MARGINS)
    phantom = PHANTOMS["heart"](scanner, np.random.default_rng(0))
    phase = Recording(scanner, scan, phantom, frames=60).phase(index)
    drawn = marked(torch.zeros(scan.height, scan.width), scan, "Simulated heart", phase)
    marks = drawn > 0
    inside = scan.inside().numpy() > 0
    cine = open_cine(sample_cine())
    frame, tissue = cine.frame(index), cine.tissue(index)
    # The shipped file has them as they are drawn now, but for its compression.
    assert np.abs(frame[marks].astype(float) - drawn[marks]).mean() < 10
    assert not tissue[marks].any()
    assert tissue[inside].all()
