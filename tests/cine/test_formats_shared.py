"""Real recordings that are not DICOM open whole, checked against decoders of their own."""

import zlib

import numpy as np
import pytest

from speckle_viewer.cine.open import open_cine

CLIPS = {
    "Reg_Image_181432_crop.mp4": 137,
    "Reg_Image_182106_crop.mp4": 206,
    "Reg_Image_182340_crop.mp4": 309,
    "Reg_pat1Image_132943.mpeg": 280,
    "Reg_pat1Image_133232.mpeg": 200,
    "Reg_pat1Image_133410.mpeg": 183,
    "Reg_pat2Image_133824.mpeg": 273,
    "Reg_pat2Image_133952.mpeg": 254,
    "Reg_pat2Image_134348.mpeg": 208,
}


def meta_image(path):
    """Fields and pixels of a MetaImage, read without any library for it."""
    raw = path.read_bytes()
    end = raw.index(b"\n", raw.index(b"ElementDataFile")) + 1
    fields = dict(
        line.split(" = ", 1) for line in raw[:end].decode("latin-1").splitlines() if " = " in line
    )
    return fields, zlib.decompress(raw[end:])


@pytest.mark.parametrize(("name", "count"), CLIPS.items())
def test_every_clip_gives_every_frame_in_any_order(shared_data, name, count):
    av = pytest.importorskip("av")
    path = shared_data / "clips" / name
    with av.open(str(path)) as container:
        planes = [frame.to_ndarray() for frame in container.decode(video=0)]
    cine = open_cine(path, cache_bytes=1)
    assert len(cine) == len(planes) == count
    assert cine.timing.source == "file"
    assert (np.diff(cine.times) > 0).all()
    rows = cine.shape[0]
    for index in [0, 1, 2, *np.random.default_rng(0).permutation(count)[:25], count - 1]:
        luma = planes[index][:rows].astype(float)
        # These are grey and of limited range: the definition of BT.601 gives their brightness.
        expected = np.clip((luma - 16) * 255 / 219, 0, 255)
        assert np.abs(cine.frame(int(index)).mean(axis=2) - expected).mean() < 1.5
    assert cine.tissue(0).mean() > 0.6
    cine.close()


@pytest.mark.parametrize("name", ["timtrack_S1_L20_step_025.png", "timtrack_S2_R20_step_325.png"])
def test_a_still_of_muscle_is_all_tissue(shared_data, name):
    qt = pytest.importorskip("PySide6.QtGui")  # with a PNG decoder of its own
    image = qt.QImage(str(shared_data / "stills" / name))
    image = image.convertToFormat(qt.QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(458, image.bytesPerLine())
    cine = open_cine(shared_data / "stills" / name)
    np.testing.assert_array_equal(cine.frame(0), rows[:, :514])
    assert cine.tissue(0).all()


def test_a_lossless_sequence_has_its_pixels_and_time_stamps(shared_data):
    pytest.importorskip("SimpleITK")
    path = shared_data / "bmode_lossless" / "BoneUltrasound_L14.igs.mha"
    fields, data = meta_image(path)
    pixels = np.frombuffer(data, np.uint8).reshape(21, 616, 820)
    cine = open_cine(path)
    for index in range(21):
        np.testing.assert_array_equal(cine.frame(index), pixels[index])
    stamps = np.array([float(fields[f"Seq_Frame{i:04d}_Timestamp"]) for i in range(21)])
    np.testing.assert_allclose(cine.times, stamps - stamps[0], atol=1e-9)
    region = cine.regions[0]
    lit = np.flatnonzero((pixels[0] > 8).any(axis=0))
    assert abs(region.left - lit[0]) <= 12
    assert abs(region.right - lit[-1] - 1) <= 12
    assert (region.top, region.bottom) == (0, 616)


def test_vendor_b_mode_is_calibrated(shared_data):
    pytest.importorskip("SimpleITK")
    path = shared_data / "raw_rf" / "MouseLiverB.mha"
    pixels = np.frombuffer(meta_image(path)[1], np.uint8).reshape(4, 512, 128)
    cine = open_cine(path)
    for index in range(4):
        np.testing.assert_array_equal(cine.frame(index), pixels[index])
    assert cine.regions[0].mm_per_px == pytest.approx((0.0385753, 0.1))


def test_raw_lines_run_downwards_about_zero(shared_data):
    pytest.importorskip("SimpleITK")
    path = shared_data / "raw_rf" / "MouseLiverRF.mha"
    lines = np.frombuffer(meta_image(path)[1], "<i4").reshape(4, 128, 1536)
    cine = open_cine(path)
    np.testing.assert_array_equal(cine.frame(2), lines[2].T)
    assert cine.value_range[0] == -cine.value_range[1]
    assert cine.regions[0].mm_per_px == pytest.approx((0.0128417, 0.1))


def test_raw_iq_data_opens(shared_data):
    pytest.importorskip("SimpleITK")
    folder = shared_data / "raw_rf"
    lines = np.fromfile(folder / "BkCurvilinearRfData.raw", "<i2").reshape(358, 3480)
    cine = open_cine(folder / "BkCurvilinearRfData.igs.mhd")
    np.testing.assert_array_equal(cine.frame(0), lines.T)
    assert any("both signs" in note for note in cine.notes)
