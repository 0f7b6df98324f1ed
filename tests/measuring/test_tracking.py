"""Regions go along with tissue: known motion is followed, and what is lost is said."""

from itertools import count
from pathlib import Path

import numpy as np
import pytest
import torch
from scipy.ndimage import gaussian_filter, map_coordinates

from speckle_viewer.cine import open_cine
from speckle_viewer.errors import CineError
from speckle_viewer.measuring.motion import Motion
from speckle_viewer.measuring.tracking import Track, runs_in_words, track, weak_frames
from speckle_viewer.simulation.marks import SECTOR_MARGINS
from speckle_viewer.simulation.phantoms import USUAL_SCANNER, Heart
from speckle_viewer.simulation.physical_scan import physical_scan
from speckle_viewer.simulation.scanner import Scanner

SHAPE = (96, 112)


def texture(seed: int = 0) -> np.ndarray:
    noise = gaussian_filter(np.random.default_rng(seed).normal(size=SHAPE), 1.5, mode="wrap")
    return (0.5 + noise / (6 * noise.std())).clip(0, 1).astype(np.float32)


def moved(image: np.ndarray, down: float, right: float) -> np.ndarray:
    """By cubic splines: another interpolation than that of the optical flow."""
    rows, columns = np.indices(image.shape)
    places = rows - down, columns - right
    return map_coordinates(image, places, order=3, mode="grid-wrap").astype(np.float32)


def disc(row: float, column: float, radius: float) -> np.ndarray:
    rows, columns = np.indices(SHAPE)
    return np.hypot(rows - row, columns - column) < radius


SQUARE = [(30, 30), (30, 70), (70, 70), (70, 30)]


def middle(found: Track, frame: int) -> np.ndarray:
    """How far the middle of the discs, most of which lie here, has moved."""
    return found.path[frame]((48, 56)) - (48, 56)


def test_a_pattern_that_moves_by_parts_of_pixels_is_followed() -> None:
    turn = np.arange(12) * 0.6
    way = np.stack([9 * np.sin(turn), 6.3 * (1 - np.cos(turn))], 1)
    pattern = texture()
    frames = [moved(pattern, *by) for by in way]
    start = 4
    found = track(frames.__getitem__, len(frames), start, disc(48, 56, 11))
    assert [*found.path] == [*found.match] == [*range(12)]
    for frame, by in enumerate(way):
        assert np.hypot(*(middle(found, frame) - (by - way[start]))) < 0.5
    assert found.path[start] == Motion()
    assert min(found.match.values()) > 0.95


def test_a_pattern_that_turns_and_is_stretched_is_followed() -> None:
    """By 20 degrees and 15 per cent in ten frames; the outline stays within a pixel."""
    pattern, corner = texture(), np.array([48.0, 56.0])
    motions = []
    for part in np.linspace(0, 1, 11):
        angle = np.radians(20 * part)
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        matrix = turn @ np.diag([1 + 0.15 * part, 1 - 0.1 * part])
        motions.append(Motion.of(matrix, corner - matrix @ corner + (3 * part, 0)))
    grid = np.moveaxis(np.indices(SHAPE), 0, -1)
    frames = [
        map_coordinates(pattern, np.moveaxis(m.back(grid), -1, 0), order=3, mode="grid-wrap")
        for m in motions
    ]
    found = track([f.astype(np.float32) for f in frames].__getitem__, 11, 0, disc(48, 56, 14))
    angles = np.linspace(0, 2 * np.pi, 16)
    rim = corner + 14 * np.stack([np.sin(angles), np.cos(angles)], 1)
    for frame, motion in enumerate(motions):
        assert np.hypot(*(found.path[frame](rim) - motion(rim)).T).max() < 1
    shifted_only = np.hypot(*(rim + np.array([3, 0]) - motions[-1](rim)).T).max()
    assert shifted_only > 4


def test_few_pixels_are_shifted_only() -> None:
    pattern = texture()
    found = track(lambda i: moved(pattern, i, 0), 4, 0, disc(48, 56, 2))
    assert all(motion.only_shifts for motion in found.path.values())
    assert middle(found, 3)[0] == pytest.approx(3, abs=0.5)


def test_what_stands_still_stays() -> None:
    frame = texture()
    found = track(lambda _: frame, 4, 0, disc(40, 40, 8))
    for motion in found.path.values():
        assert np.allclose(motion(SQUARE), SQUARE, atol=0.01)
    assert min(found.match.values()) > 0.999


def test_what_is_not_found_again_has_a_weak_match() -> None:
    """Frames that have nothing in common, and frames without anything to follow."""
    noise = [texture(seed) for seed in range(5)]
    found = track(noise.__getitem__, 5, 2, disc(48, 56, 14))
    assert all(match < 0.5 for frame, match in found.match.items() if frame != 2)
    even = np.full(SHAPE, 0.3, np.float32)
    assert track(lambda _: even, 3, 0, disc(48, 56, 14)).match == {0: 1, 1: 0, 2: 0}


def test_over_a_damaged_frame_it_stays() -> None:
    pattern = texture()

    def frame_of(frame: int) -> np.ndarray:
        if frame == 2:
            raise CineError("Frame 3 is damaged.")
        return moved(pattern, frame, 0)

    found = track(frame_of, 5, 0, disc(48, 56, 11))
    assert found.path[2] == found.path[1] == found.path[3]
    assert (found.match[2], found.match[3]) == (0, 0)
    down = middle(found, 4) - middle(found, 3)
    assert down[0] == pytest.approx(1, abs=0.1)


def test_it_says_how_far_it_is_and_can_be_stopped() -> None:
    frame, calls = texture(), count()
    told: list[float] = []

    class StopError(Exception):
        pass

    def check() -> None:
        if next(calls) == 2:
            raise StopError

    with pytest.raises(StopError):
        track(lambda _: frame, 9, 3, disc(40, 40, 8), check=check, progress=told.append)
    assert told == [1 / 8, 2 / 8]


def test_a_small_region_at_the_edge_is_followed_as_far_as_it_is_seen() -> None:
    pattern = texture()
    found = track(lambda i: moved(pattern, -3 * i, 0), 6, 0, disc(3, 50, 5))
    assert set(found.path) == {*range(6)}
    assert found.match[5] == 0


def test_of_a_single_frame_there_is_nothing_to_track() -> None:
    assert track(lambda _: texture(), 1, 0, disc(40, 40, 8)).path == {0: Motion()}


# The sample is what `speckle-viewer simulate heart` makes, whose motion is known.
PLACES = {"septum": (150, 200), "lateral wall": (150, 268), "valve plane": (205, 207)}


@pytest.mark.parametrize("name", PLACES)
def test_tissue_of_the_simulated_heart_is_followed(name: str) -> None:
    cine = open_cine(Path(__file__).parents[2] / "resources" / "sample.dcm")
    scanner = Scanner(**USUAL_SCANNER["heart"])
    scan = physical_scan(scanner, cine.shape[0], SECTOR_MARGINS)
    heart, beats = (
        Heart(scanner, np.random.default_rng(0)),
        round(len(cine) / scanner.frame_rate_hz),
    )
    centre, frames = PLACES[name], 20  # of which the heart contracts in the first ten

    def truth(places: np.ndarray, frame: int) -> np.ndarray:
        resting = heart.resting(scan.to_mm(torch.tensor(places, dtype=torch.float32)), 0.0)
        return scan.to_pixels(heart.moved(resting, frame * beats / len(cine) % 1)).numpy()

    rows, columns = np.indices(cine.shape)
    inside = np.hypot(rows - centre[0], columns - centre[1]) < 13
    found = track(cine.grey, frames, 0, inside)
    angles = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    rim = np.array(centre) + 13 * np.stack([np.sin(angles), np.cos(angles)], 1)
    errors, shifted = [], []  # of the rim, and those that the best shift would make
    for i in range(frames):
        there = truth(rim, i)
        errors.append(np.hypot(*(found.path[i](rim + 0.5) - 0.5 - there).T).mean())
        way = (there - rim).mean(axis=0)
        shifted.append(np.hypot(*(rim + way - there).T).mean())
    assert max(np.hypot(*(truth(rim, i) - rim).mean(axis=0)) for i in range(frames)) > 6
    assert max(errors) < 2.5
    assert max(errors) < 0.75 * max(shifted)
    assert np.median(errors) < 1.5
    assert min(found.match.values()) > 0.5


def test_weak_frames_are_named_from_one() -> None:
    match = {0: 1.0, 1: 0.4, 2: 0.3, 3: 0.9, 4: 0.49, 5: 0.5}
    assert weak_frames(match, 0.5) == [(1, 2), (4, 4)]
    assert runs_in_words(weak_frames(match, 0.5)) == "2–3, 5"
