import pytest

from speckle_viewer.denoising.burst import burst_indices


@pytest.mark.parametrize(
    ("frame", "length", "count", "expected"),
    [
        (10, 5, 60, (8, 9, 10, 11, 12)),
        (10, 1, 60, (10,)),
        (0, 5, 60, (2, 1, 0, 1, 2)),
        (1, 5, 60, (1, 0, 1, 2, 3)),
        (59, 5, 60, (57, 58, 59, 58, 57)),
        (0, 5, 2, (0, 1, 0, 1, 0)),
        (1, 7, 3, (2, 1, 0, 1, 2, 1, 0)),
        (0, 5, 1, (0, 0, 0, 0, 0)),
    ],
)
def test_a_burst_is_reflected_at_the_ends(
    frame: int, length: int, count: int, expected: tuple[int, ...]
) -> None:
    assert burst_indices(frame, length, count) == expected


@pytest.mark.parametrize("count", [1, 2, 3, 4, 9])
@pytest.mark.parametrize("length", [1, 3, 5, 8])
def test_the_frame_itself_stands_in_the_middle(count: int, length: int) -> None:
    for frame in range(count):
        indices = burst_indices(frame, length, count)
        assert len(indices) == length
        assert indices[length // 2] == frame
        assert all(0 <= i < count for i in indices)
