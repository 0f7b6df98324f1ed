"""Two denoisers that are not part of the product, tuned as its filters are, on its test sets.

    pip install bm3d            # not free for commercial use: neither shipped nor required
    python benchmarks/outside.py --dncnn ../shared/published/kair_dncnn_25.pth

BM3D is told a level of white noise. DnCNN, trained for white noise of 25 grey levels, sees the
image at a reduced contrast, and its output is expanded again; so its one level fits.
"""

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from unittest.mock import patch

import torch
from torch import Tensor

from speckle_viewer import metrics
from speckle_viewer.evaluation.denoiser import Denoiser, middle_frame
from speckle_viewer.evaluation.scores import Grey
from speckle_viewer.evaluation.tables import Table
from speckle_viewer.evaluation.with_truth import METRICS, SETS, truth_rows
from speckle_viewer.methods import load_method
from speckle_viewer.methods.importers import import_weights
from speckle_viewer.simulation.test_set import Pair, tuning_stills

SIGMAS = (15, 20, 25, 30, 40)  # grey levels
CONTRASTS = (0.4, 0.5, 0.6, 0.7, 0.8, 1.0, 1.25, 1.6)


def bm3d(sigma: float) -> Denoiser:
    """BM3D told white noise of ``sigma`` grey levels."""
    from bm3d import bm3d as run  # type: ignore[import-not-found]

    def denoise(burst: Tensor) -> Grey:
        image: Grey = run(middle_frame(burst), sigma / 255).clip(0, 1).astype("float32")
        return image

    return denoise


def dncnn(weights: Path) -> Callable[[float], Denoiser]:
    """The published network, by the contrast at which it sees the image."""
    with TemporaryDirectory() as folder, patch.dict(os.environ, SPECKLE_WEIGHTS=folder):
        import_weights(weights, "dncnn-25")
        method = load_method("dncnn-25")

    def at(contrast: float) -> Denoiser:
        def denoise(burst: Tensor) -> Grey:
            seen = 0.5 + contrast * (burst[len(burst) // 2][None] - 0.5)
            image = 0.5 + (method.predict(seen, {}).image - 0.5) / contrast
            return image.clamp(0, 1).numpy()

        return denoise

    return at


def tuned(
    make: Callable[[float], Denoiser], values: Sequence[float], pairs: Sequence[Pair]
) -> float:
    """The value with the best mean PSNR."""

    def reached(value: float) -> float:
        denoise = make(value)
        psnr = fmean(metrics.psnr(denoise(p.noisy), p.clean.numpy(), 1) for p in pairs)
        print(f"  {value:g}: {psnr:.2f} dB", flush=True)
        return psnr

    return max(values, key=reached)


def main() -> None:
    """Tune, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dncnn", type=Path, help="KAIR's dncnn_25.pth")
    options = parser.parse_args()
    torch.set_grad_enabled(False)
    pairs, denoisers = tuning_stills(6), {}
    best = tuned(bm3d, SIGMAS, pairs)
    denoisers[f"BM3D, σ {best:g}"] = bm3d(best)
    if options.dncnn:
        make = dncnn(options.dncnn)
        best = tuned(make, CONTRASTS, pairs)
        denoisers[f"DnCNN σ 25 at contrast {best:g}"] = make(best)
    rows = [row for name, made in SETS.items() for row in truth_rows(name, made(), denoisers)]
    print(Table("Outside", "set", METRICS, rows, ()).markdown())


if __name__ == "__main__":
    main()
