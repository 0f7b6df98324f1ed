"""Steering does to every pixel's kernel what its definition says, and shows what comes of it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from scipy.signal import convolve2d

from speckle_viewer.evidence import KernelField, shape
from speckle_viewer.evidence.steering import Steerer, steer
from speckle_viewer.steering import KernelEdit, Steering, TapEdit
from tests.evidence.test_kernel_field import FORMS, field_of

HEIGHT, WIDTH = 21, 18

SETTINGS = {
    "identity": Steering(strength=0),
    "half": Steering(strength=0.5),
    "beyond": Steering(strength=1.75),
    "positive": Steering(no_negatives=True),
    "symmetric": Steering(symmetric=True),
    "sum": Steering(sum_one=True),
    "smooth": Steering(along=0.75, across=0.75),
    "sharp along": Steering(along=-1.0),
    "smooth across": Steering(across=0.5),
    "muted": Steering(muted=(-1,)),
    "one size": Steering(size=3),
    "all": Steering(
        strength=1.25,
        size=5,
        muted=(1,),
        no_negatives=True,
        symmetric=True,
        along=-0.5,
        across=0.75,
        sum_one=True,
    ),
}

Doubles = NDArray[np.float64]


class Stop(Exception):
    """Raised by a check: taps were gone through."""


def after(calls: int) -> Callable[[], None]:
    """A check that stops when it has been called so many times."""
    remaining = iter(range(calls))

    def check() -> None:
        if next(remaining, None) is None:
            raise Stop

    return check


def axis_of(kernel: Doubles) -> Doubles:
    """(λ1 − λ2) / (λ1 + λ2) times the direction of twice the main axis' angle, downwards."""
    place = np.arange(len(kernel)) - len(kernel) // 2
    y, x = np.meshgrid(place, place, indexing="ij")
    covariance = np.cov(np.stack([y.ravel(), x.ravel()]), aweights=abs(kernel).ravel(), ddof=0)
    (small, large), vectors = np.linalg.eigh(covariance)
    angle = np.arctan2(vectors[0, 1], vectors[1, 1])
    direction = np.array([np.cos(2 * angle), np.sin(2 * angle)])
    return (large - small) / (large + small) * direction


def axes_of(field: KernelField) -> dict[tuple[int, int], Doubles]:
    """The same at every pixel: of the kernels as predicted, interpolated bilinearly."""
    stored = []
    for taps, size in zip(field.taps, field.sizes, strict=True):
        planes = taps.double().numpy()
        if field.separable:
            planes = (planes[:, :size, None] * planes[:, None, size:]).reshape(
                len(planes), size * size, *planes.shape[2:]
            )
        grown = np.zeros((max(field.sizes),) * 2 + planes.shape[2:])
        margin = (max(field.sizes) - size) // 2
        inside = slice(margin, margin + size)
        grown[inside, inside] = planes.sum(0).reshape(size, size, *planes.shape[2:])
        stored.append(grown)
    kernels = np.sum(stored, 0)
    h, w = kernels.shape[2:]
    predicted = np.array([[axis_of(kernels[:, :, r, c]) for c in range(w)] for r in range(h)])
    axes = torch.from_numpy(predicted).movedim(-1, 0)[None]
    if field.stride > 1:
        axes = torch.nn.functional.interpolate(axes, scale_factor=field.stride, mode="bilinear")
    found = axes[0].movedim(0, -1).numpy()
    return {place: found[place] for place in np.ndindex(HEIGHT, WIDTH)}


def stencil(along: float, across: float, axis: Doubles) -> Doubles:
    """1 + a Qu + b Qv, from its definition."""
    length = max(np.hypot(*axis), 0.1)
    cos, sin = axis / length
    line = np.array([[1.0, -2.0, 1.0]])
    binomial = np.outer([1, 2, 1], [1, 2, 1]) / 16
    point = np.zeros((3, 3))
    point[1, 1] = 1
    wide = np.pad(line, ((1, 1), (0, 0)))
    horizontal = wide + convolve2d(line, line.T) / 8
    vertical = horizontal.T
    mixed = np.array([[1, 0, -1], [0, 0, 0], [-1, 0, 1]]) / 4
    mean, power = np.zeros((7, 7)), np.ones((1, 1))
    for k in range(4):
        mean += np.pad(power, 3 - k) / 4
        power = convolve2d(power, binomial)
    total = np.zeros((9, 9))
    total[4, 4] = 1
    for amount, sign in ((along, 1), (across, -1)):
        second = (
            (1 + sign * cos) / 2 * horizontal + (1 - sign * cos) / 2 * vertical + sign * sin * mixed
        )
        total += amount * convolve2d(mean, second)
    return np.asarray(total)


def expected(field: KernelField, s: Steering, row: int, column: int, axis: Doubles) -> float:
    """The output at one pixel: the definition, tap by tap, in float64."""
    kernel = field.at(row, column)
    frames = field.frames.double().numpy()
    used = [k for k, t in enumerate(kernel.taps) if s.size in (None, t.shape[-1])]
    kernels = [kernel.taps[k].astype(np.float64) for k in (used or range(len(kernel.taps)))]
    middle = len(frames) // 2
    for taps in kernels:
        for frame in range(len(frames)):
            if frame - middle in s.muted:
                taps[frame] = 0
    if s.no_negatives:
        kernels = [np.where(t > 0, t, 0) for t in kernels]
    if s.symmetric:
        kernels = [(t + np.flip(t, (1, 2))) / 2 for t in kernels]
    if s.along or s.across:
        own = stencil(s.along, s.across, axis)
        kernels = [np.stack([convolve2d(t, own) for t in taps]) for taps in kernels]
    if s.sum_one:
        total = sum(t.sum() for t in kernels)
        kernels = [t / (total if abs(total) >= 0.1 else 1) for t in kernels]
    output = kernel.bias
    for taps in kernels:
        margin = taps.shape[-1] // 2
        grown = np.pad(frames, ((0, 0), (margin,) * 2, (margin,) * 2), mode="edge")
        patch = grown[:, row : row + taps.shape[-1], column : column + taps.shape[-1]]
        output += float((taps * patch).sum())
    untouched = frames[middle, row, column]
    return float(untouched + s.strength * (output - untouched))


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("form", ["plain", "half resolution", "separable", "burst"])
def test_the_image_is_what_the_definition_makes_of_every_pixel(form: str, setting: str) -> None:
    field, steering = field_of(form), SETTINGS[setting]
    axes = axes_of(field)
    steered = steer(field, steering)
    for row, column in [(0, 0), (20, 17), (10, 9), (11, 8), (3, 16), (19, 2)]:
        value = expected(field, steering, row, column, axes[row, column])
        assert float(steered.output[row, column]) == pytest.approx(value, rel=2e-5, abs=2e-5)


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("form", FORMS)
def test_taps_times_patches_plus_bias_is_the_steered_output(form: str, setting: str) -> None:
    steered = steer(field_of(form), SETTINGS[setting])
    for row, column in np.ndindex(HEIGHT, WIDTH):
        if (7 * row + column) % 29 == 0:
            kernel = steered.at(row, column)
            assert kernel.weighted == pytest.approx(kernel.output, rel=5e-5, abs=5e-5)


@pytest.mark.parametrize("form", FORMS)
def test_one_setting_after_the_other_is_the_same_as_each_alone(form: str) -> None:
    field = field_of(form)
    steerer = Steerer(field)
    for steering in SETTINGS.values():
        alone = steer(field, steering).output
        torch.testing.assert_close(steerer.steer(steering).output, alone, rtol=0, atol=1e-6)
        torch.testing.assert_close(steer(field, steering).apply(), alone, rtol=0, atol=1e-6)


def test_no_steering_is_the_field_itself() -> None:
    field = field_of("half resolution")
    assert steer(field, Steering()) is field
    assert Steering().describe() == "as predicted"


def test_the_properties_that_the_settings_are_named_after() -> None:
    field = field_of("half resolution")
    rows, columns = np.arange(20), np.arange(20) % WIDTH

    def taps(**settings: object) -> tuple[NDArray[np.float32], ...]:
        return steer(field, Steering(**settings)).taps_at(rows, columns)  # type: ignore[arg-type]

    assert min(t.min() for t in taps(no_negatives=True)) == 0
    for kernels in taps(symmetric=True):
        np.testing.assert_array_equal(kernels, kernels[..., ::-1, ::-1])
    total = sum(t.sum((1, 2, 3)) for t in taps(no_negatives=True, sum_one=True))
    np.testing.assert_allclose(total, 1, rtol=1e-5)
    assert [t.shape[-1] for t in taps(size=7)] == [7]
    plain, smooth = field.taps_at(rows, columns), taps(along=1, across=0.5)
    assert [t.shape[-1] for t in smooth] == [3 + 8, 7 + 8]
    for before, after in zip(plain, smooth, strict=True):
        np.testing.assert_allclose(after.sum((2, 3)), before.sum((2, 3)), atol=1e-5)


def lines(angle: float) -> KernelField:
    """Kernels that are elongated Gaussians at an angle, downwards, in degrees."""
    place = np.arange(9) - 4.0
    y, x = np.meshgrid(place, place, indexing="ij")
    turn = np.radians(angle)
    u, v = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
    kernel = np.exp(-(u**2) / 8 - v**2 / 2).astype(np.float32)
    kernel /= kernel.sum()
    taps = torch.from_numpy(kernel).reshape(1, 81, 1, 1).expand(1, 81, 5, 5).contiguous()
    frames = torch.rand(1, 5, 5)
    return KernelField((taps,), frames, torch.zeros(5, 5))


@pytest.mark.parametrize("angle", [0, 30, 45, 90, 120])
def test_smoothing_along_lengthens_and_across_widens(angle: float) -> None:
    field = lines(angle)
    before = field.at(2, 2).taps[0][0].astype(np.float64)

    def variances(steering: Steering) -> Doubles:
        kernel = steer(field, steering).at(2, 2).taps[0][0].astype(np.float64)
        place = np.arange(len(kernel)) - len(kernel) // 2
        y, x = np.meshgrid(place, place, indexing="ij")
        turn = np.radians(angle)
        u, v = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
        return np.array([(kernel * u**2).sum(), (kernel * v**2).sum()])

    assert shape.shape_of(before).anisotropy > 0.3
    base = variances(Steering(strength=1, along=0, across=0, sum_one=True))
    along, across = variances(Steering(along=1)), variances(Steering(across=1))
    # B⁴ has a variance of 2 px² in every direction, and each part takes its own share of it.
    np.testing.assert_allclose(along - base, [2, 0], atol=0.02)
    np.testing.assert_allclose(across - base, [0, 2], atol=0.02)


def test_an_edited_pixel_changes_alone_and_by_what_was_set() -> None:
    field = replace(field_of("burst"), origin=(100, 200))
    edit = (
        KernelEdit(110, 205).with_tap(TapEdit(5, -1, 2, 0, 9.0)).with_tap(TapEdit(5, -1, 2, 0, 0.5))
    )
    edited = steer(field, Steering(), (edit,))
    changed = (edited.output != field.output).nonzero().tolist()
    assert changed == [[10, 5]]
    kernel, before = edited.at(110, 205), field.at(110, 205)
    assert kernel.taps[1][0, 4, 2] == 0.5
    step = (0.5 - float(before.taps[1][0, 4, 2])) * float(before.patches[1][0, 4, 2])
    assert kernel.output - before.output == pytest.approx(step, abs=1e-6)
    assert kernel.weighted == pytest.approx(kernel.output, abs=1e-6)


def test_the_kernel_of_another_pixel_weighs_this_pixels_surroundings() -> None:
    field = field_of("half resolution")
    steering = Steering(sum_one=True)
    edited = steer(field, steering, (KernelEdit(4, 4, copied_from=(12, 13)),))
    kernel, other = edited.at(4, 4), edited.at(12, 13)
    for own, copied in zip(kernel.taps, other.taps, strict=True):
        np.testing.assert_array_equal(own, copied)
    patches = field.at(4, 4).patches
    value = sum((t * p).sum() for t, p in zip(other.taps, patches, strict=True))
    assert kernel.output == pytest.approx(float(value), abs=1e-5)
    assert edited.unedited(4, 4).output == pytest.approx(  # type: ignore[attr-defined]
        float(steer(field, steering).output[4, 4]), abs=1e-5
    )


def test_a_check_can_stop_it() -> None:
    with pytest.raises(Stop):
        steer(field_of("half resolution"), Steering(no_negatives=True), check=after(0))


@pytest.mark.parametrize("first", ["beyond", "positive", "muted", "one size"])
@pytest.mark.parametrize("form", FORMS)
def test_what_was_worked_ahead_needs_no_more_passes_over_the_taps(form: str, first: str) -> None:
    field = field_of(form)
    at_first, steerer = SETTINGS[first], Steerer(field)
    with pytest.raises(Stop):
        steerer.work_ahead(at_first, after(3))
    steerer.work_ahead(at_first)
    for steering in SETTINGS.values():
        likewise = replace(steering, size=at_first.size, muted=at_first.muted)
        made = steerer.steer(likewise, check=after(0)).output
        torch.testing.assert_close(made, steer(field, likewise).output, rtol=0, atol=1e-6)
    # Sizes and frames, with the switches as they were.
    for size, muted in [(None, ()), (3, ()), (None, (-1, 1)), (7, (0,))]:
        steering = replace(at_first, size=size, muted=muted, along=0.5, sum_one=True)
        made = steerer.steer(steering, check=after(0)).output
        torch.testing.assert_close(made, steer(field, steering).output, rtol=0, atol=1e-6)


@pytest.mark.parametrize("setting", SETTINGS)
def test_settings_are_written_down_and_read_again(setting: str) -> None:
    steering = SETTINGS[setting]
    assert Steering.from_dict(steering.as_dict()) == steering
    assert Steering().as_dict() == {}


def test_settings_name_themselves() -> None:
    assert SETTINGS["all"].describe() == (
        "strength 1.25 · 5×5 alone · without frame +1 · no negatives · symmetric"
        " · sharpened along 0.50 · smoothed across 0.75 · sum 1"
    )


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"strength": 2.5}, "strength from 0 to 2, not 2.5"),
        ({"along": -2}, "along from -1 to 1"),
        ({"power": 1}, "no power"),
        ({"strength": "much"}, "not as it was written"),
    ],
)
def test_settings_that_are_none_are_refused(values: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Steering.from_dict(values)
