"""How long the filters and the wavelet bench take per frame: ms of processor time.

The median of five runs on the sample cine, in its own size and enlarged to 768×1024. All but the
drawing of the gallery, a kernel every 16 px, happens beside the window's thread:

    python benchmarks/filters_and_bench.py
"""

import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import speckle_viewer as sv
from speckle_viewer import paths
from speckle_viewer.cine import Cine
from speckle_viewer.denoising import Request, Result
from speckle_viewer.evidence.frequency import along_axes, frequency_response, half_amplitudes
from speckle_viewer.evidence.gallery import kernels_on_grid
from speckle_viewer.gui.app import make_application
from speckle_viewer.gui.explain.gallery_layout import Laid
from speckle_viewer.gui.explain.kernel_gallery import KernelGallery
from speckle_viewer.gui.explain.wavelets.channel_jobs import analyse_channels
from speckle_viewer.gui.explain.wavelets.jobs import analyse, mixture_of, mosaic_of
from speckle_viewer.gui.explain.wavelets.source import Source

FRAME, SPACING = 1, 16


def say(what: str, work: Callable[[], object]) -> None:
    """Print the median of five runs."""
    times = []
    for _ in range(5):
        start = time.process_time()
        work()
        times.append(1000 * (time.process_time() - start))
    print(f"  {what:44} {np.median(times):7.1f} ms")


def source_of(cine: Cine, method: str) -> Source:
    """What the bench takes apart: a frame and a method's answer."""
    prediction, frame = sv.denoise(cine, method, FRAME), cine.frame(FRAME)
    image = np.round(255 * prediction.image.numpy()).astype(np.uint8)
    request = Request(cine, FRAME, method)
    result = Result(0, request, image, cine.tissue(FRAME), prediction, 0.0, "cpu", "float32")
    return Source(cine, FRAME, frame, result, method, 1.0, (0.0, 255.0))


def measure(cine: Cine) -> None:
    print(f"{cine.shape[0]}×{cine.shape[1]}")
    kernels = sv.denoise(cine, "kpn", FRAME).kernels
    assert kernels is not None
    taps = np.stack([kernels.at(100, 150).taps[-1][0]] * 4)
    say("four kernels: responses", lambda: (frequency_response(taps), along_axes(taps)))
    say("four kernels: where they halve", lambda: [half_amplitudes(k) for k in taps])

    def lay() -> Laid:
        found = kernels_on_grid(kernels, SPACING, cine.tissue(FRAME))
        image = cine.frame(FRAME)
        laid = Laid(found.rows, found.columns, found.of_frame(None), SPACING, image, False)
        assert laid.sheet.size
        return laid

    say("gallery: kernels and colours", lay)
    gallery = KernelGallery()
    gallery.resize(320, 240)
    gallery.show_kernels(lay(), 1.0, "")

    def draw() -> None:
        gallery.refresh()
        gallery.grab()

    say("gallery: drawn in the window's thread", draw)
    source = source_of(cine, "mwcnn")
    bands = analyse(source, "haar", 3)
    say("bench: bands, energies, histograms", lambda: analyse(source, "haar", 3))
    say("bench: pyramid as a picture", lambda: mosaic_of(bands, "output", "dark"))
    gains = {("HH", 1): 0.5}
    say("bench: reconstruction", lambda: mixture_of(bands, "output", gains, "dark"))
    for level in (1, 2, 3):
        say(f"bench: channels of level {level}", partial(analyse_channels, source, level, "dark"))


def main() -> None:
    _application = make_application("dark")
    sample = sv.open_cine(paths.sample_cine())
    measure(sample)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "large.npy"
        frames = [Image.fromarray(sample.frame(i)).resize((1024, 768)) for i in range(3)]
        np.save(file, np.stack([np.asarray(frame) for frame in frames]))
        measure(sv.open_cine(file))


if __name__ == "__main__":
    main()
