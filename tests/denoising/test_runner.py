"""A method is run on a frame: tissue, bursts, any size, and where memory runs out."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

import speckle_viewer as sv
from speckle_viewer.denoising.runner import Runner
from speckle_viewer.errors import MethodError
from speckle_viewer.methods import Control
from speckle_viewer.methods.network_method import NetworkMethod
from speckle_viewer.networks.gdfn import GDFN
from speckle_viewer.networks.mwcnn import MWCNN
from speckle_viewer.networks.prediction import Prediction
from speckle_viewer.networks.trunk import EVERYWHERE
from speckle_viewer.ops.wavelet import haar_dwt
from tests.denoising.fakes import Halving, card_of, cine_of, kpn_method, run, speckle


def test_only_tissue_changes() -> None:
    frames = speckle(1, 40, 60)
    result = run(cine_of(frames, box=(10, 20, 30, 50)), Halving())
    expected = frames[0] / np.float32(255)
    expected[10:30, 20:50] /= 2
    np.testing.assert_allclose(result.prediction.image.numpy(), expected, atol=1e-6)


class Brighter(Halving):
    """Adds a tenth of full brightness."""

    def predict(self, burst: torch.Tensor, *given: Any, **others: Any) -> Prediction:
        return Prediction(burst[len(burst) // 2, 0] + 0.1)


def test_black_with_nothing_but_black_around_it_stays_black() -> None:
    frames = np.zeros((1, 64, 64), np.uint8)
    frames[0, ::2, ::3] = 2  # as compression leaves it
    frames[0, 30, 41] = 3
    made = run(cine_of(frames), Brighter()).prediction.image.numpy() > 0.05
    assert made[22:39, 33:50].all(), "all that a kernel of 17 × 17 makes of the light"
    rows, columns = np.nonzero(made)
    assert np.abs(rows - 30).max() < 16
    assert np.abs(columns - 41).max() < 16


def test_the_box_of_the_tissue_gives_what_the_full_frame_gives() -> None:
    frames, method = speckle(3, 150, 170), kpn_method(3, 2)
    part = run(cine_of(frames, box=(50, 61, 90, 101)), method, 1).prediction
    full = run(cine_of(frames), method, 1).prediction
    inside = (slice(50, 90), slice(61, 101))
    torch.testing.assert_close(part.image[inside], full.image[inside], atol=1e-5, rtol=0)
    assert part.kernels is not None
    assert full.kernels is not None
    assert part.kernels.frames.shape[1:] < full.kernels.frames.shape[1:]
    for row, column in [(50, 61), (89, 100), (70, 80)]:
        one, other = part.kernels.at(row, column), full.kernels.at(row, column)
        assert (one.row, one.column) == (row, column)
        for a, b in zip(one.taps, other.taps, strict=True):
            np.testing.assert_allclose(a, b, atol=1e-5)
        np.testing.assert_array_equal(one.patches[1], other.patches[1])
        assert one.output == pytest.approx(float(part.image[row, column]), abs=1e-6)


def test_all_evidence_arrives_in_coordinates_of_the_frame() -> None:
    cine = cine_of(speckle(1, 150, 170), box=(90, 101, 110, 130))
    network = MWCNN((4, 4, 4))
    network.overlap = 16
    levels = run(cine, NetworkMethod(card_of("mwcnn"), network)).prediction.subbands
    assert [level.origin for level in levels] == [(72, 80)] * 3
    # The finest sub-bands before are the frame's own, from there on.
    expected = haar_dwt(torch.from_numpy(cine.grey(0))[None, None, 72:, 80:])
    shape = levels[0].before.shape
    torch.testing.assert_close(levels[0].before, expected[..., : shape[-2], : shape[-1]])
    gdfn = GDFN(3, 5, widths=(4, 5), head=(4, 4), weighted=True)
    filters = run(cine, NetworkMethod(card_of("gdfn"), gdfn)).prediction.filters
    assert filters is not None
    assert torch.equal(filters.frame, torch.from_numpy(cine.grey(0)))


def test_what_is_not_finite_is_never_shown() -> None:
    method = Halving(error_of={torch.float32: float("nan")})
    with pytest.raises(MethodError, match="not finite on frame 2"):
        run(cine_of(speckle(2, 40, 60)), method, 1)


def test_a_frame_without_tissue_is_left_alone() -> None:
    frame = np.zeros((1, 30, 40, 3), np.uint8)
    frame[..., 0] = 200  # all of it coloured
    method = Halving()
    result = run(cine_of(frame), method)
    assert method.seen == []
    np.testing.assert_allclose(result.prediction.image.numpy(), 0.299 * 200 / 255, atol=1e-5)
    assert not result.tissue.any()


@pytest.mark.parametrize(
    ("frame", "expected"), [(0, [2, 1, 0, 1, 2]), (3, [1, 2, 3, 4, 5]), (5, [3, 4, 5, 4, 3])]
)
def test_a_burst_is_reflected_at_the_ends(frame: int, expected: list[int]) -> None:
    frames = np.repeat(np.arange(6, dtype=np.uint8), 9).reshape(6, 3, 3)
    method = Halving(burst=5)
    run(cine_of(frames), method, frame)
    assert method.bursts == [expected]


def test_a_burst_of_a_single_frame_repeats_it() -> None:
    method = Halving(burst=5)
    run(cine_of(np.full((1, 3, 3), 9, np.uint8)), method)
    assert method.bursts == [[9] * 5]


def test_a_burst_passes_over_copies_and_says_so() -> None:
    frames = np.repeat(np.arange(6, dtype=np.uint8), 18).reshape(12, 3, 3)
    method = Halving(burst=5)
    assert run(cine_of(frames), method, 5).burst == (1, 3, 5, 6, 8)
    assert method.bursts == [[0, 1, 2, 3, 4]]


def test_a_cine_with_doubled_frames_is_denoised_like_the_one_without() -> None:
    frames, method = speckle(9, 40, 50), kpn_method(5)
    doubled = cine_of(frames.repeat(2, axis=0))
    for frame in (0, 4, 8):
        plain = run(cine_of(frames), method, frame).prediction.image
        for copy in (2 * frame, 2 * frame + 1):
            assert torch.equal(run(doubled, method, copy).prediction.image, plain)


@pytest.mark.parametrize("size", [(1, 1), (3, 500), (17, 31)])
@pytest.mark.parametrize("burst", [1, 5])
def test_any_size_can_be_denoised(size: tuple[int, int], burst: int) -> None:
    prediction = run(cine_of(speckle(2, *size)), kpn_method(burst, 2), 1).prediction
    assert prediction.image.shape == size
    assert prediction.kernels is not None
    last = prediction.kernels.at(size[0] - 1, size[1] - 1)
    assert last.weighted == pytest.approx(last.output, abs=1e-4)


@pytest.mark.parametrize(
    "memory_error",
    [
        lambda: torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB"),
        lambda: RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory"),
        lambda: RuntimeError("DefaultCPUAllocator: not enough memory: you tried to allocate"),
        MemoryError,
    ],
)
def test_where_memory_runs_out_tiles_become_smaller(memory_error: Callable[[], Exception]) -> None:
    frames = speckle(2, 300, 300)
    cine = cine_of(frames)
    method = Halving(most_pixels=100 * 100, memory_error=memory_error)
    runner = Runner(torch.device("cpu"))
    result = run(cine, method, 0, runner)
    np.testing.assert_allclose(result.prediction.image, frames[0] / np.float32(510), atol=1e-6)
    assert "tiles of 75 × 75" in runner.notice
    method.shapes.clear()
    run(cine, method, 1, runner)
    assert max(height * width for height, width in method.shapes) <= 100 * 100


def test_another_cine_and_another_method_are_tried_whole_again() -> None:
    cine, runner = cine_of(speckle(1, 300, 300)), Runner(torch.device("cpu"))
    method = Halving(most_pixels=100 * 100)
    run(cine, method, 0, runner)
    assert runner.notice
    run(cine, Halving(), 0, runner)
    assert runner.notice == ""
    run(cine, method, 0, runner)
    assert "tiles of 75 × 75" in runner.notice
    method.shapes.clear()
    method._most_pixels = None
    run(cine_of(speckle(1, 300, 300)), method, 0, runner)
    assert method.shapes == [(300, 300)]
    assert runner.notice == ""


def test_where_tiles_do_not_help_the_cpu_takes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = speckle(1, 200, 200)
    method = Halving()
    runner = Runner(torch.device("meta"))  # a device that is no CPU, and on every machine
    predict = method.predict

    def fails_beyond_the_cpu(burst: torch.Tensor, *rest: Any, **named: Any) -> Any:
        if burst.device.type != "cpu":
            method.shapes.append((burst.shape[-2], burst.shape[-1]))
            raise torch.OutOfMemoryError("out of memory")
        return predict(burst, *rest, **named)

    monkeypatch.setattr(method, "predict", fails_beyond_the_cpu)
    result = run(cine_of(frames), method, 0, runner)
    assert result.device == "cpu"
    assert runner.notice == "Memory of meta is short: denoising on the CPU."
    assert method.shapes == [(200, 200), (102, 102), (200, 200)]
    np.testing.assert_allclose(result.prediction.image, frames[0] / np.float32(510), atol=1e-6)
    method.shapes.clear()
    run(cine_of(frames), method, 0, runner)
    assert method.shapes[0] == (200, 200), "the device is not tried again"
    assert len(method.shapes) == 3


def test_where_nothing_helps_the_user_is_told() -> None:
    with pytest.raises(MethodError, match="not enough memory to run Method halving on a frame of"):
        run(cine_of(speckle(1, 200, 200)), Halving(most_pixels=10))


def test_a_method_that_sees_the_whole_frame_is_not_cut_into_tiles() -> None:
    method = Halving(most_pixels=10)
    method.overlap = EVERYWHERE
    with pytest.raises(MethodError, match="200 × 200 pixels at once, as it must be run; choose"):
        run(cine_of(speckle(1, 200, 200)), method)
    assert method.shapes == [(200, 200)]


def test_other_errors_are_not_taken_for_want_of_memory() -> None:
    with pytest.raises(RuntimeError, match="shapes differ"):
        run(cine_of(speckle(1, 9, 9)), Halving(failures=[RuntimeError("shapes differ")]))


def test_controls_have_defaults_and_unknown_ones_are_refused() -> None:
    control = Control("sigma", "Noise", "", 0, 1, 0.25)
    method, cine = Halving(controls=(control,)), cine_of(speckle(1, 9, 9))
    run(cine, method)
    assert method.controls == {"sigma": 0.25}
    run(cine, method, controls={"sigma": 0.5})
    assert method.controls == {"sigma": 0.5}
    with pytest.raises(MethodError, match="no control strength; it has: sigma"):
        run(cine, method, controls={"strength": 1})


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_controls_out_of_range_are_refused_before_anything_runs(value: float) -> None:
    method = Halving(controls=(Control("sigma", "Noise", "", 0, 1, 0.25),))
    with pytest.raises(MethodError, match="takes sigma from 0 to 1, not"):
        run(cine_of(speckle(1, 9, 9)), method, controls={"sigma": value})
    assert method.seen == []


def test_denoise_takes_a_method_and_gives_a_prediction_of_the_whole_frame() -> None:
    frames = speckle(3, 50, 60).astype(np.uint16) * 16
    cine = cine_of(frames, value_range=(0, 4095), box=(8, 8, 40, 40))
    method = kpn_method(3)
    prediction = sv.denoise(cine, method, frame=1, precision="exact")
    assert prediction.image.shape == (50, 60)
    np.testing.assert_array_equal(prediction.image[40:], cine.grey(1)[40:])
    assert prediction.kernels is not None
    kernel = prediction.kernels.at(row=20, column=30)
    assert kernel.weighted == pytest.approx(kernel.output, abs=1e-5)
    assert prediction.image[20, 30] == min(max(kernel.output, 0), 1)


def test_denoise_refuses_frames_and_methods_that_are_not_there() -> None:
    cine = cine_of(speckle(2, 9, 9))
    with pytest.raises(IndexError):
        sv.denoise(cine, Halving(), frame=2)
    with pytest.raises(MethodError, match="no method 'nonsense'"):
        sv.denoise(cine, "nonsense", frame=0)
