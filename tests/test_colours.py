"""The table of colours that screen and figures share."""

import matplotlib as mpl
import numpy as np
import pyqtgraph as pg
import pytest

from speckle_viewer.colours import (
    CLASSES,
    DISTINCT,
    Colours,
    image_colour,
    on_white,
    rgba,
    table,
)


def test_sequential_is_the_viridis_of_others() -> None:
    theirs = np.round(255 * np.array(mpl.colormaps["viridis"](np.arange(256)))[:, :3])
    np.testing.assert_array_equal(table("sequential"), theirs)
    np.testing.assert_array_equal(
        table("sequential"), pg.colormap.get("viridis").getLookupTable(nPts=256)[:, :3]
    )


@pytest.mark.parametrize("colours", ["grey", "sequential", "diverging", "cyclic"])
def test_limits_have_the_ends_of_the_table(colours: Colours) -> None:
    shown = rgba(np.array([-9.0, 2.0, 6.0, 99.0, np.nan]), colours, (2.0, 6.0))
    first, last = table(colours)[[0, -1]]
    np.testing.assert_array_equal(shown[[0, 1], :3], [first, first])
    np.testing.assert_array_equal(shown[[2, 3], :3], [last, last])
    np.testing.assert_array_equal(shown[:, 3], [255, 255, 255, 255, 0])


@pytest.mark.parametrize("kind", [np.uint8, np.uint16, np.int8, np.float32])
def test_whole_numbers_below_the_lower_limit_have_its_colour(kind: type[np.number]) -> None:
    values = np.array([0, 20, 60, 127], kind)
    shown = rgba(values, "grey", (20, 60))
    np.testing.assert_array_equal(shown[..., 0], [0, 0, 255, 255])


def test_an_angle_and_the_same_half_a_turn_on_look_alike() -> None:
    shown = rgba(np.array([0.0, 90.0, 180.0]), "cyclic", (0.0, 180.0)).astype(int)
    np.testing.assert_array_equal(shown[0], shown[2])
    assert np.abs(shown[0] - shown[1]).max() > 60


def test_classes_differ_and_none_is_clear() -> None:
    colours = table("classes").astype(int)
    apart = np.abs(colours[:, None] - colours[None]).max(-1) + 255 * np.eye(CLASSES, dtype=int)
    assert apart.min() > 12
    np.testing.assert_array_equal(
        rgba(np.array([-1, 0, CLASSES]), "classes", (0, 1))[:, 3] > 0, [False, True, True]
    )
    np.testing.assert_array_equal(
        rgba(np.array(0), "classes", (0, 1)), rgba(np.array(CLASSES), "classes", (0, 1))
    )


def test_one_number_everywhere_is_no_division_by_zero() -> None:
    assert rgba(np.full((2, 2), 3.0), "sequential", (3.0, 3.0)).shape == (2, 2, 4)


def luminance(colour: str) -> float:
    """Relative, of WCAG 2.2, channel by channel."""
    total = 0.0
    for share, place in ((0.2126, 1), (0.7152, 3), (0.0722, 5)):
        value = int(colour[place : place + 2], 16) / 255
        total += share * (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    return total


def test_lines_on_white_are_seen_and_dark_colours_stay() -> None:
    for given, made in zip(DISTINCT, on_white(), strict=True):
        contrast = 1.05 / (luminance(made) + 0.05)
        assert contrast >= 2.97, made  # 3 but for rounding to 8 bits
        if 1.05 / (luminance(given) + 0.05) >= 3:
            assert made == given
    assert len(set(on_white())) == len(DISTINCT)


MACHADO = {
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
}
"""What is seen without red or green cones, of linear RGB (Machado, Oliveira and Fernandes 2009)."""


@pytest.mark.parametrize("sight", [*MACHADO])
@pytest.mark.parametrize(
    ("colours", "limits", "pairs"),
    [
        ("cyclic", (0, 180), [(a, a + 90) for a in range(0, 90, 5)]),
        ("sequential", (0, 1), [(a / 8, a / 8 + 0.25) for a in range(7)]),
        ("diverging", (-1, 1), [(-0.5, 0.5), (-1, 1), (0, 1), (-1, 0)]),
    ],
)
def test_maps_are_read_without_red_or_green_cones(
    sight: str, colours: Colours, limits: tuple[float, float], pairs: list[tuple[float, float]]
) -> None:
    shown = rgba(np.array(pairs, float), colours, limits)[..., :3] / 255
    linear = np.where(shown <= 0.04045, shown / 12.92, ((shown + 0.055) / 1.055) ** 2.4)
    seen = np.clip(linear @ np.array(MACHADO[sight]).T, 0, 1)
    grey = np.where(seen <= 0.0031308, 12.92 * seen, 1.055 * seen ** (1 / 2.4) - 0.055)
    # A tenth of the cube's side apart in display values: far above what can just be told.
    assert np.linalg.norm(grey[:, 0] - grey[:, 1], axis=-1).min() > 0.1


def test_images_have_other_colours_than_the_first_regions() -> None:
    for ground, regions in (("dark", DISTINCT), ("white", on_white())):
        images = [image_colour(place, ground) for place in range(4)]  # type: ignore[arg-type]
        assert len({*images, *regions[:4]}) == 8
