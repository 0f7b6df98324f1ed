"""Every real recording opens, and its frames are what a second decoder makes of them."""

import warnings
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.pixels import apply_color_lut, pixel_array

from speckle_viewer.cine.cine import Cine
from speckle_viewer.cine.dicom import is_dicom, open_dicom

FILES = {
    "dicom/acuson_rgb_implicitle_8f": (8, "FrameTimeVector", "header"),
    "dicom/aloka_ssd4000_palette16_implicitle_1f": (1, "assumed", "header"),
    "dicom/barre_esopecho_rgb_pc0_explicitle_1f": (1, "assumed", "detected"),
    "dicom/esaote6100_ybr422_uncompressed_1f": (1, "assumed", "header"),
    "dicom/ge_logiq700_j2k_lossless_rct_1f": (1, "assumed", "detected"),
    "dicom/ge_logiq700_rgb_pc0_explicitle_480x640_1f": (1, "assumed", "detected"),
    "dicom/philips_cx50_palette8_explicitle_1f": (1, "assumed", "header"),
    "dicom/philips_cx50_palette8_rle_2f": (2, "assumed", "header"),
    "dicom/philips_epiq7c_mono8_jpeglossless_sv1_1f": (1, "assumed", "header"),
    "dicom/sonosite_turbo_jpegbaseline_ybr422_30f": (30, "FrameTime", "detected"),
    "derived/h264_hp41_mp4_206f": (206, "FrameTime", "detected"),
    "derived/mono16_12bit_explicitle_4f": (4, "FrameTime", "header"),
    "derived/mono8_explicitle_12f": (12, "FrameTime", "header"),
    "derived/mono8_j2k_lossless_12f": (12, "FrameTime", "header"),
    "derived/mono8_jpegbaseline_q90_emptybot_12f": (12, "FrameTime", "header"),
    "derived/mono8_rle_12f": (12, "FrameTime", "header"),
}
"""Frames, source of the timing, source of the first region."""


def opened(shared_data: Path, name: str) -> Cine:
    path = shared_data / f"{name}.dcm"
    if "h264" in name:
        pytest.importorskip("av")
    assert is_dicom(path)
    return open_dicom(path)


@pytest.mark.parametrize("name", FILES)
def test_every_frame_decodes(shared_data: Path, name: str) -> None:
    cine = opened(shared_data, name)
    frames, timing, region = FILES[name]
    assert (len(cine), cine.timing.source, cine.regions[0].source) == (frames, timing, region)
    assert cine.regions[0].kind == "tissue"
    for index in range(frames):
        frame = cine.frame(index)
        assert frame.shape[:2] == cine.shape
        assert frame.max() > 0.3 * cine.value_range[1]
    cine.close()


def second_opinion(path: Path) -> Any:
    """What pydicom makes of the pixels, (frames, rows, columns, …)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ds = dcmread(path)
        pixels = pixel_array(ds)
        if ds.PhotometricInterpretation == "PALETTE COLOR":
            pixels = (apply_color_lut(pixels, ds) >> 8).astype(np.uint8)
    return pixels if int(ds.get("NumberOfFrames") or 1) > 1 else pixels[None]


@pytest.mark.parametrize("name", [name for name in FILES if "h264" not in name])
def test_pydicom_agrees(shared_data: Path, name: str) -> None:
    cine = opened(shared_data, name)
    pixels = second_opinion(shared_data / f"{name}.dcm")
    # Lossy JPEG and conversions of colour are rounded differently.
    allowed = 4 if "jpegbaseline" in name or "ybr422" in name else 0
    differences = [
        np.abs(cine.frame(index).astype(int) - pixels[index]) for index in range(len(cine))
    ]
    assert max(float(difference.mean()) for difference in differences) <= allowed / 4
    assert np.percentile(np.stack(differences), 99.9) <= allowed
    cine.close()


def test_two_encodings_of_one_image_agree(shared_data: Path) -> None:
    raw = opened(shared_data, "dicom/ge_logiq700_rgb_pc0_explicitle_480x640_1f")
    j2k = opened(shared_data, "dicom/ge_logiq700_j2k_lossless_rct_1f")
    assert (raw.frame(0) == j2k.frame(0)).mean() > 0.9
    cines = [
        opened(shared_data, f"derived/mono8_{kind}_12f")
        for kind in ("explicitle", "rle", "j2k_lossless")
    ]
    for first, second in pairwise(cines):
        assert all((first.frame(index) == second.frame(index)).all() for index in range(12))


def test_power_doppler_is_red_and_yellow(shared_data: Path) -> None:
    frame = opened(shared_data, "dicom/ge_logiq700_j2k_lossless_rct_1f").frame(0).astype(int)
    colour = frame[frame.max(axis=2) - frame.min(axis=2) > 60]
    assert len(colour) > 3000
    assert (colour[:, 0] >= colour[:, 2]).mean() > 0.95


def test_most_of_a_b_mode_image_is_grey(shared_data: Path) -> None:
    for name in ("dicom/esaote6100_ybr422_uncompressed_1f", "dicom/philips_cx50_palette8_rle_2f"):
        frame = opened(shared_data, name).frame(0).astype(int)
        region = frame[100:300, 300:700]
        assert (region.max(axis=2) - region.min(axis=2)).mean() < 3


def test_irregular_times_of_the_acuson_cine(shared_data: Path) -> None:
    steps = np.diff(opened(shared_data, "dicom/acuson_rgb_implicitle_8f").times)
    assert len({round(step, 4) for step in steps.tolist()}) > 1


def test_video_seeks_to_the_frame_that_plays_there(shared_data: Path) -> None:
    pytest.importorskip("av")
    path = shared_data / "derived/h264_hp41_mp4_206f.dcm"
    in_sequence = open_dicom(path)
    at_random = open_dicom(path, cache_bytes=0)
    expected = {index: in_sequence.frame(index) for index in range(206)}
    for index in (150, 3, 205, 204, 0, 77, 78, 12):
        assert (at_random.frame(index) == expected[index]).all()
