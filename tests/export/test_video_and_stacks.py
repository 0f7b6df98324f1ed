"""Videos keep the true times, stacks and arrays the true values, and nothing is half-written."""

import errno
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageSequence

import speckle_viewer as sv
from speckle_viewer.cine import Cine, Frame
from speckle_viewer.errors import ExportError
from speckle_viewer.export import formats
from speckle_viewer.export.depth import in_8_bits
from speckle_viewer.export.formats import FORMATS, Format, export
from speckle_viewer.export.montage import Panel, montage
from speckle_viewer.export.processing import Processing
from speckle_viewer.export.video import write_gif, write_mp4
from speckle_viewer.steering import KernelEdit, Steering

TIMES = np.array([0.0, 0.04, 0.11, 0.15, 0.40])


@pytest.fixture
def frames() -> np.ndarray:
    rng = np.random.default_rng(2)
    coarse = rng.integers(0, 255, (5, 7, 9)).astype(np.uint8)
    return coarse.repeat(5, 1).repeat(5, 2)  # 35 × 45: odd sides


@pytest.fixture
def cine(tmp_path: Path, frames: np.ndarray) -> Cine:
    np.savez(tmp_path / "in.npz", frames=frames, times=TIMES, mm_per_px=np.array(0.25))
    return sv.open_cine(tmp_path / "in.npz")


def test_an_mp4_shows_each_frame_at_its_time(tmp_path: Path, frames: np.ndarray) -> None:
    av = pytest.importorskip("av")
    write_mp4(tmp_path / "out.mp4", frames, TIMES)
    with av.open(str(tmp_path / "out.mp4")) as container:
        pictures = [*container.decode(video=0)]
    assert [float(p.pts * p.time_base) for p in pictures] == pytest.approx(TIMES, abs=1e-4)
    for picture, frame in zip(pictures, frames, strict=True):
        seen = picture.to_ndarray(format="gray")[:35, :45].astype(float)
        assert np.abs(seen - frame).mean() < 4


def test_a_gif_keeps_grey_values_and_the_whole_time(tmp_path: Path, frames: np.ndarray) -> None:
    write_gif(tmp_path / "out.gif", frames, TIMES)
    durations = []
    with Image.open(tmp_path / "out.gif") as gif:
        for page, frame in zip(ImageSequence.Iterator(gif), frames, strict=True):
            durations.append(page.info["duration"])
            np.testing.assert_array_equal(np.asarray(page.convert("L")), frame)
    assert durations[:-1] == [40, 70, 40, 250]


def test_a_gif_of_a_fast_cine_stays_on_time(tmp_path: Path) -> None:
    quick = np.arange(100, dtype=np.uint8)[:, None, None].repeat(8, 1).repeat(8, 2)
    write_gif(tmp_path / "out.gif", quick, np.arange(100) / 150)
    total = 0
    with Image.open(tmp_path / "out.gif") as gif:
        for page in ImageSequence.Iterator(gif):
            assert page.info["duration"] >= 20
            total += page.info["duration"]
    assert total == pytest.approx(100 / 150 * 1000, abs=30)


def test_a_stack_a_tiff_and_an_array_hold_the_values(
    tmp_path: Path, cine: Cine, frames: np.ndarray
) -> None:
    for name, kind in (("stack", "png"), ("out.tif", "tiff"), ("out.npy", "npy")):
        export(tmp_path / name, cine, Processing(), kind)  # type: ignore[arg-type]
    np.testing.assert_array_equal(np.load(tmp_path / "out.npy"), frames)
    pictures = sorted((tmp_path / "stack").glob("*.png"))
    np.testing.assert_array_equal([np.asarray(Image.open(p)) for p in pictures], frames)
    assert json.loads((tmp_path / "stack" / "times.json").read_text()) == TIMES.tolist()
    with Image.open(tmp_path / "out.tif") as tiff:
        assert len([*ImageSequence.Iterator(tiff)]) == 5
        assert float(tiff.info["dpi"][0]) == pytest.approx(25.4 / 0.25, rel=1e-3)
        tiff.seek(3)
        np.testing.assert_array_equal(np.asarray(tiff), frames[3])


def said_in(path: Path) -> str:
    """What a file says of itself."""
    if path.suffix == ".mp4":
        import av

        with av.open(str(path)) as container:
            return container.metadata["comment"]
    if path.suffix == ".npy":
        return path.with_name(path.name + ".txt").read_text()
    file = path / "frame-0001.png" if path.is_dir() else path
    with Image.open(file) as picture:
        if path.suffix == ".tif":
            return str(picture.tag_v2[270])  # type: ignore[attr-defined]
        found = picture.info["comment" if path.suffix == ".gif" else "Description"]
    return found.decode() if isinstance(found, bytes) else str(found)


@pytest.mark.parametrize("format", [f for f in FORMATS if f != "dicom"])
def test_every_file_says_how_kernels_were_steered(
    tmp_path: Path, cine: Cine, frames: np.ndarray, format: Format
) -> None:
    if format == "mp4":
        pytest.importorskip("av")
    edit = KernelEdit(8, 9, copied_from=(1, 2))
    done = Processing("kpn", steering=Steering(strength=1.25, size=5), edits=(edit,)).describe()
    path = tmp_path / f"out{formats.SUFFIXES[format]}"
    export(path, cine, Processing(), format, pictures=iter(frames), about=done)
    said = said_in(path)
    assert "strength 1.25" in said
    assert ("5x5 alone" if format == "tiff" else "5×5 alone") in said
    assert "x 9 y 8: kernel of x 2 y 1" in said
    export(path.with_stem("plain"), cine, Processing(), format)
    assert "Copied unchanged" in said_in(path.with_stem("plain"))


def test_deep_values_stay_deep_in_stacks_and_are_windowed_in_videos(tmp_path: Path) -> None:
    deep = np.linspace(0, 4095, 2 * 6 * 8).reshape(2, 6, 8).astype(np.uint16)
    np.save(tmp_path / "in.npy", deep)
    cine = sv.open_cine(tmp_path / "in.npy")
    export(tmp_path / "out.tif", cine, Processing(), "tiff")
    with Image.open(tmp_path / "out.tif") as tiff:
        np.testing.assert_array_equal(np.asarray(tiff), deep[0])
    shown = in_8_bits(deep[0], 1000, 3000)
    assert shown.dtype == np.uint8
    assert shown[deep[0] <= 1000].max(initial=0) == 0
    assert (in_8_bits(deep[1], 1000, 3000)[deep[1] >= 3000] == 255).all()


@pytest.mark.parametrize("kind", FORMATS)
def test_a_full_disk_is_one_sentence_and_leaves_nothing(
    tmp_path: Path, cine: Cine, kind: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Processing, *_: object) -> Iterator[Frame]:
        yield cine.frame(0)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Processing, "images", full)
    out = tmp_path / "out"
    with pytest.raises(ExportError, match="The disk is full"):
        export(out / f"made{formats.SUFFIXES[kind]}", cine, Processing(), kind)
    assert not out.exists() or not [*out.iterdir()]


def test_a_folder_that_is_there_is_not_touched(tmp_path: Path, cine: Cine) -> None:
    (tmp_path / "stack").mkdir()
    (tmp_path / "stack" / "mine.txt").write_text("mine")
    with pytest.raises(ExportError, match="is there already"):
        export(tmp_path / "stack", cine, Processing(), "png")
    assert [p.name for p in (tmp_path / "stack").iterdir()] == ["mine.txt"]


def test_a_gif_of_fifty_frames_a_second_has_them_all(tmp_path: Path) -> None:
    frames = np.arange(50, dtype=np.uint8)[:, None, None].repeat(8, 1).repeat(8, 2)
    write_gif(tmp_path / "out.gif", frames, np.arange(50) * 0.02)
    with Image.open(tmp_path / "out.gif") as gif:
        assert [page.info["duration"] for page in ImageSequence.Iterator(gif)] == [20] * 50


def test_frames_at_the_same_time_do_not_stop_an_mp4(tmp_path: Path, frames: np.ndarray) -> None:
    av = pytest.importorskip("av")
    write_mp4(tmp_path / "out.mp4", frames, np.array([0, 0.04, 0.04, 0.08, 0.12]))
    with av.open(str(tmp_path / "out.mp4")) as container:
        assert len([*container.decode(video=0)]) == 5


def test_what_is_looked_at_has_square_pixels(tmp_path: Path, frames: np.ndarray) -> None:
    np.savez(tmp_path / "in.npz", frames=frames, mm_per_px=np.array([0.2, 0.1]))
    cine = sv.open_cine(tmp_path / "in.npz")
    export(tmp_path / "out.gif", cine, Processing(), "gif")
    with Image.open(tmp_path / "out.gif") as gif:
        assert gif.size == (45, 70)
    export(tmp_path / "out.npy", cine, Processing(), "npy")
    np.testing.assert_array_equal(np.load(tmp_path / "out.npy"), frames)


def test_floating_point_stays_in_a_tiff_and_keeps_one_scale_in_pngs(tmp_path: Path) -> None:
    frames = np.stack([np.full((8, 8), 0.25, np.float32), np.full((8, 8), 0.5, np.float32)])
    frames[:, 0, 0] = 0, 1
    np.save(tmp_path / "in.npy", frames)
    cine = sv.open_cine(tmp_path / "in.npy")
    export(tmp_path / "out.tif", cine, Processing(), "tiff")
    with Image.open(tmp_path / "out.tif") as tiff:
        np.testing.assert_array_equal([np.asarray(p) for p in ImageSequence.Iterator(tiff)], frames)
    export(tmp_path / "stack", cine, Processing(), "png")
    pictures = [np.asarray(Image.open(p)) for p in sorted((tmp_path / "stack").glob("*.png"))]
    np.testing.assert_allclose(np.array(pictures) / 65535, frames, atol=1e-4)


def test_a_long_caption_stays_above_its_own_panel(cine: Cine) -> None:
    panels = [Panel("W" * 99, Processing(), (0, 255)), Panel("", Processing(), (0, 255))]
    sheet = next(montage(cine, panels, 2))
    width = cine.shape[1]
    assert sheet[:20, :width].any()
    assert not sheet[:20, width:].any()
