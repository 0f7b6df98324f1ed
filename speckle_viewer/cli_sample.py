"""Write the simulated sample cine: ``python -m speckle_viewer.cli_sample OUT``."""

import argparse
from pathlib import Path

import numpy as np

from speckle_viewer.cine.dicom_write import WrittenRegion, write_cine
from speckle_viewer.simulation.heart_cine import HeartCine
from speckle_viewer.simulation.sample import (
    FRAME_TIME_MS,
    cm_per_pixel,
    sample_frames,
    sample_heart,
)


def write_sample(out: Path, heart: HeartCine) -> int:
    """Simulate the heart and write it as DICOM; gives the number of frames."""
    rows, columns = np.nonzero(heart.scan.inside().numpy())
    x0, y0 = int(columns.min()), int(rows.min())
    x1, y1 = int(columns.max()), int(rows.max())
    region = WrittenRegion(x0, y0, x1, y1, cm_per_pixel(heart))
    frames = list(sample_frames(heart))
    write_cine(out, frames, FRAME_TIME_MS, region, name="Simulated^Heart")
    return len(frames)


def main(arguments: list[str] | None = None) -> None:
    """Write the sample cine to the file named on the command line."""
    parser = argparse.ArgumentParser(description="Write the simulated sample cine.")
    parser.add_argument("out", type=Path, help="DICOM file to write")
    out: Path = parser.parse_args(arguments).out
    count = write_sample(out, sample_heart())
    print(f"{out}: {count} frames, {out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
