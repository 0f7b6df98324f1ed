"""What is drawn of a pane is its image between the levels, with what lies over it."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from speckle_viewer.viewer import Levels, Overlay, PaneScene
from speckle_viewer.viewer.drawn import LIT, drawn, drawn_whole, pixels_of


def pane(image: Any, *overlays: Overlay, levels: tuple[float, float] = (0, 255)) -> PaneScene:
    return PaneScene(
        id="input",
        title="Input",
        detail="",
        image=image,
        frame=0,
        result=None,
        pending=False,
        problem="",
        levels=Levels(*levels),
        view=None,
        aspect=1.0,
        cursor=None,
        pins=(),
        mm_per_column=None,
        overlays=overlays,
    )


@pytest.fixture
def grey() -> Any:
    return np.random.default_rng(0).integers(0, 256, (12, 20)).astype(np.uint8)


def overlay(values: Any, **how: Any) -> Overlay:
    return Overlay(None, "", 0, values, **how)  # type: ignore[arg-type]


def test_a_part_is_black_beside_the_image(grey: Any) -> None:
    part = drawn(pane(grey), np.arange(-2, 3), np.arange(17, 23))
    for i, row in enumerate(range(-2, 3)):
        for j, column in enumerate(range(17, 23)):
            inside = row >= 0 and column < 20
            assert part[i, j].tolist() == [grey[row, column] if inside else 0] * 3


@pytest.mark.parametrize("shape", [(12, 20), (12, 20, 3)])
def test_levels_are_black_and_white(shape: tuple[int, ...]) -> None:
    image = np.random.default_rng(1).integers(0, 4096, shape).astype(np.uint16)
    found = drawn_whole(pane(image, levels=(500, 3000)))
    expected = np.clip((image.astype(float) - 500) / 2500 * 255, 0, 255)
    expected = expected if image.ndim == 3 else np.repeat(expected[..., None], 3, -1)
    assert np.abs(found - expected).max() <= 0.51


def test_an_overlay_lies_where_it_lies(grey: Any) -> None:
    values = np.array([[0.2, np.nan], [0.7, 0.9]], np.float32)
    laid = overlay(values, spacing=3, origin=(2, 5), opacity=0.5)
    found = drawn_whole(pane(grey, laid)).astype(float)
    colours = pixels_of(laid).astype(float)
    for row in range(12):
        for column in range(20):
            expected = np.full(3, float(grey[row, column]))
            i, j = (row - 2) // 3, (column - 5) // 3
            if 0 <= i < 2 and 0 <= j < 2:
                share = colours[i, j, 3] / 255
                expected = share * colours[i, j, :3] + (1 - share) * expected
            np.testing.assert_allclose(found[row, column], expected, atol=0.51)
    assert found[2, 8:11].tolist() == [[g] * 3 for g in grey[2, 8:11].tolist()]  # NaN is clear


def test_a_part_is_that_of_the_whole(grey: Any) -> None:
    lit = np.random.default_rng(2).random((12, 20)) > 0.5
    numbers = np.random.default_rng(3).normal(size=(12, 20)).astype(np.float32)
    weights = np.random.default_rng(4).random((12, 20)).astype(np.float32)
    over = (
        overlay(numbers, colours="diverging", limits=(-2, 2), weights=weights),
        overlay(lit, opacity=1.0),
    )
    shown = pane(grey, *over)
    rows, columns = np.arange(4, 9), np.arange(3, 18)
    whole = drawn_whole(shown)
    np.testing.assert_array_equal(drawn(shown, rows, columns), whole[np.ix_(rows, columns)])
    assert (whole[lit] == list(bytes.fromhex(LIT[1:]))).all()


def test_without_an_image_all_is_black(grey: Any) -> None:
    empty = replace(pane(grey), image=None)
    assert not drawn(empty, np.arange(3), np.arange(4)).any()
