"""A strip over time against each frame denoised by itself."""

from typing import Any

import numpy as np
import pytest
import torch

from speckle_viewer.cine import Cine
from speckle_viewer.denoising.runner import Runner
from speckle_viewer.denoising.time_strip import TimeStrip, empty_strip, fill, line_pixels
from speckle_viewer.errors import Cancelled, CineError
from speckle_viewer.methods import load_method
from speckle_viewer.methods.method import Method
from tests.denoising.fakes import Halving, cine_of, kpn_method, speckle
from tests.evidence.test_shape import slow

ROWS, COLUMNS = np.array([3, 12, 20]), np.array([4, 5, 30])
FRAMES = (1, 2, 4)


def strip_of(cine: Cine, method: Method, **how: Any) -> TimeStrip:
    return fill(empty_strip(cine, FRAMES, ROWS, COLUMNS), cine, method, precision="exact", **how)


def expected(cine: Cine, method: Method, frame: int, place: int) -> dict[str, float]:
    """What one pixel of one frame should have, its kernel measured tap by tap."""
    found = Runner(torch.device("cpu")).run(cine, method, frame, controls={}, precision="exact")
    row, column = int(ROWS[place]), int(COLUMNS[place])
    assert found.prediction.kernels is not None
    taps = found.prediction.kernels.at(row, column).taps
    largest = max(t.shape[-1] for t in taps)
    margins = [(largest - t.shape[-1]) // 2 for t in taps]
    burst = sum(
        np.pad(t.astype(np.float64), ((0, 0), (m, m), (m, m)))
        for t, m in zip(taps, margins, strict=True)
    )
    assert isinstance(burst, np.ndarray)
    figures: dict[str, Any] = slow(burst.sum(0))
    return {
        "input": float(cine.grey(frame)[row, column]),
        "output": float(found.prediction.image[row, column]),
        "width": figures["width"],
        "sum": figures["sum"],
        "orientation": figures["orientation"],
        "dominant_frame": float(np.argmax([np.abs(t).sum() for t in burst])),
    }


def test_every_frame_has_what_it_has_by_itself() -> None:
    cine, method = cine_of(speckle(5, 32, 40)), kpn_method(3, 2)
    strip = strip_of(cine, method)
    np.testing.assert_array_equal(strip.times, np.array(FRAMES) / 25)
    for f, frame in enumerate(FRAMES):
        for place in range(len(ROWS)):
            for name, value in expected(cine, method, frame, place).items():
                assert strip.figures[name][f, place] == pytest.approx(value, abs=1e-3), name


def test_a_filter_that_works_out_its_kernels_has_a_strip_too() -> None:
    cine, method = cine_of(speckle(5, 32, 40)), load_method("lee")
    strip = strip_of(cine, method)
    want = expected(cine, method, 2, 1)
    assert strip.figures["width"][1, 1] == pytest.approx(want["width"], abs=1e-3)


def test_a_method_without_kernels_has_brightness_alone() -> None:
    frames = speckle(5, 32, 40)
    strip = strip_of(cine_of(frames), Halving())
    assert set(strip.figures) == {"input", "output"}
    want = frames[list(FRAMES)][:, ROWS, COLUMNS] / 255
    np.testing.assert_allclose(strip.figures["input"], want, atol=1e-6)
    np.testing.assert_allclose(strip.figures["output"], want / 2, atol=1e-6)


def test_beside_the_tissue_there_are_no_kernels() -> None:
    cine = cine_of(speckle(5, 32, 40), box=(8, 0, 32, 20))
    strip = strip_of(cine, kpn_method())
    assert np.isnan(strip.figures["width"][:, [0, 2]]).all()
    assert np.isfinite(strip.figures["width"][:, 1]).all()
    np.testing.assert_array_equal(strip.figures["input"][:, 0], strip.figures["output"][:, 0])


def test_a_damaged_frame_leaves_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    cine = cine_of(speckle(5, 32, 40))
    frame = cine.frame

    def damaged(index: int) -> Any:
        if index == 2:
            raise CineError("Frame 3 is damaged.")
        return frame(index)

    monkeypatch.setattr(cine, "frame", damaged)
    strip = strip_of(cine, Halving())
    assert np.isnan(strip.figures["output"][1]).all()
    assert np.isfinite(strip.figures["output"][[0, 2]]).all()


def test_what_is_done_stays_when_it_is_stopped() -> None:
    cine, parts = cine_of(speckle(5, 32, 40)), list[float]()
    strip = empty_strip(cine, FRAMES, ROWS, COLUMNS)

    def check() -> None:
        if len(parts) == 2:
            raise Cancelled("Enough.")

    with pytest.raises(Cancelled):
        fill(strip, cine, Halving(), check=check, progress=parts.append)
    assert parts == pytest.approx([1 / 3, 2 / 3])
    assert np.isfinite(strip.figures["output"][:2]).all()
    assert np.isnan(strip.figures["output"][2]).all()


def test_a_line_goes_from_pixel_to_pixel() -> None:
    rows, columns = line_pixels((2, 10), (5, 4))
    assert (rows[0], columns[0], rows[-1], columns[-1]) == (2, 10, 5, 4)
    np.testing.assert_array_equal(np.abs(np.diff(columns)), 1)
    np.testing.assert_array_equal(columns, [10, 9, 8, 7, 6, 5, 4])
    assert [len(axis) for axis in line_pixels((3, 3), (3, 3))] == [1, 1]
