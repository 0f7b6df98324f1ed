"""How long all maps of a frame's kernels take: ms of processor time, by method.

The median of five runs on the sample cine, for a map of a frame that stands, and for the coarser
one of a cine that plays:

    python benchmarks/kernel_maps.py
"""

import time

import numpy as np

import speckle_viewer as sv
from speckle_viewer import paths
from speckle_viewer.evidence import KernelField
from speckle_viewer.evidence.kernel_maps import MOST_KERNELS, kernel_maps
from speckle_viewer.gui.explain.map_source import MOST_PLAYING

METHODS = ("kpn", "kpn-burst5", "mwkpn", "ldfn")


def measure(kernels: KernelField, most: int) -> tuple[int, float]:
    """How many kernels were measured, and in how many milliseconds."""
    times = []
    for _ in range(5):
        start = time.process_time()
        maps = kernel_maps(kernels, most=most)
        times.append(1000 * (time.process_time() - start))
    return maps["sum"].values.size, float(np.median(times))


def main() -> None:
    cine = sv.open_cine(paths.sample_cine())
    for method in METHODS:
        kernels = sv.denoise(cine, method, len(cine) // 2).kernels
        assert kernels is not None
        for most in (MOST_KERNELS, MOST_PLAYING):
            count, milliseconds = measure(kernels, most)
            print(f"{method:12} {count:6} kernels {milliseconds:6.0f} ms")


if __name__ == "__main__":
    main()
