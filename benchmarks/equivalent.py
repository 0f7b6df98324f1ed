"""How long the equivalent kernel of a pixel takes, and what looking not so far costs.

``python benchmarks/equivalent.py [ID …]``: in the middle of a frame of the sample cine. Times are
medians; *forward* is the plain float32 forward pass of the same crop, without gradients; *quick*
looks as far as the inspector does at first, *exact* as far as it does then. *Missed* is Σ|Δw|/Σ|w|
of the quick kernel against the exact one. With one thread (OMP_NUM_THREADS=1) the time is that of
the processor, which other programs hardly change.
"""

import argparse
import statistics
import time
from collections.abc import Callable

import numpy as np
import torch

from speckle_viewer import open_cine, paths
from speckle_viewer.denoising.differentiator import Differentiator, Linearised
from speckle_viewer.evidence import PixelKernel
from speckle_viewer.evidence.equivalent import crop_around

METHODS = (
    "unet", "unet-bf", "dncnn", "cbdnet", "ffdnet", "mwcnn", "mwcnn-study", "unet-wavelet", "kpn",
    "ldfn", "mwkpn", "kpn-burst5", "gdfn", "unet-attention", "nlm", "srad",
)  # fmt: skip
ROUNDS = 9


def median_ms(work: Callable[[], object]) -> float:
    """Of `ROUNDS`, after one that warms up."""
    alone = torch.get_num_threads() == 1 and not torch.cuda.is_available()
    clock = time.process_time if alone else time.perf_counter
    times = []
    for _ in range(1 + ROUNDS):
        started = clock()
        work()
        if torch.cuda.is_available():
            torch.cuda.synchronize()
        times.append(1000 * (clock() - started))
    return statistics.median(times[1:])


def forward_ms(seen: Linearised, row: int, column: int, reach: int) -> float:
    """The forward pass alone on the crop of this reach."""
    crop = crop_around(row, column, reach, seen.multiple, seen.shape)
    part = seen.burst[..., *crop]

    def work() -> None:
        with torch.inference_mode():
            seen.function(part.clone())

    return median_ms(work)


def missed(quick: PixelKernel, exact: PixelKernel) -> float:
    """Σ|Δw| / Σ|w|, in per cent."""
    margin = (exact.taps[0].shape[-1] - quick.taps[0].shape[-1]) // 2
    grown = np.pad(quick.taps[0], ((0, 0), (margin, margin), (margin, margin)))
    return 100 * float(np.abs(grown - exact.taps[0]).sum() / np.abs(exact.taps[0]).sum())


def line_of(name: str, seen: Linearised, row: int, column: int) -> str:
    """A row of the table."""
    quick, exact = seen.reaches()[0], seen.reaches()[-1]
    first = median_ms(lambda: seen.kernel(row, column, quick))
    last = first if exact == quick else median_ms(lambda: seen.kernel(row, column, exact))
    plain = forward_ms(seen, row, column, quick)
    lost = missed(seen.kernel(row, column, quick), seen.kernel(row, column, exact))
    column_ms = median_ms(lambda: seen.column(row, column, quick))
    return (
        f"| {name} | {quick} | {plain:.0f} | {first:.0f} | {first / plain:.1f} × | {exact} "
        f"| {last:.0f} | {lost:.2f} % | {column_ms:.0f} |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("methods", nargs="*", default=METHODS)
    chosen = parser.parse_args().methods
    cine, differentiator = open_cine(paths.sample_cine()), Differentiator()
    row, column = cine.shape[0] // 2, cine.shape[1] // 2
    print(f"{torch.get_num_threads()} threads, cuda: {torch.cuda.is_available()}")
    print(
        "| method | quick, px | forward, ms | quick, ms | ratio | exact, px | exact, ms | missed "
        "| column, ms |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    )
    for name in chosen:
        print(line_of(name, differentiator.at(cine, name, 12), row, column), flush=True)


if __name__ == "__main__":
    main()
