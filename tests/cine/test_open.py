"""One entry opens everything, by content; what cannot be opened says why in one sentence."""

import os

import numpy as np
import pytest
from PIL import Image
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, UltrasoundImageStorage, generate_uid

import speckle_viewer
from speckle_viewer.cine.open import cines_in, open_cine, supported_suffixes
from speckle_viewer.errors import CineError


def grey(seed, shape=(30, 40)):
    return np.random.default_rng(seed).integers(0, 256, shape).astype(np.uint8)


def write_picture(path, seed, shape=(30, 40)):
    Image.fromarray(grey(seed, shape)).save(path)
    return path


SERIES = generate_uid(entropy_srcs=["a series"])


def write_dicom(path, pixels, *, instance=1, series=SERIES):
    dataset = Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.file_meta.MediaStorageSOPClassUID = UltrasoundImageStorage
    dataset.file_meta.MediaStorageSOPInstanceUID = generate_uid()
    dataset.SOPClassUID = UltrasoundImageStorage
    dataset.SeriesInstanceUID = series
    dataset.InstanceNumber = instance
    dataset.Modality = "US"
    dataset.SamplesPerPixel = 1
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.Rows, dataset.Columns = pixels.shape[-2:]
    dataset.BitsAllocated = dataset.BitsStored = 8
    dataset.HighBit = 7
    dataset.PixelRepresentation = 0
    if pixels.ndim == 3:
        dataset.NumberOfFrames = len(pixels)
    dataset.PixelData = pixels.tobytes()
    dataset.save_as(path, enforce_file_format=True)
    return path


def frames_of(path):
    cine = open_cine(path)
    try:
        return [cine.frame(index) for index in range(len(cine))]
    finally:
        cine.close()


def test_the_entry_is_public(tmp_path):
    path = write_picture(tmp_path / "a.png", 0)
    np.testing.assert_array_equal(speckle_viewer.open_cine(str(path)).frame(0), grey(0))


def test_content_decides_and_not_the_suffix(tmp_path):
    np.testing.assert_array_equal(
        frames_of(write_picture(tmp_path / "a.png", 0).rename(tmp_path / "a.mp4"))[0], grey(0)
    )
    np.testing.assert_array_equal(frames_of(write_dicom(tmp_path / "image", grey(1)))[0], grey(1))
    np.save(tmp_path / "b.npy", grey(2))
    np.testing.assert_array_equal(
        frames_of((tmp_path / "b.npy").rename(tmp_path / "b.dcm"))[0], grey(2)
    )


def test_suffixes_are_lower_case_with_their_dot():
    suffixes = supported_suffixes()
    assert {".dcm", ".mp4", ".mpeg", ".png", ".gif", ".npy", ".mha", ".nii.gz"} <= set(suffixes)
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)


@pytest.mark.parametrize("suffix", ["", *supported_suffixes()])
def test_an_empty_file_is_said_to_be_empty(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    path.touch()
    with pytest.raises(CineError, match=r"^a\S* is empty: "):
        open_cine(path)


@pytest.mark.parametrize("suffix", supported_suffixes())
def test_noise_under_any_suffix_is_one_clear_error(tmp_path, suffix):
    path = tmp_path / f"noise{suffix}"
    path.write_bytes(np.random.default_rng(7).integers(0, 256, 3000).astype(np.uint8).tobytes())
    with pytest.raises(CineError, match=r"^noise") as caught:
        open_cine(path)
    assert "\n" not in str(caught.value)


def test_an_unknown_file_is_told_what_can_be_opened(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("Dear colleague, " * 100)
    with pytest.raises(CineError, match=r"^letter\.txt is of no format .*DICOM.*MP4.*PNG.*NIfTI"):
        open_cine(path)


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(CineError, match=r"^gone\.dcm does not exist"):
        open_cine(tmp_path / "gone.dcm")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_an_unreadable_file_is_said_to_be_so(tmp_path):
    path = write_picture(tmp_path / "a.png", 0)
    path.chmod(0)
    with pytest.raises(CineError, match=r"^a\.png cannot be read"):
        open_cine(path)


def test_a_dicomdir_points_to_its_folder(tmp_path):
    path = tmp_path / "DICOMDIR"
    path.write_bytes(bytes(128) + b"DICM" + b"\x02\0\x02\0UI\x14\x001.2.840.10008.1.3.10\0")
    with pytest.raises(CineError, match=r"DICOMDIR.* open its folder"):
        open_cine(path)


def test_a_folder_of_stills_is_a_cine_in_natural_order(tmp_path):
    for number in (10, 9, 1, 2):
        write_picture(tmp_path / f"frame{number}.png", number)
    (tmp_path / "notes.txt").write_text("about these frames")
    write_picture(tmp_path / "thumbnail.png", 0, (3, 4))
    frames = frames_of(tmp_path)
    for frame, number in zip(frames, (1, 2, 9, 10), strict=True):
        np.testing.assert_array_equal(frame, grey(number))
    cine = open_cine(tmp_path)
    assert cine.notes == ("2 of the folder's entries are left out: notes.txt, thumbnail.png.",)
    assert (cine.name, cine.timing.source) == (tmp_path.name, "assumed")


def test_the_depth_of_a_folder_is_that_of_its_brightest_picture(tmp_path):
    for index, white in enumerate((200, 300, 4000)):
        Image.fromarray(np.full((30, 40), white, np.uint16)).save(tmp_path / f"{index}.png")
    assert open_cine(tmp_path).value_range == (0, 4095)


def test_a_folder_of_dicom_images_is_a_cine_in_order_of_instances(tmp_path):
    for instance, name in ((3, "a"), (1, "b"), (2, "c")):
        write_dicom(tmp_path / name, grey(instance), instance=instance)
    for frame, instance in zip(frames_of(tmp_path), (1, 2, 3), strict=True):
        np.testing.assert_array_equal(frame, grey(instance))
    assert cines_in(tmp_path) == [tmp_path]


def test_images_of_two_patients_make_no_cine(tmp_path):
    for name in "ab":
        write_dicom(tmp_path / name, grey(1), series=generate_uid(entropy_srcs=[name]))
    with pytest.raises(CineError, match="2 separate cines"):
        open_cine(tmp_path)
    assert cines_in(tmp_path) == [tmp_path / "a", tmp_path / "b"]


def test_a_folder_without_images_says_so(tmp_path):
    (tmp_path / "notes.txt").write_text("nothing here")
    with pytest.raises(CineError, match="holds no images"):
        open_cine(tmp_path)
    assert cines_in(tmp_path) == []


def test_a_folder_with_one_cine_is_that_cine(tmp_path):
    write_dicom(tmp_path / "a.dcm", np.stack([grey(1), grey(2)]))
    assert len(frames_of(tmp_path)) == 2


def test_cines_are_found_in_a_folder_and_below(tmp_path):
    cine = write_dicom(tmp_path / "b.dcm", np.stack([grey(1), grey(2)]))
    other = write_dicom(tmp_path / "a.dcm", np.stack([grey(3), grey(4)]))
    frames = tmp_path / "frames"
    hidden = tmp_path / ".cache"
    mixed = tmp_path / "z" / "mixed"
    for folder in (frames, hidden, mixed):
        folder.mkdir(parents=True)
        for number in (1, 2):
            write_picture(folder / f"{number}.png", number)
    odd = write_picture(mixed / "odd.png", 3, (8, 9))
    (tmp_path / "letter.txt").write_text("no image")
    assert cines_in(tmp_path) == [other, cine, frames, mixed / "1.png", mixed / "2.png", odd]
    assert cines_in(cine) == [cine]
    assert [len(frames_of(path)) for path in cines_in(tmp_path)] == [2, 2, 2, 1, 1, 1]


def test_a_folder_that_goes_round_in_circles_ends(tmp_path):
    write_picture(tmp_path / "a.png", 1)
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert cines_in(tmp_path) == [tmp_path / "a.png"]


def test_a_damaged_frame_leaves_the_others_of_its_folder(tmp_path):
    paths = [write_picture(tmp_path / f"{number}.png", number) for number in range(3)]
    cine = open_cine(tmp_path)
    paths[1].write_bytes(paths[1].read_bytes()[:300])
    with pytest.raises(CineError, match=r"^1\.png cannot be"):
        cine.frame(1)
    np.testing.assert_array_equal(cine.frame(2), grey(2))
