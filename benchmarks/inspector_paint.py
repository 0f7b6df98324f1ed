"""How long the kernel inspector takes to show another pixel: ``show_pixel`` and a whole repaint.

In processor time, in a dock of 340 × 700. Hover at 60 Hz leaves 16 ms for this together with
everything else.
"""

import os
from time import process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from speckle_viewer.evidence import PixelKernel
from speckle_viewer.gui.inspector import KernelInspector, PinRow
from speckle_viewer.gui.style import apply_theme

PIXELS = 300
DOCK = QSize(340, 700)


def random_kernel(rng: np.random.Generator, sizes: tuple[int, ...], frames: int) -> PixelKernel:
    """A kernel as a network could give it; only its shape matters here."""
    shapes = [(frames, size, size) for size in sizes]
    return PixelKernel(
        row=int(rng.integers(512)),
        column=int(rng.integers(512)),
        taps=tuple(rng.normal(0, 0.05, shape).astype(np.float32) for shape in shapes),
        patches=tuple(rng.random(shape).astype(np.float32) for shape in shapes),
        bias=0.004,
        output=0.4,
    )


def milliseconds_per_pixel(sizes: tuple[int, ...], frames: int) -> list[float]:
    """Time of `show_pixel` and a full repaint of the inspector, for `PIXELS` different pixels."""
    rng = np.random.default_rng(0)
    inspector = KernelInspector()
    inspector.resize(DOCK)
    kernels = [random_kernel(rng, sizes, frames) for _ in range(PIXELS)]
    inspector.set_pins([PinRow(i, i, 10, i, (("KPN", "92"),), kernel=kernels[i]) for i in range(3)])
    inspector.show_pixel(kernels[0], method="KPN")
    inspector.grab()
    times = []
    for kernel in kernels:
        start = process_time()
        inspector.show_pixel(kernel, method="KPN")
        inspector.grab()
        times.append(1000 * (process_time() - start))
    inspector.close()
    return times


def main() -> None:
    app = QApplication([])
    apply_theme(app, "dark")
    print("| kernels | frames | median ms | p95 ms |\n|---|---|---|---|")
    for sizes, frames in (((5,), 1), ((5, 17), 1), ((5,), 5), ((5, 15), 5), ((15,), 5)):
        median, late = np.percentile(milliseconds_per_pixel(sizes, frames), (50, 95))
        names = ", ".join(f"{size} × {size}" for size in sizes)
        print(f"| {names} | {frames} | {median:.1f} | {late:.1f} |")


if __name__ == "__main__":
    main()
