"""Images that store 16 bits and use fewer are as bright as they look, in all frames alike."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from speckle_viewer.cine import Cine
from speckle_viewer.cine.dicom import open_dicom
from tests.cine import dicom_files as make
from tests.cine.dicom_files import Pixels


def opened(folder: Path, pixels: Pixels, **elements: Any) -> Cine:
    return open_dicom(make.save_raw(folder / "a.dcm", pixels, **elements))


def of_depth(bits: int, frames: int = 3) -> Pixels:
    """Speckle whose largest value needs so many bits."""
    pixels = make.speckle(frames, top=2**bits - 1).astype(np.uint16)
    pixels[:, 0, 0] = 2**bits - 1
    return pixels


@pytest.mark.parametrize(
    ("bits", "white"), [(7, 255), (8, 255), (9, 1023), (12, 4095), (13, 16383)]
)
def test_white_is_what_the_values_need(tmp_path: Path, bits: int, white: float) -> None:
    pixels = of_depth(bits)
    cine = opened(tmp_path, pixels)
    assert cine.value_range == (0, white)
    np.testing.assert_allclose(cine.grey(1), pixels[1] / white, atol=1e-6)
    (note,) = cine.notes
    assert f"from 0 to {2**bits - 1}: black is taken to be 0, and white {white}." in note


def test_one_that_uses_them_keeps_all_16_bits(tmp_path: Path) -> None:
    cine = opened(tmp_path, of_depth(16))
    assert (cine.value_range, cine.notes) == ((0, 65535), ())


def test_a_depth_that_the_header_gives_is_believed(tmp_path: Path) -> None:
    cine = opened(tmp_path, of_depth(9), BitsStored=12, HighBit=11)
    assert (cine.value_range, cine.notes) == ((0, 4095), ())


def test_it_is_one_range_for_the_whole_cine(tmp_path: Path) -> None:
    pixels = of_depth(12, 20)
    pixels[:12] //= 64
    cine = opened(tmp_path, pixels)
    assert cine.value_range == (0, 4095)
    assert cine.grey(3).max() == pytest.approx(pixels[3].max() / 4095)


@pytest.mark.parametrize(
    ("centre", "width", "white"),
    [
        (2500.5, 5001, 5000),  # the window of the header holds all values: its top is white
        (1000.5, 2001, 4095),  # it does not
        (32768, 65536, 4095),  # it says nothing
    ],
)
def test_the_window_of_the_header_comes_first_where_it_holds_the_values(
    tmp_path: Path, centre: float, width: float, white: float
) -> None:
    cine = opened(tmp_path, of_depth(12), WindowCenter=centre, WindowWidth=width)
    assert cine.value_range == (0, white)
    assert cine.window is not None
    assert 0 <= cine.window[0] < cine.window[1] <= white


def test_signed_values_from_zero_on(tmp_path: Path) -> None:
    pixels = of_depth(12)
    cine = opened(tmp_path, pixels, PixelRepresentation=1)
    assert cine.value_range == (32768, 32768 + 4095)
    np.testing.assert_allclose(cine.grey(0), pixels[0] / 4095, atol=1e-6)


def test_signed_values_about_zero_have_it_in_the_middle(tmp_path: Path) -> None:
    pixels = of_depth(12).astype(np.int16) - 2048
    cine = opened(tmp_path, pixels, PixelRepresentation=1)
    assert cine.value_range == (32768 - 2048, 32768 + 2047)
    np.testing.assert_allclose(cine.grey(0), (pixels[0] + 2048) / 4095, atol=1e-6)


@pytest.mark.parametrize("value", [0, 700])
def test_a_flat_cine_says_nothing_of_its_depth(tmp_path: Path, value: int) -> None:
    cine = opened(tmp_path, np.full((2, 33, 35), value, np.uint16))
    assert (cine.value_range, cine.notes) == ((0, 65535), ())
