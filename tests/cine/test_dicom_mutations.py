"""500 damaged files: only the project's own errors come out, without hanging or much memory.

They run in a process of their own, whose memory and time the system limits, for a crash or a hang
in a decoder must fail a test and not the test run.
"""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from pydicom import uid

from tests.cine import dicom_files as make

CASES = 500
REPOSITORY = Path(__file__).resolve().parents[2]


def write_sources(folder: Path) -> None:
    """Small valid files of every kind of decoder."""
    grey, deep, rgb = make.speckle(), make.speckle(top=4095), make.colours()
    make.save_raw(folder / "implicit.dcm", grey, uid.ImplicitVRLittleEndian, FrameTime="40")
    make.save_raw(folder / "explicit.dcm", deep, FrameTimeVector=["0", "30", "50"])
    make.save_raw(folder / "big.dcm", rgb, uid.ExplicitVRBigEndian, CineRate="30")
    make.save_raw(folder / "deflated.dcm", grey, uid.DeflatedExplicitVRLittleEndian)
    table = np.arange(256, dtype=np.uint16).tobytes()
    palette = {
        key: value
        for colour in ("Red", "Green", "Blue")
        for key, value in (
            (f"{colour}PaletteColorLookupTableDescriptor", [256, 0, 16]),
            (f"{colour}PaletteColorLookupTableData", table),
        )
    }
    make.save_raw(folder / "palette.dcm", grey, photometric="PALETTE COLOR", **palette)
    make.save_frames(folder / "rle.dcm", rgb, make.rle, uid.RLELossless)
    make.save_frames(
        folder / "jpeg.dcm", rgb, make.jpeg, uid.JPEGBaseline8Bit, photometric="YBR_FULL_422"
    )
    make.save_frames(
        folder / "lossless.dcm", deep, make.lossless_jpeg, uid.JPEGLosslessSV1, fragments=2
    )
    twelve_bits = Path(__file__).with_name("twelve_bit.jpg").read_bytes()
    make.save_frames(folder / "p4.dcm", deep, lambda _: twelve_bits, uid.JPEGExtended12Bit)
    make.save_frames(folder / "p14.dcm", grey, make.lossless_jpeg, uid.JPEGLossless)
    make.save_frames(folder / "jpegls.dcm", deep, make.jpeg_ls_stream, uid.JPEGLSLossless)
    make.save_frames(
        folder / "j2k.dcm",
        rgb,
        make.j2k,
        uid.JPEG2000Lossless,
        has_bot=False,
        photometric="YBR_RCT",
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs limits of the system")
def test_mutations(tmp_path: Path) -> None:
    write_sources(tmp_path)
    run = subprocess.run(
        [sys.executable, "-m", "tests.cine.mutate_dicom", str(tmp_path), "0", str(CASES)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-4000:]
    assert f"{CASES} done" in run.stdout
