"""Frame times come from the header in the order of the standard, irregular ones as they are."""

import numpy as np
import pytest
from pydicom.dataset import Dataset

from speckle_viewer.cine.dicom_values import quiet
from speckle_viewer.cine.timing import frame_timing
from speckle_viewer.cine.types import Timing

TIME, VECTOR = 0x00181063, 0x00181065
ALL = {
    "FrameTime": "40",
    "FrameTimeVector": ["0", "10", "30", "20"],
    "CineRate": "50",
    "RecommendedDisplayFrameRate": "20",
}


def timing(frames: int = 4, **elements: object) -> tuple[str, list[float], list[str]]:
    ds = Dataset()
    with quiet():
        for keyword, value in elements.items():
            setattr(ds, keyword, value)
        result, notes = frame_timing(ds, frames)
    assert len(result.times) == frames
    assert result.times[0] == 0
    assert (np.diff(result.times) >= 0).all()
    return result.source, [round(time, 6) for time in result.times.tolist()], notes


def test_the_pointer_decides() -> None:
    assert timing(**ALL, FrameIncrementPointer=TIME)[0] == "FrameTime"
    assert timing(**ALL, FrameIncrementPointer=VECTOR)[0] == "FrameTimeVector"
    assert timing(**ALL, FrameIncrementPointer=[0x00200013, TIME])[0] == "FrameTime"


def test_order_without_a_pointer() -> None:
    left = dict(ALL)
    for source in ("FrameTimeVector", "FrameTime", "CineRate", "RecommendedDisplayFrameRate"):
        assert timing(**left)[0] == source
        del left[source]
    assert timing() == ("assumed", [0, 0.04, 0.08, 0.12], [])


def test_even_times() -> None:
    assert timing(FrameTime="33.333")[1] == [0, 0.033333, 0.066666, 0.099999]
    assert timing(CineRate="50")[1] == [0, 0.02, 0.04, 0.06]
    assert timing(RecommendedDisplayFrameRate="20")[1] == [0, 0.05, 0.1, 0.15]


def test_irregular_vector_is_kept_and_its_first_element_is_no_delay() -> None:
    assert timing(FrameTimeVector=["0", "10", "30", "20"])[1] == [0, 0.01, 0.04, 0.06]
    assert timing(FrameTimeVector=["33", "10", "30", "20"])[1] == [0, 0.01, 0.04, 0.06]


def test_duplicate_frames_may_share_a_time() -> None:
    assert timing(FrameTimeVector=["0", "10", "0", "20"])[1] == [0, 0.01, 0.01, 0.03]


def test_long_vector_is_cut_short_one_is_not_used() -> None:
    assert timing(FrameTimeVector=["0", "10", "30", "20", "99"])[0] == "FrameTimeVector"
    source, _, notes = timing(FrameTimeVector=["0", "10"], FrameTime="40")
    assert source == "FrameTime"
    assert notes == ["FrameTimeVector has 2 values for 4 frames and was not used."]


@pytest.mark.parametrize(
    "elements",
    [
        {"FrameTime": "0"},
        {"FrameTime": "-40"},
        {"FrameTime": "1e9"},
        {"FrameTime": "nan"},
        {"FrameTime": "0.00001"},
        {"FrameTimeVector": ["0", "-10", "30", "20"]},
        {"FrameTimeVector": ["0", "0", "0", "0"]},
        {"FrameTimeVector": ["0", "1e12", "0", "1"]},
        {"FrameIncrementPointer": TIME, "FrameTime": "0"},
        {"RecommendedDisplayFrameRate": "0"},
        {"RecommendedDisplayFrameRate": "-3"},
    ],
)
def test_nonsense_gives_way_with_a_note(elements: dict[str, object]) -> None:
    source, _, notes = timing(**{"CineRate": "50", **elements})
    if "RecommendedDisplayFrameRate" in elements:
        source, _, notes = timing(**elements)
        assert source == "assumed"
    else:
        assert source == "CineRate"
    assert len(notes) == 1
    assert "not used" in notes[0]


def test_pointer_to_a_missing_element() -> None:
    assert timing(FrameIncrementPointer=VECTOR, FrameTime="40")[0] == "FrameTime"


def test_a_still() -> None:
    assert timing(frames=1, FrameTime="40")[1] == [0]
    assert timing(frames=1, FrameTimeVector="12")[1] == [0]


def gaps(times: list[float]) -> list[int]:
    """After which frames there is one."""
    return np.flatnonzero(Timing(np.array(times), "file").gaps).tolist()


def test_a_pause_between_frames_is_a_gap_and_lost_frames_are_not() -> None:
    assert gaps([0, 0.04, 0.08, 0.2, 0.24, 0.28]) == []
    assert gaps([0, 0.04, 0.08, 0.3, 0.34, 0.38]) == [2]
    beats = [beat + 0.03 * i for beat in (0, 2, 4) for i in range(10)]
    assert gaps(beats) == [9, 19]


@pytest.mark.parametrize("times", [[0], [0, 5], [0, 0, 0], [0, 0, 0.04, 0.04, 0.08, 0.08]])
def test_too_few_or_equal_times_show_no_gap(times: list[float]) -> None:
    assert gaps([float(time) for time in times]) == []
