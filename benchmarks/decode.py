"""Milliseconds per frame of 768 x 1024, beside pydicom's default: ``python benchmarks/decode.py``.

Both decode the same frames of the same files from disk in turns. What counts is the processor time
of all threads, and the fastest turn: fair on a busy machine.
"""

import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
from pydicom import uid
from pydicom.pixels import pixel_array

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from speckle_viewer.cine.dicom import open_dicom
from tests.cine import dicom_files as make

FRAMES, ROWS, COLUMNS, TURNS = 8, 768, 1024, 5


def speckled() -> make.Pixels:
    """Grey texture with the fine grain that decides how long decoders take."""
    rng = np.random.default_rng(0)
    grain = rng.rayleigh(0.5, (FRAMES, ROWS, COLUMNS))
    return np.clip(make.speckle(FRAMES, ROWS, COLUMNS) * grain, 0, 255).astype(np.uint8)


def write_files(folder: Path) -> dict[str, Path]:
    """One cine for each kind of encoding."""
    grey = speckled()
    rgb = np.repeat(grey[..., None], 3, axis=-1)
    rgb[:, 200:400, 300:600, 0] //= 2
    jpeg, ybr = uid.JPEGBaseline8Bit, "YBR_FULL_422"
    return {
        "raw grey": make.save_raw(folder / "raw.dcm", grey),
        "raw RGB": make.save_raw(folder / "rgb.dcm", rgb),
        "RLE": make.save_frames(folder / "rle.dcm", grey, make.rle, uid.RLELossless),
        "JPEG grey": make.save_frames(folder / "jpeg.dcm", grey, make.jpeg, jpeg),
        "JPEG colour": make.save_frames(
            folder / "colour.dcm", rgb, make.jpeg, jpeg, photometric=ybr
        ),
        "JPEG-LS": make.save_frames(
            folder / "ls.dcm", grey, make.jpeg_ls_stream, uid.JPEGLSLossless
        ),
        "JPEG 2000": make.save_frames(folder / "j2k.dcm", grey, make.j2k, uid.JPEG2000Lossless),
        "JPEG lossless": make.save_frames(
            folder / "p14.dcm", grey[:1], make.lossless_jpeg, uid.JPEGLosslessSV1
        ),
    }


def milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


def compare(path: Path) -> tuple[float, float]:
    """Our time and pydicom's for a frame."""
    cine = open_dicom(path, cache_bytes=0)
    ours, theirs = [], []
    for turn in range(TURNS):
        for index in range(min(len(cine), 2 + turn)):
            # A frame that was just decoded stays cached even with no budget: ask for another.
            cine.frame((index + 1) % len(cine))
            if len(cine) > 1:
                ours.append(milliseconds(lambda i=index: cine.frame(i)))  # type: ignore[misc]
            else:
                source = open_dicom(path, cache_bytes=0)
                ours.append(milliseconds(lambda s=source: s.frame(0)))  # type: ignore[misc]
            theirs.append(milliseconds(lambda i=index: pixel_array(path, index=i)))  # type: ignore[misc]
    return min(ours), min(theirs)


def main() -> None:
    warnings.simplefilter("ignore")
    print("| encoding | Speckle Viewer, ms per frame | pydicom's default | ratio |")
    print("|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, path in write_files(Path(folder)).items():
            ours, theirs = compare(path)
            print(f"| {name} | {ours:.2f} | {theirs:.2f} | {theirs / ours:.1f} |")


if __name__ == "__main__":
    main()
