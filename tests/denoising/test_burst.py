"""A burst holds the nearest frames that show the tissue anew, and says which they are."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from speckle_viewer.cine import Cine, Frame, Region, Timing
from speckle_viewer.denoising.burst import burst_indices, gather
from speckle_viewer.errors import CineError
from tests.denoising.fakes import speckle

EVERYTHING = (slice(None), slice(None))


class Numbered:
    """Shows the pictures with these numbers, and notes which frames were decoded."""

    def __init__(self, pictures: Sequence[int], broken: Sequence[int] = ()) -> None:
        self.pictures, self.broken = pictures, broken
        self.decoded: list[int] = []

    def decode(self, index: int) -> Frame:
        if index in self.broken:
            raise CineError("This frame is damaged.")
        self.decoded.append(index)
        return speckle(1, 12, 16, seed=self.pictures[index])[0]

    def close(self) -> None:
        pass


def showing(
    pictures: Sequence[int],
    times: Sequence[float] | NDArray[np.float64] | None = None,
    broken: Sequence[int] = (),
) -> tuple[Cine, Numbered]:
    """A cine in which the frames with equal numbers are equal."""
    source = Numbered(pictures, broken)
    seconds = np.arange(len(pictures)) / 25 if times is None else np.asarray(times, float)
    cine = Cine(
        source,
        name="made for a test",
        path=None,
        frame_count=len(pictures),
        shape=(12, 16),
        timing=Timing(seconds, "file"),
        regions=[Region(0, 0, 12, 16, None, "tissue", "header")],
    )
    return cine, source


def chosen(cine: Cine, frame: int, length: int = 5) -> tuple[int, ...]:
    """Which frames the burst has; they are also what it holds."""
    burst = gather(cine, frame, length, EVERYTHING, cine.tissue(frame))
    expected = np.stack([cine.grey(i) for i in burst.indices])
    np.testing.assert_array_equal(burst.brightness, expected)
    assert burst.indices[length // 2] == frame
    return burst.indices


@pytest.mark.parametrize(
    ("frame", "length", "count", "expected"),
    [
        (10, 5, 60, (8, 9, 10, 11, 12)),
        (10, 1, 60, (10,)),
        (0, 5, 60, (2, 1, 0, 1, 2)),
        (1, 5, 60, (1, 0, 1, 2, 3)),
        (59, 5, 60, (57, 58, 59, 58, 57)),
        (0, 4, 60, (2, 1, 0, 1)),
        (59, 4, 60, (57, 58, 59, 58)),
        (0, 5, 2, (0, 1, 0, 1, 0)),
        (1, 7, 3, (2, 1, 0, 1, 2, 1, 0)),
        (0, 5, 1, (0, 0, 0, 0, 0)),
    ],
)
def test_a_burst_is_reflected_at_the_ends(
    frame: int, length: int, count: int, expected: tuple[int, ...]
) -> None:
    assert burst_indices(frame, length, count) == expected
    cine, _ = showing(range(count))
    assert chosen(cine, frame, length) == expected


@pytest.mark.parametrize("count", [1, 2, 3, 4, 9])
@pytest.mark.parametrize("length", [1, 3, 5, 8])
def test_the_frame_itself_stands_in_the_middle(count: int, length: int) -> None:
    for frame in range(count):
        indices = burst_indices(frame, length, count)
        assert len(indices) == length
        assert indices[length // 2] == frame
        assert all(0 <= i < count for i in indices)


def test_copies_are_passed_over() -> None:
    cine, _ = showing([i // 2 for i in range(20)])
    assert chosen(cine, 8) == (5, 7, 8, 10, 12)
    assert chosen(cine, 9) == (5, 7, 9, 10, 12)
    assert chosen(cine, 0) == (4, 2, 0, 2, 4)
    assert chosen(cine, 19) == (15, 17, 19, 17, 15)


def test_copies_have_the_same_burst_of_pictures() -> None:
    pictures = [0, 1, 1, 2, 3, 3, 3, 4, 5, 5, 6, 7]  # 24 frames a second shown at 30 and the like
    cine, _ = showing(pictures)
    seen: dict[int, set[tuple[int, ...]]] = {}
    for frame, picture in enumerate(pictures):
        seen.setdefault(picture, set()).add(tuple(pictures[i] for i in chosen(cine, frame)))
    assert all(len(bursts) == 1 for bursts in seen.values())
    assert seen[4] == {(2, 3, 4, 5, 6)}


def test_a_cine_in_reverse_has_the_bursts_in_reverse() -> None:
    pictures = [0, 1, 1, 1, 2, 3, 3, 4, 5, 6, 6, 7]
    (forwards, _), (backwards, _) = showing(pictures), showing(pictures[::-1])
    last = len(pictures) - 1
    for frame in range(len(pictures)):
        mirrored = tuple(last - i for i in reversed(chosen(backwards, last - frame)))
        assert chosen(forwards, frame) == mirrored


def test_a_copy_that_was_compressed_again_is_a_copy() -> None:
    cine, source = showing([0, 0, 1, 1, 2, 2])
    exact = source.decode

    def noisy(index: int) -> Frame:
        frame = exact(index).copy()
        frame[index % 12, 3] ^= 1  # here and there by one grey level
        return frame

    source.decode = noisy  # type: ignore[method-assign]
    assert chosen(cine, 2, 3) == (1, 2, 4)


def test_what_moves_beside_the_tissue_makes_no_new_frame() -> None:
    cine, source = showing([0, 0, 1, 2])
    exact = source.decode

    def with_a_clock(index: int) -> Frame:
        frame = exact(index).copy()
        frame[:, 8:] = 20 * index
        return frame

    source.decode = with_a_clock  # type: ignore[method-assign]
    tissue = np.zeros((12, 16), bool)
    tissue[:, :8] = True
    assert gather(cine, 0, 3, EVERYTHING, tissue).indices == (2, 0, 2)


def test_faint_and_deep_frames_are_compared_by_their_own_brightness() -> None:
    cine, source = showing([0, 1, 2])
    exact = source.decode
    source.decode = lambda index: exact(index) // 64  # type: ignore[method-assign]
    assert chosen(cine, 1, 3) == (0, 1, 2)


@pytest.mark.parametrize("level", [0, 1])
def test_a_frozen_cine_is_seen_as_one_frame_and_not_decoded_to_its_ends(level: int) -> None:
    cine, source = showing([0] * 200)
    exact = source.decode
    source.decode = lambda index: exact(index) * np.uint8(level)  # type: ignore[method-assign]
    assert chosen(cine, 100) == (100,) * 5
    assert len(set(source.decoded)) <= 17


def test_a_burst_does_not_reach_over_a_gap_in_time() -> None:
    times = np.arange(12) / 25
    times[6:] += 1.0
    cine, _ = showing(range(12), times)
    assert chosen(cine, 5) == (3, 4, 5, 4, 3)
    assert chosen(cine, 4) == (2, 3, 4, 5, 4)
    assert chosen(cine, 6) == (8, 7, 6, 7, 8)
    assert chosen(cine, 2) == (0, 1, 2, 3, 4)


def test_a_frame_alone_between_two_gaps_is_seen_alone() -> None:
    cine, _ = showing(range(7), [0, 0.04, 0.08, 1, 2, 2.04, 2.08])
    assert chosen(cine, 3) == (3,) * 5


@pytest.mark.parametrize(
    "times",
    [
        [0, 0.033, 0.1, 0.133, 0.233, 0.266],  # two frames lost at most
        [0, 0, 0.04, 0.04, 0.08, 0.08],  # copies have no time of their own
        [0, 0, 0, 0, 0, 0],
        [0, 0.02, 0.06, 0.08, 0.12, 0.14],
    ],
)
def test_unsteady_times_do_not_cut_a_burst(times: list[float]) -> None:
    cine, _ = showing(range(6), times)
    assert chosen(cine, 2) == (0, 1, 2, 3, 4)
    assert chosen(cine, 3) == (1, 2, 3, 4, 5)


def test_a_damaged_frame_ends_the_bursts_around_it() -> None:
    cine, _ = showing(range(9), broken=[5])
    assert chosen(cine, 4) == (2, 3, 4, 3, 2)
    assert chosen(cine, 6) == (8, 7, 6, 7, 8)
    with pytest.raises(CineError, match="damaged"):
        gather(cine, 5, 5, EVERYTHING, np.ones((12, 16), bool))


def test_one_frame_alone_decodes_nothing_else() -> None:
    cine, source = showing(range(9))
    assert chosen(cine, 4, 1) == (4,)
    assert source.decoded == [4]
